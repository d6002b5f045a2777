// SPDX-License-Identifier: GPL-3.0-or-later
// Comparing and balancing from the keyboard, and that neither holds up the window while it computes.
#include "shell/model_clock.h"
#include "views/timeline/comparison_pane.h"
#include "views/timeline/stage_balancer.h"
#include "views/timeline/timeline_canvas.h"
#include "views/timeline/timeline_view.h"
#include "window_fixture.h"

#include <QAction>
#include <QElapsedTimer>
#include <QTimer>

#include <ctime>

using namespace shardscape;

namespace {

double threadSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// The longest time the window's thread computed between two turns of its event loop; of processor time, so that other programs do not count.
class BusyMeter {
public:
    BusyMeter()
    {
        QObject::connect(&m_timer, &QTimer::timeout, [this] {
            const double now = threadSeconds();
            m_longest = std::max(m_longest, now - m_last);
            m_last = now;
        });
        m_last = threadSeconds();
        m_timer.start(0);
    }
    [[nodiscard]] double longest() const { return m_longest; }

private:
    QTimer m_timer;
    double m_last = 0;
    double m_longest = 0;
};

} // namespace

class TimelineCommandsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_library = testLibrary(); }
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
        m_fixture = std::make_unique<WindowFixture>(m_library);
        QVERIFY(QTest::qWaitForWindowActive(m_fixture->window.get()));
        QTRY_VERIFY(m_fixture->settled());
    }
    void cleanup() { m_fixture.reset(); }

    void compareByKeys()
    {
        press(Qt::Key_C);
        QVERIFY(view().showsComparison());
        QVERIFY(action("timeline.compare")->isChecked());
        QTRY_VERIFY(view().comparison().canvas().comparison() != nullptr);
        QVERIFY(view().comparison().isVisible() && !view().canvas().isVisible());
        press(Qt::Key_C);
        QVERIFY(!view().showsComparison());
        QVERIFY(view().canvas().isVisible());
        QVERIFY(!m_fixture->document.isModified()); // a way of looking, not a change
    }

    /// The clock has the same keys above the comparison as above the timeline.
    void theComparisonPlaysByKeys()
    {
        press(Qt::Key_C);
        ComparisonCanvas& canvas = view().comparison().canvas();
        QTRY_VERIFY(canvas.comparison() != nullptr);
        canvas.setFocus();
        ModelClock& clock = m_fixture->workspace.clock;
        QTest::keyClick(&canvas, Qt::Key_Right);
        QVERIFY(clock.position() > 0.0);
        QTest::keyClick(&canvas, Qt::Key_Home);
        QCOMPARE(clock.position(), 0.0);
        QTest::keyClick(&canvas, Qt::Key_Space);
        QVERIFY(clock.isPlaying());
        QTest::keyClick(&canvas, Qt::Key_Space);
        QVERIFY(!clock.isPlaying());
        QTest::mouseClick(&canvas, Qt::LeftButton, {}, QPoint(canvas.width() / 2, 4));
        QVERIFY(clock.position() > 0.2 * clock.duration());
    }

    void theComparisonFollowsAnEdit()
    {
        press(Qt::Key_C);
        QTRY_VERIFY(view().comparison().canvas().comparison() != nullptr);
        const auto* before = view().comparison().canvas().comparison();
        const double span = before->front().summary.makespan;
        Scenario more = scenarioOf64Gpus();
        std::get<TrainingWorkload>(more.workload.kind).globalBatch = 128;
        m_fixture->document.edit(QStringLiteral("more"), more);
        QTRY_VERIFY(m_fixture->settled() && view().comparison().canvas().comparison()->front().summary.makespan > 1.5 * span);
    }

    void balanceByKeys()
    {
        Scenario uneven = scenarioOf64Gpus(); // 32 layers over 4 stages, and a head of 128,256 rows on the last
        uneven.model.preset = "llama-3.1-8b";
        uneven.parallelism.tp = 2;
        uneven.parallelism.pp = 4;
        uneven.parallelism.dp = 8;
        m_fixture->document.edit(QStringLiteral("uneven"), uneven);
        QTRY_VERIFY(m_fixture->settled());
        press(Qt::Key_B);
        QVERIFY(view().balancer().isBusy());
        QTRY_VERIFY(!view().balancer().isBusy());
        QVERIFY2(view().words().startsWith(QStringLiteral("Balanced stages")), qPrintable(view().words()));
        QVERIFY(m_fixture->document.scenario().parallelism.stageLayers.has_value());
        QTest::keyClick(m_fixture->window.get(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(m_fixture->document.scenario(), uneven);
    }

    void balanceOfOneStageSaysWhyNot()
    {
        Scenario one = scenarioOf64Gpus();
        one.parallelism.pp = 1;
        one.parallelism.dp = 8;
        m_fixture->document.edit(QStringLiteral("one"), one);
        QTRY_VERIFY(m_fixture->settled());
        press(Qt::Key_B);
        QTRY_VERIFY(!view().balancer().isBusy());
        QVERIFY2(view().words().startsWith(QStringLiteral("The stages were not balanced")), qPrintable(view().words()));
        QCOMPARE(m_fixture->document.scenario(), one);
    }

    /// 64 stages and 1,024 micro-batches: a million tasks over all schedules.
    void aLargeComparisonLeavesTheWindowFree()
    {
        Scenario large = scenarioOf64Gpus();
        large.model.preset = "gpt3-175b";
        large.cluster.preset = "dgx-h100";
        large.parallelism.tp = 1;
        large.parallelism.pp = 64;
        large.workload.kind = TrainingWorkload{.sequenceTokens = 2048, .microBatch = 1, .globalBatch = 1024};
        m_fixture->document.edit(QStringLiteral("large"), large);
        QTRY_VERIFY_WITH_TIMEOUT(m_fixture->settled(), 60'000);
        QVERIFY(m_fixture->document.evaluation() && m_fixture->document.evaluation()->timeline);
        QTest::qWait(50); // the timeline itself is painted
        const BusyMeter meter;
        QElapsedTimer time;
        time.start();
        press(Qt::Key_C);
        QTRY_VERIFY_WITH_TIMEOUT(view().comparison().canvas().comparison() != nullptr, 120'000);
        const qint64 computed = time.elapsed();
        QTest::qWait(100);
        qInfo("compared in %lld ms, the window was busy for %.0f ms at most", static_cast<long long>(computed), 1000.0 * meter.longest());
        QVERIFY(meter.longest() < 1.0); // unoptimized; the optimized build takes a frame
    }

private:
    TimelineView& view() { return *static_cast<TimelineView*>(m_fixture->window->panes().view(QStringLiteral("timeline"))); }
    QAction* action(const char* id) { return m_fixture->workspace.commands.action(QString::fromLatin1(id)); }
    void press(Qt::Key letter) { QTest::keyClick(m_fixture->window.get(), letter, Qt::ControlModifier | Qt::AltModifier); }

    std::shared_ptr<const PresetLibrary> m_library;
    std::unique_ptr<WindowFixture> m_fixture;
};

QTEST_MAIN(TimelineCommandsTest)
#include "tst_timeline_commands.moc"
