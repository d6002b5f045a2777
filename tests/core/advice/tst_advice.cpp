// SPDX-License-Identifier: GPL-3.0-or-later
// Advice says what evaluate() says: every hint is legal, fits and gains what it promises; rules carry the numbers of plans that were tried.
#include "io/advice_export.h"
#include "support/scenario_cases.h"

#include <QTest>

#include <set>

using namespace shardscape;
using test::ServingCase;
using test::TrainingCase;

class TestAdvice : public QObject {
    Q_OBJECT
private:
    PresetLibrary m_library;

    struct Case {
        Scenario scenario;
        std::shared_ptr<const Inputs> inputs;
        AdviceReport report;
    };
    Case make(const QByteArray& text)
    {
        const auto resolved = test::resolve(m_library, text);
        if (!resolved)
            qFatal("no such case");
        Case made{resolved->scenario, std::make_shared<const Inputs>(resolved->inputs), {}};
        auto report = advise(made.scenario, made.inputs);
        if (!report)
            qFatal("%s", report.error().front().message.c_str());
        made.report = std::move(*report);
        return made;
    }
    static const RuleCheck* rule(const AdviceReport& report, std::string_view code)
    {
        for (const RuleCheck& each : report.rules)
            if (each.code == code)
                return &each;
        return nullptr;
    }

private Q_SLOTS:
    void initTestCase() { m_library = test::allPresets(); }

