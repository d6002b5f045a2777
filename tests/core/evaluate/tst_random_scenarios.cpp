// SPDX-License-Identifier: GPL-3.0-or-later
// A differential test of the whole model: random scenarios over all presets keep the laws of every evaluation, give the same bytes twice,
// and have the same figures on every path through the program. SHARDSCAPE_CASES and SHARDSCAPE_SEED choose how many and which
// (scripts/fuzz-model runs a million).
#include "evaluate/evaluate.h"
#include "io/scenario_file.h"
#include "support/evaluation_laws.h"
#include "support/plan_figures.h"
#include "support/preset_folder.h"
#include "support/random_scenario.h"
#include "support/scenario_cases.h"

#include <QTest>

using namespace shardscape;

class TestRandomScenarios : public QObject {
    Q_OBJECT

    PresetLibrary m_library;
    int m_legal = 0;

    static int numberFrom(const char* variable, int fallback)
    {
        bool isSet = false;
        const int value = qEnvironmentVariableIntValue(variable, &isSet);
        return isSet ? value : fallback;
    }

    /// Empty, or what is wrong with the scenario's evaluation.
    QString wrongWith(const Scenario& scenario, bool withEverything)
    {
        const auto again = readScenario(writeScenario(scenario));
        if (!again || *again != scenario)
            return QStringLiteral("the scenario is not read as it was written");
        auto resolved = m_library.resolve(scenario);
        if (!resolved)
            return {};
        const auto inputs = std::make_shared<const Inputs>(*std::move(resolved));
        const auto bare = evaluate(scenario, inputs, test::bare);
        if (!bare)
            return bare.error().empty() ? QStringLiteral("a failure without a problem") : QString{};
        ++m_legal;
        if (const auto broken = test::brokenLaw(*bare, evaluationToJson(*bare)))
            return QString::fromStdString(*broken);
        if (const QString other = otherPaths(*bare); !other.isEmpty())
            return other;
        return withEverything ? wrongWithEverything(*bare) : QString{};
    }

    /// The planner, for plans that sit in rank order, and a second evaluation.
    static QString otherPaths(const Evaluation& bare)
    {
        const auto twice = evaluate(bare.scenario, bare.inputs, test::bare);
        if (!twice || evaluationToJson(*twice) != evaluationToJson(bare))
            return QStringLiteral("a second evaluation differs");
        if (bare.scenario.placement)
            return {};
        PlanEvaluator planner{bare.inputs};
        const auto planned = planner.evaluate(bare.scenario.parallelism, bare.scenario.workload);
        return planned && *planned == test::figuresOf(bare) ? QString{} : QStringLiteral("the planner differs");
    }

    /// With link map, timeline and derivations the figures are the same, and no link is busier than all that is sent.
    static QString wrongWithEverything(const Evaluation& bare)
    {
        const auto whole = evaluate(bare.scenario, bare.inputs);
        if (!whole || !(test::figuresOf(*whole) == test::figuresOf(bare)))
            return QStringLiteral("pictures change the figures");
        if (const auto broken = test::brokenLaw(*whole, evaluationToJson(*whole)))
            return QString::fromStdString(*broken);
        for (const AxisBytes& link : whole->traffic.perLink)
            for (std::size_t axis = 0; axis < axisCount; ++axis)
                if (link[axis] > whole->traffic.byAxisTotal[axis] * (1 + 1e-9))
                    return QStringLiteral("a link carries more than is sent");
        return {};
    }

private slots:
    void init() { QTest::failOnWarning(QRegularExpression{QStringLiteral(".*")}); }
    void initTestCase() { m_library = test::allPresets(); }

    void keepTheLaws()
    {
        const int cases = numberFrom("SHARDSCAPE_CASES", 2000);
        const int seed = numberFrom("SHARDSCAPE_SEED", 1);
        test::RandomScenarios random{m_library, static_cast<std::uint64_t>(seed)};
        for (int i = 0; i < cases; ++i) {
            const Scenario scenario = random.next();
            const QString wrong = wrongWith(scenario, i % 20 == 0);
            if (!wrong.isEmpty())
                QFAIL(qPrintable(QStringLiteral("case %1 of seed %2: %3\n%4")
                                     .arg(i).arg(seed).arg(wrong, QString::fromStdString(writeScenario(scenario)))));
        }
        QVERIFY2(m_legal > cases / 20, qPrintable(QStringLiteral("only %1 of %2 were legal").arg(m_legal).arg(cases)));
    }
};

QTEST_GUILESS_MAIN(TestRandomScenarios)
#include "tst_random_scenarios.moc"
