// SPDX-License-Identifier: GPL-3.0-or-later
// The output of nccl-tests as text: which collective, how many ranks, and its time at each size. Pure, any thread.
#pragma once

#include "evaluate/calibration.h"

#include <string_view>

namespace shardscape {

/// Reads the rows that all_reduce_perf and its siblings print ("size count type [redop] [root] time algbw busbw #wrong ..."; times in
/// microseconds, the out-of-place ones are taken). Any other line is passed over. The collective is named by a "<name>_perf" anywhere in
/// the text; the ranks by the "#  Rank" lines, or by busbw / algbw, which is 2(n-1)/n for all-reduce and (n-1)/n for the others.
/// Problems, at `path`: no rows, no collective, no ranks.
[[nodiscard]] Result<std::vector<CollectiveMeasurement>> readNcclTests(std::string_view text, const std::string& path);

} // namespace shardscape
