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

/// Splits the model over the stages. Balanced when stageLayers is null: layers divided as evenly as integers allow, the first and last
/// virtual stages lightest (they carry embedding and head). Fails with all problems: more stages than layers, wrong count or sum of
/// stage_layers, vpp that does not suit the schedule.
[[nodiscard]] Result<StageLayout> layoutStages(const TransformerSpec& model, const Parallelism& parallelism);

} // namespace shardscape
