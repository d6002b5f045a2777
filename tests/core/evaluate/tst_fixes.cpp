// SPDX-License-Identifier: GPL-3.0-or-later
// Fixes of diagnostics: applied, each does what it says. Laws over every preset and over broken plans, then the cases a person meets first.
#include "evaluate/fixes.h"
#include "support/scenario_cases.h"

#include <QTest>

#include <algorithm>

using namespace shardscape;
using test::ServingCase;
using test::TrainingCase;

namespace {

bool has(const Problems& problems, const std::string& code)
{
    return std::any_of(problems.begin(), problems.end(), [&](const Problem& p) { return p.code == code; });
}

double figure(const Evaluation& e, const std::string& path)
{
    if (path == "/training/step_seconds")
        return e.training->step.inSeconds();
    if (path == "/training/tokens_per_second_per_gpu")
        return e.training->tokensPerSecondPerGpu;
    if (path == "/inference/output_tokens_per_second")
        return e.inference->outputTokensPerSecond;
    if (path == "/inference/ttft_seconds")
        return e.inference->ttft.inSeconds();
    if (path == "/inference/tpot_seconds")
        return e.inference->tpot.inSeconds();
    return path == "/memory/peak_bytes" ? e.memory.peak.inBytes() : -1.0;
}

} // namespace

class TestFixes : public QObject {
    Q_OBJECT

    PresetLibrary m_library;

    std::shared_ptr<const Inputs> inputsOf(const Scenario& scenario)
    {
        auto inputs = m_library.resolve(scenario);
        return inputs ? std::make_shared<const Inputs>(std::move(*inputs)) : nullptr;
    }
    Scenario read(const QByteArray& text) { return *readScenario(text.toStdString()); }
    Evaluation run(const Scenario& scenario) { return *evaluate(scenario, inputsOf(scenario), test::bare); }

    /// The fix for a code, applied and evaluated; the effects it promised are compared.
    void checkLaws(const Evaluation& before, const Fix& fix)
    {
        const Evaluation after = run(fix.scenario);
        const Problem& remark = before.diagnostics.at(fix.problem);
        QVERIFY(fix.scenario != before.scenario);
        QVERIFY(!fix.code.empty() && !fix.label.empty());
        QVERIFY(after.memory.verdict <= before.memory.verdict);
        QVERIFY(!fix.effects.empty());
        for (const FixEffect& effect : fix.effects) {
            QCOMPARE(effect.before, figure(before, effect.path));
            QCOMPARE(effect.after, figure(after, effect.path));
        }
        const bool faster =
            after.training ? after.training->tokensPerSecondPerGpu * after.ranks > before.training->tokensPerSecondPerGpu * before.ranks
                           : after.inference->outputTokensPerSecond > before.inference->outputTokensPerSecond;
        QVERIFY2(faster || !has(after.diagnostics, remark.code), remark.code.c_str());
    }

    Fix fixFor(const Evaluation& e, const std::string& code)
    {
        for (const Fix& fix : fixesOf(e))
            if (e.diagnostics[fix.problem].code == code)
                return fix;
        return {};
    }

    Fix repairFor(const Scenario& scenario, const std::string& code)
    {
        const auto inputs = inputsOf(scenario);
        const auto outcome = evaluate(scenario, inputs, test::bare);
        if (outcome || !has(outcome.error(), code))
            return {};
        for (const Fix& fix : fixesOf(scenario, inputs, outcome.error()))
            if (outcome.error()[fix.problem].code == code)
                return fix;
        return {};
    }

private Q_SLOTS:
    void initTestCase() { m_library = test::allPresets(); }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void everyFixOfAPresetKeepsItsPromise_data()
    {
        QTest::addColumn<QByteArray>("json");
        for (const auto& [id, preset] : m_library.all(PresetKind::Scenario))
            QTest::newRow(id.c_str()) << QByteArray::fromStdString(preset.json);
    }
    void everyFixOfAPresetKeepsItsPromise()
    {
        QFETCH(QByteArray, json);
        const Evaluation before = run(read(json));
        std::size_t last = 0;
        for (const Fix& fix : fixesOf(before)) {
            QVERIFY(fix.problem >= last); // in the order of the diagnostics
            last = fix.problem;
            checkLaws(before, fix);
        }
    }

    void tpAcrossNodesIsPutInside()
    {
        Scenario scenario = read(test::scenarioText(TrainingCase{}));
        scenario.parallelism.axisOrder = {Axis::Pp, Axis::Cp, Axis::Ep, Axis::Dp, Axis::Tp};
        const Evaluation before = run(scenario);
        QVERIFY(has(before.diagnostics, "tp-spans-nodes"));
        const Fix fix = fixFor(before, "tp-spans-nodes");
        QCOMPARE(fix.code, std::string("tp-innermost"));
        QCOMPARE(fix.scenario.parallelism.axisOrder.front(), Axis::Tp);
        QCOMPARE(fix.effects.front().path, std::string("/training/step_seconds"));
        QVERIFY(fix.effects.front().after < 0.9 * fix.effects.front().before);
    }

