// SPDX-License-Identifier: GPL-3.0-or-later
// The scenario: the one value that is saved, undone, compared and sent. It says model, cluster, split, placement and workload as the
// user said them (a preset by its id, an inline description by its text); `Inputs` is the same with every reference looked up.
#pragma once

#include "hardware/cluster.h"
#include "model/transformer.h"
#include "plan/calibration.h"
#include "plan/parallelism.h"
#include "plan/software.h"
#include "plan/workload.h"
#include "units/result.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace shardscape {

/// A preset id, or an inline description kept as the canonical JSON text it was read from. Exactly one is not empty.
struct ModelChoice {
    std::string preset;
    std::string inlineJson;
    bool operator==(const ModelChoice&) const = default;
};

/// Some nodes of a cluster of unlike nodes: a preset's, with overrides of their own.
struct NodeGroupChoice {
    std::string preset;
    int nodes = 1;
    std::string overridesJson; ///< object of path -> value; empty = none
    bool operator==(const NodeGroupChoice&) const = default;
};

/// The cluster as the file says it: preset and nodes (with overrides), an inline description, a pasted topology, or groups of unlike nodes.
struct ClusterChoice {
    std::string preset;
    int nodes = 1;
    std::string overridesJson; ///< object of path -> value; empty = none
    std::string inlineJson;    ///< an inline description or {"nvidia_smi_topo": ...}; empty = preset
    std::vector<NodeGroupChoice> nodeGroups; ///< in the order of the GPUs; empty = all nodes are the preset's
    std::string scaleOut;        ///< with node groups: id of the cluster preset whose network joins them; empty = the first group's
    std::vector<int> outOfOrder; ///< GPUs that must not be used; not with an inline description, which has its own
    bool operator==(const ClusterChoice&) const = default;
};

struct Scenario {
    std::string title;
    std::string note;
    ModelChoice model;
    ClusterChoice cluster;
    Parallelism parallelism;
    std::optional<std::vector<int>> placement; ///< entry i = GPU of rank i; nothing = rank i on GPU i
    Workload workload;
    std::optional<Calibration> calibration;
    std::string viewJson = "{}"; ///< window state; may fail to load without loss

    bool operator==(const Scenario&) const = default;
};

struct ResidualTable; // evaluate/residuals.h: made once, shared

/// A scenario's references, looked up in the presets. Shared and immutable.
struct Inputs {
    TransformerSpec model;
    ClusterSpec cluster;
    SoftwareSpec software;
    Problems notes; ///< warnings and infos of reading them, such as a model type taken as its nearest known structure
    std::shared_ptr<const ResidualTable> residuals = {}; ///< how far published runs lie from the model; null = no bands
};

} // namespace shardscape
