// SPDX-License-Identifier: GPL-3.0-or-later
// Laws that hold for every model and plan: conservation, halving, monotonicity, and formulas that give the value they explain.
#include "core/cost/published_case.h"
#include "derivation/expression.h"
#include "model/parameters.h"

#include <QtTest>

using namespace shardscape;
using test::TestJson;
using test::TrainingCase;

class TestMemoryLaws : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }
    void parametersAreConserved_data() { plans(); }
    void parametersAreConserved();
    void shardingIsConserved_data() { plans(); }
    void shardingIsConserved();
    void doublingTensorParallel_data();
    void doublingTensorParallel();
    void recomputeNeverCosts_data() { plans(); }
    void recomputeNeverCosts();
    void memoryGrowsWithWork_data() { plans(); }
    void memoryGrowsWithWork();
    void derivationsEvaluate_data() { plans(); }
    void derivationsEvaluate();
    void tiedEmbeddingOnBothEnds();
    void dualPipeHoldsTwoCopies();

private:
    static void plans();
};

namespace {

TransformerSpec modelNamed(const QString& name)
{
    const TestJson dense{{"hidden", 2048}, {"heads", 32}, {"kv_heads", 4}, {"layers", 16}, {"ffn", 8192}, {"vocabulary", 65536}};
    const TestJson gpt{{"hidden", 2048}, {"heads", 16},        {"layers", 16}, {"ffn", 8192},       {"vocabulary", 65536}, {"gated", false},
                       {"tied", true},   {"layer_norm", true}, {"bias", true}, {"positions", 4096}, {"dropout", 0.1}};
    const TestJson latent{{"hidden", 2048},
                          {"heads", 16},
                          {"layers", 16},
                          {"ffn", 8192},
                          {"vocabulary", 65536},
                          {"mtp", 1},
                          {"mla", {{"q", 512}, {"kv", 256}, {"nope", 128}, {"rope", 64}, {"v", 128}}},
                          {"moe", {{"experts", 32}, {"top_k", 4}, {"width", 1024}, {"shared", 1}, {"dense_layers", 2}}}};
    TransformerSpec model = test::modelOf(name.startsWith(QLatin1String("gpt"))   ? gpt
                                          : name.startsWith(QLatin1String("moe")) ? latent
                                                                                  : dense);
    if (name.startsWith(QLatin1String("hybrid"))) {
        LayerSpec linear = model.kinds[0];
        linear.attention = {.kind = AttentionKind::GatedDelta,
                            .linearKeyHeads = 16,
                            .linearValueHeads = 32,
                            .linearKeyHeadDim = 128,
                            .linearValueHeadDim = 128,
                            .convKernel = 4};
        model.kinds.push_back(linear);
        for (std::size_t i = 0; i < model.pattern.size(); ++i)
            model.pattern[i] = i % 4 == 3 ? 0 : 1;
    }
    return model;
}

TrainingCase trainingCase(const QString& model, const QString& parallelism, const QString& workload, const QString& software)
{
    TrainingCase c{.inputs = test::inputsOf(modelNamed(model), software.toStdString(), software.right(4).toInt()), .scenario = {}};
    const TestJson p = TestJson::parse(parallelism.toStdString());
    TestJson defaults{{"tp", 1}, {"pp", 1}, {"cp", 1}, {"dp", 1}, {"ep", 1}, {"sp", true}, {"zero", 1}, {"schedule", "1f1b"}};
    defaults.update(p);
    c.scenario.parallelism = test::parallelismOf(defaults);
    TestJson work{{"sequence", 4096}, {"micro_batch", 1}, {"global_batch", 64}};
    work.update(TestJson::parse(workload.toStdString()));
    c.scenario.workload.kind = test::workloadOf(work);
    return c;
}

TrainingCase fetched()
{
    QFETCH(QString, model);
    QFETCH(QString, parallelism);
    QFETCH(QString, workload);
    QFETCH(QString, software);
    return trainingCase(model, parallelism, workload, software);
}

double peak(const TrainingCase& c)
{
    double most = 0.0;
    for (const StageDetail& stage : c.details())
        most = std::max(most, stage.memory.total().inBytes());
    return most;
}

TrainingWorkload& workloadIn(TrainingCase& c) { return std::get<TrainingWorkload>(c.scenario.workload.kind); }

} // namespace

