// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule/time_classes.h"

namespace shardscape {

using graph_detail::TimeClass;
using graph_detail::timeClasses;

namespace {

double valueAt(const std::vector<double>& values, std::size_t slot) { return values.size() == 1 ? values.front() : values[slot]; }

} // namespace

std::vector<double> graph_detail::durationTable(SlotCounts counts, const TaskTimes& times)
{
    const auto slotTotal = static_cast<std::size_t>(counts.stages * counts.held);
    std::vector<double> table(slotTotal * timeClasses);
    const auto set = [&](TimeClass timeClass, std::size_t slot, double value) {
        table[static_cast<std::size_t>(timeClass) * slotTotal + slot] = value;
    };
    for (std::size_t slot = 0; slot < slotTotal; ++slot) {
        const double forward = valueAt(times.forward, slot);
        const double input = valueAt(times.backwardInput, slot);
        const double weight = valueAt(times.backwardWeight, slot);
        set(TimeClass::Forward, slot, forward);
        set(TimeClass::BackwardInput, slot, input);
        set(TimeClass::BackwardWeight, slot, weight);
        set(TimeClass::Backward, slot, input + weight);
        set(TimeClass::Communication, slot, times.blockingSend.empty() ? times.p2p : valueAt(times.blockingSend, slot));
        const double alone = forward + input + weight;
        const double pair = times.overlappedPair.empty() ? alone : valueAt(times.overlappedPair, slot);
        const double part = alone > 0.0 ? pair * (forward / alone) : 0.5 * pair;
        set(TimeClass::PairForward, slot, part);
        set(TimeClass::PairBackward, slot, pair - part);
    }
    return table;
}

} // namespace shardscape
