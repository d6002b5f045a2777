// SPDX-License-Identifier: GPL-3.0-or-later
#include "launch/megatron_arguments.h"
#include "launch/megatron_layout.h"
#include "launch/megatron_model.h"
#include "launch/training_flags.h"

namespace shardscape {

namespace {

void writeDegrees(const LaunchInput& input, CommandWriter& writer)
{
    const Parallelism& p = input.scenario.parallelism;
    const auto flag = [&](std::string_view name, int value) { writer.flag(name, static_cast<long long>(value)); };
    flag("--tensor-model-parallel-size", p.tp);
    flag("--pipeline-model-parallel-size", p.pp);
    if (p.cp > 1)
        flag("--context-parallel-size", p.cp);
    if (input.inputs.model.hasExperts()) {
        flag("--expert-model-parallel-size", p.ep);
        if (p.etp)
            flag("--expert-tensor-parallel-size", *p.etp);
    }
    if (p.vpp > 1)
        flag("--num-virtual-stages-per-pipeline-rank", p.vpp);
    if (p.stageLayers)
        writer.flag("--pipeline-model-parallel-layout", layoutText(*p.stageLayers));
    if (p.sequenceParallel && p.tp > 1)
        writer.on("--sequence-parallel");
    const ScheduleKind own = p.vpp > 1 ? ScheduleKind::Interleaved : ScheduleKind::OneFOneB;
    if (p.pp > 1 && p.schedule != own)
        writer.notExpressed("the schedule " + std::string{toText(p.schedule)} + "; Megatron runs " + std::string{toText(own)});
    if (!sameOrder(p, megatronOrders[0]) && sameOrder(p, megatronOrders[1]))
        writer.on("--use-tp-pp-dp-mapping");
}

void writeSharding(const Parallelism& p, CommandWriter& writer)
{
    if (p.zeroStage == 1)
        writer.on("--use-distributed-optimizer");
    if (p.zeroStage >= 2)
        writer.on("--use-megatron-fsdp")
            .flag("--data-parallel-sharding-strategy", std::string_view{p.zeroStage == 2 ? "optim_grads" : "optim_grads_params"});
    if (p.hsdpShard && *p.hsdpShard > 0 && p.dp * p.cp > *p.hsdpShard)
        writer.flag("--num-distributed-optimizer-instances", static_cast<long long>(p.dp) * p.cp / *p.hsdpShard);
}

void writePrecision(DataType precision, CommandWriter& writer)
{
    switch (precision) {
    case DataType::Fp32: return;
    case DataType::Fp16: writer.on("--fp16"); return;
    case DataType::Fp8: writer.on("--bf16").flag("--fp8-format", std::string_view{"hybrid"}); return;
    case DataType::MxFp8:
        writer.on("--bf16").flag("--fp8-format", std::string_view{"e4m3"}).flag("--fp8-recipe", std::string_view{"mxfp8"});
        return;
    case DataType::NvFp4: writer.on("--bf16").flag("--fp4-format", std::string_view{"e2m1"}); return;
    case DataType::Tf32:
    case DataType::Bf16:
    case DataType::Fp4:
    case DataType::Int8:
    case DataType::Int4: writer.on("--bf16"); return;
    }
}

void writeRecompute(const Recompute& recompute, CommandWriter& writer)
{
    switch (recompute.kind) {
    case RecomputeKind::None: return;
    case RecomputeKind::Selective: writer.on("--recompute-activations"); return;
    case RecomputeKind::Full:
        writer.flag("--recompute-granularity", std::string_view{"full"}).flag("--recompute-method", std::string_view{"uniform"});
        writer.flag("--recompute-num-layers", 1LL);
        return;
    case RecomputeKind::FullLayers:
        writer.flag("--recompute-granularity", std::string_view{"full"}).flag("--recompute-method", std::string_view{"block"});
        writer.flag("--recompute-num-layers", static_cast<long long>(recompute.fullLayersPerStage));
        return;
    }
}

void writeOptimizer(const TrainingWorkload& w, CommandWriter& writer)
{
    switch (w.optimizer) {
    case Optimizer::Adam: writer.flag("--optimizer", std::string_view{"adam"}); break;
    case Optimizer::Sgd: writer.flag("--optimizer", std::string_view{"sgd"}); break;
    case Optimizer::Muon: writer.flag("--optimizer", std::string_view{"muon"}); break;
    case Optimizer::AdamBf16States:
        writer.flag("--optimizer", std::string_view{"adam"}).on("--use-precision-aware-optimizer");
        writer.flag("--exp-avg-dtype", std::string_view{"bf16"}).flag("--exp-avg-sq-dtype", std::string_view{"bf16"});
        break;
    case Optimizer::Adam8Bit:
    case Optimizer::Adafactor: writer.notExpressed("the optimizer " + std::string{toText(w.optimizer)}); break;
    }
    if (w.offload)
        writer.on("--optimizer-cpu-offload");
}

void writeOverlap(const LaunchInput& input, CommandWriter& writer)
{
    const OverlapSwitches& chosen = input.scenario.parallelism.overlap;
    const SoftwareSpec& usual = input.inputs.software;
    if (chosen.dp.value_or(usual.overlapDp))
        writer.on("--overlap-grad-reduce").on("--overlap-param-gather");
    if (chosen.tp.value_or(usual.overlapTp))
        writer.on("--tp-comm-overlap");
    if (!chosen.pp.value_or(usual.overlapPp))
        writer.on("--no-overlap-p2p-communication");
    if (chosen.ep.value_or(usual.overlapEp) && input.inputs.model.hasExperts()) // Megatron refuses it without experts
        writer.on("--overlap-moe-expert-parallel-comm");
    if (chosen.cp)
        writer.notExpressed("whether ring attention overlaps; Megatron's does");
}

} // namespace

std::string writeMegatron(const LaunchInput& input, std::vector<std::string>& gaps)
{
    const TrainingWorkload& w = *input.scenario.workload.training();
    const ProcessGrid grid = processGrid(input);
    CommandWriter writer("torchrun --nnodes " + std::to_string(grid.nodes) + " --nproc-per-node " + std::to_string(grid.perNode) +
                         " pretrain_gpt.py");
    writeDegrees(input, writer);
    writeSharding(input.scenario.parallelism, writer);
    writer.flag("--micro-batch-size", static_cast<long long>(w.microBatch)).flag("--global-batch-size", static_cast<long long>(w.globalBatch));
    writer.flag("--seq-length", static_cast<long long>(w.sequenceTokens));
    writer.flag("--max-position-embeddings", static_cast<long long>(w.sequenceTokens));
    writePrecision(w.precision, writer);
    writeRecompute(w.recompute, writer);
    writer.flag("--attention-backend", std::string_view{w.attention == AttentionImplementation::Flash ? "flash" : "unfused"});
    writeOptimizer(w, writer);
    if (w.gradientDtype.value_or(input.inputs.software.gradientDtype) == DataType::Bf16)
        writer.on("--grad-reduce-in-bf16");
    writeOverlap(input, writer);
    writeMegatronModel(input.inputs.model, writer);
    addTrainingGaps(input, writer, megatronOrders);
    if (grid.nodes > 1)
        writer.notExpressed("the nodes' names; give torchrun --rdzv-backend c10d and --rdzv-endpoint");
    gaps = writer.gaps();
    return writer.text();
}

} // namespace shardscape
