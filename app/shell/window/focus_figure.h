// SPDX-License-Identifier: GPL-3.0-or-later
// The figure that stands behind what is focused in the pictures. A pure function.
#pragma once

#include "evaluate/evaluation.h"
#include "shell/focus_hub.h"

namespace shardscape {

/// Id of the derivation that explains a focused GPU, stage, link, block, memory part or group; empty for nothing.
[[nodiscard]] QString figureOf(const Evaluation& evaluation, const Focus& focus);

} // namespace shardscape
