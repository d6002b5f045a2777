// SPDX-License-Identifier: GPL-3.0-or-later
// The builders of node graphs, one file per kind of scale-up fabric. Each adds the links between GPUs to a template that already has its
// GPU vertices; the PCIe tree and the NICs are common. Internal to core/hardware.
#pragma once

#include "hardware/node_template.h"

namespace shardscape {

void addNvSwitchLinks(const ClusterSpec& cluster, NodeTemplate& node);
void addHybridCubeMeshLinks(const ClusterSpec& cluster, NodeTemplate& node);
/// Complete graph: the links of a GPU spread evenly over its peers (HGX A100 4-GPU, GH200 quad, MI300X, Gaudi).
void addCompleteMeshLinks(const ClusterSpec& cluster, NodeTemplate& node, LinkKind kind);
void addBridgeLinks(const ClusterSpec& cluster, NodeTemplate& node);
void addTorusLinks(const ClusterSpec& cluster, NodeTemplate& node);

/// PCIe switches, sockets and NICs: GPUs in groups of gpus_per_pcie_switch below a switch whose uplink they share, sockets joined by their
/// own links; NICs below the switches when there are enough of them, else at the sockets.
void addPcieTree(const ClusterSpec& cluster, NodeTemplate& node);

/// Fills the route tables after all links are there.
void fillRoutes(NodeTemplate& node);

} // namespace shardscape
