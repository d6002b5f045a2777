// SPDX-License-Identifier: GPL-3.0-or-later
#include "cost/memory_buffers.h"

#include "cost/process_overhead.h"
#include "model/parameters.h"

#include <algorithm>
#include <utility>

namespace shardscape {
namespace {

constexpr int dummyGradientYear = 2023; ///< Transformer Engine with fused gradient accumulation is Megatron's default since then
constexpr double dummyGradientBytes = 2.0;
constexpr double deepSpeedBucketElements = 5e8; ///< default of reduce_bucket_size and allgather_bucket_size
constexpr double reserveShare = 0.055;

/// Distinct GEMM weights of a rank, each counted once: Transformer Engine caches one dummy gradient per shape.
class DistinctWeights {
public:
    DistinctWeights(const TransformerSpec& model, const ParameterSplit& split) : m_model{model}, m_split{split} {}

    void add(const LayerSpec& layer)
    {
        LayerSpec attention = layer;
        attention.feedForward = {};
        attention.norms = 0;
        addOnce(m_attentions, layer.attention, layerOnRank(m_model, attention, m_split));
        LayerSpec feedForward = layer;
        feedForward.attention = {};
        feedForward.attention.kind = AttentionKind::None;
        feedForward.norms = 0;
        ShardedParameters rank = layerOnRank(m_model, feedForward, m_split);
        const double ownExperts = layer.feedForward.experts > 0 ? std::max(1, layer.feedForward.experts / m_split.ep) : 1.0;
        rank.matrices += rank.experts / ownExperts;
        addOnce(m_feedForwards, layer.feedForward, rank);
    }

    [[nodiscard]] double elements() const { return m_elements; }

private:
    template <class Part> void addOnce(std::vector<Part>& seen, const Part& part, const ShardedParameters& rank)
    {
        if (std::find(seen.begin(), seen.end(), part) != seen.end())
            return;
        seen.push_back(part);
        m_elements += rank.matrices;
    }

