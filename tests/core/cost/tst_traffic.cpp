// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cost/random_cluster.h"
#include "cost/traffic.h"

#include <QRegularExpression>
#include <QTest>

#include <cmath>
#include <numeric>
#include <random>

using namespace shardscape;
using namespace shardscape::test;

namespace {

double sumOf(const LinkTraffic& traffic, std::size_t axis)
{
    double sum = 0.0;
    for (const AxisBytes& bytes : traffic.perLink)
        sum += bytes[axis];
    return sum;
}

/// What goes in comes out: the flow at every vertex, GPUs included where members send as much as they receive.
QString unbalancedVertex(const Fabric& fabric, const LinkTraffic& traffic, std::size_t axis, bool gpusToo)
{
    std::vector<double> balance(fabric.vertices().size(), 0.0);
    std::vector<double> flow(fabric.vertices().size(), 0.0);
    for (std::size_t i = 0; i < traffic.perLink.size(); ++i) {
        const Link& link = fabric.links()[i];
        const double bytes = traffic.perLink[i][axis];
        balance[static_cast<std::size_t>(link.from)] -= bytes;
        balance[static_cast<std::size_t>(link.to)] += bytes;
        flow[static_cast<std::size_t>(link.from)] += bytes;
    }
    for (std::size_t v = 0; v < balance.size(); ++v)
        if ((gpusToo || fabric.vertices()[v].kind != VertexKind::Gpu) && std::abs(balance[v]) > 1e-9 * std::max(1.0, flow[v]))
            return QString::fromStdString(fabric.nameOf(static_cast<int>(v)));
    return {};
}

} // namespace

class TrafficTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    /// 2000 random clusters, degrees and placements; four groups' traffic each.
    void lawsHoldEverywhere()
    {
        const std::vector<ClusterSpec> kinds = everyKind();
        std::mt19937 random{20260401};
        for (int i = 0; i < 2000; ++i) {
            const RandomCase c = randomCase(random, kinds);
            const DeviceMesh mesh{c.parallelism, c.etp, c.placement};
            const Fabric fabric = Fabric::build(c.cluster);
            const QString where = QStringLiteral("case %1 on %2").arg(i).arg(QString::fromStdString(c.cluster.id));
            const auto op = static_cast<CollectiveOp>(pick(random, {0, 1, 2, 3}));
            const std::vector<AxisTraffic> balanced{
                {.axis = Axis::Tp, .group = GroupKind::Tp, .op = op, .bytesPerStage = {8e6}},
                {.axis = Axis::Dp, .group = GroupKind::DpCp, .op = CollectiveOp::ReduceScatter, .bytesPerStage = {5e6}},
                {.axis = Axis::Ep, .group = GroupKind::Ep, .op = CollectiveOp::AllToAll, .bytesPerStage = {3e6}},
                {.axis = Axis::Cp, .group = GroupKind::Cp, .op = CollectiveOp::SendRecv, .bytesPerStage = {2e6}}};
            const LinkTraffic traffic = mapTraffic(mesh, fabric, balanced);
            for (const Axis axis : {Axis::Tp, Axis::Dp, Axis::Ep, Axis::Cp}) {
                const QString vertex = unbalancedVertex(fabric, traffic, indexOf(axis), true);
                QVERIFY2(vertex.isEmpty(), qPrintable(where + QStringLiteral(": flow is lost at ") + vertex));
                QVERIFY2(sumOf(traffic, indexOf(axis)) >= traffic.byAxisTotal[indexOf(axis)] * (1 - 1e-9),
                         qPrintable(where + QStringLiteral(": fewer bytes on the links than GPUs send")));
            }
            const LinkTraffic twice = mapTraffic(mesh, fabric, {balanced[0], balanced[0]});
            QVERIFY(nearlyEqual(sumOf(twice, indexOf(Axis::Tp)), 2 * sumOf(traffic, indexOf(Axis::Tp))));
        }
    }

    /// All-to-all is counted per member; pair by pair along Fabric::route it must give the same map.
    void allToAllIsTheSumOfItsPairs()
    {
        const std::vector<ClusterSpec> kinds = everyKind();
        std::mt19937 random{7};
        std::vector<std::int32_t> route;
        for (int i = 0; i < 400; ++i) {
            const RandomCase c = randomCase(random, kinds);
            const DeviceMesh mesh{c.parallelism, c.etp, c.placement};
            const Fabric fabric = Fabric::build(c.cluster);
            const LinkTraffic traffic = mapTraffic(
                mesh, fabric, {{.axis = Axis::Ep, .group = GroupKind::DpCp, .op = CollectiveOp::AllToAll, .bytesPerStage = {1e6}}});
            std::vector<double> expected(fabric.links().size(), 0.0);
            const int size = mesh.groupSize(GroupKind::DpCp);
            for (int rank = 0; rank < mesh.ranks() && size > 1; ++rank) {
                for (const int peer : mesh.groupOf(GroupKind::DpCp, rank)) {
                    fabric.route(mesh.gpuOf(rank), mesh.gpuOf(peer), route);
                    for (const std::int32_t link : route)
                        expected[static_cast<std::size_t>(link)] += 1e6 / size;
                }
            }
            for (std::size_t link = 0; link < expected.size(); ++link)
                QVERIFY2(nearlyEqual(traffic.perLink[link][indexOf(Axis::Ep)], expected[link]),
                         qPrintable(QStringLiteral("case %1 on %2, link %3 -> %4: %5 instead of %6")
                                        .arg(i)
                                        .arg(QString::fromStdString(c.cluster.id))
                                        .arg(QString::fromStdString(fabric.nameOf(fabric.links()[link].from)))
                                        .arg(QString::fromStdString(fabric.nameOf(fabric.links()[link].to)))
                                        .arg(traffic.perLink[link][indexOf(Axis::Ep)])
                                        .arg(expected[link])));
        }
    }

    void ringLoadsEveryPortWithItsClosedForm_data()
    {
        QTest::addColumn<QString>("cluster");
        QTest::addColumn<int>("ranks");
        QTest::addColumn<double>("portShare");
        QTest::newRow("H100 all 8: 2(p-1)/p") << "dgx-h100" << 8 << 1.75;
        QTest::newRow("H100 pair: 2(p-1)/p") << "dgx-h100" << 2 << 1.0;
        QTest::newRow("NVL72 across 18 trays: one switch") << "gb200-nvl72" << 72 << 2.0 * 71 / 72;
    }
    void ringLoadsEveryPortWithItsClosedForm()
    {
        QFETCH(QString, cluster);
        QFETCH(int, ranks);
        QFETCH(double, portShare);
        const Fabric fabric = Fabric::build(clusterOf(cluster.toStdString(), ranks > 8 ? 18 : 1));
        Parallelism parallelism;
        parallelism.tp = ranks;
        const LinkTraffic traffic =
            mapTraffic(DeviceMesh{parallelism, 1}, fabric,
                       {{.axis = Axis::Tp, .group = GroupKind::Tp, .op = CollectiveOp::AllReduce, .bytesPerStage = {1e9}}});
        for (std::size_t i = 0; i < traffic.perLink.size(); ++i) {
            const Link& link = fabric.links()[i];
            const bool port =
                fabric.vertices()[static_cast<std::size_t>(link.from)].kind == VertexKind::Gpu && link.kind == LinkKind::NvLink;
            if (port && fabric.vertices()[static_cast<std::size_t>(link.from)].index < ranks)
                QVERIFY(nearlyEqual(traffic.perLink[i][indexOf(Axis::Tp)], portShare * 1e9));
        }
    }

    /// k nodes of g GPUs in one flat ring: each NIC carries 2(n-1)/n S / g (collectives over rails).
    void flatRingSpreadsOverTheRails()
    {
        const Fabric fabric = Fabric::build(clusterOf("dgx-h100", 4));
        Parallelism parallelism;
        parallelism.dp = 32;
        const LinkTraffic traffic =
            mapTraffic(DeviceMesh{parallelism, 1}, fabric,
                       {{.axis = Axis::Dp, .group = GroupKind::Dp, .op = CollectiveOp::AllReduce, .bytesPerStage = {32e9}}});
        int nics = 0;
        for (std::size_t i = 0; i < traffic.perLink.size(); ++i) {
            if (fabric.links()[i].kind != LinkKind::NicLink)
                continue;
            ++nics;
            QVERIFY(nearlyEqual(traffic.perLink[i][indexOf(Axis::Dp)], 2.0 * 31 / 32 * 32e9 / 8));
        }
        QCOMPARE(nics, 2 * 4 * 8);
    }

    void sharedNicsCarryAllTheirGpus()
    {
        const Fabric fabric = Fabric::build(clusterOf("a100-pcie-8", 2)); // 2 NICs on 8 GPUs
        Parallelism parallelism;
        parallelism.tp = 8;
        parallelism.dp = 2;
        const LinkTraffic traffic =
            mapTraffic(DeviceMesh{parallelism, 1}, fabric,
                       {{.axis = Axis::Dp, .group = GroupKind::Dp, .op = CollectiveOp::AllGather, .bytesPerStage = {2e9}}});
        for (std::size_t i = 0; i < traffic.perLink.size(); ++i)
            if (fabric.links()[i].kind == LinkKind::NicLink)
                QVERIFY(nearlyEqual(traffic.perLink[i][indexOf(Axis::Dp)], 4 * 1e9));
    }

    /// DGX-1V: six links per GPU, each direction of each filled by three rings there and back; 2(p-1)/p S over 6 links, each S (2 * 7/8)
    /// / 6.
    void cubeMeshUsesAllItsLinks()
    {
        const Fabric fabric = Fabric::build(clusterOf("dgx-1-v100"));
        Parallelism parallelism;
        parallelism.tp = 8;
        const LinkTraffic traffic =
            mapTraffic(DeviceMesh{parallelism, 1}, fabric,
                       {{.axis = Axis::Tp, .group = GroupKind::Tp, .op = CollectiveOp::AllReduce, .bytesPerStage = {6e9}}});
        for (std::size_t i = 0; i < traffic.perLink.size(); ++i)
            if (fabric.links()[i].kind == LinkKind::NvLink)
                QVERIFY2(nearlyEqual(traffic.perLink[i][indexOf(Axis::Tp)], 1.75 * 1e9 * fabric.links()[i].lanes),
                         fabric.nameOf(fabric.links()[i].from).c_str());
    }

    /// Entries are additive: mapped together or one by one, by stage or as one number.
    void entriesAddUp()
    {
        const Fabric fabric = Fabric::build(clusterOf("dgx-a100", 3));
        Parallelism parallelism;
        parallelism.tp = 4;
        parallelism.pp = 2;
        parallelism.dp = 3;
        const DeviceMesh mesh{parallelism, 1};
        const std::vector<AxisTraffic> all{
            {.axis = Axis::Dp, .group = GroupKind::Dp, .op = CollectiveOp::AllReduce, .bytesPerStage = {3e9}},
            {.axis = Axis::Dp, .group = GroupKind::Dp, .op = CollectiveOp::ReduceScatter, .bytesPerStage = {1e9, 2e9}},
            {.axis = Axis::Tp, .group = GroupKind::Tp, .op = CollectiveOp::AllGather, .bytesPerStage = {5e9, 7e9}},
            {.axis = Axis::Dp, .group = GroupKind::Dp, .op = CollectiveOp::AllGather, .bytesPerStage = {4e9}}};
        const LinkTraffic together = mapTraffic(mesh, fabric, all);
        std::vector<AxisBytes> sum(together.perLink.size());
        for (const AxisTraffic& entry : all) {
            const LinkTraffic alone = mapTraffic(mesh, fabric, {entry});
            for (std::size_t link = 0; link < sum.size(); ++link)
                for (std::size_t axis = 0; axis < axisCount; ++axis)
                    sum[link][axis] += alone.perLink[link][axis];
        }
        for (std::size_t link = 0; link < sum.size(); ++link)
            for (std::size_t axis = 0; axis < axisCount; ++axis)
                QVERIFY(nearlyEqual(sum[link][axis], together.perLink[link][axis]));
    }

    void relabelingEqualGpusChangesNoTotals()
    {
        std::mt19937 random{3};
        const ClusterSpec cluster = clusterOf("dgx-h100", 4);
        const Fabric fabric = Fabric::build(cluster);
        Parallelism parallelism;
        parallelism.tp = 4;
        parallelism.dp = 8;
        const std::vector<AxisTraffic> sent{
            {.axis = Axis::Tp, .group = GroupKind::Tp, .op = CollectiveOp::AllReduce, .bytesPerStage = {1e9}},
            {.axis = Axis::Dp, .group = GroupKind::Dp, .op = CollectiveOp::AllToAll, .bytesPerStage = {1e9}}};
        const auto byKind = [&](const LinkTraffic& traffic) {
            std::map<LinkKind, double> sums;
            for (std::size_t i = 0; i < traffic.perLink.size(); ++i)
                sums[fabric.links()[i].kind] += traffic.perLink[i][indexOf(Axis::Tp)];
            return sums;
        };
        const auto reference = byKind(mapTraffic(DeviceMesh{parallelism, 1}, fabric, sent));
        for (int i = 0; i < 20; ++i) {
            std::vector<int> nodes{0, 1, 2, 3};
            std::shuffle(nodes.begin(), nodes.end(), random);
            std::vector<int> placement;
            for (const int node : nodes) {
                std::vector<int> gpus{0, 1, 2, 3, 4, 5, 6, 7};
                std::shuffle(gpus.begin(), gpus.end(), random);
                for (const int gpu : gpus)
                    placement.push_back(node * 8 + gpu);
            }
            for (const auto& [kind, sum] : byKind(mapTraffic(DeviceMesh{parallelism, 1, placement}, fabric, sent)))
                QVERIFY(nearlyEqual(sum, reference.at(kind)));
        }
    }

    void pipelineSendsBetweenNeighborStages()
    {
        const Fabric fabric = Fabric::build(clusterOf("dgx-h100", 4));
        Parallelism parallelism;
        parallelism.tp = 8;
        parallelism.pp = 4;
        const LinkTraffic traffic = mapTraffic(DeviceMesh{parallelism, 1}, fabric,
                                               {{.axis = Axis::Pp,
                                                 .group = GroupKind::Pp,
                                                 .op = CollectiveOp::SendRecv,
                                                 .bytesPerStage = {1e9, 1e9, 1e9, 0},
                                                 .bytesToPreviousPerStage = {0, 2e9, 2e9, 2e9}}});
        QVERIFY(nearlyEqual(traffic.byAxisTotal[indexOf(Axis::Pp)], 8 * (3e9 + 6e9)));
        const auto out = [&](int node) {
            const std::size_t up = static_cast<std::size_t>(fabric.firstLinkOf(node) + fabric.nodeTemplate().nicUp[0]);
            return traffic.perLink[up][indexOf(Axis::Pp)];
        };
        QVERIFY(nearlyEqual(out(0), 1e9));
        QVERIFY(nearlyEqual(out(1), 3e9));
        QVERIFY(nearlyEqual(out(3), 2e9));
        QVERIFY(unbalancedVertex(fabric, traffic, indexOf(Axis::Pp), false).isEmpty());
    }

    /// DeepEP: NICs carry the de-duplicated share, NVLink forwards inside the target node, flow stays whole.
    void dispatchCrossesOncePerNode()
    {
        const Fabric fabric = Fabric::build(clusterOf("dgx-h800", 4));
        Parallelism parallelism;
        parallelism.dp = 32;
        parallelism.ep = 32;
        AxisTraffic dispatch{.axis = Axis::Ep, .group = GroupKind::Ep, .op = CollectiveOp::AllToAll, .bytesPerStage = {32e6}};
        const LinkTraffic whole = mapTraffic(DeviceMesh{parallelism, 1}, fabric, {dispatch});
        dispatch.networkShare = 0.5;
        const LinkTraffic once = mapTraffic(DeviceMesh{parallelism, 1}, fabric, {dispatch});
        for (std::size_t i = 0; i < once.perLink.size(); ++i)
            if (fabric.links()[i].kind == LinkKind::NicLink)
                QVERIFY(nearlyEqual(once.perLink[i][indexOf(Axis::Ep)], 0.5 * whole.perLink[i][indexOf(Axis::Ep)]));
        const std::size_t port = static_cast<std::size_t>(fabric.firstLinkOf(0) + fabric.nodeTemplate().switchUp[0]);
        // 7 peers inside, and 24 senders outside of which the 3 on this GPU's rail forward to the 7 others here.
        QVERIFY(nearlyEqual(once.perLink[port][indexOf(Axis::Ep)], 1e6 * (7 + 3 * 7)));
    }
};

QTEST_APPLESS_MAIN(TrafficTest)
#include "tst_traffic.moc"
