// SPDX-License-Identifier: GPL-3.0-or-later
// Laws of step and serving times: better machines are never slower, work scales, closed forms agree with the simulation.
#include "cost/expert_load.h"
#include "support/scenario_cases.h"

#include <QTest>

#include <cmath>
#include <functional>

using namespace shardscape;
using test::ServingCase;
using test::TrainingCase;

namespace {

struct Improvement {
    const char* name;
    std::function<void(ClusterSpec&)> apply;
};

std::vector<Improvement> improvements()
{
    return {{"memory bandwidth x 1.3", [](ClusterSpec& c) { c.accelerator.memoryBandwidth = c.accelerator.memoryBandwidth * 1.3; }},
            {"FLOPS x 1.3",
             [](ClusterSpec& c) {
                 for (auto& [type, rate] : c.accelerator.peak)
                     rate = rate * 1.3;
             }},
            {"link bandwidth x 1.3", [](ClusterSpec& c) { c.nodeFabric.linkBandwidth = c.nodeFabric.linkBandwidth * 1.3; }},
            {"NIC bandwidth x 1.3", [](ClusterSpec& c) { c.nic.bandwidth = c.nic.bandwidth * 1.3; }}};
}

} // namespace

class TestTimeLaws : public QObject {
    Q_OBJECT

    PresetLibrary m_library;

    test::Resolved resolved(const QByteArray& text)
    {
        auto r = test::resolve(m_library, text);
        if (!r)
            qFatal("the scenario cannot be read");
        return *r;
    }

    double seconds(const test::Resolved& r)
    {
        const auto e = test::evaluateResolved(r, test::bare);
        if (!e)
            qFatal("%s: %s", e.error().front().path.c_str(), e.error().front().message.c_str());
        return e->trafficPeriod.inSeconds();
    }

