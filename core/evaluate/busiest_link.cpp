// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/busiest_link.h"

#include "evaluate/explanations.h"

#include <fmt/format.h>

namespace shardscape {

std::optional<Derivation> linkDerivation(const Evaluation& evaluation, int number)
{
    const auto index = static_cast<std::size_t>(number);
    if (!evaluation.fabric || number < 0 || index >= evaluation.traffic.perLink.size())
        return std::nullopt;
    const Link& link = evaluation.fabric->links()[index];
    Derivation d{.id = linkFigure(number),
                 .name = fmt::format("Busy share of {} to {}", evaluation.fabric->nameOf(link.from), evaluation.fabric->nameOf(link.to)),
                 .unit = "",
                 .value = 0,
                 .formula = "(tp + cp + ep + dp + pp) / (bandwidth * period)",
                 .terms = {},
                 .source = "bytes of each collective along its route, over the link's data-sheet rate of one direction",
                 .validity = "traffic spread evenly over the period; bursts fill the link for shorter times",
                 .guess = false};
    double bytes = 0;
    for (const auto& axis : EnumNames<Axis>::table) {
        const double part = evaluation.traffic.perLink[index][indexOf(axis.value)];
        bytes += part;
        d.terms.push_back({std::string{axis.text}, part, "bytes", fmt::format("over this link for {}", axis.text), ""});
    }
    const double rate = link.bandwidth.inBytesPerSecond();
    const double period = evaluation.trafficPeriod.inSeconds();
    d.terms.push_back({"bandwidth", rate, "bytes_per_second", std::string{toText(link.kind)} + ", one direction", ""});
    d.terms.push_back({"period", period, "seconds", evaluation.training ? "one step" : "one prefill and one decoded token",
                       evaluation.training ? "training/step" : ""});
    if (rate * period <= 0)
        return std::nullopt; // a link without a known rate shows no share either
    d.value = bytes / (rate * period);
    return d;
}

void recordBusiestLink(const Evaluation& evaluation, DerivationLog* log)
{
    if (evaluation.busiestLinks.empty() || !evaluation.fabric)
        return;
    record(log, [&] {
        std::optional<Derivation> derivation =
            linkDerivation(evaluation, evaluation.busiestLinks.front().link); // it has a rate, or it were not in the list
        derivation->id = "traffic/busiest_link";
        derivation->value = evaluation.busiestLinks.front().busyFraction;
        return std::move(*derivation);
    });
}

} // namespace shardscape
