// SPDX-License-Identifier: GPL-3.0-or-later
#include "cost/memory_detail.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace shardscape {
namespace {

struct StageWalk {
    const Plan& plan;
    const Inputs& inputs;
    const TrainingWorkload& workload;
    const std::vector<KindActivations>& kinds;
    ActivationSetting setting;
    TrainingFramework framework;
    StageActivations result;
    int position = 0;                              ///< layers walked on this stage
    std::vector<std::array<double, 4>> layerBytes = {}; ///< [kind][mode] bytes of a layer, negative = not yet asked for

    double keptOf(std::size_t kind, KeepMode mode)
    {
        if (layerBytes.empty())
            layerBytes.assign(kinds.size(), {-1.0, -1.0, -1.0, -1.0});
        double& bytes = layerBytes[kind][static_cast<std::size_t>(mode)];
        if (bytes < 0.0)
            bytes = kinds[kind].kept(mode, setting.tokensPerRank);
        return bytes;
    }

    /// One more layer of `kind`; returns what it keeps.
    double visit(std::size_t kind)
    {
        const KeepMode mode = keepMode(workload.recompute, framework, position++);
        const KindActivations& layer = kinds[kind];
        const double bytes = keptOf(kind, mode);
        // Recomputation brings back what was dropped of one layer at a time.
        result.workingBytes = std::max(result.workingBytes, layer.working + layer.everything - std::min(layer.everything, bytes));
        ++result.layersOfKind[kind];
        if (mode == KeepMode::LayerInput)
            ++result.recomputedOfKind[kind];
        return bytes;
    }

    double chunk(const StageChunk& chunk)
    {
        const TransformerSpec& model = inputs.model;
        double kept = 0.0;
        if (chunk.embedding)
            kept += keptBytes(embeddingTensors(model, setting), KeepMode::Everything, setting.tokensPerRank);
        for (int i = 0; i < chunk.layers; ++i)
            kept += visit(model.pattern[static_cast<std::size_t>(chunk.firstLayer + i)]);
        for (int i = 0; i < chunk.mtpLayers; ++i)
            kept += visit(model.mtpKind) + keptBytes(mtpTensors(model, setting), KeepMode::Everything, setting.tokensPerRank);
        if (chunk.head) {
            kept += keptBytes(headTensors(model, setting), KeepMode::Everything, setting.tokensPerRank);
            const ParameterSplit split{.tp = setting.tp, .vocabularyMultiple = trainingVocabularyMultiple(inputs.software)};
            result.logits += setting.tokensPerRank * paddedVocabulary(model, split) / setting.tp * (1.0 + chunk.mtpLayers);
            // Megatron's head is not a Transformer Engine layer: its 16-bit dummy gradient lives only while the head goes backward.
            if (framework == TrainingFramework::Megatron)
                result.headGradientBytes += 2.0 * paddedVocabulary(model, split) / setting.tp * model.hidden;
        }
        return kept;
    }
};

} // namespace

std::vector<KindActivations> kindActivations(const TransformerSpec& model, const ActivationSetting& setting)
{
    std::vector<KindActivations> kinds;
    for (const LayerSpec& layer : model.kinds) {
        KindActivations kind{.tensors = savedTensors(model, layer, setting)};
        kind.everything = kind.kept(KeepMode::Everything, setting.tokensPerRank);
        kind.working = backwardWorkingBytes(model, layer, setting);
        kinds.push_back(std::move(kind));
    }
    return kinds;
}

StageActivations stageActivations(const Plan& plan, const Inputs& inputs, const TrainingWorkload& workload,
                                  const std::vector<KindActivations>& kinds, int stage)
{
    StageWalk walk{.plan = plan,
                   .inputs = inputs,
                   .workload = workload,
                   .kinds = kinds,
                   .setting = activationSetting(plan, inputs, workload),
                   .framework = trainingFramework(inputs.software),
                   .result = {}};
    walk.result.layersOfKind.assign(kinds.size(), 0);
    walk.result.recomputedOfKind.assign(kinds.size(), 0);
    walk.result.lossBytesPerLogit = lossBytesPerLogit(inputs.software, plan.parallelism.tp);
    for (int c = 0; c < plan.layout.chunks; ++c)
        walk.result.perChunk.push_back(Bytes::fromBytes(walk.chunk(plan.layout.at(stage, c))));
    for (const Bytes bytes : walk.result.perChunk)
        walk.result.savedPerMicrobatch += bytes.inBytes();
    // DualPipe's two chunks are copies of two whole stages; a micro-batch in flight holds one of them.
    if (plan.parallelism.schedule == ScheduleKind::DualPipe)
        walk.result.savedPerMicrobatch /= plan.layout.chunks;
    return walk.result;
}

} // namespace shardscape
