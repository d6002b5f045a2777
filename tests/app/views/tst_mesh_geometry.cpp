// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sample_evaluation.h"
#include "views/mesh/mesh_model.h"
#include "views/mesh/placement_edit.h"

#include <QSet>
#include <QTest>

#include <algorithm>
#include <numeric>

using namespace shardscape;

class TestMeshGeometry : public QObject {
    Q_OBJECT
private:
    static std::vector<int> identity(int n)
    {
        std::vector<int> all(static_cast<std::size_t>(n));
        std::iota(all.begin(), all.end(), 0);
        return all;
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void everyGpuIsFoundWhereItIsDrawn_data()
    {
        QTest::addColumn<int>("perNode");
        QTest::addColumn<int>("nodes");
        QTest::newRow("one GPU") << 1 << 1;
        QTest::newRow("four in a node") << 4 << 1;
        QTest::newRow("DGX") << 8 << 3;
        QTest::newRow("NVL72") << 72 << 2;
        QTest::newRow("a prime count") << 7 << 5;
        QTest::newRow("16,384") << 8 << 2048;
    }
    void everyGpuIsFoundWhereItIsDrawn()
    {
        QFETCH(int, perNode);
        QFETCH(int, nodes);
        const MeshGeometry geometry(perNode, nodes);
        QSet<QPair<int, int>> grid;
        for (int gpu = 0; gpu < geometry.gpus(); ++gpu) {
            const QRectF cell = geometry.cellRect(gpu);
            QCOMPARE(geometry.gpuAt(cell.center()), std::optional(gpu));
            QCOMPARE(geometry.nodeAt(cell.center()), std::optional(gpu / perNode));
            QVERIFY(geometry.nodeRect(gpu / perNode).contains(cell));
            QVERIFY(geometry.bounds().adjusted(-1e-9, -1e-9, 1e-9, 1e-9).contains(cell));
            QCOMPARE(geometry.gpuAtGrid(geometry.gridOf(gpu)), std::optional(gpu));
            grid.insert({geometry.gridOf(gpu).x(), geometry.gridOf(gpu).y()});
        }
        QCOMPARE(grid.size(), static_cast<qsizetype>(geometry.gpus()));
        QCOMPARE(geometry.gpusIn(geometry.bounds()).size(), static_cast<std::size_t>(geometry.gpus()));
        QVERIFY(!geometry.gpuAt(geometry.bounds().bottomRight() + QPointF(1, 1)));
        QVERIFY(!geometry.gpuAt(QPointF(-1, -1)));
    }

    void zoomKeepsThePointBelowThePointer()
    {
        MeshCamera camera{30, {2, 3}};
        const QPointF pointer(123, 45);
        const QPointF before = camera.toWorld(pointer);
        camera.zoomAt(pointer, 1.7, 1.0, closestMesh);
        QVERIFY((camera.toWorld(pointer) - before).manhattanLength() < 1e-9);
        camera.zoomAt(pointer, 1e6, 1.0, closestMesh);
        QCOMPARE(camera.scale, 240.0);
        camera.zoomAt(pointer, 1e-9, 1.0, closestMesh);
        QCOMPARE(camera.scale, 1.0);
        QVERIFY((camera.toWorld(pointer) - before).manhattanLength() < 1e-6);
    }

    void fitShowsEverything()
    {
        const MeshGeometry geometry(8, 2048);
        const QSizeF size(900, 500);
        const MeshCamera camera = fitCamera(geometry.bounds(), size, closestMeshFit);
        QVERIFY(QRectF(QPointF(), size).contains(camera.toScreen(geometry.bounds())));
    }

    void detailFallsWithSizeAndCount()
    {
        QCOMPARE(detailFor(80, 16), MeshDetail::Names);
        QCOMPARE(detailFor(30, 16), MeshDetail::Ids);
        QCOMPARE(detailFor(8, 5000), MeshDetail::Cells);
        QCOMPARE(detailFor(80, 5000), MeshDetail::Cells); // a budget, not a zoom step
        QCOMPARE(detailFor(1, 131072), MeshDetail::Nodes);
    }

    void swapTwiceIsNothing()
    {
        Scenario scenario;
        const std::vector<int> once = swapped(placementOf(scenario, 16), 3, 11);
        QCOMPARE(once[3], 11);
        QCOMPARE(once[11], 3);
        scenario = withPlacement(scenario, once);
        QVERIFY(scenario.placement);
        scenario = withPlacement(scenario, swapped(placementOf(scenario, 16), 3, 11));
        QVERIFY(!scenario.placement); // the file is as it was
        QCOMPARE(scenario, Scenario{});
    }

    void moveToAFreeGpu()
    {
        const std::vector<int> placement = swapped(identity(8), 3, 11);
        QCOMPARE(placement[3], 11);
        const std::vector<int> ranks = ranksOnGpus(placement, 16);
        QCOMPARE(ranks[11], 3);
        QCOMPARE(ranks[3], -1);
    }

    /// Any block with any shift keeps every rank on exactly one GPU.
    void blockMovesKeepEveryRank()
    {
        const MeshGeometry geometry(8, 4);
        int possible = 0;
        for (int first = 0; first < 32; ++first)
            for (int size : {1, 2, 3, 8})
                for (int dx = -5; dx <= 5; ++dx)
                    for (int dy = -3; dy <= 3; ++dy) {
                        std::vector<int> block;
                        for (int gpu = first; gpu < std::min(32, first + size); ++gpu)
                            block.push_back(gpu);
                        const auto targets = blockTargets(geometry, block, {dx, dy}, {});
                        if (!targets)
                            continue;
                        ++possible;
                        std::vector<int> placement = blockMoved(identity(32), block, *targets, 32);
                        for (std::size_t i = 0; i < block.size(); ++i)
                            QCOMPARE(placement[static_cast<std::size_t>(block[i])], (*targets)[i]);
                        std::sort(placement.begin(), placement.end());
                        QCOMPARE(placement, identity(32));
                    }
        QVERIFY(possible > 1000);
    }

    void blockMoveSaysWhyNot()
    {
        const MeshGeometry geometry(8, 1);
        const auto off = blockTargets(geometry, {3}, {1, 0}, {});
        QVERIFY(!off);
        QCOMPARE(off.error().front().code, std::string("block-off-mesh"));
        const auto broken = blockTargets(geometry, {0}, {1, 0}, {1});
        QVERIFY(!broken);
        QCOMPARE(broken.error().front().code, std::string("gpu-out-of-order"));
    }

    void groupsContainTheirGpuAndHaveTheirSize()
    {
        const Evaluation evaluation = sampleTraining({.tp = 4, .pp = 2, .dp = 2, .placement = swapped(identity(16), 3, 11)});
        const MeshModel model = makeMeshModel(evaluation.plan, evaluation.inputs->cluster);
        for (const GroupKind kind : meshGroups)
            for (int gpu = 0; gpu < 16; ++gpu) {
                const std::vector<int> group = model.groupGpus(kind, gpu);
                QCOMPARE(static_cast<int>(group.size()), evaluation.plan->mesh.groupSize(kind));
                QVERIFY(std::find(group.begin(), group.end(), gpu) != group.end());
            }
        QCOMPARE(model.rankOn(11), 3);
        QVERIFY(model.describe(11).contains(QStringLiteral("rank 3")));
    }

    void tableHasOneRowPerGpu()
    {
        const Evaluation evaluation = sampleTraining({.tp = 4, .pp = 2, .dp = 1, .outOfOrder = {15}});
        const TableData table = meshTable(makeMeshModel(evaluation.plan, evaluation.inputs->cluster));
        QCOMPARE(table.rows.size(), std::size_t{16});
        for (const QStringList& row : table.rows)
            QCOMPARE(row.size(), table.header.size());
        QCOMPARE(table.rows[15].last(), QStringLiteral("out of order"));
        QCOMPARE(table.rows[9].last(), QStringLiteral("free"));
    }
};

QTEST_MAIN(TestMeshGeometry)
#include "tst_mesh_geometry.moc"
