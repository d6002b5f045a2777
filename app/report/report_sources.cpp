// SPDX-License-Identifier: GPL-3.0-or-later
// What the figures rest on: diagnostics, then the derivations of the key figures with formula, inserted values and source.
#include "report/report_parts.h"

#include "derivation/expression.h"

#include <QStringList>

#include <algorithm>

namespace shardscape {

namespace {

QString severityName(Severity severity)
{
    switch (severity) {
    case Severity::Error: return reportText("Error");
    case Severity::Warning: return reportText("Warning");
    case Severity::Info: return reportText("Note");
    }
    return {};
}

/// Derivations that stand for the report's key figures, in reading order; those an evaluation lacks are left out.
std::vector<std::string> keyDerivations(const Evaluation& evaluation)
{
    std::vector<std::string> ids;
    const std::string stage = "memory/stage/" + std::to_string(evaluation.memory.worstStage) + "/";
    for (const auto& part : EnumNames<MemoryPart>::table)
        ids.push_back(stage + std::string(part.text));
    ids.push_back(stage + "total");
    for (const char* id : {"training/step", "training/breakdown/compute", "training/breakdown/bubble", "training/mfu", "training/hfu",
                           "training/tokens_per_second_per_gpu", "training/budget/days", "training/budget/gpu_hours", "training/budget/usd", "training/energy_bound",
                           "inference/usd_per_million_tokens", "inference/energy_bound", "inference/ttft", "inference/tpot", "inference/throughput",
                           "inference/kv_capacity_tokens", "pipeline/makespan", "pipeline/bubble"})
        ids.emplace_back(id);
    return ids;
}

} // namespace

std::vector<ReportBlock> reportDiagnostics(const Evaluation& evaluation)
{
    std::vector<ReportBlock> blocks;
    if (evaluation.diagnostics.empty()) {
        blocks.emplace_back(ReportParagraph{reportText("No diagnostics.")});
        return blocks;
    }
    TableData table;
    table.title = reportText("Diagnostics");
    table.header = {reportText("Kind"), reportText("Where"), reportText("What, and what to do")};
    table.textColumns = 3;
    for (const Severity severity : {Severity::Error, Severity::Warning, Severity::Info})
        for (const Problem& problem : evaluation.diagnostics)
            if (problem.severity == severity)
                table.rows.push_back(
                    {severityName(severity), pathWords(problem.path),
                     QString::fromStdString(problem.hint.empty() ? problem.message : problem.message + " — " + problem.hint)});
    blocks.emplace_back(ReportTable{table});
    return blocks;
}

std::vector<ReportBlock> reportSources(const Evaluation& evaluation)
{
    std::vector<ReportBlock> blocks;
    TableData inputs;
    inputs.title = reportText("Inputs and their sources");
    inputs.header = {reportText("Input"), reportText("Source")};
    inputs.textColumns = 2;
    const auto add = [&inputs](const std::string& name, const std::string& source) {
        if (!name.empty() && !source.empty())
            inputs.rows.push_back({QString::fromStdString(name), QString::fromStdString(source)});
    };
    add(evaluation.inputs->model.name, evaluation.inputs->model.source);
    add(evaluation.inputs->cluster.name, evaluation.inputs->cluster.source);
    const ClusterSpec& cluster = evaluation.inputs->cluster;
    for (int kind = 0; kind < std::max(1, static_cast<int>(cluster.kinds.size())); ++kind)
        add(cluster.ofKind(kind).accelerator.name, cluster.ofKind(kind).accelerator.source);
    add(evaluation.inputs->software.name, evaluation.inputs->software.source);
    if (!inputs.rows.empty())
        blocks.emplace_back(ReportTable{inputs});
    blocks.emplace_back(ReportParagraph{reportText("The scenario is attached to this report; Shardscape opens it from here.")});
    return blocks;
}

std::vector<ReportBlock> reportDerivations(const Evaluation& evaluation)
{
    std::vector<ReportBlock> blocks;
    TableData table;
    table.title = reportText("Key figures");
    table.header = {reportText("Figure"), reportText("Formula and values"), reportText("Source")};
    table.textColumns = 3;
    for (const std::string& id : keyDerivations(evaluation)) {
        const Derivation* d = evaluation.derivations.find(id);
        if (d == nullptr || (d->value == 0.0 && id.rfind("memory/", 0) == 0))
            continue;
        const QString name =
            d->guess ? reportText("%1 (rests on a guess)").arg(QString::fromStdString(d->name)) : QString::fromStdString(d->name);
        table.rows.push_back(
            {name,
             QStringLiteral("%1 = %2").arg(QString::fromStdString(d->formula), QString::fromStdString(insertValues(d->formula, d->terms))),
             QString::fromStdString(d->source)});
    }
    if (!table.rows.empty())
        blocks.emplace_back(ReportTable{table});
    return blocks;
}

} // namespace shardscape
