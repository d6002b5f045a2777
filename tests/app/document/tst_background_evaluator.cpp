// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/background_evaluator.h"

#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <atomic>
#include <new>

using namespace shardscape;

namespace {

Scenario titled(int number)
{
    Scenario scenario;
    scenario.title = std::to_string(number);
    return scenario;
}

/// An evaluation that only remembers its scenario.
Evaluation echo(const Scenario& scenario)
{
    Evaluation evaluation;
    evaluation.scenario = scenario;
    return evaluation;
}

} // namespace

class BackgroundEvaluatorTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void newestWins()
    {
        QSemaphore gate;
        std::atomic<int> runs = 0;
        BackgroundEvaluator evaluator([&](const Scenario& scenario) -> Result<Evaluation> {
            gate.acquire();
            ++runs;
            return echo(scenario);
        });
        std::vector<std::pair<std::string, bool>> arrived;
        connect(&evaluator, &BackgroundEvaluator::finished, this,
                [&](const EvaluationOutcome& outcome, bool newest) { arrived.emplace_back((*outcome)->scenario.title, newest); });
        for (int i = 0; i < 1000; ++i)
            evaluator.request(titled(i));
        gate.release(1000);
        QTRY_COMPARE(arrived.size(), std::size_t{2}); // the first was under way, the last replaced all that waited
        QCOMPARE(arrived[0], (std::pair<std::string, bool>("0", false)));
        QCOMPARE(arrived[1], (std::pair<std::string, bool>("999", true)));
        QCOMPARE(runs.load(), 2);
    }

    void leavesTheGuiThread()
    {
        QThread* worker = nullptr;
        BackgroundEvaluator evaluator([&](const Scenario& scenario) -> Result<Evaluation> {
            worker = QThread::currentThread();
            return echo(scenario);
        });
        QThread* arrival = nullptr;
        connect(&evaluator, &BackgroundEvaluator::finished, this, [&] { arrival = QThread::currentThread(); });
        evaluator.request({});
        QTRY_VERIFY(arrival != nullptr);
        QCOMPARE(arrival, thread());
        QVERIFY(worker != thread());
    }

    void problemsArriveAsValues()
    {
        BackgroundEvaluator evaluator([](const Scenario&) -> Result<Evaluation> {
            return failure({.code = "x", .path = "/parallelism/tp", .message = "m", .hint = "h"});
        });
        Problems problems;
        connect(&evaluator, &BackgroundEvaluator::finished, this, [&](const EvaluationOutcome& outcome) { problems = outcome.error(); });
        evaluator.request({});
        QTRY_COMPARE(problems.size(), std::size_t{1});
        QCOMPARE(problems.front().path, std::string("/parallelism/tp"));
    }

    void exceptionBecomesAProblem()
    {
        BackgroundEvaluator evaluator([](const Scenario&) -> Result<Evaluation> { throw std::bad_alloc(); });
        Problems problems;
        connect(&evaluator, &BackgroundEvaluator::finished, this, [&](const EvaluationOutcome& outcome) { problems = outcome.error(); });
        evaluator.request({});
        QTRY_COMPARE(problems.size(), std::size_t{1});
        QCOMPARE(problems.front().code, std::string("internal"));
    }

    void diesWhileBusy()
    {
        std::atomic<int> runs = 0;
        {
            BackgroundEvaluator evaluator([&](const Scenario& scenario) -> Result<Evaluation> {
                QThread::msleep(20);
                ++runs;
                return echo(scenario);
            });
            connect(&evaluator, &BackgroundEvaluator::finished, this, [] { QFAIL("a dead evaluator reported"); });
            evaluator.request(titled(1));
            evaluator.request(titled(2));
        }
        QCOMPARE(runs.load(), 1);
        QTest::qWait(10);
    }
};

QTEST_GUILESS_MAIN(BackgroundEvaluatorTest)
#include "tst_background_evaluator.moc"
