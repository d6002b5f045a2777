// SPDX-License-Identifier: GPL-3.0-or-later
// Laws of reading and writing scenarios: what is written reads back the same, for scenarios drawn at random over every key.
#include "io/scenario_file.h"

#include <QtTest>

#include <random>

using namespace shardscape;

namespace {

class Draw {
public:
    explicit Draw(unsigned seed) : m_random{seed} {}
    int in(int low, int high) { return std::uniform_int_distribution<int>{low, high}(m_random); }
    bool coin() { return in(0, 1) == 1; }
    template <class E> E any()
    {
        return EnumNames<E>::table[static_cast<std::size_t>(in(0, static_cast<int>(EnumNames<E>::table.size()) - 1))].value;
    }
    template <class T> T oneOf(std::initializer_list<T> values) { return *(values.begin() + in(0, static_cast<int>(values.size()) - 1)); }
    std::optional<bool> maybe() { return coin() ? std::optional{coin()} : std::nullopt; }
    std::mt19937& engine() { return m_random; }

private:
    std::mt19937 m_random;
};

Parallelism drawParallelism(Draw& draw)
{
    Parallelism p;
    p.tp = draw.in(1, 32);
    p.cp = draw.in(1, 16);
    p.ep = draw.in(1, 256);
    p.pp = draw.in(1, 32);
    p.dp = draw.in(1, 64);
    p.vpp = draw.in(1, 8);
    if (draw.coin())
        p.etp = draw.in(1, 8);
    p.sequenceParallel = draw.coin();
    p.zeroStage = draw.in(0, 3);
    if (draw.coin())
        p.hsdpShard = draw.in(1, 64);
    std::shuffle(p.axisOrder.begin(), p.axisOrder.end(), draw.engine());
    p.schedule = draw.any<ScheduleKind>();
    if (draw.coin())
        p.stageLayers = std::vector<int>{draw.in(0, 9), draw.in(0, 9)};
    p.overlap = {draw.maybe(), draw.maybe(), draw.maybe(), draw.maybe(), draw.maybe()};
    return p;
}

TrainingWorkload drawTraining(Draw& draw)
{
    using enum DataType;
    TrainingWorkload training;
    training.sequenceTokens = draw.in(1, 1'000'000);
    training.microBatch = draw.in(1, 64);
    training.globalBatch = draw.in(1, 100'000);
    training.precision = draw.oneOf({Fp32, Bf16, Fp16, Fp8, MxFp8, NvFp4});
    training.recompute = draw.coin() ? Recompute{draw.any<RecomputeKind>(), 0} : Recompute{RecomputeKind::FullLayers, draw.in(0, 9)};
    training.attention = draw.any<AttentionImplementation>();
    training.optimizer = draw.any<Optimizer>();
    if (draw.coin())
        training.gradientDtype = draw.oneOf({Fp32, Bf16});
    training.offload = draw.coin();
    training.moeImbalance = 1.0 + draw.in(0, 1000) / 7.0;
    return training;
}

InferenceWorkload drawInference(Draw& draw)
{
    using enum DataType;
    InferenceWorkload inference;
    inference.promptTokens = draw.in(1, 1'000'000);
    inference.outputTokens = draw.in(1, 100'000);
    inference.concurrency = draw.in(1, 10'000);
    inference.weightDtype = draw.oneOf({Bf16, Fp16, Fp8, Int8, Int4, Fp4});
    inference.kvDtype = draw.oneOf({Bf16, Fp8});
    inference.memoryFraction = draw.in(1, 100) / 100.0;
    inference.prefixTokens = draw.in(0, 1000);
    inference.distinctPrefixes = draw.in(0, 10);
    inference.prefixZipf = draw.in(0, 100) / 10.0;
    inference.prefixRouting = draw.any<PrefixRouting>();
    inference.streamInterval = draw.in(1, 40);
    if (draw.coin())
        inference.chunkedPrefillTokens = draw.in(1, 8192);
    if (draw.coin())
        inference.disaggregated = Disaggregation{draw.in(1, 8), draw.in(1, 8)};
    return inference;
}

Calibration drawCalibration(Draw& draw)
{
    Calibration calibration;
    calibration.name = draw.oneOf<std::string>({"", "our pods"});
    if (draw.coin())
        calibration.measured.stepSeconds = 5.25;
    if (draw.coin())
        calibration.measured.memoryBytes = 7e10;
    if (draw.coin())
        calibration.measured.ncclTests = "# all_reduce_perf\n 1024 256 float sum -1 10.0 0.10 0.18 0\n";
    if (draw.coin())
        calibration.factors = CalibrationFactors{{0.97, 1.0, 1.25, 1.5}, Bytes::fromBytes(-1e9)};
    return calibration;
}

Scenario drawScenario(unsigned seed)
{
    Draw draw{seed};
    Scenario s;
    s.title = draw.oneOf<std::string>({"", "plain", "quote \" backslash \\ slash / tab \t", "Zürich 東京 \xF0\x9F\x98\x80"});
    s.note = draw.oneOf<std::string>({"", "two\nlines"});
    if (draw.coin())
        s.model.preset = "llama-2-70b";
    else
        s.model.inlineJson = R"({"hf_config":{"hidden_size":8192,"x":[1,2.0,1e-05,null]},"name":"mine"})";
    if (draw.coin())
        s.cluster = {"dgx-h100", draw.in(1, 4096), draw.coin() ? R"({"accelerator.memory_bytes":96000000000.0,"nic.count":4})" : "", ""};
    else
        s.cluster.inlineJson = R"({"nvidia_smi_topo":"\tGPU0\n","accelerator":"a100-80gb-sxm","nodes":1})";
    s.parallelism = drawParallelism(draw);
    if (draw.coin())
        s.placement = std::vector<int>{3, 1, 0, 2};
    if (draw.coin())
        s.workload.kind = drawTraining(draw);
    else
        s.workload.kind = drawInference(draw);
    if (draw.coin())
        s.workload.software = "megatron-2025";
    if (draw.coin())
        s.calibration = drawCalibration(draw);
    s.viewJson = draw.oneOf<std::string>({"{}", R"({"zoom":1.5,"open":["mesh",{"deep":[]}]})", "null", "[1,2.0]"});
    return s;
}

} // namespace

class TestScenarioFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void whatIsWrittenReadsBackTheSame()
    {
        for (unsigned seed = 0; seed < 500; ++seed) {
            const Scenario before = drawScenario(seed);
            const std::string text = writeScenario(before);
            const auto after = readScenario(text);
            QVERIFY2(after.has_value(), after ? "" : (after.error().front().path + " " + after.error().front().message + text).c_str());
            QVERIFY2(*after == before, text.c_str());
            QCOMPARE(writeScenario(*after), text);
        }
    }

    void theSameScenarioGivesTheSameBytes()
    {
        QCOMPARE(writeScenario(drawScenario(7)), writeScenario(drawScenario(7)));
        const std::string text = writeScenario(Scenario{});
        QVERIFY(text.back() == '\n');
        QVERIFY(text.find("{\n  \"format\": \"shardscape-scenario\",\n  \"version\": 1,\n  \"title\": \"\"") == 0);
    }

    void theExampleOfTheContractIsStable() // interface, section 1
    {
        const std::string text = R"({
  "format": "shardscape-scenario", "version": 1,
  "title": "Llama 3.1 405B on 16k H100", "note": "",
  "model": "llama-3.1-405b",
  "cluster": {"preset": "dgx-h100", "nodes": 2048},
  "parallelism": {
    "tp": 8, "cp": 1, "ep": 1, "etp": null, "pp": 16, "dp": 128, "vpp": 1,
    "sequence_parallel": true, "zero_stage": 1, "hsdp_shard": null,
    "axis_order": ["tp", "cp", "ep", "dp", "pp"],
    "schedule": "1f1b", "stage_layers": null
  },
  "placement": null,
  "workload": {"kind": "training", "sequence_tokens": 8192, "micro_batch": 1, "global_batch": 2048,
               "precision": "bf16", "recompute": "none", "attention": "flash", "optimizer": "adam"},
  "calibration": null,
  "view": {}
})";
        const auto scenario = readScenario(text);
        QVERIFY(scenario.has_value());
        QCOMPARE(scenario->parallelism.worldSize(), 16'384LL);
        QCOMPARE(scenario->cluster.nodes, 2048);
        QCOMPARE(scenario->workload.training()->globalBatch, 2048);
        const std::string written = writeScenario(*scenario);
        QCOMPARE(writeScenario(*readScenario(written)), written);
        // The writer adds no key and drops none: without white space both are the same text.
        const auto dense = [](std::string t) {
            t.erase(std::remove_if(t.begin(), t.end(), [](char c) { return c == ' ' || c == '\n'; }), t.end());
            return t;
        };
        QCOMPARE(dense(written), dense(text));
    }

    void optionalKeysMayBeAbsent()
    {
        const auto scenario = readScenario(R"({"format":"shardscape-scenario","version":1,"model":"m","cluster":{"preset":"c","nodes":1},
            "parallelism":{"tp":1,"pp":1,"dp":1},
            "workload":{"kind":"inference","prompt_tokens":1,"output_tokens":1,"concurrency":1,"weight_dtype":"fp16"}})");
        QVERIFY(scenario.has_value());
        QVERIFY(scenario->parallelism == Parallelism{});
        QVERIFY(scenario->workload.inference()->weightDtype == DataType::Fp16);
        QCOMPARE(scenario->workload.inference()->memoryFraction, 0.9);
        QCOMPARE(scenario->viewJson, std::string{"{}"});
    }

    void aHugePlacementStaysOnOneLine()
    {
        Scenario scenario;
        scenario.model.preset = "m";
        scenario.cluster.preset = "c";
        scenario.workload.kind = InferenceWorkload{.promptTokens = 1};
        scenario.placement = std::vector<int>(131'072);
        std::iota(scenario.placement->rbegin(), scenario.placement->rend(), 0);
        const std::string text = writeScenario(scenario);
        QVERIFY(std::count(text.begin(), text.end(), '\n') < 100);
        QVERIFY(readScenario(text) == Result<Scenario>{scenario});
    }
};

QTEST_APPLESS_MAIN(TestScenarioFile)
#include "tst_scenario_file.moc"