void TestMemoryLaws::plans()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("parallelism");
    QTest::addColumn<QString>("workload");
    QTest::addColumn<QString>("software");
    const auto row = [](const char* name, const char* model, const char* parallelism, const char* workload, const char* software) {
        QTest::newRow(name) << QString::fromLatin1(model) << QString::fromLatin1(parallelism) << QString::fromLatin1(workload)
                            << QString::fromLatin1(software);
    };
    row("dense, one GPU", "dense", "{}", "{}", "megatron-2025");
    row("dense, tp 4 and sequence parallel", "dense", R"({"tp":4})", "{}", "megatron-2025");
    row("dense, tp 8 beyond the KV heads", "dense", R"({"tp":8,"sp":false})", "{}", "megatron-2025");
    row("dense, context parallel and ZeRO-2", "dense", R"({"cp":4,"dp":2,"zero":2})", "{}", "megatron-2025");
    row("dense, ZeRO-3 FSDP2", "dense", R"({"dp":8,"zero":3})", "{}", "fsdp2-2024");
    row("dense, HSDP", "dense", R"({"dp":8,"zero":3,"hsdp":4})", "{}", "megatron-2025");
    row("dense, FSDP2 in a pipeline", "dense", R"({"dp":4,"pp":4,"zero":3})", "{}", "fsdp2-2024");
    row("dense, interleaved", "dense", R"({"tp":2,"pp":4,"vpp":2,"schedule":"interleaved"})", "{}", "megatron-2025");
    row("dense, unfused fp16", "dense", R"({"tp":2})", R"({"attention":"unfused","precision":"fp16"})", "megatron-2021");
    row("gpt, tied and dropout, pipeline", "gpt", R"({"tp":2,"pp":4})", R"({"attention":"unfused"})", "megatron-2021");
    row("gpt, GPipe", "gpt", R"({"pp":2,"schedule":"gpipe"})", "{}", "megatron-2025");
    row("gpt, ZeRO-2 DeepSpeed", "gpt", R"({"dp":8,"zero":2})", R"({"precision":"fp16"})", "deepspeed-2022");
    row("moe, experts over dp, MTP in a pipeline", "moe", R"({"pp":4,"dp":8,"ep":8})", "{}", "megatron-2025");
    row("moe, expert tensor parallel", "moe", R"({"tp":4,"dp":2,"ep":2,"etp":4})", "{}", "megatron-2025");
    row("moe, DualPipe", "moe", R"({"pp":4,"dp":4,"ep":4,"schedule":"dualpipe"})", "{}", "megatron-2025");
    row("moe, fp8, imbalance", "moe", R"({"dp":8,"ep":8,"zero":3})", R"({"precision":"fp8"})", "megatron-2025");
    row("dense, ZB-V", "dense", R"({"pp":4,"schedule":"zb-v"})", "{}", "megatron-2025");
    row("dense, V-Min", "dense", R"({"pp":4,"schedule":"v-min"})", "{}", "megatron-2025");
    row("dense, DualPipe-V", "dense", R"({"pp":4,"schedule":"dualpipe-v"})", "{}", "megatron-2025");
    row("dense, ZB-H2", "dense", R"({"pp":4,"schedule":"zb-h2"})", "{}", "megatron-2025");
    row("hybrid, linear attention", "hybrid", R"({"tp":2,"pp":2})", "{}", "megatron-2025");
}

