// SPDX-License-Identifier: GPL-3.0-or-later
// Serving over the concurrency: the curve agrees with the evaluation, its marks mean what they say, and the ways to split eight GPUs
// differ for the reasons that the model gives.
#include "io/evaluation_json.h"
#include "support/scenario_cases.h"

#include <QTest>

#include <cmath>

using namespace shardscape;
using test::ServingCase;

class TestThroughputLatency : public QObject {
    Q_OBJECT

    PresetLibrary m_library;

    test::Resolved resolved(const ServingCase& c)
    {
        auto r = test::resolve(m_library, test::scenarioText(c));
        if (!r)
            qFatal("the scenario cannot be read");
        return *r;
    }

    InferenceReport serve(const test::Resolved& r, bool curve = false)
    {
        EvaluateOptions options = test::bare;
        options.curve = curve;
        const auto e = test::evaluateResolved(r, options);
        if (!e)
            qFatal("%s: %s", e.error().front().path.c_str(), e.error().front().message.c_str());
        return *e->inference;
    }

    static InferenceWorkload& workload(test::Resolved& r) { return std::get<InferenceWorkload>(r.scenario.workload.kind); }

    static double part(const std::vector<TimePart>& parts, std::string_view name)
    {
        for (const TimePart& p : parts)
            if (p.name == name)
                return p.time.inSeconds();
        return 0.0;
    }

    /// Eight H100 with Llama 3.1 70B in fp8 and long shared prefixes.
    test::Resolved split(int tp, int dp)
    {
        return resolved({.model = "llama-3.1-70b",
                         .cluster = "dgx-h100",
                         .tp = tp,
                         .dp = dp,
                         .prompt = 4096,
                         .concurrency = 16,
                         .weights = "fp8",
                         .prefix = 3072,
                         .prefixes = 2000});
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }
    void initTestCase() { m_library = test::allPresets(); }

    void everyPointIsTheEvaluationAtItsConcurrency()
    {
        test::Resolved r = resolved({.model = "llama-3.1-70b", .cluster = "dgx-h100", .tp = 4, .dp = 2, .concurrency = 24});
        const ThroughputLatency curve = serve(r, true).curve;
        QVERIFY(curve.points.size() > 6);
        QCOMPARE(curve.points[static_cast<std::size_t>(curve.chosen)].concurrency, 24);
        int previous = 0;
        for (const ConcurrencyPoint& point : curve.points) {
            QVERIFY(point.concurrency > previous);
            previous = point.concurrency;
            workload(r).concurrency = point.concurrency;
            const InferenceReport report = serve(r);
            QCOMPARE(point.ttft.inSeconds(), report.ttft.inSeconds());
            QCOMPARE(point.tpot.inSeconds(), report.tpot.inSeconds());
            QCOMPARE(point.outputTokensPerSecond, report.outputTokensPerSecond);
            QCOMPARE(point.outputTokensPerSecondPerGpu * 8.0, report.outputTokensPerSecond);
            QCOMPARE(point.outputTokensPerSecondPerUser * report.tpot.inSeconds(), 1.0);
        }
        QVERIFY(serve(r).curve.points.empty()); // only on demand
    }

    void marksAreNumbersInJson()
    {
        EvaluateOptions options = test::bare;
        options.curve = true;
        const auto e =
            test::evaluateResolved(resolved({.model = "llama-3.1-8b", .cluster = "dgx-h100", .tp = 1, .concurrency = 24}), options);
        QVERIFY(e.has_value());
        QVERIFY(evaluationToJson(*e).find("\"chosen_concurrency\": 24,") != std::string::npos);
    }

    void beyondTheMemoryMarkRequestsWait()
    {
        test::Resolved r = resolved({.model = "llama-3.1-70b", .cluster = "dgx-h100", .tp = 4, .dp = 2, .prompt = 8192, .concurrency = 4});
        const ThroughputLatency curve = serve(r, true).curve;
        QVERIFY(curve.memoryLimited >= 0);
        const ConcurrencyPoint last = curve.points[static_cast<std::size_t>(curve.memoryLimited)];
        QVERIFY(last.limit != ServingLimit::Memory);
        workload(r).concurrency = last.concurrency + 1;
        const InferenceReport beyond = serve(r);
        // One more request waits until an earlier one is done: far longer than one more prompt takes.
        QVERIFY(beyond.ttft.inSeconds() > last.ttft.inSeconds() + 0.5 * part(beyond.prefillBreakdown, "linear"));
        for (std::size_t i = 0; i < curve.points.size(); ++i)
            QCOMPARE(curve.points[i].limit == ServingLimit::Memory, static_cast<int>(i) > curve.memoryLimited);
    }

