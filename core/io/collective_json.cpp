// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/collective_json.h"

#include "io/text_table.h"
#include "units/format.h"
#include "json/pretty_json.h"

#include <fmt/format.h>

namespace shardscape {

std::string collectiveToJson(const CollectiveEstimate& estimate)
{
    Json json;
    json["seconds"] = numberJson(estimate.time.inSeconds());
    json["algorithm"] = estimate.algorithm;
    json["protocol"] = estimate.protocol;
    json["bus_bytes_per_second"] = numberJson(estimate.busBandwidth.inBytesPerSecond());
    json["alternatives"] = Json::array();
    for (const CollectiveCandidate& candidate : estimate.alternatives)
        json["alternatives"].push_back(Json::object(
            {{"algorithm", candidate.algorithm}, {"protocol", candidate.protocol}, {"seconds", numberJson(candidate.time.inSeconds())}}));
    return prettyJson(json) + "\n";
}

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
