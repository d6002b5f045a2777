// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/pipeline_bound.h"

#include "plan/virtual_stage.h"

#include <algorithm>

namespace shardscape {
namespace {

constexpr double roundedDown = 1.0 - 1e-9;

double valueAt(const std::vector<double>& values, std::size_t slot) { return values.size() == 1 ? values.front() : values[slot]; }

/// Whether the step's makespan counts, and all gradients of a micro-batch are made together.
struct Ends {
    bool arrive = false; ///< the first micro-batch reaches stage s through the chunks 0 of the stages before
    bool leave = false;  ///< the last backward of stage s is followed by those of the stages before
};

Ends endsOf(ScheduleKind kind)
{
    switch (kind) {
    case ScheduleKind::GPipe:
    case ScheduleKind::OneFOneB:
    case ScheduleKind::Interleaved: return {true, true};
    case ScheduleKind::ZbH1:
    case ScheduleKind::VHalf:
    case ScheduleKind::VMin:
    case ScheduleKind::DualPipeV:
    case ScheduleKind::ForwardOnly: return {true, false};
    case ScheduleKind::ZbH2:
    case ScheduleKind::ZbV:
    case ScheduleKind::DualPipe: return {};
    }
    return {};
}

} // namespace

double pipelineLowerBound(const ScheduleRequest& request)
{
    const TaskTimes& times = request.times;
    const int held = chunksPerStage(request.kind, request.chunks);
    const bool mirrored = chunkPlacement(request.kind) == ChunkPlacement::Mirrored;
    const double visits = mirrored ? request.microbatches / 2.0 : request.microbatches; // half of them pass each copy
    const double shortest = times.microbatchFactor.empty() ? 1.0 : *std::min_element(times.microbatchFactor.begin(), times.microbatchFactor.end());
    Ends ends = endsOf(request.kind);
    ends.leave = ends.leave && times.overlappedPair.empty(); // a paired backward may be shorter than it is alone
    const double transfer = times.blockingSend.empty() ? times.p2p : 0.0; // those of single stages may be shorter than their mean
    double bound = 0;
    double down = 0;
    double up = 0;
    for (int stage = 0; stage < request.stages; ++stage) {
        double busy = 0;
        for (int chunk = 0; chunk < held; ++chunk) {
            const auto slot = static_cast<std::size_t>(stage * held + chunk);
            const double alone = valueAt(times.forward, slot) + valueAt(times.backwardInput, slot) + valueAt(times.backwardWeight, slot);
            busy += times.overlappedPair.empty() ? alone : std::min(alone, valueAt(times.overlappedPair, slot));
        }
        bound = std::max(bound, visits * busy + (ends.arrive ? down : 0.0) + (ends.leave ? up : 0.0));
        const auto first = static_cast<std::size_t>(stage * held);
        down += valueAt(times.forward, first) + transfer;
        up += valueAt(times.backwardInput, first) + valueAt(times.backwardWeight, first) + transfer;
    }
    return bound * shortest * roundedDown;
}

} // namespace shardscape
