// SPDX-License-Identifier: GPL-3.0-or-later
// The sweep pane with real events: it follows edits, its points are those of the core, and every chart has words, a table and files.
#include "app/shell/window_fixture.h"

#include "document/baselines.h"
#include "sweep/sweep_export.h"
#include "views/common/picture_frame.h"
#include "views/common/table_twin.h"
#include "views/sweep/plot_axis.h"
#include "views/sweep/sweep_view.h"
#include "views/sweep/sweep_words.h"

#include <QFile>
#include <QImage>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace shardscape;

class TestSweepView : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_library = testLibrary(); }
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
        m_fixture = std::make_unique<WindowFixture>(m_library);
        QVERIFY(QTest::qWaitForWindowActive(m_fixture->window.get()));
        QTRY_VERIFY(m_fixture->settled());
        m_fixture->window->panes().raise(QStringLiteral("sweep"));
    }
    void cleanup() { m_fixture.reset(); }

    void aCurveIsThatOfTheCore()
    {
        view().setInput(QStringLiteral("/workload/sequence_tokens"));
        view().setValues(QStringLiteral("1024,2048,4096"));
        QVERIFY(answered());
        const SweepBase base = baseNow();
        const auto sweep = runSweep({base, *readValues(base, {SweepInputKind::Scenario, "/workload/sequence_tokens"}, "1024,2048,4096")});
        QCOMPARE(QString::fromStdString(view().answerNow().json), QString::fromStdString(sweepToJson(*sweep)));
        QCOMPARE(view().answerNow().chart->count(), 3);
        view().frame().setShowsTable(true);
        QCOMPARE(view().frame().table().table().rows.size(), std::size_t{3});
    }

    void itFollowsEdits()
    {
        QVERIFY(answered());
        const std::string before = view().answerNow().json;
        Scenario scenario = m_fixture->document.scenario();
        std::get<TrainingWorkload>(scenario.workload.kind).globalBatch = 128;
        m_fixture->document.edit(QStringLiteral("test"), scenario);
        QTRY_VERIFY_WITH_TIMEOUT(!view().isBusy() && view().answerNow().json != before && !view().answerNow().json.empty(), 20'000);
    }

    void keysWalkThePointsAndEnterTakesOne()
    {
        view().setInput(QStringLiteral("/workload/micro_batch"));
        view().setValues(QStringLiteral("1,2,4"));
        QVERIFY(answered());
        view().canvas().setFocus();
        QTest::keyClick(&view().canvas(), Qt::Key_Home);
        QTest::keyClick(&view().canvas(), Qt::Key_Right);
        QCOMPARE(view().canvas().item(), std::optional{1});
        QVERIFY(view().canvas().accessibleDescription().contains(QStringLiteral("Micro-batch 2")));
        const int steps = m_fixture->document.undoStack().count();
        QTest::keyClick(&view().canvas(), Qt::Key_Return);
        QCOMPARE(m_fixture->document.scenario().workload.training()->microBatch, 2);
        QCOMPARE(m_fixture->document.undoStack().count(), steps + 1);
    }

    void thePointerFindsEveryItem()
    {
        for (const SweepMode mode : {SweepMode::Curve, SweepMode::Tornado, SweepMode::Grid}) {
            view().setMode(mode);
            view().setInput(QStringLiteral("/parallelism/tp"));
            QVERIFY(answered());
            SweepCanvas& canvas = view().canvas();
            QVERIFY(canvas.itemCount() > 1);
            for (int item = 0; item < canvas.itemCount(); ++item) {
                QTest::mouseMove(&canvas, canvas.itemRect(item).center());
                QCOMPARE(canvas.itemAt(canvas.itemRect(item).center()), item);
                QVERIFY(!canvas.itemName(item).isEmpty());
                QCOMPARE(canvas.item(), std::optional{item});
            }
        }
    }

    void theTornadoLeadsToACurve()
    {
        view().setMode(SweepMode::Tornado);
        QVERIFY(answered());
        const std::string path = view().answerNow().chart->changesOf(0).front().input.path;
        SweepCanvas& canvas = view().canvas();
        QTest::mouseDClick(&canvas, Qt::LeftButton, {}, canvas.itemRect(0).center());
        QTRY_VERIFY_WITH_TIMEOUT(!view().isBusy() && view().answerNow().json.find("shardscape-sweep") != std::string::npos, 20'000);
        QVERIFY(view().answerNow().json.find(path) != std::string::npos);
    }

    void aBreakEvenNeedsABaseline()
    {
        view().setMode(SweepMode::BreakEven);
        view().setInput(QStringLiteral("nic.bytes_per_second"));
        QTRY_VERIFY_WITH_TIMEOUT(!view().isBusy() && view().canvas().text().contains(QStringLiteral("baseline")), 20'000);
        m_fixture->workspace.baselines.pin(m_fixture->document.evaluation());
        QVERIFY(answered());
        QVERIFY(view().answerNow().chart->title().contains(QStringLiteral("equal")));
    }

    void badValuesAreSaid()
    {
        view().setInput(QStringLiteral("/workload/micro_batch"));
        view().setValues(QStringLiteral("8..1"));
        QTRY_VERIFY_WITH_TIMEOUT(!view().isBusy() && view().canvas().chart() == nullptr, 20'000);
        QVERIFY(view().canvas().text().contains(QStringLiteral("empty")));
    }

    void everythingCanBeSaved()
    {
        QVERIFY(answered());
        const QTemporaryDir folder;
        for (const char* ending : {"png", "svg", "csv", "json"}) {
            const QString path = folder.filePath(QStringLiteral("sweep.") + QLatin1String(ending));
            QVERIFY(view().exportTo(path));
            QVERIFY(QFile(path).size() > 50);
        }
        QVERIFY(!QImage(folder.filePath(QStringLiteral("sweep.png"))).isNull());
        QVERIFY(!view().exportTo(folder.filePath(QStringLiteral("sweep.doc"))));
        QVERIFY(!view().exportTo(folder.filePath(QStringLiteral("missing/sweep.csv"))));
    }

    void axesCoverTheirNumbers()
    {
        const PlotAxis wide{std::vector<SweepValue>{{"1", 1.0}, {"10", 10.0}, {"100", 100.0}}};
        QVERIFY(std::abs(wide.shareOf(1) - 0.5) < 1e-12);
        const PlotAxis narrow{std::vector<SweepValue>{{"1", 1.0}, {"2", 2.0}, {"3", 3.0}}};
        QCOMPARE(narrow.shareOf(1), 0.5);
        const PlotAxis names{std::vector<SweepValue>{{"\"a\"", std::nullopt}, {"\"b\"", std::nullopt}}};
        QCOMPARE(names.shareOf(0), 0.25);
        for (const auto& figures : {std::vector{0.3, 7.2}, std::vector{-5.0, 3.0}, std::vector{0.0}, std::vector<double>{}, std::vector{1e12, 2e12}}) {
            const PlotAxis axis{figures};
            QVERIFY(axis.ticks().size() >= 2 && axis.ticks().size() < 12);
            for (const double figure : figures)
                QVERIFY(axis.share(figure) >= -1e-9 && axis.share(figure) <= 1.0 + 1e-9);
        }
    }

private:
    SweepView& view() { return *static_cast<SweepView*>(m_fixture->window->panes().view(QStringLiteral("sweep"))); }
    [[nodiscard]] bool answered()
    {
        return QTest::qWaitFor([this] { return !view().isBusy() && view().canvas().chart() != nullptr && view().answerNow().isComplete; }, 30'000);
    }
    SweepBase baseNow()
    {
        const auto evaluation = m_fixture->document.evaluation();
        return {evaluation->scenario, evaluation->inputs, [this](const Scenario& s) { return m_library->resolve(s); }};
    }

    std::shared_ptr<const PresetLibrary> m_library;
    std::unique_ptr<WindowFixture> m_fixture;
};

QTEST_MAIN(TestSweepView)
#include "tst_sweep_view.moc"
