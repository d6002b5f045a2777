// SPDX-License-Identifier: GPL-3.0-or-later
// Tornado charts, break-evens and reasons: orders, signs on both sides, and effects that are those of an evaluation.
#include "io/comparison.h"
#include "support/scenario_cases.h"
#include "sweep/sweep_export.h"

#include <QRegularExpression>
#include <QTest>

#include <cmath>

using namespace shardscape;
using test::ServingCase;
using test::TrainingCase;

class TestSensitivity : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void tornadoIsSortedAndItsEndsAreEvaluations_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("figure");
        QTest::addRow("training") << test::scenarioText(TrainingCase{.nodes = 4, .tp = 4, .pp = 2, .dp = 4, .globalBatch = 64}) << int(Figure::StepTime);
        QTest::addRow("memory") << test::scenarioText(TrainingCase{.nodes = 4, .tp = 4, .pp = 2, .dp = 4}) << int(Figure::PeakMemory);
        QTest::addRow("serving") << test::scenarioText(ServingCase{}) << int(Figure::Tpot);
    }
    void tornadoIsSortedAndItsEndsAreEvaluations()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, figure);
        const SweepBase base = baseOf(text);
        const auto result = sensitivityOf({base, static_cast<Figure>(figure), 0.2, 2});
        QVERIFY(result && result->isComplete);
        QVERIFY(result->effects.size() >= 2);
        for (std::size_t i = 0; i < result->effects.size(); ++i) {
            const AssumptionEffect& effect = result->effects[i];
            const double swing = swingOf(effect, result->value);
            QVERIFY(swing > 0.0);
            if (i > 0)
                QVERIFY(swingOf(result->effects[i - 1], result->value) >= swing);
            // The same bar turned around is as long.
            AssumptionEffect turned = effect;
            std::swap(turned.atLow, turned.atHigh);
            QCOMPARE(swingOf(turned, result->value), swing);
            QVERIFY(effect.low < effect.assumption.value || effect.low == effect.assumption.least);
            QVERIFY(effect.high <= effect.assumption.most);
            const auto sweep = runSweep({base, {{SweepInputKind::Assumption, effect.assumption.path}, {{"", effect.low}, {"", effect.high}}}});
            QVERIFY(sweep);
            QCOMPARE(sweep->at(0)[result->figure], effect.atLow);
            QCOMPARE(sweep->at(1)[result->figure], effect.atHigh);
        }
        QCOMPARE(result->effects.size() + static_cast<std::size_t>(result->withoutEffect), assumptionsOf(*base.inputs).size());
        QCOMPARE(sensitivityToJson(*result), sensitivityToJson(*sensitivityOf({base, static_cast<Figure>(figure), 0.2, 5})));
    }

    void badSharesAreRefused()
    {
        const SweepBase base = baseOf(test::scenarioText(ServingCase{}));
        for (const double share : {0.0, 1.0, -0.2, std::nan("")})
            QVERIFY(!sensitivityOf({base, Figure::Tpot, share}));
        QVERIFY(!sensitivityOf({base, Figure::StepTime}));
    }

    void plansChangePlacesWhereTheSignsDiffer()
    {
        // Tensor parallelism needs the link, data parallelism the network and the optimizer's memory: a slow link makes TP 8 the loser.
        const SweepBase tp2 = baseOf(test::scenarioText(TrainingCase{.model = "llama-2-7b", .nodes = 2, .tp = 2, .pp = 1, .dp = 8, .sequence = 4096, .globalBatch = 64}));
        const SweepBase pp4 = baseOf(test::scenarioText(TrainingCase{.model = "llama-2-7b", .nodes = 2, .tp = 1, .pp = 4, .dp = 4, .sequence = 4096, .globalBatch = 64}));
        const SweepInput link = *readSweepInput("node_fabric.link_bytes_per_second", tp2);
        const auto result = findBreakEven({tp2, pp4, link, 1e9, 1e12, true, Figure::StepTime, 17, 2});
        QVERIFY(result && result->isComplete);
        QVERIFY(!result->crossings.empty());
        for (const Crossing& each : result->crossings) {
            const Better below = betterAt(each.below, Figure::StepTime);
            const Better above = betterAt(each.above, Figure::StepTime);
            QVERIFY(below == Better::A || below == Better::B);
            QVERIFY(above == Better::A || above == Better::B);
            QVERIFY(below != above);
            QVERIFY(each.below.value < each.value || each.value < each.above.value);
            QVERIFY(each.above.value - each.below.value <= 2e-9 * each.above.value);
        }
        const auto turned = findBreakEven({pp4, tp2, link, 1e9, 1e12, true, Figure::StepTime, 17, 1});
        QVERIFY(turned);
        QCOMPARE(turned->crossings.size(), result->crossings.size());
        for (std::size_t i = 0; i < result->crossings.size(); ++i)
            QCOMPARE(turned->crossings[i].value, result->crossings[i].value);
    }

    void noBreakEvenIsSaid()
    {
        const SweepBase base = baseOf(test::scenarioText(ServingCase{}));
        const SweepInput input = *readSweepInput("concurrency", base);
        const auto same = findBreakEven({base, base, input, 1, 16, false, Figure::Tpot, 5});
        QVERIFY(same && same->crossings.empty());
        QVERIFY(QString::fromStdString(statementOf(*same, "A", "B")).contains(QStringLiteral("equal")));
        const SweepBase narrow = baseOf(test::scenarioText(ServingCase{.weights = "int4"}));
        const auto never = findBreakEven({base, narrow, input, 1, 16, false, Figure::PeakMemory, 5});
        QVERIFY(never);
        QCOMPARE(never->crossings.size(), std::size_t{0});
        QVERIFY(QString::fromStdString(statementOf(*never, "A", "B")).startsWith(QStringLiteral("There is no break-even: B")));
        QVERIFY(!findBreakEven({base, narrow, input, 16, 1, false, Figure::Tpot, 5}));
        QVERIFY(!findBreakEven({base, narrow, input, 0, 1, true, Figure::Tpot, 5}));
    }

    void identicalScenariosHaveNothingToCompare()
    {
        const Evaluation a = *evaluatedFully(test::scenarioText(TrainingCase{.nodes = 2, .tp = 4, .pp = 2, .dp = 2}));
        const Comparison comparison = compare(a, a);
        QVERIFY(comparison.inputs.empty());
        QVERIFY(comparison.reasons.empty());
        for (const OutputDifference& output : comparison.outputs)
            QCOMPARE(output.change, 0.0);
    }

    void reasonsOfASumAddUpToTheDifference()
    {
        const Evaluation a = *evaluatedFully(test::scenarioText(TrainingCase{.nodes = 2, .tp = 4, .pp = 2, .dp = 2}));
        const Evaluation b = *evaluatedFully(test::scenarioText(TrainingCase{.nodes = 2, .tp = 8, .pp = 2, .dp = 1}));
        const auto memoryId = [](const Evaluation& e) { return "memory/stage/" + std::to_string(e.memory.worstStage) + "/total"; };
        const auto figure = reasonsOf(a, memoryId(a), b, memoryId(b), {.depth = 1, .most = 100, .least = 0.0});
        QVERIFY(figure);
        double sum = 0.0;
        for (std::size_t i = 0; i < figure->reasons.size(); ++i) {
            sum += figure->reasons[i].effect;
            if (i > 0)
                QVERIFY(std::abs(figure->reasons[i - 1].effect) >= std::abs(figure->reasons[i].effect));
        }
        QVERIFY(std::abs(sum - (figure->b - figure->a)) <= 1e-6 * std::abs(figure->b - figure->a));
        QVERIFY(!keyReasons(a, b).empty());
    }

private:
    SweepBase baseOf(const QByteArray& text)
    {
        const auto resolved = test::resolve(m_presets, text);
        return {resolved->scenario, std::make_shared<const Inputs>(resolved->inputs), [this](const Scenario& s) { return m_presets.resolve(s); }};
    }
    Result<Evaluation> evaluatedFully(const QByteArray& text) { return test::evaluateResolved(*test::resolve(m_presets, text)); }

    PresetLibrary m_presets = test::allPresets();
};

QTEST_GUILESS_MAIN(TestSensitivity)
#include "tst_sensitivity.moc"
