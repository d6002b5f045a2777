// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/scenario_sections.h"

namespace shardscape {
namespace {

template <class T> Json nullable(const std::optional<T>& value) { return value ? Json(*value) : Json(nullptr); }

Json overlapToJson(const OverlapSwitches& overlap)
{
    return Json::object({{"tp", nullable(overlap.tp)},
                         {"dp", nullable(overlap.dp)},
                         {"pp", nullable(overlap.pp)},
                         {"cp", nullable(overlap.cp)},
                         {"ep", nullable(overlap.ep)}});
}

Json recomputeToJson(const Recompute& recompute)
{
    if (recompute.kind == RecomputeKind::FullLayers)
        return Json::object({{"full_layers_per_stage", recompute.fullLayersPerStage}});
    return toText(recompute.kind);
}

/// Keys that the interface calls optional are written only when they say something.
Json trainingToJson(const TrainingWorkload& training)
{
    Json json = {{"kind", "training"},
                 {"sequence_tokens", training.sequenceTokens},
                 {"micro_batch", training.microBatch},
                 {"global_batch", training.globalBatch},
                 {"precision", toText(training.precision)},
                 {"recompute", recomputeToJson(training.recompute)},
                 {"attention", toText(training.attention)},
                 {"optimizer", toText(training.optimizer)}};
    if (!training.microbatchTokens.empty())
        json["microbatch_tokens"] = training.microbatchTokens;
    if (training.gradientDtype)
        json["gradient_dtype"] = toText(*training.gradientDtype);
    if (training.offload)
        json["offload"] = true;
    if (training.moeImbalance != 1.0)
        json["moe_imbalance"] = training.moeImbalance;
    if (training.tokenBudget)
        json["token_budget"] = *training.tokenBudget;
    return json;
}

Json inferenceToJson(const InferenceWorkload& inference)
{
    Json json = {{"kind", "inference"},
                 {"prompt_tokens", inference.promptTokens},
                 {"output_tokens", inference.outputTokens},
                 {"concurrency", inference.concurrency},
                 {"weight_dtype", toText(inference.weightDtype)},
                 {"kv_dtype", toText(inference.kvDtype)},
                 {"memory_fraction", inference.memoryFraction},
                 {"prefix_tokens", inference.prefixTokens},
                 {"distinct_prefixes", inference.distinctPrefixes},
                 {"chunked_prefill_tokens", nullable(inference.chunkedPrefillTokens)},
                 {"disaggregated", nullptr}};
    const InferenceWorkload usual;
    if (inference.prefixZipf != usual.prefixZipf)
        json["prefix_zipf"] = inference.prefixZipf;
    if (inference.prefixRouting != usual.prefixRouting)
        json["prefix_routing"] = toText(inference.prefixRouting);
    if (inference.streamInterval != usual.streamInterval)
        json["stream_interval"] = inference.streamInterval;
    if (inference.disaggregated)
        json["disaggregated"] = {{"prefill_replicas", inference.disaggregated->prefillReplicas},
                                 {"decode_replicas", inference.disaggregated->decodeReplicas}};
    return json;
}

} // namespace

Json parallelismToJson(const Parallelism& p)
{
    Json order = Json::array();
    for (const Axis axis : p.axisOrder)
        order.push_back(toText(axis));
    Json json = {{"tp", p.tp},
                 {"cp", p.cp},
                 {"ep", p.ep},
                 {"etp", nullable(p.etp)},
                 {"pp", p.pp},
                 {"dp", p.dp},
                 {"vpp", p.vpp},
                 {"sequence_parallel", p.sequenceParallel},
                 {"zero_stage", p.zeroStage},
                 {"hsdp_shard", nullable(p.hsdpShard)},
                 {"axis_order", std::move(order)},
                 {"schedule", toText(p.schedule)},
                 {"stage_layers", nullable(p.stageLayers)}};
    if (p.microbatchGroupSize)
        json["microbatch_group_size"] = *p.microbatchGroupSize;
    if (p.overlapPairs)
        json["overlap_pairs"] = true;
    if (p.overlap != OverlapSwitches{})
        json["overlap"] = overlapToJson(p.overlap);
    return json;
}

Json workloadToJson(const Workload& workload)
{
    Json json = workload.training() != nullptr ? trainingToJson(*workload.training()) : inferenceToJson(*workload.inference());
    if (workload.software)
        json["software"] = *workload.software;
    if (workload.gpuHourUsd)
        json["usd_per_gpu_hour"] = *workload.gpuHourUsd;
    return json;
}

} // namespace shardscape
