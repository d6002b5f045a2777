// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/busiest_link.h"

#include <fmt/format.h>

namespace shardscape {

void recordBusiestLink(const Evaluation& evaluation, DerivationLog* log)
{
    if (evaluation.busiestLinks.empty() || !evaluation.fabric)
        return;
    record(log, [&] {
        const BusyLink& busiest = evaluation.busiestLinks.front();
        const auto index = static_cast<std::size_t>(busiest.link);
        const Link& link = evaluation.fabric->links()[index];
        Derivation d{.id = "traffic/busiest_link",
                     .name =
                         fmt::format("Busy share of {} to {}", evaluation.fabric->nameOf(link.from), evaluation.fabric->nameOf(link.to)),
                     .unit = "",
                     .value = busiest.busyFraction,
                     .formula = "(tp + cp + ep + dp + pp) / (bandwidth * period)",
                     .terms = {},
                     .source = "bytes of each collective along its route, over the link's data-sheet rate of one direction",
                     .validity = "traffic spread evenly over the period; bursts fill the link for shorter times",
                     .guess = false};
        for (const auto& axis : EnumNames<Axis>::table)
            d.terms.push_back({std::string{axis.text}, evaluation.traffic.perLink[index][indexOf(axis.value)], "bytes",
                               fmt::format("over this link for {}", axis.text), ""});
        d.terms.push_back(
            {"bandwidth", link.bandwidth.inBytesPerSecond(), "bytes_per_second", std::string{toText(link.kind)} + ", one direction", ""});
        d.terms.push_back({"period", evaluation.trafficPeriod.inSeconds(), "seconds",
                           evaluation.training ? "one step" : "one prefill and one decoded token",
                           evaluation.training ? "training/step" : ""});
        return d;
    });
}

} // namespace shardscape
