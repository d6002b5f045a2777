// SPDX-License-Identifier: GPL-3.0-or-later
// The evaluation: everything the program knows about a scenario. Made once by evaluate(), immutable and shared afterwards; window,
// report, command line and exports are pure functions of it.
#pragma once

#include "cost/memory.h"
#include "cost/traffic.h"
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
    double mfu = 0;       ///< full attention, no recompute, against the dense bf16 peak
    double mfuCausal = 0; ///< the causal half
    double hfu = 0;       ///< with recompute
    std::vector<TimePart> breakdown; ///< adds up to step
    Band stepBand;
    double energyBoundJoules = 0; ///< of a step, every GPU at its TDP; 0 = the TDP is not known
    std::optional<BudgetReport> budget;
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
    Bytes capacity; ///< memory of one GPU
    Bytes peak;     ///< of the worst rank
    int worstRank = 0;
    int worstStage = 0;
    FitVerdict verdict = FitVerdict::Fits;
    Bytes usable; ///< of the capacity: what the workload may take
    Band band;    ///< of the peak
    std::vector<StageMemory> byStage;
    std::optional<KvCapacity> kv;
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
    int link = 0; ///< index into fabric->links()
    double busyFraction = 0; ///< time at full rate over the step's (or token's) time
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
    LinkTraffic traffic;
    std::vector<BusyLink> busiestLinks; ///< fullest first, at most 32
    std::optional<GpuPrice> price;
    std::vector<OpPoint> ops;           ///< of the step or pass; only with derivations
    std::vector<GuessedShare> guesses;  ///< of the step, or of the time per output token; largest first; only with derivations
    Problems diagnostics;
    DerivationLog derivations;

    /// Time one repetition of the traffic covers: the step, or prefill plus one decoded token.
    Seconds trafficPeriod;
};

} // namespace shardscape
