// SPDX-License-Identifier: GPL-3.0-or-later
// The choices of a plan by the names the field gives them, the same in the scenario panel, the views and the report. Pure.
#pragma once

#include "plan/parallelism.h"
#include "plan/workload.h"

#include <QString>

namespace shardscape {

[[nodiscard]] QString scheduleName(ScheduleKind kind);
[[nodiscard]] QString optimizerName(Optimizer optimizer);
[[nodiscard]] QString recomputeName(RecomputeKind kind);

} // namespace shardscape
