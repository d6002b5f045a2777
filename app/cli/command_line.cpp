// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command_line.h"

#include "cli/cli_context.h"
#include "cli/man_page.h"
#include "cli/version.h"
#include "json/nearest.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <ostream>

namespace shardscape {
namespace {

using AddCommand = void (*)(CLI::App&, CliContext&);

/// All subcommands, in the order in which --help lists them.
constexpr AddCommand commands[] = {addEvaluate, addCompare,  addSweep,   addSensitivity, addBreakEven, addSearch, addAdvise,
                                   addSchedule, addCollective, addReport,
                                   addTrace,    addExport,   addImport,   addPresets,    addLint,
                                   addCalibrate, addValidate};

void build(CLI::App& app, CliContext& context)
{
    app.name("shardscape");
    app.description("Explorer of how large language models are split over GPUs. Without a subcommand the window opens, on FILE if given.");
    app.set_version_flag("--version", "shardscape " + versionWithCommit());
    app.require_subcommand(1);
    app.failure_message([](const CLI::App*, const CLI::Error& error) {
        return std::string{"command line: "} + error.what() + " (--help lists what is allowed)\n";
    });
    for (const AddCommand add : commands)
        add(app, context);
    app.add_flag_callback("--man-page", [&app, &context] { context.streams().out << manPage(app); throw CLI::Success{}; },
                          "Write the manual page and end")
        ->group(""); // for those who package the program
}

std::vector<std::string> commandNames()
{
    std::istringstream in;
    std::ostringstream out;
    CliContext context{{in, out, out}};
    CLI::App app;
    build(app, context);
    std::vector<std::string> names;
    for (const CLI::App* command : app.get_subcommands({}))
        names.push_back(command->get_name());
    return names;
}

ExitCode parseAndRun(const std::vector<std::string>& arguments, CliStreams streams)
{
    CliContext context{streams};
    CLI::App app;
    build(app, context);
    try {
        std::vector<std::string> reversed{arguments.rbegin(), arguments.rend()}; // as CLI11 wants them
        app.parse(std::move(reversed));
    } catch (const CLI::ParseError& error) {
        return app.exit(error, streams.out, streams.err) == 0 ? ExitCode::Ok : ExitCode::BadInput;
    }
    streams.out << std::flush;
    if (!streams.out) {
        streams.err << "standard output: it cannot be written (is the device full, or the reader gone?)\n";
        return ExitCode::BadInput;
    }
    return context.exitCode();
}

} // namespace

Invocation classify(const std::vector<std::string>& arguments)
{
    if (arguments.empty())
        return {true, {}};
    const std::string& first = arguments.front();
    const std::vector<std::string> names = commandNames();
    const bool isCommand = std::find(names.begin(), names.end(), first) != names.end();
    const bool isLongOption = first.size() > 2 && first[0] == '-' && first[1] == '-';
    if (isCommand || isLongOption || first == "-h")
        return {};
    if (first.size() > 1 && first[0] == '-') // Qt's own options, such as -platform offscreen, have one value each
        return {true, arguments.size() % 2 == 1 && arguments.back()[0] != '-' ? arguments.back() : std::string{}};
    return arguments.size() == 1 || arguments[1].substr(0, 1) == "-" ? Invocation{true, first} : Invocation{};
}

ExitCode runCommandLine(const std::vector<std::string>& arguments, CliStreams streams)
{
    try {
        return parseAndRun(arguments, streams);
    } catch (const std::exception& error) {
        streams.err << "internal error: " << error.what() << " (please report this with the input that led to it)\n";
        return ExitCode::InternalError;
    }
}

std::optional<Problem> whyNoWindow(const Invocation& invocation)
{
    std::error_code error;
    if (!invocation.file.empty() && invocation.file != "-" && !std::filesystem::exists(invocation.file, error)) {
        std::string hint = didYouMean(invocation.file, commandNames());
        if (hint.empty())
            hint = "name a scenario, a Hugging Face config.json or a topology text; --help lists the subcommands";
        return Problem{Severity::Error, "no-such-file", "", "there is no such file and no such subcommand", std::move(hint)};
    }
    const auto isSet = [](const char* name) {
        const char* value = std::getenv(name);
        return value != nullptr && *value != '\0';
    };
    if (!isSet("DISPLAY") && !isSet("WAYLAND_DISPLAY") && !isSet("QT_QPA_PLATFORM"))
        return Problem{Severity::Error, "no-display", "", "there is no display, so the window cannot open",
                       "`shardscape --help` lists what works without one"};
    return std::nullopt;
}

} // namespace shardscape
