// SPDX-License-Identifier: GPL-3.0-or-later
// Money, days and energy of a plan: definitions, and nothing where there is no price or budget.
#include "evaluate/bands.h"
#include "evaluate/spending.h"
#include "support/scenario_cases.h"

#include <QTest>

#include <cmath>
#include <functional>

using namespace shardscape;

class TestSpending : public QObject {
    Q_OBJECT

    PresetLibrary m_library;

    Evaluation evaluated(const QByteArray& text, const std::function<void(test::Resolved&)>& change = [](test::Resolved&) {})
    {
        auto r = test::resolve(m_library, text);
        if (!r)
            qFatal("the scenario cannot be read");
        change(*r);
        auto e = test::evaluateResolved(*r);
        if (!e)
            qFatal("%s", e.error().front().message.c_str());
        return std::move(*e);
    }

    static bool isNear(double a, double b) { return std::abs(a / b - 1.0) < 1e-12; }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }
    void initTestCase() { m_library = test::allPresets(); }

    void aBudgetIsStepsTimesTheStep()
    {
        const Evaluation e = evaluated(test::scenarioText(test::TrainingCase{}), [](test::Resolved& r) {
            std::get<TrainingWorkload>(r.scenario.workload.kind).tokenBudget = 15e12;
            r.scenario.workload.gpuHourUsd = 2.0;
        });
        const TrainingReport& t = *e.training;
        QVERIFY(t.budget.has_value());
        QVERIFY(isNear(t.budget->gpuHours, 15e12 / t.tokensPerSecondPerGpu / 3600.0));
        QVERIFY(isNear(t.budget->time.inSeconds(), t.budget->gpuHours * 3600.0 / e.ranks));
        QVERIFY(isNear(*t.budget->usd, 2.0 * t.budget->gpuHours));
        QVERIFY(isNear(t.energyBoundJoules, 700.0 * e.ranks * t.step.inSeconds())); // H100: 700 W
        QCOMPARE(e.derivations.find("training/budget/usd")->value, *t.budget->usd);
        QVERIFY(findBand(figureBands(e), "training.budget.usd") != nullptr);
    }

    void withoutABudgetThereIsNone()
    {
        const Evaluation e = evaluated(test::scenarioText(test::TrainingCase{}));
        QVERIFY(!e.training->budget.has_value());
        QVERIFY(e.derivations.find("training/budget/days") == nullptr);
    }

    /// A price needs a source: that of the preset, or the user.
    void withoutAPriceThereIsNoCost()
    {
        const auto budget = [](test::Resolved& r) {
            std::get<TrainingWorkload>(r.scenario.workload.kind).tokenBudget = 1e12;
            r.inputs.cluster.accelerator.priceSource.clear();
        };
        const Evaluation e = evaluated(test::scenarioText(test::TrainingCase{}), budget);
        QVERIFY(!e.price.has_value());
        QVERIFY(e.training->budget.has_value() && !e.training->budget->usd.has_value());
    }

    void aMillionTokensCostTheirGpuTime()
    {
        const Evaluation e = evaluated(test::scenarioText(test::ServingCase{.concurrency = 32}),
                                       [](test::Resolved& r) { r.scenario.workload.gpuHourUsd = 1.5; });
        const double hours = 1e6 / e.inference->outputTokensPerSecond / 3600.0;
        QVERIFY(isNear(*e.inference->usdPerMillionTokens, hours * e.ranks * 1.5));
        QCOMPARE(e.price->source.find("entered by the user"), std::size_t{0});
    }

    void everyPresetPriceHasASource()
    {
        for (const auto& [id, preset] : m_library.all(PresetKind::Accelerator)) {
            const auto accelerator = m_library.accelerator(id);
            QVERIFY2(accelerator.has_value(), id.c_str());
            QVERIFY2(accelerator->priceUsdPerHour == 0.0 || !accelerator->priceSource.empty(), id.c_str());
        }
    }

    /// On a machine of measured constants nothing rests on guesses; on one without, the shares are of the time and add up to at most all.
    void guessesAreWeighedByTheTimeTheyTake()
    {
        QVERIFY(evaluated(test::scenarioText(test::TrainingCase{})).guesses.empty());
        const Evaluation e = evaluated(test::scenarioText(test::TrainingCase{}), [](test::Resolved& r) {
            r.inputs.cluster.accelerator.constants.clear();
            r.inputs.software.constants.clear();
        });
        QVERIFY(!e.guesses.empty());
        QCOMPARE(e.guesses.front().constant, std::string{"train_gemm_bf16"});
        double before = 1.0;
        for (const GuessedShare& guess : e.guesses) {
            QVERIFY(guess.share > 0.0 && guess.share <= before);
            before = guess.share;
        }
        QVERIFY(guessedTotal(e.guesses) > 0.5 && guessedTotal(e.guesses) <= 1.0);
    }
};

QTEST_APPLESS_MAIN(TestSpending)
#include "tst_spending.moc"
