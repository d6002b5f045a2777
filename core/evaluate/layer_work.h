// SPDX-License-Identifier: GPL-3.0-or-later
// Time of one micro-batch in one layer, and of all layers of a model chunk: computation and the exposed part of each transfer, for the
// forward, input-gradient and weight-gradient pass. Internal to core/evaluate.
#pragma once

#include "evaluate/step_lanes.h"
#include "evaluate/training_context.h"

namespace shardscape {

/// Seconds by pass and part.
struct Work {
    std::array<std::array<double, workPartCount>, passCount> seconds{};
    /// Expert transfers that a paired pass of another micro-batch hides and that show where the pass runs alone; in no part above.
    std::array<double, passCount> hiddenTransfers{};

    [[nodiscard]] double& at(Pass pass, WorkPart part) { return seconds[indexOf(pass)][static_cast<std::size_t>(part)]; }
    [[nodiscard]] double at(Pass pass, WorkPart part) const { return seconds[indexOf(pass)][static_cast<std::size_t>(part)]; }
    [[nodiscard]] double pass(Pass pass) const;
    [[nodiscard]] double part(WorkPart part) const; ///< over all passes
    [[nodiscard]] double total() const;
    void add(const Work& other, double times = 1.0);
};

/// One layer of a kind with its transfers; recomputation as asked for all layers (FullLayers counts as none here).
struct LayerWork {
    Work plain;      ///< with the workload's selective recomputation, or none
    Work recomputed; ///< with full recomputation
};

[[nodiscard]] LayerWork layerWork(const LayerSpec& layer, const TrainingContext& context);

/// Layers of a chunk that are recomputed in full: the first n of the stage in the order of its chunks.
[[nodiscard]] int recomputedLayers(const TrainingContext& context, int stage, int chunk);

/// Work of one micro-batch in the pieces that chunks are made of.
struct KindWork {
    std::vector<LayerWork> layers; ///< [kind]
    Work embedding;
    Work head;
};
/// \pre all nodes are alike
[[nodiscard]] KindWork kindWork(const TrainingContext& context);

/// Work of one micro-batch in every chunk, [stage * chunks + chunk].
[[nodiscard]] std::vector<Work> chunkWork(const TrainingContext& context);
/// The same of pieces that were made before. \pre all nodes are alike
[[nodiscard]] std::vector<Work> chunkWork(const TrainingContext& context, const KindWork& kinds);

} // namespace shardscape
