// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mesh_fixture.h"
#include "views/common/elided_label.h"
#include "views/common/picture_frame.h"
#include "views/common/table_twin.h"
#include "views/mesh/change_note.h"
#include "views/mesh/mesh_menu.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QTest>

using namespace shardscape;

class TestMeshView : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<OpenMesh> m_mesh;

    MeshCanvas& canvas() { return m_mesh->view.canvas(); }
    QPoint at(int gpu) { return m_mesh->at(gpu); }
    void press(int gpu) { QTest::mousePress(&canvas(), Qt::LeftButton, {}, at(gpu)); }
    void move(int gpu) { QTest::mouseMove(&canvas(), at(gpu)); }
    void release(int gpu) { QTest::mouseRelease(&canvas(), Qt::LeftButton, {}, at(gpu)); }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
        m_mesh = std::make_unique<OpenMesh>(QSize(760, 560));
        QVERIFY(m_mesh->isReady);
    }
    void cleanup() { m_mesh.reset(); }

    void dragIsOneNamedStepAndUndoTakesItBack()
    {
        const Scenario before = m_mesh->open.document.scenario();
        press(3);
        move(7);
        move(11);
        release(11);
        QCOMPARE(m_mesh->open.document.undoStack().count(), 1);
        QCOMPARE(m_mesh->open.document.undoStack().undoText(), QStringLiteral("Swap GPU 3 and GPU 11"));
        QCOMPARE((*m_mesh->open.document.scenario().placement)[3], 11);
        QCOMPARE(canvas().model()->rankOn(11), 3); // at once, without waiting for the evaluation
        m_mesh->open.document.undoStack().undo();
        QCOMPARE(m_mesh->open.document.scenario(), before);
        QCOMPARE(canvas().model()->rankOn(11), 11);
    }

    void escapeLeavesNoStep()
    {
        press(3);
        move(7);
        move(11);
        QTest::keyClick(&canvas(), Qt::Key_Escape);
        release(11);
        QCOMPARE(m_mesh->open.document.undoStack().count(), 0);
        QVERIFY(!m_mesh->open.document.scenario().placement);
    }

    void swappingBackLeavesTheScenarioAsItWas()
    {
        const Scenario before = m_mesh->open.document.scenario();
        canvas().setSelection({3, 11});
        QTest::keyClick(&canvas(), Qt::Key_X);
        QTest::keyClick(&canvas(), Qt::Key_X);
        QCOMPARE(m_mesh->open.document.scenario(), before);
    }

    void draggingSaysWhatWouldChange()
    {
        QSignalSpy status(&m_mesh->view, &MeshView::statusText);
        press(3);
        move(7);
        move(11);
        const auto saysNote = [&status] {
            for (const auto& call : status)
                if (call.at(0).toString().startsWith(QStringLiteral("step ")))
                    return true;
            return false;
        };
        QTRY_VERIFY_WITH_TIMEOUT(saysNote(), 10000);
        if (const auto file = shotFile(QStringLiteral("mesh_drag.png")))
            QVERIFY(m_mesh->view.grab().save(*file));
        release(11);
        // The TP group of rank 3 now spans two nodes: what the note announced comes true.
        const auto before = m_mesh->open.document.evaluation();
        QVERIFY(m_mesh->open.settle());
        QVERIFY(crossNodeBytes(*m_mesh->open.document.evaluation()) > crossNodeBytes(*before));
        const QString note = changeNote(*before, *m_mesh->open.document.evaluation());
        bool announced = false;
        for (const auto& call : status)
            announced = announced || call.at(0).toString() == note;
        QVERIFY2(announced, qPrintable(note));
    }

    void chipsReorderTheAxes()
    {
        AxisChips& chips = m_mesh->view.chips();
        const QPoint pp = chips.chipRect(4).center().toPoint();
        const QPoint first = chips.chipRect(0).center().toPoint();
        QTest::mousePress(&chips, Qt::LeftButton, {}, pp);
        QTest::mouseMove(&chips, (pp + first) / 2);
        QTest::mouseMove(&chips, first);
        QVERIFY(chips.isDragging());
        QTest::mouseRelease(&chips, Qt::LeftButton, {}, first);
        QCOMPARE(m_mesh->open.document.scenario().parallelism.axisOrder[0], Axis::Pp);
        QCOMPARE(m_mesh->open.document.undoStack().undoText(), QStringLiteral("Move axis pp"));
        m_mesh->open.document.undoStack().undo();
        QCOMPARE(m_mesh->open.document.scenario().parallelism.axisOrder[0], Axis::Tp);
        QCOMPARE(chips.order()[0], Axis::Tp);
    }

    void chipsByKeys()
    {
        AxisChips& chips = m_mesh->view.chips();
        chips.setFocus();
        for (int i = 0; i < 4; ++i)
            QTest::keyClick(&chips, Qt::Key_Right);
        QTest::keyClick(&chips, Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(m_mesh->open.document.scenario().parallelism.axisOrder[3], Axis::Pp);
        QTest::keyClick(&chips, Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(m_mesh->open.document.scenario().parallelism.axisOrder[4], Axis::Pp);
    }

    void chipDragEndsWithEscape()
    {
        AxisChips& chips = m_mesh->view.chips();
        QTest::mousePress(&chips, Qt::LeftButton, {}, chips.chipRect(4).center().toPoint());
        QTest::mouseMove(&chips, chips.chipRect(1).center().toPoint());
        QVERIFY(chips.order()[4] != Axis::Pp);
        QTest::keyClick(&chips, Qt::Key_Escape);
        QTest::mouseRelease(&chips, Qt::LeftButton, {}, chips.chipRect(1).center().toPoint());
        QCOMPARE(chips.order()[4], Axis::Pp);
        QCOMPARE(m_mesh->open.document.undoStack().count(), 0);
    }

    /// The menu is the click twin: what a drag does, select and choose does.
    void menuSwapsAndSelects()
    {
        const auto choose = [this](const QString& text) {
            std::unique_ptr<QMenu> menu(makeMeshMenu(canvas(), &m_mesh->view));
            for (QAction* action : menu->actions())
                if (action->text().startsWith(text) && action->isEnabled()) {
                    action->trigger();
                    return true;
                }
            return false;
        };
        canvas().setSelection({3});
        QVERIFY(!choose(QStringLiteral("Swap")));
        canvas().setSelection({3, 11});
        QVERIFY(choose(QStringLiteral("Swap")));
        QCOMPARE(m_mesh->open.document.undoStack().undoText(), QStringLiteral("Swap GPU 3 and GPU 11"));
        QTest::mouseClick(&canvas(), Qt::LeftButton, {}, at(0));
        QVERIFY(choose(QStringLiteral("Select the tensor")));
        QCOMPARE(canvas().selection(), (std::vector<int>{0, 1, 2, 11}));
        QVERIFY(!choose(QStringLiteral("Select the expert")));
    }

    void outOfOrderIsAStepAndMovesTheRank()
    {
        Scenario smaller = m_mesh->open.document.scenario();
        smaller.parallelism.dp = 1; // 8 of 16 GPUs
        m_mesh->open.document.edit(QStringLiteral("dp 1"), smaller);
        QTest::mouseClick(&canvas(), Qt::LeftButton, {}, at(3));
        QTest::keyClick(&canvas(), Qt::Key_H);
        QTest::keyClick(&canvas(), Qt::Key_Delete);
        QCOMPARE(m_mesh->open.document.undoStack().undoText(), QStringLiteral("Mark GPU 3 out of order"));
        QVERIFY(canvas().model()->isOut(3));
        QCOMPARE(canvas().model()->rankOn(3), -1);
        QCOMPARE(canvas().model()->rankOn(8), 3);
        QVERIFY(m_mesh->open.settle());
        if (const auto file = shotFile(QStringLiteral("mesh_out_of_order.png")))
            QVERIFY(m_mesh->view.grab().save(*file));
        QTest::keyClick(&canvas(), Qt::Key_Delete);
        QVERIFY(!canvas().model()->isOut(3));
        QVERIFY(m_mesh->open.document.scenario().cluster.overridesJson.empty());
        m_mesh->open.document.undoStack().undo();
        m_mesh->open.document.undoStack().undo();
        QCOMPARE(m_mesh->open.document.scenario(), smaller);
    }

    void withoutAFreeGpuTheCrossShowsAllTheSame()
    {
        QTest::mouseClick(&canvas(), Qt::LeftButton, {}, at(3));
        QTest::keyClick(&canvas(), Qt::Key_H);
        QTest::keyClick(&canvas(), Qt::Key_Delete);
        QVERIFY(canvas().model()->isOut(3));
        QTRY_VERIFY(!m_mesh->open.document.problems().empty());
    }

    /// Alt only looks: the ghost stays with its cost, Enter drops it, Escape does not.
    void altLooksWithoutDropping()
    {
        for (const Qt::Key end : {Qt::Key_Escape, Qt::Key_Return}) {
            press(3);
            move(7);
            move(11);
            QTest::mouseRelease(&canvas(), Qt::LeftButton, Qt::AltModifier, at(11));
            QVERIFY(canvas().isMoving());
            QCOMPARE(m_mesh->open.document.undoStack().count(), 0);
            QTRY_VERIFY_WITH_TIMEOUT(m_mesh->open.workspace.focus.preview() != nullptr, 10000);
            if (const auto file = shotFile(QStringLiteral("mesh_alt.png")))
                QVERIFY(m_mesh->view.grab().save(*file));
            QTest::keyClick(&canvas(), end);
            QVERIFY(!canvas().isMoving());
        }
        QCOMPARE(m_mesh->open.document.undoStack().count(), 1);
        QCOMPARE(m_mesh->open.document.undoStack().undoText(), QStringLiteral("Swap GPU 3 and GPU 11"));
    }

    void theProductSaysWhenItDoesNotMatch()
    {
        const auto says = [this](const QString& text) {
            for (const ElidedLabel* label : m_mesh->view.findChildren<ElidedLabel*>())
                if (label->text().contains(text))
                    return true;
            return false;
        };
        QVERIFY(says(QStringLiteral("tp 4 × pp 2 × dp 2 = 16 of 16 GPUs")));
        Scenario bad = m_mesh->open.document.scenario();
        bad.parallelism.dp = 4;
        m_mesh->open.document.edit(QStringLiteral("dp 4"), bad);
        QVERIFY(says(QStringLiteral("✗ tp 4 × pp 2 × dp 4 = 32 of 16 GPUs")));
        bad.parallelism.dp = 1;
        m_mesh->open.document.edit(QStringLiteral("dp 1"), bad);
        QVERIFY(says(QStringLiteral("8 of 16 GPUs · GPUs that stay idle: 8")));
    }

    void hoverAndPinReachTheHub()
    {
        FocusHub& hub = m_mesh->open.workspace.focus;
        QTest::mouseMove(&canvas(), at(5));
        QCOMPARE(hub.hovered(), (Focus{Focus::Kind::Gpu, 5}));
        QTest::mouseClick(&canvas(), Qt::LeftButton, {}, at(6));
        QCOMPARE(hub.pinned(), (Focus{Focus::Kind::Gpu, 6}));
    }

    void tableTwinCopiesAsTsv()
    {
        m_mesh->view.frame().setShowsTable(true);
        QVERIFY(m_mesh->view.frame().showsTable());
        m_mesh->view.frame().table().copy();
        const QStringList lines = QGuiApplication::clipboard()->text().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 17);
        QCOMPARE(lines[4].split(QLatin1Char('\t')).value(2), QStringLiteral("3"));
    }

    void anIllegalPlanLeavesTheOldPicture()
    {
        Scenario bad = m_mesh->open.document.scenario();
        bad.parallelism.tp = 7;
        m_mesh->open.document.edit(QStringLiteral("tp 7"), bad);
        QCOMPARE(canvas().model()->plan->parallelism.tp, 4);
    }
};

QTEST_MAIN(TestMeshView)
#include "tst_mesh_view.moc"
