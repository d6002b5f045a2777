// SPDX-License-Identifier: GPL-3.0-or-later
// The numbers behind an evaluation that are no choice of the user but an assumption: data-sheet rates, latencies, memory, sustained
// shares, constants of software and collectives. Each can be read and replaced by its path, so that a sweep or a tornado chart can ask
// what it changes. Pure functions of Inputs; any thread.
#pragma once

#include "plan/scenario.h"
#include "units/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace shardscape {

struct Assumption {
    std::string path;    ///< such as "nic.bytes_per_second" or "efficiency.train_hbm"
    std::string meaning; ///< in a few words
    std::string unit;    ///< "bytes", "seconds", "bytes_per_second", "flops_per_second" or empty for ratios and counts
    double value = 0.0;  ///< of the cluster's first kind of node
    double least = 0.0;  ///< smallest value that makes sense
    double most = 0.0;   ///< largest: 1 for shares; infinite where nothing limits it
    std::string source;
    bool isGuess = false; ///< nobody has published or measured it on this hardware
};

/// All assumptions of the inputs that are not zero, always in the same order.
[[nodiscard]] std::vector<Assumption> assumptionsOf(const Inputs& inputs);

/// Whether the text has the shape of an assumption's path ("accelerator.", "efficiency.", "nic.", ...).
[[nodiscard]] bool looksLikeAssumption(std::string_view path);

/// One assumption by its path. Problems: "unknown-assumption" with the nearest.
[[nodiscard]] Result<Assumption> findAssumption(const Inputs& inputs, std::string_view path);

/// The inputs with one assumption at `value`. On a cluster of unlike nodes every kind is scaled by as much as the first.
/// \pre the assumption is of these inputs, and value is finite
[[nodiscard]] Inputs withAssumption(Inputs inputs, const Assumption& assumption, double value);

} // namespace shardscape
