// SPDX-License-Identifier: GPL-3.0-or-later
#include "cost/efficiency.h"

#include <array>

namespace shardscape {
namespace {

using E = Efficiency;

// The fallbacks are the middle of what published runs of several accelerators imply; the presets hold the values per accelerator.
constexpr auto fields = std::to_array<EfficiencyField>({
    {"train_gemm_bf16", &E::trainGemmBf16, 0.55, true, "share of the dense bf16 peak that matrix products sustain inside a training step"},
    {"train_gemm_fp8", &E::trainGemmFp8, 0.50, true, "the same for fp8 against the fp8 peak"},
    {"train_gemm_fp4", &E::trainGemmFp4, 0.39, true, "the same for fp4 against the fp4 peak"},
    {"gemm_k_depth", &E::gemmKDepth, 115, false,
     "reduction length at which a product reaches half its rate (bf16; twice for fp8, four times for fp4)"},
    {"gemm_epilogue", &E::gemmEpilogue, 0.0, false,
     "share of the time to read and write a product's result that its last tiles do not hide"},
    {"train_hbm", &E::trainHbm, 0.80, true, "share of the memory bandwidth that elementwise kernels sustain"},
    {"kernel_gap_seconds", &E::kernelGapSeconds, 4e-6, true, "time between the end of a kernel and the start of the next"},
    {"attention_forward", &E::attentionForward, 0.45, true,
     "share of the bf16 peak of the fused attention kernel, forward, long sequences"},
    {"attention_backward_ratio", &E::attentionBackwardRatio, 0.70, false, "rate of the backward attention kernel over the forward one"},
    {"attention_half_tokens", &E::attentionHalfTokens, 1000, false, "tokens per rank at which the attention kernel reaches half its rate"},
    {"attention_half_head", &E::attentionHalfHead, 200, false,
     "head size at which the attention kernel would reach half its rate, since softmax costs the same per score whatever the head size"},
    {"attention_unfused", &E::attentionUnfused, 0.30, false, "share of the peak of unfused batched attention products at head size 128"},
    {"elementwise_forward_scale", &E::elementwiseForwardScale, 1.0, false, "memory passes over those of fused kernels, forward"},
    {"elementwise_backward_scale", &E::elementwiseBackwardScale, 1.0, false, "memory passes over those of fused kernels, backward"},
    {"norm_passes_forward", &E::normPassesForward, 10, false,
     "passes over tokens x hidden of norms, residuals and dropout of a layer, forward"},
    {"norm_passes_backward", &E::normPassesBackward, 10, false, "the same, backward"},
    {"rotary_passes", &E::rotaryPasses, 1.4, false, "passes over the query, key and value heads for rotation and reshuffling"},
    {"head_bytes_per_logit", &E::headBytesPerLogit, 14, false, "memory traffic of cross-entropy per logit, forward and backward"},
    {"cast_passes", &E::castPasses, 0.35, false, "passes of 4 bytes per input element of a linear layer that fp8 and fp4 casts cost"},
    {"cast_amax_passes", &E::castAmaxPasses, 0.0, false,
     "passes of 2 bytes per element that fp8 scales of the current tensor cost: its largest value is found before the cast"},
    {"selective_core_share", &E::selectiveCoreShare, 1.0, false, "share of the attention core that selective recomputation repeats where scores are materialized"},
    {"selective_gemm_share", &E::selectiveGemmShare, 0.0, false, "share of the matrix products that selective recomputation repeats"},
    {"selective_elementwise_share", &E::selectiveElementwiseShare, 0.5, false, "share of the elementwise work that it repeats: norms and activations"},
    {"optimizer_bytes_per_parameter", &E::optimizerBytesPerParameter, 34, false, "memory traffic of the Adam update per owned parameter"},
    {"optimizer_bytes_per_gradient", &E::optimizerBytesPerGradient, 8, false, "traffic per local gradient element: zeroing and norm"},
    {"optimizer_fixed_seconds", &E::optimizerFixedSeconds, 5e-3, false, "fixed time of an optimizer step"},
    {"offload_link_share", &E::offloadLinkShare, 0.8, false,
     "share of a GPU's link to the host that gradients and parameters sustain where the optimizer lives in host memory"},
    {"host_adam_parameters_per_second", &E::hostAdamParametersPerSecond, 4e9, false,
     "parameters that the processors of one node update per second, shared by its GPUs (ZeRO-Offload, arXiv 2101.06840: 0.22 to 0.25 s "
     "per billion with two sockets)"},
    {"exposed_tp", &E::exposedTp, 0.24, false, "share of tensor-parallel transfers that shows when they are overlapped"},
    {"narrow_tensor_gather", &E::narrowTensorGather, 0.0, false,
     "1 where overlapped tensor-parallel all-gathers carry fp8 activations, 0 where they carry 16-bit ones"},
    {"exposed_ep", &E::exposedEp, 0.40, false, "share of expert transfers that shows when they are overlapped with another micro-batch"},
    {"exposed_ep_dualpipe", &E::exposedEpDualPipe, 20.0 / 132.0, false,
     "the same under DualPipe: the multiprocessors that carry it, 20 of 132 (DeepSeek-V3, arXiv 2412.19437, sec. 3.2.2), are lost to products"},
    {"hidden_dp_cost", &E::hiddenDpCost, 0.22, false, "slow-down of the computation per second of hidden gradient or parameter traffic"},
    {"hidden_fsdp_cost", &E::hiddenFsdpCost, 0.16, false,
     "the same under FSDP, of traffic at the rate of the scale-up link; slower traffic keeps fewer multiprocessors busy"},
    {"fsdp_window", &E::fsdpWindow, 0.95, false, "share of a pass under which FSDP can hide traffic"},
    {"zero_all_reduce", &E::zeroAllReduce, 0.0, false,
     "1 where ZeRO-1 all-reduces whole gradients and gathers parameters as well (DeepSpeed pipelines)"},
    {"zero_reduce_share", &E::zeroReduceShare, 1.0, false,
     "rate of gradient reduction between nodes over that of a ring; below 1 where every rank's partition is reduced by calls of its own"},
    {"pipeline_scatter", &E::pipelineScatter, 1.0, false,
     "share of the sends between stages that tensor ranks split among them: 1 all, 0.5 activations but no gradients, 0 none"},
    {"pipeline_sync_seconds", &E::pipelineSyncSeconds, 0.0, false,
     "time a stage idles after a synchronous exchange with its neighbor until the host has launched kernels again"},
    {"separate_gradient_sum", &E::separateGradientSum, 0.0, false,
     "1 where weight gradients are added to the accumulated ones by kernels of their own, 0 where the product adds them"},
    {"moe_chance_load", &E::moeChanceLoad, 1.0, false,
     "1 where experts take every token that is routed to them, so that the fullest rank sets the pace; 0 where a capacity cuts it off"},
    {"moe_movement_factor", &E::moeMovementFactor, 0.2, false, "memory traffic of token movement over the fused minimum"},
    {"moe_host_forward_seconds", &E::moeHostForwardSeconds, 1e-4, false, "host time to launch one MoE layer forward; backward 1.5 times"},
    {"moe_fixed_seconds", &E::moeFixedSeconds, 0.0, false, "fixed time per MoE layer and pass (synchronization, padding)"},
    {"pipeline_pair_share", &E::pipelinePairShare, 1.0, false,
     "computation of an overlapped forward-backward pair over the sum of both (DualPipe): they take turns, only transfers hide"},
    {"straggler_per_doubling", &E::stragglerPerDoubling, 0.004, false, "relative slow-down per doubling of the nodes"},
    {"link_gather", &E::linkGather, 0.67, true, "share of the scale-up link that all-gather and reduce-scatter sustain"},
    {"link_reduce", &E::linkReduce, 0.82, true, "the same for all-reduce"},
    {"link_alpha_seconds", &E::linkAlphaSeconds, 30e-6, true, "start-up of a collective inside the node with its protocol ramp"},
    {"nic_share", &E::nicShare, 0.85, false, "share of the NIC that collectives between nodes sustain inside a step; alone they reach 0.97"},
    {"nic_alpha_seconds", &E::nicAlphaSeconds, 35e-6, false, "start-up of a collective between nodes"},
    {"nic_hop_seconds", &E::nicHopSeconds, 6e-6, false,
     "more of it per node of the ring (NCCL 2.30.7 tuning.cc: 4 us a hop for LL128, 14 us for Simple)"},
    {"dispatch_link_share", &E::dispatchLinkShare, 0.88, false, "share of the scale-up link of de-duplicating expert dispatch"},
    {"dispatch_nic_share", &E::dispatchNicShare, 0.95, false, "share of the NIC of de-duplicating expert dispatch"},
    {"all_to_all_link_share", &E::allToAllLinkShare, 0.70, false, "share of the scale-up link of a plain all-to-all"},
    {"all_to_all_nic_share", &E::allToAllNicShare, 0.86, false, "share of the NIC of a plain all-to-all"},
    {"serve_gemm_bf16", &E::serveGemmBf16, 0.75, true, "share of the bf16 peak of large matrix products in a serving engine"},
    {"serve_gemm_fp8", &E::serveGemmFp8, 0.66, true, "the same for fp8"},
    {"serve_gemm_fp4", &E::serveGemmFp4, 0.52, true, "the same for fp4"},
    {"serve_grouped", &E::serveGrouped, 0.5, true, "rate of grouped expert products over dense ones"},
    {"serve_grouped_scale", &E::serveGroupedScale, 1.0, false, "factor of the software generation on it"},
    {"serve_hbm", &E::serveHbm, 0.85, true, "share of the memory bandwidth when weights are streamed"},
    {"serve_kv", &E::serveKv, 0.80, true, "share of the memory bandwidth when the KV cache is read"},
    {"serve_attention", &E::serveAttention, 0.44, false, "share of the bf16 peak of prefill attention"},
    {"serve_latent_attention", &E::serveLatentAttention, 0.67, false, "share of the bf16 peak of absorbed latent attention at decode"},
    {"serve_layer_seconds", &E::serveLayerSeconds, 22e-6, true, "launches and gaps of one layer"},
    {"serve_moe_seconds", &E::serveMoeSeconds, 25e-6, true, "more of them in an MoE layer"},
    {"serve_latent_seconds", &E::serveLatentSeconds, 65.6e-6, false, "more of them in a latent-attention layer"},
    {"serve_layer_host_seconds", &E::serveLayerHostSeconds, 0.0, false,
     "host time to launch the kernels of a layer one by one; what the GPU does not cover of it shows"},
    {"serve_moe_host_seconds", &E::serveMoeHostSeconds, 0.0, false, "more of it in an MoE layer"},
    {"serve_decode_graphs", &E::serveDecodeGraphs, 1.0, false, "1 where decode steps replay a CUDA graph, 0 where kernels are launched"},
    {"serve_step_seconds", &E::serveStepSeconds, 0.34e-3, false, "host time of one engine step"},
    {"serve_sequence_seconds", &E::serveSequenceSeconds, 5.5e-6, false, "host time per running sequence and step"},
    {"serve_request_seconds", &E::serveRequestSeconds, 0.0, false,
     "time to first token outside the engine's steps: HTTP, tokenizer, queues between processes, first answer"},
    {"serve_cuda_core_attention", &E::serveCudaCoreAttention, 0.0, false,
     "cache elements per second and multiprocessor that decode attention on CUDA cores takes, once per query head; 0 = tensor cores, "
     "which take a KV head once for its group"},
    {"serve_tensor_core_group", &E::serveTensorCoreGroup, 0.0, false,
     "query heads per KV head for which such engines have a tensor-core kernel all the same"},
    {"serve_reserved_output", &E::serveReservedOutput, 1.0, false,
     "share of the output for which KV room is set aside when a request is admitted; 0.5 where pages are taken as they fill"},
    {"one_shot_seconds", &E::oneShotSeconds, 6e-6, true, "start-up of the serving engines' one-shot all-reduce"},
    {"one_shot_hop_seconds", &E::oneShotHopSeconds, 0.5e-6, true, "more of it per peer"},
    {"one_shot_bytes_per_second", &E::oneShotBytesPerSecond, 0.0, false, "its rate; 0 = the fabric has none"},
});

const Constant* findConstant(std::string_view name, const AcceleratorSpec& accelerator, const SoftwareSpec& software)
{
    std::string exact{name};
    exact += '@';
    exact += accelerator.architecture;
    if (const auto entry = software.constants.find(exact); entry != software.constants.end())
        return &entry->second;
    if (const auto entry = software.constants.find(name); entry != software.constants.end())
        return &entry->second;
    if (const auto entry = accelerator.constants.find(name); entry != accelerator.constants.end())
        return &entry->second;
    return nullptr;
}

double peakOf(const AcceleratorSpec& accelerator, std::initializer_list<DataType> types)
{
    for (const DataType type : types)
        if (const auto entry = accelerator.peak.find(type); entry != accelerator.peak.end() && entry->second.inFlopsPerSecond() > 0)
            return entry->second.inFlopsPerSecond();
    return 1e12;
}

} // namespace

std::span<const EfficiencyField> efficiencyFields() { return fields; }

Efficiency efficiencyOf(const AcceleratorSpec& accelerator, const SoftwareSpec& software)
{
    Efficiency efficiency;
    using enum DataType;
    efficiency.bf16Flops = peakOf(accelerator, {Bf16, Fp16, Tf32, Fp32});
    efficiency.fp8Flops = peakOf(accelerator, {Fp8, MxFp8, Bf16, Fp16, Fp32});
    efficiency.fp4Flops = peakOf(accelerator, {NvFp4, Fp4, Bf16, Fp16, Fp32});
    efficiency.hbmBytesPerSecond = accelerator.memoryBandwidth.inBytesPerSecond();
    efficiency.multiprocessors = accelerator.multiprocessors > 0 ? accelerator.multiprocessors : 128;
    for (const EfficiencyField& field : fields) {
        const Constant* constant = findConstant(field.name, accelerator, software);
        efficiency.*field.member = constant != nullptr ? constant->value : field.fallback;
        if (constant != nullptr ? constant->guess : field.perAccelerator)
            efficiency.guesses.push_back(field.name);
    }
    // A type the matrix unit lacks is widened first, so it runs with the wider type's share.
    if (!accelerator.peak.contains(Fp8) && !accelerator.peak.contains(MxFp8)) {
        efficiency.trainGemmFp8 = efficiency.trainGemmBf16;
        efficiency.serveGemmFp8 = efficiency.serveGemmBf16;
    }
    if (!accelerator.peak.contains(NvFp4) && !accelerator.peak.contains(Fp4)) {
        efficiency.trainGemmFp4 = efficiency.trainGemmBf16;
        efficiency.serveGemmFp4 = efficiency.serveGemmBf16;
    }
    return efficiency;
}

Constant efficiencyConstant(std::string_view name, const AcceleratorSpec& accelerator, const SoftwareSpec& software)
{
    if (const Constant* constant = findConstant(name, accelerator, software))
        return *constant;
    for (const EfficiencyField& field : fields)
        if (field.name == name)
            return {field.fallback, "general value; no measurement of this accelerator", field.perAccelerator};
    return {0.0, "unknown constant", true};
}

} // namespace shardscape
