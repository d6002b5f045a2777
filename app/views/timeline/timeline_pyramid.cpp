// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timeline/timeline_pyramid.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace shardscape {

TimelinePyramid::TimelinePyramid(const Timeline& timeline) : m_stages{static_cast<std::size_t>(timeline.stages)}
{
    for (const double end : timeline.end)
        m_duration = std::max(m_duration, end);
    if (m_duration <= 0.0 || m_stages == 0)
        return;
    addFinest(timeline);
    while (m_levels.back().buckets > 256) {
        const Level& fine = m_levels.back();
        Level coarse{fine.buckets / 2, std::vector<TaskShares>(fine.shares.size() / 2)};
        for (std::size_t i = 0; i < coarse.shares.size(); ++i)
            for (std::size_t kind = 0; kind < taskKinds; ++kind)
                coarse.shares[i][kind] = 0.5F * (fine.shares[2 * i][kind] + fine.shares[2 * i + 1][kind]);
        m_levels.push_back(std::move(coarse));
    }
}

void TimelinePyramid::addFinest(const Timeline& timeline)
{
    const std::size_t perStage = timeline.size() / m_stages + 1;
    Level level;
    level.buckets = std::bit_ceil(std::clamp<std::size_t>(perStage / 4, 256, 1U << 16U));
    level.shares.resize(level.buckets * m_stages);
    const double perSecond = static_cast<double>(level.buckets) / m_duration;
    for (std::size_t stage = 0; stage < m_stages; ++stage) {
        TaskShares* const row = level.shares.data() + stage * level.buckets;
        for (std::size_t i = timeline.laneBegin[stage]; i < timeline.laneBegin[stage + 1]; ++i) {
            const auto kind = static_cast<std::size_t>(timeline.kind[i]);
            double from = timeline.start[i] * perSecond;
            const double to = std::min(timeline.end[i] * perSecond, static_cast<double>(level.buckets));
            for (auto bucket = static_cast<std::size_t>(from); from < to && bucket < level.buckets; ++bucket) {
                const double until = std::min(to, static_cast<double>(bucket + 1));
                row[bucket][kind] += static_cast<float>(until - from);
                from = until;
            }
        }
    }
    m_levels.push_back(std::move(level));
}

TaskShares TimelinePyramid::shares(int stage, double from, double to) const
{
    TaskShares sum{};
    if (m_levels.empty() || to <= from)
        return sum;
    std::size_t at = 0;
    while (at + 1 < m_levels.size() && m_duration / static_cast<double>(m_levels[at + 1].buckets) <= to - from)
        ++at;
    const Level& level = m_levels[at];
    const double perSecond = static_cast<double>(level.buckets) / m_duration;
    const TaskShares* const row = level.shares.data() + static_cast<std::size_t>(stage) * level.buckets;
    double a = std::max(0.0, from * perSecond);
    const double b = std::min(to * perSecond, static_cast<double>(level.buckets));
    const auto weight = static_cast<float>(1.0 / ((to - from) * perSecond));
    for (auto bucket = static_cast<std::size_t>(a); a < b && bucket < level.buckets; ++bucket) {
        const double until = std::min(b, static_cast<double>(bucket + 1));
        const float part = static_cast<float>(until - a) * weight;
        for (std::size_t kind = 0; kind < taskKinds; ++kind)
            sum[kind] += part * row[bucket][kind];
        a = until;
    }
    return sum;
}

} // namespace shardscape
