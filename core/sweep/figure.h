// SPDX-License-Identifier: GPL-3.0-or-later
// The figures of an evaluation by which plans are compared over a sweep: one number each, with unit and direction. Names that the search
// also has (search/objective.h) mean the same. Pure functions, any thread.
#pragma once

#include "evaluate/evaluation.h"
#include "units/enum_names.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shardscape {

enum class Figure : unsigned char {
    StepTime,        ///< seconds
    TokensPerSecond, ///< trained, by all GPUs
    TokensPerGpu,    ///< tokens/s/GPU: trained, or generated at inference
    Mfu,             ///< ratio
    Ttft,            ///< seconds
    Tpot,            ///< seconds
    OutputTokens,    ///< output tokens/s of all replicas
    Interactivity,   ///< output tokens/s of one request: 1/TPOT
    Concurrency,     ///< requests that fit
    PeakMemory,      ///< bytes of the worst rank
    MemoryHeadroom,  ///< bytes of the GPU that the worst rank leaves; negative where it does not fit
    Bubble,          ///< share of GPU time in which stages wait
    Cost,            ///< USD per million tokens; only where the price of a GPU hour is known
};
inline constexpr std::size_t figureCount = 13;

template <> struct EnumNames<Figure> {
    static constexpr std::array<EnumName<Figure>, figureCount> table{{{Figure::StepTime, "step-time"},
                                                                      {Figure::TokensPerSecond, "tokens-per-second"},
                                                                      {Figure::TokensPerGpu, "tokens-per-gpu"},
                                                                      {Figure::Mfu, "mfu"},
                                                                      {Figure::Ttft, "ttft"},
                                                                      {Figure::Tpot, "tpot"},
                                                                      {Figure::OutputTokens, "output-tokens"},
                                                                      {Figure::Interactivity, "interactivity"},
                                                                      {Figure::Concurrency, "concurrency"},
                                                                      {Figure::PeakMemory, "peak-memory"},
                                                                      {Figure::MemoryHeadroom, "memory-headroom"},
                                                                      {Figure::Bubble, "bubble"},
                                                                      {Figure::Cost, "cost"}}};
};

/// True where more is better.
[[nodiscard]] bool isGain(Figure figure);

/// True where the figure exists for the kind of workload.
[[nodiscard]] bool suits(Figure figure, bool training);

/// The figures of a kind of workload, the most asked for first.
[[nodiscard]] std::vector<Figure> figuresFor(bool training);

/// The unit as keys of exports end: "seconds", "bytes", "tokens_per_second", ...; empty for ratios and counts.
[[nodiscard]] std::string_view unitOf(Figure figure);

/// The figure of an evaluation; nothing where it has none.
[[nodiscard]] std::optional<double> figureOf(Figure figure, const Evaluation& evaluation);

/// Id of the derivation behind the figure, for the explain panel and for reasons; empty where there is none.
[[nodiscard]] std::string derivationOf(Figure figure, const Evaluation& evaluation);

/// Where eight of ten measurements of the figure lie, by published runs; nothing where none are known.
struct FigureRange {
    double low = 0.0;
    double high = 0.0;
    std::string basis; ///< of which runs they are
};
[[nodiscard]] std::optional<FigureRange> rangeOf(Figure figure, const Evaluation& evaluation);

/// For people: "5.13 s", "34.6 GiB", "42.3 %".
[[nodiscard]] std::string formatFigure(Figure figure, double value);

/// A figure of the kind of workload by its name. Problems: unknown (with the nearest and all allowed), or of the other kind.
[[nodiscard]] Result<Figure> readFigure(std::string_view name, bool training);

} // namespace shardscape
