// SPDX-License-Identifier: GPL-3.0-or-later
// Words for the kinds of nodes of a cluster of unlike nodes, the same in every view: a letter and the accelerator. Pure.
#pragma once

#include "hardware/cluster.h"
#include "views/common/hatch.h"

#include <QString>

namespace shardscape {

/// "A" for nodes of the first kind, "B" for the second and so on; empty when all nodes are alike.
[[nodiscard]] QString nodeKindLetter(const ClusterSpec& cluster, int node);

/// Letter and accelerator, "B: NVIDIA H100 SXM"; empty when all nodes are alike.
[[nodiscard]] QString nodeKindName(const ClusterSpec& cluster, int node);

/// Hatching behind the GPUs of nodes of a kind; none for the first.
[[nodiscard]] Hatch nodeKindHatch(int kind);

} // namespace shardscape
