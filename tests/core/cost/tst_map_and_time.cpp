// SPDX-License-Identifier: GPL-3.0-or-later
// The time of a transfer between nodes is that of the fullest network link on the map: NICs that GPUs share, uplinks that are
// oversubscribed, and groups that reach out of their unit.
#include "core/cost/random_cluster.h"
#include "cost/step_network.h"
#include "cost/traffic.h"

#include <QRegularExpression>
#include <QTest>

using namespace shardscape;
using namespace shardscape::test;

namespace {

constexpr double size = 64e9;

/// Seconds that the fullest network link needs at full rate.
double fullestSeconds(const Fabric& fabric, const LinkTraffic& map, Axis axis)
{
    double seconds = 0.0;
    for (std::size_t link = 0; link < fabric.links().size(); ++link) {
        const LinkKind kind = fabric.links()[link].kind;
        if (kind == LinkKind::NicLink || kind == LinkKind::LeafSpine || kind == LinkKind::SpineCore)
            seconds = std::max(seconds, map.perLink[link][indexOf(axis)] / fabric.links()[link].bandwidth.inBytesPerSecond());
    }
    return seconds;
}

/// A network that starts at once and reaches the data sheet's rate; links inside a domain take no time.
StepNetwork ideal(const ClusterSpec& cluster)
{
    StepNetwork network;
    network.cluster = &cluster;
    network.gatherShare = network.reduceShare = 1e12;
    network.nicShare = 1.0;
    return network;
}

} // namespace

class MapAndTimeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void ringsTakeTheTimeOfTheFullestLink_data()
    {
        QTest::addColumn<QString>("preset");
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("nodesPerUnit");
        QTest::addColumn<double>("oversubscription");
        QTest::addColumn<int>("tp");
        QTest::addColumn<int>("pp");
        for (const char* preset : {"dgx-h100", "dgx-a100", "aws-p4d-a100"})
            for (const auto& kind : {ScaleOutKind::RailOptimized, ScaleOutKind::LeafSpine})
                for (const int unit : {1, 2, 4, 16})
                    for (const double ratio : {1.0, 2.0, 8.0})
                        for (const auto& [tp, pp] : {std::pair{8, 1}, std::pair{4, 1}, std::pair{1, 1}, std::pair{8, 4}})
                            QTest::addRow("%s %s, %d nodes a unit, %g:1, tp %d, pp %d", preset, toText(kind).data(), unit, ratio, tp, pp)
                                << QString::fromUtf8(preset) << static_cast<int>(kind) << unit << ratio << tp << pp;
    }
    void ringsTakeTheTimeOfTheFullestLink()
    {
        QFETCH(QString, preset);
        QFETCH(int, kind);
        QFETCH(int, nodesPerUnit);
        QFETCH(double, oversubscription);
        QFETCH(int, tp);
        QFETCH(int, pp);
        ClusterSpec cluster = clusterOf(preset.toStdString(), 16);
        cluster.scaleOut.kind = static_cast<ScaleOutKind>(kind);
        cluster.scaleOut.nodesPerUnit = nodesPerUnit;
        cluster.scaleOut.oversubscription = oversubscription;
        Parallelism parallelism;
        parallelism.tp = tp;
        parallelism.pp = pp;
        parallelism.dp = 128 / (tp * pp);
        const DeviceMesh mesh{parallelism, 1};
        const Fabric fabric = Fabric::build(cluster);
        const GroupShape shape = shapeOf(GroupKind::DpCp, mesh, cluster);
        const auto mapped = [&](CollectiveOp op) {
            return fullestSeconds(
                fabric, mapTraffic(mesh, fabric, {{.axis = Axis::Dp, .group = GroupKind::DpCp, .op = op, .bytesPerStage = {size}}}), Axis::Dp);
        };
        const auto agree = [](double a, double b) { return std::abs(a - b) <= 1e-9 * b; };
        const double gather = gatherSeconds(ideal(cluster), shape, size);
        QVERIFY2(agree(gather, mapped(CollectiveOp::AllGather)),
                 qPrintable(QStringLiteral("all-gather %1 and %2").arg(gather).arg(mapped(CollectiveOp::AllGather))));
        const double reduce = allReduceSeconds(ideal(cluster), shape, size);
        QVERIFY2(agree(reduce, mapped(CollectiveOp::AllReduce)), qPrintable(QString::number(reduce)));
    }

    /// Dispatch and combine: (d - 1)/d of the bytes leave, slowed where units share uplinks.
    void exchangesTakeTheTimeOfTheFullestLink_data()
    {
        QTest::addColumn<int>("nodesPerUnit");
        QTest::addColumn<double>("oversubscription");
        QTest::addColumn<int>("ep");
        QTest::addColumn<bool>("shuffled");
        for (const int unit : {1, 2, 4, 16})
            for (const double ratio : {1.0, 2.0, 8.0})
                for (const int ep : {16, 32, 128})
                    for (const bool shuffled : {false, true})
                        QTest::addRow("%d nodes a unit, %g:1, ep %d%s", unit, ratio, ep, shuffled ? ", shuffled" : "")
                            << unit << ratio << ep << shuffled;
    }
    void exchangesTakeTheTimeOfTheFullestLink()
    {
        QFETCH(int, nodesPerUnit);
        QFETCH(double, oversubscription);
        QFETCH(int, ep);
        QFETCH(bool, shuffled);
        ClusterSpec cluster = clusterOf("dgx-h100", 16);
        cluster.scaleOut.nodesPerUnit = nodesPerUnit;
        cluster.scaleOut.oversubscription = oversubscription;
        Parallelism parallelism;
        parallelism.dp = 128;
        parallelism.ep = ep;
        std::vector<int> placement;
        if (shuffled) {
            placement.resize(128);
            std::iota(placement.begin(), placement.end(), 0);
            std::shuffle(placement.begin(), placement.end(), std::mt19937{5});
        }
        const DeviceMesh mesh{parallelism, 1, placement};
        const Fabric fabric = Fabric::build(cluster);
        const GroupShape shape = shapeOf(GroupKind::Ep, mesh, cluster);
        const double mapped = fullestSeconds(
            fabric,
            mapTraffic(mesh, fabric, {{.axis = Axis::Ep, .group = GroupKind::Ep, .op = CollectiveOp::AllToAll, .bytesPerStage = {size}}}),
            Axis::Ep);
        const double time = size * (shape.domains - 1) / shape.domains / shape.nic.inBytesPerSecond() * shape.exchangeSlowdown;
        QVERIFY2(std::abs(mapped - time) <= 1e-9 * time, qPrintable(QStringLiteral("%1 on the map, %2 in the model").arg(mapped).arg(time)));
    }

    /// Any placement: the map never shows a link that needs longer than the time model says.
    void noPlacementIsFasterThanItsMap()
    {
        std::vector<ClusterSpec> kinds;
        for (const char* id : {"dgx-h100", "dgx-a100", "aws-p4d-a100", "a100-nvlink-4"})
            kinds.push_back(clusterOf(id));
        std::mt19937 random{20261124};
        int across = 0;
        for (int i = 0; i < 1000; ++i) {
            const RandomCase c = randomCase(random, kinds);
            const DeviceMesh mesh{c.parallelism, c.etp, c.placement};
            const Fabric fabric = Fabric::build(c.cluster);
            const GroupShape shape = shapeOf(GroupKind::DpCp, mesh, c.cluster);
            if (shape.domains < 2)
                continue;
            ++across;
            const double mapped = fullestSeconds(
                fabric,
                mapTraffic(mesh, fabric, {{.axis = Axis::Dp, .group = GroupKind::DpCp, .op = CollectiveOp::AllGather, .bytesPerStage = {size}}}),
                Axis::Dp);
            const double time = gatherSeconds(ideal(c.cluster), shape, size);
            QVERIFY2(mapped <= time * (1 + 1e-9), qPrintable(QStringLiteral("case %1 on %2: %3 s on the map, %4 s in the model")
                                                                 .arg(i)
                                                                 .arg(QString::fromStdString(c.cluster.id))
                                                                 .arg(mapped)
                                                                 .arg(time)));
        }
        QVERIFY(across >= 100);
    }
};

QTEST_APPLESS_MAIN(MapAndTimeTest)
#include "tst_map_and_time.moc"
