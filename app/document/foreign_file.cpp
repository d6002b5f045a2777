// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/foreign_file.h"

#include "hardware/topology_import.h"
#include "intake/foreign_scenario.h"
#include "shell/translate.h"

namespace shardscape {

namespace {

constexpr std::size_t shownRemarks = 4; ///< a damaged paste has one per cell; the first ones tell where to look

Problem remark(Severity severity, const QString& message, const QString& hint)
{
    return {.severity = severity,
            .code = "topology-import",
            .path = "/cluster/nvidia_smi_topo",
            .message = message.toStdString(),
            .hint = hint.toStdString()};
}

Problems remarksOn(const ImportedTopology& topology, const std::string& accelerator)
{
    Problems remarks{remark(Severity::Info,
                            tr("The cluster is now one node of %1 GPUs, wired as the topology says; the GPUs are taken to be %2.")
                                .arg(topology.gpus.size())
                                .arg(QString::fromStdString(accelerator)),
                            tr("choose a cluster with the right GPUs first if they are others"))};
    for (std::size_t i = 0; i < std::min(topology.problems.size(), shownRemarks); ++i) {
        const TopologyProblem& problem = topology.problems[i];
        remarks.push_back(remark(
            Severity::Warning,
            tr("Line %1, column %2 of the topology: %3").arg(problem.line).arg(problem.column).arg(QString::fromStdString(problem.message)),
            {}));
    }
    if (topology.problems.size() > shownRemarks)
        remarks.push_back(remark(Severity::Warning,
                                 tr("Places in the topology that were not understood: %1.").arg(topology.problems.size()),
                                 tr("run “shardscape import nvidia-smi-topo” on the file to see all of them")));
    return remarks;
}

} // namespace

std::optional<Scenario> scenarioFromModelConfig(const std::string& text, const QString& name, const Scenario& base)
{
    return scenarioWithModelConfig(text, name.toStdString(), base);
}

std::optional<ForeignScenario> scenarioFromTopology(const std::string& text, const std::string& accelerator, const Scenario& base)
{
    const auto start = text.find_first_not_of(" \t\r\n");
    if (start == std::string::npos || text[start] == '{' || text[start] == '[')
        return std::nullopt; // JSON, broken or not
    const Result<ImportedTopology> topology = importTopology(text);
    if (!topology)
        return std::nullopt;
    return ForeignScenario{.scenario = scenarioWithTopology(text, accelerator, base), .remarks = remarksOn(*topology, accelerator)};
}

} // namespace shardscape