    void aTensorGroupLargerThanANodeIsMadeSmaller()
    {
        const Evaluation before = run(read(test::scenarioText(TrainingCase{.tp = 16, .pp = 4})));
        const Fix fix = fixFor(before, "tp-spans-nodes");
        QCOMPARE(fix.scenario.parallelism.tp, 8);
        QCOMPARE(fix.scenario.parallelism.worldSize(), before.scenario.parallelism.worldSize());
    }

    void fewMicrobatchesAreMadeSmallerBeforeTheBatchGrows()
    {
        const Evaluation before = run(read(test::scenarioText(TrainingCase{.microBatch = 4, .globalBatch = 16})));
        const Fix fix = fixFor(before, "few-microbatches");
        QVERIFY(fix.scenario.workload.training()->microBatch < 4);
        QCOMPARE(fix.scenario.workload.training()->globalBatch, 16);
        const Evaluation single = run(read(test::scenarioText(TrainingCase{.globalBatch = 4})));
        const Fix larger = fixFor(single, "few-microbatches");
        QCOMPARE(larger.scenario.workload.training()->globalBatch, 8);
        // a step of a larger batch is not the same step: its time is no gain
        QVERIFY(larger.effects.front().path != "/training/step_seconds");
    }

    void aPlanThatDoesNotFitIsMadeToFit()
    {
        const Evaluation before = run(read(test::scenarioText(TrainingCase{.nodes = 4, .tp = 4, .pp = 8, .recompute = "none"})));
        QVERIFY(!before.fits);
        const Fix fix = fixFor(before, "does-not-fit");
        QVERIFY(!fix.code.empty());
        QVERIFY(run(fix.scenario).fits);
        QCOMPARE(fix.effects.front().path, std::string("/memory/peak_bytes"));
    }

    void fullCachesAskForFewerRequests()
    {
        const Evaluation before = run(read(test::scenarioText(ServingCase{.concurrency = 4000})));
        QVERIFY(has(before.diagnostics, "kv-full"));
        const Fix fix = fixFor(before, "kv-full");
        QCOMPARE(fix.scenario.workload.inference()->concurrency, static_cast<int>(before.inference->maxConcurrency));
    }

    void impossiblePlansAreRepaired_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("tp 7") << test::scenarioText(TrainingCase{.tp = 7}) << QByteArray("tp-heads");
        QTest::newRow("too many ranks") << test::scenarioText(TrainingCase{.nodes = 4}) << QByteArray("world-size");
        QTest::newRow("batch") << test::scenarioText(TrainingCase{.microBatch = 3, .globalBatch = 128}) << QByteArray("global-batch");
        QTest::newRow("sequence") << test::scenarioText(TrainingCase{.sequence = 8191}) << QByteArray("sequence-split");
        QTest::newRow("ep without experts") << test::scenarioText(TrainingCase{.ep = 2}) << QByteArray("ep-dense");
        QTest::newRow("no training") << test::scenarioText(TrainingCase{.schedule = "forward-only"}) << QByteArray("schedule-training");
        QTest::newRow("dualpipe") << test::scenarioText(TrainingCase{.schedule = "dualpipe", .globalBatch = 8})
                                  << QByteArray("dualpipe-too-few-microbatches");
        QTest::newRow("prefix") << test::scenarioText(ServingCase{.prefix = 9999, .prefixes = 1}) << QByteArray("prefix-tokens");
    }
    void impossiblePlansAreRepaired()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, code);
        const Scenario scenario = read(text);
        const Fix fix = repairFor(scenario, code.toStdString());
        QVERIFY2(!fix.code.empty(), code);
        QVERIFY(fix.effects.empty());
        const auto after = evaluate(fix.scenario, inputsOf(fix.scenario), test::bare);
        QVERIFY2(after, after ? "" : after.error().front().message.c_str());
    }

    void aStoppedSearchEnds()
    {
        Scenario scenario = read(test::scenarioText(TrainingCase{}));
        scenario.parallelism.axisOrder = {Axis::Pp, Axis::Cp, Axis::Ep, Axis::Dp, Axis::Tp};
        QVERIFY(fixesOf(run(scenario), [] { return true; }).empty());
    }
};

QTEST_APPLESS_MAIN(TestFixes)
#include "tst_fixes.moc"
