// SPDX-License-Identifier: GPL-3.0-or-later
#include "cost/collective.h"

#include "cost/collective_compared.h"

#include <algorithm>
#include <cmath>

namespace shardscape {

namespace {

/// How sharply the fastest way wins where two are close: measured curves round the corner about as a 10-norm does.
constexpr double joinPower = 10.0;

double joinedSeconds(const CandidateList& list)
{
    if (list.size() == 1)
        return list.begin()->seconds();
    double fastest = list.begin()->seconds();
    for (const CollectiveTerms& terms : list)
        fastest = std::min(fastest, terms.seconds());
    if (!(fastest > 0.0) || !std::isfinite(fastest))
        return fastest;
    double sum = 0.0;
    for (const CollectiveTerms& terms : list)
        sum += std::pow(terms.seconds() / fastest, -joinPower);
    return fastest * std::pow(sum, -1.0 / joinPower);
}

CandidateList candidates(const CollectiveRequest& request, const ClusterSpec& cluster)
{
    return request.shape.domains > 1 ? candidatesAcross(request, cluster) : candidatesInside(request, cluster);
}

std::string symbolOf(const CollectiveTerms& terms)
{
    std::string symbol = "t_" + std::string{terms.algorithm} + "_" + std::string{terms.protocol};
    std::replace(symbol.begin(), symbol.end(), '-', '_');
    return symbol;
}

std::string idOf(const CollectiveTerms& terms) { return "collective/" + std::string{terms.algorithm} + "/" + std::string{terms.protocol}; }

std::string sourceOf(const ClusterSpec& cluster, bool across)
{
    const auto& constants = across ? cluster.scaleOut.constants : cluster.nodeFabric.constants;
    const auto entry = constants.find(across ? "net_efficiency" : "ring_efficiency");
    return "form after NCCL tuning.cc; constants: " +
           (entry == constants.end() ? std::string{"defaults of the program"} : entry->second.source);
}

bool restsOnGuess(const ClusterSpec& cluster, bool across)
{
    const auto& constants = across ? cluster.scaleOut.constants : cluster.nodeFabric.constants;
    return constants.empty() || std::any_of(constants.begin(), constants.end(), [across](const auto& entry) {
               const std::string_view name = entry.first;
               return entry.second.guess && (across ? name.starts_with("net_") : !name.starts_with("p2p_"));
           });
}

Derivation derivationOf(const CollectiveTerms& terms, const ClusterSpec& cluster, bool across)
{
    return {.id = idOf(terms),
            .name = "Time by " + std::string{terms.algorithm} + " with " + std::string{terms.protocol},
            .unit = "seconds",
            .value = terms.seconds(),
            .formula = "base + steps * step + ramp * size / (size + ramp_size) + wire / rate + copied / copy_rate",
            .terms = {{"base", terms.base, "seconds", "fixed latency", ""},
                      {"steps", terms.steps, "", "latency steps", ""},
                      {"step", terms.step, "seconds", "latency of a step", ""},
                      {"ramp", terms.ramp, "seconds", "loss until full speed", ""},
                      {"size", terms.size, "bytes", "size as nccl-tests counts", ""},
                      {"ramp_size", terms.rampSize, "bytes", "size at half the loss", ""},
                      {"wire", terms.wire, "bytes", "bytes a rank puts on the wire", ""},
                      {"rate", terms.rate, "bytes_per_second", "sustained rate of the narrowest part", ""},
                      {"copied", terms.copied, "bytes", "the rank's own shard, copied locally", ""},
                      {"copy_rate", terms.copyRate, "bytes_per_second", "local copy rate", ""}},
            .source = sourceOf(cluster, across),
            .validity = "one communicator kind at a time; median error 2 to 6 % on published nccl-tests tables",
            .guess = restsOnGuess(cluster, across)};
}

void recordAll(DerivationLog* log, const CandidateList& list, const CollectiveRequest& request, const ClusterSpec& cluster)
{
    const bool across = request.shape.domains > 1;
    std::string sum;
    std::vector<Term> terms;
    for (const CollectiveTerms& candidate : list) {
        record(log, [&] { return derivationOf(candidate, cluster, across); });
        sum += (sum.empty() ? "" : " + ") + symbolOf(candidate) + "^(-" + std::to_string(static_cast<int>(joinPower)) + ")";
        terms.push_back(
            {symbolOf(candidate), candidate.seconds(), "seconds", "time by " + std::string{candidate.algorithm}, idOf(candidate)});
    }
    for (const CollectiveTerms& compared : comparedCollectives(request, cluster)) {
        record(log, [&] { return derivationOf(compared, cluster, across); });
        terms.push_back({symbolOf(compared), compared.seconds(), "seconds",
                         "for comparison: time by " + std::string{compared.algorithm} + ", which the library does not offer here",
                         idOf(compared)});
    }
    record(log, [&] {
        return Derivation{.id = "collective/time",
                          .name = "Time of the collective",
                          .unit = "seconds",
                          .value = joinedSeconds(list),
                          .formula = list.size() == 1 ? symbolOf(*list.begin()) : "(" + sum + ")^(-0.1)",
                          .terms = std::move(terms),
                          .source = "the fastest legal way, the corner rounded as measured curves round it",
                          .validity = "all groups of the kind run at once",
                          .guess = restsOnGuess(cluster, across)};
    });
}

} // namespace

double busFactor(CollectiveOp op, int ranks)
{
    if (ranks < 2)
        return 0.0;
    const double others = ranks - 1.0;
    switch (op) {
    case CollectiveOp::AllReduce: return 2.0 * others / ranks;
    case CollectiveOp::AllGather:
    case CollectiveOp::ReduceScatter:
    case CollectiveOp::AllToAll: return others / ranks;
    case CollectiveOp::Broadcast:
    case CollectiveOp::SendRecv: return 1.0;
    }
    return 0.0;
}

CollectiveEstimate estimateCollective(const CollectiveRequest& request, const ClusterSpec& cluster, DerivationLog* log)
{
    CollectiveEstimate estimate;
    if (request.shape.ranks < 2) {
        estimate.algorithm = "none";
        return estimate;
    }
    const CandidateList list = candidates(request, cluster);
    for (const CollectiveTerms& terms : list)
        estimate.alternatives.push_back({std::string{terms.algorithm}, std::string{terms.protocol}, Seconds::fromSeconds(terms.seconds())});
    std::stable_sort(estimate.alternatives.begin(), estimate.alternatives.end(),
                     [](const CollectiveCandidate& a, const CollectiveCandidate& b) { return a.time < b.time; });
    estimate.time = Seconds::fromSeconds(joinedSeconds(list));
    estimate.algorithm = estimate.alternatives.front().algorithm;
    estimate.protocol = estimate.alternatives.front().protocol;
    if (estimate.time.base() > 0.0)
        estimate.busBandwidth = request.bytes * busFactor(request.op, request.shape.ranks) / estimate.time;
    if (log != nullptr)
        recordAll(log, list, request, cluster);
    return estimate;
}

Seconds collectiveTime(CollectiveOp op, Bytes bytes, const GroupShape& shape, const ClusterSpec& cluster)
{
    if (shape.ranks < 2 || bytes.base() <= 0.0)
        return {};
    return Seconds::fromSeconds(joinedSeconds(candidates({.op = op, .bytes = bytes, .shape = shape}, cluster)));
}

} // namespace shardscape
