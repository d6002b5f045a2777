// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cost/memory_fixture.h"
#include "cost/kv_cache.h"
#include "derivation/expression.h"

#include <QtTest>

using namespace shardscape;

class TestKvCache : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }
    void bytesPerToken_data();
    void bytesPerToken();
    void tensorParallelSharding_data();
    void tensorParallelSharding();
    void pagesWindowsAndStates();
    void prefixesAreHeldOnce();
    void capacityByEngine();
    void derivationsEvaluate();
};

namespace {

TransformerSpec grouped(int layers, int heads, int kvHeads, int headDim)
{
    TransformerSpec model;
    model.hidden = heads * headDim;
    model.vocabulary = 32000;
    LayerSpec layer;
    layer.attention.heads = heads;
    layer.attention.kvHeads = kvHeads;
    layer.attention.headDim = layer.attention.valueHeadDim = headDim;
    layer.feedForward.width = 4 * model.hidden;
    model.kinds = {layer};
    model.pattern.assign(static_cast<std::size_t>(layers), 0);
    return model;
}

TransformerSpec latent(int layers, int heads, int rank, int rope)
{
    TransformerSpec model = grouped(layers, heads, heads, 128);
    AttentionSpec& a = model.kinds[0].attention;
    a.kind = AttentionKind::Latent;
    a.kvLoraRank = rank;
    a.ropeHeadDim = rope;
    a.nopeHeadDim = 128;
    return model;
}

Scenario serving(InferenceWorkload workload, int tp, int dp = 1)
{
    Scenario scenario;
    scenario.parallelism.tp = tp;
    scenario.parallelism.dp = dp;
    scenario.parallelism.schedule = ScheduleKind::ForwardOnly;
    scenario.workload.kind = workload;
    return scenario;
}

} // namespace

void TestKvCache::bytesPerToken_data()
{
    QTest::addColumn<int>("layers");
    QTest::addColumn<int>("kvHeads");
    QTest::addColumn<int>("headDim");
    QTest::addColumn<int>("latentRank");
    QTest::addColumn<double>("expected");
    // Two bytes an element, from the config.json of each checkpoint.
    QTest::newRow("GPT-2: MHA, 12 layers") << 12 << 12 << 64 << 0 << 36864.0;
    QTest::newRow("Llama-2-7B: MHA") << 32 << 32 << 128 << 0 << 524288.0;
    QTest::newRow("Llama-3-8B, Mistral-7B: GQA 4:1") << 32 << 8 << 128 << 0 << 131072.0;
    QTest::newRow("Llama-3-70B: GQA 8:1") << 80 << 8 << 128 << 0 << 327680.0;
    QTest::newRow("Llama-3.1-405B") << 126 << 8 << 128 << 0 << 516096.0;
    QTest::newRow("Qwen3-30B-A3B") << 48 << 4 << 128 << 0 << 98304.0;
    QTest::newRow("Qwen3-235B-A22B") << 94 << 4 << 128 << 0 << 192512.0;
    QTest::newRow("GLM-4.5") << 92 << 8 << 128 << 0 << 376832.0;
    QTest::newRow("gpt-oss-120b before windows: d != h/a") << 36 << 8 << 64 << 0 << 73728.0;
    QTest::newRow("Gemma-3-27B before windows") << 62 << 16 << 128 << 0 << 507904.0;
    QTest::newRow("DeepSeek-V2-Lite: MLA 512+64") << 27 << 16 << 128 << 512 << 31104.0;
    QTest::newRow("DeepSeek-V2: MLA") << 60 << 128 << 128 << 512 << 69120.0;
    QTest::newRow("DeepSeek-V3: MLA") << 61 << 128 << 128 << 512 << 70272.0;
}

