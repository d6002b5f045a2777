// SPDX-License-Identifier: GPL-3.0-or-later
#include "sweep/figure.h"

#include "evaluate/bands.h"
#include "json/nearest.h"
#include "units/format.h"

#include <fmt/format.h>

namespace shardscape {
namespace {

constexpr double million = 1e6;
constexpr double secondsPerHour = 3600.0;

std::optional<double> ofTraining(const TrainingReport* training, double (*read)(const TrainingReport&))
{
    return training != nullptr ? std::optional{read(*training)} : std::nullopt;
}

std::optional<double> ofInference(const InferenceReport* inference, double (*read)(const InferenceReport&))
{
    return inference != nullptr ? std::optional{read(*inference)} : std::nullopt;
}

std::optional<double> costOf(const Evaluation& e)
{
    if (e.inference)
        return e.inference->usdPerMillionTokens;
    if (!e.training || !e.price || !(e.training->tokensPerSecondPerGpu > 0.0))
        return std::nullopt;
    return e.price->usdPerHour / secondsPerHour * million / e.training->tokensPerSecondPerGpu;
}

} // namespace

bool isGain(Figure figure)
{
    switch (figure) {
    case Figure::TokensPerSecond:
    case Figure::TokensPerGpu:
    case Figure::Mfu:
    case Figure::OutputTokens:
    case Figure::Interactivity:
    case Figure::Concurrency:
    case Figure::MemoryHeadroom: return true;
    case Figure::StepTime:
    case Figure::Ttft:
    case Figure::Tpot:
    case Figure::PeakMemory:
    case Figure::Bubble:
    case Figure::Cost: return false;
    }
    return false;
}

bool suits(Figure figure, bool training)
{
    switch (figure) {
    case Figure::StepTime:
    case Figure::TokensPerSecond:
    case Figure::Mfu: return training;
    case Figure::Ttft:
    case Figure::Tpot:
    case Figure::OutputTokens:
    case Figure::Interactivity:
    case Figure::Concurrency: return !training;
    case Figure::TokensPerGpu:
    case Figure::PeakMemory:
    case Figure::MemoryHeadroom:
    case Figure::Bubble:
    case Figure::Cost: return true;
    }
    return false;
}

std::vector<Figure> figuresFor(bool training)
{
    std::vector<Figure> figures;
    for (const auto& [figure, name] : EnumNames<Figure>::table)
        if (suits(figure, training))
            figures.push_back(figure);
    return figures;
}

std::string_view unitOf(Figure figure)
{
    switch (figure) {
    case Figure::StepTime:
    case Figure::Ttft:
    case Figure::Tpot: return "seconds";
    case Figure::TokensPerSecond:
    case Figure::OutputTokens:
    case Figure::Interactivity: return "tokens_per_second";
    case Figure::TokensPerGpu: return "tokens_per_second_per_gpu";
    case Figure::PeakMemory:
    case Figure::MemoryHeadroom: return "bytes";
    case Figure::Cost: return "usd_per_million_tokens";
    case Figure::Mfu:
    case Figure::Concurrency:
    case Figure::Bubble: return {};
    }
    return {};
}

std::optional<double> figureOf(Figure figure, const Evaluation& e)
{
    const TrainingReport* training = e.training ? &*e.training : nullptr;
    const InferenceReport* inference = e.inference ? &*e.inference : nullptr;
    switch (figure) {
    case Figure::StepTime: return ofTraining(training, [](const TrainingReport& t) { return t.step.inSeconds(); });
    case Figure::TokensPerSecond:
        return training != nullptr ? std::optional{training->tokensPerSecondPerGpu * e.ranks} : std::nullopt;
    case Figure::TokensPerGpu:
        return training != nullptr ? std::optional{training->tokensPerSecondPerGpu}
                                   : ofInference(inference, [](const InferenceReport& i) { return i.outputTokensPerSecondPerGpu; });
    case Figure::Mfu: return ofTraining(training, [](const TrainingReport& t) { return t.mfu; });
    case Figure::Ttft: return ofInference(inference, [](const InferenceReport& i) { return i.ttft.inSeconds(); });
    case Figure::Tpot: return ofInference(inference, [](const InferenceReport& i) { return i.tpot.inSeconds(); });
    case Figure::OutputTokens: return ofInference(inference, [](const InferenceReport& i) { return i.outputTokensPerSecond; });
    case Figure::Interactivity: return ofInference(inference, [](const InferenceReport& i) { return 1.0 / i.tpot.inSeconds(); });
    case Figure::Concurrency: return ofInference(inference, [](const InferenceReport& i) { return i.maxConcurrency; });
    case Figure::PeakMemory: return e.memory.peak.inBytes();
    case Figure::MemoryHeadroom: return (e.memory.capacity - e.memory.peak).inBytes();
    case Figure::Bubble: return e.pipeline.bubbleFraction;
    case Figure::Cost: return costOf(e);
    }
    return std::nullopt;
}

std::string derivationOf(Figure figure, const Evaluation& e)
{
    switch (figure) {
    case Figure::StepTime: return "training/step";
    case Figure::TokensPerSecond:
    case Figure::TokensPerGpu: return e.training ? "training/tokens_per_second_per_gpu" : "inference/throughput";
    case Figure::Mfu: return "training/mfu";
    case Figure::Ttft: return "inference/ttft";
    case Figure::Tpot:
    case Figure::Interactivity: return "inference/tpot";
    case Figure::OutputTokens: return "inference/throughput";
    case Figure::Concurrency: return "memory/kv/max_concurrency";
    case Figure::PeakMemory:
    case Figure::MemoryHeadroom: return fmt::format("memory/stage/{}/total", e.memory.worstStage);
    case Figure::Bubble: return "pipeline/bubble";
    case Figure::Cost: return e.inference ? "inference/usd_per_million_tokens" : "";
    }
    return {};
}

std::optional<FigureRange> rangeOf(Figure figure, const Evaluation& e)
{
    const auto keyOf = [&]() -> std::string_view {
        switch (figure) {
        case Figure::StepTime: return "training.step_seconds";
        case Figure::TokensPerGpu: return e.training ? "training.tokens_per_second_per_gpu" : "inference.output_tokens_per_second_per_gpu";
        case Figure::Mfu: return "training.mfu";
        case Figure::Ttft: return "inference.ttft_seconds";
        case Figure::Tpot: return "inference.tpot_seconds";
        case Figure::OutputTokens: return "inference.output_tokens_per_second";
        case Figure::PeakMemory: return "memory.peak_bytes";
        case Figure::TokensPerSecond:
        case Figure::Interactivity:
        case Figure::Concurrency:
        case Figure::MemoryHeadroom:
        case Figure::Bubble:
        case Figure::Cost: return {};
        }
        return {};
    };
    const std::vector<FigureBand> bands = figureBands(e);
    const FigureBand* band = findBand(bands, keyOf());
    return band != nullptr ? std::optional{FigureRange{band->low, band->high, band->band->basis}} : std::nullopt;
}

std::string formatFigure(Figure figure, double value)
{
    switch (figure) {
    case Figure::StepTime:
    case Figure::Ttft:
    case Figure::Tpot: return formatTime(Seconds::fromSeconds(value));
    case Figure::PeakMemory:
    case Figure::MemoryHeadroom: return formatMemory(Bytes::fromBytes(value));
    case Figure::Mfu:
    case Figure::Bubble: return formatPercent(value);
    case Figure::Cost: return fmt::format("{:.3g} USD", value);
    case Figure::TokensPerSecond:
    case Figure::TokensPerGpu:
    case Figure::OutputTokens:
    case Figure::Interactivity:
    case Figure::Concurrency: return formatCount(value);
    }
    return {};
}

Result<Figure> readFigure(std::string_view name, bool training)
{
    const auto figure = fromText<Figure>(name);
    if (figure && suits(*figure, training))
        return *figure;
    std::vector<std::string> allowed;
    std::string list;
    for (const Figure each : figuresFor(training)) {
        allowed.emplace_back(toText(each));
        list += (list.empty() ? "" : ", ") + allowed.back();
    }
    if (figure)
        return failure(Problem{Severity::Error, "figure-workload", "",
                               fmt::format("{} has no meaning for {}", name, training ? "training" : "inference"), "allowed: " + list});
    const std::string nearest = didYouMean(name, allowed);
    return failure(Problem{Severity::Error, "unknown-figure", "", fmt::format("'{}' is no known figure", std::string{name.substr(0, 80)}),
                           nearest.empty() ? "allowed: " + list : nearest});
}

} // namespace shardscape
