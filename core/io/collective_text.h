// SPDX-License-Identifier: GPL-3.0-or-later
// The result of the `collective` command as a table for people. Pure.
#pragma once

#include "cost/collective.h"

#include <string>

namespace shardscape {

/// The chosen algorithm, then all legal ones, fastest first, then those that are only compared.
[[nodiscard]] std::string collectiveToText(const CollectiveEstimate& estimate, const std::vector<CollectiveCandidate>& compared = {});

} // namespace shardscape
