// SPDX-License-Identifier: GPL-3.0-or-later
// Every model preset through training and serving memory: finite parts, formulas that hold, parameters that add up, published KV sizes.
#include "core/cost/memory_fixture.h"
#include "cost/kv_cache.h"
#include "derivation/expression.h"
#include "io/preset_library.h"
#include "model/parameters.h"

#include <QtTest>

#include <filesystem>
#include <sstream>

using namespace shardscape;

class TestMemoryPresets : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }
    void training_data() { models(); }
    void training();
    void serving_data() { models(); }
    void serving();
    void keyValueBytes_data();
    void keyValueBytes();
    void windowsCapTheCache();

private:
    void models() const;
    [[nodiscard]] TransformerSpec model(const QString& id) const { return m_library.model(id.toStdString()).value(); }

    PresetLibrary m_library;
};

namespace {

/// The widest of tp 8, 4, 2, 1 that the model allows.
std::optional<Plan> widestPlan(Scenario scenario, const Inputs& inputs)
{
    for (const int tp : {8, 4, 2, 1}) {
        scenario.parallelism.tp = tp;
        if (auto plan = resolvePlan(scenario, inputs))
            return std::move(*plan);
    }
    return std::nullopt;
}

void verifyStages(const std::vector<StageMemory>& stages, const DerivationLog& log)
{
    for (const StageMemory& stage : stages)
        for (const Bytes part : stage.part)
            QVERIFY(std::isfinite(part.inBytes()) && part.inBytes() >= 0.0);
    for (const Derivation& d : log.all()) {
        const auto value = evaluateFormula(d.formula, d.terms);
        QVERIFY2(value.has_value(), (d.id + ": " + d.formula).c_str());
        QVERIFY2(std::abs(*value - d.value) <= 1e-9 * std::max(1.0, std::abs(d.value)), (d.id + ": " + d.formula).c_str());
    }
}

} // namespace

void TestMemoryPresets::initTestCase()
{
    for (const auto& entry : std::filesystem::directory_iterator{std::string{PRESETS_DIR} + "/models"}) {
        if (entry.path().extension() != ".json")
            continue;
        std::ifstream stream{entry.path()};
        std::ostringstream text;
        text << stream.rdbuf();
        QVERIFY(m_library.add(PresetKind::Model, entry.path().stem().string(), entry.path().filename().string(), text.str()).has_value());
    }
    QVERIFY(m_library.all(PresetKind::Model).size() >= 40);
}

void TestMemoryPresets::models() const
{
    QTest::addColumn<QString>("id");
    for (const auto& [id, text] : m_library.all(PresetKind::Model))
        QTest::newRow(id.c_str()) << QString::fromStdString(id);
}

void TestMemoryPresets::training()
{
    QFETCH(QString, id);
    const Inputs inputs = test::inputsOf(model(id));
    Scenario scenario;
    TrainingWorkload workload;
    workload.sequenceTokens = 4096;
    workload.globalBatch = 16;
    scenario.parallelism.pp = 2;
    for (const RecomputeKind recompute : {RecomputeKind::None, RecomputeKind::Selective, RecomputeKind::Full}) {
        workload.recompute.kind = recompute;
        scenario.workload.kind = workload;
        const std::optional<Plan> plan = widestPlan(scenario, inputs);
        QVERIFY(plan.has_value());
        DerivationLog log;
        verifyStages(trainingMemory(*plan, inputs, workload, test::inFlightOf(*plan), &log), log);
    }
    // On one rank a stage's parameters are all of the model's, with the vocabulary padded to 128 rows.
    scenario.parallelism.pp = 1;
    const Plan single = test::planOf(scenario, inputs);
    const ParameterCount count = countParameters(inputs.model);
    const double padding = paddedVocabulary(inputs.model, {.vocabularyMultiple = 128}) - inputs.model.vocabulary;
    const double rows = padding * inputs.model.hidden * (inputs.model.tiedEmbeddings ? 1.0 : 2.0) + (inputs.model.headBias ? padding : 0.0);
    QCOMPARE(stageParameters(single, inputs.model, 0, {.vocabularyMultiple = 128}).total(), count.total + count.mtp + rows);
}

void TestMemoryPresets::serving()
{
    QFETCH(QString, id);
    const Inputs inputs = test::inputsOf(model(id), "vllm-0.10");
    Scenario scenario;
    scenario.parallelism.schedule = ScheduleKind::ForwardOnly;
    const InferenceWorkload workload{.promptTokens = 3000, .outputTokens = 500, .concurrency = 8};
    scenario.workload.kind = workload;
    const std::optional<Plan> plan = widestPlan(scenario, inputs);
    QVERIFY(plan.has_value());
    DerivationLog log;
    const InferenceMemory memory = inferenceMemory(*plan, inputs, workload, &log);
    verifyStages(memory.stages, log);
    QVERIFY(memory.stages[0][MemoryPart::KvCache].inBytes() > 0.0);
    QVERIFY(memory.maxConcurrency >= 0.0 && std::isfinite(memory.maxConcurrency));
    if (memory.maxConcurrency > 0.0) // as many as fit do fit, and one more does not
        QVERIFY(memory.kv.tokens >= memory.maxConcurrency * 3000);
}

void TestMemoryPresets::keyValueBytes_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<double>("bytes");
    const auto row = [](const char* id, double bytes) { QTest::newRow(id) << QString::fromLatin1(id) << bytes; };
    row("gpt2", 36864);
    row("llama-2-7b", 524288);
    row("llama-3.1-8b", 131072);
    row("mistral-7b", 131072);
    row("mixtral-8x7b", 131072);
    row("llama-2-70b", 327680);
    row("llama-3.1-70b", 327680);
    row("llama-3.1-405b", 516096);
    row("qwen3-30b-a3b", 98304);
    row("qwen3-235b-a22b", 192512);
    row("glm-4.5", 376832);
    row("gpt-oss-120b", 73728);
    row("gemma-3-27b", 507904);
    row("deepseek-v2-lite", 31104);
    row("deepseek-v2", 69120);
    row("deepseek-v3", 70272);
    row("kimi-k2", 70272);
}

/// Bytes of the first token of a request over all layers, bf16.
void TestMemoryPresets::keyValueBytes()
{
    QFETCH(QString, id);
    QFETCH(double, bytes);
    double sum = 0.0;
    const TransformerSpec spec = model(id);
    for (int layer = 0; layer < spec.layers(); ++layer)
        sum += kvLayerBytes(spec.layer(layer).attention, 1.0, KvSetting{});
    QCOMPARE(sum, bytes);
}

void TestMemoryPresets::windowsCapTheCache()
{
    const auto total = [](const TransformerSpec& spec, double tokens) {
        double sum = 0.0;
        for (int layer = 0; layer < spec.layers(); ++layer)
            sum += kvLayerBytes(spec.layer(layer).attention, tokens, KvSetting{});
        return sum;
    };
    // gpt-oss-120b: every other of 36 layers sees 128 tokens. Gemma-3-27B: five of six of 62 layers see 1024 tokens.
    const TransformerSpec oss = model(QStringLiteral("gpt-oss-120b"));
    QCOMPARE(total(oss, 100000), 73728.0 / 2 * (100000 + 128));
    const TransformerSpec gemma = model(QStringLiteral("gemma-3-27b"));
    QCOMPARE(total(gemma, 100000), 507904.0 / 62 * (10 * 100000 + 52 * 1024));
}

QTEST_GUILESS_MAIN(TestMemoryPresets)
#include "tst_memory_presets.moc"
