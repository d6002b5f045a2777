// SPDX-License-Identifier: GPL-3.0-or-later
#include "cost/activation.h"

#include "cost/activation_layer.h"

#include <fmt/format.h>

#include <algorithm>

namespace shardscape {
namespace detail {

void SavedTensorList::add(const TensorShape& shape)
{
    if (shape.elements <= 0.0)
        return;
    m_tensors.push_back({.name = shape.name,
                         .symbol = shape.symbol,
                         .coefficient = shape.coefficient,
                         .width = shape.width,
                         .bytesPerToken = shape.coefficient * shape.elements,
                         .split = shape.split,
                         .ways = waysOf(shape.split),
                         .keep = shape.keep});
}

double SavedTensorList::waysOf(ActivationSplit split) const
{
    switch (split) {
    case ActivationSplit::Gathered: return setting.gathersInputs ? 1.0 : setting.sequenceWays();
    case ActivationSplit::Sequence:
    case ActivationSplit::Expert: return setting.sequenceWays();
    case ActivationSplit::Tensor: return setting.tp;
    case ActivationSplit::KeyValue: return std::clamp(layer.attention.kvHeads, 1, setting.tp);
    }
    return 1.0;
}

} // namespace detail

namespace {

constexpr int compiledLossYear = 2025;         ///< torchtitan compiles the loss since then
constexpr int probabilityInExpertsYear = 2025; ///< Megatron-Core 0.12 moved the router weights into the experts' activation

/// Saved GEMM inputs: fp8 recipes of Transformer Engine keep the quantized copy; FSDP2's float8 keeps the 16-bit original (torchao).
double gemmInputBytes(DataType precision, TrainingFramework framework)
{
    const bool quantized = precision == DataType::Fp8 || precision == DataType::MxFp8 || precision == DataType::NvFp4;
    if (quantized && framework != TrainingFramework::Fsdp2)
        return bytesPerElement(precision);
    return precision == DataType::Fp32 || precision == DataType::Tf32 ? 4.0 : 2.0;
}

} // namespace

std::string SavedTensor::formula() const { return fmt::format("{:.9g} * {}", coefficient, width); }

ActivationSetting activationSetting(const Plan& plan, const Inputs& inputs, const TrainingWorkload& workload)
{
    const bool fp32 = workload.precision == DataType::Fp32 || workload.precision == DataType::Tf32;
    return {.tp = plan.parallelism.tp,
            .etp = plan.etp,
            .sequenceParallel = plan.parallelism.sequenceParallel,
            .sequence = static_cast<double>(workload.sequenceTokens),
            .tokensPerRank = static_cast<double>(workload.microBatch) * workload.sequenceTokens / plan.parallelism.cp,
            .attention = workload.attention,
            .elementBytes = fp32 ? 4.0 : 2.0,
            .gemmInputBytes = gemmInputBytes(workload.precision, trainingFramework(inputs.software)),
            .dropout = inputs.model.dropout,
            .gathersInputs = trainingFramework(inputs.software) == TrainingFramework::Fsdp2,
            .imbalance = std::max(1.0, workload.moeImbalance),
            .probabilityBeforeExperts = inputs.software.year == 0 || inputs.software.year >= probabilityInExpertsYear};
}

std::vector<SavedTensor> savedTensors(const TransformerSpec& model, const LayerSpec& layer, const ActivationSetting& setting)
{
    detail::SavedTensorList list{model, layer, setting};
    detail::addAttentionTensors(list);
    detail::addFeedForwardTensors(list);
    return list.take();
}

double keptBytes(const std::vector<SavedTensor>& tensors, KeepMode mode, double tokensPerRank)
{
    double sum = 0.0;
    for (const SavedTensor& tensor : tensors)
        if (tensor.keptUnder(mode))
            sum += tensor.perRank();
    return sum * tokensPerRank;
}

KeepMode keepMode(const Recompute& recompute, TrainingFramework framework, int position)
{
    switch (recompute.kind) {
    case RecomputeKind::None: return KeepMode::Everything;
    case RecomputeKind::Selective: return framework == TrainingFramework::Fsdp2 ? KeepMode::PerOperator : KeepMode::Selective;
    case RecomputeKind::Full: return KeepMode::LayerInput;
    case RecomputeKind::FullLayers: return position < recompute.fullLayersPerStage ? KeepMode::LayerInput : KeepMode::Everything;
    }
    return KeepMode::Everything;
}

double backwardWorkingBytes(const TransformerSpec& model, const LayerSpec& layer, const ActivationSetting& setting)
{
    const AttentionSpec& a = layer.attention;
    const FeedForwardSpec& f = layer.feedForward;
    const double e = setting.elementBytes;
    const double gated = isGated(f.activation) ? 2.0 : 1.0;
    // Gate and up are separate column-parallel layers in torch, each with an input gradient of full width before the reduction.
    const double fullWidth = setting.gathersInputs ? 2.0 : 1.0;
    const double gathered = setting.sequenceParallel && setting.tp > 1 ? fullWidth * e * model.hidden : 0.0;
    const double dense = gated * e * (f.width + static_cast<double>(f.sharedExperts) * f.sharedExpertWidth) / setting.tp;
    const double routed =
        f.topK * setting.imbalance * (gated * e * f.expertWidth + e * model.hidden * setting.etp) / setting.sequenceWays();
    const double queries = static_cast<double>(a.heads) * (a.kind == AttentionKind::Latent ? a.nopeHeadDim + a.ropeHeadDim : a.headDim);
    double attention = e * 3.0 * queries / setting.tp;
    if (setting.attention == AttentionImplementation::Unfused)
        attention += 2.0 * e * a.heads * setting.sequence / setting.tp;
    const double output = e * model.hidden / setting.sequenceWays();
    return setting.tokensPerRank * (gathered + output + std::max({dense, f.isMoe() ? routed : 0.0, attention}));
}

std::vector<SavedTensor> embeddingTensors(const TransformerSpec& model, const ActivationSetting& setting)
{
    const LayerSpec none{};
    detail::SavedTensorList list{model, none, setting};
    if (model.embeddingNorm)
        list.add({"embedding norm input", "embedding_norm_input", list.element, "h", static_cast<double>(model.hidden),
                  ActivationSplit::Sequence, detail::keepAlways});
    if (setting.dropout > 0.0)
        list.add({"embedding dropout mask", "embedding_dropout_mask", 1.0, "h", static_cast<double>(model.hidden),
                  ActivationSplit::Sequence, detail::keepAlways});
    return list.take();
}

std::vector<SavedTensor> headTensors(const TransformerSpec& model, const ActivationSetting& setting)
{
    const LayerSpec none{};
    detail::SavedTensorList list{model, none, setting};
    list.add({"final norm input", "final_norm_input", list.element, "h", static_cast<double>(model.hidden), ActivationSplit::Sequence,
              detail::keepAlways});
    list.add(
        {"head input", "head_input", list.element, "h", static_cast<double>(model.hidden), ActivationSplit::Sequence, detail::keepAlways});
    return list.take();
}

std::vector<SavedTensor> mtpTensors(const TransformerSpec& model, const ActivationSetting& setting)
{
    using detail::keepAlways;
    const LayerSpec none{};
    const double h = model.hidden;
    detail::SavedTensorList list{model, none, setting};
    list.add({"MTP norm inputs", "mtp_norm_inputs", list.element, "2 * h", 2.0 * h, ActivationSplit::Sequence, keepAlways});
    list.add({"MTP projection input", "mtp_projection_input", list.gemmInput, "2 * h", 2.0 * h, ActivationSplit::Sequence, keepAlways});
    list.add({"MTP final norm input", "mtp_final_norm_input", list.element, "h", h, ActivationSplit::Sequence, keepAlways});
    list.add({"MTP head input", "mtp_head_input", list.element, "h", h, ActivationSplit::Sequence, keepAlways});
    return list.take();
}

double lossBytesPerLogit(const SoftwareSpec& software, int tp)
{
    if (const auto constant = software.constants.find("loss_bytes_per_logit"); constant != software.constants.end())
        return constant->second.value;
    if (trainingFramework(software) != TrainingFramework::Fsdp2)
        return 6.0;
    return software.year == 0 || software.year >= compiledLossYear ? 4.0 : tp > 1 ? 16.0 : 12.0;
}

} // namespace shardscape
