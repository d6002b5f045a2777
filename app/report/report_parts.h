// SPDX-License-Identifier: GPL-3.0-or-later
// The parts that reportContent() is put together from. Pictures share ownership of what they paint, so that a content outlives the call.
#pragma once

#include "report/report_content.h"

#include <memory>

namespace shardscape {

[[nodiscard]] QString reportText(const char* text, const char* comment = nullptr); ///< translation in the window's language

/// "1 node", "2 nodes": the text for one or for many, with %1 replaced by the count.
[[nodiscard]] QString reportCount(long long count, const char* one, const char* many);

// report_words.cpp: ids of files as words for a person
[[nodiscard]] QString axisWords(Axis axis);                      ///< "TP"
[[nodiscard]] QString dataTypeWords(DataType type);              ///< "BF16"
[[nodiscard]] QString deviceWords(const std::string& device);    ///< "node0/gpu3" is "node 0, GPU 3"
[[nodiscard]] QString pathWords(const std::string& path);        ///< "/workload/global_batch" is "Workload: global batch"

// report_summary.cpp
[[nodiscard]] ReportVerdict reportVerdict(const Evaluation& evaluation);
[[nodiscard]] ReportFigures reportKeyFigures(const Evaluation& evaluation);
[[nodiscard]] std::vector<ReportBlock> reportBasis(const Evaluation& evaluation); ///< what ranges and costs rest on
[[nodiscard]] TableData reportPlanTable(const Evaluation& evaluation);

// report_figures.cpp
[[nodiscard]] ReportPicture meshPicture(const std::shared_ptr<const Evaluation>& evaluation);
[[nodiscard]] ReportPicture memoryPicture(const std::shared_ptr<const Evaluation>& evaluation);
[[nodiscard]] ReportPicture breakdownPicture(const std::shared_ptr<const Evaluation>& evaluation);
[[nodiscard]] ReportPicture curvePicture(const std::shared_ptr<const Evaluation>& evaluation); ///< needs points on the curve
[[nodiscard]] ReportPicture timelinePicture(const std::shared_ptr<const Evaluation>& evaluation);

void setPictureFont(QPainter& painter); ///< text inside pictures

// report_tables.cpp
[[nodiscard]] TableData reportAxisTable(const Evaluation& evaluation);
[[nodiscard]] TableData reportKindTable(const Evaluation& evaluation); ///< links by kind, with the fullest of each
[[nodiscard]] TableData reportLinkTable(const Evaluation& evaluation);
[[nodiscard]] TableData withoutEmptyColumns(TableData table); ///< without the numbers' columns that are zero in every row

// report_sources.cpp
[[nodiscard]] std::vector<ReportBlock> reportDiagnostics(const Evaluation& evaluation);
[[nodiscard]] std::vector<ReportBlock> reportSources(const Evaluation& evaluation);
[[nodiscard]] std::vector<ReportBlock> reportDerivations(const Evaluation& evaluation);

} // namespace shardscape
