// SPDX-License-Identifier: GPL-3.0-or-later
// How the preset library makes a cluster out of what a scenario says: a preset with nodes and overrides, an inline description, or a
// pasted topology. Inner header of the preset library.
#pragma once

#include "io/preset_library.h"
#include "plan/scenario.h"

#include <string>
#include <string_view>

namespace shardscape {

/// "'x' is no known model" with the nearest ids; the path is empty.
[[nodiscard]] Problem unknownPreset(const PresetLibrary& library, PresetKind kind, std::string_view id);

/// A preset with its accelerator embedded, its nodes set and its overrides applied. Problems lie at "/preset", "/nodes" or
/// "/overrides/<path>" (relative to the scenario's cluster).
[[nodiscard]] Result<ClusterSpec> presetCluster(const PresetLibrary& library, const ClusterChoice& choice);

/// Groups of unlike nodes on one network, as one cluster. Groups whose nodes are the same kind are one kind, so that a cluster of equal
/// groups is the plain one. Problems lie at "/node_groups/<i>/..." or "/scale_out". Every kind needs NICs, the same GPUs per node and
/// scale-up domains of as many nodes.
[[nodiscard]] Result<ClusterSpec> mixedCluster(const PresetLibrary& library, const ClusterChoice& choice);

/// Whatever the scenario says its cluster is, with its GPUs out of order marked (problems of these at "/out_of_order/<i>").
[[nodiscard]] Result<ClusterSpec> chosenCluster(const PresetLibrary& library, const ClusterChoice& choice);

/// An inline description (its accelerator an id or an object) or {"nvidia_smi_topo": text, "accelerator": id, "nodes": n}. Problems lie
/// at the description's own pointers.
[[nodiscard]] Result<ClusterSpec> inlineCluster(const PresetLibrary& library, const std::string& json);

} // namespace shardscape
