// SPDX-License-Identifier: GPL-3.0-or-later
// The evaluation as a table for people: verdict first, diagnostics last.
#include "io/evaluation_json.h"
#include "io/text_table.h"
#include "units/format.h"

#include <fmt/format.h>

#include <algorithm>

namespace shardscape {
namespace {

constexpr std::size_t mostLinks = 8;

std::string gib(Bytes amount) { return fmt::format("{:.1f}", amount.inGiB()); }

std::string verdictLine(const Evaluation& evaluation)
{
    const MemoryReport& memory = evaluation.memory;
    const std::string figures = fmt::format("{} of {} on the fullest GPU (rank {}, stage {})", formatMemory(memory.peak),
                                            formatMemory(memory.capacity), memory.worstRank, memory.worstStage);
    if (!evaluation.fits) {
        const Bytes missing = memory.peak - memory.capacity;
        const std::string reason = missing > Bytes{} ? fmt::format("; {} too much", formatMemory(missing)) : std::string{};
        return fmt::format("DOES NOT FIT: {}{}\n", figures, reason);
    }
    const std::string_view word = memory.verdict == FitVerdict::Tight ? "FITS, BUT TIGHT" : "FITS";
    return fmt::format("{}: {}; {} free\n", word, figures, formatMemory(memory.capacity - memory.peak));
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

std::string keyFigures(const Evaluation& evaluation)
{
    TextTable table{{"", Align::Left}, {"", Align::Right}};
    if (const auto& training = evaluation.training) {
        table.addRow({"step", formatTime(training->step)});
        table.addRow({"tokens/s per GPU", formatCount(training->tokensPerSecondPerGpu)});
        table.addRow({"model FLOPs per step", formatWork(training->modelFlops)});
        table.addRow({"model FLOP/s per GPU", formatWorkRate(FlopsPerSecond::fromBase(training->modelFlopsPerSecondPerGpu))});
        table.addRow({"MFU, full attention", formatPercent(training->mfu)});
        table.addRow({"MFU, causal attention", formatPercent(training->mfuCausal)});
        table.addRow({"HFU, with recompute", formatPercent(training->hfu)});
    }
    if (const auto& inference = evaluation.inference) {
        table.addRow({"time to first token", formatTime(inference->ttft)});
        table.addRow({"time per output token", formatTime(inference->tpot)});
        table.addRow({"output tokens/s", formatCount(inference->outputTokensPerSecond)});
        table.addRow({"output tokens/s per GPU", formatCount(inference->outputTokensPerSecondPerGpu)});
        table.addRow({"prefill tokens/s", formatCount(inference->prefillTokensPerSecond)});
        table.addRow({"KV cache room, tokens", formatCount(inference->kvCapacityTokens)});
        table.addRow({"requests that fit", formatCount(inference->maxConcurrency)});
        if (inference->prefixHitRate > 0.0)
            table.addRow({"prefix hit rate", formatPercent(inference->prefixHitRate)});
    }
    const PipelineReport& pipeline = evaluation.pipeline;
    if (pipeline.stages > 1)
        table.addRow(
            {fmt::format("bubble ({}, {} stages, {} micro-batches)", toText(pipeline.schedule), pipeline.stages, pipeline.microbatches),
             formatPercent(pipeline.bubbleFraction)});
    return "\n" + table.text();
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

std::string diagnostics(const Problems& problems)
{
    std::string text;
    for (const Severity severity : {Severity::Error, Severity::Warning, Severity::Info}) {
        const std::string_view word = severity == Severity::Error ? "error" : severity == Severity::Warning ? "warning" : "note";
        for (const Problem& problem : problems)
            if (problem.severity == severity)
                text += fmt::format("  {}: {}{}{}{}\n", word, problem.message, problem.hint.empty() ? "" : " (", problem.hint,
                                    problem.hint.empty() ? "" : ")");
    }
    return text.empty() ? text : "\nDiagnostics\n" + text;
}

} // namespace

std::string evaluationToText(const Evaluation& evaluation)
{
    std::string text = verdictLine(evaluation) + planLine(evaluation) + keyFigures(evaluation) + memoryTable(evaluation.memory);
    if (evaluation.training)
        text += breakdown("Step", evaluation.training->breakdown);
    if (evaluation.inference)
        text += breakdown("Prefill", evaluation.inference->prefillBreakdown) +
                breakdown("Decode of one token", evaluation.inference->decodeBreakdown) + curveTable(evaluation.inference->curve);
    return text + links(evaluation) + diagnostics(evaluation.diagnostics);
}

} // namespace shardscape
