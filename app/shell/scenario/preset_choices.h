// SPDX-License-Identifier: GPL-3.0-or-later
// Presets as choices of the scenario panel, and the rows of a cluster of unlike nodes. Inner header of the panel's field tables.
#pragma once

#include "shell/scenario/field_spec.h"

namespace shardscape {

/// All presets of a kind by name; first what the file describes itself, when it does.
[[nodiscard]] std::vector<Choice> presetChoices(const PresetLibrary& library, PresetKind kind, const std::string& inlineJson);

/// Nodes of the cluster, of all groups together.
[[nodiscard]] int nodesOf(const ClusterChoice& cluster);

/// Two rows for each group of nodes (its kind, which can also remove it, and its nodes), the network that joins the groups, and the row that
/// adds a group.
[[nodiscard]] std::vector<FieldSpec> nodeGroupFields(const PresetLibrary& library);

} // namespace shardscape
