// SPDX-License-Identifier: GPL-3.0-or-later
// The evaluation as a table for people: verdict first, diagnostics last.
#include "io/evaluation_json.h"

#include "evaluate/bands.h"
#include "io/text_table.h"
#include "units/format.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace shardscape {
namespace {

constexpr std::size_t mostLinks = 8;

std::string gib(Bytes amount) { return fmt::format("{:.1f}", amount.inGiB()); }

/// ", 61.2 GiB to 66.0 GiB by 92 published figures", or nothing without a band.
std::string memoryRange(const MemoryReport& memory)
{
    if (memory.band.rows == 0)
        return {};
    return fmt::format("; measured it would lie in {} to {} ({})", formatMemory(memory.peak * memory.band.low),
                       formatMemory(memory.peak * memory.band.high), memory.band.basis);
}

std::string verdictLine(const Evaluation& evaluation)
{
    const MemoryReport& memory = evaluation.memory;
    const std::string figures = fmt::format("{} of {} on the fullest GPU (rank {}, stage {})", formatMemory(memory.peak),
                                            formatMemory(memory.capacity), memory.worstRank, memory.worstStage);
    if (!evaluation.fits) {
        const Bytes missing = memory.peak - memory.capacity;
        const std::string reason = missing > Bytes{} ? fmt::format("; {} too much", formatMemory(missing)) : std::string{};
        return fmt::format("DOES NOT FIT: {}{}{}\n", figures, reason, memoryRange(memory));
    }
    const std::string_view word = memory.verdict == FitVerdict::Tight ? "FITS, BUT TIGHT" : "FITS";
    return fmt::format("{}: {}; {} free{}\n", word, figures, formatMemory(memory.capacity - memory.peak), memoryRange(memory));
}

std::string planLine(const Evaluation& evaluation)
{
    const Parallelism& p = evaluation.scenario.parallelism;
    std::string text = fmt::format("{}, {} active; tp {} x cp {} x pp {} x dp {} = {} ranks", formatCount(evaluation.parameters),
                                   formatCount(evaluation.activeParameters), p.tp, p.cp, p.pp, p.dp, evaluation.ranks);
    if (p.ep > 1)
        text += fmt::format(", ep {}", p.ep);
    const std::string model = evaluation.inputs->model.name;
    const ClusterSpec& cluster = evaluation.inputs->cluster;
    return cluster.isMixed() ? fmt::format("{} ({}) on {}\n", model, text, cluster.name)
                             : fmt::format("{} ({}) on {} x {}\n", model, text, cluster.nodes, cluster.name);
}

/// A table of key figures: name, value and the range of its band.
class FigureTable {
public:
    explicit FigureTable(const Evaluation& evaluation) : m_bands{figureBands(evaluation)} {}

