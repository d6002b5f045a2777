// SPDX-License-Identifier: GPL-3.0-or-later
// What a user should know about a legal plan: does it fit, which choices cost most, what was assumed. Internal to core/evaluate.
#pragma once

#include "evaluate/evaluation.h"

namespace shardscape {

/// Appends warnings and infos to evaluation.diagnostics: plan notes, memory verdict, tensor groups across nodes, pipeline bubble, few
/// micro-batches, queueing, the software generation and the guessed constants.
void diagnose(Evaluation& evaluation);

} // namespace shardscape
