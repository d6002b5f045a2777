// SPDX-License-Identifier: GPL-3.0-or-later
// The presets: models, accelerators, fabric families, clusters, software generations, scenarios and lessons by id. Filled from texts (whoever has a file
// system walks the folders), immutable afterwards and shared between threads.
#pragma once

#include "plan/scenario.h"
#include "units/result.h"

#include <map>
#include <string>
#include <string_view>

namespace shardscape {

enum class PresetKind : unsigned char { Model, Accelerator, Fabric, Cluster, Software, Scenario, Lesson, Accuracy };
inline constexpr std::size_t presetKindCount = 8;

template <> struct EnumNames<PresetKind> { // the texts are the folder names
    static constexpr std::array<EnumName<PresetKind>, presetKindCount> table{{{PresetKind::Model, "models"},
                                                                {PresetKind::Accelerator, "accelerators"},
                                                                {PresetKind::Fabric, "fabrics"},
                                                                {PresetKind::Cluster, "clusters"},
                                                                {PresetKind::Software, "software"},
                                                                {PresetKind::Scenario, "scenarios"},
                                                                {PresetKind::Lesson, "lessons"},
                                                                {PresetKind::Accuracy, "accuracy"}}};
};

/// A preset's text and where it came from.
struct PresetText {
    std::string id;   ///< file name without extension
    std::string file; ///< for messages
    std::string json;
    std::string title; ///< "name" or "title" of the file
};

class PresetLibrary {
public:
    /// Adds one file. Accelerators must be added before clusters that name them is NOT required: references are resolved on lookup.
    /// Fails when the text is no JSON object or its "id" differs from the file's name; deeper errors come with the lookup.
    [[nodiscard]] Result<void> add(PresetKind kind, std::string id, std::string file, std::string json);

    [[nodiscard]] const std::map<std::string, PresetText, std::less<>>& all(PresetKind kind) const;
    [[nodiscard]] const PresetText* find(PresetKind kind, std::string_view id) const;

    /// Parsed presets. Unknown ids fail with the nearest known ids as hint.
    [[nodiscard]] Result<TransformerSpec> model(std::string_view id) const;
    [[nodiscard]] Result<AcceleratorSpec> accelerator(std::string_view id) const;
    /// \param overridesJson object of dotted path -> value applied to the cluster's JSON (with its accelerator and the constants of its
    /// fabrics embedded); empty = none
    [[nodiscard]] Result<ClusterSpec> cluster(std::string_view id, int nodes, const std::string& overridesJson) const;
    /// The software generation; an empty id gives the newest for training or inference.
    [[nodiscard]] Result<SoftwareSpec> software(std::string_view id, bool forTraining) const;

    /// Looks up everything a scenario refers to and applies the factors of its calibration, if it has any; problems carry the scenario's paths ("/model", "/cluster/preset", ...).
    [[nodiscard]] Result<Inputs> resolve(const Scenario& scenario) const;

private:
    std::array<std::map<std::string, PresetText, std::less<>>, presetKindCount> m_presets;
    std::shared_ptr<const ResidualTable> m_residuals; ///< of accuracy/residuals.json; read when it is added, since every look-up shares it
};

} // namespace shardscape
