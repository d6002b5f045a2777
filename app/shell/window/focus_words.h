// SPDX-License-Identifier: GPL-3.0-or-later
// The focused object in words, for the status bar and screen readers: "GPU 11: node 1, rank 11, pp 0, dp 1, tp 3; 71.2 of 80 GiB". Pure.
#pragma once

#include "evaluate/evaluation.h"
#include "shell/focus_hub.h"

#include <QString>

namespace shardscape {

/// Empty when nothing is focused, or when the evaluation has no such object.
[[nodiscard]] QString focusWords(const Evaluation& evaluation, Focus focus);

} // namespace shardscape