    /// \param key of the band; empty = the figure has none. \param format of a value in the evaluation JSON's unit
    void add(std::string name, std::string_view key, double value, const std::function<std::string(double)>& format)
    {
        const FigureBand* band = findBand(m_bands, key);
        m_table.addRow({std::move(name), format(value), band == nullptr ? "" : fmt::format("{} to {}", format(band->low), format(band->high))});
    }
    [[nodiscard]] std::string text() const { return m_table.text(); }

private:
    std::vector<FigureBand> m_bands;
    TextTable m_table{{"", Align::Left}, {"", Align::Right}, {"8 of 10 measured", Align::Right}};
};

std::string asTime(double seconds) { return formatTime(Seconds::fromSeconds(seconds)); }
std::string asDays(double seconds) { return fmt::format("{} days", formatShort(seconds / 86'400.0)); }
std::string asUsd(double usd) { return usd < 100.0 ? fmt::format("{:.2f} USD", usd) : formatCount(usd) + " USD"; }
std::string asJoules(double joules) { return joules < 3.6e6 ? fmt::format("{} J", formatShort(joules)) : fmt::format("{} kWh", formatShort(joules / 3.6e6)); }

void addTraining(FigureTable& table, const TrainingReport& r)
{
    table.add("step", "training.step_seconds", r.step.inSeconds(), asTime);
    table.add("tokens/s per GPU", "training.tokens_per_second_per_gpu", r.tokensPerSecondPerGpu, formatCount);
    table.add("model FLOPs per step", "", r.modelFlops.inFlops(), [](double v) { return formatWork(Flops::fromFlops(v)); });
    table.add("model FLOP/s per GPU", "training.model_flops_per_second_per_gpu", r.modelFlopsPerSecondPerGpu,
              [](double v) { return formatWorkRate(FlopsPerSecond::fromBase(v)); });
    table.add("MFU, full attention", "training.mfu", r.mfu, formatPercent);
    table.add("MFU, causal attention", "training.mfu_causal", r.mfuCausal, formatPercent);
    table.add("HFU, with recompute", "training.hfu", r.hfu, formatPercent);
    if (r.energyBoundJoules > 0)
        table.add("energy per step, at most (TDP)", "", r.energyBoundJoules, asJoules);
    if (!r.budget)
        return;
    table.add(fmt::format("{} tokens, without data loading", formatCount(r.budget->tokens)), "training.budget.seconds",
              r.budget->time.inSeconds(), asDays);
    table.add("GPU hours of it", "training.budget.gpu_hours", r.budget->gpuHours, formatCount);
    if (r.budget->usd)
        table.add("cost of it", "training.budget.usd", *r.budget->usd, asUsd);
}

void addInference(FigureTable& table, const InferenceReport& r)
{
    table.add("time to first token", "inference.ttft_seconds", r.ttft.inSeconds(), asTime);
    table.add("time per output token", "inference.tpot_seconds", r.tpot.inSeconds(), asTime);
    table.add("output tokens/s", "inference.output_tokens_per_second", r.outputTokensPerSecond, formatCount);
    table.add("output tokens/s per GPU", "inference.output_tokens_per_second_per_gpu", r.outputTokensPerSecondPerGpu, formatCount);
    table.add("prefill tokens/s", "", r.prefillTokensPerSecond, formatCount);
    table.add("KV cache room, tokens", "", r.kvCapacityTokens, formatCount);
    table.add("requests that fit", "", r.maxConcurrency, formatCount);
    if (r.prefixHitRate > 0.0)
        table.add("prefix hit rate", "", r.prefixHitRate, formatPercent);
    if (r.usdPerMillionTokens)
        table.add("cost of a million output tokens", "inference.usd_per_million_tokens", *r.usdPerMillionTokens, asUsd);
    if (r.energyBoundJoules > 0)
        table.add("energy per output token, at most (TDP)", "", r.energyBoundJoules, asJoules);
}

/// What the bands and the money rest on.
std::string basisLines(const Evaluation& e)
{
    std::string text;
    const auto band = [&text](std::string_view figure, const Band& b) {
        if (b.rows > 0)
            text += fmt::format("  {}: {}\n", figure, b.basis);
    };
    if (e.training)
        band("step", e.training->stepBand);
    if (e.inference) {
        band("time to first token", e.inference->ttftBand);
        band("time per output token", e.inference->tpotBand);
        band("tokens/s", e.inference->throughputBand);
    }
    if (!e.guesses.empty())
        text += fmt::format("  {} of the {} rests on constants nobody measured, most on {} ({})\n", formatPercent(guessedTotal(e.guesses)),
                            e.training ? "step" : "time per output token", e.guesses.front().constant,
                            formatPercent(e.guesses.front().share));
    if (e.price)
        text += fmt::format("  price: {:.2f} USD per GPU hour, {}\n", e.price->usdPerHour, e.price->source);
    return text;
}

std::string keyFigures(const Evaluation& evaluation)
{
    FigureTable table{evaluation};
    if (evaluation.training)
        addTraining(table, *evaluation.training);
    if (evaluation.inference)
        addInference(table, *evaluation.inference);
    const PipelineReport& pipeline = evaluation.pipeline;
    if (pipeline.stages > 1)
        table.add(fmt::format("bubble ({}, {} stages, {} micro-batches)", toText(pipeline.schedule), pipeline.stages, pipeline.microbatches),
                  "", pipeline.bubbleFraction, formatPercent);
    const bool isCalibrated = evaluation.scenario.calibration && evaluation.scenario.calibration->factors;
    return (isCalibrated ? "\nCALIBRATED with measurements of your own (see Diagnostics)\n" : "\n") + table.text() + basisLines(evaluation);
}

std::string memoryTable(const MemoryReport& memory)
{
    TextTable table{{"stage"},    {"weights"}, {"gradients"}, {"optimizer"}, {"activations"},
                    {"KV cache"}, {"buffers"}, {"overhead"},  {"total"},     {"in flight"}};
    std::vector<bool> isUsed(memoryPartCount);
    for (const StageMemory& stage : memory.byStage)
        for (std::size_t part = 0; part < memoryPartCount; ++part)
            isUsed[part] = isUsed[part] || stage.part[part] > Bytes{};
    for (std::size_t stage = 0; stage < memory.byStage.size(); ++stage) {
        std::vector<std::string> cells{std::to_string(stage)};
        for (std::size_t part = 0; part < memoryPartCount; ++part)
            cells.push_back(isUsed[part] ? gib(memory.byStage[stage].part[part]) : "-");
        cells.push_back(gib(memory.byStage[stage].total()));
        const double inFlight = memory.byStage[stage].inFlightMicrobatches;
        cells.push_back(inFlight > 0.0 ? formatShort(inFlight) : "-");
        table.addRow(std::move(cells));
    }
    return "\nMemory of one GPU by stage, GiB\n" + table.text(2);
}

std::string breakdown(const std::string& title, const std::vector<TimePart>& parts)
{
    Seconds total;
    for (const TimePart& part : parts)
        total += part.time;
    TextTable table{{"", Align::Left}, {"ms"}, {"share"}};
    for (const TimePart& part : parts)
        if (part.time > Seconds{})
            table.addRow({part.name, fmt::format("{:.3f}", part.time.inMilliseconds()), formatPercent(part.time / total)});
    return table.isEmpty() ? std::string{} : "\n" + title + "\n" + table.text(2);
}

std::string_view limitText(ServingLimit limit)
{
    switch (limit) {
    case ServingLimit::Latency: return "latency and weights";
    case ServingLimit::Compute: return "matrix products";
    case ServingLimit::Memory: return "KV cache full";
    }
    return "?";
}

std::string curveTable(const ThroughputLatency& curve)
{
    if (curve.points.empty())
        return {};
    TextTable table{{"concurrency"}, {"TTFT"},     {"TPOT"},       {"tokens/s"},
                    {"per GPU"},     {"per user"}, {"all-reduce"}, {"bound by", Align::Left}};
    for (std::size_t i = 0; i < curve.points.size(); ++i) {
        const ConcurrencyPoint& point = curve.points[i];
        const int index = static_cast<int>(i);
        std::string note{limitText(point.limit)};
        note += index == curve.memoryLimited ? "; most that fits" : "";
        note += index == curve.computeLimited ? "; first bound by compute" : "";
        note += index == curve.chosen ? "; this scenario" : "";
        table.addRow({std::to_string(point.concurrency), formatTime(point.ttft), formatTime(point.tpot),
                      formatCount(point.outputTokensPerSecond), formatCount(point.outputTokensPerSecondPerGpu),
                      formatShort(point.outputTokensPerSecondPerUser), formatPercent(point.allReduceShare), std::move(note)});
    }
    return "\nThroughput and latency over concurrency\n" + table.text(2);
}

std::string links(const Evaluation& evaluation)
{
    if (evaluation.fabric == nullptr || evaluation.busiestLinks.empty())
        return {};
    TextTable table{{"from", Align::Left}, {"to", Align::Left}, {"kind", Align::Left}, {"bytes"}, {"capacity"}, {"busy"}};
    const std::size_t count = std::min(mostLinks, evaluation.busiestLinks.size());
    for (std::size_t i = 0; i < count; ++i) {
        const auto index = static_cast<std::size_t>(evaluation.busiestLinks[i].link);
        const Link& link = evaluation.fabric->links()[index];
        double bytes = 0.0;
        for (const double each : evaluation.traffic.perLink[index])
            bytes += each;
        table.addRow({evaluation.fabric->nameOf(link.from), evaluation.fabric->nameOf(link.to), std::string{toText(link.kind)},
                      formatTraffic(Bytes::fromBytes(bytes)), formatRate(link.bandwidth),
                      formatPercent(evaluation.busiestLinks[i].busyFraction)});
    }
    return fmt::format("\nBusiest links, of {}\n", formatTime(evaluation.trafficPeriod)) + table.text(2);
}

/// "fix: put tp innermost in the axis order, step_seconds -18.0 %"
std::string fixLine(const Fix& fix)
{
    std::string text = "    fix: " + fix.label;
    if (!fix.effects.empty() && fix.effects.front().before > 0) {
        const FixEffect& effect = fix.effects.front();
        text += fmt::format(", {} {:+.1f} %", effect.path.substr(effect.path.rfind('/') + 1), 100.0 * (effect.after / effect.before - 1.0));
    }
    return text + '\n';
}

std::string diagnostics(const Problems& problems, const std::vector<Fix>& fixes)
{
    std::string text;
    for (const Severity severity : {Severity::Error, Severity::Warning, Severity::Info}) {
        const std::string_view word = severity == Severity::Error ? "error" : severity == Severity::Warning ? "warning" : "note";
        for (std::size_t i = 0; i < problems.size(); ++i) {
            const Problem& problem = problems[i];
            if (problem.severity != severity)
                continue;
            text += fmt::format("  {}: {}{}{}{}\n", word, problem.message, problem.hint.empty() ? "" : " (", problem.hint,
                                problem.hint.empty() ? "" : ")");
            for (const Fix& fix : fixes)
                if (fix.problem == i)
                    text += fixLine(fix);
        }
    }
    return text.empty() ? text : "\nDiagnostics\n" + text;
}

} // namespace

std::string evaluationToText(const Evaluation& evaluation, const std::vector<Fix>& fixes)
{
    std::string text = verdictLine(evaluation) + planLine(evaluation) + keyFigures(evaluation) + memoryTable(evaluation.memory);
    if (evaluation.training)
        text += breakdown("Step", evaluation.training->breakdown);
    if (evaluation.inference)
        text += breakdown("Prefill", evaluation.inference->prefillBreakdown) +
                breakdown("Decode of one token", evaluation.inference->decodeBreakdown) + curveTable(evaluation.inference->curve);
    return text + links(evaluation) + diagnostics(evaluation.diagnostics, fixes);
}

} // namespace shardscape
