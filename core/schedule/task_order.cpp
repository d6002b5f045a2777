// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule/task_order.h"

#include <array>

namespace shardscape {

void TaskOrder::reserve(std::size_t tasks)
{
    kind.reserve(tasks);
    chunk.reserve(tasks);
    microbatch.reserve(tasks);
}

void TaskOrder::addPair(int forwardChunk, int forwardMicrobatch, int backwardChunk, int backwardMicrobatch)
{
    pairedWithNext.resize(size());
    pairedWithNext.push_back(1);
    add(TaskKind::Forward, forwardChunk, forwardMicrobatch);
    add(TaskKind::Backward, backwardChunk, backwardMicrobatch);
}

void TaskOrder::finish()
{
    laneBegin.push_back(static_cast<std::uint32_t>(size()));
    if (!pairedWithNext.empty())
        pairedWithNext.resize(size());
}

namespace {

constexpr std::array<ScheduleRule, 11> rules{{
    {ScheduleKind::GPipe, orderGPipe, 1, 64, 2, false},
    {ScheduleKind::OneFOneB, orderOneFOneB, 1, 1, 2, false},
    {ScheduleKind::Interleaved, orderInterleaved, 1, 64, 2, false},
    {ScheduleKind::ZbH1, orderZbH1, 1, 1, 3, false},
    {ScheduleKind::ZbH2, orderZbH2, 1, 1, 3, false},
    {ScheduleKind::ZbV, orderZbV, 2, 2, 3, false},
    {ScheduleKind::VHalf, orderVHalf, 2, 2, 3, false},
    {ScheduleKind::VMin, orderVMin, 2, 2, 3, false},
    {ScheduleKind::DualPipe, orderDualPipe, 1, 1, 3, true},
    {ScheduleKind::DualPipeV, orderDualPipeV, 2, 2, 3, true},
    {ScheduleKind::ForwardOnly, orderForwardOnly, 1, 64, 1, false},
}};

constexpr bool rulesFollowTheEnum()
{
    for (std::size_t i = 0; i < rules.size(); ++i)
        if (static_cast<std::size_t>(rules[i].kind) != i)
            return false;
    return rules.size() == EnumNames<ScheduleKind>::table.size();
}
static_assert(rulesFollowTheEnum());

} // namespace

const ScheduleRule& scheduleRule(ScheduleKind kind) { return rules[static_cast<std::size_t>(kind)]; }

} // namespace shardscape