    void computeBindsLaterWithSlowerMemory()
    {
        // 1-token prompts: the products of a step see one row per sequence, so the mark is the batch that balances the machine.
        const auto mark = [&](double memory) {
            test::Resolved r = resolved({.model = "llama-3.1-8b", .cluster = "dgx-h100", .tp = 1, .prompt = 1, .output = 512});
            r.inputs.cluster.accelerator.memoryBandwidth = r.inputs.cluster.accelerator.memoryBandwidth * memory;
            const ThroughputLatency curve = serve(r, true).curve;
            return curve.computeLimited < 0 ? 0 : curve.points[static_cast<std::size_t>(curve.computeLimited)].concurrency;
        };
        const int usual = mark(1.0);
        QVERIFY2(usual > 32 && usual < 1024, qPrintable(QString::number(usual)));
        QVERIFY(mark(0.5) > usual);
        QVERIFY(mark(2.0) < usual);
    }

    void decodeAllReducesAreLatency()
    {
        // 160 all-reduces of 16 KiB a token at batch 1: sixteen times the bytes cost little more, and no bandwidth would help much.
        test::Resolved r = resolved({.model = "llama-3.1-70b", .cluster = "dgx-h100", .tp = 8, .concurrency = 1});
        const double one = part(serve(r).decodeBreakdown, "tp_exposed");
        workload(r).concurrency = 16;
        const double sixteen = part(serve(r).decodeBreakdown, "tp_exposed");
        QVERIFY2(sixteen > one && sixteen < 2.0 * one, qPrintable(QStringLiteral("%1 %2").arg(one).arg(sixteen)));
        workload(r).concurrency = 1;
        r.inputs.cluster.nodeFabric.linkBandwidth = r.inputs.cluster.nodeFabric.linkBandwidth * 4.0;
        QVERIFY(part(serve(r).decodeBreakdown, "tp_exposed") > 0.9 * one);
        QVERIFY(serve(r, true).curve.points.front().allReduceShare > 0.1);
    }

    void eightGpusSplitThreeWaysDifferForTheirReasons()
    {
        test::Resolved tp8 = split(8, 1);
        test::Resolved tp4 = split(4, 2);
        test::Resolved tp2 = split(2, 4);
        const InferenceReport a = serve(tp8);
        const InferenceReport b = serve(tp4);
        const InferenceReport c = serve(tp2);
        // Fewer copies of the weights leave more room for the cache ...
        QVERIFY(a.kvCapacityTokens > b.kvCapacityTokens && b.kvCapacityTokens > c.kvCapacityTokens);
        // ... and each replica that prompts are spread over must hold all prefixes by itself.
        QVERIFY(a.prefixHitRate > b.prefixHitRate && b.prefixHitRate > c.prefixHitRate);
        // Smaller tensor groups have cheaper all-reduces but read more weights per token.
        QVERIFY(part(a.decodeBreakdown, "tp_exposed") > part(b.decodeBreakdown, "tp_exposed"));
        QVERIFY(part(b.decodeBreakdown, "tp_exposed") > part(c.decodeBreakdown, "tp_exposed"));
        QVERIFY(part(a.decodeBreakdown, "linear") < part(b.decodeBreakdown, "linear"));
        QVERIFY(part(b.decodeBreakdown, "linear") < part(c.decodeBreakdown, "linear"));
        // Routing by prefix gives the replicas back what spreading cost; a single replica has nothing to route.
        for (test::Resolved* r : {&tp8, &tp4, &tp2})
            workload(*r).prefixRouting = PrefixRouting::PrefixAware;
        QCOMPARE(serve(tp8).prefixHitRate, a.prefixHitRate);
        QVERIFY(serve(tp4).prefixHitRate > b.prefixHitRate);
        QVERIFY(serve(tp2).prefixHitRate > c.prefixHitRate);
        QVERIFY(serve(tp2).ttft < c.ttft); // fewer prompt tokens to compute
    }

    void skewedPrefixesHitMore()
    {
        test::Resolved r = split(4, 2);
        double previous = 0;
        for (const double exponent : {0.0, 0.5, 1.0, 1.5}) {
            workload(r).prefixZipf = exponent;
            const double hit = serve(r).prefixHitRate;
            QVERIFY(hit > previous);
            previous = hit;
        }
    }

    void tokensSentInGroupsArriveLate()
    {
        test::Resolved r = resolved({.model = "llama-3.1-8b", .cluster = "dgx-h100", .tp = 1, .concurrency = 8});
        const InferenceReport single = serve(r);
        workload(r).streamInterval = 20;
        const InferenceReport grouped = serve(r);
        QCOMPARE(grouped.ttft.inSeconds(), single.ttft.inSeconds() + 19.0 * single.tpot.inSeconds());
        QCOMPARE(grouped.outputTokensPerSecond, single.outputTokensPerSecond);
    }
};

QTEST_APPLESS_MAIN(TestThroughputLatency)
#include "tst_throughput_latency.moc"
