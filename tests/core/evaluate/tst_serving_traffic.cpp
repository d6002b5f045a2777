// SPDX-License-Identifier: GPL-3.0-or-later
// The link map of a serving pass with experts over many GPUs: dispatch and combine send their closed form, links carry what the time
// prices, and nodes may change names.
#include "evaluate/inference.h"
#include "evaluate/serving_transfer.h"
#include "support/scenario_cases.h"

#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

using namespace shardscape;

class TestServingTraffic : public QObject {
    Q_OBJECT

    PresetLibrary m_library;

    test::Resolved resolved(const char* model, int nodes, int tp, int ep, int prompt, int concurrency)
    {
        test::ServingCase c;
        c.model = model;
        c.cluster = "dgx-h800";
        c.nodes = nodes;
        c.tp = tp;
        c.ep = ep;
        c.dp = nodes * 8 / tp;
        c.prompt = prompt;
        c.concurrency = concurrency;
        c.weights = "fp8";
        auto r = test::resolve(m_library, test::scenarioText(c));
        if (!r)
            qFatal("the case cannot be read");
        return *r;
    }

    static Evaluation evaluated(const test::Resolved& r)
    {
        auto e = test::evaluateResolved(r);
        if (!e)
            qFatal("%s", e.error().front().message.c_str());
        return *std::move(e);
    }

    static double ofExperts(const Evaluation& e, std::int32_t link) { return e.traffic.perLink[static_cast<std::size_t>(link)][indexOf(Axis::Ep)]; }

    static void addCases()
    {
        QTest::addColumn<QString>("model");
        QTest::addColumn<int>("nodes");
        QTest::addColumn<int>("tp");
        QTest::addColumn<int>("ep");
        QTest::addColumn<int>("prompt");
        QTest::newRow("Mixtral, one node") << "mixtral-8x7b" << 1 << 1 << 8 << 2048;
        QTest::newRow("DeepSeek-V3, four nodes, few tokens go straight") << "deepseek-v3" << 4 << 1 << 32 << 256;
        QTest::newRow("DeepSeek-V3, four nodes, many once to a node") << "deepseek-v3" << 4 << 1 << 32 << 8192;
        QTest::newRow("DeepSeek-V3, tensor ranks send a share each") << "deepseek-v3" << 4 << 4 << 32 << 8192;
        QTest::newRow("Qwen3, two expert groups") << "qwen3-30b-a3b" << 4 << 1 << 16 << 4096;
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }
    void initTestCase() { m_library = test::allPresets(); }

    /// sum over prefill and decode of layers x tokens / tp x K x hidden x (fp8 out + bf16 back) x (n - 1)/n, on every GPU.
    void dispatchAndCombineSendTheirClosedForm_data() { addCases(); }
    void dispatchAndCombineSendTheirClosedForm()
    {
        QFETCH(QString, model);
        QFETCH(int, nodes);
        QFETCH(int, tp);
        QFETCH(int, ep);
        QFETCH(int, prompt);
        const test::Resolved r = resolved(qPrintable(model), nodes, tp, ep, prompt, 64);
        const Evaluation e = evaluated(r);
        const ServingContext c = servingContext(*e.plan, *e.inputs, *e.scenario.workload.inference());
        double moeLayers = 0, picks = 0;
        const TransformerSpec& spec = e.inputs->model;
        for (const std::uint8_t kind : spec.pattern)
            if (const FeedForwardSpec& f = spec.kinds[kind].feedForward; f.isMoe()) {
                ++moeLayers;
                picks = f.topK;
            }
        const Result<InferenceResult> serving =
            simulateInference(c, inferenceMemory(*e.plan, *e.inputs, *e.scenario.workload.inference(), nullptr), nullptr);
        QVERIFY(serving.has_value());
        const double tokens = prompt + serving->residentPerReplica;
        const double sent = tokens / tp * picks * spec.hidden * (servingDispatchBytes + servingCombineBytes) * moeLayers;
        const double expected = e.ranks * sent * (ep - 1) / ep;
        const double mapped = e.traffic.byAxisTotal[indexOf(Axis::Ep)];
        QVERIFY2(std::abs(mapped - expected) <= 1e-9 * expected, qPrintable(QStringLiteral("%1, expected %2").arg(mapped).arg(expected)));
    }

    /// Every GPU sends and gets as much as every other, so the map turned round is the map: both directions of each cable carry the same.
    void bothDirectionsCarryTheSame_data() { addCases(); }
    void bothDirectionsCarryTheSame()
    {
        QFETCH(QString, model);
        QFETCH(int, nodes);
        QFETCH(int, tp);
        QFETCH(int, ep);
        QFETCH(int, prompt);
        const Evaluation e = evaluated(resolved(qPrintable(model), nodes, tp, ep, prompt, 64));
        const NodeTemplate& parts = e.fabric->nodeTemplate();
        bool network = false;
        for (int node = 0; node < e.fabric->nodes(); ++node) {
            const std::int32_t first = e.fabric->firstLinkOf(node);
            double up = 0, down = 0;
            for (std::size_t gpu = 0; gpu < parts.switchUp.size(); ++gpu) {
                up += ofExperts(e, first + parts.switchUp[gpu]);
                down += ofExperts(e, first + parts.switchDown[gpu]);
            }
            QVERIFY(up > 0 && std::abs(up - down) <= 1e-9 * up);
            for (std::size_t nic = 0; nic < parts.nicUp.size(); ++nic) {
                const double out = ofExperts(e, first + parts.nicUp[nic]);
                QVERIFY(std::abs(out - ofExperts(e, first + parts.nicDown[nic])) <= 1e-9 * out);
                network = network || out > 0;
            }
        }
        QCOMPARE(network, nodes > 1);
    }

    void renamingNodesRenamesTheMap_data() { addCases(); }
    void renamingNodesRenamesTheMap()
    {
        QFETCH(QString, model);
        QFETCH(int, nodes);
        QFETCH(int, tp);
        QFETCH(int, ep);
        QFETCH(int, prompt);
        test::Resolved r = resolved(qPrintable(model), nodes, tp, ep, prompt, 64);
        const Evaluation before = evaluated(r);
        std::vector<int> names(static_cast<std::size_t>(nodes));
        std::iota(names.begin(), names.end(), 0);
        std::shuffle(names.begin(), names.end(), std::mt19937{11});
        std::vector<int> placement;
        for (int rank = 0; rank < before.ranks; ++rank)
            placement.push_back(names[static_cast<std::size_t>(rank / 8)] * 8 + rank % 8);
        r.scenario.placement = placement;
        const Evaluation after = evaluated(r);
        QCOMPARE(after.trafficPeriod.inSeconds(), before.trafficPeriod.inSeconds());
        const int perNode = static_cast<int>(before.fabric->nodeTemplate().links.size());
        for (int node = 0; node < nodes; ++node)
            for (int i = 0; i < perNode; ++i) {
                const double a = ofExperts(before, before.fabric->firstLinkOf(node) + i);
                const double b = ofExperts(after, after.fabric->firstLinkOf(names[static_cast<std::size_t>(node)]) + i);
                QVERIFY(std::abs(a - b) <= 1e-9 * std::max(1.0, a));
            }
    }
};

QTEST_APPLESS_MAIN(TestServingTraffic)
#include "tst_serving_traffic.moc"
