// SPDX-License-Identifier: GPL-3.0-or-later
// What would bring the memory peak down most: a ranked list of single changes to a scenario, each found by evaluating the changed
// scenario and not by a fixed text. Used by the memory view and the report. Pure functions, for any thread.
#pragma once

#include "cost/memory.h"

#include <functional>
#include <string>
#include <vector>

namespace shardscape {

/// Peak micro-batches in flight of each stage when a plan trains a workload; an error where the schedule does not exist for it. Handed in
/// because schedules are simulated elsewhere.
using InFlightOfPlan = std::function<Result<std::vector<double>>(const Plan&, const TrainingWorkload&)>;

/// One change and what it leads to.
struct MemoryRelief {
    std::string code;      ///< stable id such as "recompute-full"; views key their sentences on it
    std::string path;      ///< JSON pointer of the value that changes, such as "/workload/recompute"
    std::string from;      ///< its text before
    std::string to;        ///< its text after
    Scenario scenario;     ///< the changed scenario
    Bytes peak;            ///< of the worst stage with the change
    Bytes saved;           ///< what the peak falls by, > 0
    bool fits = false;     ///< the peak is within the GPU's memory (inference: within its memory fraction)
    bool moreGpus = false; ///< needs more GPUs than the scenario has
};

/// All single changes that lower the peak, the lowest peak first; changes of equal peak keep the order in which they cost least.
/// Degrees are doubled at the expense of dp where dp is even. Illegal alternatives are left out.
/// Fails when the scenario itself is illegal.
[[nodiscard]] Result<std::vector<MemoryRelief>> memoryRelief(const Scenario& scenario, const Inputs& inputs,
                                                             const InFlightOfPlan& inFlight);

} // namespace shardscape
