// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/foreign_scenario.h"

#include "json/strict_json.h"

namespace shardscape {

std::optional<Scenario> scenarioWithModelConfig(std::string_view text, const std::string& name, const Scenario& base)
{
    const Result<Json> config = parseJson(text);
    if (!config || !config->is_object() || config->contains("format") || !config->contains("model_type"))
        return std::nullopt;
    Scenario scenario = base;
    scenario.title = name;
    scenario.model = {.preset = {}, .inlineJson = Json{{"hf_config", *config}, {"name", name}}.dump()};
    return scenario;
}

Scenario scenarioWithTopology(std::string_view text, const std::string& accelerator, const Scenario& base)
{
    Scenario scenario = base;
    scenario.cluster = {.inlineJson = Json{{"nvidia_smi_topo", std::string{text}}, {"accelerator", accelerator}, {"nodes", 1}}.dump(
                            -1, ' ', false, Json::error_handler_t::replace)};
    scenario.placement.reset();
    return scenario;
}

} // namespace shardscape
