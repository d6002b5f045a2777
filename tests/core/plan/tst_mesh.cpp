// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/mesh.h"

#include <QRegularExpression>
#include <QTest>

#include <set>

using namespace shardscape;

class TestMesh : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void megatronOrderPutsTensorRanksNextToEachOther();
    void groupsOfAnAxisPartitionTheRanks_data();
    void groupsOfAnAxisPartitionTheRanks();
    void coordinatesAndRanksAreInverse_data() { groupsOfAnAxisPartitionTheRanks_data(); }
    void coordinatesAndRanksAreInverse();
    void expertGridStaysInsideTheStage_data() { groupsOfAnAxisPartitionTheRanks_data(); }
    void expertGridStaysInsideTheStage();
    void expertsFoldOverTensorAndDataRanks();
    void placementMovesRanksOnly();
};

namespace {

Parallelism degrees(int tp, int cp, int dp, int pp, int ep, std::array<Axis, axisCount> order = {Axis::Tp, Axis::Cp, Axis::Ep, Axis::Dp, Axis::Pp})
{
    Parallelism p;
    p.tp = tp;
    p.cp = cp;
    p.dp = dp;
    p.pp = pp;
    p.ep = ep;
    p.axisOrder = order;
    return p;
}

Parallelism hybrid(Parallelism p, int shard)
{
    p.zeroStage = 3;
    p.hsdpShard = shard;
    return p;
}

constexpr std::array allGroups{GroupKind::Tp,        GroupKind::Cp,          GroupKind::Dp, GroupKind::DpCp, GroupKind::DataShard,
                               GroupKind::DataReplica, GroupKind::Pp, GroupKind::Ep, GroupKind::Etp,  GroupKind::ExpertDp};

} // namespace

Q_DECLARE_METATYPE(Parallelism)

void TestMesh::megatronOrderPutsTensorRanksNextToEachOther()
{
    const DeviceMesh mesh{degrees(8, 1, 4, 2, 1), 1};
    QCOMPARE(mesh.groupOf(GroupKind::Tp, 11), (std::vector<int>{8, 9, 10, 11, 12, 13, 14, 15}));
    QCOMPARE(mesh.groupOf(GroupKind::Dp, 11), (std::vector<int>{3, 11, 19, 27}));
    QCOMPARE(mesh.groupOf(GroupKind::Pp, 11), (std::vector<int>{11, 43}));
    QCOMPARE(mesh.groupOf(GroupKind::EmbeddingTie, 43), (std::vector<int>{11, 43}));
}

void TestMesh::groupsOfAnAxisPartitionTheRanks_data()
{
    QTest::addColumn<Parallelism>("parallelism");
    QTest::addColumn<int>("etp");
    QTest::newRow("one GPU") << degrees(1, 1, 1, 1, 1) << 1;
    QTest::newRow("dense, all axes") << degrees(4, 2, 3, 5, 1) << 1;
    QTest::newRow("experts over data ranks") << degrees(2, 1, 8, 2, 8) << 2;
    QTest::newRow("experts over tensor and context ranks, etp 1") << degrees(4, 2, 2, 3, 8) << 1;
    QTest::newRow("pipeline inside data parallel") << degrees(2, 2, 4, 3, 4, {Axis::Tp, Axis::Cp, Axis::Ep, Axis::Pp, Axis::Dp}) << 2;
    QTest::newRow("HSDP over data and context ranks") << hybrid(degrees(2, 2, 6, 3, 1), 4) << 1;
    QTest::newRow("HSDP, data inside context") << hybrid(degrees(2, 3, 4, 2, 1, {Axis::Dp, Axis::Pp, Axis::Cp, Axis::Ep, Axis::Tp}), 6) << 1;
    QTest::newRow("pipeline innermost, experts outermost") << degrees(2, 1, 6, 4, 3, {Axis::Pp, Axis::Dp, Axis::Tp, Axis::Cp, Axis::Ep}) << 1;
}

void TestMesh::groupsOfAnAxisPartitionTheRanks()
{
    QFETCH(Parallelism, parallelism);
    QFETCH(int, etp);
    const DeviceMesh mesh{parallelism, etp};
    QCOMPARE(mesh.ranks(), static_cast<int>(parallelism.worldSize()));
    for (const GroupKind kind : allGroups) {
        std::set<std::vector<int>> groups;
        for (int rank = 0; rank < mesh.ranks(); ++rank) {
            const std::vector<int> group = mesh.groupOf(kind, rank);
            QCOMPARE(static_cast<int>(group.size()), mesh.groupSize(kind));
            QCOMPARE(std::set<int>(group.begin(), group.end()).size(), group.size());
            QVERIFY(std::find(group.begin(), group.end(), rank) != group.end());
            groups.insert(group);
        }
        QCOMPARE(static_cast<int>(groups.size()) * mesh.groupSize(kind), mesh.ranks());
    }
}

void TestMesh::coordinatesAndRanksAreInverse()
{
    QFETCH(Parallelism, parallelism);
    QFETCH(int, etp);
    const DeviceMesh mesh{parallelism, etp};
    for (int rank = 0; rank < mesh.ranks(); ++rank)
        QCOMPARE(mesh.rankAt(mesh.coordinateOf(rank)), rank);
}

void TestMesh::expertGridStaysInsideTheStage()
{
    QFETCH(Parallelism, parallelism);
    QFETCH(int, etp);
    const DeviceMesh mesh{parallelism, etp};
    for (int rank = 0; rank < mesh.ranks(); ++rank)
        for (const GroupKind kind : {GroupKind::Ep, GroupKind::Etp, GroupKind::ExpertDp})
            for (const int member : mesh.groupOf(kind, rank))
                QCOMPARE(mesh.coordinateOf(member).pp, mesh.coordinateOf(rank).pp);
}

void TestMesh::expertsFoldOverTensorAndDataRanks()
{
    // Megatron-Core's parallel folding: with etp 1, expert ranks run through tp first, then dp.
    const DeviceMesh mesh{degrees(4, 1, 4, 1, 8), 1};
    QCOMPARE(mesh.groupOf(GroupKind::Ep, 0), (std::vector<int>{0, 1, 2, 3, 4, 5, 6, 7}));
    QCOMPARE(mesh.groupOf(GroupKind::ExpertDp, 3), (std::vector<int>{3, 11}));
}

void TestMesh::placementMovesRanksOnly()
{
    const DeviceMesh mesh{degrees(2, 1, 2, 1, 1), 1, {3, 1, 2, 0}};
    QCOMPARE(mesh.gpuOf(0), 3);
    QCOMPARE(mesh.groupOf(GroupKind::Tp, 0), (std::vector<int>{0, 1}));
    QVERIFY(mesh.isPermuted());
}

QTEST_GUILESS_MAIN(TestMesh)
#include "tst_mesh.moc"
