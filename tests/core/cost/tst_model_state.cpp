// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cost/published_case.h"
#include "cost/inference_weights.h"
#include "model/parameters.h"

#include <QtTest>

using namespace shardscape;

class TestModelState : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }
    void bytesPerParameter_data();
    void bytesPerParameter();
    void zeroPaperTable_data();
    void zeroPaperTable();
    void deepSpeedEstimator_data();
    void deepSpeedEstimator();
    void megatronEstimator_data();
    void megatronEstimator();
    void expertStatesFollowTheExpertDataGroup();
    void servingAnchors();
};

namespace {

struct Recipe {
    DataType precision = DataType::Bf16;
    Optimizer optimizer = Optimizer::Adam;
    std::optional<DataType> gradients = DataType::Fp32;
    int zero = 0;
    const char* software = "megatron-2025";
};

/// Bytes per GEMM weight with states sharded over d ranks.
double statesPerParameter(const Recipe& recipe, int d)
{
    TrainingWorkload workload;
    workload.precision = recipe.precision;
    workload.optimizer = recipe.optimizer;
    workload.gradientDtype = recipe.gradients;
    SoftwareSpec software;
    software.id = recipe.software;
    const StateRecipe r = stateRecipe(workload, software, recipe.zero, 8192);
    const auto over = [&](int stage) { return recipe.zero >= stage ? d : 1; };
    return r.matrixBytes / over(3) + r.gradientBytes / over(2) + r.optimizerMatrixBytes / over(1);
}

} // namespace

Q_DECLARE_METATYPE(Recipe)

void TestModelState::bytesPerParameter_data()
{
    QTest::addColumn<Recipe>("recipe");
    QTest::addColumn<double>("fixed");   // bytes that stay on every rank
    QTest::addColumn<double>("sharded"); // bytes that are divided by d
    constexpr std::optional<DataType> bf16 = DataType::Bf16;
    constexpr std::optional<DataType> fp32 = DataType::Fp32;
    QTest::newRow("Megatron bf16, fp32 gradients: 18") << Recipe{} << 18.0 << 0.0;
    QTest::newRow("Megatron distributed optimizer: 6 + 12/d") << Recipe{.zero = 1} << 6.0 << 12.0;
    QTest::newRow("Megatron fp16: 20") << Recipe{.precision = DataType::Fp16, .gradients = std::nullopt} << 20.0 << 0.0;
    QTest::newRow("Megatron fp16, distributed: 4 + 16/d")
        << Recipe{.precision = DataType::Fp16, .gradients = std::nullopt, .zero = 1} << 4.0 << 16.0;
    QTest::newRow("Megatron fp32: 16") << Recipe{.precision = DataType::Fp32} << 16.0 << 0.0;
    QTest::newRow("Megatron fp32, distributed: 8 + 8/d") << Recipe{.precision = DataType::Fp32, .zero = 1} << 8.0 << 8.0;
    QTest::newRow("ZeRO paper: 16") << Recipe{.gradients = bf16} << 16.0 << 0.0;
    QTest::newRow("ZeRO-1: 4 + 12/d") << Recipe{.gradients = bf16, .zero = 1} << 4.0 << 12.0;
    QTest::newRow("ZeRO-2: 2 + 14/d") << Recipe{.gradients = bf16, .zero = 2} << 2.0 << 14.0;
    QTest::newRow("ZeRO-3: 16/d") << Recipe{.gradients = bf16, .zero = 3} << 0.0 << 16.0;
    QTest::newRow("FSDP2 fp32 shards: 16/d") << Recipe{.gradients = fp32, .zero = 3, .software = "fsdp2-2024"} << 0.0 << 16.0;
    QTest::newRow("DeepSpeed BF16_Optimizer: 8 + 12/d") << Recipe{.zero = 1, .software = "deepspeed-2022"} << 8.0 << 12.0;
    QTest::newRow("precision-aware Adam: 12") << Recipe{.optimizer = Optimizer::AdamBf16States} << 12.0 << 0.0;
    QTest::newRow("precision-aware Adam: 6 + 6/d") << Recipe{.optimizer = Optimizer::AdamBf16States, .zero = 1} << 6.0 << 6.0;
    QTest::newRow("the same with bf16 gradients: 4 + 6/d")
        << Recipe{.optimizer = Optimizer::AdamBf16States, .gradients = bf16, .zero = 1} << 4.0 << 6.0;
    QTest::newRow("8-bit Adam: 6 + 6/d and block scales")
        << Recipe{.optimizer = Optimizer::Adam8Bit, .zero = 1} << 6.0 << 6.0 + 8.0 / 256.0;
    QTest::newRow("SGD with momentum: 14") << Recipe{.optimizer = Optimizer::Sgd} << 14.0 << 0.0;
    QTest::newRow("Muon: 6 + 8/d") << Recipe{.optimizer = Optimizer::Muon, .zero = 1} << 6.0 << 8.0;
    QTest::newRow("Adafactor: 6 + 4/d and rows and columns")
        << Recipe{.optimizer = Optimizer::Adafactor, .zero = 1} << 6.0 << 4.0 + 8.0 / 8192.0;
    QTest::newRow("fp8 in two layouts: about 6 + 12/d") << Recipe{.precision = DataType::Fp8, .zero = 1} << 6.0 + 8.0 / 16384.0 << 12.0;
}

