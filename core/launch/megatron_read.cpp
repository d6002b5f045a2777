// SPDX-License-Identifier: GPL-3.0-or-later
#include "launch/megatron_arguments.h"
#include "launch/megatron_layout.h"
#include "launch/megatron_model.h"
#include "launch/training_flags.h"

#include <algorithm>

namespace shardscape {

namespace {

constexpr std::string_view ownDefault = "the default of Megatron Core 0.14";

int layersOf(const LaunchReading& reading)
{
    const Result<Inputs> inputs = reading.library.resolve(reading.scenario);
    return inputs ? inputs->model.layers() : 0;
}

void readChunks(LaunchReading& reading, FlagReader& flags)
{
    Parallelism& p = reading.scenario.parallelism;
    if (const auto layout = flags.text("--pipeline-model-parallel-layout")) {
        const auto layers = layersOfLayout(*layout);
        if (!layers || layers->size() % static_cast<std::size_t>(p.pp) != 0)
            return flags.problem("--pipeline-model-parallel-layout",
                                 "'" + *layout + "' is no layout of a multiple of " + std::to_string(p.pp) + " stages",
                                 "letters E, t, m and L, stages divided by |");
        p.stageLayers = *layers;
        p.vpp = static_cast<int>(layers->size()) / p.pp;
    }
    if (const auto chunks = flags.count("--num-virtual-stages-per-pipeline-rank"))
        p.vpp = *chunks;
    if (const auto layers = flags.count("--num-layers-per-virtual-pipeline-stage")) {
        const int perRank = layersOf(reading) / std::max(1, p.pp);
        if (perRank % *layers != 0)
            return flags.problem("--num-layers-per-virtual-pipeline-stage",
                                 std::to_string(*layers) + " does not divide the " + std::to_string(perRank) + " layers of a stage",
                                 "correct the number");
        p.vpp = perRank / *layers;
    }
    p.schedule = p.vpp > 1 ? ScheduleKind::Interleaved : ScheduleKind::OneFOneB;
}

void readDegrees(LaunchReading& reading, FlagReader& flags)
{
    Parallelism& p = reading.scenario.parallelism;
    p.tp = flags.count("--tensor-model-parallel-size", 1, ownDefault);
    p.pp = flags.count("--pipeline-model-parallel-size", 1, ownDefault);
    p.cp = flags.count("--context-parallel-size", 1, ownDefault);
    p.ep = flags.count("--expert-model-parallel-size").value_or(1);
    p.etp = flags.count("--expert-tensor-parallel-size");
    p.sequenceParallel = flags.on("--sequence-parallel");
    p.axisOrder = megatronOrders[flags.on("--use-tp-pp-dp-mapping") ? 1 : 0];
    readChunks(reading, flags);
}

void readSharding(Parallelism& p, FlagReader& flags)
{
    p.zeroStage = flags.on("--use-distributed-optimizer") ? 1 : 0;
    if (flags.on("--use-megatron-fsdp")) {
        const std::string strategy = flags.text("--data-parallel-sharding-strategy").value_or("no_shard");
        const std::array<std::string_view, 4> stages{"no_shard", "optim", "optim_grads", "optim_grads_params"};
        const auto found = std::find(stages.begin(), stages.end(), strategy);
        if (found == stages.end())
            return flags.problem("--data-parallel-sharding-strategy", "'" + strategy + "' is not known",
                                 "known: no_shard, optim, optim_grads, optim_grads_params");
        p.zeroStage = static_cast<int>(found - stages.begin());
    }
    if (const auto instances = flags.count("--num-distributed-optimizer-instances"); instances && *instances > 1) {
        if (p.dp * p.cp % *instances != 0)
            return flags.problem("--num-distributed-optimizer-instances",
                                 std::to_string(*instances) + " does not divide dp x cp = " + std::to_string(p.dp * p.cp), "correct it");
        p.hsdpShard = p.dp * p.cp / *instances;
    }
}

DataType readPrecision(FlagReader& flags)
{
    const bool bf16 = flags.on("--bf16");
    const bool fp16 = flags.on("--fp16");
    if (bf16 && fp16)
        flags.problem("--fp16", "--bf16 and --fp16 exclude each other", "keep one of them");
    if (flags.text("--fp4-format"))
        return DataType::NvFp4;
    if (flags.text("--fp8-format"))
        return flags.text("--fp8-recipe").value_or("delayed") == "mxfp8" ? DataType::MxFp8 : DataType::Fp8;
    return bf16 ? DataType::Bf16 : fp16 ? DataType::Fp16 : DataType::Fp32;
}

Recompute readRecompute(FlagReader& flags)
{
    const std::optional<std::string> granularity = flags.text("--recompute-granularity");
    if (flags.on("--recompute-activations") || granularity == "selective")
        return {.kind = RecomputeKind::Selective};
    if (!granularity)
        return {};
    if (*granularity != "full") {
        flags.problem("--recompute-granularity", "'" + *granularity + "' is not known", "known: selective, full");
        return {};
    }
    const int layers = flags.count("--recompute-num-layers").value_or(1);
    if (flags.text("--recompute-method").value_or("uniform") == "block")
        return {.kind = RecomputeKind::FullLayers, .fullLayersPerStage = layers};
    return {.kind = RecomputeKind::Full};
}

Optimizer readOptimizer(FlagReader& flags)
{
    const std::string name = flags.text("--optimizer").value_or("adam");
    if (name == "adam")
        return flags.on("--use-precision-aware-optimizer") && flags.text("--exp-avg-dtype").value_or("fp32") == "bf16"
                   ? Optimizer::AdamBf16States
                   : Optimizer::Adam;
    if (name == "sgd")
        return Optimizer::Sgd;
    if (name == "muon" || name == "dist_muon")
        return Optimizer::Muon;
    flags.problem("--optimizer", "'" + name + "' is not known here", "known: adam, sgd, muon");
    return Optimizer::Adam;
}

void readWorkload(FlagReader& flags, long long dataRanks, TrainingWorkload& w)
{
    if (const auto tokens = flags.count("--seq-length"))
        w.sequenceTokens = *tokens;
    else
        flags.assume("--seq-length", std::to_string(w.sequenceTokens), "tokens of a sequence, as in the scenario at hand");
    w.microBatch = flags.count("--micro-batch-size", 1, "one sequence, because the command does not say it");
    if (const auto batch = flags.count("--global-batch-size"))
        w.globalBatch = *batch;
    else {
        w.globalBatch = static_cast<int>(w.microBatch * dataRanks);
        flags.assume("--global-batch-size", std::to_string(w.globalBatch), "one micro-batch a rank, as Megatron does by itself");
    }
    w.precision = readPrecision(flags);
    w.recompute = readRecompute(flags);
    w.optimizer = readOptimizer(flags);
    w.offload = flags.on("--optimizer-cpu-offload");
    w.gradientDtype = flags.on("--grad-reduce-in-bf16") ? DataType::Bf16 : DataType::Fp32;
    (void)flags.on("--use-flash-attn");
    w.attention = flags.text("--attention-backend").value_or("auto") == "unfused" ? AttentionImplementation::Unfused
                                                                                 : AttentionImplementation::Flash;
}

void readOverlap(FlagReader& flags, OverlapSwitches& overlap)
{
    overlap.dp = flags.on("--overlap-grad-reduce");
    overlap.tp = flags.on("--tp-comm-overlap");
    overlap.pp = !flags.on("--no-overlap-p2p-communication");
    overlap.ep = flags.on("--overlap-moe-expert-parallel-comm");
}

} // namespace

void readMegatron(LaunchReading& reading)
{
    FlagReader flags(megatronFlags(), reading.words, reading.report, reading.problems);
    TrainingWorkload& workload = beginTraining(reading, flags, megatronSoftware);
    readMegatronModel(reading, flags);
    readDegrees(reading, flags);
    fitDataParallel(reading, flags, startedProcesses(reading));
    readSharding(reading.scenario.parallelism, flags);
    readWorkload(flags, reading.scenario.parallelism.dp, workload);
    readOverlap(flags, reading.scenario.parallelism.overlap);
}

} // namespace shardscape
