// SPDX-License-Identifier: GPL-3.0-or-later
// The graph of every cluster preset: routes are whole, names are unique, rates are the vendor's, and each kind routes as it should.
#include "core/hardware/hardware_fixture.h"
#include "hardware/fabric.h"

#include <QDir>
#include <QRegularExpression>
#include <QTest>

#include <set>

using namespace shardscape;
using namespace shardscape::test;

namespace {

std::vector<std::int32_t> routeOf(const Fabric& fabric, int from, int to)
{
    std::vector<std::int32_t> route;
    fabric.route(from, to, route);
    return route;
}

int countKind(const Fabric& fabric, const std::vector<std::int32_t>& route, LinkKind kind)
{
    return static_cast<int>(std::count_if(route.begin(), route.end(),
                                          [&](std::int32_t link) { return fabric.links()[static_cast<std::size_t>(link)].kind == kind; }));
}

} // namespace

class FabricTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void everyPreset_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<int>("nodes");
        for (const QString& file :
             QDir{QStringLiteral(PRESETS_DIR "/clusters")}.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name)) {
            const QString id = file.chopped(5);
            QTest::newRow(qPrintable(id)) << id << 1;
            if (clusterOf(id.toStdString()).scaleOut.kind != ScaleOutKind::None)
                QTest::newRow(qPrintable(id + QStringLiteral(" x 3"))) << id << 3;
        }
    }
    void everyPreset()
    {
        QFETCH(QString, id);
        QFETCH(int, nodes);
        const Fabric fabric = Fabric::build(clusterOf(id.toStdString(), nodes));
        std::set<std::string> names;
        for (int v = 0; v < static_cast<int>(fabric.vertices().size()); ++v)
            QVERIFY2(names.insert(fabric.nameOf(v)).second, fabric.nameOf(v).c_str());
        for (const Link& link : fabric.links()) {
            QVERIFY(link.from >= 0 && link.to >= 0 && link.from != link.to);
            QVERIFY(static_cast<std::size_t>(std::max(link.from, link.to)) < fabric.vertices().size());
            QVERIFY2(link.bandwidth.base() > 0.0 && link.lanes > 0, fabric.nameOf(link.from).c_str());
        }
        for (int from = 0; from < fabric.gpus(); ++from)
            for (int to = 0; to < fabric.gpus(); ++to)
                checkRoute(fabric, from, to);
    }

    void kindsRouteAsTheyShould()
    {
        const Fabric dgx = Fabric::build(clusterOf("dgx-h100", 2));
        QCOMPARE(countKind(dgx, routeOf(dgx, 0, 7), LinkKind::NvLink), 2);
        QCOMPARE(routeOf(dgx, 0, 7).size(), std::size_t{2});
        const auto sameRail = routeOf(dgx, 3, 11);
        QCOMPARE(countKind(dgx, sameRail, LinkKind::NvLink), 0);
        QCOMPARE(countKind(dgx, sameRail, LinkKind::NicLink), 2);
        QCOMPARE(countKind(dgx, sameRail, LinkKind::LeafSpine), 0);
        const auto otherRail = routeOf(dgx, 3, 12); // PXN: over NVLink to the GPU of rail 4 first
        QCOMPARE(countKind(dgx, otherRail, LinkKind::NvLink), 2);
        QCOMPARE(countKind(dgx, otherRail, LinkKind::LeafSpine), 0);
        QCOMPARE(dgx.nameOf(dgx.links()[static_cast<std::size_t>(otherRail.front())].to), std::string{"node0/nvswitch"});

        const Fabric rack = Fabric::build(clusterOf("gb200-nvl72", 20));
        QCOMPARE(routeOf(rack, 0, 71).size(), std::size_t{2});
        QCOMPARE(rack.nameOf(rack.links()[static_cast<std::size_t>(routeOf(rack, 0, 71).front())].to), std::string{"rack0/nvswitch"});
        QVERIFY(countKind(rack, routeOf(rack, 0, 72), LinkKind::NicLink) == 2);

        const Fabric cube = Fabric::build(clusterOf("dgx-1-v100"));
        QCOMPARE(routeOf(cube, 0, 3).size(), std::size_t{1});
        QCOMPARE(routeOf(cube, 0, 5).size(), std::size_t{2}); // relayed by a GPU
        const Fabric pairs = Fabric::build(clusterOf("a100-pcie-4-nvlink-pairs"));
        QCOMPARE(countKind(pairs, routeOf(pairs, 0, 1), LinkKind::NvLink), 1);
        QCOMPARE(countKind(pairs, routeOf(pairs, 1, 2), LinkKind::NvLink), 0);
        QCOMPARE(countKind(pairs, routeOf(pairs, 1, 2), LinkKind::SocketLink), 1);
        const Fabric torus = Fabric::build(clusterOf("tpu-v4-4x4x4"));
        QCOMPARE(routeOf(torus, 0, 3).size(), std::size_t{1});  // wrap-around
        QCOMPARE(routeOf(torus, 0, 42).size(), std::size_t{6}); // two steps along each axis
    }

    void oversubscriptionThinsTheUplinks()
    {
        ClusterSpec cluster = clusterOf("dgx-h100", 128);
        cluster.scaleOut.nodesPerUnit = 32;
        cluster.scaleOut.oversubscription = 2.0;
        cluster.scaleOut.unitsPerPod = 2;
        cluster.scaleOut.coreOversubscription = 7.0;
        const Fabric fabric = Fabric::build(cluster);
        QCOMPARE(fabric.leaves(), 4 * 8);
        QCOMPARE(fabric.pods(), 2);
        QCOMPARE(fabric.links()[static_cast<std::size_t>(fabric.leafUp(0))].bandwidth.inGBPerSecond(), 32 * 50.0 / 2);
        QCOMPARE(fabric.links()[static_cast<std::size_t>(fabric.podUp(0))].bandwidth.inGBPerSecond(), 32 * 50.0 / 2 * 8 * 2 / 7);
        QCOMPARE(countKind(fabric, routeOf(fabric, 0, 127 * 8), LinkKind::SpineCore), 2);
    }

private:
    static void checkRoute(const Fabric& fabric, int from, int to)
    {
        const std::vector<std::int32_t> route = routeOf(fabric, from, to);
        if (from == to) {
            QVERIFY(route.empty());
            return;
        }
        QVERIFY(!route.empty());
        std::int32_t at = fabric.gpuVertex(from);
        for (const std::int32_t link : route) {
            QCOMPARE(fabric.links()[static_cast<std::size_t>(link)].from, at);
            at = fabric.links()[static_cast<std::size_t>(link)].to;
        }
        QCOMPARE(at, fabric.gpuVertex(to));
        QCOMPARE(std::set<std::int32_t>(route.begin(), route.end()).size(), route.size());
    }
};

QTEST_APPLESS_MAIN(FabricTest)
#include "tst_fabric.moc"
