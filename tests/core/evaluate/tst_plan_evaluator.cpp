// SPDX-License-Identifier: GPL-3.0-or-later
// The planner gives the numbers of evaluate() to the last digit, whichever plans came before, and its bounds are bounds.
#include "evaluate/plan_evaluator.h"
#include "support/plan_figures.h"
#include "support/scenario_cases.h"

#include <QTest>

#include <random>

using namespace shardscape;
using test::ServingCase;
using test::TrainingCase;

namespace {

/// Random plans around a scenario, legal and illegal ones; the same ones on every machine.
class RandomPlans {
public:
    explicit RandomPlans(Scenario scenario) : m_scenario{std::move(scenario)} {}

    Scenario next()
    {
        Scenario s = m_scenario;
        Parallelism& p = s.parallelism;
        const int world = static_cast<int>(p.worldSize());
        p.tp = pick({1, 2, 4, 8});
        p.pp = pick({1, 2, 4, 8});
        p.cp = pick({1, 1, 2});
        p.dp = std::max(1, world / (p.tp * p.pp * p.cp));
        p.vpp = 1;
        if (TrainingWorkload* training = std::get_if<TrainingWorkload>(&s.workload.kind))
            chooseTraining(p, *training);
        else
            std::get<InferenceWorkload>(s.workload.kind).concurrency = pick({1, 16, 64});
        if (p.ep > 1)
            p.ep = pick({1, 8, 16, 64});
        if (pick({0, 1}) != 0)
            p.axisOrder = {Axis::Tp, Axis::Cp, Axis::Pp, Axis::Ep, Axis::Dp};
        return s;
    }

private:
    int pick(std::initializer_list<int> values) { return values.begin()[m_random() % values.size()]; }

    void chooseTraining(Parallelism& p, TrainingWorkload& w)
    {
        using enum ScheduleKind;
        constexpr std::array kinds{OneFOneB, GPipe, Interleaved, ZbH1, ZbH2, DualPipe, DualPipeV};
        p.schedule = m_random() % 50 == 0 ? VHalf : kinds[m_random() % kinds.size()]; // searching for an order takes long
        p.vpp = p.schedule == Interleaved ? pick({2, 3}) : 1;
        p.zeroStage = pick({0, 1, 2, 3});
        p.sequenceParallel = pick({0, 1}) != 0;
        w.microBatch = pick({1, 2, 4});
        w.recompute.kind = static_cast<RecomputeKind>(pick({0, 1, 2, 3}));
        w.recompute.fullLayersPerStage = w.recompute.kind == RecomputeKind::FullLayers ? pick({1, 4}) : 0;
        w.offload = pick({0, 1}) != 0;
    }

    Scenario m_scenario;
    std::mt19937 m_random{20261121}; // its sequence is the standard's
};

QString described(const Scenario& s)
{
    const Parallelism& p = s.parallelism;
    const QString schedule = QString::fromStdString(std::string{toText(p.schedule)});
    QString text = QStringLiteral("tp %1 cp %2 ep %3 pp %4 dp %5 vpp %6").arg(p.tp).arg(p.cp).arg(p.ep).arg(p.pp).arg(p.dp).arg(p.vpp);
    text += QStringLiteral(" %1 zero %2 sp %3").arg(schedule).arg(p.zeroStage).arg(p.sequenceParallel);
    if (const TrainingWorkload* w = s.workload.training())
        text += QStringLiteral(" b %1 recompute %2 offload %3").arg(w->microBatch).arg(static_cast<int>(w->recompute.kind)).arg(w->offload);
    return text;
}

/// A bound is one whatever the order of the sums it stands for.
void verifyBound(const PlanFigures& bound, const PlanFigures& figures, bool knowsPeak)
{
    QVERIFY(bound.step <= figures.step);
    QVERIFY(bound.tokensPerSecondPerGpu >= figures.tokensPerSecondPerGpu);
    QVERIFY(bound.mfu >= figures.mfu);
    if (knowsPeak)
        QCOMPARE(bound.peak.inBytes(), figures.peak.inBytes());
}

} // namespace

