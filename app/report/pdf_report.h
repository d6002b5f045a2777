// SPDX-License-Identifier: GPL-3.0-or-later
// The report as a PDF: A4, vector graphics, embedded fonts, the scenario attached so that the report can be reopened.
#pragma once

#include "report/report_content.h"

#include <QByteArray>

class QPagedPaintDevice;

namespace shardscape {

/// The PDF's bytes; the same content gives the same bytes. Needs a QGuiApplication.
[[nodiscard]] QByteArray pdfReport(const ReportContent& content);

/// The same pages on a printer, or in its preview. The paper is set to the content's.
void printReport(const ReportContent& content, QPagedPaintDevice& printer);

} // namespace shardscape
