// SPDX-License-Identifier: GPL-3.0-or-later
// Degrees by the edges of the axis chips, with real mouse and key events: steps, reasons, the scale, preview, one step of the history.
#include "app/mesh_fixture.h"
#include "views/mesh/degree_edit.h"
#include "views/mesh/degree_strip.h"

#include <QTest>

#include <algorithm>

using namespace shardscape;

class TestMeshDegrees : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<OpenMesh> m_mesh;

    AxisChips& chips() { return m_mesh->view.chips(); }
    MeshCanvas& canvas() { return m_mesh->view.canvas(); }
    [[nodiscard]] const Parallelism& plan() const { return m_mesh->open.document.scenario().parallelism; }
    QUndoStack& history() { return m_mesh->open.document.undoStack(); }
    int chipOf(Axis axis)
    {
        return static_cast<int>(std::find(chips().order().begin(), chips().order().end(), axis) - chips().order().begin());
    }
    /// Presses the edge of an axis and moves to the field of a degree, without letting go.
    QPoint stretch(Axis axis, int degree, Qt::KeyboardModifiers modifiers = {})
    {
        const QPoint handle = chips().handleRect(chipOf(axis)).center().toPoint();
        QTest::mousePress(&chips(), Qt::LeftButton, modifiers, handle);
        if (chips().strip() == nullptr)
            return handle;
        const std::vector<DegreeStep>& steps = chips().strip()->steps();
        const auto at = std::find_if(steps.begin(), steps.end(), [degree](const DegreeStep& step) { return step.degree == degree; });
        const QPoint field = chips().strip()->fieldRect(static_cast<int>(at - steps.begin())).center();
        const QPoint there(chips().mapFrom(&m_mesh->view, chips().strip()->mapTo(&m_mesh->view, field)).x(), handle.y() + 12);
        const QPointF global = chips().mapToGlobal(QPointF(there));
        QMouseEvent move(QEvent::MouseMove, QPointF(there), global, Qt::NoButton, Qt::LeftButton, modifiers);
        QApplication::sendEvent(&chips(), &move);
        return there;
    }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
        m_mesh = std::make_unique<OpenMesh>(QSize(900, 560));
        QVERIFY(m_mesh->isReady);
    }
    void cleanup() { m_mesh.reset(); }

    /// Whatever the axis and the degree: with a trade the GPUs in use stay where dp can give, and the rest of the plan is untouched.
    void tradesKeepTheGpus_data()
    {
        QTest::addColumn<int>("axis");
        QTest::addColumn<int>("degree");
        QTest::addColumn<int>("dp");
        QTest::newRow("tp up takes from dp") << static_cast<int>(Axis::Tp) << 8 << 1;
        QTest::newRow("tp down gives to dp") << static_cast<int>(Axis::Tp) << 1 << 8;
        QTest::newRow("pp up takes from dp") << static_cast<int>(Axis::Pp) << 4 << 1;
        QTest::newRow("cp up takes from dp") << static_cast<int>(Axis::Cp) << 2 << 1;
        QTest::newRow("what dp cannot give changes alone") << static_cast<int>(Axis::Tp) << 3 << 2;
        QTest::newRow("dp changes alone") << static_cast<int>(Axis::Dp) << 1 << 1;
        QTest::newRow("ep folds over dp and changes alone") << static_cast<int>(Axis::Ep) << 2 << 2;
    }
    void tradesKeepTheGpus()
    {
        QFETCH(int, axis);
        QFETCH(int, degree);
        QFETCH(int, dp);
        const Scenario before = twoNodeTraining();
        const Scenario after = withDegree(before, static_cast<Axis>(axis), degree, DegreeTrade::WithData);
        QCOMPARE(degreeOf(after.parallelism, static_cast<Axis>(axis)), degree);
        QCOMPARE(after.parallelism.dp, dp);
        const Scenario alone = withDegree(before, static_cast<Axis>(axis), degree, DegreeTrade::Alone);
        if (static_cast<Axis>(axis) != Axis::Dp)
            QCOMPARE(alone.parallelism.dp, before.parallelism.dp);
    }

    void aPlacementOfOtherRanksIsGivenUp()
    {
        Scenario placed = twoNodeTraining();
        placed.placement = std::vector<int>{1, 0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
        QVERIFY(withDegree(placed, Axis::Tp, 8, DegreeTrade::WithData).placement);
        QVERIFY(!withDegree(placed, Axis::Dp, 1, DegreeTrade::Alone).placement);
    }

    /// Every step without a reason is legal, every step with one is not, and the reason is what the evaluation would say.
    void stepsSayWhatTheCheckSays()
    {
        const Inputs inputs = *m_mesh->open.library->resolve(twoNodeTraining());
        for (const Axis axis : {Axis::Tp, Axis::Cp, Axis::Pp, Axis::Dp, Axis::Ep})
            for (const DegreeTrade trade : {DegreeTrade::WithData, DegreeTrade::Alone}) {
                const std::vector<DegreeStep> steps = degreeSteps(twoNodeTraining(), inputs, axis, trade);
                QVERIFY(steps.size() >= 2);
                QVERIFY(std::is_sorted(steps.begin(), steps.end(), [](const auto& a, const auto& b) { return a.degree < b.degree; }));
                for (const DegreeStep& step : steps) {
                    const auto plan = resolvePlan(withDegree(twoNodeTraining(), axis, step.degree, trade), inputs);
                    QCOMPARE(step.reason.isEmpty(), plan.has_value());
                    if (!plan)
                        QCOMPARE(step.reason, QString::fromStdString(plan.error().front().message));
                }
            }
    }

    void draggingAnEdgeIsOneNamedStep()
    {
        const Scenario before = m_mesh->open.document.scenario();
        const QPoint there = stretch(Axis::Tp, 8);
        QVERIFY(chips().isStretching());
        QVERIFY(chips().strip()->isVisible());
        QCOMPARE(history().count(), 0);
        QTest::mouseRelease(&chips(), Qt::LeftButton, {}, there);
        QCOMPARE(history().count(), 1);
        QCOMPARE(history().undoText(), QStringLiteral("Tensor degree 4 → 8, data degree 2 → 1"));
        QCOMPARE(plan().tp, 8);
        QCOMPARE(canvas().model()->plan->parallelism.tp, 8);
        history().undo();
        QCOMPARE(m_mesh->open.document.scenario(), before);
    }

    void theScaleSaysWhatWouldChange()
    {
        QSignalSpy previews(&m_mesh->open.workspace.focus, &FocusHub::previewChanged);
        const QPoint there = stretch(Axis::Tp, 2);
        QTRY_VERIFY_WITH_TIMEOUT(chips().strip()->line().startsWith(QStringLiteral("step ")), 10000);
        QVERIFY(!previews.isEmpty()); // the other views show it, too
        if (const auto file = shotFile(QStringLiteral("mesh_degrees.png")))
            QVERIFY(m_mesh->view.grab().save(*file));
        QTest::mouseRelease(&chips(), Qt::LeftButton, {}, there);
        QVERIFY(m_mesh->open.workspace.focus.preview() == nullptr);
    }

    void escapeRightButtonAndReturningLeaveNothing_data()
    {
        QTest::addColumn<int>("way");
        QTest::newRow("Escape") << 0;
        QTest::newRow("right button") << 1;
        QTest::newRow("back where it began") << 2;
        QTest::newRow("a click without a drag") << 3;
    }
    void escapeRightButtonAndReturningLeaveNothing()
    {
        QFETCH(int, way);
        const Scenario before = m_mesh->open.document.scenario();
        QPoint there = stretch(Axis::Tp, way < 2 ? 8 : 4);
        if (way == 0)
            QTest::keyClick(&chips(), Qt::Key_Escape);
        if (way == 1)
            QTest::mousePress(&chips(), Qt::RightButton, {}, there);
        if (way == 3)
            there = chips().handleRect(0).center().toPoint();
        QTest::mouseRelease(&chips(), Qt::LeftButton, {}, there);
        QVERIFY(!chips().isStretching());
        QCOMPARE(history().count(), 0);
        QCOMPARE(m_mesh->open.document.scenario(), before);
    }

    void anIllegalDegreeSaysWhyAndChangesNothing()
    {
        QSignalSpy said(&m_mesh->view, &MeshView::statusText);
        const QPoint there = stretch(Axis::Tp, 16, Qt::ShiftModifier); // 64 ranks on 16 GPUs
        const QString reason = chips().strip()->line();
        QVERIFY2(reason.contains(QStringLiteral("16")), qPrintable(reason));
        if (const auto file = shotFile(QStringLiteral("mesh_degree_refused.png")))
            QVERIFY(m_mesh->view.grab().save(*file));
        QTest::mouseRelease(&chips(), Qt::LeftButton, Qt::ShiftModifier, there);
        QCOMPARE(history().count(), 0);
        QCOMPARE(said.last().at(0).toString(), reason);
    }

    void altArrowsAreTheKeyTwin()
    {
        chips().setFocus();
        QTest::keyClick(&chips(), Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(plan().tp, 8);
        QCOMPARE(plan().dp, 1);
        QCOMPARE(history().undoText(), QStringLiteral("Tensor degree 4 → 8, data degree 2 → 1"));
        QTest::keyClick(&chips(), Qt::Key_Left, Qt::AltModifier);
        QTest::keyClick(&chips(), Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(plan().tp, 2);
        QCOMPARE(plan().dp, 4);
        QTest::keyClick(&chips(), Qt::Key_Left, Qt::AltModifier | Qt::ShiftModifier);
        QCOMPARE(plan().tp, 1);
        QCOMPARE(plan().dp, 4); // Shift: alone
        QCOMPARE(plan().axisOrder, Parallelism().axisOrder);
    }

    void digitsSetADegreeEvenAnIllegalOne()
    {
        chips().setFocus();
        QTest::keyClicks(&chips(), QStringLiteral("7"));
        QCOMPARE(history().count(), 0);
        QTest::keyClick(&chips(), Qt::Key_Return);
        QCOMPARE(plan().tp, 7);
        QTRY_VERIFY(!m_mesh->open.document.problems().empty()); // and it is said why it cannot run
        history().undo();
        QTest::keyClicks(&chips(), QStringLiteral("2"));
        QTest::keyClick(&chips(), Qt::Key_Escape);
        QTest::keyClick(&chips(), Qt::Key_Return);
        QCOMPARE(plan().tp, 4);
    }

    void clickAndSpaceTakeACoordinate()
    {
        const QPoint chip = chips().chipRect(chipOf(Axis::Tp)).center().toPoint();
        QTest::mouseClick(&chips(), Qt::LeftButton, {}, chip);
        QCOMPARE(canvas().selection(), (std::vector<int>{0, 4, 8, 12}));
        QTest::mouseClick(&chips(), Qt::LeftButton, {}, chip);
        QCOMPARE(canvas().selection(), (std::vector<int>{1, 5, 9, 13}));
        QTest::keyClick(&chips(), Qt::Key_Space);
        QCOMPARE(canvas().selection(), (std::vector<int>{2, 6, 10, 14}));
        QVERIFY(canvas().picture().kept != nullptr); // the others are dimmed
        QTest::mouseClick(&canvas(), Qt::LeftButton, {}, canvas().centerOf(3).toPoint());
        QVERIFY(canvas().picture().kept == nullptr);
        QCOMPARE(history().count(), 0);
    }

    void anEvaluationThatArrivesDoesNotEndTheDrag()
    {
        const QPoint there = stretch(Axis::Tp, 8);
        Q_EMIT m_mesh->open.document.evaluationChanged();
        QVERIFY(chips().isStretching());
        QTest::mouseRelease(&chips(), Qt::LeftButton, {}, there);
        QCOMPARE(plan().tp, 8);
    }
};

QTEST_MAIN(TestMeshDegrees)
#include "tst_mesh_degrees.moc"
