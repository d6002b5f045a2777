// SPDX-License-Identifier: GPL-3.0-or-later
// The compare pane with real events: pin, edit, read what changed and why, swap and go back as single steps of the history.
#include "app/shell/window_fixture.h"

#include "document/baselines.h"
#include "shell/command_registry.h"
#include "views/breakdown/breakdown_view.h"
#include "views/common/table_twin.h"
#include "views/compare/change_delegate.h"
#include "views/compare/compare_view.h"
#include "views/compare/comparison_tables.h"
#include "views/fabric/fabric_canvas.h"
#include "views/fabric/fabric_view.h"
#include "views/memory/memory_view.h"
#include "views/timeline/timeline_canvas.h"
#include "views/timeline/timeline_view.h"

#include <QClipboard>
#include <QComboBox>
#include <QRegularExpression>
#include <QTest>
#include <QToolButton>

using namespace shardscape;

class TestCompareView : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_library = testLibrary(); }
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
        m_fixture = std::make_unique<WindowFixture>(m_library);
        QVERIFY(QTest::qWaitForWindowActive(m_fixture->window.get()));
        QTRY_VERIFY(m_fixture->settled());
        m_fixture->window->panes().raise(QStringLiteral("compare"));
    }
    void cleanup() { m_fixture.reset(); }

    void nothingIsComparedWithoutABaseline()
    {
        QVERIFY(baselines().evaluation() == nullptr);
        QVERIFY(!command("compare.swap")->isEnabled());
        QVERIFY(!command("compare.back")->isEnabled());
        QVERIFY(m_fixture->window->findChild<QWidget*>(QStringLiteral("compareHint"))->isVisible());
    }

    void thePresentPlanDiffersInNothing()
    {
        QTest::keyClick(m_fixture->window.get(), Qt::Key_B, Qt::ControlModifier);
        QCOMPARE(baselines().all().size(), std::size_t{1});
        QTRY_VERIFY(view().summary().contains(QStringLiteral("no input differs")));
        QCOMPARE(view().inputs().table().rows.size(), std::size_t{0});
        QCOMPARE(view().outputs().table().rows.size(), std::size_t{0});
    }

    void anEditIsListedWithItsReasons()
    {
        view().pin();
        edit();
        QTRY_VERIFY(view().summary().startsWith(QStringLiteral("2 of ")));
        QCOMPARE(view().inputs().table().rows.size(), std::size_t{2});
        const auto& rows = view().outputs().table().rows;
        QVERIFY(rows.size() > 3);
        QVERIFY(view().reasons().table().rows.size() > 0);
        int row = 0;
        while (row < static_cast<int>(rows.size()) && rows[static_cast<std::size_t>(row)][0] != QStringLiteral("Peak memory"))
            ++row;
        QVERIFY(row < static_cast<int>(rows.size()));
        TableTwin& outputs = view().outputs();
        const QRect cell = outputs.visualRect(outputs.model()->index(row, 0));
        outputs.scrollTo(outputs.model()->index(row, 0));
        QTest::mouseClick(outputs.viewport(), Qt::LeftButton, {}, outputs.visualRect(outputs.model()->index(row, 0)).center());
        QVERIFY(cell.isValid());
        QVERIFY(view().reasons().table().title.contains(QStringLiteral("stage")));
        const std::size_t all = rows.size();
        view().setThreshold(0.5);
        QVERIFY(view().outputs().table().rows.size() < all);
        view().copyAll();
        QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("Inputs that differ\nInput that differs\tBaseline\tNow")));
    }

    void allViewsShowTheBaseline()
    {
        view().pin();
        edit(4);
        auto& panes = m_fixture->window->panes();
        auto& memory = static_cast<MemoryView*>(panes.view(QStringLiteral("memory")))->canvas();
        QCOMPARE(memory.baseline().count(), memory.bars().count());
        QVERIFY(memory.baseline().peak() != memory.bars().peak());
        QVERIFY(memory.scaleTop() >= std::max(memory.baseline().peak(), memory.bars().peak()));
        auto& breakdown = static_cast<BreakdownView*>(panes.view(QStringLiteral("breakdown")))->canvas();
        QVERIFY(breakdown.describe(1).contains(QStringLiteral("baseline")));
        auto& timeline = static_cast<TimelineView*>(panes.view(QStringLiteral("timeline")))->canvas();
        QVERIFY(timeline.content().baseline == baselines().evaluation()->timeline);
        for (QWidget* canvas : {static_cast<QWidget*>(&memory), static_cast<QWidget*>(&breakdown), static_cast<QWidget*>(&timeline)}) {
            canvas->resize(400, 300);
            const QImage with = canvas->grab().toImage();
            const auto baseline = baselines().evaluation();
            baselines().remove(0);
            const QImage without = canvas->grab().toImage();
            QVERIFY2(with != without, qPrintable(canvas->accessibleName()));
            baselines().pin(baseline);
        }
        auto* difference = m_fixture->window->findChild<QToolButton*>(QStringLiteral("differenceSwitch"));
        QVERIFY(difference->isEnabled());
        auto& fabric = static_cast<FabricView*>(panes.view(QStringLiteral("fabric")))->canvas();
        difference->click();
        QCOMPARE(fabric.mode(), FabricMode::Difference);
        QVERIFY(fabric.model()->hasBaseline());
        QVERIFY(fabric.model()->table().header.contains(QStringLiteral("Baseline busy")));
        const int busiest = fabric.model()->ranking().front();
        QVERIFY(fabric.model()->describe(busiest).contains(QStringLiteral("baseline")));
        QVERIFY(!fabric.grab().isNull());
        baselines().remove(0);
        QVERIFY(!difference->isEnabled());
        QCOMPARE(fabric.mode(), FabricMode::Graph);
        QCOMPARE(memory.baseline().count(), 0);
        QVERIFY(!breakdown.describe(1).contains(QStringLiteral("baseline")));
        QVERIFY(timeline.content().baseline == nullptr);
    }

    void swapAndBackAreSingleSteps()
    {
        view().pin();
        const Scenario first = m_fixture->document.scenario();
        edit();
        const Scenario second = m_fixture->document.scenario();
        const int steps = m_fixture->document.undoStack().count();
        QTest::keyClick(m_fixture->window.get(), Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(m_fixture->document.scenario(), first);
        QCOMPARE(baselines().evaluation()->scenario, second);
        QCOMPARE(m_fixture->document.undoStack().count(), steps + 1);
        QTRY_VERIFY(m_fixture->settled());
        command("compare.back")->trigger();
        QCOMPARE(m_fixture->document.scenario(), second);
        m_fixture->document.undoStack().undo();
        QCOMPARE(m_fixture->document.scenario(), first);
        m_fixture->document.undoStack().undo();
        QCOMPARE(m_fixture->document.scenario(), second);
    }

    void fourCanBePinnedAndEachChosen()
    {
        for (int i = 0; i < Baselines::most; ++i) {
            view().pin();
            edit(1 << i);
        }
        QCOMPARE(baselines().all().size(), std::size_t{4});
        QVERIFY(baselines().isFull());
        view().pin();
        QCOMPARE(baselines().all().size(), std::size_t{4});
        auto* choice = m_fixture->window->findChild<QComboBox*>(QStringLiteral("baselineChoice"));
        QCOMPARE(choice->count(), 4);
        choice->setFocus();
        QTest::keyClick(choice, Qt::Key_Home);
        QCOMPARE(baselines().current(), 0);
        command("compare.remove")->trigger();
        QCOMPARE(baselines().all().size(), std::size_t{3});
        QCOMPARE(baselines().current(), 0);
        for (int i = 0; i < 3; ++i)
            command("compare.remove")->trigger();
        QCOMPARE(baselines().current(), -1);
        QVERIFY(baselines().evaluation() == nullptr);
    }

    void directionsAndStrengths()
    {
        QCOMPARE(moreIsBetter("/training/mfu"), std::optional{true});
        QCOMPARE(moreIsBetter("/training/step_seconds"), std::optional{false});
        QCOMPARE(moreIsBetter("/pipeline/bubble_fraction"), std::optional{false});
        QCOMPARE(moreIsBetter("/pipeline/microbatches"), std::optional<bool>{});
        QCOMPARE(changeStrength(1.0, 2.0, true), 1.0);
        QCOMPARE(changeStrength(2.0, 1.0, true), -1.0);
        QCOMPARE(changeStrength(1.0, 4.0, false), -1.0);
        QCOMPARE(changeStrength(1.0, 1.0, false), 0.0);
        QVERIFY(changeStrength(1.0, 1.1, true) > 0.0 && changeStrength(1.0, 1.1, true) < 0.2);
    }

private:
    CompareView& view() { return *static_cast<CompareView*>(m_fixture->window->panes().view(QStringLiteral("compare"))); }
    Baselines& baselines() { return m_fixture->workspace.baselines; }
    QAction* command(const char* id) { return m_fixture->workspace.commands.action(QLatin1String(id)); }
    void edit(int microBatch = 2)
    {
        Scenario scenario = m_fixture->document.scenario();
        auto& training = std::get<TrainingWorkload>(scenario.workload.kind);
        training.microBatch = microBatch;
        training.recompute.kind = RecomputeKind::Full;
        m_fixture->document.edit(QStringLiteral("test"), scenario);
        QTRY_VERIFY(m_fixture->settled());
    }

    std::shared_ptr<const PresetLibrary> m_library;
    std::unique_ptr<WindowFixture> m_fixture;
};

QTEST_MAIN(TestCompareView)
#include "tst_compare_view.moc"
