// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/intake.h"

#include "evaluate/nccl_tests.h"
#include "hardware/topology_import.h"
#include "intake/foreign_scenario.h"
#include "intake/gpu_list.h"
#include "intake/line_source.h"
#include "intake/log_text.h"
#include "intake/megatron_log.h"
#include "intake/report_pdf.h"
#include "intake/vllm_log.h"
#include "io/scenario_file.h"
#include "json/strict_json.h"
#include "launch/launch.h"

#include <algorithm>
#include <istream>
#include <sstream>

namespace shardscape {

namespace {

constexpr std::size_t pieceBytes = 256u << 10;
constexpr std::size_t headBytes = 1u << 20;         ///< what is not a log, JSON or a PDF is no longer than this
constexpr std::string_view fallbackAccelerator = "a100-80gb-sxm";
constexpr std::size_t shownRemarks = 20;

Problem problemOf(const char* code, std::string message, std::string hint)
{
    return {.code = code, .path = {}, .message = std::move(message), .hint = std::move(hint)};
}

Problem notKnown()
{
    return problemOf("nothing-known", "nothing in this text is known here",
                     "known: scenarios and reports of Shardscape, config.json from Hugging Face, launch commands, what nvidia-smi -L, -q and "
                     "topo -m print, logs of Megatron-LM and vLLM, nccl-tests; paste whole lines");
}

bool isBinary(std::string_view text)
{
    const auto strange = std::count_if(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) < 32 && c != '\n' && c != '\r' && c != '\t' && c != '\x1b' && c != '\a' && c != '\b' && c != '\f';
    });
    return text.find('\0') != std::string_view::npos || static_cast<double>(strange) > 0.01 * static_cast<double>(text.size());
}

std::string readUpTo(std::istream& in, std::size_t most)
{
    std::string text(most, '\0');
    in.read(text.data(), static_cast<std::streamsize>(most));
    text.resize(static_cast<std::size_t>(in.gcount()));
    return text;
}

/// The rest of a stream whose head is read; nothing when it is longer than `most` in all.
std::optional<std::string> readAll(std::string head, std::istream& in, std::size_t most)
{
    while (in && head.size() <= most)
        head += readUpTo(in, std::min(pieceBytes, most + 1 - head.size()));
    return head.size() > most ? std::nullopt : std::optional(std::move(head));
}

Result<Intake> takeInScenario(std::string_view json, IntakeKind kind, std::string source)
{
    Result<Scenario> scenario = readScenario(json);
    if (!scenario)
        return failure(scenario.error());
    Intake intake{.kind = kind, .source = std::move(source), .scenario = std::move(*scenario), .whole = true, .measured = {}, .report = {}};
    intake.report.understood.push_back({"title", intake.scenario->title, "the whole scenario"});
    return intake;
}

Result<Intake> takeInPdf(std::string head, std::istream& in)
{
    const auto bytes = readAll(std::move(head), in, maxPdfBytes);
    if (!bytes)
        return failure(problemOf("too-large", "this PDF is larger than 64 MiB", "reports of Shardscape are smaller"));
    const Result<std::string> json = scenarioInPdf(*bytes);
    return json ? takeInScenario(*json, IntakeKind::Report, "Shardscape report") : Result<Intake>{failure(json.error())};
}

Result<Intake> takeInCommandText(std::string_view text, const IntakeBase& base)
{
    Result<ImportedLaunch> launch = importLaunch(text, base.scenario, base.library);
    if (!launch)
        return failure(launch.error());
    return Intake{.kind = IntakeKind::Command,
                  .source = std::move(launch->version),
                  .scenario = std::move(launch->scenario),
                  .whole = false,
                  .measured = {},
                  .report = std::move(launch->report)};
}

Result<Intake> takeInJson(std::string head, std::istream& in, const IntakeBase& base)
{
    const auto text = readAll(std::move(head), in, maxInputBytes);
    if (!text)
        return failure(problemOf("too-large", "this JSON is larger than 64 MiB", "paste a scenario, a config.json or a DeepSpeed configuration"));
    if (auto scenario = scenarioWithModelConfig(*text, base.modelName, base.scenario)) {
        Intake intake{.kind = IntakeKind::HfConfig, .source = "Hugging Face config.json", .scenario = std::move(*scenario), .whole = false, .measured = {}, .report = {}};
        const Result<Inputs> inputs = base.library.resolve(*intake.scenario);
        if (!inputs)
            return failure(inputs.error());
        intake.report.understood.push_back({"model", inputs->model.name, "takes the place of the model"});
        intake.report.understood.push_back({"num_hidden_layers", std::to_string(inputs->model.layers()), "layers"});
        return intake;
    }
    const bool deepSpeed = text->find("\"format\"") == std::string::npos && text->find("\"train_") != std::string::npos;
    return deepSpeed ? takeInCommandText(*text, base) : takeInScenario(*text, IntakeKind::Scenario, "Shardscape scenario");
}

/// Everything that is read line by line, all at once: what a text is shows only further down.
struct Logs {
    MegatronLog megatron;
    VllmLog vllm;
    GpuList gpus;

    void line(std::string_view line)
    {
        megatron.line(line);
        vllm.line(line);
        gpus.line(line);
    }
};

