// SPDX-License-Identifier: GPL-3.0-or-later
// Several schedules of one scenario side by side: the figures of each, its timeline, and the same in words and as a table with 1F1B as
// the measure. Values and pure functions; GUI or worker thread.
#pragma once

#include "evaluate/schedule_alternatives.h"
#include "views/common/table_data.h"
#include "views/timeline/timeline_pyramid.h"

#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace shardscape {

struct ComparedSchedule {
    ScheduleKind kind = ScheduleKind::OneFOneB;
    int chunks = 1;
    bool isPresent = false; ///< the scenario's own
    QString refusal;        ///< why it does not exist for these counts; empty = it does, and everything below is there
    std::shared_ptr<const Timeline> timeline;
    std::shared_ptr<const TimelinePyramid> pyramid; ///< null where the tasks are few
    TimelineSummary summary;
    double stepSeconds = 0;
    Bytes activations;   ///< of the stage that holds most
    double inFlight = 0; ///< micro-batches in flight on the stage that holds most, until their weight gradient
    double p2pBytes = 0; ///< sent between stages by all GPUs in one step
    bool fits = false;
};

using ScheduleComparison = std::vector<ComparedSchedule>;

[[nodiscard]] ScheduleComparison makeComparison(std::vector<ScheduleAlternative> alternatives, ScheduleKind present);

/// The schedule that the others are measured against: 1F1B where it is legal.
[[nodiscard]] const ComparedSchedule* measureOf(const ScheduleComparison& comparison);

/// The longest makespan: the end of the common axis. 0 when nothing is legal.
[[nodiscard]] double longestOf(const ScheduleComparison& comparison);

/// "zb-h1: makespan 1.20 s (−8.1 %), bubble 5.0 %, activations 12.0 GiB (0.0 %), transfers 3.2 GB (0.0 %)", or the reason against it.
[[nodiscard]] QString describeSchedule(const ComparedSchedule& schedule, const ComparedSchedule* measure);

/// One row a schedule; refused ones with their reason.
[[nodiscard]] TableData comparisonTable(const ScheduleComparison& comparison);

} // namespace shardscape
