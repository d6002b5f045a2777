// SPDX-License-Identifier: GPL-3.0-or-later
// The report as one HTML file for screen readers and browsers: headings, tables with scoped heads, pictures as SVG with a text twin.
#pragma once

#include "report/report_content.h"

#include <QByteArray>

namespace shardscape {

/// UTF-8, self-contained, no scripts; the same content gives the same bytes. Needs a QGuiApplication.
[[nodiscard]] QByteArray htmlReport(const ReportContent& content);

} // namespace shardscape
