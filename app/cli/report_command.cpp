// SPDX-License-Identifier: GPL-3.0-or-later
// shardscape report FILE [-o out.pdf|out.html]: the report, without a display.
#include "cli/cli_context.h"

#include "cli/input_output.h"
#include "report/report.h"
#include "views/sweep/sweep_question.h"

#include <QGuiApplication>
#include <QTemporaryDir>

#include <CLI/CLI.hpp>

#include <array>
#include <filesystem>
#include <memory>
#include <ostream>

namespace shardscape {
namespace {

/// The report paints with fonts, which need a GUI application; the offscreen one needs no display. Holds the arguments that Qt refers to.
struct OffscreenApplication {
    OffscreenApplication()
    {
        // Qt wants a private folder for sockets that a report never opens; without one in the environment it complains and makes one.
        qputenv("XDG_RUNTIME_DIR", folder.path().toLocal8Bit());
        qputenv("QT_QPA_PLATFORM", "offscreen");
        application = std::make_unique<QGuiApplication>(count, arguments.data());
    }

    std::string name = "shardscape";
    int count = 1;
    std::array<char*, 2> arguments{name.data(), nullptr};
    QTemporaryDir folder;
    std::unique_ptr<QGuiApplication> application;
};

std::unique_ptr<OffscreenApplication> applicationIfNone()
{
    if (QCoreApplication::instance() != nullptr)
        return nullptr;
    return std::make_unique<OffscreenApplication>();
}

/// The report on standard output, by way of a temporary file.
Result<void> writeToStandardOutput(const Evaluation& evaluation, const QString& suffix, const ReportOptions& options, CliContext& context)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("report.") + suffix);
    if (const auto written = writeReport(evaluation, path, options); !written)
        return written;
    const auto bytes = readInput(path.toStdString(), context.streams().in);
    return bytes ? writeOutput("-", *bytes, context.streams().out) : Result<void>{failure(bytes.error())};
}

struct ReportCall {
    std::string file;
    std::string output;
    std::string format; ///< empty = by the ending of the output's name
    std::string paper = "a4";
    std::string author;
    bool appendix = false;
    std::vector<std::string> baselines;
    std::vector<std::string> sweeps;
};

/// Evaluations to compare with, or nothing after their problems were printed.
std::optional<std::vector<Baseline>> baselinesOf(const ReportCall& call, CliContext& context)
{
    std::vector<Baseline> baselines;
    for (const std::string& file : call.baselines) {
        auto evaluation = context.evaluation(file, {.linkMap = false, .timeline = false});
        if (!evaluation)
            return std::nullopt;
        const std::string title = evaluation->scenario.title.empty() ? file : evaluation->scenario.title;
        baselines.push_back({QString::fromStdString(title), std::make_shared<const Evaluation>(std::move(*evaluation))});
    }
    return baselines;
}

/// Curves over the inputs that were asked for, or nothing after the problems were printed.
std::optional<std::vector<std::shared_ptr<const SweepChart>>> sweepsOf(const ReportCall& call, const Evaluation& evaluation, CliContext& context)
{
    std::vector<std::shared_ptr<const SweepChart>> charts;
    const PresetLibrary* library = context.library();
    for (const std::string& name : call.sweeps) {
        SweepQuestion question;
        question.base = {evaluation.scenario, evaluation.inputs, [library](const Scenario& changed) { return library->resolve(changed); }};
        question.figure = evaluation.training ? Figure::StepTime : Figure::Tpot;
        const auto input = readSweepInput(name, question.base);
        if (!input) {
            context.fail("--sweep", input.error());
            return std::nullopt;
        }
        question.input = *input;
        const SweepAnswer answered = answer(question, std::atomic<bool>{false}, [](SweepAnswer) {});
        if (answered.chart == nullptr) {
            context.fail("--sweep", answered.problems);
            return std::nullopt;
        }
        charts.push_back(answered.chart);
    }
    return charts;
}

void run(const ReportCall& call, CliContext& context)
{
    const std::string& file = call.file;
    const auto evaluation = context.evaluation(file, {.curve = true});
    if (!evaluation)
        return;
    const std::filesystem::path stem = std::filesystem::path{file == "-" ? "report" : file}.stem();
    const std::string suffix = call.format.empty() ? "pdf" : call.format;
    const std::string output = !call.output.empty() ? call.output : (stem.extension() == ".shard" ? stem.stem() : stem).string() + '.' + suffix;
    auto baselines = baselinesOf(call, context);
    auto sweeps = baselines ? sweepsOf(call, *evaluation, context) : std::nullopt;
    if (!sweeps)
        return;
    const ReportOptions reportOptions{.paper = call.paper == "letter" ? ReportPaper::Letter : ReportPaper::A4,
                                      .appendix = call.appendix,
                                      .date = reportDate(),
                                      .author = QString::fromStdString(call.author),
                                      .baselines = std::move(*baselines),
                                      .sweeps = std::move(*sweeps)};
    const auto application = applicationIfNone();
    const auto written =
        output == "-" ? writeToStandardOutput(*evaluation, QString::fromStdString(suffix), reportOptions, context)
                      : writeReport(*evaluation, QString::fromStdString(output), reportOptions);
    if (!written)
        return context.fail(output, written.error());
    context.streams().err << "wrote " << output << '\n';
    context.finish(evaluation->fits ? ExitCode::Ok : ExitCode::DoesNotFit);
}

} // namespace

void addReport(CLI::App& app, CliContext& context)
{
    CLI::App* command = app.add_subcommand("report", "Write the report of a scenario as PDF, HTML or Markdown");
    const auto call = std::make_shared<ReportCall>();
    command->add_option("FILE", call->file, "Scenario file, - for standard input")->required();
    command->add_option("-o,--output", call->output,
                        "PDF, or HTML when it ends in .html, or a summary when in .md; - for standard output; default: the file's name");
    command->add_option("--format", call->format, "Of the default name and of standard output: pdf, html, md")->check(CLI::IsMember({"pdf", "html", "md"}));
    command->add_option("--paper", call->paper, "a4 or letter")->check(CLI::IsMember({"a4", "letter"}))->capture_default_str();
    command->add_option("--author", call->author, "Who is named as author of the document");
    command->add_option("--baseline", call->baselines, "Another scenario file to compare with; may be repeated")->allow_extra_args(false);
    command->add_option("--sweep", call->sweeps, "An input to draw the step time (or TPOT) over, as for sweep; may be repeated")->allow_extra_args(false);
    command->add_flag("--appendix", call->appendix, "With the derivations of the key figures");
    command->callback([call, &context] { run(*call, context); });
}

} // namespace shardscape
