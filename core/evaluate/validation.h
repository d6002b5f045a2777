// SPDX-License-Identifier: GPL-3.0-or-later
// The model against published measurements: one row per measured figure, errors summed up by regime. Pure; the cases come from
// io/validation_json.h.
#pragma once

#include "plan/scenario.h"
#include "units/result.h"

#include <memory>
#include <string>
#include <vector>

namespace shardscape {

/// What a published figure measures.
enum class ValidationMetric : unsigned char {
    StepSeconds,
    StaticBatchSeconds,
    FirstTokenSeconds,
    MaximumTokensPerSecond,
    TpotSeconds,
    TtftSeconds,
    OutputTokensPerSecond,
    AllocatedGib, ///< torch.cuda.max_memory_allocated
    ReservedGib,  ///< torch.cuda.max_memory_reserved
    DeviceGib,    ///< what nvidia-smi shows
    StatesGib     ///< weights, gradients and optimizer states, between two steps
};

template <> struct EnumNames<ValidationMetric> {
    static constexpr std::array<EnumName<ValidationMetric>, 11> table{
        {{ValidationMetric::StepSeconds, "step_seconds"},
         {ValidationMetric::StaticBatchSeconds, "static_batch_seconds"},
         {ValidationMetric::FirstTokenSeconds, "first_token_seconds"},
         {ValidationMetric::MaximumTokensPerSecond, "maximum_tokens_per_second"},
         {ValidationMetric::TpotSeconds, "tpot_seconds"},
         {ValidationMetric::TtftSeconds, "ttft_seconds"},
         {ValidationMetric::OutputTokensPerSecond, "output_tokens_per_second"},
         {ValidationMetric::AllocatedGib, "allocated_gib"},
         {ValidationMetric::ReservedGib, "reserved_gib"},
         {ValidationMetric::DeviceGib, "device_gib"},
         {ValidationMetric::StatesGib, "states_gib"}}};
};

/// True for figures in GiB.
[[nodiscard]] bool measuresMemory(ValidationMetric metric);

/// The stage whose memory was measured.
enum class ValidationStage : unsigned char { Fullest, First, Last };

template <> struct EnumNames<ValidationStage> {
    static constexpr std::array<EnumName<ValidationStage>, 3> table{
        {{ValidationStage::Fullest, "fullest"}, {ValidationStage::First, "first"}, {ValidationStage::Last, "last"}}};
};

/// A published run with its figure.
struct ValidationCase {
    std::string id;
    std::string source;
    std::string regime;
    std::string unreproducible;         ///< why no consistent model gives this figure; empty for the others
    std::vector<std::string> defaulted; ///< inputs that the source does not state
    ValidationMetric metric = ValidationMetric::StepSeconds;
    ValidationStage stage = ValidationStage::Fullest; ///< of memory figures
    double measured = 0;
    Scenario scenario;
    std::shared_ptr<const Inputs> inputs;
};

struct ValidationRow {
    std::string id;
    std::string source;
    std::string regime;
    std::string unreproducible;
    std::vector<std::string> defaulted;
    ValidationMetric metric = ValidationMetric::StepSeconds;
    double measured = 0;
    double predicted = 0;
    Problems problems; ///< why there is no prediction; empty otherwise
    /// Of training steps: source, software, accelerator, precision and model, for comparisons among runs of one stack.
    std::string stack = {};
    double computeSeconds = 0; ///< of training steps: the part that computing and the bubble it makes take

    [[nodiscard]] double error() const { return predicted / measured - 1.0; }
    [[nodiscard]] bool counts() const { return problems.empty() && unreproducible.empty(); }
};

/// Predicts one case.
[[nodiscard]] ValidationRow validate(const ValidationCase& validationCase);

/// Errors of a regime over the rows that count. Quantiles of |error|, nearest rank.
struct RegimeSummary {
    std::string regime;
    int rows = 0;
    int left = 0; ///< rows that no consistent model reproduces; shown, not summed
    double median = 0;
    double p90 = 0;
    double max = 0;
    double bias = 0; ///< median of the signed error
};

/// Quantiles of a list of signed errors. \param left rows left out of it
[[nodiscard]] RegimeSummary summarizeErrors(std::string regime, const std::vector<double>& errors, int left);

/// By regime, in alphabetical order.
[[nodiscard]] std::vector<RegimeSummary> summarizeValidation(const std::vector<ValidationRow>& rows);

/// A table for people: every row, then the regimes, the calibrated ones and the ranking.
[[nodiscard]] std::string validationToText(const std::vector<ValidationRow>& rows);

/// The regimes as Markdown tables, memory apart from time, and below them the rows that miss most; stands in README.md.
[[nodiscard]] std::string validationToMarkdown(const std::vector<ValidationRow>& rows);

} // namespace shardscape
