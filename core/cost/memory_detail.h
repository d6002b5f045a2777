// SPDX-License-Identifier: GPL-3.0-or-later
// What stands behind the bars of cost/memory.h: the parameters, recipe, saved activations and named buffers of one stage's rank, before
// they are summed into parts. The memory view and the tests read it; evaluate() needs the sums only. Pure functions, for any thread.
#pragma once

#include "cost/activation.h"
#include "cost/memory.h"
#include "cost/model_state.h"
#include "cost/sharding.h"

#include <string_view>
#include <vector>

namespace shardscape {

/// One value that went into a memory item. Texts are literals.
struct ItemTerm {
    std::string_view symbol;
    double value;
    std::string_view meaning;
};

/// One named buffer or assumption with its formula. Texts are literals.
struct MemoryItem {
    std::string_view symbol; ///< identifier, such as "dummy_gradients"
    std::string_view name;   ///< for a person
    double bytes = 0;
    std::string_view formula;
    std::vector<ItemTerm> terms;
    std::string_view source;
    bool guess = false;
};

/// One layer kind's activations under a setting: bytes of one layer, one micro-batch, one rank.
struct KindActivations {
    std::vector<SavedTensor> tensors;
    double everything = 0; ///< kept without recomputation
    double working = 0;    ///< backward working set

    [[nodiscard]] double kept(KeepMode mode, double tokensPerRank) const { return keptBytes(tensors, mode, tokensPerRank); }
};

/// The activations of one stage.
struct StageActivations {
    std::vector<Bytes> perChunk;       ///< kept by one micro-batch of each chunk
    double savedPerMicrobatch = 0;     ///< of one full-stage micro-batch: the sum of perChunk (the mean under DualPipe's two copies)
    double logits = 0;                 ///< of one micro-batch on a rank, on the stage with the head
    double lossBytesPerLogit = 0;      ///< alive while the loss is computed
    double headGradientBytes = 0;      ///< weight gradient of the head while the head goes backward
    double workingBytes = 0;           ///< largest backward working set of a layer, recomputed tensors included
    std::vector<int> layersOfKind;     ///< [kind] layers held by this stage
    std::vector<int> recomputedOfKind; ///< [kind] of them recomputed in full
};

/// Everything about one rank of a stage in training.
struct StageDetail {
    ShardedParameters parameters;
    StateRecipe recipe;
    StateShards shards;
    StageActivations activations;
    double inFlight = 0;
    bool offload = false;
    Bytes host; ///< optimizer states kept in host memory, per rank; 0 unless offloaded
    std::vector<MemoryItem> buffers;
    std::vector<MemoryItem> overhead;
    StageMemory memory;

    /// What the framework's allocator has handed out at the peak (torch.cuda.max_memory_allocated): all parts without overhead.
    [[nodiscard]] Bytes allocated() const { return memory.total() - memory[MemoryPart::Overhead]; }
    /// What the allocator has reserved (torch.cuda.max_memory_reserved): allocated and its fragmentation.
    [[nodiscard]] Bytes reserved() const;
};

/// The detail of every stage. Arguments as trainingMemory().
[[nodiscard]] std::vector<StageDetail> trainingMemoryDetail(const Plan& plan, const Inputs& inputs, const TrainingWorkload& workload,
                                                            const std::vector<double>& inFlight);

/// Fills what does not depend on the micro-batches in flight: states, buffers and the overhead of a process that holds nothing yet.
/// \pre parameters, recipe and activations are filled
void fillAtRest(StageDetail& detail, const Plan& plan, const Inputs& inputs, const TrainingWorkload& workload, int stage);

/// The bar of a stage with that many micro-batches in flight, without its list of activations by chunk. No allocation, for inner loops.
[[nodiscard]] StageMemory memoryInFlight(const StageMemory& atRest, const StageActivations& activations, ScheduleKind schedule,
                                         double inFlight);

/// Activations of every layer kind of the model under a plan.
[[nodiscard]] std::vector<KindActivations> kindActivations(const TransformerSpec& model, const ActivationSetting& setting);

/// Activations of a stage. `kinds` from kindActivations() with the plan's setting.
[[nodiscard]] StageActivations stageActivations(const Plan& plan, const Inputs& inputs, const TrainingWorkload& workload,
                                                const std::vector<KindActivations>& kinds, int stage);

} // namespace shardscape
