// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/preset_library.h"

#include "evaluate/calibration.h"
#include "io/cluster_lookup.h"
#include "io/hardware_json.h"
#include "io/model_json.h"
#include "io/residuals_json.h"
#include "io/software_json.h"
#include "json/nearest.h"

#include <fmt/format.h>

namespace shardscape {
namespace {

std::string_view singular(PresetKind kind)
{
    switch (kind) {
    case PresetKind::Model: return "model";
    case PresetKind::Accelerator: return "accelerator";
    case PresetKind::Fabric: return "fabric family";
    case PresetKind::Cluster: return "cluster";
    case PresetKind::Software: return "software generation";
    case PresetKind::Scenario: return "scenario";
    case PresetKind::Lesson: return "lesson";
    case PresetKind::Accuracy: return "table of accuracy";
    }
    return "preset";
}

/// Problems inside a preset's file as the scenario sees them: the place in the file goes into the message.
Problems inFile(const std::string& file, Problems problems)
{
    for (Problem& problem : problems) {
        problem.message = fmt::format("{}{}{}: {}", file, problem.path.empty() ? "" : " at ", problem.path, problem.message);
        problem.path.clear();
    }
    return problems;
}

Problems below(const std::string& path, Problems problems)
{
    for (Problem& problem : problems)
        problem.path = path + problem.path;
    return problems;
}

std::string textOf(const Json& json, std::string_view key)
{
    const auto entry = json.find(key);
    return entry != json.end() && entry->is_string() ? entry->get<std::string>() : std::string{};
}

/// Finds, parses and reads one preset. `read` gets the parsed JSON.
template <class Read> auto lookUp(const PresetLibrary& library, PresetKind kind, std::string_view id, Read read) -> decltype(read(Json{}))
{
    const PresetText* preset = library.find(kind, id);
    if (preset == nullptr)
        return failure(unknownPreset(library, kind, id));
    const auto json = parseJson(preset->json);
    if (!json)
        return failure(inFile(preset->file, json.error()));
    auto value = read(*json);
    if (!value)
        return failure(inFile(preset->file, std::move(value.error())));
    return value;
}

template <class T> void collect(const Result<T>& result, const std::string& path, Problems& problems)
{
    if (result)
        return;
    const Problems found = below(path, result.error());
    problems.insert(problems.end(), found.begin(), found.end());
}

Result<ImportedModel> modelOf(const PresetLibrary& library, const ModelChoice& choice)
{
    if (choice.inlineJson.empty())
        return library.model(choice.preset).map([](TransformerSpec&& model) { return ImportedModel{std::move(model), {}}; });
    const auto json = parseJson(choice.inlineJson);
    return json ? readModelWithNotes(*json, "") : Result<ImportedModel>{failure(json.error())};
}

Result<SoftwareSpec> newestSoftware(const PresetLibrary& library, bool forTraining)
{
    std::optional<SoftwareSpec> newest;
    for (const auto& [id, preset] : library.all(PresetKind::Software)) {
        auto software = library.software(id, forTraining);
        if (software && (!newest || software->year >= newest->year))
            newest = std::move(*software);
        else if (!software && software.error().front().code != "software-kind")
            return software;
    }
    if (newest)
        return std::move(*newest);
    return failure(Problem{Severity::Error, "unknown-preset", "",
                           fmt::format("there is no software generation for {}", forTraining ? "training" : "inference"),
                           "is the folder of presets complete?"});
}

} // namespace

Problem unknownPreset(const PresetLibrary& library, PresetKind kind, std::string_view id)
{
    std::vector<std::string> ids;
    for (const auto& [known, preset] : library.all(kind))
        ids.push_back(known);
    std::string hint = didYouMean(id, ids);
    if (hint.empty())
        hint = ids.empty() ? "is the folder of presets complete?" : "`shardscape presets list` prints all ids";
    return Problem{Severity::Error, "unknown-preset", "", fmt::format("'{}' is no known {}", std::string{id.substr(0, 80)}, singular(kind)),
                   std::move(hint)};
}

Result<void> PresetLibrary::add(PresetKind kind, std::string id, std::string file, std::string json)
{
    const auto parsed = parseJson(json);
    if (!parsed)
        return failure(inFile(file, parsed.error()));
    if (!parsed->is_object())
        return failure(Problem{Severity::Error, "wrong-type", "", file + ": a preset is one JSON object", "begin the file with {"});
    const std::string ownId = textOf(*parsed, "id");
    if (ownId != id && !(kind == PresetKind::Scenario && ownId.empty())) // scenarios have no id of their own
        return failure(Problem{Severity::Error, "wrong-id", "/id", fmt::format("{}: the id '{}' differs from the file's name", file, ownId),
                               fmt::format("write \"id\": \"{}\"", id)});
    if (kind == PresetKind::Accuracy && id == "residuals") {
        auto residuals = readResiduals(*parsed);
        if (!residuals)
            return failure(inFile(file, std::move(residuals.error())));
        m_residuals = std::make_shared<const ResidualTable>(std::move(*residuals));
    }
    const std::string title = parsed->contains("title") ? textOf(*parsed, "title") : textOf(*parsed, "name");
    PresetText preset{id, std::move(file), std::move(json), title};
    m_presets[static_cast<std::size_t>(kind)].insert_or_assign(std::move(id), std::move(preset));
    return {};
}

const std::map<std::string, PresetText, std::less<>>& PresetLibrary::all(PresetKind kind) const
{
    return m_presets[static_cast<std::size_t>(kind)];
}

const PresetText* PresetLibrary::find(PresetKind kind, std::string_view id) const
{
    const auto entry = all(kind).find(id);
    return entry == all(kind).end() ? nullptr : &entry->second;
}

Result<TransformerSpec> PresetLibrary::model(std::string_view id) const
{
    return lookUp(*this, PresetKind::Model, id, [](const Json& json) { return readModelJson(json, ""); });
}

Result<AcceleratorSpec> PresetLibrary::accelerator(std::string_view id) const
{
    return lookUp(*this, PresetKind::Accelerator, id, [](const Json& json) { return readAcceleratorJson(json, ""); });
}

Result<ClusterSpec> PresetLibrary::cluster(std::string_view id, int nodes, const std::string& overridesJson) const
{
    auto cluster = presetCluster(*this, {.preset = std::string{id}, .nodes = nodes, .overridesJson = overridesJson, .inlineJson = {}, .nodeGroups = {}, .scaleOut = {}, .outOfOrder = {}});
    if (!cluster)
        return failure(std::move(cluster.error()));
    return std::move(*cluster);
}

Result<SoftwareSpec> PresetLibrary::software(std::string_view id, bool forTraining) const
{
    if (id.empty())
        return newestSoftware(*this, forTraining);
    auto software = lookUp(*this, PresetKind::Software, id, [](const Json& json) { return readSoftwareJson(json, ""); });
    if (software && software->forTraining != forTraining)
        return failure(Problem{Severity::Error, "software-kind", "",
                               fmt::format("'{}' is software for {}", id, software->forTraining ? "training" : "inference"),
                               "choose a generation of the workload's kind, or null for the newest"});
    return software;
}

Result<Inputs> PresetLibrary::resolve(const Scenario& scenario) const
{
    const auto model = modelOf(*this, scenario.model);
    const auto cluster = chosenCluster(*this, scenario.cluster);
    const auto software = this->software(scenario.workload.software.value_or(""), scenario.workload.training() != nullptr);
    Problems problems;
    collect(model, "/model", problems);
    collect(cluster, "/cluster", problems);
    collect(software, "/workload/software", problems);
    if (!problems.empty())
        return failure(std::move(problems));
    Inputs inputs{model->model, *cluster, *software, below("/model", model->notes), m_residuals};
    const bool isCalibrated = scenario.calibration && scenario.calibration->factors;
    return isCalibrated ? calibrated(std::move(inputs), *scenario.calibration->factors) : std::move(inputs);
}

} // namespace shardscape
