// SPDX-License-Identifier: GPL-3.0-or-later
// The pipeline picture in words: what a task is, what an idle stage waits for and why, and the tables that stand in for the picture.
// Pure functions; GUI or report thread.
#pragma once

#include "schedule/analysis.h"
#include "views/common/table_data.h"

#include <QString>

namespace shardscape {

/// "forward", "backward", "input gradient", ... for a person.
[[nodiscard]] QString taskKindName(TaskKind kind);
/// "warm-up", "drain", ... for a person.
[[nodiscard]] QString idleCauseName(IdleCause cause);
/// The same for the idle time of all stages together, where there is no other stage to speak of.
[[nodiscard]] QString idleCauseInSum(IdleCause cause);

/// "Forward of micro-batch 3 on stage 2, chunk 1: 12.0 ms to 14.5 ms (2.50 ms)."
[[nodiscard]] QString describeTask(const Timeline& timeline, std::uint32_t task);
/// "Stage 1 waits 2.00 ms for the backward of micro-batch 0 on stage 2 (drain)."
[[nodiscard]] QString describeIdle(const Timeline& timeline, const IdleInterval& idle);

/// One row per stage: busy and idle time, share of idle, in-flight peaks. The whole picture in a few lines.
[[nodiscard]] TableData stageTable(const Timeline& timeline);
/// One row per task, at most \p most of them.
[[nodiscard]] TableData taskTable(const Timeline& timeline, std::size_t most);

} // namespace shardscape