    double step(const TrainingCase& c) { return seconds(resolved(test::scenarioText(c))); }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }
    void initTestCase() { m_library = test::allPresets(); }

    void betterMachinesAreNeverSlower_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("70B, TP8 PP8") << test::scenarioText(TrainingCase{});
        QTest::newRow("8B, FSDP") << test::scenarioText(
            TrainingCase{.model = "llama-3.1-8b", .nodes = 2, .tp = 1, .pp = 1, .dp = 16, .globalBatch = 64, .zeroStage = 3});
        QTest::newRow("Qwen3 235B, EP32") << test::scenarioText(TrainingCase{
            .model = "qwen3-235b-a22b", .nodes = 32, .tp = 2, .ep = 32, .pp = 8, .dp = 16, .sequence = 4096, .globalBatch = 2048});
        QTest::newRow("70B long context, CP8") << test::scenarioText(
            TrainingCase{.nodes = 8, .cp = 8, .pp = 1, .dp = 1, .sequence = 131072, .globalBatch = 8});
        QTest::newRow("serving 70B, TP8") << test::scenarioText(
            ServingCase{.model = "llama-3.1-70b", .cluster = "dgx-h100", .tp = 8, .concurrency = 64});
        QTest::newRow("serving DeepSeek, EP16") << test::scenarioText(ServingCase{
            .model = "deepseek-v3", .cluster = "dgx-h200", .nodes = 2, .tp = 1, .ep = 16, .dp = 16, .concurrency = 256, .weights = "fp8"});
    }
    void betterMachinesAreNeverSlower()
    {
        QFETCH(QByteArray, text);
        const test::Resolved before = resolved(text);
        const double base = seconds(before);
        for (const Improvement& improvement : improvements()) {
            test::Resolved after = before;
            improvement.apply(after.inputs.cluster);
            QVERIFY2(seconds(after) <= base * (1.0 + 1e-12), improvement.name);
        }
    }

    void aRateOfZeroIsAProblem()
    {
        for (const QByteArray& text : {test::scenarioText(TrainingCase{}), test::scenarioText(ServingCase{.cluster = "dgx-h100"})}) {
            test::Resolved r = resolved(text);
            r.inputs.cluster.accelerator.memoryBandwidth = {};
            const auto result = test::evaluateResolved(r, test::bare);
            QVERIFY(!result && result.error().front().code == "zero-rate");
        }
    }

    void moreWorkTakesLonger()
    {
        const double base = step({});
        QVERIFY(step({.globalBatch = 256}) > 1.5 * base);
        QVERIFY(step({.recompute = "full"}) > 1.15 * step({.recompute = "none"}));
        QVERIFY(step({.precision = "fp8"}) < base);
        // Twice the micro-batches add exactly the steady part: the ramp stays.
        const double a = step({.globalBatch = 128});
        const double b = step({.globalBatch = 256});
        const double c = step({.globalBatch = 512});
        QVERIFY(std::abs((c - b) - 2.0 * (b - a)) < 1e-6 * c);
    }

    /// States in host memory spare the GPU and cost transfers and the host's update: less the more ranks share them.
    void offloadTakesTime()
    {
        const auto cost = [this](int dp) {
            TrainingCase c{.nodes = dp, .tp = 8, .pp = 1, .dp = dp, .globalBatch = 64};
            QByteArray text = test::scenarioText(c);
            const double without = seconds(resolved(text));
            text.replace("\"kind\": \"training\"", "\"kind\": \"training\", \"offload\": true");
            return seconds(resolved(text)) - without;
        };
        QVERIFY(cost(2) > 0.0);
        QVERIFY(cost(8) > 0.0);
        QVERIFY(cost(8) < cost(2));
    }

    /// Balanced routing leaves chance: it weighs more the fewer tokens meet, and nothing where a capacity cuts it off.
    void chanceSpreadsTheLoadOfExperts()
    {
        Efficiency e;
        e.moeChanceLoad = 1.0;
        QCOMPARE(chanceLoad(1000.0, 1, e), 1.0);
        QVERIFY(std::abs(chanceLoad(1000.0, 64, e) - 1.09) < 0.005);
        QVERIFY(chanceLoad(100.0, 64, e) > chanceLoad(1000.0, 64, e));
        e.moeChanceLoad = 0.0;
        QCOMPARE(chanceLoad(100.0, 64, e), 1.0);
    }

    void interleavingAndZeroBubbleShortenTheStep()
    {
        const double plain = step({.pp = 4, .dp = 2, .globalBatch = 16});
        QVERIFY(step({.pp = 4, .dp = 2, .vpp = 5, .schedule = "interleaved", .globalBatch = 16}) < plain);
        QVERIFY(step({.pp = 4, .dp = 2, .schedule = "zb-h1", .globalBatch = 16}) < plain);
        QVERIFY(step({.pp = 4, .dp = 2, .schedule = "gpipe", .globalBatch = 16}) >= plain * (1.0 - 1e-9));
    }

    void uniformOneFOneBIsTheClosedForm()
    {
        // With equal stages and no transfer time the bubble is (p - 1)/(m + p - 1); head and embedding make the stages unequal, so the
        // model gets none worth speaking of.
        test::Resolved r = resolved(
            test::scenarioText(TrainingCase{.model = "llama-3.1-405b", .cluster = "dgx-h100", .nodes = 9, .pp = 9, .globalBatch = 36}));
        r.inputs.model.vocabulary = 128;
        r.inputs.cluster.nic.bandwidth = BytesPerSecond::fromGBPerSecond(1e6);
        const auto e = test::evaluateResolved(r, test::bare);
        QVERIFY(e.has_value());
        QVERIFY2(std::abs(e->pipeline.bubbleFraction - 8.0 / 44.0) < 0.02, qPrintable(QString::number(e->pipeline.bubbleFraction)));
    }

    void moreReplicasServeMore()
    {
        const auto rate = [&](int dp) {
            const auto e =
                test::evaluateResolved(resolved(test::scenarioText(ServingCase{
                                           .model = "llama-3.1-8b", .cluster = "dgx-h100", .tp = 1, .dp = dp, .concurrency = 16 * dp})),
                                       test::bare);
            return e ? e->inference->outputTokensPerSecond : 0.0;
        };
        const double one = rate(1);
        QVERIFY(std::abs(rate(8) - 8.0 * one) < 1e-9 * rate(8));
    }

    void poolsApartKeepPromptsOutOfDecodeSteps()
    {
        test::Resolved r = resolved(test::scenarioText(
            ServingCase{.model = "llama-3.1-8b", .cluster = "dgx-h100", .tp = 1, .dp = 8, .prompt = 4096, .concurrency = 128}));
        const auto together = test::evaluateResolved(r, test::bare);
        auto& workload = std::get<InferenceWorkload>(r.scenario.workload.kind);
        workload.disaggregated = Disaggregation{4, 4};
        const auto apart = test::evaluateResolved(r, test::bare);
        QVERIFY(together && apart);
        QVERIFY(apart->inference->tpot < together->inference->tpot);
        workload.concurrency = 4096; // far beyond what four replicas prefill
        const auto flooded = test::evaluateResolved(r, test::bare);
        QVERIFY(flooded.has_value());
        QVERIFY(flooded->inference->ttft > 5.0 * apart->inference->ttft);
        QVERIFY(flooded->inference->outputTokensPerSecond / workload.outputTokens * workload.promptTokens <=
                flooded->inference->prefillTokensPerSecond);
        workload.disaggregated = Disaggregation{4, 3};
        const auto wrong = test::evaluateResolved(r, test::bare);
        QVERIFY(!wrong && wrong.error().front().code == "pools-do-not-match");
    }

    void throughputGrowsWithConcurrency()
    {
        double previous = 0;
        double latency = 0;
        for (int c = 1; c <= 256; c *= 2) {
            const auto e = test::evaluateResolved(
                resolved(test::scenarioText(ServingCase{.model = "llama-3.1-70b", .cluster = "dgx-h100", .tp = 8, .concurrency = c})),
                test::bare);
            QVERIFY(e.has_value());
            QVERIFY(e->inference->outputTokensPerSecond > previous);
            QVERIFY(e->inference->tpot.inSeconds() >= latency);
            previous = e->inference->outputTokensPerSecond;
            latency = e->inference->tpot.inSeconds();
        }
    }
};

QTEST_APPLESS_MAIN(TestTimeLaws)
#include "tst_time_laws.moc"