/// Sharded parameters summed over the ranks of a replica, and replicated ones counted once, are the model's, with its copies.
void TestMemoryLaws::parametersAreConserved()
{
    const TrainingCase c = fetched();
    const Plan plan = c.plan();
    const Parallelism& p = plan.parallelism;
    const ParameterCount count = countParameters(c.inputs.model);
    const double table = static_cast<double>(c.inputs.model.vocabulary) * c.inputs.model.hidden; // divides by 128 * tp here
    const double copies = p.schedule == ScheduleKind::DualPipe ? 2.0 : 1.0;
    double keyValue = 0.0; // counted min(tp, kv) times below
    double sum = 0.0;
    for (const StageDetail& stage : c.details()) {
        const ShardedParameters& r = stage.parameters;
        sum += p.tp * r.matrices + r.replicated + r.vectors + r.experts * p.ep * plan.etp;
    }
    for (const std::uint8_t kind : c.inputs.model.pattern) {
        const double kv = layerParameters(c.inputs.model, c.inputs.model.kinds[kind]).attentionKeyValue;
        keyValue += kv * (static_cast<double>(p.tp) / std::clamp(c.inputs.model.kinds[kind].attention.kvHeads, 1, p.tp) - 1.0);
    }
    const double norm = (c.inputs.model.normBias ? 2.0 : 1.0) * c.inputs.model.hidden; // the final norm counts with the head
    const double head = c.inputs.model.tiedEmbeddings ? 0.0 : table;
    QCOMPARE(sum, copies * (count.total + count.mtp - count.embedding - count.positions - head - norm + keyValue));
}

void TestMemoryLaws::shardingIsConserved()
{
    const TrainingCase c = fetched();
    for (const int zero : {1, 2, 3}) {
        TrainingCase whole = c;
        whole.scenario.parallelism.zeroStage = 0;
        whole.scenario.parallelism.hsdpShard.reset();
        TrainingCase part = c;
        part.scenario.parallelism.zeroStage = zero;
        if (zero < 3)
            part.scenario.parallelism.hsdpShard.reset(); // HSDP is a form of ZeRO-3
        // FSDP2 changes what is stored when it shards, so only the framework's own recipe is compared.
        if (trainingFramework(c.inputs.software) == TrainingFramework::Fsdp2)
            continue;
        const std::vector<StageDetail> sharded = part.details();
        const std::vector<StageDetail> full = whole.details();
        workloadIn(whole).offload = true;
        const std::vector<StageDetail> offloaded = whole.details();
        for (std::size_t s = 0; s < full.size(); ++s) {
            const StateShards& shards = sharded[s].shards;
            const ShardedParameters& r = full[s].parameters;
            const StateRecipe& recipe = full[s].recipe;
            const double dense =
                (r.matrices + r.replicated) * recipe.optimizerMatrixBytes + (r.vectors + r.embedding + r.head) * recipe.optimizerOtherBytes;
            const double experts = r.experts * recipe.optimizerMatrixBytes;
            QCOMPARE(full[s].memory[MemoryPart::Optimizer].inBytes(), dense + experts);
            QCOMPARE(offloaded[s].host, full[s].memory[MemoryPart::Optimizer]); // moved to the host, not lost
            QCOMPARE(offloaded[s].memory[MemoryPart::Optimizer], Bytes{});
            QCOMPARE(sharded[s].memory[MemoryPart::Optimizer].inBytes(), dense / shards.optimizer + experts / shards.expertOptimizer);
            for (const MemoryPart state : {MemoryPart::Weights, MemoryPart::Gradients, MemoryPart::Optimizer})
                QVERIFY(sharded[s].memory[state] <= full[s].memory[state]);
        }
    }
}

void TestMemoryLaws::doublingTensorParallel_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<int>("keyValueWays");
    QTest::newRow("dense: KV heads 4") << QStringLiteral("dense") << 4;
    QTest::newRow("gpt") << QStringLiteral("gpt") << 16;
    QTest::newRow("moe: MLA") << QStringLiteral("moe") << 16;
}