    void everyHintKeepsItsPromise_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("dense") << test::scenarioText(TrainingCase{.nodes = 2, .tp = 8, .pp = 2, .globalBatch = 64});
        QTest::newRow("tp over nodes") << test::scenarioText(TrainingCase{.nodes = 4, .tp = 32, .pp = 1, .globalBatch = 64});
        QTest::newRow("does not fit") << test::scenarioText(TrainingCase{.nodes = 2, .tp = 1, .pp = 1, .dp = 16, .globalBatch = 64, .recompute = "none"});
        QTest::newRow("far too large") << test::scenarioText(TrainingCase{.model = "mixtral-8x22b", .cluster = "dgx-a100-40gb", .nodes = 2, .pp = 2, .sequence = 4096, .globalBatch = 64, .recompute = "none"});
        QTest::newRow("experts") << test::scenarioText(TrainingCase{.model = "mixtral-8x7b", .nodes = 4, .tp = 4, .ep = 2, .pp = 4, .dp = 2, .sequence = 4096, .globalBatch = 64});
        QTest::newRow("serving") << test::scenarioText(ServingCase{.cluster = "dgx-h100", .tp = 2, .pp = 4, .concurrency = 8});
    }

    void everyHintKeepsItsPromise()
    {
        QFETCH(QByteArray, text);
        const Case c = make(text);
        const auto own = evaluate(c.scenario, c.inputs, test::bare);
        QVERIFY(own.has_value());
        QVERIFY(!c.report.hints.empty());
        std::set<std::string> seen;
        for (const Advice& hint : c.report.hints) {
            const std::string words = changesText(hint.changes);
            QVERIFY2(seen.insert(std::string{toText(hint.goal)} + words).second, words.c_str()); // nothing is said twice
            const auto after = evaluate(hint.scenario, c.inputs, test::bare);
            QVERIFY2(after.has_value(), words.c_str());
            QCOMPARE(after->fits, hint.goal != AdviceGoal::Nearer);
            QVERIFY(!hint.changes.empty());
            QCOMPARE(hint.figures.peak, after->memory.peak);
            const double before = own->training ? own->training->tokensPerSecondPerGpu : own->inference->outputTokensPerSecondPerGpu;
            const double now = after->training ? after->training->tokensPerSecondPerGpu : after->inference->outputTokensPerSecondPerGpu;
            QCOMPARE(hint.figures.tokensPerSecondPerGpu, now);
            switch (hint.goal) {
            case AdviceGoal::Fit: QVERIFY(!own->fits); break;
            case AdviceGoal::Nearer: QVERIFY(!own->fits && after->memory.peak < own->memory.peak); break;
            case AdviceGoal::Speed: QVERIFY2(now > before, words.c_str()); break;
            case AdviceGoal::Memory: QVERIFY2(after->memory.peak < own->memory.peak && now > 0.985 * before, words.c_str()); break;
            case AdviceGoal::FirstToken: QVERIFY2(after->inference->ttft < own->inference->ttft, words.c_str()); break;
            }
        }
    }

    void tensorParallelOverNodesIsToldToMoveIn()
    {
        const Case c = make(test::scenarioText(TrainingCase{.nodes = 4, .tp = 32, .pp = 1, .globalBatch = 64}));
        QVERIFY(c.report.hints.front().scenario.parallelism.tp <= 8);
        const RuleCheck* inside = rule(c.report, "tp-inside-domain");
        QVERIFY(inside != nullptr);
        QCOMPARE(inside->verdict, RuleVerdict::Holds);
        QVERIFY(inside->follows && inside->breaks);
        QVERIFY(inside->follows->scenario.parallelism.tp <= 8);
        QVERIFY(inside->breaks->scenario.parallelism.tp > 8);
        QVERIFY(inside->follows->figures.step < inside->breaks->figures.step);
    }

    void rulesAreJudgedByTheNumbers_data() { everyHintKeepsItsPromise_data(); }

    void rulesAreJudgedByTheNumbers()
    {
        QFETCH(QByteArray, text);
        const Case c = make(text);
        QVERIFY(c.report.rules.size() >= 3);
        for (const RuleCheck& each : c.report.rules) {
            QVERIFY2(!each.finding.empty() && !each.failsWhere.empty(), each.code.c_str());
            for (const auto* trial : {&each.follows, &each.breaks})
                if (*trial) {
                    const auto evaluation = evaluate((*trial)->scenario, c.inputs, test::bare);
                    QVERIFY2(evaluation.has_value() && evaluation->memory.peak == (*trial)->figures.peak, each.code.c_str());
                }
            if (!each.follows || !each.breaks)
                continue;
            const auto pace = [](const RuleTrial& t) { return t.figures.step > Seconds{} ? t.figures.step : t.figures.tpot; };
            QCOMPARE(each.verdict == RuleVerdict::Holds, pace(*each.follows) <= pace(*each.breaks));
        }
    }

    void overPcieTensorParallelIsTried()
    {
        const Case c = make(test::scenarioText(TrainingCase{.model = "llama-2-7b", .cluster = "a100-pcie-8", .nodes = 1, .tp = 8, .pp = 1, .sequence = 2048, .globalBatch = 32}));
        const RuleCheck* pcie = rule(c.report, "no-tp-over-pcie");
        QVERIFY(pcie != nullptr && pcie->breaks);
        QVERIFY(pcie->breaks->scenario.parallelism.tp > 1);
        const Case nvlink = make(test::scenarioText(TrainingCase{.model = "llama-2-7b", .nodes = 1, .tp = 8, .pp = 1, .sequence = 2048, .globalBatch = 32}));
        QCOMPARE(rule(nvlink.report, "no-tp-over-pcie")->verdict, RuleVerdict::NotHere);
    }

    void aStopIsObeyedAndABadPlanIsAProblem()
    {
        const auto resolved = test::resolve(m_library, test::scenarioText(TrainingCase{.nodes = 2, .tp = 8, .pp = 2, .globalBatch = 64}));
        const auto inputs = std::make_shared<const Inputs>(resolved->inputs);
        int asked = 0;
        const auto stopped = advise(resolved->scenario, inputs, [&] { return ++asked > 5; });
        QVERIFY(!stopped.has_value());
        QCOMPARE(stopped.error().front().code, std::string("stopped"));
        QCOMPARE(asked, 6);
        Scenario bad = resolved->scenario;
        bad.parallelism.tp = 7;
        QVERIFY(!advise(bad, inputs).has_value());
    }

    void exportsSayTheSame()
    {
        const Case c = make(test::scenarioText(ServingCase{.cluster = "dgx-h100", .tp = 2, .pp = 4, .concurrency = 8}));
        const std::string text = adviceToText(c.report);
        const std::string json = adviceToJson(c.report);
        for (const Advice& hint : c.report.hints) {
            QVERIFY(text.find(changesText(hint.changes)) != std::string::npos);
            QVERIFY(text.find(effectText(c.report.own, hint.figures)) != std::string::npos);
        }
        for (const RuleCheck& each : c.report.rules)
            QVERIFY(json.find(each.code) != std::string::npos && text.find(each.finding) != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestAdvice)
#include "tst_advice.moc"
