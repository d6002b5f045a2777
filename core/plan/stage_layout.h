// SPDX-License-Identifier: GPL-3.0-or-later
// Which layers sit on which pipeline stage. A stage holds `chunks` model chunks; interleaved schedules walk the stages round by round,
// V-shaped schedules go down and come back, DualPipe keeps a copy of the mirrored stage.
#pragma once

#include "model/transformer.h"
#include "plan/parallelism.h"
#include "units/result.h"

#include <vector>

namespace shardscape {

/// One model chunk of one stage: layers [firstLayer, firstLayer + layers).
struct StageChunk {
    int firstLayer = 0;
    int layers = 0;
    bool embedding = false; ///< holds the input embedding
    bool head = false;      ///< holds final norm, output head and loss
    int mtpLayers = 0;      ///< multi-token-prediction modules held here
};

struct StageLayout {
    int stages = 1;
    int chunks = 1; ///< chunks held by one stage, including DualPipe's mirrored copy
    std::vector<StageChunk> chunk; ///< [stage * chunks + c], c in the order a forward pass visits them on this stage

    [[nodiscard]] const StageChunk& at(int stage, int c) const { return chunk[static_cast<std::size_t>(stage * chunks + c)]; }
};

/// Layers per virtual stage as evenly as integers allow. The stages that go short are, in this order, the last one (it has the head),
/// the first one (it has the embedding), then those after the first (they hold the most micro-batches in flight under 1F1B). With L + 2
/// divisible by the stages this is the layout of Llama 3 405B and BLOOM: one layer fewer at both ends.
[[nodiscard]] std::vector<int> balancedLayers(int layers, int virtualStageCount);

/// Splits the model over the stages. Balanced when stageLayers is null: layers divided as evenly as integers allow, the first and last
/// virtual stages lightest (they carry embedding and head). Fails with all problems: more stages than layers, wrong count or sum of
/// stage_layers, vpp that does not suit the schedule.
[[nodiscard]] Result<StageLayout> layoutStages(const TransformerSpec& model, const Parallelism& parallelism);

} // namespace shardscape