void TestModelState::bytesPerParameter()
{
    QFETCH(Recipe, recipe);
    QFETCH(double, fixed);
    QFETCH(double, sharded);
    for (const int d : {1, 2, 64})
        QCOMPARE(statesPerParameter(recipe, d), fixed + sharded / d);
}

void TestModelState::zeroPaperTable_data()
{
    QTest::addColumn<double>("billions");
    QTest::addColumn<int>("zero");
    QTest::addColumn<int>("d");
    QTest::addColumn<double>("gigabytes");
    // Rajbhandari et al. 2020, Table 1: model states per device, K = 12.
    const std::vector<int> degrees{1, 4, 16, 64, 256, 1024};
    const std::vector<std::pair<double, std::vector<std::vector<double>>>> table{
        {7.5, {{120, 52.5, 35.6, 31.4, 30.4, 30.1}, {120, 41.3, 21.6, 16.6, 15.4, 15.1}, {120, 30, 7.5, 1.88, 0.47, 0.12}}},
        {128, {{2048, 896, 608, 536, 518, 513}, {2048, 704, 368, 284, 263, 257}, {2048, 512, 128, 32, 8, 2}}},
        {1000, {{16000, 7000, 4750, 4187, 4046, 4011}, {16000, 5500, 2875, 2218, 2054, 2013}, {16000, 4000, 1000, 250, 62.5, 15.6}}}};
    for (const auto& [billions, stages] : table)
        for (int zero = 1; zero <= 3; ++zero)
            for (std::size_t i = 0; i < degrees.size(); ++i)
                QTest::newRow(qPrintable(QStringLiteral("ZeRO Table 1: %1B, stage %2, %3 ranks").arg(billions).arg(zero).arg(degrees[i])))
                    << billions << zero << degrees[i] << stages[static_cast<std::size_t>(zero - 1)][i];
}

void TestModelState::zeroPaperTable()
{
    QFETCH(double, billions);
    QFETCH(int, zero);
    QFETCH(int, d);
    QFETCH(double, gigabytes);
    const double bytes = billions * statesPerParameter({.gradients = DataType::Bf16, .zero = zero}, d);
    QVERIFY2(std::abs(bytes / gigabytes - 1.0) < 0.025, qPrintable(QString::number(bytes))); // printed with two or three digits
}

void TestModelState::deepSpeedEstimator_data()
{
    QTest::addColumn<double>("parameters");
    QTest::addColumn<double>("layer");
    QTest::addColumn<int>("gpus");
    QTest::addColumn<double>("zero2");
    QTest::addColumn<double>("zero3");
    const test::TestJson data = test::readTestData("memory_estimators.json");
    for (const test::TestJson& c : data.at("deepspeed_zero"))
        QTest::newRow(("DeepSpeed estimator: " + c.at("name").get<std::string>()).c_str())
            << c.at("parameters").get<double>() << c.at("largest_layer").get<double>() << c.at("gpus").get<int>()
            << c.at("zero2_gpu_bytes").get<double>() << c.at("zero3_gpu_bytes").get<double>();
}

/// The estimator counts 2 + 18/N for stage 2 (fp16 with its fp32 gradient copy) and 18/N + 4 bytes of the largest layer for stage 3.
void TestModelState::deepSpeedEstimator()
{
    QFETCH(double, parameters);
    QFETCH(double, layer);
    QFETCH(int, gpus);
    QFETCH(double, zero2);
    QFETCH(double, zero3);
    const char* software = "deepspeed-2022";
    const Recipe half{.precision = DataType::Fp16, .gradients = std::nullopt, .zero = 2, .software = software};
    QVERIFY(std::abs(parameters * statesPerParameter(half, gpus) / zero2 - 1.0) < 1e-6);
    const Recipe full{.gradients = DataType::Fp32, .zero = 3, .software = software};
    QVERIFY(std::abs((parameters * statesPerParameter(full, gpus) + 4.0 * layer) / zero3 - 1.0) < 1e-6);
}

void TestModelState::megatronEstimator_data()
{
    QTest::addColumn<int>("index");
    const test::TestJson data = test::readTestData("memory_estimators.json");
    int index = 0;
    for (const test::TestJson& c : data.at("megatron"))
        QTest::newRow(("Megatron estimator: " + c.at("model").at("name").get<std::string>()).c_str()) << index++;
}

