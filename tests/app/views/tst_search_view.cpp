// SPDX-License-Identifier: GPL-3.0-or-later
// The search view with a real document: small spaces are searched at once, large ones wait; points, keys, table, limits, export, apply.
#include "app/open_document.h"
#include "document/document.h"
#include "search/plan_inputs.h"
#include "shell/focus_hub.h"
#include "views/common/picture_frame.h"
#include "views/common/table_twin.h"
#include "views/search/front_canvas.h"
#include "views/search/search_view.h"
#include "views/search/search_words.h"
#include "views/search/space_form.h"

#include <QComboBox>
#include <QElapsedTimer>
#include <QFile>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>

using namespace shardscape;

class TestSearchView : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<OpenDocument> m_open;
    std::unique_ptr<SearchView> m_view;

    void type(const char* name, const QString& text)
    {
        auto* edit = m_view->findChild<QLineEdit*>(QLatin1String(name));
        QVERIFY2(edit != nullptr, name);
        edit->clear();
        QTest::keyClicks(edit, text);
    }
    /// Few enough candidates to be searched without being asked.
    void makeSmall()
    {
        type("values.cp", QStringLiteral("1"));
        type("values.schedule", QStringLiteral("1f1b"));
        type("values.micro_batch", QStringLiteral("1,2"));
        type("values.offload", QStringLiteral("false"));
        type("values.axis_order", QStringLiteral("tp-cp-ep-dp-pp"));
    }
    bool found() { return QTest::qWaitFor([this] { return m_view->isSettled(); }, 20000); }
    const FrontPicture& picture() { return m_view->canvas().picture(); }
    QPoint center(std::size_t index) { return m_view->canvas().plotNow().at(picture().point(index).objective).toPoint(); }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
        m_open = std::make_unique<OpenDocument>();
        QVERIFY(m_open->settle());
        m_view = std::make_unique<SearchView>(m_open->workspace.context);
        m_view->resize(900, 520);
        m_view->show();
    }
    void cleanup()
    {
        m_view.reset();
        m_open.reset();
    }

    void aLargeSpaceIsCountedAndWaits()
    {
        QVERIFY(QTest::qWaitFor([this] { return m_view->candidates().has_value(); }, 5000));
        QVERIFY(*m_view->candidates() > SearchView::liveCandidates);
        QVERIFY(!m_view->isRunning());
        QCOMPARE(picture().size(), std::size_t{0});
        QVERIFY2(m_view->stateText().contains(QLocale().toString(static_cast<qulonglong>(*m_view->candidates()))), qPrintable(m_view->stateText()));
    }

    void stopKeepsWhatWasFound()
    {
        auto* start = m_view->findChild<QToolButton*>(QStringLiteral("startSearch"));
        QVERIFY(QTest::qWaitFor([&] { return start->isEnabled(); }, 5000));
        QTest::mouseClick(start, Qt::LeftButton);
        QVERIFY(m_view->isRunning());
        QVERIFY(QTest::qWaitFor([this] { return picture().size() > 0 || !m_view->isRunning(); }, 10000)); // points appear while it runs
        if (!m_view->isRunning())
            QSKIP("the machine was done before it could be stopped");
        QElapsedTimer clock;
        clock.start();
        QTest::mouseClick(start, Qt::LeftButton);
        QVERIFY(QTest::qWaitFor([this] { return !m_view->isRunning(); }, 5000));
        QVERIFY2(clock.elapsed() < 400, qPrintable(QString::number(clock.elapsed()))); // 100 ms, and as much again for a busy test machine
        QVERIFY(picture().size() > 0);
        QVERIFY2(m_view->stateText().startsWith(QStringLiteral("Stopped")), qPrintable(m_view->stateText()));
    }

    void aSmallSpaceIsSearchedAtOnceAndTheNewestWins()
    {
        makeSmall();
        QVERIFY(found());
        QVERIFY(picture().front.size() > 2);
        QVERIFY(picture().own.has_value());
        const SearchSetup setup = m_view->form().setup();
        const auto inputs = std::make_shared<const Inputs>(*m_open->document.library().resolve(m_open->document.scenario()));
        const auto prepared = prepareSearch(setup, m_open->document.scenario(), inputs);
        QVERIFY(prepared.has_value());
        const auto expected = search(prepared->candidates, inputs, prepared->request);
        QCOMPARE(picture().front.size(), expected->front.size()); // the window says what the command line says
        for (std::size_t i = 0; i < expected->front.size(); ++i)
            QCOMPARE(picture().front[i].objective, expected->front[i].objective);
        type("values.tp", QStringLiteral("<=4"));
        QVERIFY(found());
        QVERIFY(!m_view->words().isEmpty());
        for (const SearchPoint& point : picture().front)
            QVERIFY(point.figures.fits);
    }

    void everyPlanIsWhereItIsFoundAndHasAName()
    {
        makeSmall();
        QVERIFY(found());
        for (std::size_t i = 0; i < picture().front.size(); ++i) {
            QVERIFY(m_view->canvas().plotNow().panel().adjusted(-1, -1, 1, 1).contains(center(i)));
            const auto at = m_view->canvas().plotNow().pointAt(center(i));
            QVERIFY(at.has_value());
            QVERIFY(m_view->canvas().itemRect(static_cast<int>(*at)).adjusted(-9, -9, 9, 9).contains(center(i)));
            QVERIFY(m_view->canvas().itemValue(static_cast<int>(i)).contains(QStringLiteral("= 16")));
        }
    }

    void hoverPreviewsAndApplyIsOneStep()
    {
        makeSmall();
        QVERIFY(found());
        const Scenario before = m_open->document.scenario();
        QTest::mouseMove(&m_view->canvas(), center(0));
        QVERIFY(QTest::qWaitFor([this] { return m_open->workspace.focus.preview() != nullptr; }, 5000));
        QCOMPARE(m_open->document.scenario(), before); // a look changes nothing
        const Scenario seen = m_open->workspace.focus.preview()->scenario;
        QVERIFY(m_view->words().contains(QStringLiteral("Against the present plan")));
        QTest::mouseDClick(&m_view->canvas(), Qt::LeftButton, {}, center(0));
        QCOMPARE(m_open->document.scenario().parallelism, seen.parallelism);
        QCOMPARE(m_open->document.scenario().workload, seen.workload);
        QVERIFY(m_open->workspace.focus.preview() == nullptr);
        QCOMPARE(m_open->document.undoStack().count(), 1);
        QVERIFY(QTest::qWaitFor([this] { return m_view->words().contains(QStringLiteral("on the front")); }, 5000) || m_view->canvas().point());
        m_open->document.undoStack().undo();
        QCOMPARE(m_open->document.scenario(), before);
    }

    void keysDoTheSame()
    {
        makeSmall();
        QVERIFY(found());
        FrontCanvas& canvas = m_view->canvas();
        canvas.setFocus();
        QTest::keyClick(&canvas, Qt::Key_Right);
        QCOMPARE(canvas.currentItem(), 0);
        QTest::keyClick(&canvas, Qt::Key_Right);
        QCOMPARE(canvas.currentItem(), 1);
        QVERIFY(!canvas.accessibleDescription().isEmpty());
        QTest::keyClick(&canvas, Qt::Key_Return);
        QCOMPARE(m_open->document.undoStack().count(), 1);
        QTest::keyClick(&canvas, Qt::Key_Escape);
        QCOMPARE(canvas.currentItem(), -1);
    }

    void theTableHasEveryPlanAndAFilter()
    {
        makeSmall();
        QVERIFY(found());
        m_view->frame().setShowsTable(true);
        const TableTwin& table = m_view->frame().table();
        QCOMPARE(table.table().rows.size(), picture().size());
        for (const QStringList& row : table.table().rows)
            QVERIFY2(row[1].contains(QStringLiteral("= 16")), qPrintable(row[1]));
        const QString first = table.table().rows.front()[1].section(QLatin1Char('='), 0, 0).trimmed();
        type("planFilter", first + QStringLiteral(", ZeRO"));
        QVERIFY(m_view->findChild<QLineEdit*>(QStringLiteral("planFilter"))->isVisible());
        const FrontTable filtered = frontTable(picture(), *prepared(), first + QStringLiteral(", ZeRO"));
        QVERIFY(!filtered.data.rows.empty());
        QVERIFY(filtered.data.rows.size() < picture().size());
        for (const QStringList& row : filtered.data.rows)
            QVERIFY(row[1].startsWith(first));
        QCOMPARE(table.table().rows, filtered.data.rows);
        Q_EMIT m_view->frame().table().rowActivated(0);
        QCOMPARE(m_open->document.undoStack().count(), 1);
    }

    void limitsAreHardOrSoft()
    {
        makeSmall();
        type("limit.memory-headroom", QStringLiteral("2"));
        QVERIFY(found());
        QVERIFY(!picture().front.empty());
        for (const SearchPoint& point : picture().front)
            QVERIFY(picture().accelerator.memory - point.figures.peak >= Bytes::fromGiB(2));
        QVERIFY(m_view->form().words().contains(QStringLiteral("2")));
        const auto* reasons = m_view->findChild<QTreeWidget*>();
        QVERIFY(reasons->topLevelItemCount() > 0);
        type("values.tp", QStringLiteral("three"));
        QVERIFY(QTest::qWaitFor([this] { return m_view->stateText().contains(QStringLiteral("three")); }, 5000));
        QVERIFY(!m_view->candidates().has_value());
    }

    void limitsAreReadInTheUnitOfTheirRow()
    {
        QCOMPARE(limitText(PlanQuantity::Tpot, QStringLiteral("50")), std::string("tpot<=0.05"));
        QCOMPARE(limitText(PlanQuantity::MemoryHeadroom, QStringLiteral("2")), std::string("memory-headroom>=2147483648"));
        QCOMPARE(limitText(PlanQuantity::TokensPerGpu, QStringLiteral("<= 7")), std::string("tokens-per-gpu<=7"));
        QCOMPARE(limitText(PlanQuantity::Tpot, QStringLiteral("≥ 3")), std::string("tpot>=0.003"));
        QCOMPARE(limitText(PlanQuantity::Tpot, QStringLiteral("soon")), std::string());
    }

    void plansAreWritten()
    {
        makeSmall();
        QVERIFY(found());
        const QTemporaryDir folder;
        for (const char* name : {"plans.csv", "plans.json"}) {
            QVERIFY(m_view->exportTo(folder.filePath(QLatin1String(name))));
            QFile file(folder.filePath(QLatin1String(name)));
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY(file.readAll().contains("step_time_seconds"));
        }
        QVERIFY(!m_view->exportTo(folder.filePath(QStringLiteral("plans.txt"))));
    }

    void inferenceHasItsOwnQuantities()
    {
        Scenario scenario = m_open->document.scenario();
        scenario.parallelism.pp = 1;
        scenario.parallelism.dp = 4;
        scenario.parallelism.schedule = ScheduleKind::ForwardOnly;
        scenario.workload.kind = InferenceWorkload{.promptTokens = 2048, .outputTokens = 256, .concurrency = 16};
        m_open->document.startNew(scenario);
        QVERIFY(found()); // small enough at once
        QCOMPARE(picture().objectives[0], PlanQuantity::TokensPerGpu);
        QVERIFY(m_view->findChild<QLineEdit*>(QStringLiteral("limit.tpot")) != nullptr);
        QVERIFY(m_view->findChild<QLineEdit*>(QStringLiteral("values.micro_batch")) == nullptr);
        auto* second = m_view->findChild<QComboBox*>(QStringLiteral("objective1"));
        second->setFocus();
        second->setCurrentIndex(second->findData(static_cast<int>(PlanQuantity::Ttft)));
        Q_EMIT second->activated(second->currentIndex());
        QVERIFY(QTest::qWaitFor([this] { return !m_view->isRunning() && picture().objectives[1] == PlanQuantity::Ttft && !picture().front.empty(); }, 20000));
    }

private:
    std::optional<CandidateList> prepared()
    {
        const auto inputs = std::make_shared<const Inputs>(*m_open->document.library().resolve(m_open->document.scenario()));
        auto made = prepareSearch(m_view->form().setup(), m_open->document.scenario(), inputs);
        return made ? std::optional{made->candidates} : std::nullopt;
    }
};

QTEST_MAIN(TestSearchView)
#include "tst_search_view.moc"
