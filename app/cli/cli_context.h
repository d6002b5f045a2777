// SPDX-License-Identifier: GPL-3.0-or-later
// What every subcommand shares: the streams, the presets (loaded when first asked for) and the exit code. One file a subcommand; each has
// one add function in the table of command_line.cpp. No Qt.
#pragma once

#include "cli/streams.h"
#include "evaluate/evaluate.h"
#include "io/preset_library.h"

#include <memory>

namespace CLI {
class App;
}

namespace shardscape {

class CliContext {
public:
    explicit CliContext(CliStreams streams) : m_streams{streams} {}

    [[nodiscard]] CliStreams& streams() { return m_streams; }
    [[nodiscard]] ExitCode exitCode() const { return m_exitCode; }
    void finish(ExitCode code) { m_exitCode = code; }
    /// Prints the problems and ends with BadInput.
    void fail(const std::string& input, const Problems& problems);

    /// The presets, or null after a problem was printed. Broken preset files are warned of on stderr.
    [[nodiscard]] const PresetLibrary* library();

    /// A scenario from a file, or nothing after its problems were printed.
    [[nodiscard]] std::optional<Scenario> scenario(const std::string& file);
    /// The same with its references looked up.
    [[nodiscard]] std::shared_ptr<const Inputs> inputs(const std::string& file, const Scenario& scenario);
    /// Reads, looks up and evaluates a scenario file, or nothing after its problems were printed.
    [[nodiscard]] std::optional<Evaluation> evaluation(const std::string& file, const EvaluateOptions& options);

private:
    CliStreams m_streams;
    std::unique_ptr<PresetLibrary> m_library;
    ExitCode m_exitCode = ExitCode::Ok;
};

void addAdvise(CLI::App& app, CliContext& context);
void addBreakEven(CLI::App& app, CliContext& context);
void addCalibrate(CLI::App& app, CliContext& context);
void addCollective(CLI::App& app, CliContext& context);
void addCompare(CLI::App& app, CliContext& context);
void addEvaluate(CLI::App& app, CliContext& context);
void addExport(CLI::App& app, CliContext& context);
void addImport(CLI::App& app, CliContext& context);
void addLint(CLI::App& app, CliContext& context);
void addPresets(CLI::App& app, CliContext& context);
void addReport(CLI::App& app, CliContext& context);
void addSchedule(CLI::App& app, CliContext& context);
void addSearch(CLI::App& app, CliContext& context);
void addSensitivity(CLI::App& app, CliContext& context);
void addSweep(CLI::App& app, CliContext& context);
void addTrace(CLI::App& app, CliContext& context);
void addValidate(CLI::App& app, CliContext& context);

} // namespace shardscape
