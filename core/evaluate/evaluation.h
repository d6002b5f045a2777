// SPDX-License-Identifier: GPL-3.0-or-later
// The evaluation: everything the program knows about a scenario. Made once by evaluate(), immutable and shared afterwards; window,
// report, command line and exports are pure functions of it.
#pragma once

#include "cost/memory.h"
#include "cost/traffic.h"
#include "evaluate/step_lanes.h"
#include "schedule/timeline.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace shardscape {

/// A part of a step or pass, in the order the breakdown lists them.
struct TimePart {
    std::string name; ///< key in the evaluation JSON, such as "tp_exposed"
    Seconds time;
};

/// Where measurements of a figure lie around its prediction, by the residuals of published runs of its kind (evaluate/residuals.h): eight of
/// ten between low and high times the prediction.
struct Band {
    double low = 1;    ///< <= 1
    double high = 1;   ///< >= 1
    int rows = 0;      ///< published figures behind it; 0 = there is no band
    std::string basis; ///< of which runs they are, in words
};

/// What a whole training run of so many tokens takes.
struct BudgetReport {
    double tokens = 0;
    double steps = 0;
    Seconds time;
    double gpuHours = 0;
    std::optional<double> usd; ///< nothing without a price
};

struct GpuPrice {
    double usdPerHour = 0;
    std::string source; ///< of the preset, or that the user entered it
};

/// An operation of the step on one rank and micro-batch, as the roofline shows it.
struct OpPoint {
    std::string name;       ///< such as "mlp_up"
    std::string kind;       ///< "gemm", "grouped-gemm", "attention", "elementwise", "token-movement", "head"
    std::string pass;       ///< "forward", "input_gradient", "weight_gradient"; "prefill", "decode"
    double flops = 0;       ///< of one call
    double bytes = 0;       ///< moved by it
    Seconds time;           ///< of one call
    double calls = 1;       ///< on the fullest stage, per micro-batch or pass
    double peakFlops = 0;   ///< FLOP/s of the matrix unit for its number format
    std::string derivation; ///< id
};

/// How much of a time rests on a constant that nobody has measured on this accelerator.
struct GuessedShare {
    std::string constant; ///< name of the efficiency constant
    double share = 0;     ///< of the figure, 0..1
};

struct TrainingReport {
    Seconds step;
    double tokensPerSecondPerGpu = 0;
    Flops modelFlops; ///< per step, causal count, no recompute
    double modelFlopsPerSecondPerGpu = 0;
    double mfu = 0;                  ///< full attention, no recompute, against the dense bf16 peak
    double mfuCausal = 0;            ///< the causal half
    double hfu = 0;                  ///< with recompute
    std::vector<TimePart> breakdown; ///< adds up to step
    Band stepBand;
    double energyBoundJoules = 0; ///< of a step, every GPU at its TDP; 0 = the TDP is not known
    std::optional<BudgetReport> budget;
};

/// What limits serving at a point of the throughput-latency curve.
enum class ServingLimit : unsigned char {
    Latency, ///< weights, launches and latencies set the step: more requests are nearly free
    Compute, ///< matrix products set it: more requests cost time in proportion
    Memory   ///< the KV cache is full: more requests wait
};
template <> struct EnumNames<ServingLimit> {
    static constexpr std::array<EnumName<ServingLimit>, 3> table{
        {{ServingLimit::Latency, "latency"}, {ServingLimit::Compute, "compute"}, {ServingLimit::Memory, "memory"}}};
};

/// Serving at one concurrency.
struct ConcurrencyPoint {
    int concurrency = 1; ///< requests in flight over all replicas
    Seconds ttft;
    Seconds tpot;
    double outputTokensPerSecond = 0;
    double outputTokensPerSecondPerGpu = 0;
    double outputTokensPerSecondPerUser = 0; ///< 1 / tpot
    double allReduceShare = 0;               ///< of a decode step: exposed tensor-parallel all-reduces
    ServingLimit limit = ServingLimit::Latency;
};

/// Throughput against latency over the concurrency, ascending.
struct ThroughputLatency {
    std::vector<ConcurrencyPoint> points;
    int chosen = 0;          ///< index of the workload's own concurrency
    int memoryLimited = -1;  ///< index of the largest concurrency whose KV cache fits; -1 = memory sets no limit
    int computeLimited = -1; ///< index of the first point where matrix products set the step; -1 = none
};

