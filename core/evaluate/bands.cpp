// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/bands.h"

#include "evaluate/residuals.h"

#include <fmt/format.h>

#include <algorithm>

namespace shardscape {
namespace {

constexpr double tightShare = 0.92; ///< of what may be used, where there is no band: beyond it allocators have been seen to fail

void recordEdge(const std::string& figure, std::string_view name, std::string_view unit, double value, const Band& band, bool upper,
                DerivationLog& log)
{
    const double factor = upper ? band.high : band.low;
    log.add({.id = fmt::format("{}/{}", figure, upper ? "high" : "low"),
             .name = fmt::format("{}: {} end of its band", name, upper ? "upper" : "lower"),
             .unit = std::string{unit},
             .value = value * factor,
             .formula = "prediction * measured_over_predicted",
             .terms = {{"prediction", value, std::string{unit}, "", figure},
                       {"measured_over_predicted", factor, "",
                        upper ? "nine of ten published figures lie below it" : "nine of ten published figures lie above it", ""}},
             .source = band.basis,
             .validity = "eight of ten published figures lie between both ends",
             .guess = false});
}

void recordBand(const std::string& figure, std::string_view name, std::string_view unit, double value, const Band& band, DerivationLog* log)
{
    if (log == nullptr || band.rows == 0)
        return;
    recordEdge(figure, name, unit, value, band, false, *log);
    recordEdge(figure, name, unit, value, band, true, *log);
}

FitVerdict verdictOf(const MemoryReport& memory)
{
    if (memory.peak > memory.usable)
        return FitVerdict::DoesNotFit;
    const double reach = memory.band.rows > 0 ? memory.band.high : 1.0 / tightShare;
    return memory.peak * reach > memory.usable ? FitVerdict::Tight : FitVerdict::Fits;
}

void addBand(std::vector<FigureBand>& bands, const char* key, double value, const Band& band)
{
    if (band.rows > 0)
        bands.push_back({key, value * band.low, value * band.high, &band});
}

/// Of a rate that falls as its time grows.
void addInverse(std::vector<FigureBand>& bands, const char* key, double value, const Band& band)
{
    if (band.rows > 0)
        bands.push_back({key, value / band.high, value / band.low, &band});
}

} // namespace

void addBands(Evaluation& e, DerivationLog* log)
{
    const Scenario& s = e.scenario;
    const Inputs& inputs = *e.inputs;
    e.memory.band = bandOf(BandFigure::Memory, s, inputs);
    e.memory.verdict = verdictOf(e.memory);
    recordBand(fmt::format("memory/stage/{}/total", e.memory.worstStage), "Memory of the fullest GPU", "bytes", e.memory.peak.inBytes(),
               e.memory.band, log);
    if (e.training) {
        e.training->stepBand = bandOf(BandFigure::Step, s, inputs);
        recordBand("training/step", "Time of one training step", "seconds", e.training->step.inSeconds(), e.training->stepBand, log);
    }
    if (e.inference) {
        InferenceReport& r = *e.inference;
        r.ttftBand = bandOf(BandFigure::Ttft, s, inputs);
        r.tpotBand = bandOf(BandFigure::Tpot, s, inputs);
        r.throughputBand = bandOf(BandFigure::Throughput, s, inputs);
        recordBand("inference/ttft", "Time to first token", "seconds", r.ttft.inSeconds(), r.ttftBand, log);
        recordBand("inference/tpot", "Time per output token", "seconds", r.tpot.inSeconds(), r.tpotBand, log);
        recordBand("inference/throughput", "Output tokens per second", "", r.outputTokensPerSecond, r.throughputBand, log);
    }
}

std::vector<FigureBand> figureBands(const Evaluation& e)
{
    std::vector<FigureBand> bands;
    addBand(bands, "memory.peak_bytes", e.memory.peak.inBytes(), e.memory.band);
    if (e.training) {
        const TrainingReport& r = *e.training;
        addBand(bands, "training.step_seconds", r.step.inSeconds(), r.stepBand);
        addInverse(bands, "training.tokens_per_second_per_gpu", r.tokensPerSecondPerGpu, r.stepBand);
        addInverse(bands, "training.model_flops_per_second_per_gpu", r.modelFlopsPerSecondPerGpu, r.stepBand);
        addInverse(bands, "training.mfu", r.mfu, r.stepBand);
        addInverse(bands, "training.mfu_causal", r.mfuCausal, r.stepBand);
        addInverse(bands, "training.hfu", r.hfu, r.stepBand);
        if (r.budget) {
            addBand(bands, "training.budget.seconds", r.budget->time.inSeconds(), r.stepBand);
            addBand(bands, "training.budget.gpu_hours", r.budget->gpuHours, r.stepBand);
            if (r.budget->usd)
                addBand(bands, "training.budget.usd", *r.budget->usd, r.stepBand);
        }
    }
    if (e.inference) {
        const InferenceReport& r = *e.inference;
        addBand(bands, "inference.ttft_seconds", r.ttft.inSeconds(), r.ttftBand);
        addBand(bands, "inference.tpot_seconds", r.tpot.inSeconds(), r.tpotBand);
        addBand(bands, "inference.output_tokens_per_second", r.outputTokensPerSecond, r.throughputBand);
        addBand(bands, "inference.output_tokens_per_second_per_gpu", r.outputTokensPerSecondPerGpu, r.throughputBand);
        if (r.usdPerMillionTokens)
            addInverse(bands, "inference.usd_per_million_tokens", *r.usdPerMillionTokens, r.throughputBand);
    }
    return bands;
}

double guessedTotal(const std::vector<GuessedShare>& guesses)
{
    double sum = 0;
    for (const GuessedShare& each : guesses)
        sum += each.share;
    return std::min(1.0, sum);
}

const FigureBand* findBand(const std::vector<FigureBand>& bands, std::string_view key)
{
    const auto found = std::find_if(bands.begin(), bands.end(), [key](const FigureBand& band) { return band.key == key; });
    return found == bands.end() ? nullptr : &*found;
}

} // namespace shardscape