void TestKvCache::bytesPerToken()
{
    QFETCH(int, layers);
    QFETCH(int, kvHeads);
    QFETCH(int, headDim);
    QFETCH(int, latentRank);
    QFETCH(double, expected);
    const TransformerSpec model = latentRank > 0 ? latent(layers, kvHeads, latentRank, 64) : grouped(layers, kvHeads, kvHeads, headDim);
    const Inputs inputs = test::inputsOf(model, "sglang-0.4", 2024);
    const Plan plan = test::planOf(serving({.promptTokens = 1}, 1), inputs);
    const KvSetting setting = kvSetting(plan, inputs.software, DataType::Bf16);
    QCOMPARE(kvStageBytes(plan, model, 0, 1.0, setting), expected);
    QCOMPARE(kvStageBytes(plan, model, 0, 1.0, kvSetting(plan, inputs.software, DataType::Fp8)), expected / 2.0);
}

void TestKvCache::tensorParallelSharding_data()
{
    QTest::addColumn<int>("tp");
    QTest::addColumn<double>("groupedShare");
    QTest::addColumn<double>("latentShare");
    QTest::newRow("tp 1: whole") << 1 << 1.0 << 1.0;
    QTest::newRow("tp 4: heads shared, latent whole") << 4 << 0.25 << 1.0;
    QTest::newRow("tp = KV heads") << 8 << 0.125 << 1.0;
    QTest::newRow("tp beyond KV heads: replicated") << 16 << 0.125 << 1.0;
}

void TestKvCache::tensorParallelSharding()
{
    QFETCH(int, tp);
    QFETCH(double, groupedShare);
    QFETCH(double, latentShare);
    const KvSetting whole{.page = 16};
    const KvSetting split{.tp = tp, .page = 16};
    const AttentionSpec gqa = grouped(1, 64, 8, 128).kinds[0].attention;
    const AttentionSpec mla = latent(1, 128, 512, 64).kinds[0].attention;
    QCOMPARE(kvBytesPerToken(gqa, split), groupedShare * kvBytesPerToken(gqa, whole));
    QCOMPARE(kvBytesPerToken(mla, split), latentShare * kvBytesPerToken(mla, whole));
}

void TestKvCache::pagesWindowsAndStates()
{
    AttentionSpec gqa = grouped(1, 8, 8, 64).kinds[0].attention;
    const double perToken = 2.0 * 8 * 64 * 2;
    const KvSetting paged{.page = 16};
    QCOMPARE(kvLayerBytes(gqa, 1, paged), 16 * perToken);
    QCOMPARE(kvLayerBytes(gqa, 16, paged), 16 * perToken);
    QCOMPARE(kvLayerBytes(gqa, 17, paged), 32 * perToken);
    QCOMPARE(kvLayerBytes(gqa, 0, paged), 0.0);
    gqa.slidingWindow = 128;
    QCOMPARE(kvLayerBytes(gqa, 100000, paged), 128 * perToken);
    QCOMPARE(kvLayerBytes(gqa, 1000, KvSetting{.page = 1, .windowsCut = false}), 1000 * perToken);
    AttentionSpec linear;
    linear.kind = AttentionKind::GatedDelta;
    linear.linearKeyHeads = 16;
    linear.linearValueHeads = 32;
    linear.linearKeyHeadDim = linear.linearValueHeadDim = 128;
    linear.convKernel = 4;
    QVERIFY(kvLayerBytes(linear, 10, paged) > 0.0);
    QCOMPARE(kvLayerBytes(linear, 10, paged), kvLayerBytes(linear, 1000000, paged)); // constant state
}

void TestKvCache::prefixesAreHeldOnce()
{
    const KvDemand alone{.own = 10};
    QCOMPARE(alone.bytes(7), 70.0);
    QCOMPARE(alone.fitting(75), 7.0);
    QCOMPARE(alone.fitting(-1), 0.0);
    const KvDemand shared{.own = 4, .shared = 6, .prefixes = 2};
    QCOMPARE(shared.bytes(1), 10.0); // one request needs its whole context
    QCOMPARE(shared.bytes(5), 5 * 4.0 + 2 * 6.0);
    QCOMPARE(shared.fitting(9.9), 0.0);
    for (double room = 0; room < 200; room += 0.5) { // the most that fits, and not one more
        const double most = shared.fitting(room);
        QVERIFY(shared.bytes(most) <= room + 1e-9);
        QVERIFY(shared.bytes(most + 1) > room - 1e-9);
    }
}