struct InferenceReport {
    Seconds ttft;
    Seconds tpot;
    double outputTokensPerSecond = 0;
    double outputTokensPerSecondPerGpu = 0;
    double prefillTokensPerSecond = 0;
    double kvCapacityTokens = 0; ///< over all replicas
    double maxConcurrency = 0;
    double prefixHitRate = 0;
    std::vector<TimePart> decodeBreakdown;
    std::vector<TimePart> prefillBreakdown;
    ThroughputLatency curve; ///< empty unless asked for
    Band ttftBand, tpotBand;
    Band throughputBand;                      ///< of output tokens per second
    std::optional<double> usdPerMillionTokens; ///< of output; nothing without a price
    double energyBoundJoules = 0;             ///< of an output token, every GPU at its TDP; 0 = the TDP is not known
};

/// Fits: even the upper end of the band does. Tight: the prediction does, the upper end does not. DoesNotFit: the prediction does not.
enum class FitVerdict : unsigned char { Fits, Tight, DoesNotFit };
template <> struct EnumNames<FitVerdict> {
    static constexpr std::array<EnumName<FitVerdict>, 3> table{
        {{FitVerdict::Fits, "fits"}, {FitVerdict::Tight, "tight"}, {FitVerdict::DoesNotFit, "does-not-fit"}}};
};

struct MemoryReport {
    Bytes capacity; ///< memory of the worst rank's GPU
    Bytes peak;     ///< of the worst rank
    int worstRank = 0;
    int worstStage = 0;
    FitVerdict verdict = FitVerdict::Fits;
    Bytes usable; ///< of the capacity: what the workload may take
    Band band;    ///< of the peak
    std::vector<StageMemory> byStage;   ///< of each stage's worst rank
    std::vector<Bytes> capacityByStage; ///< of the GPUs those ranks sit on; empty when all GPUs are alike
    std::optional<KvCapacity> kv;

    [[nodiscard]] Bytes capacityOf(std::size_t stage) const { return capacityByStage.empty() ? capacity : capacityByStage[stage]; }
};

struct PipelineReport {
    ScheduleKind schedule = ScheduleKind::OneFOneB;
    int stages = 1;
    int microbatches = 1;
    double bubbleFraction = 0;
    Seconds makespan;
};

/// A link of the traffic ranking.
struct BusyLink {
    int link = 0;            ///< index into fabric->links()
    double busyFraction = 0; ///< time at full rate over the step's (or token's) time
};

/// Where ranks of unlike nodes wait for each other.
enum class PaceGapKind : unsigned char {
    Groups,   ///< tensor, context or expert groups: within every layer
    Replicas, ///< replicas of a stage: at the end of a step; serving: nothing waits, requests see either pace
    Stages,   ///< stages of the pipeline: at every micro-batch
};

/// Ranks on unlike nodes that work at one pace, that of the slowest kind among them.
struct PaceGap {
    std::string group;    ///< in words: "the 2 replicas of stage 0"
    int slowKind = 0;     ///< into inputs->cluster.kinds
    int fastKind = 0;
    Seconds slow;         ///< a step's work of the group at the slowest kind's pace (serving: a request from first to last token)
    Seconds fast;         ///< the same at the fastest kind's pace
    PaceGapKind kind = PaceGapKind::Groups;
};

struct Evaluation {
    Scenario scenario;
    std::shared_ptr<const Inputs> inputs;
    std::shared_ptr<const Plan> plan;
    std::shared_ptr<const Fabric> fabric; ///< null when the link map was not asked for
    bool fits = false;
    double parameters = 0;
    double activeParameters = 0;
    int ranks = 0;
    MemoryReport memory;
    std::optional<TrainingReport> training;
    std::optional<InferenceReport> inference;
    PipelineReport pipeline;
    std::shared_ptr<const Timeline> timeline; ///< training: one step; inference: the prefill's micro-batches through the stages
    std::shared_ptr<const StepLanes> lanes; ///< training: what runs beside and after the passes of the timeline; null at inference
    LinkTraffic traffic;
    std::vector<BusyLink> busiestLinks; ///< fullest first, at most 32
    std::vector<PaceGap> paceGaps;      ///< clusters of unlike nodes only; largest loss first
    std::optional<GpuPrice> price;
    std::vector<OpPoint> ops;           ///< of the step or pass; only with derivations
    std::vector<GuessedShare> guesses;  ///< of the step, or of the time per output token; largest first; only with derivations
    Problems diagnostics;
    DerivationLog derivations;

    /// Time one repetition of the traffic covers: the step, or prefill plus one decoded token.
    Seconds trafficPeriod;
};

} // namespace shardscape
