// SPDX-License-Identifier: GPL-3.0-or-later
// Laws of collective times and group shapes over every cluster preset, and their derivations.
#include "core/hardware/hardware_fixture.h"
#include "cost/collective_compared.h"
#include "derivation/expression.h"
#include "io/topology_json.h"

#include <QDir>
#include <QRegularExpression>
#include <QTest>

#include <cmath>
#include <numeric>

using namespace shardscape;
using namespace shardscape::test;

namespace {

constexpr CollectiveOp allOps[] = {CollectiveOp::AllReduce, CollectiveOp::AllGather, CollectiveOp::ReduceScatter,
                                   CollectiveOp::AllToAll,  CollectiveOp::Broadcast, CollectiveOp::SendRecv};

Parallelism degrees(int tp, int pp, int dp)
{
    Parallelism parallelism;
    parallelism.tp = tp;
    parallelism.pp = pp;
    parallelism.dp = dp;
    return parallelism;
}

} // namespace

class CollectiveTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void lawsOnEveryCluster_data()
    {
        QTest::addColumn<QString>("id");
        for (const QString& file :
             QDir{QStringLiteral(PRESETS_DIR "/clusters")}.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name))
            QTest::newRow(qPrintable(file)) << file.chopped(5);
    }
    void lawsOnEveryCluster()
    {
        QFETCH(QString, id);
        const ClusterSpec one = clusterOf(id.toStdString());
        std::vector<std::pair<int, ClusterSpec>> sizes{{1, one}};
        if (one.scaleOut.kind != ScaleOutKind::None)
            for (const int nodes : {2, 4, 36})
                sizes.emplace_back(nodes, clusterOf(id.toStdString(), nodes));
        for (const auto& [nodes, cluster] : sizes) {
            for (int perNode = 1; perNode <= std::min(8, cluster.gpusPerNode); perNode *= 2) {
                const GroupShape shape = shapeAlone(nodes, perNode, cluster);
                for (const CollectiveOp op : allOps)
                    checkOne(op, shape, cluster);
            }
        }
    }

    void oneRankTakesNoTime()
    {
        const ClusterSpec cluster = clusterOf("dgx-h100");
        for (const CollectiveOp op : allOps) {
            QCOMPARE(collectiveTime(op, Bytes::fromGiB(1), shapeAlone(1, 1, cluster), cluster).inSeconds(), 0.0);
            QCOMPARE(busFactor(op, 1), 0.0);
        }
    }

    void shapesFollowThePlacement()
    {
        const ClusterSpec cluster = clusterOf("dgx-h100", 4);
        const DeviceMesh mesh{degrees(8, 2, 2), 1};
        QCOMPARE(shapeOf(GroupKind::Tp, mesh, cluster).domains, 1);
        QCOMPARE(shapeOf(GroupKind::Dp, mesh, cluster).domains, 2);
        QCOMPARE(shapeOf(GroupKind::Dp, mesh, cluster).ranksPerDomain, 1);
        QCOMPARE(shapeOf(GroupKind::Dp, mesh, cluster).nic.inGBPerSecond(), 50.0);
        std::vector<int> placement(32);
        std::iota(placement.begin(), placement.end(), 0);
        std::swap(placement[0], placement[8]); // one rank of a tensor-parallel group moves to another node
        const GroupShape moved = shapeOf(GroupKind::Tp, DeviceMesh{degrees(8, 2, 2), 1, placement}, cluster);
        QCOMPARE(moved.domains, 2);
        QCOMPARE(moved.minRanksPerDomain, 1);
        QVERIFY(collectiveTime(CollectiveOp::AllReduce, Bytes::fromMiB(64), moved, cluster) >
                3.0 * collectiveTime(CollectiveOp::AllReduce, Bytes::fromMiB(64), shapeOf(GroupKind::Tp, mesh, cluster), cluster));
    }

    void aRackIsOneDomain()
    {
        const ClusterSpec cluster = clusterOf("gb200-nvl72", 18);
        const GroupShape rack = shapeOf(GroupKind::Tp, DeviceMesh{degrees(72, 1, 1), 1}, cluster);
        QCOMPARE(rack.domains, 1);
        QCOMPARE(rack.ranksPerDomain, 72);
    }

    void sharedNicsAndOversubscriptionSlowDown()
    {
        const ClusterSpec shared = clusterOf("a100-pcie-8", 2); // 2 x 25 GB/s for 8 GPUs
        QCOMPARE(shapeOf(GroupKind::Dp, DeviceMesh{degrees(8, 1, 2), 1}, shared).nic.inGBPerSecond(), 6.25);
        ClusterSpec taper = clusterOf("dgx-h100", 8);
        taper.scaleOut.nodesPerUnit = 2;
        taper.scaleOut.oversubscription = 4.0;
        const GroupShape groups = shapeOf(GroupKind::Dp, DeviceMesh{degrees(8, 1, 8), 1}, taper);
        QCOMPARE(groups.ringSlowdown, 2.0);                 // every second step leaves the unit: 4 x 1/2
        QCOMPARE(groups.exchangeSlowdown, 4.0 * 6.0 / 7.0); // six of the seven other nodes lie outside
    }

    void groupsShareOnlyThePcieLinksTheyNeed_data()
    {
        QTest::addColumn<QString>("cluster");
        QTest::addColumn<int>("tp");
        QTest::addColumn<int>("tpSharing");
        QTest::addColumn<int>("dpSharing");
        QTest::newRow("pairs on root ports of one socket share nothing; four-way groups over two sockets do")
            << "rtx-4090-pcie-8" << 2 << 1 << 2;
        QTest::newRow("four below one switch share nothing; pairs over two switches share the uplink") << "a100-pcie-8" << 4 << 1 << 4;
        QTest::newRow("one group of all is alone") << "a100-pcie-8" << 8 << 1 << 1;
        QTest::newRow("NVSwitch has no PCIe in the way") << "dgx-h100" << 2 << 1 << 1;
    }
    void groupsShareOnlyThePcieLinksTheyNeed()
    {
        QFETCH(QString, cluster);
        QFETCH(int, tp);
        QFETCH(int, tpSharing);
        QFETCH(int, dpSharing);
        const ClusterSpec spec = clusterOf(cluster.toStdString());
        const DeviceMesh mesh{degrees(tp, 1, 8 / tp), 1};
        QCOMPARE(shapeOf(GroupKind::Tp, mesh, spec).pcieSharing, tpSharing);
        QCOMPARE(shapeOf(GroupKind::Dp, mesh, spec).pcieSharing, dpSharing);
    }

    void bridgedPairsFallToPcieBeyondTwo()
    {
        const ClusterSpec cluster = clusterOf("a100-pcie-4-nvlink-pairs");
        QVERIFY(!shapeAlone(1, 2, cluster).overPcie);
        QVERIFY(shapeAlone(1, 4, cluster).overPcie);
        const auto time = [&](int ranks) {
            return collectiveTime(CollectiveOp::AllReduce, Bytes::fromMiB(256), shapeAlone(1, ranks, cluster), cluster);
        };
        QVERIFY(time(4) > 5.0 * time(2));
    }

    /// Every algorithm of the field is listed with its time, offered or for comparison, and none that is only compared changes the time.
    void everyAlgorithmHasItsTime_data()
    {
        QTest::addColumn<CollectiveOp>("op");
        QTest::addColumn<int>("nodes");
        QTest::addColumn<int>("ranks");
        QTest::addColumn<QStringList>("algorithms");
        const auto list = [](const char* names) { return QString::fromLatin1(names).split(QLatin1Char(' ')); };
        QTest::newRow("all-reduce in a node") << CollectiveOp::AllReduce << 1 << 8 << list("ring nvls tree halving-doubling direct");
        QTest::newRow("all-reduce over nodes") << CollectiveOp::AllReduce << 4 << 8 << list("ring tree halving-doubling direct hierarchical");
        QTest::newRow("all-gather in a node") << CollectiveOp::AllGather << 1 << 8 << list("ring halving-doubling direct pat");
        QTest::newRow("all-gather, one rank a node") << CollectiveOp::AllGather << 8 << 1 << list("ring pat halving-doubling direct");
        QTest::newRow("reduce-scatter over nodes") << CollectiveOp::ReduceScatter << 3 << 8 << list("ring pat halving-doubling direct hierarchical");
        QTest::newRow("all-to-all over nodes") << CollectiveOp::AllToAll << 4 << 8 << list("pairwise direct hierarchical");
        QTest::newRow("broadcast") << CollectiveOp::Broadcast << 1 << 8 << list("ring tree");
    }
    void everyAlgorithmHasItsTime()
    {
        QFETCH(CollectiveOp, op);
        QFETCH(int, nodes);
        QFETCH(int, ranks);
        QFETCH(QStringList, algorithms);
        const ClusterSpec cluster = clusterOf("dgx-h100", nodes);
        const CollectiveRequest request{op, Bytes::fromMiB(256), shapeAlone(nodes, ranks, cluster)};
        DerivationLog log;
        const CollectiveEstimate estimate = estimateCollective(request, cluster, &log);
        QStringList listed;
        for (const CollectiveCandidate& candidate : estimate.alternatives)
            listed << QString::fromStdString(candidate.algorithm);
        for (const CollectiveTerms& terms : comparedCollectives(request, cluster)) {
            const QString name = QString::fromUtf8(terms.algorithm.data(), static_cast<qsizetype>(terms.algorithm.size()));
            QVERIFY2(!listed.contains(name), qPrintable(name));
            QVERIFY(std::isfinite(terms.seconds()) && terms.seconds() > 0.0);
            QVERIFY(log.find("collective/" + name.toStdString() + "/Simple") != nullptr);
            listed << name;
        }
        for (const QString& algorithm : algorithms)
            QVERIFY2(listed.contains(algorithm), qPrintable(algorithm));
        QCOMPARE(collectiveTime(op, request.bytes, request.shape, cluster).inSeconds(), estimate.time.inSeconds());
    }

    void jsonHasTheFieldsOfTheInterface()
    {
        const ClusterSpec cluster = clusterOf("dgx-h100");
        const CollectiveEstimate estimate =
            estimateCollective({CollectiveOp::AllReduce, Bytes::fromGiB(1), shapeAlone(1, 8, cluster)}, cluster, nullptr);
        QCOMPARE(estimate.algorithm, std::string{"nvls"});
        const Json json = Json::parse(collectiveToJson(estimate));
        for (const char* key : {"seconds", "algorithm", "protocol", "bus_bytes_per_second", "alternatives", "compared"})
            QVERIFY2(json.contains(key), key);
        QCOMPARE(json["alternatives"].size(), std::size_t{3});
    }