/// The estimator takes layers / pp for every stage, which is ours where the split is even and no layer kind comes first.
void TestModelState::megatronEstimator()
{
    QFETCH(int, index);
    const test::TestJson data = test::readTestData("memory_estimators.json");
    const test::TestJson& c = data.at("megatron")[static_cast<std::size_t>(index)];
    const test::TrainingCase training = test::trainingCaseOf(c);
    const std::vector<StageDetail> stages = training.details();
    const StageDetail& first = stages.front();
    const Parallelism& p = training.scenario.parallelism;
    const bool even = training.inputs.model.layers() % (p.pp * p.vpp) == 0 && !training.inputs.model.hasExperts();
    const auto close = [](double ours, double theirs, double bound) { return std::abs(ours / theirs - 1.0) <= bound; };
    const double states =
        (first.memory[MemoryPart::Weights] + first.memory[MemoryPart::Gradients] + first.memory[MemoryPart::Optimizer]).inBytes();
    const double expectedParameters = c.at("params_most_loaded_rank");
    if (even) {
        QVERIFY2(close(first.parameters.total(), expectedParameters, 2e-3),
                 qPrintable(QString::number(first.parameters.total() / expectedParameters)));
        QVERIFY(close(states, c.at("weight_optimizer_bytes"), 2e-3));
    }
    double all = 0.0;
    for (const StageDetail& stage : stages)
        all += p.tp * stage.parameters.matrices + stage.parameters.experts * p.ep * p.etp.value_or(1);
    // Attention, feed-forward and expert matrices make up all but the embeddings, norms, routers and down-projections.
    QVERIFY(all <= c.at("params_total").get<double>() && all > 0.85 * c.at("params_total").get<double>());
    if (even && training.inputs.model.dropout > 0.0 && p.pp > 1) {
        const double ours = first.inFlight * first.activations.savedPerMicrobatch;
        QVERIFY2(close(ours, c.at("activation_bytes"), 1e-3), qPrintable(QString::number(ours / c.at("activation_bytes").get<double>())));
    }
}

void TestModelState::expertStatesFollowTheExpertDataGroup()
{
    const test::TestJson json{
        {"hidden", 1024}, {"heads", 16}, {"layers", 4}, {"vocabulary", 32000}, {"moe", {{"experts", 16}, {"top_k", 2}, {"width", 2048}}}};
    test::TrainingCase training{.inputs = test::inputsOf(test::modelOf(json)), .scenario = {}};
    TrainingWorkload workload;
    workload.sequenceTokens = 1024;
    workload.globalBatch = 8;
    workload.gradientDtype = DataType::Fp32;
    training.scenario.workload.kind = workload;
    training.scenario.parallelism.dp = 8;
    training.scenario.parallelism.ep = 8;
    const StageDetail whole = training.details().front();
    QCOMPARE(whole.shards.optimizer, 8);
    QCOMPARE(whole.shards.expertOptimizer, 1); // ep = dp: expert states are not sharded at all
    const double dense = whole.parameters.dense() * 12.0 / 8.0;
    QCOMPARE(whole.memory[MemoryPart::Optimizer].inBytes(), dense + whole.parameters.experts * 12.0);
    training.scenario.parallelism.ep = 2;
    QCOMPARE(training.details().front().shards.expertOptimizer, 4);
}

void TestModelState::servingAnchors()
{
    const auto weights = [](const test::TestJson& json, int tp, int pp) {
        Inputs inputs = test::inputsOf(test::modelOf(json), "vllm-0.10");
        Scenario scenario;
        scenario.parallelism.tp = tp;
        scenario.parallelism.pp = pp;
        scenario.parallelism.schedule = ScheduleKind::ForwardOnly;
        const InferenceWorkload workload{.promptTokens = 1024};
        scenario.workload.kind = workload;
        double sum = 0.0;
        for (const StageMemory& stage : inferenceMemory(test::planOf(scenario, inputs), inputs, workload, nullptr).stages)
            sum += stage[MemoryPart::Weights].inGB();
        return sum;
    };
    const test::TestJson llama70{{"hidden", 8192}, {"heads", 64}, {"kv_heads", 8}, {"layers", 80}, {"ffn", 28672}, {"vocabulary", 32000}};
    QVERIFY(std::abs(weights(llama70, 4, 1) - 34.5) < 0.1); // Llama-2-70B, fp16, tp 4: about 35 GB a GPU
    const test::TestJson llama405{{"hidden", 16384}, {"heads", 128}, {"kv_heads", 8},
                                  {"layers", 126},   {"ffn", 53248}, {"vocabulary", 128256}};
    QVERIFY(std::abs(8.0 * weights(llama405, 8, 2) - 810.0) < 3.0); // Llama-3.1-405B in bf16 over 16 GPUs
}

QTEST_GUILESS_MAIN(TestModelState)
#include "tst_model_state.moc"
