// SPDX-License-Identifier: GPL-3.0-or-later
// The memory picture in words: what a stage's peak is made of and when it is reached, and a proposal that lowers it. Pure functions of
// an evaluation; any thread.
#pragma once

#include "cost/memory_relief.h"
#include "evaluate/evaluation.h"

#include <QLocale>
#include <QString>

namespace shardscape {

/// "Peak of stage 1: 78.6 GiB, 1.0 GiB free (1.3 %). Largest part: Activations, 60.1 GiB (76.4 %), 15 micro-batches in flight. First
/// reached 1.41 s into the step." \pre 0 <= stage < stages
[[nodiscard]] QString peakWords(const Evaluation& evaluation, int stage, const QLocale& locale = QLocale());

/// What a proposal changes: "Recompute activations: none → full".
[[nodiscard]] QString reliefName(const MemoryRelief& relief);

/// The proposal in a whole sentence, with the new peak, what it saves, whether it fits and whether it needs more GPUs.
[[nodiscard]] QString reliefWords(const MemoryRelief& relief, const QLocale& locale = QLocale());

} // namespace shardscape