private:
    static void checkOne(CollectiveOp op, const GroupShape& shape, const ClusterSpec& cluster)
    {
        double before = 0.0;
        for (const double bytes : {1e3, 1e5, 1e7, 1e9, 1e11}) {
            DerivationLog log;
            const CollectiveEstimate estimate = estimateCollective({op, Bytes::fromBytes(bytes), shape}, cluster, &log);
            const double seconds = estimate.time.inSeconds();
            QCOMPARE(collectiveTime(op, Bytes::fromBytes(bytes), shape, cluster).inSeconds(), seconds);
            if (shape.ranks < 2) {
                QCOMPARE(seconds, 0.0);
                continue;
            }
            QVERIFY(std::isfinite(seconds) && seconds > before);
            before = seconds;
            QVERIFY(estimate.alternatives.front().time.inSeconds() >= seconds * (1 - 1e-12));
            // The wire cannot be beaten: a rank sends at least what the bus factor (or in-switch reduction) says, through its ports.
            const double widest = std::max(shape.port.inBytesPerSecond(), shape.nic.inBytesPerSecond() * shape.ranksPerDomain);
            QVERIFY(seconds >= 0.5 * busFactor(op, shape.ranks) * bytes / widest);
            for (const Derivation& derivation : log.all()) {
                const auto value = evaluateFormula(derivation.formula, derivation.terms);
                QVERIFY2(value.has_value(), derivation.formula.c_str());
                QVERIFY2(std::abs(*value - derivation.value) <= 1e-9 * std::abs(derivation.value), derivation.id.c_str());
            }
            QVERIFY(log.find("collective/time") != nullptr);
        }
    }
};

QTEST_APPLESS_MAIN(CollectiveTest)
#include "tst_collective.moc"