void TestKvCache::capacityByEngine()
{
    const TransformerSpec model = grouped(32, 32, 8, 128);
    const InferenceWorkload workload{.promptTokens = 2000, .outputTokens = 48, .concurrency = 4};
    const auto room = [&](const std::string& id) {
        const Inputs inputs = test::inputsOf(model, id, 2025);
        return inferenceMemory(test::planOf(serving(workload, 1), inputs), inputs, workload, nullptr).kv.roomPerRank.inBytes();
    };
    const Inputs inputs = test::inputsOf(model, "vllm-0.10", 2025);
    const InferenceMemory vllm = inferenceMemory(test::planOf(serving(workload, 1), inputs), inputs, workload, nullptr);
    const StageMemory& memory = vllm.stages[0];
    const double total = inputs.cluster.accelerator.memory.inBytes();
    const double used = (memory[MemoryPart::Weights] + memory[MemoryPart::Activations] + memory[MemoryPart::Overhead]).inBytes();
    QCOMPARE(room("vllm-0.10"), 0.9 * total - used);    // share of total
    QCOMPARE(room("trtllm-1.0"), 0.9 * (total - used)); // share of free
    QCOMPARE(vllm.maxConcurrency, std::floor(vllm.kv.roomPerRank.inBytes() / (2048 * 131072.0)));
    QCOMPARE(vllm.kv.bytesPerTokenPerRank.inBytes(), 131072.0);
    QCOMPARE(memory[MemoryPart::KvCache].inBytes(), 4 * 2048 * 131072.0);
    // Replicas are independent: twice the replicas serve twice the requests with the same cache each.
    const InferenceMemory two = inferenceMemory(test::planOf(serving(workload, 1, 2), inputs), inputs, workload, nullptr);
    QCOMPARE(two.maxConcurrency, 2 * vllm.maxConcurrency);
    QCOMPARE(two.kv.tokens, vllm.kv.tokens);
    QCOMPARE(two.stages[0][MemoryPart::KvCache].inBytes(), memory[MemoryPart::KvCache].inBytes() / 2);
}

void TestKvCache::derivationsEvaluate()
{
    TransformerSpec model = latent(8, 16, 512, 64);
    LayerSpec recurrent = model.kinds[0]; // every other layer keeps a constant state instead of tokens
    recurrent.attention.kind = AttentionKind::Mamba2;
    recurrent.attention.innerWidth = 4096;
    recurrent.attention.stateSize = 128;
    recurrent.attention.stateGroups = 8;
    recurrent.attention.convKernel = 4;
    model.kinds.push_back(recurrent);
    for (std::size_t i = 0; i < model.pattern.size(); i += 2)
        model.pattern[i] = 1;
    const Inputs inputs = test::inputsOf(model, "vllm-0.10", 2025);
    InferenceWorkload workload{.promptTokens = 1000, .outputTokens = 100, .concurrency = 10};
    workload.prefixTokens = 500;
    workload.distinctPrefixes = 3;
    Scenario scenario = serving(workload, 2);
    scenario.parallelism.pp = 2;
    DerivationLog log;
    const Plan plan = test::planOf(scenario, inputs);
    const InferenceMemory memory = inferenceMemory(plan, inputs, workload, &log);
    QVERIFY(log.find("memory/stage/1/kv_cache") != nullptr);
    QVERIFY(log.find("memory/kv/max_concurrency") != nullptr);
    const Derivation* request = log.find("memory/stage/1/kv_cache/request");
    QVERIFY(request != nullptr && request->terms.size() == 5); // both kinds of layer and the shared prefix
    QCOMPARE(log.find("memory/stage/1/total")->value, memory.stages[1].total().inBytes());
    for (const Derivation& d : log.all()) {
        const auto value = evaluateFormula(d.formula, d.terms);
        QVERIFY2(value.has_value(), d.id.c_str());
        QVERIFY2(std::abs(*value - d.value) <= 1e-9 * std::max(1.0, std::abs(d.value)), d.id.c_str());
    }
}

QTEST_GUILESS_MAIN(TestKvCache)
#include "tst_kv_cache.moc"
