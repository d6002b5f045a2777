// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cost/published_case.h"
#include "cost/memory_relief.h"

#include <QtTest>

#include <cmath>
#include <set>

using namespace shardscape;
using test::TestJson;

class TestMemoryRelief : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }
    void rankedByEvaluating();
    void nothingThatIsAlreadyDone();
    void serving();
    void wholeExpertsAreSliced();
    void illegalScenarioFails();
};

namespace {

Inputs dense()
{
    return test::inputsOf(
        test::modelOf({{"hidden", 4096}, {"heads", 32}, {"kv_heads", 8}, {"layers", 32}, {"ffn", 14336}, {"vocabulary", 128256}}));
}

Scenario training()
{
    Scenario scenario;
    TrainingWorkload workload;
    workload.sequenceTokens = 8192;
    workload.microBatch = 2;
    workload.globalBatch = 64;
    scenario.workload.kind = workload;
    scenario.parallelism.tp = 2;
    scenario.parallelism.dp = 4;
    scenario.parallelism.sequenceParallel = false;
    return scenario;
}

Result<std::vector<double>> inFlight(const Plan& plan, const TrainingWorkload&) { return test::inFlightOf(plan); }

double peakOf(const Scenario& scenario, const Inputs& inputs)
{
    double most = 0.0;
    const Plan plan = test::planOf(scenario, inputs);
    for (const StageMemory& stage : trainingMemory(plan, inputs, *scenario.workload.training(), test::inFlightOf(plan), nullptr))
        most = std::max(most, stage.total().inBytes());
    return most;
}

const MemoryRelief* find(const std::vector<MemoryRelief>& reliefs, const std::string& code)
{
    for (const MemoryRelief& relief : reliefs)
        if (relief.code == code)
            return &relief;
    return nullptr;
}

} // namespace

void TestMemoryRelief::rankedByEvaluating()
{
    const Inputs inputs = dense();
    const Scenario scenario = training();
    const auto reliefs = memoryRelief(scenario, inputs, inFlight);
    QVERIFY(reliefs.has_value());
    QVERIFY(reliefs->size() >= 8);
    std::set<std::string> codes;
    double before = 0.0;
    for (const MemoryRelief& relief : *reliefs) {
        QVERIFY2(codes.insert(relief.code).second, relief.code.c_str());
        QVERIFY(relief.peak.inBytes() >= before);
        before = relief.peak.inBytes();
        QCOMPARE(relief.peak.inBytes(), peakOf(relief.scenario, inputs)); // evaluated, not guessed
        QCOMPARE((relief.peak + relief.saved).inBytes(), peakOf(scenario, inputs));
        QVERIFY(relief.from != relief.to && !relief.path.empty());
        QCOMPARE(relief.fits, relief.peak <= inputs.cluster.accelerator.memory);
        QVERIFY(relief.scenario.parallelism.worldSize() == scenario.parallelism.worldSize() || relief.moreGpus);
    }
    // At 16384 tokens a micro-batch activations weigh most: recomputing them helps more than any state.
    QCOMPARE(QString::fromStdString(reliefs->front().code), QStringLiteral("recompute-full"));
    QVERIFY(find(*reliefs, "sequence-parallel") != nullptr);
    QVERIFY(find(*reliefs, "micro-batch-halved") != nullptr);
}

void TestMemoryRelief::nothingThatIsAlreadyDone()
{
    const Inputs inputs = dense();
    Scenario scenario = training();
    scenario.parallelism.sequenceParallel = true;
    scenario.parallelism.zeroStage = 3;
    TrainingWorkload& workload = std::get<TrainingWorkload>(scenario.workload.kind);
    workload.microBatch = 1;
    workload.recompute.kind = RecomputeKind::Full;
    workload.offload = true;
    const auto reliefs = memoryRelief(scenario, inputs, inFlight);
    QVERIFY(reliefs.has_value());
    for (const char* code :
         {"sequence-parallel", "zero-1", "zero-2", "zero-3", "micro-batch-halved", "recompute-full", "recompute-selective", "offload"})
        QVERIFY2(find(*reliefs, code) == nullptr, code);
    for (const MemoryRelief& relief : *reliefs)
        QVERIFY(relief.saved > Bytes{});
}

void TestMemoryRelief::serving()
{
    const Inputs inputs = dense();
    Scenario scenario;
    scenario.parallelism.schedule = ScheduleKind::ForwardOnly;
    const InferenceWorkload workload{.promptTokens = 30000, .outputTokens = 1000, .concurrency = 16};
    scenario.workload.kind = workload;
    const auto reliefs = memoryRelief(scenario, inputs, inFlight);
    QVERIFY(reliefs.has_value());
    const MemoryRelief* cache = find(*reliefs, "kv-fp8");
    const MemoryRelief* fewer = find(*reliefs, "concurrency-halved");
    QVERIFY(cache != nullptr && fewer != nullptr);
    QVERIFY(find(*reliefs, "weights-int4")->saved > find(*reliefs, "weights-fp8")->saved);
    QVERIFY(find(*reliefs, "chunked-prefill") != nullptr);
    const MemoryRelief* wider = find(*reliefs, "tp-doubled");
    QVERIFY(wider != nullptr && wider->moreGpus); // dp is 1, so tp 2 takes a second GPU
}

/// Eight ranks that hold all experts whole need an eighth of them each when the experts are sliced.
void TestMemoryRelief::wholeExpertsAreSliced()
{
    const Inputs inputs = test::inputsOf(test::modelOf({{"hidden", 4096},
                                                        {"heads", 32},
                                                        {"kv_heads", 8},
                                                        {"layers", 32},
                                                        {"vocabulary", 32000},
                                                        {"moe", {{"experts", 8}, {"top_k", 2}, {"width", 14336}}}}));
    Scenario scenario;
    scenario.parallelism.schedule = ScheduleKind::ForwardOnly;
    scenario.parallelism.tp = 8;
    scenario.workload.kind = InferenceWorkload{.promptTokens = 1000, .outputTokens = 100, .concurrency = 4};
    const auto reliefs = memoryRelief(scenario, inputs, inFlight);
    QVERIFY(reliefs.has_value());
    const MemoryRelief* sliced = find(*reliefs, "etp-as-tp");
    QVERIFY(sliced != nullptr);
    const double experts = 32.0 * 8 * 3 * 4096 * 14336 * 2;
    QVERIFY(std::abs(sliced->saved.inBytes() / (experts * 7 / 8) - 1.0) < 0.01);
    scenario.parallelism.etp = 8;
    const auto after = memoryRelief(scenario, inputs, inFlight);
    QVERIFY(after.has_value() && find(*after, "etp-as-tp") == nullptr);
}

void TestMemoryRelief::illegalScenarioFails()
{
    Scenario scenario = training();
    scenario.parallelism.tp = 3;
    const auto reliefs = memoryRelief(scenario, dense(), inFlight);
    QVERIFY(!reliefs.has_value());
    QVERIFY(!reliefs.error().empty());
}

QTEST_GUILESS_MAIN(TestMemoryRelief)
#include "tst_memory_relief.moc"
