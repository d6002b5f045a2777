// SPDX-License-Identifier: GPL-3.0-or-later
// The rack and the hardware mode of the mesh, with real mouse and key events, and the edits behind them.
#include "app/mesh_fixture.h"
#include "views/mesh/hardware_edit.h"
#include "views/mesh/mesh_menu.h"
#include "views/mesh/mesh_rack.h"
#include "views/mesh/replica_edit.h"

#include <QMenu>
#include <QTest>

#include <algorithm>
#include <set>

using namespace shardscape;

class TestMeshRack : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<OpenMesh> m_mesh;

    MeshCanvas& canvas() { return m_mesh->view.canvas(); }
    MeshRack& rack() { return m_mesh->view.rack(); }
    QUndoStack& history() { return m_mesh->open.document.undoStack(); }
    [[nodiscard]] const Scenario& scenario() const { return m_mesh->open.document.scenario(); }
    QPoint at(int gpu) { return m_mesh->at(gpu); }
    QPoint inRack(QPoint onCanvas) { return rack().mapFromGlobal(canvas().mapToGlobal(onCanvas)); }
    QPoint item(int index) { return rack().itemRect(index).center(); }
    /// One replica of two: GPUs 8 to 15 are unused.
    void useHalf()
    {
        Scenario half = scenario();
        half.parallelism.dp = 1;
        m_mesh->open.document.edit(QStringLiteral("dp 1"), half);
        history().clear();
        QVERIFY(m_mesh->open.settle());
    }
    void dragItem(int index, QPoint onCanvas)
    {
        QTest::mousePress(&rack(), Qt::LeftButton, {}, item(index));
        QTest::mouseMove(&rack(), item(index) - QPoint(0, 30));
        QTest::mouseMove(&rack(), inRack(onCanvas));
    }
    void let(QPoint onCanvas) { QTest::mouseRelease(&rack(), Qt::LeftButton, {}, inRack(onCanvas)); }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
        m_mesh = std::make_unique<OpenMesh>(QSize(800, 600));
        QVERIFY(m_mesh->isReady);
    }
    void cleanup() { m_mesh.reset(); }

    void itemsAreWholeNodesAndSingleGpus()
    {
        QVERIFY(rackItems({}, 8).empty());
        const auto items = rackItems({3, 5, 8, 9, 10, 11, 12, 13, 14, 15}, 8);
        QCOMPARE(items.size(), std::size_t(3));
        QCOMPARE(items[0].text, QStringLiteral("GPU 3"));
        QCOMPARE(items[2].text, QStringLiteral("node 1"));
        QCOMPARE(items[2].gpus.size(), std::size_t(8));
        std::vector<int> many;
        for (int gpu = 0; gpu < 16384; gpu += 2)
            many.push_back(gpu);
        QCOMPARE(rackItems(many, 8).size(), std::size_t(2048)); // no item for each of thousands
    }

    void aFullPlanHasAnEmptyRack()
    {
        QCOMPARE(rack().itemCount(), 0);
        useHalf();
        QCOMPARE(rack().itemCount(), 1);
        QCOMPARE(rack().itemName(0), QStringLiteral("node 1"));
    }

    /// A dragged node becomes a replica; the ranks that ran before keep their GPUs.
    void aNodeFromTheRackRunsAnotherReplica()
    {
        useHalf();
        const Scenario before = scenario();
        const Plan half = *canvas().model()->plan;
        dragItem(0, at(12));
        QCOMPARE(history().count(), 0);
        if (const auto file = shotFile(QStringLiteral("mesh_rack_drag.png")))
            QVERIFY(m_mesh->view.grab().save(*file));
        let(at(12));
        QCOMPARE(history().count(), 1);
        QCOMPARE(history().undoText(), QStringLiteral("Use 8 more GPUs: data degree 1 → 2"));
        QCOMPARE(scenario().parallelism.dp, 2);
        const DeviceMesh& mesh = canvas().model()->plan->mesh;
        for (int rank = 0; rank < mesh.ranks(); ++rank) {
            Coordinate c = mesh.coordinateOf(rank);
            if (c.dp == 0)
                QCOMPARE(mesh.gpuOf(rank), half.mesh.gpuOf(half.mesh.rankAt(c)));
            else
                QVERIFY(mesh.gpuOf(rank) >= 8);
        }
        QCOMPARE(rack().itemCount(), 0);
        history().undo();
        QCOMPARE(scenario(), before);
    }

    void enterAndDoubleClickAreTheTwins()
    {
        useHalf();
        rack().setFocus();
        QTest::keyClick(&rack(), Qt::Key_Return);
        QCOMPARE(scenario().parallelism.dp, 2);
        history().undo();
        QTest::mouseDClick(&rack(), Qt::LeftButton, {}, item(0));
        QCOMPARE(scenario().parallelism.dp, 2);
    }

    void aDragOverTheMeshSaysWhatWouldChange()
    {
        useHalf();
        QSignalSpy said(&m_mesh->view, &MeshView::statusText);
        dragItem(0, at(12));
        const auto saysNote = [&said] {
            return std::any_of(said.begin(), said.end(), [](const auto& call) { return call.at(0).toString().startsWith(QStringLiteral("step ")); });
        };
        QTRY_VERIFY_WITH_TIMEOUT(saysNote(), 10000);
        QVERIFY(m_mesh->open.workspace.focus.preview() != nullptr);
        let(at(12));
        QVERIFY(m_mesh->open.workspace.focus.preview() == nullptr);
    }

    void escapeRightButtonAndOutsideLeaveNothing_data()
    {
        QTest::addColumn<int>("way");
        QTest::newRow("Escape") << 0;
        QTest::newRow("right button") << 1;
        QTest::newRow("let go outside the mesh") << 2;
    }
    void escapeRightButtonAndOutsideLeaveNothing()
    {
        QFETCH(int, way);
        useHalf();
        const Scenario before = scenario();
        dragItem(0, at(12));
        if (way == 0)
            QTest::keyClick(&rack(), Qt::Key_Escape);
        if (way == 1)
            QTest::mousePress(&rack(), Qt::RightButton, {}, inRack(at(12)));
        let(way == 2 ? QPoint(-400, -400) : at(12));
        QVERIFY(!rack().isDragging());
        QCOMPARE(history().count(), 0);
        QCOMPARE(scenario(), before);
    }

    void aSingleGpuTakesThePlaceOfAnother()
    {
        useHalf();
        Scenario moved = scenario();
        moved.placement = std::vector<int>{0, 1, 2, 3, 4, 5, 6, 8};
        m_mesh->open.document.edit(QStringLiteral("move"), moved);
        QCOMPARE(rack().itemName(0), QStringLiteral("GPU 7"));
        dragItem(0, at(2));
        let(at(2));
        QCOMPARE(history().undoText(), QStringLiteral("Use GPU 7 instead of GPU 2"));
        QCOMPARE(canvas().model()->rankOn(7), 2);
        QCOMPARE(canvas().model()->rankOn(2), -1);
    }

    void releasedReplicasGoToTheRack()
    {
        const Scenario before = scenario();
        // By drag of one GPU, as it is one plan of two replicas.
        QTest::mousePress(&canvas(), Qt::LeftButton, {}, at(5));
        QTest::mouseMove(&canvas(), at(6));
        const QPoint overRack = canvas().mapFromGlobal(rack().mapToGlobal(rack().rect().center()));
        QTest::mouseMove(&canvas(), overRack);
        QCOMPARE(canvas().gestureText(), QStringLiteral("Release the replica of GPU 5"));
        QTest::mouseRelease(&canvas(), Qt::LeftButton, {}, overRack);
        QCOMPARE(history().undoText(), QStringLiteral("Release 8 GPUs: data degree 2 → 1"));
        QCOMPARE(scenario().parallelism.dp, 1);
        QCOMPARE(canvas().model()->rankOn(5), -1);
        QCOMPARE(canvas().model()->rankOn(0), 0);
        QVERIFY(rack().itemCount() > 0);
        history().undo();
        QCOMPARE(scenario(), before);
        // By key.
        QTest::mouseClick(&canvas(), Qt::LeftButton, {}, at(5));
        QTest::keyClick(&canvas(), Qt::Key_Backspace);
        QCOMPARE(scenario().parallelism.dp, 1);
        // The last one stays.
        QTest::mouseClick(&canvas(), Qt::LeftButton, {}, at(0));
        QTest::keyClick(&canvas(), Qt::Key_Backspace);
        QCOMPARE(scenario().parallelism.dp, 1);
    }

    /// Taking a replica out and another one in never puts two ranks on a GPU, whatever the placement was.
    void replicasKeepEveryRankOnItsOwnGpu()
    {
        Scenario placed = scenario();
        placed.placement = std::vector<int>{15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0};
        const Inputs inputs = *m_mesh->open.library->resolve(placed);
        const Plan plan = *resolvePlan(placed, inputs);
        const auto less = withoutReplicasOf({placed, inputs, plan}, {15});
        QVERIFY(less.has_value());
        const Plan smaller = *resolvePlan(less->after, inputs);
        QCOMPARE(smaller.mesh.ranks(), 8);
        const auto again = withMoreReplicas({less->after, inputs, smaller}, {});
        QVERIFY(again.has_value());
        const Plan full = *resolvePlan(again->after, inputs);
        std::set<int> gpus;
        for (int rank = 0; rank < full.mesh.ranks(); ++rank)
            gpus.insert(full.mesh.gpuOf(rank));
        QCOMPARE(gpus.size(), std::size_t(16));
        QVERIFY(!withMoreReplicas({again->after, inputs, full}, {}).has_value());
    }

    void slipsDoNotTouchTheHardware()
    {
        const Scenario before = scenario();
        QTest::mouseClick(&canvas(), Qt::LeftButton, {}, at(3));
        QTest::keyClick(&canvas(), Qt::Key_Delete);
        QTest::keyClick(&canvas(), Qt::Key_Insert);
        QCOMPARE(scenario(), before);
    }

    void hardwareModeAddsAndRemovesNodes()
    {
        const Scenario before = scenario();
        canvas().setFocus();
        QTest::keyClick(&canvas(), Qt::Key_H);
        QVERIFY(canvas().isHardwareMode());
        QCOMPARE(rack().itemName(0), QStringLiteral("+ node"));
        if (const auto file = shotFile(QStringLiteral("mesh_hardware.png")))
            QVERIFY(m_mesh->view.grab().save(*file));
        QTest::keyClick(&canvas(), Qt::Key_Insert);
        QCOMPARE(scenario().cluster.nodes, 3);
        QCOMPARE(canvas().model()->gpus(), 24);
        dragItem(0, at(0));
        let(at(0));
        QCOMPARE(scenario().cluster.nodes, 4);
        QCOMPARE(history().undoText(), QStringLiteral("Add a node"));
        QTest::mouseClick(&canvas(), Qt::LeftButton, {}, at(17));
        QTest::keyClick(&canvas(), Qt::Key_Backspace);
        QCOMPARE(scenario().cluster.nodes, 3);
        QCOMPARE(history().undoText(), QStringLiteral("Remove node 2"));
        // A drag moves no rank here, but takes a node out.
        QTest::mousePress(&canvas(), Qt::LeftButton, {}, at(17));
        QTest::mouseMove(&canvas(), at(3));
        const QPoint overRack = canvas().mapFromGlobal(rack().mapToGlobal(rack().rect().center()));
        QTest::mouseMove(&canvas(), overRack);
        QTest::mouseRelease(&canvas(), Qt::LeftButton, {}, overRack);
        QCOMPARE(scenario(), before);
        QTest::mousePress(&canvas(), Qt::LeftButton, {}, at(3));
        QTest::mouseMove(&canvas(), at(7));
        QTest::mouseMove(&canvas(), at(11));
        QTest::mouseRelease(&canvas(), Qt::LeftButton, {}, at(11));
        QTest::keyClick(&canvas(), Qt::Key_X);
        QTest::keyClick(&canvas(), Qt::Key_M);
        QVERIFY(!canvas().isMoving());
        QCOMPARE(scenario(), before);
        QTest::keyClick(&canvas(), Qt::Key_Escape); // drops the selection
        QTest::keyClick(&canvas(), Qt::Key_Escape); // leaves the mode
        QVERIFY(!canvas().isHardwareMode());
    }

    void aClusterThatBecameTooSmallIsShownAsItIs()
    {
        canvas().setFocus();
        QTest::keyClick(&canvas(), Qt::Key_H);
        QTest::mouseClick(&canvas(), Qt::LeftButton, {}, at(11));
        QTest::keyClick(&canvas(), Qt::Key_Backspace);
        QCOMPARE(scenario().cluster.nodes, 1);
        QCOMPARE(canvas().model()->gpus(), 8);
        QTRY_VERIFY(!m_mesh->open.document.problems().empty());
        QTest::mouseClick(&canvas(), Qt::LeftButton, {}, at(1));
        for (const Qt::Key key : {Qt::Key_T, Qt::Key_D, Qt::Key_P, Qt::Key_E, Qt::Key_Backspace})
            QTest::keyClick(&canvas(), key);
        canvas().grab();
        QCOMPARE(scenario().cluster.nodes, 1); // the last node stays
    }

    void nodesThatLeaveTakeTheirMarksAndRanksAlong()
    {
        Scenario s = twoNodeTraining();
        s.cluster.nodes = 4;
        s.cluster.outOfOrder = {5, 30};
        s.placement = std::vector<int>{0, 1, 2, 3, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27};
        const Inputs inputs = *m_mesh->open.library->resolve(s);
        const auto after = withNodesRemoved(s, inputs.cluster, {1});
        QVERIFY(after.has_value());
        QCOMPARE(after->cluster.nodes, 3);
        QCOMPARE(after->cluster.outOfOrder, (std::vector<int>{5, 22}));
        QCOMPARE(*after->placement, (std::vector<int>{0, 1, 2, 3, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19}));
        const auto used = withNodesRemoved(s, inputs.cluster, {0});
        QVERIFY(used.has_value());
        std::vector<int> places = *used->placement;
        std::sort(places.begin(), places.end());
        QVERIFY(std::adjacent_find(places.begin(), places.end()) == places.end());
        QVERIFY(places.front() >= 0 && places.back() < 24);
        QVERIFY(!withNodesRemoved(s, inputs.cluster, {0, 1, 2, 3}).has_value());
        s.cluster.inlineJson = "{}";
        QVERIFY(!withNodesRemoved(s, inputs.cluster, {0}).has_value());
        QVERIFY(!withNodeAdded(s).has_value());
    }

    void theMenuHasTheSame()
    {
        const auto enabled = [this](const QString& text) {
            std::unique_ptr<QMenu> menu(makeMeshMenu(canvas(), &m_mesh->view));
            const auto actions = menu->actions();
            return std::any_of(actions.begin(), actions.end(),
                               [&](const QAction* action) { return action->text().startsWith(text) && action->isEnabled(); });
        };
        QTest::mouseClick(&canvas(), Qt::LeftButton, {}, at(3));
        QVERIFY(enabled(QStringLiteral("Release")));
        QVERIFY(!enabled(QStringLiteral("Out of order")));
        QVERIFY(!enabled(QStringLiteral("Add a node")));
        canvas().setHardwareMode(true);
        QVERIFY(!enabled(QStringLiteral("Release")));
        QVERIFY(enabled(QStringLiteral("Out of order")));
        QVERIFY(enabled(QStringLiteral("Add a node")));
        QVERIFY(enabled(QStringLiteral("Remove the node")));
    }
};

QTEST_MAIN(TestMeshRack)
#include "tst_mesh_rack.moc"
