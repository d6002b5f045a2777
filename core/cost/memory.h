// SPDX-License-Identifier: GPL-3.0-or-later
// Memory of a rank: weights, gradients, optimizer states, activations, KV cache, buffers and overhead, from the model's real layers on the
// rank's stage. Exact where frameworks are exact; everything assumed (allocator reserve, context) is a named, visible part.
#pragma once

#include "derivation/derivation.h"
#include "plan/plan.h"

#include <string>
#include <vector>

namespace shardscape {

/// The parts of a memory bar in their fixed order.
enum class MemoryPart : unsigned char { Weights, Gradients, Optimizer, Activations, KvCache, Buffers, Overhead };
inline constexpr std::size_t memoryPartCount = 7;

template <> struct EnumNames<MemoryPart> {
    static constexpr std::array<EnumName<MemoryPart>, 7> table{{{MemoryPart::Weights, "weights"},
                                                                {MemoryPart::Gradients, "gradients"},
                                                                {MemoryPart::Optimizer, "optimizer"},
                                                                {MemoryPart::Activations, "activations"},
                                                                {MemoryPart::KvCache, "kv_cache"},
                                                                {MemoryPart::Buffers, "buffers"},
                                                                {MemoryPart::Overhead, "overhead"}}};
};

/// Memory of one rank of a stage (all ranks of a stage are alike; the heaviest where heads or experts do not divide evenly).
struct StageMemory {
    std::array<Bytes, memoryPartCount> part{};
    double inFlightMicrobatches = 0.0; ///< peak, in full-stage micro-batches
    /// Activation bytes one micro-batch of each chunk holds from its forward to its backward; what the schedule multiplies over time.
    std::vector<Bytes> activationPerMicrobatch;

    [[nodiscard]] Bytes& operator[](MemoryPart p) { return part[static_cast<std::size_t>(p)]; }
    [[nodiscard]] Bytes operator[](MemoryPart p) const { return part[static_cast<std::size_t>(p)]; }
    [[nodiscard]] Bytes total() const
    {
        Bytes sum;
        for (const Bytes b : part)
            sum += b;
        return sum;
    }
};

/// Capacity of the KV cache of one replica.
struct KvCapacity {
    Bytes bytesPerTokenPerRank; ///< of the fullest stage
    double tokens = 0.0;        ///< tokens that fit into one replica, page-rounded
    Bytes roomPerRank;
};

/// Memory of every stage for training. \param inFlight peak in-flight full-stage micro-batches per stage, from the schedule.
/// Derivations "memory/stage/<s>/<part>" are recorded when log is not null.
[[nodiscard]] std::vector<StageMemory> trainingMemory(const Plan& plan, const Inputs& inputs, const TrainingWorkload& workload,
                                                      const std::vector<double>& inFlight, DerivationLog* log);

/// What the KV cache of one stage of a replica holds.
struct StageRoom {
    KvCapacity kv;
    int page = 1;         ///< tokens
    double requests = 0.0; ///< of prompt + output tokens; infinite on a stage that caches nothing
};

/// Memory of every stage for inference at the workload's concurrency (spread evenly over replicas), and the KV room that is left.
struct InferenceMemory {
    std::vector<StageMemory> stages;
    std::vector<StageRoom> rooms; ///< [stage]
    KvCapacity kv;                ///< of the stage that limits
    double maxConcurrency = 0.0; ///< requests of prompt + output tokens that fit, over all replicas
};
[[nodiscard]] InferenceMemory inferenceMemory(const Plan& plan, const Inputs& inputs, const InferenceWorkload& workload, DerivationLog* log);

/// The limit that the fullest of some stages' rooms sets to the cache of `replicas` replicas; the stages themselves are left as they are.
void limitCache(InferenceMemory& memory, const std::vector<StageRoom>& rooms, int replicas, DerivationLog* log);

} // namespace shardscape
