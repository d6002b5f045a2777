// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/collective_text.h"

#include "io/text_table.h"
#include "units/format.h"

#include <fmt/format.h>

namespace shardscape {

std::string collectiveToText(const CollectiveEstimate& estimate)
{
    std::string text = fmt::format("{} by {} {}, bus bandwidth {}\n", formatTime(estimate.time), estimate.algorithm, estimate.protocol,
                                   formatRate(estimate.busBandwidth));
    TextTable table{{"algorithm", Align::Left}, {"protocol", Align::Left}, {"time"}};
    for (const CollectiveCandidate& candidate : estimate.alternatives)
        table.addRow({candidate.algorithm, candidate.protocol, formatTime(candidate.time)});
    return table.isEmpty() ? text : text + "\n" + table.text();
}

} // namespace shardscape
