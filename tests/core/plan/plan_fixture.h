// SPDX-License-Identifier: GPL-3.0-or-later
// A small dense model, a mixture of experts and a cluster, made by hand so that plan tests need no presets.
#pragma once

#include "plan/scenario.h"

namespace shardscape::test {

inline TransformerSpec denseModel(int layers, int heads = 32, int kvHeads = 8)
{
    TransformerSpec model;
    model.hidden = 4096;
    model.vocabulary = 32000;
    LayerSpec layer;
    layer.attention.heads = heads;
    layer.attention.kvHeads = kvHeads;
    layer.attention.headDim = layer.attention.valueHeadDim = 128;
    layer.feedForward.width = 14336;
    model.kinds = {layer};
    model.pattern.assign(static_cast<std::size_t>(layers), 0);
    return model;
}

inline TransformerSpec expertModel(int layers, int experts)
{
    TransformerSpec model = denseModel(layers);
    FeedForwardSpec& ff = model.kinds[0].feedForward;
    ff.width = 0;
    ff.experts = experts;
    ff.topK = 2;
    ff.expertWidth = 14336;
    return model;
}

inline ClusterSpec cluster(int nodes, int gpusPerNode = 8)
{
    ClusterSpec spec;
    spec.nodes = nodes;
    spec.gpusPerNode = gpusPerNode;
    return spec;
}

inline Scenario trainingScenario(int globalBatch = 64)
{
    Scenario scenario;
    TrainingWorkload workload;
    workload.sequenceTokens = 4096;
    workload.globalBatch = globalBatch;
    scenario.workload.kind = workload;
    return scenario;
}

} // namespace shardscape::test
