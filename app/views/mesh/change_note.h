// SPDX-License-Identifier: GPL-3.0-or-later
// What an edit under way would change, in one line. A pure function of two evaluations; any thread.
#pragma once

#include "evaluate/evaluation.h"

#include <QLocale>
#include <QString>

namespace shardscape {

/// Bytes that leave nodes through their NICs, per step (or per prefill and decoded token); 0 without a link map.
[[nodiscard]] double crossNodeBytes(const Evaluation& evaluation);

/// "step +1.8 %, cross-node 12.0 GB → 19.0 GB"; with inference the time to first token and per output token.
[[nodiscard]] QString changeNote(const Evaluation& before, const Evaluation& after, const QLocale& locale = QLocale());

} // namespace shardscape
