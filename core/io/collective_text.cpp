// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/collective_text.h"

#include "io/text_table.h"
#include "units/format.h"

#include <fmt/format.h>

namespace shardscape {
namespace {

/// Measured curves have no corner where one way takes over from another, so the time lies below that of either way alone.
std::string crossoverNote(const CollectiveEstimate& estimate)
{
    if (estimate.alternatives.size() < 2 || formatTime(estimate.time) == formatTime(estimate.alternatives.front().time))
        return {};
    const CollectiveCandidate& next = estimate.alternatives[1];
    return fmt::format("near the crossover to {} {}, where the curve is rounded: {:.2g} % below {} alone\n", next.algorithm, next.protocol,
                       100.0 * (1.0 - estimate.time / estimate.alternatives.front().time), estimate.algorithm);
}

} // namespace

std::string collectiveToText(const CollectiveEstimate& estimate, const std::vector<CollectiveCandidate>& compared)
{
    std::string text = fmt::format("{} by {} {}, bus bandwidth {}\n", formatTime(estimate.time), estimate.algorithm, estimate.protocol,
                                   formatRate(estimate.busBandwidth));
    text += crossoverNote(estimate);
    TextTable table{{"algorithm", Align::Left}, {"protocol", Align::Left}, {"time"}};
    for (const CollectiveCandidate& candidate : estimate.alternatives)
        table.addRow({candidate.algorithm, candidate.protocol, formatTime(candidate.time)});
    for (const CollectiveCandidate& candidate : compared)
        table.addRow({candidate.algorithm, "not offered here", formatTime(candidate.time)});
    return table.isEmpty() ? text : text + "\n" + table.text();
}

} // namespace shardscape
