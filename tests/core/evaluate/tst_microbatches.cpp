// SPDX-License-Identifier: GPL-3.0-or-later
// Micro-batches of a scenario: sequences of variable length, the group size of the interleaved schedule, overlapped pairs.
#include "io/scenario_file.h"
#include "support/scenario_cases.h"

#include <QTest>

#include <cmath>
#include <functional>

using namespace shardscape;
using test::TrainingCase;

class Microbatches : public QObject {
    Q_OBJECT

    PresetLibrary m_library;

    Result<Evaluation> evaluated(const std::function<void(Parallelism&, TrainingWorkload&)>& change, const TrainingCase& base = {})
    {
        auto r = test::resolve(m_library, test::scenarioText(base));
        if (!r)
            qFatal("the scenario cannot be read");
        change(r->scenario.parallelism, std::get<TrainingWorkload>(r->scenario.workload.kind));
        return test::evaluateResolved(*r, {.linkMap = false, .timeline = true, .derivations = true});
    }
    Evaluation evaluation(const std::function<void(Parallelism&, TrainingWorkload&)>& change, const TrainingCase& base = {})
    {
        auto e = evaluated(change, base);
        if (!e)
            qFatal("%s: %s", e.error().front().path.c_str(), e.error().front().message.c_str());
        return std::move(*e);
    }
    static constexpr TrainingCase interleaved{.pp = 4, .dp = 2, .vpp = 2, .schedule = "interleaved", .globalBatch = 32};

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }
    void initTestCase() { m_library = test::allPresets(); }

    void lengthsAllAlikeChangeNothing()
    {
        const Evaluation plain = evaluation([](Parallelism&, TrainingWorkload&) {});
        const Evaluation named = evaluation([](Parallelism&, TrainingWorkload& w) { w.microbatchTokens.assign(128, 8192); });
        QCOMPARE(named.training->step.inSeconds(), plain.training->step.inSeconds());
        QVERIFY(std::abs(named.training->mfu / plain.training->mfu - 1.0) < 1e-12);
    }

    /// Half the tokens take more than half of the time, since attention is quadratic only in part and launches do not shrink, and less
    /// than all of it; the longest micro-batch in the same place sets the bound.
    void shorterMicrobatchesShortenTheStep()
    {
        const double whole = evaluation([](Parallelism&, TrainingWorkload&) {}).training->step.inSeconds();
        const Evaluation half = evaluation([](Parallelism&, TrainingWorkload& w) { w.microbatchTokens.assign(128, 4096); });
        QVERIFY(half.training->step.inSeconds() < whole);
        QVERIFY(half.training->step.inSeconds() > 0.4 * whole);
        const Evaluation mixed = evaluation([](Parallelism&, TrainingWorkload& w) {
            w.microbatchTokens.assign(128, 8192);
            for (std::size_t i = 0; i < 128; i += 2)
                w.microbatchTokens[i] = 4096;
        });
        QVERIFY(mixed.training->step.inSeconds() < whole && mixed.training->step.inSeconds() > half.training->step.inSeconds());
        QVERIFY(mixed.training->mfu < half.training->mfu * 1.5);
        const auto duration = [&](std::size_t task) { return mixed.timeline->end[task] - mixed.timeline->start[task]; };
        QVERIFY(duration(0) < duration(1)); // the first two forwards of stage 0
        QCOMPARE(mixed.memory.peak.inBytes(), evaluation([](Parallelism&, TrainingWorkload&) {}).memory.peak.inBytes());
    }

    void aLargerGroupHoldsMoreAndIsAsLong()
    {
        const Evaluation usual = evaluation([](Parallelism&, TrainingWorkload&) {}, interleaved);
        const Evaluation same = evaluation([](Parallelism& p, TrainingWorkload&) { p.microbatchGroupSize = 4; }, interleaved);
        const Evaluation larger = evaluation([](Parallelism& p, TrainingWorkload&) { p.microbatchGroupSize = 8; }, interleaved);
        QCOMPARE(same.training->step.inSeconds(), usual.training->step.inSeconds());
        QVERIFY(larger.memory.byStage.front().inFlightMicrobatches > usual.memory.byStage.front().inFlightMicrobatches);
    }

    void overlappedPairsHideTheExpertExchange()
    {
        const TrainingCase experts{
            .model = "qwen3-235b-a22b", .nodes = 32, .tp = 2, .ep = 32, .pp = 8, .dp = 16, .sequence = 4096, .globalBatch = 2048};
        const Evaluation plain = evaluation([](Parallelism& p, TrainingWorkload&) { p.overlap.ep = false; }, experts);
        const Evaluation pairs = evaluation([](Parallelism& p, TrainingWorkload&) { p.overlap.ep = false, p.overlapPairs = true; }, experts);
        QVERIFY(pairs.training->step < plain.training->step);
        QVERIFY(pairs.memory.byStage.front().inFlightMicrobatches > plain.memory.byStage.front().inFlightMicrobatches);
    }

    void badValuesAreProblems_data()
    {
        using Change = std::function<void(Parallelism&, TrainingWorkload&)>;
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("code");
        QTest::newRow("too few lengths") << Change([](Parallelism&, TrainingWorkload& w) { w.microbatchTokens = {4096}; })
                                         << "microbatch-tokens-count";
        QTest::newRow("longer than the sequence") << Change([](Parallelism&, TrainingWorkload& w) { w.microbatchTokens.assign(16, 16384); })
                                                  << "microbatch-tokens-range";
        QTest::newRow("uncut") << Change([](Parallelism&, TrainingWorkload& w) { w.microbatchTokens.assign(16, 4097); }) << "sequence-split";
        QTest::newRow("group below the stages") << Change([](Parallelism& p, TrainingWorkload&) { p.microbatchGroupSize = 3; })
                                                << "group-size-range";
        QTest::newRow("group beyond the step") << Change([](Parallelism& p, TrainingWorkload&) { p.microbatchGroupSize = 17; })
                                               << "group-size-range";
        QTest::newRow("a short last group") << Change([](Parallelism& p, TrainingWorkload&) { p.microbatchGroupSize = 7; })
                                            << "group-size-remainder";
        QTest::newRow("groups of 1F1B") << Change([](Parallelism& p, TrainingWorkload&) {
            p.schedule = ScheduleKind::OneFOneB, p.vpp = 1, p.microbatchGroupSize = 4;
        }) << "group-size-schedule";
        QTest::newRow("pairs of ZB-H1") << Change([](Parallelism& p, TrainingWorkload&) {
            p.schedule = ScheduleKind::ZbH1, p.vpp = 1, p.overlapPairs = true;
        }) << "overlap-pairs-schedule";
    }
    void badValuesAreProblems()
    {
        using Change = std::function<void(Parallelism&, TrainingWorkload&)>;
        QFETCH(Change, change);
        QFETCH(QString, code);
        const auto e = evaluated(change, interleaved);
        QVERIFY(!e);
        QCOMPARE(QString::fromStdString(e.error().front().code), code);
        QVERIFY(!e.error().front().hint.empty());
    }

    void filesKeepThem()
    {
        auto r = test::resolve(m_library, test::scenarioText(interleaved));
        r->scenario.parallelism.microbatchGroupSize = 8;
        r->scenario.parallelism.overlapPairs = true;
        std::get<TrainingWorkload>(r->scenario.workload.kind).microbatchTokens.assign(16, 4096);
        const auto again = readScenario(writeScenario(r->scenario));
        QVERIFY(again.has_value());
        QVERIFY(*again == r->scenario);
    }
};

QTEST_GUILESS_MAIN(Microbatches)
#include "tst_microbatches.moc"
