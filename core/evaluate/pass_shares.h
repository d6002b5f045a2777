// SPDX-License-Identifier: GPL-3.0-or-later
// Where a pass spends its time. Internal to core/evaluate; pure, any thread.
#pragma once

#include "evaluate/layer_work.h"

namespace shardscape {

/// Shares of a kind of pass. \param alone shows the transfers that a pair with another micro-batch's pass would hide
[[nodiscard]] PartShares passShares(const Work& work, TaskKind kind, bool alone);

} // namespace shardscape
