// SPDX-License-Identifier: GPL-3.0-or-later
// Clusters read from the preset files, for tests of fabrics, traffic and collectives.
#pragma once

#include "io/hardware_json.h"

#include <fstream>
#include <iterator>
#include <stdexcept>

namespace shardscape::test {

inline Json presetJson(const std::string& folder, const std::string& id)
{
    std::ifstream file{std::string{PRESETS_DIR} + "/" + folder + "/" + id + ".json", std::ios::binary};
    const std::string text{std::istreambuf_iterator<char>{file}, {}};
    const auto json = parseJson(text);
    if (!json)
        throw std::runtime_error{folder + "/" + id + ": " + json.error().front().message};
    return *json;
}

inline Json clusterJson(const std::string& id, int nodes = 1)
{
    Json json = presetJson("clusters", id);
    json["accelerator"] = presetJson("accelerators", json["accelerator"].get<std::string>());
    for (const char* section : {"node_fabric", "scale_out"})
        if (json.contains(section) && json[section].contains("constants") && json[section]["constants"].is_string())
            json[section]["constants"] = presetJson("fabrics", json[section]["constants"].get<std::string>())["constants"];
    json["nodes"] = nodes;
    return json;
}

inline std::string describe(const Problems& problems)
{
    std::string text;
    for (const Problem& problem : problems)
        text += problem.path + ": " + problem.message + "\n";
    return text;
}

inline ClusterSpec clusterOf(const std::string& id, int nodes = 1)
{
    const auto spec = readClusterJson(clusterJson(id, nodes), {});
    if (!spec)
        throw std::runtime_error{id + ": " + describe(spec.error())};
    return *spec;
}

} // namespace shardscape::test
