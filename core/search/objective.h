// SPDX-License-Identifier: GPL-3.0-or-later
// What a search optimizes and limits: quantities of a plan, read off its figures. Pure functions, any thread.
#pragma once

#include "evaluate/plan_evaluator.h"
#include "units/enum_names.h"

namespace shardscape {

enum class PlanQuantity : unsigned char {
    StepTime,        ///< seconds
    TokensPerGpu,    ///< tokens/s/GPU: trained, or generated at inference
    MemoryHeadroom,  ///< bytes of the GPU that the worst rank leaves
    Gpus,            ///< GPUs used
    Cost,            ///< GPU-seconds per million tokens, times the accelerator's price per second where it is known
    Energy,          ///< joules per token, at the rated power of every GPU
    Ttft,            ///< seconds
    Tpot,            ///< seconds
    Interactivity,   ///< output tokens/s of one request: 1/TPOT
    Concurrency,     ///< requests that fit
    OutputTokens,    ///< output tokens/s of all replicas
};

template <> struct EnumNames<PlanQuantity> {
    static constexpr std::array<EnumName<PlanQuantity>, 11> table{{{PlanQuantity::StepTime, "step-time"},
                                                                   {PlanQuantity::TokensPerGpu, "tokens-per-gpu"},
                                                                   {PlanQuantity::MemoryHeadroom, "memory-headroom"},
                                                                   {PlanQuantity::Gpus, "gpus"},
                                                                   {PlanQuantity::Cost, "cost"},
                                                                   {PlanQuantity::Energy, "energy"},
                                                                   {PlanQuantity::Ttft, "ttft"},
                                                                   {PlanQuantity::Tpot, "tpot"},
                                                                   {PlanQuantity::Interactivity, "interactivity"},
                                                                   {PlanQuantity::Concurrency, "concurrency"},
                                                                   {PlanQuantity::OutputTokens, "output-tokens"}}};
};

/// True where more is better.
[[nodiscard]] bool isGain(PlanQuantity quantity);

/// True where the quantity exists for the kind of workload.
[[nodiscard]] bool suits(PlanQuantity quantity, bool training);

/// The unit as the keys of exports write it: "seconds", "bytes", "usd_per_million_tokens", ...
[[nodiscard]] std::string_view unitOf(PlanQuantity quantity, const AcceleratorSpec& accelerator);

/// The quantity of a plan. Grows and falls with the figures as its name says, so that an optimistic bound of the figures gives an
/// optimistic bound of the quantity.
[[nodiscard]] double quantityOf(PlanQuantity quantity, const PlanFigures& figures, int gpus, const AcceleratorSpec& accelerator);

/// A minimum or maximum. Plans that miss a hard one are rejected; those that miss a soft one stay, are marked, and never dominate a plan
/// that misses fewer.
struct PlanLimit {
    PlanQuantity quantity = PlanQuantity::StepTime;
    bool isMinimum = false;
    double value = 0;
    bool isSoft = false;
    bool operator==(const PlanLimit&) const = default;
};

[[nodiscard]] inline bool meets(const PlanLimit& limit, double value) { return limit.isMinimum ? value >= limit.value : value <= limit.value; }

} // namespace shardscape
