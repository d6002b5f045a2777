// SPDX-License-Identifier: GPL-3.0-or-later
#include "cost/model_state.h"

#include <fmt/format.h>

#include <algorithm>

namespace shardscape {
namespace {

constexpr double adamBlock = 256.0;       ///< elements that share an fp32 scale in bitsandbytes
constexpr int firstFp8PrimaryYear = 2025; ///< fp8 parameter gathering is the default of recipes since then

bool isLowPrecision(DataType precision) { return bytesPerElement(precision) < 4.0; }

/// Row-wise and column-wise (or transposed) copies of a quantized weight, since Hopper's fp8 and block-scaled formats need both.
double quantizedCopies(DataType precision) { return 2.0 * bytesPerElement(precision); }

struct Part {
    double bytes;
    std::string text;
};

Part matrixWeights(DataType precision, const SoftwareSpec& software)
{
    const bool fp8Primary = software.year == 0 || software.year >= firstFp8PrimaryYear;
    switch (precision) {
    case DataType::Fp32:
    case DataType::Tf32: return {4.0, "fp32 weights 4"};
    case DataType::Bf16: return {2.0, "bf16 weights 2"};
    case DataType::Fp16: return {2.0, "fp16 weights 2"};
    case DataType::Fp8:
    case DataType::MxFp8:
        if (fp8Primary)
            return {quantizedCopies(precision),
                    fmt::format("{} primary weights in two layouts {:.4g}", toText(precision), quantizedCopies(precision))};
        [[fallthrough]];
    case DataType::NvFp4:
    case DataType::Fp4:
    case DataType::Int8:
    case DataType::Int4:
        return {2.0 + quantizedCopies(precision),
                fmt::format("bf16 weights 2 + {} copies {:.4g}", toText(precision), quantizedCopies(precision))};
    }
    return {2.0, {}};
}

DataType gradientDtype(const TrainingWorkload& workload, const SoftwareSpec& software)
{
    if (workload.gradientDtype)
        return *workload.gradientDtype;
    if (workload.precision == DataType::Fp32)
        return DataType::Fp32;
    // Megatron accumulates gradients in fp32 by default for bf16 only.
    return workload.precision == DataType::Fp16 ? DataType::Fp16 : software.gradientDtype;
}

/// Moments of the optimizer, without the master copy.
Part moments(Optimizer optimizer, int hidden)
{
    switch (optimizer) {
    case Optimizer::Adam: return {8.0, "Adam moments 8"};
    case Optimizer::AdamBf16States: return {4.0, "bf16 Adam moments 4"};
    case Optimizer::Adam8Bit: return {2.0 * (1.0 + 4.0 / adamBlock), "8-bit Adam moments with block scales 2.03"};
    case Optimizer::Adafactor: return {8.0 / std::max(1, hidden), "factored second moment 8/h"};
    case Optimizer::Muon: return {4.0, "Muon momentum 4"};
    case Optimizer::Sgd: return {4.0, "momentum 4"};
    }
    return {8.0, {}};
}

/// fp32 master copy of the weights; precision-aware Adam keeps only the 16 low bits beside the bf16 weight.
Part master(const TrainingWorkload& workload)
{
    if (!isLowPrecision(workload.precision))
        return {0.0, {}};
    if (workload.optimizer == Optimizer::AdamBf16States && workload.precision == DataType::Bf16)
        return {2.0, "master remainder 2"};
    return {4.0, "fp32 master 4"};
}

/// fp16 training unscales into an fp32 copy of the gradients that the optimizer keeps (Megatron's 20 bytes).
Part gradientCopy(const TrainingWorkload& workload, DataType gradients)
{
    if (workload.precision == DataType::Fp16 && gradients != DataType::Fp32)
        return {4.0, "fp32 copy of gradients 4"};
    return {0.0, {}};
}

void append(std::string& text, const Part& part)
{
    if (!part.text.empty())
        text += (text.empty() ? "" : " + ") + part.text;
}

} // namespace

TrainingFramework trainingFramework(const SoftwareSpec& software)
{
    if (software.id.rfind("fsdp2", 0) == 0)
        return TrainingFramework::Fsdp2;
    if (software.id.rfind("deepspeed", 0) == 0)
        return TrainingFramework::DeepSpeed;
    return TrainingFramework::Megatron;
}

int trainingVocabularyMultiple(const SoftwareSpec& software) { return trainingFramework(software) == TrainingFramework::Fsdp2 ? 1 : 128; }

StateRecipe stateRecipe(const TrainingWorkload& workload, const SoftwareSpec& software, int zeroStage, int hidden)
{
    const DataType gradients = gradientDtype(workload, software);
    Part weights = matrixWeights(workload.precision, software);
    Part weightGradients{bytesPerElement(gradients), fmt::format("{} gradients {:.3g}", toText(gradients), bytesPerElement(gradients))};
    const Part copy = gradientCopy(workload, gradients);
    Part masterWeights = master(workload);
    const Part state = moments(workload.optimizer, hidden);

    StateRecipe recipe;
    recipe.computeBytes = isLowPrecision(workload.precision) ? std::min(2.0, bytesPerElement(workload.precision)) : 4.0;
    recipe.otherBytes = isLowPrecision(workload.precision) ? 2.0 : 4.0;
    recipe.source = "Megatron-LM dist_optimizer.md; Rajbhandari et al. 2020 section 3.1";
    if (trainingFramework(software) == TrainingFramework::Fsdp2 && zeroStage >= 3) {
        // FSDP2 shards fp32 parameters, which are the master copy, and keeps gradients in the dtype of the parameters.
        weights = {4.0, "fp32 sharded weights 4"};
        weightGradients = {4.0, "fp32 sharded gradients 4"};
        masterWeights = {0.0, {}};
        recipe.otherBytes = 4.0;
        recipe.source = "PyTorch fully_shard: parameters stay in their original dtype, mixed precision casts at the gather";
    }
    // DeepSpeed's BF16_Optimizer, which pipelines use, adds the 16-bit gradients of autograd up in fp32 buffers and keeps both.
    const bool keepsBoth =
        trainingFramework(software) == TrainingFramework::DeepSpeed && zeroStage <= 1 && workload.precision == DataType::Bf16;
    if (keepsBoth && gradients == DataType::Fp32)
        weightGradients = {6.0, "bf16 gradients 2 and fp32 accumulators 4"};
    recipe.matrixBytes = weights.bytes;
    recipe.gradientBytes = weightGradients.bytes;
    recipe.optimizerMatrixBytes = masterWeights.bytes + copy.bytes + state.bytes;
    // Muon orthogonalizes matrices only; embedding, head and vectors are updated by Adam.
    recipe.optimizerOtherBytes =
        workload.optimizer == Optimizer::Muon ? masterWeights.bytes + copy.bytes + 8.0 : recipe.optimizerMatrixBytes;
    for (const Part& part : {weights, weightGradients, masterWeights, copy, state})
        append(recipe.text, part);
    return recipe;
}

StateShards stateShards(const Plan& plan)
{
    const int zero = plan.parallelism.zeroStage;
    const int group = plan.parallelism.hsdpShard.value_or(plan.mesh.groupSize(GroupKind::DpCp));
    const int experts = std::min(group, plan.mesh.groupSize(GroupKind::ExpertDp));
    StateShards shards;
    if (zero >= 1) {
        shards.optimizer = group;
        shards.expertOptimizer = experts;
    }
    if (zero >= 2) {
        shards.gradients = group;
        shards.expertGradients = experts;
    }
    if (zero >= 3) {
        shards.weights = group;
        shards.expertWeights = experts;
    }
    return shards;
}

} // namespace shardscape
