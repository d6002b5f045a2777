// SPDX-License-Identifier: GPL-3.0-or-later
// The report: everything a reader who was not there needs, as a PDF or as accessible HTML. A pure function of the evaluation: the same
// evaluation gives the same bytes. Needs a QGuiApplication (offscreen will do) for fonts; GUI thread or the command line's only thread.
#pragma once

#include "evaluate/evaluation.h"
#include "report/report_options.h"
#include "units/result.h"

#include <QString>

namespace shardscape {

/// Writes the report to `path`: HTML when it ends in ".html" or ".htm", a Markdown summary when in ".md", else PDF. The file appears whole
/// or not at all.
/// Problems: code "report-write" when the folder is missing or may not be written to, with the system's reason.
[[nodiscard]] Result<void> writeReport(const Evaluation& evaluation, const QString& path, const ReportOptions& options = {});

} // namespace shardscape
