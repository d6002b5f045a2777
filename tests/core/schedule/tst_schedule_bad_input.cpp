// SPDX-License-Identifier: GPL-3.0-or-later
// Counts and times that make no schedule: a problem with a hint each, at once, never a hang.
#include "schedule/schedule.h"

#include <QTest>

#include <limits>

using namespace shardscape;

namespace {

ScheduleRequest request(ScheduleKind kind, int stages, int microbatches, int chunks)
{
    return {kind, stages, microbatches, chunks, uniformTimes(stages, chunks, 1.0, 1.0, 1.0, std::nullopt, 0.0)};
}

} // namespace

class ScheduleBadInput : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void counts_data()
    {
        QTest::addColumn<QString>("schedule");
        QTest::addColumn<int>("stages");
        QTest::addColumn<int>("microbatches");
        QTest::addColumn<int>("chunks");
        QTest::addColumn<QString>("code");
        QTest::newRow("no stage") << "1f1b" << 0 << 8 << 1 << "stages-out-of-range";
        QTest::newRow("negative stages") << "1f1b" << -3 << 8 << 1 << "stages-out-of-range";
        QTest::newRow("a million stages") << "gpipe" << 1000000 << 1 << 1 << "stages-out-of-range";
        QTest::newRow("no micro-batch") << "1f1b" << 4 << 0 << 1 << "microbatches-out-of-range";
        QTest::newRow("ten million micro-batches") << "1f1b" << 4 << 10'000'000 << 1 << "too-many-tasks";
        QTest::newRow("product beyond 32 bits") << "interleaved" << 4096 << std::numeric_limits<int>::max() << 64 << "too-many-tasks";
        QTest::newRow("1f1b has no chunks") << "1f1b" << 4 << 8 << 2 << "chunks-do-not-suit-schedule";
        QTest::newRow("a V has two chunks") << "zb-v" << 4 << 8 << 1 << "chunks-do-not-suit-schedule";
        QTest::newRow("a V has no four chunks") << "v-half" << 4 << 8 << 4 << "chunks-do-not-suit-schedule";
        QTest::newRow("no chunk") << "interleaved" << 4 << 8 << 0 << "chunks-do-not-suit-schedule";
        QTest::newRow("DualPipe meets in the middle") << "dualpipe" << 5 << 20 << 1 << "dualpipe-odd-stages";
        QTest::newRow("DualPipe feeds both ends alike") << "dualpipe" << 4 << 9 << 1 << "dualpipe-odd-microbatches";
        QTest::newRow("DualPipe needs two per stage") << "dualpipe" << 4 << 6 << 1 << "dualpipe-too-few-microbatches";
        QTest::newRow("DualPipe-V needs two per stage") << "dualpipe-v" << 4 << 7 << 2 << "dualpipe-too-few-microbatches";
    }
    void counts()
    {
        QFETCH(QString, schedule);
        QFETCH(int, stages);
        QFETCH(int, microbatches);
        QFETCH(int, chunks);
        QFETCH(QString, code);
        const Result<Timeline> result =
            simulateSchedule(request(*fromText<ScheduleKind>(schedule.toStdString()), stages, microbatches, chunks));
        QVERIFY(!result.has_value());
        QCOMPARE(QString::fromStdString(result.error().front().code), code);
        QVERIFY(!result.error().front().hint.empty());
        QVERIFY(result.error().front().path.starts_with("/"));
    }

    void groupSizes_data()
    {
        QTest::addColumn<QString>("schedule");
        QTest::addColumn<int>("size");
        QTest::addColumn<QString>("code"); // empty = legal
        QTest::newRow("as many as stages") << "interleaved" << 4 << "";
        QTest::newRow("all at once") << "interleaved" << 20 << "";
        QTest::newRow("a long enough last group") << "interleaved" << 8 << "";
        QTest::newRow("fewer than stages") << "interleaved" << 3 << "group-size-out-of-range";
        QTest::newRow("negative") << "interleaved" << -1 << "group-size-out-of-range";
        QTest::newRow("more than there are") << "interleaved" << 21 << "group-size-out-of-range";
        QTest::newRow("a short last group") << "interleaved" << 6 << "group-size-remainder";
        QTest::newRow("GPipe has no groups") << "gpipe" << 4 << "group-size-does-not-suit-schedule";
    }
    void groupSizes()
    {
        QFETCH(QString, schedule);
        QFETCH(int, size);
        QFETCH(QString, code);
        const ScheduleKind kind = *fromText<ScheduleKind>(schedule.toStdString());
        ScheduleRequest asked = request(kind, 4, 20, defaultChunks(kind));
        asked.microbatchGroupSize = size;
        const Result<Timeline> result = simulateSchedule(asked);
        QCOMPARE(result.has_value(), code.isEmpty());
        if (!result) {
            QCOMPARE(QString::fromStdString(result.error().front().code), code);
            QVERIFY(!result.error().front().hint.empty());
        }
    }

    void theTaskLimitIsNamed()
    {
        const Result<Timeline> result = simulateSchedule(request(ScheduleKind::OneFOneB, 4, 10'000'000, 1));
        QVERIFY(result.error().front().message.find("4000000") != std::string::npos);
        QVERIFY(simulateSchedule(request(ScheduleKind::OneFOneB, 4, 500'000, 1)).has_value()); // exactly the limit
    }

    void times_data()
    {
        QTest::addColumn<double>("forward");
        QTest::addColumn<double>("backward");
        QTest::addColumn<double>("p2p");
        QTest::addColumn<QString>("code");
        QTest::newRow("negative") << -1.0 << 1.0 << 0.0 << "time-out-of-range";
        QTest::newRow("not a number") << std::numeric_limits<double>::quiet_NaN() << 1.0 << 0.0 << "time-out-of-range";
        QTest::newRow("infinite") << 1.0 << std::numeric_limits<double>::infinity() << 0.0 << "time-out-of-range";
        QTest::newRow("adds up to infinity") << 1e308 << 1e308 << 0.0 << "time-out-of-range";
        QTest::newRow("negative transfer") << 1.0 << 1.0 << -0.5 << "time-out-of-range";
        QTest::newRow("nothing takes time") << 0.0 << 0.0 << 0.0 << "times-all-zero";
    }
    void times()
    {
        QFETCH(double, forward);
        QFETCH(double, backward);
        QFETCH(double, p2p);
        QFETCH(QString, code);
        ScheduleRequest bad = request(ScheduleKind::OneFOneB, 4, 8, 1);
        bad.times = uniformTimes(4, 1, forward, backward, 0.0, std::nullopt, p2p);
        const Result<Timeline> result = simulateSchedule(bad);
        QVERIFY(!result.has_value());
        QCOMPARE(QString::fromStdString(result.error().front().code), code);
    }

    void wrongNumberOfTimes()
    {
        ScheduleRequest bad = request(ScheduleKind::OneFOneB, 4, 8, 1);
        bad.times.forward = {1.0, 1.0, 1.0};
        bad.times.backwardWeight.clear();
        const Result<Timeline> result = simulateSchedule(bad);
        QVERIFY(!result.has_value());
        QCOMPARE(result.error().size(), std::size_t{2}); // both at once
    }

    void degenerateSchedules()
    {
        for (const auto& [kind, name] : EnumNames<ScheduleKind>::table) {
            if (kind == ScheduleKind::DualPipe || kind == ScheduleKind::DualPipeV)
                continue;
            for (const auto& [p, m] : {std::pair{1, 1}, {4, 1}, {8, 3}, {1, 7}, {2, 1}})
                QVERIFY2(simulateSchedule(request(kind, p, m, defaultChunks(kind))).has_value(), name.data());
        }
        const Timeline plain = *simulateSchedule(request(ScheduleKind::OneFOneB, 4, 8, 1));
        const Timeline degenerate = *simulateSchedule(request(ScheduleKind::Interleaved, 4, 8, 1));
        QVERIFY(plain.start == degenerate.start);
        QCOMPARE(degenerate.notes.front().code, std::string("interleaved-one-chunk"));
    }
};

QTEST_GUILESS_MAIN(ScheduleBadInput)
#include "tst_schedule_bad_input.moc"
