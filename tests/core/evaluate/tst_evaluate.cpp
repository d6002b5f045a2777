// SPDX-License-Identifier: GPL-3.0-or-later
// The whole evaluation on the cases that every version must show correctly: sums, derivations, options, published relations.
#include "derivation/expression.h"
#include "support/scenario_cases.h"

#include <QDir>
#include <QTest>

#include <cmath>

using namespace shardscape;
using test::ServingCase;
using test::TrainingCase;

namespace {

void close(double actual, double expected, double tolerance)
{
    QVERIFY2(std::abs(actual - expected) <= tolerance * std::abs(expected),
             qPrintable(QStringLiteral("%1 instead of %2").arg(actual).arg(expected)));
}

double sum(const std::vector<TimePart>& parts)
{
    double total = 0;
    for (const TimePart& part : parts)
        total += part.time.inSeconds();
    return total;
}

} // namespace

class TestEvaluate : public QObject {
    Q_OBJECT

    PresetLibrary m_library;

    Evaluation run(const QByteArray& text, const EvaluateOptions& options = {})
    {
        const auto resolved = test::resolve(m_library, text);
        if (!resolved)
            qFatal("the scenario cannot be read");
        auto result = test::evaluateResolved(*resolved, options);
        if (!result)
            qFatal("%s: %s", result.error().front().path.c_str(), result.error().front().message.c_str());
        return std::move(*result);
    }

