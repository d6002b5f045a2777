// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/animation/collective_lanes.h"

#include "shell/translate.h"
#include "views/common/number_text.h"

#include <algorithm>
#include <cmath>

namespace shardscape {

std::vector<CollectiveLane> collectiveLanes(const CollectiveChoice& choice, const ClusterSpec& cluster)
{
    std::vector<CollectiveLane> lanes;
    const bool possible = choice.acrossNodes ? cluster.nic.count > 0 : choice.ranks <= cluster.gpusPerNode;
    if (!possible || choice.ranks < 2)
        return lanes;
    const GroupShape shape = choice.acrossNodes ? shapeAlone(choice.ranks, 1, cluster) : shapeAlone(1, choice.ranks, cluster);
    const CollectiveEstimate estimate = estimateCollective({choice.op, Bytes::fromBytes(choice.bytes), shape}, cluster, nullptr);
    for (const CollectiveCandidate& candidate : estimate.alternatives) {
        const bool known = std::any_of(lanes.begin(), lanes.end(), [&](const CollectiveLane& lane) { return lane.moves.algorithm == candidate.algorithm; });
        auto moves = movesOf(choice.op, candidate.algorithm, choice.ranks);
        if (!known && moves)
            lanes.push_back({std::move(*moves), candidate.time.inSeconds(), choice.bytes});
    }
    return lanes;
}

double hopsDone(const CollectiveLane& lane, const std::vector<CollectiveLane>& all, double share)
{
    double slowest = 0;
    for (const CollectiveLane& each : all)
        slowest = std::max(slowest, each.seconds);
    const double passed = lane.seconds > 0 ? share * slowest / lane.seconds : 1.0;
    return std::clamp(passed, 0.0, 1.0) * lane.moves.hops;
}

QString algorithmName(const std::string& algorithm)
{
    if (algorithm == "ring")
        return tr("Ring");
    if (algorithm == "tree")
        return tr("Double tree");
    return algorithm == "nvls" ? tr("In the switch") : QString::fromStdString(algorithm);
}

QString collectiveCaption(const std::vector<CollectiveLane>& lanes, double share)
{
    QStringList lines;
    for (const CollectiveLane& lane : lanes) {
        const double done = hopsDone(lane, lanes, share);
        const int hop = static_cast<int>(done);
        const QString name = algorithmName(lane.moves.algorithm);
        const auto first = std::find_if(lane.moves.moves.begin(), lane.moves.moves.end(), [&](const CollectiveMove& move) { return move.hop == hop; });
        if (first == lane.moves.moves.end()) {
            lines << tr("%1: done after %2.").arg(name, timeText(Seconds::fromSeconds(lane.seconds)));
            continue;
        }
        const auto who = [](int rank) { return rank == switchRank ? tr("the switch") : tr("GPU %1").arg(rank); };
        const QString what = first->adds ? tr("%1 sends chunk %2 to %3, which adds it") : tr("%1 hands the finished chunk %2 to %3");
        lines << tr("%1: hop %2 of %3; %4.").arg(name).arg(hop + 1).arg(lane.moves.hops).arg(what.arg(who(first->from)).arg(first->chunk).arg(who(first->to)));
    }
    return lines.isEmpty() ? tr("This machine cannot run it: choose fewer GPUs, or another place.") : lines.join(QLatin1Char('\n'));
}

TableData collectiveTable(const std::vector<CollectiveLane>& lanes)
{
    TableData table{.title = tr("Collective"), .header = {tr("Algorithm"), tr("Hops"), tr("Chunks"), tr("Most bytes sent by a GPU"), tr("Time")}, .rows = {}};
    for (const CollectiveLane& lane : lanes) {
        const std::vector<double> sent = sentShares(lane.moves, lane.moves.hops);
        table.rows.push_back({algorithmName(lane.moves.algorithm), QString::number(lane.moves.hops), QString::number(lane.moves.chunks),
                              trafficText(*std::max_element(sent.begin(), sent.end()) * lane.bytes), timeText(Seconds::fromSeconds(lane.seconds))});
    }
    return table;
}

} // namespace shardscape
