// SPDX-License-Identifier: GPL-3.0-or-later
// Micro-batches of uneven length: factors of the task times.
#include "plan/virtual_stage.h"
#include "schedule/schedule.h"
#include "schedule/task_graph.h"

#include <QTest>

#include <algorithm>
#include <limits>
#include <numeric>

using namespace shardscape;

namespace {

constexpr int stages = 4;
constexpr int microbatches = 12;

std::vector<double> mixedLengths()
{
    std::vector<double> factors;
    for (int i = 0; i < microbatches; ++i)
        factors.push_back(0.5 + 0.37 * ((i * 7) % 5));
    return factors;
}

ScheduleRequest requestFor(ScheduleKind kind, std::vector<double> factors, bool blocking = false, double p2p = 0.1)
{
    const int chunks = defaultChunks(kind);
    ScheduleRequest request{kind, stages, microbatches, chunks, uniformTimes(stages, chunks, 1.0, 1.2, 0.8, std::nullopt, p2p)};
    request.times.p2pBlocksSender = blocking;
    request.times.microbatchFactor = std::move(factors);
    return request;
}

Timeline retimed(const ScheduleRequest& request)
{
    const Result<TaskGraph> graph = orderSchedule(request);
    Timeline timeline;
    if (!graph || !timeSchedule(*graph, request.times, timeline))
        qFatal("the schedule cannot be timed");
    return timeline;
}

double makespan(const Timeline& timeline) { return *std::max_element(timeline.end.begin(), timeline.end.end()); }

void everySchedule()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("blocking");
    for (const auto& [kind, name] : EnumNames<ScheduleKind>::table)
        for (const bool blocking : {false, true})
            QTest::addRow("%s%s", name.data(), blocking ? ", blocking sends" : "") << static_cast<int>(kind) << blocking;
}

} // namespace