    void cases()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("Llama-2-70B TP4 on 4 A100") << test::scenarioText(ServingCase{});
        QTest::newRow("Llama-2-70B PP4, one request") << test::scenarioText(ServingCase{.tp = 1, .pp = 4});
        QTest::newRow("Llama-2-70B TP4 over PCIe, 32 requests")
            << test::scenarioText(ServingCase{.cluster = "a100-pcie-4", .concurrency = 32});
        QTest::newRow("Llama-3.1-405B TP8 PP2") << test::scenarioText(
            ServingCase{.model = "llama-3.1-405b", .cluster = "dgx-h100", .nodes = 2, .tp = 8, .pp = 2, .concurrency = 8});
        QTest::newRow("Llama-2-7B DP4") << test::scenarioText(ServingCase{.model = "llama-2-7b", .tp = 1, .dp = 4, .concurrency = 16});
        QTest::newRow("DeepSeek-V3 DP attention, EP32") << test::scenarioText(ServingCase{
            .model = "deepseek-v3", .cluster = "dgx-h200", .nodes = 4, .tp = 1, .ep = 32, .dp = 32, .concurrency = 512, .weights = "fp8"});
        QTest::newRow("Llama-70B, 64 GPUs TP8 PP8") << test::scenarioText(TrainingCase{});
        QTest::newRow("Megatron 530B TP8 PP35 DP12") << test::scenarioText(TrainingCase{.model = "megatron-530b",
                                                                                        .cluster = "dgx-a100",
                                                                                        .nodes = 420,
                                                                                        .pp = 35,
                                                                                        .dp = 12,
                                                                                        .sequence = 2048,
                                                                                        .globalBatch = 1920,
                                                                                        .recompute = "full"});
        QTest::newRow("Mixtral 8x7B EP8") << test::scenarioText(
            TrainingCase{.model = "mixtral-8x7b", .nodes = 1, .tp = 1, .ep = 8, .pp = 1, .dp = 8, .sequence = 4096, .globalBatch = 64});
        QTest::newRow("DeepSeek-V3 EP64 PP16") << test::scenarioText(TrainingCase{.model = "deepseek-v3",
                                                                                  .cluster = "dgx-h800",
                                                                                  .nodes = 256,
                                                                                  .tp = 1,
                                                                                  .ep = 64,
                                                                                  .pp = 16,
                                                                                  .dp = 128,
                                                                                  .schedule = "dualpipe",
                                                                                  .sequence = 4096,
                                                                                  .globalBatch = 15360,
                                                                                  .precision = "fp8"});
        QTest::newRow("Llama-3.1-405B on 16384 H100") << test::scenarioText(
            TrainingCase{.model = "llama-3.1-405b", .nodes = 2048, .pp = 16, .dp = 128, .globalBatch = 2048, .recompute = "none"});
        QTest::newRow("8B with FSDP and context parallelism") << test::scenarioText(
            TrainingCase{.model = "llama-3.1-8b", .nodes = 2, .tp = 1, .cp = 2, .pp = 1, .dp = 8, .globalBatch = 64, .zeroStage = 3});
        QTest::newRow("70B interleaved") << test::scenarioText(TrainingCase{.pp = 4, .dp = 2, .vpp = 5, .schedule = "interleaved"});
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }
    void initTestCase() { m_library = test::allPresets(); }

    void everyDerivationHolds_data()
    {
        cases();
        QDir folder(QStringLiteral(PRESETS_DIR "/scenarios"));
        for (const QString& name : folder.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name))
            QTest::newRow(qPrintable(name)) << QByteArray::fromStdString(test::readFile(folder.filePath(name)));
    }
    void everyDerivationHolds()
    {
        QFETCH(QByteArray, text);
        const Evaluation e = run(text);
        QVERIFY(e.derivations.all().size() >= 15);
        for (const Derivation& d : e.derivations.all()) {
            const auto value = evaluateFormula(d.formula, d.terms);
            QVERIFY2(value.has_value(), (d.id + ": " + d.formula).c_str());
            QVERIFY2(std::abs(*value - d.value) <= 1e-9 * std::max(std::abs(d.value), 1e-12),
                     qPrintable(QStringLiteral("%1: %2 gives %3, recorded %4")
                                    .arg(d.id.c_str(), d.formula.c_str())
                                    .arg(*value, 0, 'g', 15)
                                    .arg(d.value, 0, 'g', 15)));
            for (const Term& term : d.terms)
                QVERIFY2(term.from.empty() || e.derivations.find(term.from) != nullptr, (d.id + " refers to " + term.from).c_str());
        }
    }

    void figuresAddUp_data() { cases(); }
    void figuresAddUp()
    {
        QFETCH(QByteArray, text);
        const Evaluation e = run(text);
        if (e.training) {
            close(sum(e.training->breakdown), e.training->step.inSeconds(), 1e-12);
            QVERIFY(e.training->mfuCausal > 0.02 && e.training->mfuCausal < e.training->mfu);
            QVERIFY(e.training->mfu < 1.0 || e.scenario.workload.training()->precision != DataType::Bf16);
            QVERIFY(e.training->hfu >= e.training->mfu);
        } else {
            close(sum(e.inference->prefillBreakdown), e.inference->ttft.inSeconds(), 1e-9);
            close(sum(e.inference->decodeBreakdown), e.inference->tpot.inSeconds(), 1e-9);
        }
        using Breakdowns = std::vector<std::vector<TimePart>>;
        const Breakdowns all =
            e.training ? Breakdowns{e.training->breakdown} : Breakdowns{e.inference->prefillBreakdown, e.inference->decodeBreakdown};
        for (const std::vector<TimePart>& parts : all)
            for (const TimePart& part : parts)
                QVERIFY2(part.time.inSeconds() >= -1e-12 && std::isfinite(part.time.inSeconds()), part.name.c_str());
        QVERIFY(e.pipeline.bubbleFraction >= 0.0 && e.pipeline.bubbleFraction < 1.0);
        QVERIFY(e.timeline && e.fabric);
    }

    void optionsChangeNoNumber_data() { cases(); }
    void optionsChangeNoNumber()
    {
        QFETCH(QByteArray, text);
        const Evaluation full = run(text);
        const Evaluation quick = run(text, test::bare);
        QVERIFY(!quick.fabric && !quick.timeline && quick.derivations.all().empty() && quick.traffic.perLink.empty());
        QCOMPARE(quick.trafficPeriod.inSeconds(), full.trafficPeriod.inSeconds());
        QCOMPARE(quick.memory.peak.inBytes(), full.memory.peak.inBytes());
        QCOMPARE(quick.pipeline.bubbleFraction, full.pipeline.bubbleFraction);
        for (std::size_t axis = 0; axis < axisCount; ++axis)
            close(quick.traffic.byAxisTotal[axis], full.traffic.byAxisTotal[axis], 1e-9);
    }

    void llama70bOnFourA100()
    {
        const Evaluation tp4 = run(test::scenarioText(ServingCase{}));
        QVERIFY(tp4.fits);
        close(tp4.memory.byStage[0][MemoryPart::Weights].inGB(), 34.5, 0.01); // 69 billion parameters in two bytes over four GPUs
        const Evaluation tp1 = run(test::scenarioText(ServingCase{.tp = 1}));
        QVERIFY(!tp1.fits);
        const Evaluation pp4 = run(test::scenarioText(ServingCase{.tp = 1, .pp = 4}));
        QVERIFY(pp4.fits);
        close(pp4.pipeline.bubbleFraction, 0.75, 0.02);
        const Evaluation four = run(test::scenarioText(ServingCase{.tp = 1, .pp = 4, .concurrency = 4}));
        close(four.pipeline.bubbleFraction, 3.0 / 7.0, 0.06);
        QVERIFY(four.inference->outputTokensPerSecond > 3.0 * pp4.inference->outputTokensPerSecond);
    }

    void communicationOverPcieIsWorse()
    {
        for (const int requests : {1, 32}) {
            const Evaluation nvlink = run(test::scenarioText(ServingCase{.concurrency = requests}));
            const Evaluation pcie = run(test::scenarioText(ServingCase{.cluster = "a100-pcie-4", .concurrency = requests}));
            const auto part = [](const Evaluation& e) {
                for (const TimePart& p : e.inference->prefillBreakdown)
                    if (p.name == "tp_exposed")
                        return p.time.inSeconds();
                return 0.0;
            };
            QVERIFY(part(pcie) > 3.0 * part(nvlink));
        }
    }

    void prefixCachesTradeReplicasAgainstRoom()
    {
        const auto hit = [&](int tp, int dp) {
            return run(test::scenarioText(ServingCase{.model = "llama-3.1-70b",
                                                      .cluster = "dgx-h100",
                                                      .tp = tp,
                                                      .dp = dp,
                                                      .prompt = 4096,
                                                      .concurrency = 16,
                                                      .prefix = 3072,
                                                      .prefixes = 400}),
                       test::bare)
                .inference->prefixHitRate;
        };
        const double one = hit(8, 1);
        const double two = hit(4, 2);
        const double four = hit(2, 4);
        QVERIFY2(one > two && two > four, qPrintable(QStringLiteral("%1 %2 %3").arg(one).arg(two).arg(four)));
    }

    void tensorGroupsAcrossNodesAreSaid()
    {
        const Evaluation e = run(test::scenarioText(TrainingCase{.tp = 16, .pp = 4}), test::bare);
        QVERIFY(std::any_of(e.diagnostics.begin(), e.diagnostics.end(), [](const Problem& p) { return p.code == "tp-spans-nodes"; }));
    }

    void spanningDomainsWithoutNetworkIsAProblem()
    {
        auto resolved = test::resolve(m_library, test::scenarioText(TrainingCase{.tp = 16, .pp = 4}));
        QVERIFY(resolved);
        resolved->inputs.cluster.nic.count = 0;
        const auto result = test::evaluateResolved(*resolved, test::bare);
        QVERIFY(!result);
        QCOMPARE(result.error().front().code, std::string{"no-network"});
    }
};

QTEST_APPLESS_MAIN(TestEvaluate)
#include "tst_evaluate.moc"