void TestMemoryLaws::doublingTensorParallel()
{
    QFETCH(QString, model);
    QFETCH(int, keyValueWays);
    for (int tp = 1; tp <= 4; tp *= 2) {
        const auto at = [&](int degree) {
            return trainingCase(model, QStringLiteral(R"({"tp":%1,"etp":1})").arg(degree), QStringLiteral("{}"),
                                QStringLiteral("megatron-2025"))
                .details()
                .front();
        };
        const StageDetail one = at(tp);
        const StageDetail two = at(2 * tp);
        QCOMPARE(two.parameters.replicated, one.parameters.replicated);
        QCOMPARE(two.parameters.vectors, one.parameters.vectors);
        QCOMPARE(two.parameters.experts, one.parameters.experts);
        if (2 * tp <= keyValueWays)
            QCOMPARE(two.parameters.matrices, one.parameters.matrices / 2.0);
        else
            QVERIFY(two.parameters.matrices > one.parameters.matrices / 2.0);
        QCOMPARE(two.activations.logits, one.activations.logits / 2.0);
        QVERIFY(two.activations.savedPerMicrobatch < one.activations.savedPerMicrobatch);
    }
}

void TestMemoryLaws::recomputeNeverCosts()
{
    TrainingCase c = fetched();
    const auto with = [&](Recompute recompute) {
        workloadIn(c).recompute = recompute;
        return peak(c);
    };
    const double none = with({RecomputeKind::None, 0});
    const double selective = with({RecomputeKind::Selective, 0});
    const double full = with({RecomputeKind::Full, 0});
    QVERIFY(full <= selective * (1 + 1e-12));
    QVERIFY(selective <= none * (1 + 1e-12));
    double before = none;
    for (const int layers : {0, 1, 2, 4, 100}) { // more recomputed layers, less memory; all of them are full recomputation
        const double partly = with({RecomputeKind::FullLayers, layers});
        QVERIFY(partly <= before * (1 + 1e-12));
        before = partly;
    }
    QCOMPARE(before, full);
}

void TestMemoryLaws::memoryGrowsWithWork()
{
    const TrainingCase c = fetched();
    const Plan plan = c.plan();
    const std::vector<double> inFlight = test::inFlightOf(plan);
    const std::vector<StageMemory> base = trainingMemory(plan, c.inputs, c.workload(), inFlight, nullptr);
    TrainingCase longer = c;
    workloadIn(longer).sequenceTokens *= 2;
    TrainingCase wider = c;
    workloadIn(wider).microBatch *= 2;
    std::vector<double> more = inFlight;
    for (double& count : more)
        count += 0.5;
    TrainingCase uneven = c;
    workloadIn(uneven).moeImbalance = 1.5;
    for (std::size_t s = 0; s < base.size(); ++s) {
        const Bytes total = base[s].total();
        QVERIFY(trainingMemory(plan, c.inputs, longer.workload(), inFlight, nullptr)[s].total() > total);
        QVERIFY(trainingMemory(plan, c.inputs, wider.workload(), inFlight, nullptr)[s].total() > total);
        QVERIFY(trainingMemory(plan, c.inputs, c.workload(), more, nullptr)[s].total() > total);
        QVERIFY(trainingMemory(plan, c.inputs, uneven.workload(), inFlight, nullptr)[s].total() >= total);
        QCOMPARE(base[s].inFlightMicrobatches, inFlight[s]);
        QCOMPARE(static_cast<int>(base[s].activationPerMicrobatch.size()), plan.layout.chunks);
        for (const Bytes part : base[s].part)
            QVERIFY(part.inBytes() >= 0.0 && std::isfinite(part.inBytes()));
    }
}