class ScheduleUneven : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void bothWaysOfTimingAgree_data() { everySchedule(); }
    void bothWaysOfTimingAgree()
    {
        QFETCH(int, kind);
        QFETCH(bool, blocking);
        const ScheduleRequest request = requestFor(static_cast<ScheduleKind>(kind), mixedLengths(), blocking);
        const Result<Timeline> direct = simulateSchedule(request);
        QVERIFY(direct.has_value());
        const Timeline again = retimed(request);
        QCOMPARE(again.start, direct->start);
        QCOMPARE(again.end, direct->end);
        QCOMPARE(again.waitedFor, direct->waitedFor);
    }

    void factorsOfOneChangeNothing_data() { everySchedule(); }
    void factorsOfOneChangeNothing()
    {
        QFETCH(int, kind);
        QFETCH(bool, blocking);
        const auto plain = simulateSchedule(requestFor(static_cast<ScheduleKind>(kind), {}, blocking));
        const auto ones = simulateSchedule(requestFor(static_cast<ScheduleKind>(kind), std::vector<double>(microbatches, 1.0), blocking));
        QCOMPARE(ones->start, plain->start);
        QCOMPARE(ones->end, plain->end);
    }

    void everyTaskTakesItsShare_data() { everySchedule(); }
    void everyTaskTakesItsShare()
    {
        QFETCH(int, kind);
        QFETCH(bool, blocking);
        const std::vector<double> factors = mixedLengths();
        const auto plain = simulateSchedule(requestFor(static_cast<ScheduleKind>(kind), {}, blocking));
        const auto uneven = simulateSchedule(requestFor(static_cast<ScheduleKind>(kind), factors, blocking));
        QCOMPARE(uneven->size(), plain->size());
        for (int stage = 0; stage < stages; ++stage)
            for (std::size_t i = uneven->laneBegin[static_cast<std::size_t>(stage)];
                 i < uneven->laneBegin[static_cast<std::size_t>(stage) + 1]; ++i) {
                const bool send = uneven->kind[i] == TaskKind::Communication;
                const double factor = send ? 1.0 : factors[static_cast<std::size_t>(uneven->microbatch[i])];
                const double expected = (plain->end[i] - plain->start[i]) * factor; // the order is the same
                QVERIFY(std::abs(uneven->end[i] - uneven->start[i] - expected) < 1e-9);
                if (i > uneven->laneBegin[static_cast<std::size_t>(stage)])
                    QVERIFY(uneven->start[i] >= uneven->end[i - 1]);
            }
    }

    void twiceAsLongTakesTwiceTheTime_data() { everySchedule(); }
    void twiceAsLongTakesTwiceTheTime()
    {
        QFETCH(int, kind);
        const auto plain = simulateSchedule(requestFor(static_cast<ScheduleKind>(kind), {}, false, 0.0));
        const auto twice =
            simulateSchedule(requestFor(static_cast<ScheduleKind>(kind), std::vector<double>(microbatches, 2.0), false, 0.0));
        QCOMPARE(makespan(*twice), 2.0 * makespan(*plain));
    }

    /// Equal stages in a row are a flow shop: n jobs of lengths f_i leave the last of p machines at sum f_i + (p - 1) max f_i (Pinedo,
    /// Scheduling, sec. 6.1, proportionate flow shop). GPipe runs one such shop forwards and one backwards.
    void gpipeIsAProportionateFlowShop()
    {
        const std::vector<double> factors = mixedLengths();
        const double sum = std::accumulate(factors.begin(), factors.end(), 0.0);
        const double longest = *std::max_element(factors.begin(), factors.end());
        const auto timeline = simulateSchedule(requestFor(ScheduleKind::GPipe, factors, false, 0.0));
        QVERIFY(std::abs(makespan(*timeline) - 3.0 * (sum + (stages - 1) * longest)) < 1e-9);
    }

    void aLongerMicrobatchNeverShortensTheStep()
    {
        for (const ScheduleKind kind : {ScheduleKind::GPipe, ScheduleKind::OneFOneB, ScheduleKind::ZbH1, ScheduleKind::ForwardOnly}) {
            std::vector<double> factors(microbatches, 1.0);
            double before = makespan(*simulateSchedule(requestFor(kind, factors)));
            for (std::size_t i = 0; i < factors.size(); ++i) {
                factors[i] = 1.7;
                const double now = makespan(*simulateSchedule(requestFor(kind, factors)));
                QVERIFY(now >= before - 1e-12);
                before = now;
            }
        }
    }

    void badFactorsAreProblems_data()
    {
        QTest::addColumn<QList<double>>("factors");
        QTest::addColumn<QString>("code");
        QList<double> full(microbatches, 1.0);
        const auto with = [&](double value) {
            QList<double> factors = full;
            factors[3] = value;
            return factors;
        };
        QTest::newRow("too few") << QList<double>{1.0, 2.0} << QStringLiteral("times-wrong-count");
        QTest::newRow("zero") << with(0.0) << QStringLiteral("time-out-of-range");
        QTest::newRow("negative") << with(-1.0) << QStringLiteral("time-out-of-range");
        QTest::newRow("not a number") << with(std::numeric_limits<double>::quiet_NaN()) << QStringLiteral("time-out-of-range");
        QTest::newRow("infinite") << with(std::numeric_limits<double>::infinity()) << QStringLiteral("time-out-of-range");
        QTest::newRow("overflow") << with(1e308) << QStringLiteral("time-out-of-range");
    }
    void badFactorsAreProblems()
    {
        QFETCH(QList<double>, factors);
        QFETCH(QString, code);
        const ScheduleRequest good = requestFor(ScheduleKind::OneFOneB, {});
        const ScheduleRequest bad = requestFor(ScheduleKind::OneFOneB, {factors.begin(), factors.end()});
        const auto simulated = simulateSchedule(bad);
        QVERIFY(!simulated.has_value());
        QCOMPARE(QString::fromStdString(simulated.error().front().code), code);
        Timeline timeline;
        const auto timed = timeSchedule(*orderSchedule(good), bad.times, timeline);
        QVERIFY(!timed.has_value());
        QCOMPARE(QString::fromStdString(timed.error().front().code), code);
    }
};

QTEST_GUILESS_MAIN(ScheduleUneven)
#include "tst_schedule_uneven.moc"
