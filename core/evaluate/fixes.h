// SPDX-License-Identifier: GPL-3.0-or-later
// What would mend a diagnostic, as data: the changed scenario and what the change does to the figures, both computed. A fix is offered only
// where the model itself says that it helps: the scenario is changed, evaluated, and the remark is gone or the plan is faster. Pure
// functions, any thread; the time of some evaluations without link map for each diagnostic that has a fix.
#pragma once

#include "evaluate/evaluation.h"
#include "units/result.h"

#include <functional>

namespace shardscape {

/// A figure before and after a fix.
struct FixEffect {
    std::string path; ///< JSON pointer into the evaluation, such as "/training/step_seconds"
    double before = 0;
    double after = 0;
    bool operator==(const FixEffect&) const = default;
};

/// One change of a scenario that mends one of its problems.
struct Fix {
    std::size_t problem = 0;        ///< index into the problems it was looked for
    std::string code;               ///< stable id such as "tp-innermost"; views key their sentences on it
    std::string label;              ///< what it does, in English: "put tp innermost in the axis order"
    Scenario scenario;              ///< with the change
    std::vector<FixEffect> effects; ///< the most telling first; empty where the plan was impossible and had no figures
};

using StopQuestion = std::function<bool()>;

/// Fixes for an evaluation's diagnostics, in their order, at most one for each. None leaves less room in memory than the verdict says now
/// (fits, tight, does not), and none but those for memory and full KV caches makes the plan slower. Asks `stopped` before each evaluation;
/// once it says true the list ends.
[[nodiscard]] std::vector<Fix> fixesOf(const Evaluation& evaluation, const StopQuestion& stopped = {});

/// Fixes for the problems of a scenario that cannot be evaluated: each takes its problem away and brings no other.
[[nodiscard]] std::vector<Fix> fixesOf(const Scenario& scenario, const std::shared_ptr<const Inputs>& inputs, const Problems& problems,
                                       const StopQuestion& stopped = {});

} // namespace shardscape
