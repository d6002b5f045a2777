// SPDX-License-Identifier: GPL-3.0-or-later
// Launch commands out of scenarios: what they say, what they say they cannot, and that reading them back gives the same plan for every
// engine over random plans.
#include "launch_fixture.h"

#include "io/scenario_file.h"

using namespace shardscape;
using test::pick;

namespace {

constexpr std::array<Axis, axisCount> servingOrder{Axis::Tp, Axis::Cp, Axis::Ep, Axis::Pp, Axis::Dp};

/// A plan that the engine can say whole.
Scenario servingPlan(LaunchTarget target, std::mt19937& random)
{
    Scenario s = test::servingBase();
    const bool moe = pick(random, {true, false});
    s.model.preset = moe ? "deepseek-v3" : pick<const char*>(random, {"llama-3.1-70b", "qwen3-32b", "gpt-oss-120b"});
    Parallelism& p = s.parallelism;
    p = {.sequenceParallel = false, .zeroStage = 0, .axisOrder = servingOrder, .schedule = ScheduleKind::ForwardOnly};
    p.tp = pick(random, {1, 2, 4, 8});
    p.pp = pick(random, {1, 2});
    const bool attentionDp = moe && pick(random, {true, false});
    if (target == LaunchTarget::TensorRtLlm) {
        p.dp = attentionDp ? pick(random, {4, 8}) : 1;
        if (attentionDp)
            p.tp = 1;
    } else {
        p.dp = pick(random, {1, 2, 4});
    }
    if (attentionDp && p.dp > 1)
        p.ep = p.tp * p.dp;
    else if (target == LaunchTarget::Vllm || p.tp > 1)
        p.etp = p.tp; // experts without expert parallelism are split by tp
    if (target != LaunchTarget::Vllm && !p.etp && p.ep == 1)
        p.etp.reset();
    auto& w = std::get<InferenceWorkload>(s.workload.kind);
    w.concurrency = 16 * p.dp * pick(random, {1, 3, 8});
    w.chunkedPrefillTokens = pick(random, {std::optional<int>(), std::optional(2048), std::optional(8192)});
    w.memoryFraction = pick(random, {0.8, 0.9, 0.92});
    w.kvDtype = pick(random, {DataType::Bf16, DataType::Fp8});
    if (target != LaunchTarget::TensorRtLlm) // the checkpoint says it there
        w.weightDtype = pick(random, {DataType::Bf16, DataType::Fp8, DataType::Int4, DataType::NvFp4});
    return s;
}

Scenario megatronPlan(std::mt19937& random)
{
    Scenario s = test::trainingBase();
    const bool moe = pick(random, {true, false});
    s.model.preset = moe ? pick<const char*>(random, {"mixtral-8x7b", "qwen3-30b-a3b", "deepseek-v3"})
                         : pick<const char*>(random, {"llama-3.1-70b", "llama-2-7b", "gpt3-175b"});
    Parallelism& p = s.parallelism;
    p.tp = pick(random, {1, 2, 4, 8});
    p.cp = pick(random, {1, 2});
    p.pp = pick(random, {1, 2, 4});
    p.dp = pick(random, {1, 2, 4});
    p.ep = moe ? pick(random, {1, 2}) : 1;
    if (moe && pick(random, {true, false}))
        p.etp = 1;
    p.vpp = p.pp > 1 ? pick(random, {1, 2}) : 1;
    p.schedule = p.vpp > 1 ? ScheduleKind::Interleaved : ScheduleKind::OneFOneB;
    p.sequenceParallel = p.tp > 1 && pick(random, {true, false});
    p.zeroStage = pick(random, {0, 1, 2, 3});
    p.overlap = {.tp = pick(random, {true, false}), .dp = pick(random, {true, false}), .pp = pick(random, {true, false}),
                 .cp = std::nullopt, .ep = moe && pick(random, {true, false})};
    if (p.dp * p.cp > 2 && p.zeroStage == 1 && pick(random, {true, false}))
        p.hsdpShard = 2;
    if (p.pp > 1 && pick(random, {true, false})) {
        std::vector<int> layers(static_cast<std::size_t>(p.pp) * static_cast<std::size_t>(p.vpp), 3);
        layers.front() = 2;
        p.stageLayers = layers;
    }
    auto& w = std::get<TrainingWorkload>(s.workload.kind);
    w.microBatch = pick(random, {1, 2});
    w.globalBatch = w.microBatch * p.dp * pick(random, {8, 16});
    w.sequenceTokens = pick(random, {2048, 8192});
    w.precision = pick(random, {DataType::Bf16, DataType::Fp16, DataType::Fp8, DataType::MxFp8, DataType::NvFp4, DataType::Fp32});
    w.recompute = pick(random, {Recompute{}, Recompute{RecomputeKind::Selective, 0}, Recompute{RecomputeKind::Full, 0},
                                Recompute{RecomputeKind::FullLayers, 2}});
    w.optimizer = pick(random, {Optimizer::Adam, Optimizer::AdamBf16States, Optimizer::Sgd, Optimizer::Muon});
    w.gradientDtype = pick(random, {DataType::Fp32, DataType::Bf16});
    w.offload = pick(random, {true, false});
    w.attention = pick(random, {AttentionImplementation::Flash, AttentionImplementation::Unfused});
    return s;
}

Scenario torchTitanPlan(std::mt19937& random)
{
    Scenario s = test::trainingBase();
    s.model.preset = pick<const char*>(random, {"llama-3.1-8b", "llama-3.1-70b", "llama-3.1-405b"});
    Parallelism& p = s.parallelism;
    p.tp = pick(random, {1, 2, 8});
    p.cp = pick(random, {1, 2});
    p.pp = pick(random, {1, 2, 4});
    p.dp = pick(random, {2, 4, 8});
    p.sequenceParallel = p.tp > 1;
    p.zeroStage = pick(random, {0, 3});
    if (p.zeroStage == 3 && p.dp > 2 && pick(random, {true, false}))
        p.hsdpShard = 2 * p.cp;
    p.overlap.tp = pick(random, {true, false});
    if (p.pp > 1) {
        p.schedule = pick(random, {ScheduleKind::OneFOneB, ScheduleKind::Interleaved, ScheduleKind::GPipe, ScheduleKind::ZbV,
                                   ScheduleKind::DualPipeV});
        p.vpp = p.schedule == ScheduleKind::OneFOneB || p.schedule == ScheduleKind::GPipe ? 1 : 2;
    }
    auto& w = std::get<TrainingWorkload>(s.workload.kind);
    w.microBatch = pick(random, {1, 2});
    w.globalBatch = w.microBatch * p.dp * 8;
    w.precision = pick(random, {DataType::Bf16, DataType::Fp8, DataType::MxFp8, DataType::Fp32});
    w.recompute.kind = pick(random, {RecomputeKind::None, RecomputeKind::Selective, RecomputeKind::Full});
    w.gradientDtype = pick(random, {DataType::Fp32, DataType::Bf16});
    return s;
}

Scenario deepSpeedPlan(std::mt19937& random)
{
    Scenario s = test::trainingBase();
    Parallelism& p = s.parallelism;
    p.sequenceParallel = false;
    p.tp = pick(random, {1, 2, 8});
    p.dp = pick(random, {1, 4, 16});
    p.zeroStage = pick(random, {0, 1, 2, 3});
    if (p.zeroStage == 3 && p.dp > 4 && pick(random, {true, false}))
        p.hsdpShard = 4;
    p.overlap.dp = pick(random, {true, false});
    auto& w = std::get<TrainingWorkload>(s.workload.kind);
    w.microBatch = pick(random, {1, 4});
    w.globalBatch = w.microBatch * p.dp * pick(random, {1, 8});
    w.precision = pick(random, {DataType::Bf16, DataType::Fp16, DataType::Fp32});
    w.gradientDtype = pick(random, {DataType::Fp32, DataType::Bf16});
    w.offload = pick(random, {true, false});
    return s;
}

Scenario planFor(LaunchTarget target, std::mt19937& random)
{
    switch (target) {
    case LaunchTarget::Vllm:
    case LaunchTarget::SgLang:
    case LaunchTarget::TensorRtLlm: return servingPlan(target, random);
    case LaunchTarget::Megatron:
    case LaunchTarget::MegatronBridge:
    case LaunchTarget::Slurm: return megatronPlan(random);
    case LaunchTarget::TorchTitan: return torchTitanPlan(random);
    case LaunchTarget::DeepSpeed: return deepSpeedPlan(random);
    }
    return {};
}

} // namespace

class LaunchExportTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_library = test::allPresets(); }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    /// Law: export, then import, gives the plan that was exported.
    void readBackGivesTheSamePlan_data()
    {
        QTest::addColumn<int>("target");
        for (const auto& entry : EnumNames<LaunchTarget>::table)
            QTest::newRow(std::string(entry.text).c_str()) << static_cast<int>(entry.value);
    }
    void readBackGivesTheSamePlan()
    {
        QFETCH(int, target);
        std::mt19937 random(2026);
        for (int i = 0; i < 200; ++i) {
            const Scenario plan = planFor(static_cast<LaunchTarget>(target), random);
            const auto inputs = m_library.resolve(plan);
            QVERIFY2(inputs, qPrintable(inputs ? QString() : test::textOf(inputs.error())));
            const auto text = exportLaunch(plan, *inputs, static_cast<LaunchTarget>(target));
            QVERIFY(text);
            Scenario base = plan; // what a command cannot say is at hand; what it can say is not
            base.parallelism = {.tp = 3, .pp = 5, .dp = 7, .hsdpShard = 11, .stageLayers = std::vector<int>{1}};
            const auto read = importLaunch(text->text, base, m_library);
            QVERIFY2(read, qPrintable((read ? QString() : test::textOf(read.error())) + QLatin1Char('\n') + QString::fromStdString(text->text)));
            const bool script = static_cast<LaunchTarget>(target) == LaunchTarget::Slurm; // read by the command inside it
            QCOMPARE(static_cast<int>(read->engine), script ? static_cast<int>(LaunchTarget::Megatron) : target);
            const std::string shown = text->text;
            QVERIFY2(read->scenario.parallelism == plan.parallelism, shown.c_str());
            QVERIFY2(read->scenario.workload.kind == plan.workload.kind, shown.c_str());
            QVERIFY2(read->scenario.model == plan.model, shown.c_str());
        }
    }

    void everyPresetScenarioExports()
    {
        int exported = 0;
        for (const auto& [id, preset] : m_library.all(PresetKind::Scenario)) {
            const auto scenario = readScenario(preset.json);
            QVERIFY2(scenario, id.c_str());
            const auto inputs = m_library.resolve(*scenario);
            QVERIFY2(inputs, id.c_str());
            for (const auto& target : EnumNames<LaunchTarget>::table) {
                const auto text = exportLaunch(*scenario, *inputs, target.value);
                const bool sameKind = (scenario->workload.training() != nullptr) == (target.value >= LaunchTarget::Megatron);
                QCOMPARE(text.has_value(), sameKind);
                if (!text) {
                    QCOMPARE(text.error().front().path, std::string("/workload/kind"));
                    continue;
                }
                for (const std::string& gap : text->gaps)
                    QVERIFY2(text->text.find(gap) != std::string::npos, gap.c_str());
                QVERIFY(text->text.back() == '\n');
                ++exported;
            }
        }
        QVERIFY(exported > 40);
    }

    void whatCannotBeSaidIsSaid_data()
    {
        QTest::addColumn<int>("target");
        QTest::addColumn<QString>("word");
        QTest::newRow("zero bubble in Megatron") << static_cast<int>(LaunchTarget::Megatron) << "zb-h1";
        QTest::newRow("a placement") << static_cast<int>(LaunchTarget::Megatron) << "placement";
        QTest::newRow("imbalance") << static_cast<int>(LaunchTarget::Megatron) << "imbalance";
        QTest::newRow("pipeline stages of DeepSpeed") << static_cast<int>(LaunchTarget::DeepSpeed) << "PipelineModule";
        QTest::newRow("ZeRO 1 in torchtitan") << static_cast<int>(LaunchTarget::TorchTitan) << "ZeRO stage 1";
    }
    void whatCannotBeSaidIsSaid()
    {
        QFETCH(int, target);
        QFETCH(QString, word);
        Scenario s = test::trainingBase();
        s.parallelism.tp = 8;
        s.parallelism.pp = 4;
        s.parallelism.dp = 2;
        s.parallelism.schedule = ScheduleKind::ZbH1;
        s.placement = std::vector<int>(64);
        for (int i = 0; i < 64; ++i)
            (*s.placement)[static_cast<std::size_t>(i)] = 63 - i;
        std::get<TrainingWorkload>(s.workload.kind).moeImbalance = 1.5;
        const auto text = exportLaunch(s, *m_library.resolve(s), static_cast<LaunchTarget>(target));
        QVERIFY(text);
        QVERIFY2(std::any_of(text->gaps.begin(), text->gaps.end(),
                             [&](const std::string& gap) { return QString::fromStdString(gap).contains(word); }),
                 text->text.c_str());
    }

    void slurmScriptPlacesEveryRank()
    {
        Scenario s = test::trainingBase();
        s.cluster.nodes = 2;
        s.parallelism.tp = 8;
        s.parallelism.pp = 2;
        s.placement = std::vector<int>(16);
        for (int i = 0; i < 16; ++i)
            (*s.placement)[static_cast<std::size_t>(i)] = 15 - i;
        const auto text = exportLaunch(s, *m_library.resolve(s), LaunchTarget::Slurm);
        QVERIFY(text);
        for (const char* part : {"#SBATCH --nodes=2\n", "NODE_OF_RANK=\"1 1 1 1 1 1 1 1 0 0 0 0 0 0 0 0\"", "GPU_OF_RANK=\"7 6 5 4 3 2 1 0 7 6 5 4 3 2 1 0\"",
                                 "--distribution=arbitrary", "SLURM_HOSTFILE"})
            QVERIFY2(text->text.find(part) != std::string::npos, part);
        for (const std::string& gap : text->gaps)
            QVERIFY2(gap.find("placement") == std::string::npos, gap.c_str());
        s.placement.reset();
        const auto usual = exportLaunch(s, *m_library.resolve(s), LaunchTarget::Slurm);
        QVERIFY(usual && usual->text.find("arbitrary") == std::string::npos);
    }

    void bridgeSaysOverridesOfARecipe()
    {
        Scenario s = test::trainingBase();
        s.parallelism.tp = 8;
        s.parallelism.dp = 8;
        const auto text = exportLaunch(s, *m_library.resolve(s), LaunchTarget::MegatronBridge);
        QVERIFY(text);
        for (const char* part : {"run_recipe.py --recipe", "model.tensor_model_parallel_size=8", "train.global_batch_size=128", "mixed_precision=bf16_mixed",
                                 "ddp.use_distributed_optimizer=true"})
            QVERIFY2(text->text.find(part) != std::string::npos, part);
    }

    void megatronCommandHasItsParts()
    {
        Scenario s = test::trainingBase();
        s.parallelism.tp = 8;
        s.parallelism.pp = 4;
        s.parallelism.dp = 2;
        const auto text = exportLaunch(s, *m_library.resolve(s), LaunchTarget::Megatron);
        QVERIFY(text);
        for (const char* part : {"torchrun --nnodes 8 --nproc-per-node 8 pretrain_gpt.py", "--tensor-model-parallel-size 8",
                                 "--num-layers 80", "--hidden-size 8192", "--num-query-groups 8", "--swiglu", "--use-distributed-optimizer"})
            QVERIFY2(text->text.find(part) != std::string::npos, part);
    }

private:
    PresetLibrary m_library;
};

QTEST_APPLESS_MAIN(LaunchExportTest)
#include "tst_launch_export.moc"
