// SPDX-License-Identifier: GPL-3.0-or-later
// Clusters of unlike nodes: laws of the times, memory, traffic and placement, and what a wrong description is told.
#include "derivation/expression.h"
#include "io/evaluation_json.h"
#include "plan/legality.h"
#include "support/scenario_cases.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

using namespace shardscape;
using test::ServingCase;
using test::TrainingCase;

namespace {

/// The case's text with another cluster.
QByteArray onCluster(QByteArray text, const QByteArray& cluster)
{
    const auto from = text.indexOf("\"cluster\": ") + 11;
    const auto to = text.indexOf('}', from) + 1;
    return text.replace(from, to - from, cluster);
}

QByteArray groups(std::initializer_list<std::pair<const char*, int>> list, const QByteArray& more = {})
{
    QByteArray text;
    for (const auto& [preset, nodes] : list)
        text += (text.isEmpty() ? "" : ", ") + QByteArray("{\"preset\": \"") + preset + "\", \"nodes\": " + QByteArray::number(nodes) + "}";
    return "{\"node_groups\": [" + text + "]" + more + "}";
}

const TrainingCase small{.model = "llama-2-13b", .cluster = "dgx-h100", .nodes = 4, .tp = 8, .pp = 2, .dp = 2, .sequence = 4096, .globalBatch = 32};
const ServingCase serving{.model = "llama-2-13b", .cluster = "dgx-h100", .nodes = 2, .tp = 8, .dp = 2, .concurrency = 64};

bool mentions(const Evaluation& e, std::string_view code)
{
    return std::any_of(e.diagnostics.begin(), e.diagnostics.end(), [&](const Problem& p) { return p.code == code; });
}

} // namespace

class TestNodeGroups : public QObject {
    Q_OBJECT

    PresetLibrary m_library;

    Result<Evaluation> tryRun(const QByteArray& text, const EvaluateOptions& options = {})
    {
        const auto scenario = readScenario(text.toStdString());
        if (!scenario)
            return failure(scenario.error());
        auto inputs = m_library.resolve(*scenario);
        if (!inputs)
            return failure(inputs.error());
        return evaluate(*scenario, std::make_shared<const Inputs>(std::move(*inputs)), options);
    }

    Evaluation run(const QByteArray& text)
    {
        auto result = tryRun(text);
        if (!result)
            qFatal("%s: %s", result.error().front().path.c_str(), result.error().front().message.c_str());
        return std::move(*result);
    }

private Q_SLOTS:
    void initTestCase() { m_library = test::allPresets(); }

