// SPDX-License-Identifier: GPL-3.0-or-later
// What runs on the communication streams of a training step, and the optimizer: the part of every pass that shows a transfer (tensor,
// context, expert parallel), activations under way between stages, gradient and parameter buckets hidden under passes or shown after
// them. The breakdown of the step is the sum of these events, so that picture, trace and numbers are one thing. Immutable, any thread.
#pragma once

#include "schedule/timeline.h"

#include <array>
#include <string>

namespace shardscape {

/// Where the time of a pass goes.
enum class WorkPart : unsigned char { Compute, Recompute, Tp, Cp, Ep, Host };
inline constexpr std::size_t workPartCount = 6;

enum class StepLane : unsigned char { Tp, Cp, Ep, Pp, Dp, Optimizer };
inline constexpr std::size_t stepLaneCount = 6;

template <> struct EnumNames<StepLane> {
    static constexpr std::array<EnumName<StepLane>, stepLaneCount> table{{{StepLane::Tp, "tp"},
                                                                          {StepLane::Cp, "cp"},
                                                                          {StepLane::Ep, "ep"},
                                                                          {StepLane::Pp, "pp"},
                                                                          {StepLane::Dp, "dp"},
                                                                          {StepLane::Optimizer, "optimizer"}}};
};

enum class LaneAction : unsigned char {
    Collectives,      ///< of one pass, drawn together at its end; they lie spread over its layers
    Send,             ///< an activation or its gradient to another stage
    ReduceGradients,  ///< reduce-scatter or all-reduce
    GatherParameters, ///< all-gather
    ShardTraffic,     ///< FSDP's gathers and reductions of all micro-batches, as far as they show
    ReduceReplicas,   ///< HSDP: shards over the replicas
    SumTiedEmbedding,
    SlowedPasses, ///< what hidden transfers take from the passes they run beside
    Optimizer
};

template <> struct EnumNames<LaneAction> {
    static constexpr std::array<EnumName<LaneAction>, 9> table{{{LaneAction::Collectives, "collectives"},
                                                                {LaneAction::Send, "send"},
                                                                {LaneAction::ReduceGradients, "reduce_gradients"},
                                                                {LaneAction::GatherParameters, "gather_parameters"},
                                                                {LaneAction::ShardTraffic, "shard_traffic"},
                                                                {LaneAction::ReduceReplicas, "reduce_replicas"},
                                                                {LaneAction::SumTiedEmbedding, "sum_tied_embedding"},
                                                                {LaneAction::SlowedPasses, "slowed_passes"},
                                                                {LaneAction::Optimizer, "optimizer"}}};
};

struct LaneEvent {
    StepLane lane = StepLane::Dp;
    LaneAction action = LaneAction::ReduceGradients;
    double start = 0;
    double end = 0;
    bool exposed = true;    ///< false: hidden under passes
    std::int32_t task = -1; ///< the pass it belongs to; -1 = the step's
};

inline constexpr std::size_t passKinds = 4; ///< forward, input gradient, weight gradient, fused backward

using PartShares = std::array<double, workPartCount>; ///< of a pass's time; they add up to 1

struct StepLanes {
    /// [(paired * 4 + kind of pass) * slots + slot], slot = stage * chunks + chunk; kinds are those of TaskKind up to Backward. A pass
    /// beside one of another micro-batch shows less of its expert transfers than one that runs alone.
    std::vector<PartShares> passShares;
    std::vector<std::uint8_t> sends; ///< [slot], bit 0 = a forward leaves the stage, bit 1 = a backward does
    double sendSeconds = 0;          ///< of one send beside the passes; 0 = sends block and are tasks of the timeline
    std::vector<std::vector<LaneEvent>> stepEvents; ///< by stage: data parallel and optimizer, by start
    double end = 0;                                 ///< of the last event or pass

    [[nodiscard]] const PartShares& sharesOf(const Timeline& timeline, int stage, std::size_t task) const;
};

/// Seconds of the passes of a stage by part, summed over the timeline.
[[nodiscard]] std::array<double, workPartCount> partSecondsOf(const Timeline& timeline, const StepLanes& lanes, int stage);

/// Seconds that a lane shows on a stage: what it adds to the step there. Sends count as 0; the step tells what they cost in all.
[[nodiscard]] double exposedSeconds(const Timeline& timeline, const StepLanes& lanes, int stage, StepLane lane);

/// Appends the events of one pass: what it shows of each lane, and the send of its output.
void appendPassEvents(const Timeline& timeline, const StepLanes& lanes, int stage, std::size_t task, std::vector<LaneEvent>& events);

} // namespace shardscape
