// SPDX-License-Identifier: GPL-3.0-or-later
// What a report says, independent of its form: a list of blocks that the PDF and the HTML writer render each in their way. Numbers are
// written without a locale, as in all files. Any thread, but figures need a QGuiApplication when they are painted.
#pragma once

#include "evaluate/evaluation.h"
#include "report/report_options.h"
#include "views/common/table_data.h"

#include <QByteArray>
#include <QRectF>
#include <QString>

#include <functional>
#include <variant>
#include <vector>

class QPainter;

namespace shardscape {

struct ReportTitle {
    QString text;
    QString subtitle;
};

/// The one-sentence verdict; `good` decides about color and sign.
struct ReportVerdict {
    QString text;
    bool good = true;
};

struct ReportHeading {
    QString text;
};

struct ReportParagraph {
    QString text;
    bool small = false;
};

/// Label and value, set large, with the range in which measurements lie; the range is empty where nothing tells.
struct ReportFigure {
    QString label;
    QString value;
    QString range;
};

struct ReportFigures {
    std::vector<ReportFigure> values;
};

/// A table; rows beyond `mostRows` are left out with a line that says so.
struct ReportTable {
    TableData table;
    int mostRows = 400;
    bool onlyHtml = false; ///< the PDF's picture already says every number of it
};

struct ReportPicture {
    QString caption;     ///< states the finding
    QString alt;         ///< says in words what the picture shows
    double height = 300; ///< in units of a quarter millimeter; the width is the text's
    double leastShare = 0.75; ///< of the height, to which it may be made smaller so that it fits on a page begun
    std::function<void(QPainter&, const QRectF&)> paint;
};

struct ReportPageBreak {};

using ReportBlock =
    std::variant<ReportTitle, ReportVerdict, ReportHeading, ReportParagraph, ReportFigures, ReportTable, ReportPicture, ReportPageBreak>;

struct ReportContent {
    QString title;
    QString subject; ///< the verdict, for the document's properties
    QString author;
    QString language; ///< as in HTML: "en", "zh-CN"
    QString version;
    QDateTime date; ///< of making; not valid = none is written
    ReportPaper paper = ReportPaper::A4;
    std::vector<ReportBlock> blocks;
    QByteArray scenarioJson; ///< attached to the PDF, embedded in the HTML
};

/// \param evaluation with timeline, link map and derivations; what is missing is left out
[[nodiscard]] ReportContent reportContent(const Evaluation& evaluation, const ReportOptions& options = {});

} // namespace shardscape
