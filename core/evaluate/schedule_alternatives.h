// SPDX-License-Identifier: GPL-3.0-or-later
// The same scenario under every pipeline schedule: what the comparison of schedules shows. Each alternative is an evaluation like any
// other, so its numbers are those the program shows once the schedule is chosen. Pure functions, any thread.
#pragma once

#include "evaluate/evaluation.h"
#include "units/result.h"

#include <atomic>
#include <vector>

namespace shardscape {

/// A schedule in place of the scenario's own. An illegal one keeps its problems.
struct ScheduleAlternative {
    ScheduleKind kind = ScheduleKind::OneFOneB;
    int chunks = 1; ///< model chunks per stage (vpp) it was tried with
    Result<Evaluation> evaluation;
};

/// The scenario with another schedule. The chunks per stage stay for the scenario's own schedule and where both take them, else they are
/// the schedule's usual ones; hand-set layers per stage stay where there are as many virtual stages as before,
/// group size and overlapped pairs where the schedule knows them.
[[nodiscard]] Scenario withSchedule(const Scenario& scenario, ScheduleKind kind);

/// All training schedules in the order of the enum, with timeline and without link map and derivations. Empty for inference, which knows
/// forward passes only. \param stop asks for an early end; what is done by then is returned. May be null.
[[nodiscard]] std::vector<ScheduleAlternative> compareSchedules(const Scenario& scenario, const std::shared_ptr<const Inputs>& inputs,
                                                                const std::atomic<bool>* stop = nullptr);

} // namespace shardscape
