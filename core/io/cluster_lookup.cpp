// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/cluster_lookup.h"

#include "hardware/topology_import.h"
#include "io/fabric_json.h"
#include "io/hardware_json.h"
#include "io/preset_overrides.h"

#include <fmt/format.h>

#include <algorithm>

namespace shardscape {
namespace {

/// Replaces an accelerator's id by the preset's object. Problems lie at "/accelerator".
void embedAccelerator(const PresetLibrary& library, Json& cluster, Problems& problems)
{
    const auto entry = cluster.find("accelerator");
    if (entry == cluster.end() || !entry->is_string())
        return;
    const std::string id = entry->get<std::string>();
    const PresetText* preset = library.find(PresetKind::Accelerator, id);
    if (preset == nullptr) {
        problems.push_back(unknownPreset(library, PresetKind::Accelerator, id));
        problems.back().path = "/accelerator";
        return;
    }
    auto json = parseJson(preset->json);
    if (json)
        *entry = std::move(*json);
    else
        problems.insert(problems.end(), json.error().begin(), json.error().end());
}

constexpr std::string_view fabricSections[] = {"node_fabric", "scale_out"};

/// Replaces the ids of fabric families by their constants. Problems lie at "/node_fabric/constants" and "/scale_out/constants".
void embedFabrics(const PresetLibrary& library, Json& cluster, Problems& problems)
{
    for (const std::string_view section : fabricSections) {
        const auto part = cluster.find(section);
        if (part == cluster.end() || !part->is_object())
            continue;
        const auto entry = part->find("constants");
        if (entry == part->end() || !entry->is_string())
            continue;
        const std::string path = fmt::format("/{}/constants", section);
        const std::string id = entry->get<std::string>();
        const PresetText* preset = library.find(PresetKind::Fabric, id);
        if (preset == nullptr) {
            problems.push_back(unknownPreset(library, PresetKind::Fabric, id));
            problems.back().path = path;
            continue;
        }
        auto json = parseJson(preset->json);
        const auto family = json ? readFabricJson(*json, "") : Result<FabricFamily>{failure(json.error())};
        if (family) {
            *entry = std::move((*json)["constants"]);
            continue;
        }
        for (Problem problem : family.error()) {
            problem.message = fmt::format("{} at {}: {}", preset->file, problem.path, problem.message);
            problem.path = path;
            problems.push_back(std::move(problem));
        }
    }
}

/// The preset's JSON as an object. Problems lie at "/preset".
Result<Json> presetJson(const PresetLibrary& library, const std::string& id)
{
    const PresetText* preset = library.find(PresetKind::Cluster, id);
    Problems problems;
    if (preset == nullptr) {
        problems.push_back(unknownPreset(library, PresetKind::Cluster, id));
    } else {
        auto json = parseJson(preset->json);
        if (json)
            return json;
        problems = std::move(json.error());
    }
    for (Problem& problem : problems)
        problem.path = "/preset";
    return failure(std::move(problems));
}

/// Overrides that name another family are set before its constants are filled in, so that others can change single constants of it.
/// Returns the paths that were set.
std::vector<std::string> chooseFamilies(Json& cluster, Json& overrides)
{
    std::vector<std::string> paths;
    for (const std::string_view section : fabricSections) {
        const std::string key = fmt::format("{}.constants", section);
        const auto other = overrides.find(key);
        if (other == overrides.end() || !other->is_string() || !cluster.contains(section) || !cluster[section].is_object())
            continue;
        cluster[section]["constants"] = *other;
        overrides.erase(key);
        paths.push_back(fmt::format("/{}/constants", section));
    }
    return paths;
}

/// "/node_fabric/constants" as the key of an override.
std::string overridePath(std::string path)
{
    std::replace(path.begin() + 1, path.end(), '/', '.');
    return "/overrides" + path;
}

bool contains(const Problems& problems, const Problem& wanted)
{
    return std::find(problems.begin(), problems.end(), wanted) != problems.end();
}

/// Says of each of the reader's problems what in the scenario's choice is behind it.
Problems attributed(Problems problems, Json cluster, const Json& overrides, const std::string& file)
{
    cluster["nodes"] = 1;
    const auto withOneNode = readClusterJson(cluster, "");
    for (Problem& problem : problems) {
        const bool dueToNodes = withOneNode || !contains(withOneNode.error(), problem);
        const std::string overridden = overrideBehind(problem.path, overrides);
        if (!overridden.empty()) {
            problem.path = overridden;
        } else if (dueToNodes) {
            problem.path = "/nodes";
        } else {
            problem.message = fmt::format("{} at {}: {}", file, problem.path, problem.message);
            problem.path = "/preset";
        }
    }
    return problems;
}

/// A pasted `nvidia-smi topo -m`: the matrix gives the wiring, the named accelerator the rates.
Result<ClusterSpec> topologyCluster(const PresetLibrary& library, const Json& json)
{
    Problems problems;
    ObjectReader reader{json, "", problems};
    const std::string text = reader.requiredString("nvidia_smi_topo");
    const std::string id = reader.requiredString("accelerator");
    const int nodes = reader.optionalInt("nodes", 1, {1, 131072});
    reader.finish();
    if (!problems.empty())
        return failure(std::move(problems));
    auto accelerator = library.accelerator(id);
    auto topology = importTopology(text);
    const auto collect = [&problems](const Problems& found, const char* path) {
        for (Problem problem : found) {
            problem.path = path + problem.path;
            problems.push_back(std::move(problem));
        }
    };
    if (!accelerator)
        collect(accelerator.error(), "/accelerator");
    if (!topology)
        collect(topology.error(), "/nvidia_smi_topo");
    if (!problems.empty())
        return failure(std::move(problems));
    ClusterSpec cluster = clusterFromTopology(*topology, &*accelerator, nodes).cluster;
    if (nodes > 1 && cluster.nic.count == 0)
        return failure(Problem{Severity::Error, "no-network", "/nodes",
                               fmt::format("{} nodes are asked for, but the topology lists no NIC", nodes),
                               "use 1 node, or paste the output of a machine with network adapters"});
    return cluster;
}

} // namespace

Result<ClusterSpec> presetCluster(const PresetLibrary& library, const ClusterChoice& choice)
{
    auto cluster = presetJson(library, choice.preset);
    if (!cluster)
        return failure(std::move(cluster.error()));
    Json overrides = Json::object();
    if (!choice.overridesJson.empty()) {
        auto parsed = parseJson(choice.overridesJson);
        if (!parsed || !parsed->is_object())
            return failure(Problem{Severity::Error, "wrong-type", "/overrides", "an object of path and value is needed", "see the manual"});
        overrides = std::move(*parsed);
    }
    Problems problems;
    if (overrides.contains("nodes"))
        problems.push_back(Problem{Severity::Error, "unknown-key", "/overrides/nodes", "the number of nodes is no override",
                                   "set /cluster/nodes instead"});
    const std::string acceleratorPath = overrides.contains("accelerator") ? "/overrides/accelerator" : "/preset";
    if (const auto other = overrides.find("accelerator"); other != overrides.end()) { // before overrides of its fields
        (*cluster)["accelerator"] = *other;
        overrides.erase("accelerator");
    }
    embedAccelerator(library, *cluster, problems);
    const std::vector<std::string> families = chooseFamilies(*cluster, overrides);
    embedFabrics(library, *cluster, problems);
    applyOverrides(*cluster, overrides, problems);
    for (Problem& problem : problems) {
        if (problem.path == "/accelerator")
            problem.path = acceleratorPath;
        else if (problem.path == "/node_fabric/constants" || problem.path == "/scale_out/constants")
            problem.path = std::find(families.begin(), families.end(), problem.path) != families.end()
                               ? overridePath(problem.path)
                               : "/preset";
    }
    if (!problems.empty())
        return failure(std::move(problems));
    (*cluster)["nodes"] = choice.nodes;
    auto spec = readClusterJson(*cluster, "");
    if (!spec)
        return failure(attributed(std::move(spec.error()), *cluster, overrides, library.find(PresetKind::Cluster, choice.preset)->file));
    return spec;
}

Result<ClusterSpec> inlineCluster(const PresetLibrary& library, const std::string& json)
{
    auto cluster = parseJson(json);
    if (!cluster)
        return failure(std::move(cluster.error()));
    if (cluster->is_object() && cluster->contains("nvidia_smi_topo"))
        return topologyCluster(library, *cluster);
    Problems problems;
    if (cluster->is_object())
        embedAccelerator(library, *cluster, problems);
    if (cluster->is_object())
        embedFabrics(library, *cluster, problems);
    if (!problems.empty())
        return failure(std::move(problems));
    return readClusterJson(*cluster, "");
}

} // namespace shardscape
