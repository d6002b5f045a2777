// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/step_traffic.h"
#include "plan/virtual_stage.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace shardscape {
namespace {

double sumOf(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

void addScaled(std::vector<double>& sum, const std::vector<double>& values, double factor)
{
    sum.resize(values.size(), 0.0);
    for (std::size_t i = 0; i < values.size(); ++i)
        sum[i] += factor * values[i];
}

bool isSame(const CollectiveCount& a, const AxisTraffic& b, double bytesPerCall)
{
    return a.volume.axis == b.axis && a.volume.group == b.group && a.volume.op == b.op && a.volume.networkShare == b.networkShare && a.volume.imbalance == b.imbalance && a.volume.skew == b.skew &&
           a.bytesPerCall == bytesPerCall;
}

Derivation explain(const CollectiveCount& count, const Plan& plan, std::string id, bool training)
{
    const AxisTraffic& v = count.volume;
    const int stages = plan.mesh.groupSize(GroupKind::Pp);
    const int size = plan.mesh.groupSize(v.group);
    const bool alongStages = v.group == GroupKind::Pp || v.group == GroupKind::EmbeddingTie;
    const bool oneSends = v.group == GroupKind::Pp && v.op == CollectiveOp::SendRecv;
    const double groups =
        alongStages ? static_cast<double>(plan.mesh.ranks()) / stages : static_cast<double>(plan.mesh.ranksPerStage()) / size;
    const double factor = v.op == CollectiveOp::SendRecv ? 1.0 : busFactor(v.op, size);
    const std::string name = fmt::format("{} of {} groups", toText(v.op), toText(v.group));
    return {.id = std::move(id),
            .name = "Bytes sent: " + name,
            .unit = "bytes",
            .value = totalTraffic(plan.mesh, {v})[indexOf(v.axis)],
            .formula = "groups * members * factor * calls * bytes_per_call",
            .terms = {{"groups", groups, "", alongStages ? "pipelines" : "groups on one pipeline stage", ""},
                      {"members", oneSends ? 1.0 : size, "", oneSends ? "one rank sends at a time" : "ranks of a group", ""},
                      {"factor", factor, "", "share of the size that a member sends, such as (n - 1)/n of an all-gather", ""},
                      {"calls", count.calls, "", training ? "of one group in a step, all stages" : "of one group, all stages", ""},
                      {"bytes_per_call", count.bytesPerCall, "bytes", "size of one call, the mean where stages differ", ""}},
            .source = "volumes of each collective as nccl-tests counts, once and not per hop",
            .validity = training ? "one training step" : "one prefill and one decoded token",
            .guess = false};
}

} // namespace

void CollectiveCounts::add(AxisTraffic volume, const std::vector<double>& calls, double bytesPerCall)
{
    const double total = sumOf(calls);
    if (total * bytesPerCall <= 0.0)
        return;
    auto entry = std::find_if(m_list.begin(), m_list.end(), [&](const CollectiveCount& c) { return isSame(c, volume, bytesPerCall); });
    if (entry == m_list.end())
        entry = m_list.insert(m_list.end(), CollectiveCount{std::move(volume), 0.0, bytesPerCall});
    entry->calls += total;
    addScaled(entry->volume.bytesPerStage, calls, bytesPerCall);
}

void CollectiveCounts::addSends(const std::vector<double>& next, const std::vector<double>& previous, double bytesPerCall)
{
    CollectiveCount entry{{.axis = Axis::Pp, .group = GroupKind::Pp, .op = CollectiveOp::SendRecv, .bytesPerStage = {}},
                          sumOf(next) + sumOf(previous),
                          bytesPerCall};
    addScaled(entry.volume.bytesPerStage, next, bytesPerCall);
    addScaled(entry.volume.bytesToPreviousPerStage, previous, bytesPerCall);
    m_list.push_back(std::move(entry));
}

void CollectiveCounts::addUneven(AxisTraffic volume, double callsPerStage)
{
    const double calls = callsPerStage * static_cast<double>(volume.bytesPerStage.size());
    const double bytes = sumOf(volume.bytesPerStage);
    if (calls > 0.0 && bytes > 0.0)
        m_list.push_back({std::move(volume), calls, bytes / calls});
}

StageSends stageSends(const Plan& plan, bool backward)
{
    const auto stages = static_cast<std::size_t>(plan.layout.stages);
    const double chunks = plan.layout.chunks;
    StageSends sends{std::vector<double>(stages, 0.0), std::vector<double>(stages, 0.0)};
    switch (chunkPlacement(plan.parallelism.schedule)) {
    case ChunkPlacement::Looped:
        sends.next.assign(stages, chunks);
        sends.next.back() = chunks - 1.0;
        if (backward) {
            sends.previous.assign(stages, chunks);
            sends.previous.front() = chunks - 1.0;
        }
        break;
    case ChunkPlacement::VShape:
    case ChunkPlacement::Mirrored: {
        const double each = chunkPlacement(plan.parallelism.schedule) == ChunkPlacement::VShape ? 2.0 : 1.0;
        sends.next.assign(stages, each);
        sends.previous.assign(stages, each);
        sends.next.back() = 0.0;
        sends.previous.front() = 0.0;
        break;
    }
    }
    return sends;
}

void recordTraffic(const std::vector<CollectiveCount>& collectives, const Plan& plan, bool training, DerivationLog* log)
{
    for (const auto& axis : EnumNames<Axis>::table)
        record(log, [&] {
            Derivation sum{.id = fmt::format("traffic/axis/{}", axis.text),
                           .name = fmt::format("Bytes sent for {}", axis.text),
                           .unit = "bytes",
                           .value = 0.0,
                           .formula = "sum(",
                           .terms = {},
                           .source = "sum over the collectives of the axis",
                           .validity = training ? "one training step" : "one prefill and one decoded token",
                           .guess = false};
            for (const CollectiveCount& count : collectives) {
                if (count.volume.axis != axis.value)
                    continue;
                const std::size_t number = sum.terms.size() + 1;
                Derivation part = explain(count, plan, fmt::format("{}/{}", sum.id, number), training);
                const std::string symbol = fmt::format("collective_{}", number);
                sum.formula += (number > 1 ? ", " : "") + symbol;
                sum.value += part.value;
                sum.terms.push_back({symbol, part.value, "bytes", part.name, part.id});
                log->add(std::move(part));
            }
            if (sum.terms.empty())
                sum.terms.push_back({"nothing", 0.0, "bytes", "the axis has one rank, or its ranks send each other nothing", ""});
            sum.formula = sum.value > 0.0 ? sum.formula + ")" : "nothing";
            return sum;
        });
}

} // namespace shardscape
