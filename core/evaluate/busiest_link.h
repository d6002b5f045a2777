// SPDX-License-Identifier: GPL-3.0-or-later
// Explains the share of time in which the fullest link carries traffic. Pure; any thread.
#pragma once

#include "evaluate/evaluation.h"

namespace shardscape {

/// Records "traffic/busiest_link": the bytes of all axes over the fullest link against what it can carry in one period.
/// Nothing when no link carries traffic. \pre evaluation.busiestLinks is sorted, fullest first.
void recordBusiestLink(const Evaluation& evaluation, DerivationLog* log);

} // namespace shardscape
