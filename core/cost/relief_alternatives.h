// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to cost/memory_relief: the single changes worth trying on a scenario. Not for use outside this folder.
#pragma once

#include "plan/scenario.h"

#include <string>
#include <vector>

namespace shardscape::detail {

struct Alternative {
    std::string code;
    std::string path;
    std::string from;
    std::string to;
    Scenario scenario;
};

/// Changes in the order in which they cost least to make: kernels and switches first, degrees of parallelism last.
[[nodiscard]] std::vector<Alternative> reliefAlternatives(const Scenario& scenario, const TransformerSpec& model);

} // namespace shardscape::detail
