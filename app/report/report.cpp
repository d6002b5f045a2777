// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/report.h"

#include "report/html_report.h"
#include "report/pdf_report.h"
#include "report/report_content.h"
#include "shell/resources.h"

#include <QSaveFile>

namespace shardscape {

namespace {

Problem writeProblem(const QString& path, const QString& reason)
{
    return {Severity::Error, "report-write", "",
            "The report could not be written to " + path.toStdString() + ": " + reason.toStdString() + ".",
            "Choose a folder that exists and may be written to."};
}

} // namespace

Result<void> writeReport(const Evaluation& evaluation, const QString& path)
{
    loadFonts(); // a machine without fonts would give pages of boxes
    const ReportContent content = reportContent(evaluation);
    const bool html =
        path.endsWith(QLatin1String(".html"), Qt::CaseInsensitive) || path.endsWith(QLatin1String(".htm"), Qt::CaseInsensitive);
    const QByteArray bytes = html ? htmlReport(content) : pdfReport(content);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return failure(writeProblem(path, file.errorString()));
    if (file.write(bytes) != bytes.size() || !file.commit())
        return failure(writeProblem(path, file.errorString()));
    return {};
}

} // namespace shardscape