Result<Intake> takeInTopology(std::string_view text, const ImportedTopology& topology, const Logs& logs, const IntakeBase& base)
{
    Intake intake{.kind = IntakeKind::Topology, .source = "nvidia-smi topo -m", .scenario = {}, .whole = false, .measured = {}, .report = {}};
    std::string accelerator = logs.gpus.accelerator();
    const bool said = !accelerator.empty();
    if (!said) {
        const Result<Inputs> inputs = base.library.resolve(base.scenario);
        accelerator = inputs ? inputs->cluster.accelerator.id : std::string{};
        accelerator = accelerator.empty() ? std::string{fallbackAccelerator} : accelerator;
    }
    intake.scenario = scenarioWithTopology(text, accelerator, base.scenario);
    auto& report = intake.report;
    report.understood.push_back({"GPU", std::to_string(topology.gpus.size()), "GPUs of a node, wired as the matrix says"});
    report.understood.push_back({"NIC", std::to_string(topology.nics.size()), "network cards"});
    (said ? report.understood : report.assumed)
        .push_back({"", accelerator, said ? "the GPUs, from the list in the text" : "the GPUs, as in the scenario at hand; the matrix does not say them"});
    report.assumed.push_back({"", "1", "nodes"});
    for (std::size_t i = 0; i < std::min(topology.problems.size(), shownRemarks); ++i)
        report.ignored.push_back({"line " + std::to_string(topology.problems[i].line), "", topology.problems[i].message});
    return intake;
}

Intake takeInNccl(std::string_view text, const std::vector<CollectiveMeasurement>& measured)
{
    Intake intake{.kind = IntakeKind::NcclTests, .source = "nccl-tests", .scenario = {}, .whole = false, .measured = {}, .report = {}};
    intake.measured.ncclTests = std::string{trimmed(text)};
    const CollectiveMeasurement& largest =
        *std::max_element(measured.begin(), measured.end(), [](const auto& a, const auto& b) { return a.bytes.inBytes() < b.bytes.inBytes(); });
    auto& understood = intake.report.understood;
    understood.push_back({"collective", std::string{toText(measured.front().op)}, std::to_string(measured.size()) + " sizes"});
    understood.push_back({"ranks", std::to_string(largest.ranks), "GPUs"});
    understood.push_back({"size (B)", shownNumber(largest.bytes.inBytes()), "the largest; it took " + shownNumber(largest.time.inSeconds() * 1e6) + " us"});
    intake.report.assumed.push_back({"", "", "measured on the cluster of the scenario at hand"});
    return intake;
}

/// What is understood only as a whole and is never long.
Result<Intake> takeInShort(std::string_view text, const Logs& logs, const IntakeBase& base)
{
    if (const auto measured = readNcclTests(text, {}))
        return takeInNccl(text, *measured);
    if (const auto topology = importTopology(text))
        return takeInTopology(text, *topology, logs, base);
    if (logs.gpus.found()) {
        Intake intake;
        const Result<void> read = logs.gpus.finish(base, intake);
        return read ? Result<Intake>{std::move(intake)} : failure(read.error());
    }
    Result<Intake> command = takeInCommandText(text, base);
    const bool unknown = !command && command.error().size() == 1 && command.error().front().code == "no-launch-command";
    return unknown ? failure(notKnown()) : std::move(command);
}

Result<Intake> takeInText(std::string head, std::istream& in, const IntakeBase& base)
{
    Logs logs;
    LineSource lines([&logs](std::string_view line) { logs.line(line); });
    std::size_t read = head.size();
    lines.feed(head);
    while (in) {
        const std::string piece = readUpTo(in, pieceBytes);
        read += piece.size();
        if (read > maxLogBytes)
            return failure(problemOf("too-large", "this text is larger than 1 GiB", "cut the part with the lines you mean out of it"));
        if (base.cancel != nullptr && base.cancel->load())
            return failure(problemOf("cancelled", "reading was stopped", "paste again"));
        lines.feed(piece);
    }
    lines.finish();
    Intake intake;
    if (logs.megatron.found())
        logs.megatron.finish(base, intake);
    else if (logs.vllm.found())
        logs.vllm.finish(base, intake);
    else
        return read > headBytes ? Result<Intake>{failure(notKnown())} : takeInShort(head, logs, base);
    return intake;
}

} // namespace

Result<Intake> takeIn(std::istream& in, const IntakeBase& base)
{
    std::string head = readUpTo(in, headBytes);
    if (looksLikePdf(head))
        return takeInPdf(std::move(head), in);
    if (head.starts_with("\xEF\xBB\xBF"))
        head.erase(0, 3);
    if (trimmed(head).empty())
        return failure(problemOf("empty", "there is nothing to read", "paste a text or choose a file"));
    if (isBinary(head))
        return failure(problemOf("binary", "this is binary data, not text", "choose a text file, or a PDF report of Shardscape"));
    return trimmed(head).front() == '{' ? takeInJson(std::move(head), in, base) : takeInText(std::move(head), in, base);
}

Result<Intake> takeIn(std::string_view text, const IntakeBase& base)
{
    std::istringstream in{std::string{text}};
    return takeIn(in, base);
}

} // namespace shardscape