void TestMemoryLaws::derivationsEvaluate()
{
    TrainingCase c = fetched();
    for (const Recompute recompute : {Recompute{}, Recompute{RecomputeKind::Selective, 0}, Recompute{RecomputeKind::Full, 0},
                                      Recompute{RecomputeKind::FullLayers, 1}}) {
        workloadIn(c).recompute = recompute;
        workloadIn(c).offload = recompute.kind == RecomputeKind::Full;
        const Plan plan = c.plan();
        DerivationLog log;
        const std::vector<StageMemory> stages = trainingMemory(plan, c.inputs, c.workload(), test::inFlightOf(plan), &log);
        for (const Derivation& d : log.all()) {
            const auto value = evaluateFormula(d.formula, d.terms);
            QVERIFY2(value.has_value(), d.id.c_str());
            QVERIFY2(std::abs(*value - d.value) <= 1e-9 * std::max(1.0, std::abs(d.value)), (d.id + " " + d.formula).c_str());
            QVERIFY2(!d.source.empty() && !d.validity.empty() && !d.name.empty(), d.id.c_str());
            for (const Term& term : d.terms) {
                if (term.from.empty())
                    continue;
                const Derivation* from = log.find(term.from);
                QVERIFY2(from != nullptr, (d.id + " refers to " + term.from).c_str());
                QVERIFY2(std::abs(from->value - term.value) <= 1e-9 * std::max(1.0, std::abs(term.value)),
                         (d.id + " from " + term.from).c_str());
            }
        }
        for (std::size_t s = 0; s < stages.size(); ++s) {
            const std::string prefix = "memory/stage/" + std::to_string(s) + "/";
            for (const auto& part : EnumNames<MemoryPart>::table)
                if (part.value != MemoryPart::KvCache)
                    QCOMPARE(log.find(prefix + std::string{part.text})->value, stages[s][part.value].inBytes());
            QCOMPARE(log.find(prefix + "total")->value, stages[s].total().inBytes());
            QVERIFY(log.find(prefix + "overhead")->guess); // the assumptions say that they are
            // Outside the layers only prediction modules have GEMM weights and experts of this kind.
            bool predicts = false;
            for (int chunk = 0; chunk < plan.layout.chunks; ++chunk)
                predicts = predicts || plan.layout.at(static_cast<int>(s), chunk).mtpLayers > 0;
            for (const char* sort : {"parameters/matrices", "parameters/experts"}) {
                const Derivation* counted = log.find(prefix + sort);
                QVERIFY(counted != nullptr && counted->terms.back().symbol == "beside");
                QCOMPARE(counted->terms.back().value > 0, predicts && counted->value > 0);
            }
        }
    }
}

void TestMemoryLaws::tiedEmbeddingOnBothEnds()
{
    const auto stages = [](int pp) {
        return trainingCase(QStringLiteral("gpt"), QStringLiteral(R"({"pp":%1})").arg(pp), QStringLiteral("{}"),
                            QStringLiteral("megatron-2025"))
            .details();
    };
    const double table = 65536.0 * 2048.0;
    const double norm = 2.0 * 2048.0;
    QCOMPARE(stages(1).front().parameters.head, norm); // one matrix serves both
    QCOMPARE(stages(2).back().parameters.head, table + norm);
    QCOMPARE(stages(2).front().parameters.embedding, table + 4096.0 * 2048.0);
    QCOMPARE(stages(2).front().parameters.head, 0.0);
}

void TestMemoryLaws::dualPipeHoldsTwoCopies()
{
    const auto details = [](const char* schedule) {
        return trainingCase(QStringLiteral("dense"), QStringLiteral(R"({"pp":4,"schedule":"%1"})").arg(QLatin1String(schedule)),
                            QStringLiteral("{}"), QStringLiteral("megatron-2025"))
            .details();
    };
    const std::vector<StageDetail> once = details("1f1b");
    const std::vector<StageDetail> twice = details("dualpipe");
    for (std::size_t s = 0; s < 4; ++s)
        QCOMPARE(twice[s].parameters.total(), once[s].parameters.total() + once[3 - s].parameters.total());
    QCOMPARE(twice[1].inFlight, 5.0); // p + 1 on every rank (DeepSeek, DualPipe)
    QCOMPARE(twice[1].activations.savedPerMicrobatch, once[1].activations.savedPerMicrobatch);
}

QTEST_GUILESS_MAIN(TestMemoryLaws)
#include "tst_memory_laws.moc"
