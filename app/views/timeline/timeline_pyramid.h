// SPDX-License-Identifier: GPL-3.0-or-later
// Busy shares of every stage in buckets of doubling width: what a picture of a million tasks is painted from when several tasks fall on
// one pixel. Idle time stays visible because it is the share that is missing. Immutable once made; any thread.
#pragma once

#include "schedule/timeline.h"

#include <array>
#include <cstdint>
#include <vector>

namespace shardscape {

inline constexpr std::size_t taskKinds = EnumNames<TaskKind>::table.size();
using TaskShares = std::array<float, taskKinds>; ///< share of a span's time by kind; the rest is idle

class TimelinePyramid {
public:
    TimelinePyramid() = default;
    explicit TimelinePyramid(const Timeline& timeline);

    [[nodiscard]] bool isEmpty() const { return m_levels.empty(); }
    /// Shares of [from, to] on a stage, from the level whose buckets are no wider than the span.
    [[nodiscard]] TaskShares shares(int stage, double from, double to) const;

private:
    struct Level {
        std::size_t buckets = 0; ///< per stage
        std::vector<TaskShares> shares;
    };
    void addFinest(const Timeline& timeline);

    double m_duration = 0.0;
    std::size_t m_stages = 0;
    std::vector<Level> m_levels; ///< finest first
};

} // namespace shardscape
