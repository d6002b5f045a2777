// SPDX-License-Identifier: GPL-3.0-or-later
// The building block of the V-shaped schedules: at which unit of time each stage runs its four passes of micro-batch 0; micro-batch j
// follows 6 j later. Used by the search of these schedules only; values, any thread.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

namespace shardscape {

/// The passes of a micro-batch on one stage, in the order they happen.
enum class VPass : unsigned char { ForwardDown, ForwardUp, BackwardDown, BackwardUp };
inline constexpr std::size_t vPasses = 4;
inline constexpr int vInterval = 6;

struct VBlock {
    std::array<int, vPasses> step{}; ///< units between neighboring stages, by pass
    std::array<int, 3> turn{};       ///< units between one pass and the next where they meet on a stage
    [[nodiscard]] int offset(int stages, int stage, VPass pass) const;
    /// No two passes fall on the same unit of any stage, modulo the interval.
    [[nodiscard]] bool fits(int stages) const;
};

/// All blocks that fit, whose steps add up to \p stepSum and whose stages all hold their two chunks equally long; shortest turns first.
[[nodiscard]] std::vector<VBlock> vBlocks(int stages, int stepSum);

} // namespace shardscape
