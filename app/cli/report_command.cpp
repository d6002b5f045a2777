// SPDX-License-Identifier: GPL-3.0-or-later
// shardscape report FILE [-o out.pdf|out.html]: the report, without a display.
#include "cli/cli_context.h"

#include "cli/input_output.h"
#include "report/report.h"

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

/// The PDF on standard output, by way of a temporary file.
Result<void> writeToStandardOutput(const Evaluation& evaluation, CliContext& context)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("report.pdf"));
    if (const auto written = writeReport(evaluation, path); !written)
        return written;
    const auto bytes = readInput(path.toStdString(), context.streams().in);
    return bytes ? writeOutput("-", *bytes, context.streams().out) : Result<void>{failure(bytes.error())};
}

void run(const std::string& file, const std::string& wanted, CliContext& context)
{
    const auto evaluation = context.evaluation(file, {.curve = true});
    if (!evaluation)
        return;
    const std::filesystem::path stem = std::filesystem::path{file == "-" ? "report" : file}.stem();
    const std::string output = !wanted.empty() ? wanted : (stem.extension() == ".shard" ? stem.stem() : stem).string() + ".pdf";
    const auto application = applicationIfNone();
    const auto written =
        output == "-" ? writeToStandardOutput(*evaluation, context) : writeReport(*evaluation, QString::fromStdString(output));
    if (!written)
        return context.fail(output, written.error());
    context.streams().err << "wrote " << output << '\n';
    context.finish(evaluation->fits ? ExitCode::Ok : ExitCode::DoesNotFit);
}

} // namespace

void addReport(CLI::App& app, CliContext& context)
{
    CLI::App* command = app.add_subcommand("report", "Write the report of a scenario as PDF or HTML");
    const auto file = std::make_shared<std::string>();
    const auto output = std::make_shared<std::string>();
    command->add_option("FILE", *file, "Scenario file, - for standard input")->required();
    command->add_option("-o,--output", *output,
                        "PDF, or HTML when it ends in .html; - for standard output; default: the file's name as PDF");
    command->callback([file, output, &context] { run(*file, *output, context); });
}

} // namespace shardscape
