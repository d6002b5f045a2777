// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/memory_over_time.h"

#include <algorithm>

namespace shardscape {

MemoryOverTime memoryOverTime(const Timeline& timeline, int stage, const StageMemory& memory)
{
    MemoryOverTime result;
    const Bytes activations = memory[MemoryPart::Activations];
    std::vector<double> perChunk;
    for (const Bytes bytes : memory.activationPerMicrobatch)
        perChunk.push_back(bytes.inBytes());
    const bool isKnown = perChunk.size() == static_cast<std::size_t>(timeline.chunks);
    if (!isKnown)
        perChunk = {1.0};
    result.activations = activationsOverTime(timeline, stage, perChunk);
    // What the schedule does not multiply is the working set of a backward pass: it comes and goes with each.
    const double workingSet = activations.inBytes() - result.activations.peak;
    if (isKnown) {
        result.activations = activationsOverTime(timeline, stage, perChunk, std::max(0.0, workingSet));
    } else if (result.activations.peak > 0.0) {
        const double scale = activations.inBytes() / result.activations.peak;
        for (double& bytes : result.activations.bytes)
            bytes *= scale;
        result.activations.peak *= scale;
    }
    result.fixedBytes = std::max(0.0, memory.total().inBytes() - result.activations.peak);
    return result;
}

} // namespace shardscape
