// SPDX-License-Identifier: GPL-3.0-or-later
// What a person chooses about a report. A value; any thread.
#pragma once

#include "document/baselines.h"

#include <QDateTime>
#include <QString>

#include <memory>
#include <vector>

namespace shardscape {

class SweepChart; // views/sweep/sweep_chart.h

enum class ReportPaper : unsigned char { A4, Letter };

struct ReportOptions {
    ReportPaper paper = ReportPaper::A4;
    bool appendix = false; ///< with the derivations of the key figures
    QDateTime date;        ///< of making; not valid = none, so that the same evaluation gives the same bytes
    QString author;        ///< empty = the program
    std::vector<Baseline> baselines = {};                         ///< to compare the plan with; none = no such section
    std::vector<std::shared_ptr<const SweepChart>> sweeps = {};   ///< drawn with their tables; none = no such section
};

/// The date for a report made now: SOURCE_DATE_EPOCH (reproducible-builds.org/specs/source-date-epoch) where it is set.
[[nodiscard]] QDateTime reportDate();

} // namespace shardscape
