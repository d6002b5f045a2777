// SPDX-License-Identifier: GPL-3.0-or-later
// The result of the `schedule` command as text for people. Pure.
#pragma once

#include "schedule/timeline.h"

#include <string>

namespace shardscape {

/// Key figures, the peaks per stage, and for small timelines a picture with one row a stage and one column a unit of time.
/// \param ideal time of a device's own work without any waiting
[[nodiscard]] std::string scheduleToText(const Timeline& timeline, const TimelineSummary& summary, double ideal);

} // namespace shardscape