    void groupsOfOnePresetAreThePlainCluster_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("split");
        QTest::newRow("training") << test::scenarioText(small) << groups({{"dgx-h100", 1}, {"dgx-h100", 3}});
        QTest::newRow("serving") << test::scenarioText(serving) << groups({{"dgx-h100", 1}, {"dgx-h100", 1}});
    }
    void groupsOfOnePresetAreThePlainCluster()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, split);
        QCOMPARE(QByteArray::fromStdString(evaluationToJson(run(onCluster(text, split)))),
                 QByteArray::fromStdString(evaluationToJson(run(text))));
    }

    /// The step on A100 and H100 lies between those of either kind alone, wherever the slower nodes stand.
    void aSlowerNodeNeverSpeedsUp_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("training");
        QTest::newRow("stages on either kind") << test::scenarioText(small) << true;
        TrainingCase fsdp = small;
        fsdp.pp = 1;
        fsdp.dp = 4;
        fsdp.zeroStage = 3;
        QTest::newRow("replicas on either kind") << test::scenarioText(fsdp) << true;
        TrainingCase wide = small;
        wide.tp = 16;
        wide.model = "llama-3.1-405b";
        wide.dp = 1;
        QTest::newRow("tensor groups over both kinds") << test::scenarioText(wide) << true;
        ServingCase four = serving;
        four.nodes = 4;
        four.dp = 4;
        QTest::newRow("serving replicas") << test::scenarioText(four) << false;
        four.pp = 2;
        four.dp = 2;
        QTest::newRow("serving pipelines") << test::scenarioText(four) << false;
    }
    void aSlowerNodeNeverSpeedsUp()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, training);
        const auto seconds = [&](const QByteArray& cluster) {
            const Evaluation e = run(onCluster(text, cluster));
            return training ? e.training->step.inSeconds() : e.inference->ttft.inSeconds() + 255 * e.inference->tpot.inSeconds();
        };
        const double fast = seconds(groups({{"dgx-h100", 4}}));
        const double slow = seconds("{\"preset\": \"dgx-a100\", \"nodes\": 4, \"overrides\": {}}");
        double before = fast;
        for (int slower = 1; slower <= 3; ++slower) {
            const double mixed = seconds(groups({{"dgx-h100", 4 - slower}, {"dgx-a100", slower}}));
            QVERIFY2(mixed >= before * (1 - 1e-9), qPrintable(QStringLiteral("%1 slower nodes: %2 s, before %3").arg(slower).arg(mixed).arg(before)));
            before = mixed;
        }
        QVERIFY2(slow >= before * 0.97, qPrintable(QStringLiteral("A100 alone %1, one H100 node %2").arg(slow).arg(before)));
    }

    void theSlowestMemberIsNamed()
    {
        TrainingCase replicas = small;
        replicas.pp = 1;
        replicas.dp = 4;
        const Evaluation e = run(onCluster(test::scenarioText(replicas), groups({{"dgx-a100", 2}, {"dgx-h100", 2}})));
        QVERIFY(mentions(e, "slowest-member"));
        QVERIFY(!e.paceGaps.empty());
        QCOMPARE(e.paceGaps.front().slowKind, 0);
        QCOMPARE(e.paceGaps.front().fastKind, 1);
        QVERIFY(e.paceGaps.front().slow > e.paceGaps.front().fast);
        QVERIFY(!mentions(run(test::scenarioText(replicas)), "slowest-member"));
        QVERIFY(evaluationToJson(e).find("\"pace_gaps\"") != std::string::npos);
        QVERIFY(evaluationToJson(run(test::scenarioText(replicas))).find("node_kinds") == std::string::npos);
    }

    /// A rank fits when its own GPU holds it: the same plan fits or fails by where the heavy stage lies.
    void everyRankIsHeldByItsOwnGpu()
    {
        TrainingCase c = small;
        c.pp = 4;
        c.dp = 1;
        const Evaluation e = run(onCluster(test::scenarioText(c), groups({{"dgx-a100-40gb", 2}, {"dgx-h200", 2}})));
        QCOMPARE(e.memory.capacityByStage.size(), std::size_t{4});
        QVERIFY(e.memory.capacityByStage[0] < e.memory.capacityByStage[3]);
        for (std::size_t stage = 0; stage < 4; ++stage)
            QVERIFY(e.memory.byStage[stage].total() / e.memory.capacityOf(stage) <= e.memory.peak / e.memory.capacity);
        QCOMPARE(e.memory.capacity, e.memory.capacityOf(static_cast<std::size_t>(e.memory.worstStage)));
        QCOMPARE(e.plan->mesh.coordinateOf(e.memory.worstRank).pp, e.memory.worstStage);
    }

    /// Every byte sent is received, over nodes with other wiring and NICs too; and swapping equal nodes changes nothing.
    void trafficIsConservedOverUnlikeNodes()
    {
        std::mt19937 random{20261121};
        const std::vector<const char*> kinds{"dgx-a100", "dgx-h100", "mi300x-8", "dgx-1-v100", "aws-p4d-a100"};
        for (int i = 0; i < 12; ++i) {
            const auto pick = [&] { return kinds[random() % kinds.size()]; };
            const char* first = pick();
            const char* second = pick();
            TrainingCase c = small;
            c.model = "llama-3.1-70b";
            c.tp = 4 << (random() % 3);
            c.pp = 2;
            c.dp = 32 / c.tp / c.pp;
            const Evaluation e = run(onCluster(test::scenarioText(c), groups({{first, 2}, {second, 2}}, ", \"scale_out\": \"dgx-h100\"")));
            const std::size_t links = e.fabric->links().size();
            std::vector<double> in(e.fabric->vertices().size(), 0.0);
            std::vector<double> out(in.size(), 0.0);
            double sum = 0;
            for (std::size_t link = 0; link < links; ++link)
                for (const double bytes : e.traffic.perLink[link]) {
                    out[static_cast<std::size_t>(e.fabric->links()[link].from)] += bytes;
                    in[static_cast<std::size_t>(e.fabric->links()[link].to)] += bytes;
                    sum += bytes;
                }
            for (std::size_t vertex = 0; vertex < in.size(); ++vertex)
                if (e.fabric->vertices()[vertex].kind != VertexKind::Gpu)
                    QVERIFY2(std::abs(in[vertex] - out[vertex]) <= 1e-9 * sum, e.fabric->nameOf(static_cast<int>(vertex)).c_str());
            double total = 0;
            for (const double bytes : e.traffic.byAxisTotal)
                total += bytes;
            double sent = 0;
            for (std::size_t vertex = 0; vertex < in.size(); ++vertex)
                if (e.fabric->vertices()[vertex].kind == VertexKind::Gpu)
                    sent += out[vertex] - in[vertex];
            QVERIFY(std::abs(sent) <= 1e-9 * sum);
            QVERIFY(sum >= total * (1 - 1e-9));
        }
    }

    void relabelingEqualNodesChangesNothing()
    {
        // tp fills a node, dp runs over nodes 0-1 and 2-3 of one kind each.
        const QByteArray text = onCluster(test::scenarioText(small), groups({{"dgx-a100", 2}, {"dgx-h100", 2}}));
        auto swapped = readScenario(text.toStdString());
        std::vector<int> placement;
        for (const int node : {1, 0, 3, 2})
            for (int gpu = 0; gpu < 8; ++gpu)
                placement.push_back(node * 8 + gpu);
        swapped->placement = placement;
        const Evaluation plain = run(text);
        const Evaluation other = run(QByteArray::fromStdString(writeScenario(*swapped)));
        QCOMPARE(other.training->step.inSeconds(), plain.training->step.inSeconds());
        QCOMPARE(other.memory.peak, plain.memory.peak);
        QCOMPARE(other.busiestLinks.front().busyFraction, plain.busiestLinks.front().busyFraction);
    }

    /// Every derivation of a mixed evaluation evaluates to its value.
    void derivationsHold_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("training") << onCluster(test::scenarioText(small), groups({{"dgx-a100", 2}, {"dgx-h100", 2}}));
        QTest::newRow("serving") << onCluster(test::scenarioText(serving), groups({{"dgx-a100", 1}, {"dgx-h100", 1}}));
    }
    void derivationsHold()
    {
        QFETCH(QByteArray, text);
        const Evaluation e = run(text);
        for (const Derivation& d : e.derivations.all()) {
            const auto value = evaluateFormula(d.formula, d.terms);
            QVERIFY2(value.has_value(), d.id.c_str());
            QVERIFY2(std::abs(*value - d.value) <= 1e-6 * std::max(1e-12, std::abs(d.value)), d.id.c_str());
        }
        for (std::size_t stage = 0; stage < e.memory.byStage.size(); ++stage) {
            const Derivation* overhead = e.derivations.find("memory/stage/" + std::to_string(stage) + "/overhead");
            QVERIFY(overhead != nullptr);
            QCOMPARE(overhead->value, e.memory.byStage[stage][MemoryPart::Overhead].inBytes());
        }
    }

    void aGpuOutOfOrderCostsItsNode_data()
    {
        QTest::addColumn<int>("gpu");
        QTest::newRow("first node") << 3;
        QTest::newRow("in the middle") << 13;
        QTest::newRow("last node") << 31;
    }
    void aGpuOutOfOrderCostsItsNode()
    {
        QFETCH(int, gpu);
        TrainingCase three = small;
        three.nodes = 3;
        three.pp = 1;
        three.dp = 3;
        three.globalBatch = 24;
        const QByteArray text = test::scenarioText(three);
        const QByteArray broken = "{\"preset\": \"dgx-h100\", \"nodes\": 4, \"out_of_order\": [" + QByteArray::number(gpu) + "]}";
        const Evaluation plain = run(text);
        const Evaluation around = run(onCluster(text, broken));
        QCOMPARE(around.training->step.inSeconds(), plain.training->step.inSeconds());
        QCOMPARE(around.memory.peak, plain.memory.peak);
        for (int rank = 0; rank < around.ranks; ++rank)
            QVERIFY(around.plan->mesh.gpuOf(rank) / 8 != gpu / 8);
    }

    void aRankOnAGpuOutOfOrderIsRefused()
    {
        auto scenario = readScenario(onCluster(test::scenarioText(small), R"({"preset": "dgx-h100", "nodes": 5, "out_of_order": [2]})").toStdString());
        std::vector<int> identity(32);
        std::iota(identity.begin(), identity.end(), 0);
        scenario->placement = identity;
        const auto result = tryRun(QByteArray::fromStdString(writeScenario(*scenario)));
        QVERIFY(!result);
        QCOMPARE(result.error().front().path, std::string("/placement/2"));
        QCOMPARE(result.error().front().code, std::string("placement-broken"));
        QVERIFY(!result.error().front().hint.empty());
    }

    void roundTrip()
    {
        const QByteArray text = onCluster(test::scenarioText(small), R"({"node_groups": [{"preset": "dgx-a100", "nodes": 2,
            "overrides": {"accelerator.memory_bytes": 9e10}}, {"preset": "dgx-h100", "nodes": 2}], "scale_out": "dgx-h100", "out_of_order": [9, 3]})");
        const auto once = readScenario(text.toStdString());
        QVERIFY(once);
        QCOMPARE(once->cluster.nodeGroups.size(), std::size_t{2});
        QCOMPARE(once->cluster.outOfOrder, (std::vector<int>{3, 9}));
        const auto again = readScenario(writeScenario(*once));
        QVERIFY(again);
        QCOMPARE(*again, *once);
    }

    void wrongDescriptions_data()
    {
        QTest::addColumn<QByteArray>("cluster");
        QTest::addColumn<QByteArray>("path");
        QTest::newRow("no groups") << QByteArray(R"({"node_groups": []})") << QByteArray("/cluster/node_groups");
        QTest::newRow("no list") << QByteArray(R"({"node_groups": 3})") << QByteArray("/cluster/node_groups");
        QTest::newRow("too many groups") << groups({{"l4-single", 1}, {"l4-single", 1}, {"l4-single", 1}, {"l4-single", 1}, {"l4-single", 1},
            {"l4-single", 1}, {"l4-single", 1}, {"l4-single", 1}, {"l4-single", 1}, {"l4-single", 1}, {"l4-single", 1}, {"l4-single", 1},
            {"l4-single", 1}, {"l4-single", 1}, {"l4-single", 1}, {"l4-single", 1}, {"l4-single", 1}}) << QByteArray("/cluster/node_groups");
        QTest::newRow("unknown preset") << groups({{"dgx-h100", 2}, {"dgx-h10", 2}}) << QByteArray("/cluster/node_groups/1/preset");
        QTest::newRow("no nodes") << groups({{"dgx-h100", 2}, {"dgx-a100", 0}}) << QByteArray("/cluster/node_groups/1/nodes");
        QTest::newRow("too many nodes") << groups({{"dgx-h100", 131072}, {"dgx-a100", 1}}) << QByteArray("/cluster/node_groups");
        QTest::newRow("other node size") << groups({{"dgx-h100", 2}, {"gh200-quad", 2}}) << QByteArray("/cluster/node_groups/1/preset");
        QTest::newRow("no NICs") << groups({{"gh200-quad", 2}, {"a100-nvlink-4", 1}}) << QByteArray("/cluster/node_groups/1/preset");
        QTest::newRow("racks beside nodes") << groups({{"gh200-quad", 2}, {"gb200-nvl72", 18}}) << QByteArray("/cluster/node_groups/1/preset");
        QTest::newRow("unknown network") << groups({{"dgx-h100", 2}}, R"(, "scale_out": "token-ring")") << QByteArray("/cluster/scale_out");
        QTest::newRow("network of a box without one") << groups({{"dgx-h100", 2}}, R"(, "scale_out": "a100-nvlink-4")") << QByteArray("/cluster/scale_out");
        QTest::newRow("preset beside groups") << groups({{"dgx-h100", 2}}, R"(, "preset": "dgx-a100")") << QByteArray("/cluster/preset");
        QTest::newRow("unknown key") << groups({{"dgx-h100", 2}}, R"(, "scale-out": "dgx-h100")") << QByteArray("/cluster/scale-out");
        QTest::newRow("GPU that is not there") << groups({{"dgx-h100", 4}}, R"(, "out_of_order": [32])") << QByteArray("/cluster/out_of_order/0");
        QTest::newRow("GPU twice") << groups({{"dgx-h100", 4}}, R"(, "out_of_order": [3, 3])") << QByteArray("/cluster/out_of_order/1");
        QTest::newRow("half a GPU") << groups({{"dgx-h100", 4}}, R"(, "out_of_order": [1.5])") << QByteArray("/cluster/out_of_order/0");
        QTest::newRow("override out of range")
            << QByteArray(R"({"node_groups": [{"preset": "dgx-h100", "nodes": 4, "overrides": {"accelerator.memory_bytes": -1}}]})")
            << QByteArray("/cluster/node_groups/0/overrides/accelerator.memory_bytes");
        QTest::newRow("second network") << QByteArray(R"({"node_groups": [{"preset": "dgx-h100", "nodes": 2},
            {"preset": "dgx-a100", "nodes": 2, "overrides": {"scale_out.oversubscription": 2}}]})")
                                        << QByteArray("/cluster/node_groups/1/overrides/scale_out.oversubscription");
    }
    void wrongDescriptions()
    {
        QFETCH(QByteArray, cluster);
        QFETCH(QByteArray, path);
        const auto result = tryRun(onCluster(test::scenarioText(small), cluster));
        QVERIFY(!result);
        const Problem& problem = result.error().front();
        QCOMPARE(QByteArray::fromStdString(problem.path), path);
        QVERIFY2(!problem.message.empty() && !problem.hint.empty(), problem.message.c_str());
    }
};

QTEST_APPLESS_MAIN(TestNodeGroups)
#include "tst_node_groups.moc"