    const TransformerSpec& m_model;
    ParameterSplit m_split;
    std::vector<AttentionSpec> m_attentions;
    std::vector<FeedForwardSpec> m_feedForwards;
    double m_elements = 0.0;
};

struct BufferContext {
    const Plan& plan;
    const Inputs& inputs;
    const TrainingWorkload& workload;
    const StageDetail& detail;
    int stage;
    ParameterSplit split;
};

void addDummyGradients(const BufferContext& context, std::vector<MemoryItem>& items)
{
    const SoftwareSpec& software = context.inputs.software;
    if (trainingFramework(software) != TrainingFramework::Megatron || (software.year != 0 && software.year < dummyGradientYear))
        return;
    const TransformerSpec& model = context.inputs.model;
    DistinctWeights distinct{model, context.split};
    for (std::size_t kind = 0; kind < model.kinds.size(); ++kind)
        if (context.detail.activations.layersOfKind[kind] > 0)
            distinct.add(model.kinds[kind]);
    items.push_back(
        {.symbol = "dummy_gradients",
         .name = "Dummy weight gradients of Transformer Engine",
         .bytes = dummyGradientBytes * distinct.elements(),
         .formula = "2 * distinct_weights",
         .terms = {{"distinct_weights", distinct.elements(), "elements of the distinct weight shapes of the stage's layers on a rank"}},
         .source = "Transformer Engine, get_dummy_wgrad: one 16-bit tensor per weight shape when gradients accumulate in place"});
}

double largestLayer(const BufferContext& context)
{
    double largest = 0.0;
    for (std::size_t kind = 0; kind < context.inputs.model.kinds.size(); ++kind)
        if (context.detail.activations.layersOfKind[kind] > 0)
            largest = std::max(largest, layerOnRank(context.inputs.model, context.inputs.model.kinds[kind], context.split).total());
    return largest;
}

/// FSDP2 under a pipeline keeps a stage's weights gathered over all micro-batches and adds up unreduced fp32 gradients, so that it
/// communicates once per step.
void addPipelinedFsdp(const BufferContext& context, std::vector<MemoryItem>& items)
{
    const double own = context.detail.parameters.total();
    items.push_back({.symbol = "gathered_stage",
                     .name = "Gathered weights of the whole stage",
                     .bytes = context.detail.recipe.computeBytes * own,
                     .formula = "compute_bytes * stage_parameters",
                     .terms = {{"compute_bytes", context.detail.recipe.computeBytes, "bytes of a gathered weight"},
                               {"stage_parameters", own, "parameters of the stage on a rank before sharding"}},
                     .source = "torchtitan: reshard_after_forward is off when a pipeline is used"});
    items.push_back({.symbol = "unreduced_gradients",
                     .name = "Unreduced gradients of the whole stage",
                     .bytes = 4.0 * own,
                     .formula = "4 * stage_parameters",
                     .terms = {{"stage_parameters", own, "parameters of the stage on a rank before sharding"}},
                     .source = "PyTorch fully_shard: gradients accumulate in the reduction dtype until the last micro-batch"});
}

void addLiveLayers(const BufferContext& context, std::vector<MemoryItem>& items)
{
    if (context.plan.parallelism.zeroStage < 3)
        return;
    const bool fsdp2 = trainingFramework(context.inputs.software) == TrainingFramework::Fsdp2;
    if (fsdp2 && context.plan.parallelism.pp > 1) {
        addPipelinedFsdp(context, items);
        return;
    }
    const double layer = largestLayer(context);
    const double compute = context.detail.recipe.computeBytes;
    items.push_back({.symbol = "live_layers",
                     .name = "Gathered weights of the current and the prefetched layer",
                     .bytes = 2.0 * compute * layer,
                     .formula = "2 * compute_bytes * layer_parameters",
                     .terms = {{"compute_bytes", compute, "bytes of a gathered weight"},
                               {"layer_parameters", layer, "parameters of the largest layer on a rank"}},
                     .source = "ZeRO-3 and FSDP gather one layer ahead: Rajbhandari et al. 2020 section 7.2.2, PyTorch fully_shard"});
    items.push_back({.symbol = "unreduced_layer_gradients",
                     .name = "Gradients of a layer on their way into the reduction",
                     .bytes = (2.0 + 4.0) * layer,
                     .formula = "(2 + 4) * layer_parameters",
                     .terms = {{"layer_parameters", layer, "parameters of the largest layer on a rank"}},
                     .source = "PyTorch fully_shard: 16-bit gradients of the layer and their fp32 copy as reduce-scatter input"});
    const double root = context.detail.parameters.embedding + context.detail.parameters.head;
    if (!fsdp2 || root == 0.0)
        return;
    items.push_back({.symbol = "root_weights",
                     .name = "Gathered embedding and head",
                     .bytes = 2.0 * root,
                     .formula = "2 * root_parameters",
                     .terms = {{"root_parameters", root, "parameters of embedding, final norm and head on a rank"}},
                     .source = "PyTorch fully_shard: the root group stays gathered between forward and backward"});
    items.push_back({.symbol = "head_gradient",
                     .name = "Unreduced gradient of the head",
                     .bytes = 2.0 * context.detail.parameters.head,
                     .formula = "2 * head_parameters",
                     .terms = {{"head_parameters", context.detail.parameters.head, "parameters of final norm and head on a rank"}},
                     .source = "PyTorch fully_shard: the root group is reduced after the last layer's backward"});
}

void addBuckets(const BufferContext& context, std::vector<MemoryItem>& items)
{
    if (trainingFramework(context.inputs.software) != TrainingFramework::DeepSpeed || context.plan.parallelism.zeroStage < 1 ||
        context.plan.mesh.groupSize(GroupKind::DpCp) < 2)
        return;
    const double bucket = std::min(deepSpeedBucketElements, context.detail.parameters.total());
    items.push_back({.symbol = "buckets",
                     .name = "Reduction and gathering buckets",
                     .bytes = 2.0 * 2.0 * bucket,
                     .formula = "2 * 2 * bucket_elements",
                     .terms = {{"bucket_elements", bucket, "elements of a bucket, 5e8 unless the rank has fewer parameters"}},
                     .source = "DeepSpeed zero_optimization: reduce_bucket_size and allgather_bucket_size of 5e8"});
}

void addPipelineReceive(const BufferContext& context, std::vector<MemoryItem>& items)
{
    if (context.plan.parallelism.pp < 2)
        return;
    const ActivationSetting setting = activationSetting(context.plan, context.inputs, context.workload);
    const double elements = setting.tokensPerRank * context.inputs.model.hidden / setting.sequenceWays();
    // torch.distributed.pipelining allocates them for every micro-batch and chunk before the first step, Megatron for one.
    const bool all = trainingFramework(context.inputs.software) == TrainingFramework::Fsdp2;
    const double pairs = all ? static_cast<double>(context.plan.microbatches) * context.plan.layout.chunks : 1.0;
    items.push_back({.symbol = "pipeline_receive",
                     .name = "Receive buffers of the pipeline",
                     .bytes = 2.0 * pairs * setting.elementBytes * elements,
                     .formula = "2 * pairs * element_bytes * boundary_elements",
                     .terms = {{"pairs", pairs, "an activation and a gradient each: one, or one per micro-batch and chunk (torch)"},
                               {"element_bytes", setting.elementBytes, "bytes of an activation"},
                               {"boundary_elements", elements, "elements that cross a stage boundary per micro-batch and rank"}},
                     .source = "Megatron-LM p2p_communication.py; torch.distributed.pipelining stage.py"});
}

/// Groups of more than one rank; independent serving replicas do not talk to each other.
int communicators(const DeviceMesh& mesh, bool training)
{
    int count = 0;
    for (const GroupKind kind : {GroupKind::Tp, GroupKind::Cp, GroupKind::Pp, GroupKind::Ep, GroupKind::Etp})
        count += mesh.groupSize(kind) > 1 ? 1 : 0;
    if (training)
        for (const GroupKind kind : {GroupKind::DpCp, GroupKind::ExpertDp})
            count += mesh.groupSize(kind) > 1 ? 1 : 0;
    return count;
}

double constantOr(const AcceleratorSpec& accelerator, std::string_view name, double fallback)
{
    const auto constant = accelerator.constants.find(name);
    return constant == accelerator.constants.end() ? fallback : constant->second.value;
}

/// What a measured run held beyond the count (evaluate/calibration.h); less than the count only as far as the assumed overhead goes.
void addCalibrated(const AcceleratorSpec& accelerator, std::vector<MemoryItem>& items)
{
    const double measured = constantOr(accelerator, "calibrated_extra_bytes", 0.0);
    if (measured == 0.0)
        return;
    double assumed = 0;
    for (const MemoryItem& item : items)
        assumed += item.bytes;
    items.push_back({.symbol = "calibrated",
                     .name = "Measured beyond the count",
                     .bytes = std::max(measured, -assumed),
                     .formula = "max(measured_extra, -assumed)",
                     .terms = {{"measured_extra", measured, "memory of the calibration run over its prediction"},
                               {"assumed", assumed, "overhead that is assumed above"}},
                     .source = "your calibration"});
}

std::vector<MemoryItem> processOverhead(const Plan& plan, const Inputs& inputs, bool training)
{
    const double context = constantOr(inputs.cluster.accelerator, "context_bytes", usualContextBytes);
    const double each = constantOr(inputs.cluster.accelerator, "communicator_bytes", usualCommunicatorBytes);
    const int count = communicators(plan.mesh, training);
    std::vector<MemoryItem> items;
    items.push_back({.symbol = "context",
                     .name = "Driver context and loaded kernels",
                     .bytes = context,
                     .formula = "context_bytes",
                     .terms = {{"context_bytes", context, "assumed for every process"}},
                     .source = "assumption: 600 MiB, the size of an idle PyTorch process on A100 and H100",
                     .guess = true});
    if (count > 0)
        items.push_back({.symbol = "communicators",
                         .name = "NCCL buffers",
                         .bytes = count * each,
                         .formula = "communicators * communicator_bytes",
                         .terms = {{"communicators", static_cast<double>(count), "groups of more than one rank"},
                                   {"communicator_bytes", each, "assumed for each"}},
                         .source = "assumption: 256 MiB a communicator; NCCL allocates 4 MiB (NCCL_BUFFSIZE) per channel and direction",
                         .guess = true});
    addCalibrated(inputs.cluster.accelerator, items);
    return items;
}

} // namespace

double allocatorReserveShare() { return reserveShare; }

std::vector<MemoryItem> trainingBuffers(const Plan& plan, const Inputs& inputs, const TrainingWorkload& workload, const StageDetail& detail,
                                        int stage)
{
    const BufferContext context{.plan = plan,
                                .inputs = inputs,
                                .workload = workload,
                                .detail = detail,
                                .stage = stage,
                                .split = {.tp = plan.parallelism.tp,
                                          .ep = plan.parallelism.ep,
                                          .etp = plan.etp,
                                          .vocabularyMultiple = trainingVocabularyMultiple(inputs.software)}};
    std::vector<MemoryItem> items;
    addDummyGradients(context, items);
    addLiveLayers(context, items);
    addBuckets(context, items);
    addPipelineReceive(context, items);
    return items;
}

std::vector<MemoryItem> inferenceOverhead(const Plan& plan, const Inputs& inputs) { return processOverhead(plan, inputs, false); }

std::vector<MemoryItem> trainingOverhead(const Plan& plan, const Inputs& inputs, double allocatedBytes)
{
    std::vector<MemoryItem> items = processOverhead(plan, inputs, true);
    items.push_back(
        {.symbol = "allocator_reserve",
         .name = "Fragmentation held by the caching allocator",
         .bytes = reserveShare * allocatedBytes,
         .formula = "reserve_share * allocated",
         .terms = {{"reserve_share", reserveShare, "reserved beyond allocated, as a share of allocated"},
                   {"allocated", allocatedBytes, "all other parts"}},
         .source =
             "measured: median of reserved over allocated in 16 configurations on B200 (SimuMax v1.2 table), range 2.8 to 9.3 per cent",
         .guess = true});
    return items;
}

} // namespace shardscape