class TestPlanEvaluator : public QObject {
    Q_OBJECT

    PresetLibrary m_library;

private slots:
    void initTestCase() { m_library = test::allPresets(); }

    void samplesEqualEvaluate_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("plans");
        QTest::newRow("GPT-3 on A100") << test::scenarioText(TrainingCase{.model = "gpt3-175b", .cluster = "dgx-a100", .nodes = 8, .sequence = 2048})
                                       << 300;
        QTest::newRow("Llama 3.1 405B on H100") << test::scenarioText(TrainingCase{.model = "llama-3.1-405b", .nodes = 16, .dp = 2}) << 300;
        QTest::newRow("DeepSeek-V3 on H800") << test::scenarioText(TrainingCase{.model = "deepseek-v3",
                                                                               .cluster = "dgx-h800",
                                                                               .nodes = 16,
                                                                               .tp = 1,
                                                                               .ep = 64,
                                                                               .pp = 2,
                                                                               .dp = 64,
                                                                               .sequence = 4096,
                                                                               .globalBatch = 256,
                                                                               .precision = "fp8"})
                                             << 300;
        QTest::newRow("Mixtral over PCIe") << test::scenarioText(
            TrainingCase{.model = "mixtral-8x7b", .cluster = "a100-pcie-8", .nodes = 4, .tp = 2, .ep = 8, .pp = 1, .dp = 16, .globalBatch = 64})
                                           << 150;
        QTest::newRow("serving Llama 70B") << test::scenarioText(ServingCase{.cluster = "dgx-h100", .nodes = 2, .tp = 8, .dp = 2}) << 40;
    }

    void samplesEqualEvaluate()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, plans);
        const auto resolved = test::resolve(m_library, text);
        QVERIFY(resolved.has_value());
        const auto inputs = std::make_shared<const Inputs>(resolved->inputs);
        PlanEvaluator planner{inputs};
        RandomPlans random{resolved->scenario};
        int legal = 0;
        for (int i = 0; i < plans; ++i) {
            const Scenario scenario = random.next();
            const auto whole = evaluate(scenario, inputs, test::bare);
            const auto quick = planner.evaluate(scenario.parallelism, scenario.workload);
            QVERIFY2(quick.has_value() == whole.has_value(), qPrintable(described(scenario)));
            const std::string_view reason = planner.select(scenario.parallelism, scenario.workload);
            if (!whole) {
                QVERIFY2(quick.error() == whole.error(), qPrintable(described(scenario)));
                continue;
            }
            ++legal;
            QVERIFY(reason.empty());
            QVERIFY2(*quick == test::figuresOf(*whole), qPrintable(described(scenario)));
            verifyBound(planner.bound(), *quick, planner.knowsPeakFirst());
            verifyBound(planner.closeBound(), *quick, planner.knowsPeakFirst());
            QVERIFY(planner.bound().step <= planner.closeBound().step);
            if (QTest::currentTestFailed())
                QFAIL(qPrintable(described(scenario)));
        }
        QVERIFY2(legal > plans / 10, qPrintable(QString::number(legal)));
    }

    /// Nothing kept from one workload may be taken for another.
    void followsTheWorkload()
    {
        const auto resolved = test::resolve(m_library, test::scenarioText(TrainingCase{}));
        QVERIFY(resolved.has_value());
        const auto inputs = std::make_shared<const Inputs>(resolved->inputs);
        PlanEvaluator planner{inputs};
        for (const int sequence : {8192, 4096, 8192}) {
            Scenario scenario = resolved->scenario;
            std::get<TrainingWorkload>(scenario.workload.kind).sequenceTokens = sequence;
            scenario.parallelism.overlap.tp = sequence == 4096;
            const auto whole = evaluate(scenario, inputs, test::bare);
            QVERIFY(whole.has_value());
            QVERIFY(*planner.evaluate(scenario.parallelism, scenario.workload) == test::figuresOf(*whole));
        }
    }
};

QTEST_GUILESS_MAIN(TestPlanEvaluator)
#include "tst_plan_evaluator.moc"
