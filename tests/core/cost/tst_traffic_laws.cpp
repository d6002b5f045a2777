// SPDX-License-Identifier: GPL-3.0-or-later
// Symmetries of the link map over random machines, degrees and placements: equal nodes may change names, rings may turn round, and what
// groups of each kind send adds up to its closed form.
#include "core/cost/random_cluster.h"
#include "cost/pair_traffic.h"

#include <QRegularExpression>
#include <QTest>

#include <map>
#include <set>

using namespace shardscape;
using namespace shardscape::test;

namespace {

constexpr int cases = 2000;

QString nameOf(const RandomCase& c, int number)
{
    return QStringLiteral("case %1 on %2").arg(number).arg(QString::fromStdString(c.cluster.id));
}

/// A new name for every node: mixed inside the blocks whose nodes are alike for the fabric (below the same leaves, or of one rack).
std::vector<int> renamedNodes(const Fabric& fabric, std::mt19937& random)
{
    std::vector<int> names(static_cast<std::size_t>(fabric.nodes()));
    std::iota(names.begin(), names.end(), 0);
    const auto sameBlock = [&](int a, int b) {
        return fabric.nodesPerDomain() > 1 ? a / fabric.nodesPerDomain() == b / fabric.nodesPerDomain() : fabric.unitOf(a) == fabric.unitOf(b);
    };
    for (int first = 0, end = 0; first < fabric.nodes(); first = end) {
        while (end < fabric.nodes() && sameBlock(first, end))
            ++end;
        std::shuffle(names.begin() + first, names.begin() + end, random);
    }
    return names;
}

std::vector<int> placementOf(const DeviceMesh& mesh, const std::vector<int>& nodes, int gpusPerNode)
{
    std::vector<int> placement;
    for (int rank = 0; rank < mesh.ranks(); ++rank) {
        const int gpu = mesh.gpuOf(rank);
        placement.push_back(nodes[static_cast<std::size_t>(gpu / gpusPerNode)] * gpusPerNode + gpu % gpusPerNode);
    }
    return placement;
}

double allBytes(const AxisBytes& bytes) { return std::accumulate(bytes.begin(), bytes.end(), 0.0); }

/// Every collective of a step on the groups of a mesh.
std::vector<AxisTraffic> everything(double networkShare, double imbalance)
{
    const auto entry = [](Axis axis, GroupKind group, CollectiveOp op, double bytes) {
        return AxisTraffic{.axis = axis, .group = group, .op = op, .bytesPerStage = {bytes}};
    };
    std::vector<AxisTraffic> all{entry(Axis::Tp, GroupKind::Tp, CollectiveOp::AllReduce, 8e6),
                                 entry(Axis::Dp, GroupKind::DataShard, CollectiveOp::AllGather, 5e6),
                                 entry(Axis::Dp, GroupKind::DataReplica, CollectiveOp::AllReduce, 7e6),
                                 entry(Axis::Cp, GroupKind::Cp, CollectiveOp::SendRecv, 2e6),
                                 entry(Axis::Ep, GroupKind::Ep, CollectiveOp::AllToAll, 3e6)};
    all.back().networkShare = networkShare;
    all.back().imbalance = imbalance;
    return all;
}

} // namespace

class TrafficLawsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    /// The random cases are worth something: each kind of node and network, oversubscription, HSDP and permuted placements come up.
    void casesCoverEveryKind()
    {
        const std::vector<ClusterSpec> kinds = everyKind();
        std::mt19937 random{20261121};
        std::map<NodeFabricKind, int> nodes;
        std::map<ScaleOutKind, int> networks;
        int oversubscribed = 0, permuted = 0, hybrid = 0, severalNodes = 0;
        for (int i = 0; i < cases; ++i) {
            const RandomCase c = randomCase(random, kinds);
            ++nodes[c.cluster.nodeFabric.kind];
            ++networks[c.cluster.scaleOut.kind];
            oversubscribed += c.cluster.scaleOut.oversubscription > 1.0 && c.cluster.nodes > c.cluster.scaleOut.nodesPerUnit ? 1 : 0;
            permuted += c.placement.empty() ? 0 : 1;
            hybrid += c.parallelism.hsdpShard ? 1 : 0;
            severalNodes += c.cluster.nodes > 1 ? 1 : 0;
        }
        for (const auto& kind : EnumNames<NodeFabricKind>::table)
            QVERIFY2(nodes[kind.value] >= 50, kind.text.data());
        for (const auto& kind : EnumNames<ScaleOutKind>::table)
            QVERIFY2(networks[kind.value] >= 50, kind.text.data());
        QVERIFY2(oversubscribed >= 100 && permuted >= 500 && hybrid >= 140 && severalNodes >= 500,
                 qPrintable(QStringLiteral("%1 oversubscribed, %2 permuted, %3 HSDP, %4 of several nodes")
                                .arg(oversubscribed)
                                .arg(permuted)
                                .arg(hybrid)
                                .arg(severalNodes)));
    }

    /// Nodes that are alike may swap names: every link keeps its bytes under its new name.
    void renamingEqualNodesRenamesTheMap()
    {
        const std::vector<ClusterSpec> kinds = everyKind();
        std::mt19937 random{20261121};
        for (int i = 0; i < cases; ++i) {
            const RandomCase c = randomCase(random, kinds);
            const Fabric fabric = Fabric::build(c.cluster);
            const std::vector<AxisTraffic> sent = everything(pick(random, {1, 2}) / 2.0, pick(random, {1, 2}));
            const DeviceMesh mesh{c.parallelism, c.etp, c.placement};
            const std::vector<int> names = renamedNodes(fabric, random);
            const LinkTraffic before = mapTraffic(mesh, fabric, sent);
            const LinkTraffic after =
                mapTraffic(DeviceMesh{c.parallelism, c.etp, placementOf(mesh, names, fabric.gpusPerNode())}, fabric, sent);
            const int perNode = static_cast<int>(fabric.nodeTemplate().links.size());
            for (int link = 0; link < static_cast<int>(fabric.links().size()); ++link) {
                const int node = link / std::max(1, perNode);
                const int renamed = node < fabric.nodes() ? fabric.firstLinkOf(names[static_cast<std::size_t>(node)]) + link % perNode : link;
                const double a = allBytes(before.perLink[static_cast<std::size_t>(link)]);
                const double b = allBytes(after.perLink[static_cast<std::size_t>(renamed)]);
                QVERIFY2(nearlyEqual(a, b), qPrintable(QStringLiteral("%1, link %2: %3 and %4").arg(nameOf(c, i)).arg(link).arg(a).arg(b)));
            }
        }
    }

    /// Sends to the previous member instead of the next: the map in mirror writing, wherever routes there and back are the same.
    void reversedSendsGiveTheReversedMap()
    {
        const std::vector<ClusterSpec> kinds = everyKind();
        std::mt19937 random{20261122};
        int compared = 0;
        for (int i = 0; i < cases; ++i) {
            const RandomCase c = randomCase(random, kinds);
            const Fabric fabric = Fabric::build(c.cluster);
            const DeviceMesh mesh{c.parallelism, c.etp, c.placement};
            AxisTraffic forward{.axis = Axis::Dp, .group = GroupKind::DpCp, .op = CollectiveOp::SendRecv, .bytesPerStage = {1e6}};
            AxisTraffic backward = forward;
            std::swap(backward.bytesPerStage, backward.bytesToPreviousPerStage);
            const LinkTraffic there = mapTraffic(mesh, fabric, {forward});
            const LinkTraffic back = mapTraffic(mesh, fabric, {backward});
            QVERIFY2(nearlyEqual(there.byAxisTotal[indexOf(Axis::Dp)], back.byAxisTotal[indexOf(Axis::Dp)]), qPrintable(nameOf(c, i)));
            // PXN changes the rail before the network, on a torus each way goes through its axes in the same order: not the way back.
            if (c.cluster.scaleOut.kind == ScaleOutKind::RailOptimized || c.cluster.nodeFabric.kind == NodeFabricKind::Torus ||
                c.cluster.nodeFabric.kind == NodeFabricKind::HybridCubeMesh)
                continue;
            ++compared;
            std::map<std::pair<int, int>, double> byEnds;
            for (std::size_t link = 0; link < fabric.links().size(); ++link)
                byEnds[{fabric.links()[link].from, fabric.links()[link].to}] += allBytes(there.perLink[link]);
            for (std::size_t link = 0; link < fabric.links().size(); ++link)
                byEnds[{fabric.links()[link].to, fabric.links()[link].from}] -= allBytes(back.perLink[link]);
            for (const auto& [ends, difference] : byEnds)
                QVERIFY2(std::abs(difference) < 1.0, qPrintable(nameOf(c, i)));
        }
        QVERIFY(compared >= 500);
    }

    /// Who sends to whom adds up to what is sent, by GPU and by node, and both tables agree.
    void pairsAddUpToWhatIsSent()
    {
        const std::vector<ClusterSpec> kinds = everyKind();
        std::mt19937 random{20261125};
        for (int i = 0; i < 500; ++i) {
            const RandomCase c = randomCase(random, kinds);
            const Fabric fabric = Fabric::build(c.cluster);
            const DeviceMesh mesh{c.parallelism, c.etp, c.placement};
            const std::vector<AxisTraffic> sent = everything(pick(random, {1, 2}) / 2.0, pick(random, {1, 2}));
            const AxisBytes total = totalTraffic(mesh, sent);
            const PairTraffic byGpu = pairTraffic(mesh, fabric, sent, 1);
            const PairTraffic byNode = pairTraffic(mesh, fabric, sent, fabric.gpusPerNode());
            QCOMPARE(byNode.blocks, fabric.nodes());
            for (std::size_t axis = 0; axis < axisCount; ++axis) {
                std::vector<double> folded(byNode.bytes.size(), 0.0);
                double sum = 0.0;
                for (int from = 0; from < byGpu.blocks; ++from)
                    for (int to = 0; to < byGpu.blocks; ++to) {
                        const double bytes = byGpu.at(from, to)[axis];
                        QVERIFY2(from != to || bytes == 0.0, qPrintable(nameOf(c, i)));
                        sum += bytes;
                        folded[static_cast<std::size_t>(from / fabric.gpusPerNode() * byNode.blocks + to / fabric.gpusPerNode())] += bytes;
                    }
                QVERIFY2(nearlyEqual(sum, total[axis]), qPrintable(nameOf(c, i)));
                for (std::size_t pair = 0; pair < folded.size(); ++pair)
                    QVERIFY2(nearlyEqual(folded[pair], byNode.bytes[pair][axis]), qPrintable(nameOf(c, i)));
            }
        }
    }

    void blocksFitTheTable()
    {
        for (const int nodes : {1, 8, 64, 2048, 16384}) {
            const Fabric fabric = Fabric::build(clusterOf("dgx-h100", nodes));
            const int block = blockFor(fabric, 128);
            QVERIFY((fabric.gpus() + block - 1) / block <= 128);
            QCOMPARE(block == 1, fabric.gpus() <= 128);
        }
    }

    /// HSDP: every shard group gathers (s - 1)/s, every replica group reduces twice (r - 1)/r, in s-th parts.
    void hybridShardsSendTheirClosedForm()
    {
        const std::vector<ClusterSpec> kinds = everyKind();
        std::mt19937 random{20261123};
        int seen = 0;
        for (int i = 0; i < cases; ++i) {
            const RandomCase c = randomCase(random, kinds);
            const DeviceMesh mesh{c.parallelism, c.etp, c.placement};
            const double shard = mesh.groupSize(GroupKind::DataShard);
            const double replicas = mesh.groupSize(GroupKind::DataReplica);
            QCOMPARE(shard * replicas, static_cast<double>(mesh.groupSize(GroupKind::DpCp)));
            const Fabric fabric = Fabric::build(c.cluster);
            constexpr double size = 6e6;
            const std::vector<AxisTraffic> sent{
                {.axis = Axis::Dp, .group = GroupKind::DataShard, .op = CollectiveOp::AllGather, .bytesPerStage = {size}},
                {.axis = Axis::Dp, .group = GroupKind::DataReplica, .op = CollectiveOp::AllReduce, .bytesPerStage = {size / shard}}};
            const LinkTraffic traffic = mapTraffic(mesh, fabric, sent);
            const double expected = mesh.ranks() * (size * (shard - 1) / shard + 2 * size / shard * (replicas - 1) / replicas);
            QVERIFY2(nearlyEqual(traffic.byAxisTotal[indexOf(Axis::Dp)], expected), qPrintable(nameOf(c, i)));
            double onLinks = 0, leaving = 0;
            for (std::size_t link = 0; link < fabric.links().size(); ++link) {
                const double bytes = traffic.perLink[link][indexOf(Axis::Dp)];
                onLinks += bytes;
                leaving += fabric.vertices()[static_cast<std::size_t>(fabric.links()[link].from)].kind == VertexKind::Gpu ? bytes : 0.0;
            }
            QVERIFY2(onLinks >= expected * (1 - 1e-9) && leaving >= expected * (1 - 1e-9), qPrintable(nameOf(c, i)));
            seen += shard > 1 && replicas > 1 ? 1 : 0;
        }
        QVERIFY(seen >= 100);
    }

    /// A shard group inside a node keeps its gathers off the network; only the replicas' reduction crosses it.
    void shardGroupsInsideNodesStayThere()
    {
        Parallelism parallelism;
        parallelism.dp = 32;
        parallelism.zeroStage = 3;
        parallelism.hsdpShard = 8;
        const Fabric fabric = Fabric::build(clusterOf("dgx-h100", 4));
        const DeviceMesh mesh{parallelism, 1};
        const auto nicBytes = [&](GroupKind kind, CollectiveOp op) {
            const LinkTraffic map = mapTraffic(mesh, fabric, {{.axis = Axis::Dp, .group = kind, .op = op, .bytesPerStage = {8e9}}});
            double sum = 0;
            for (std::size_t link = 0; link < map.perLink.size(); ++link)
                sum += fabric.links()[link].kind == LinkKind::NicLink ? map.perLink[link][indexOf(Axis::Dp)] : 0.0;
            return sum;
        };
        QCOMPARE(nicBytes(GroupKind::DataShard, CollectiveOp::AllGather), 0.0);
        QVERIFY(nearlyEqual(nicBytes(GroupKind::DataReplica, CollectiveOp::AllReduce), 2 * 32 * (2.0 * 3 / 4 * 8e9)));
    }

    /// Uneven experts: the same bytes in all, the first member's port gets the imbalance over the mean, and combine mirrors dispatch.
    void unevenExchangeKeepsItsSum_data()
    {
        QTest::addColumn<double>("imbalance");
        QTest::addColumn<double>("share");
        for (const double imbalance : {1.0, 1.3, 4.0, 32.0, 100.0})
            for (const double share : {1.0, 0.25})
                QTest::addRow("%g times the mean, %g over the network", imbalance, share) << imbalance << share;
    }
    void unevenExchangeKeepsItsSum()
    {
        QFETCH(double, imbalance);
        QFETCH(double, share);
        Parallelism parallelism;
        parallelism.dp = parallelism.ep = 32;
        const DeviceMesh mesh{parallelism, 1};
        const auto mapOn = [&](const Fabric& fabric, Skew skew, double factor) {
            AxisTraffic sent{.axis = Axis::Ep, .group = GroupKind::Ep, .op = CollectiveOp::AllToAll, .bytesPerStage = {32e6}};
            sent.networkShare = share;
            sent.imbalance = factor;
            sent.skew = skew;
            return mapTraffic(mesh, fabric, {sent});
        };
        const Fabric fabric = Fabric::build(clusterOf("dgx-h100", 4));
        const auto sumOf = [&](const LinkTraffic& map, LinkKind kind) {
            double sum = 0;
            for (std::size_t link = 0; link < map.perLink.size(); ++link)
                sum += fabric.links()[link].kind == kind ? map.perLink[link][indexOf(Axis::Ep)] : 0.0;
            return sum;
        };
        const LinkTraffic even = mapOn(fabric, Skew::Receives, 1.0);
        const LinkTraffic dispatch = mapOn(fabric, Skew::Receives, imbalance);
        const LinkTraffic combine = mapOn(fabric, Skew::Sends, imbalance);
        QVERIFY(nearlyEqual(sumOf(dispatch, LinkKind::NicLink), sumOf(even, LinkKind::NicLink)));
        QVERIFY(nearlyEqual(sumOf(combine, LinkKind::NicLink), sumOf(even, LinkKind::NicLink)));
        ClusterSpec rack = clusterOf("gb200-nvl72", 8);
        const Fabric one = Fabric::build(rack);
        const LinkTraffic in = mapOn(one, Skew::Receives, imbalance);
        const LinkTraffic out = mapOn(one, Skew::Sends, imbalance);
        const auto port = [&](const LinkTraffic& map, int gpu, bool up) {
            const auto& links = up ? one.nodeTemplate().switchUp : one.nodeTemplate().switchDown;
            const int local = gpu % one.gpusPerNode();
            return map.perLink[static_cast<std::size_t>(one.firstLinkOf(gpu / one.gpusPerNode()) + links[static_cast<std::size_t>(local)])]
                              [indexOf(Axis::Ep)];
        };
        const double mean = 31e6;
        QVERIFY(nearlyEqual(port(in, 0, false), mean * std::min(imbalance, 32.0)));
        QVERIFY(nearlyEqual(port(in, 0, true), mean * (32.0 - std::min(imbalance, 32.0)) / 31.0));
        for (int gpu = 0; gpu < 32; ++gpu)
            QVERIFY(nearlyEqual(port(in, gpu, false), port(out, gpu, true)) && nearlyEqual(port(in, gpu, true), port(out, gpu, false)));
    }
};

QTEST_APPLESS_MAIN(TrafficLawsTest)
#include "tst_traffic_laws.moc"
