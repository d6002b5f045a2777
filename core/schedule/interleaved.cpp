// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule/interleaved_groups.h"
#include "schedule/task_order.h"

#include <algorithm>

namespace shardscape {

InterleavedGroups::InterleavedGroups(int stages, int microbatches, int chunks, int given) : m_chunks{chunks}
{
    for (int left = microbatches; given > 0 && left > 0; left -= given)
        m_groups.push_back(std::min(given, left));
    if (given > 0)
        return;
    const int groups = std::max(1, microbatches / stages);
    const int size = microbatches / groups;
    const int larger = microbatches % groups;
    for (int g = 0; g < groups; ++g)
        m_groups.push_back(g < larger ? size + 1 : size);
}

namespace {

struct Visit {
    int chunk;
    int microbatch;
};

void noteUnevenGroups(const ScheduleRequest& request, const InterleavedGroups& groups, TaskOrder& order)
{
    if (request.microbatchGroupSize > 0 || request.microbatches % request.stages == 0)
        return;
    const std::string counts = std::to_string(request.microbatches) + " micro-batches over " + std::to_string(request.stages) + " stages";
    order.notes.push_back({Severity::Info, "interleaved-uneven-groups", "/microbatches",
                           groups.isEven() ? counts + " run in groups of " + std::to_string(groups.firstGroup()) +
                                                 ", as torch.distributed.pipelining does; Megatron-LM refuses this count."
                                           : counts + " run in groups of " + std::to_string(groups.firstGroup()) +
                                                 " and one less; current frameworks refuse this count.",
                           "Take a multiple of " + std::to_string(request.stages) + " micro-batches."});
}

} // namespace

/// Interleaved 1F1B (Narayanan et al. 2021, section 2.2.2): stage r runs 2(p-1-r) + (v-1)g forwards ahead, g = the first group's size.
/// One chunk is plain 1F1B, as in Megatron-LM.
void orderInterleaved(const ScheduleRequest& request, TaskOrder& order)
{
    if (request.chunks == 1) {
        order.notes.push_back({Severity::Info, "interleaved-one-chunk", "/chunks", "Interleaved with one chunk per stage is plain 1F1B.",
                               "Give two or more chunks per stage to interleave."});
        orderOneFOneB(request, order);
        return;
    }
    const InterleavedGroups groups(request.stages, request.microbatches, request.chunks, request.microbatchGroupSize);
    noteUnevenGroups(request, groups, order);
    std::vector<Visit> visits;
    visits.reserve(static_cast<std::size_t>(request.microbatches) * static_cast<std::size_t>(request.chunks));
    groups.forEach([&](int chunk, int microbatch) { visits.push_back({chunk, microbatch}); });

    const auto total = static_cast<int>(visits.size());
    const int lastChunk = request.chunks - 1;
    const auto forward = [&](int k) {
        const Visit visit = visits[static_cast<std::size_t>(k)];
        order.add(TaskKind::Forward, visit.chunk, visit.microbatch);
    };
    const auto backward = [&](int k) {
        const Visit visit = visits[static_cast<std::size_t>(k)];
        order.add(TaskKind::Backward, lastChunk - visit.chunk, visit.microbatch);
    };
    for (int stage = 0; stage < request.stages; ++stage) {
        order.beginStage();
        const int ahead = 2 * (request.stages - 1 - stage) + lastChunk * groups.firstGroup() + (request.overlapPairs ? 1 : 0);
        const int warmUp = std::min(ahead, total);
        for (int k = 0; k < warmUp; ++k)
            forward(k);
        for (int k = warmUp; k < total; ++k) {
            if (request.overlapPairs) {
                const Visit f = visits[static_cast<std::size_t>(k)];
                const Visit b = visits[static_cast<std::size_t>(k - warmUp)];
                order.addPair(f.chunk, f.microbatch, lastChunk - b.chunk, b.microbatch);
            } else {
                forward(k);
                backward(k - warmUp);
            }
        }
        for (int k = total - warmUp; k < total; ++k)
            backward(k);
    }
}

} // namespace shardscape
