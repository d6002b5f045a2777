// SPDX-License-Identifier: GPL-3.0-or-later
// Textbook ways to run a collective that the library would not choose here, priced with the same constants, so that a choice can be
// understood: double binary tree, recursive halving and doubling, direct, hierarchical over two levels, PAT. They never change a time.
// Pure, any thread.
#pragma once

#include "cost/collective_candidates.h"

#include <vector>

namespace shardscape {

/// Without those that candidatesInside and candidatesAcross already offer. Empty for groups of one.
/// Forms: Thakur et al. 2005 (recursive halving and doubling, ring), Sanders et al. 2009 (two trees), Jeaugey 2025 (PAT).
[[nodiscard]] std::vector<CollectiveTerms> comparedCollectives(const CollectiveRequest& request, const ClusterSpec& cluster);

} // namespace shardscape
