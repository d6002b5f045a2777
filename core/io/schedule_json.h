// SPDX-License-Identifier: GPL-3.0-or-later
// The JSON of `shardscape schedule --json`: one schedule alone, in the unit its task times were given in. Plain functions, any thread.
#pragma once

#include "schedule/timeline.h"

#include <string>

namespace shardscape {

/// makespan, ideal, bubble_fraction, stage_span, peak_in_flight, peak_in_flight_until_weight, notes and all tasks by stage and start.
/// \param ideal microbatches * (F + B + W) of a device's whole share.
[[nodiscard]] std::string scheduleToJson(const Timeline& timeline, const TimelineSummary& summary, double ideal);

} // namespace shardscape
