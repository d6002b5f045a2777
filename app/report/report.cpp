// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/report.h"

#include "report/html_report.h"
#include "report/markdown_report.h"
#include "report/pdf_report.h"
#include "report/report_content.h"
#include "shell/resources.h"

#include <QFileInfo>
#include <QSaveFile>

namespace shardscape {

namespace {

Problem writeProblem(const QString& path, const QString& reason)
{
    return {Severity::Error, "report-write", "",
            "The report could not be written to " + path.toStdString() + ": " + reason.toStdString() + ".",
            "Choose a folder that exists and may be written to."};
}

/// A device or a pipe is written to; renaming a finished file over it, as for files, would take its place.
Result<void> writeToDevice(const QString& path, const QByteArray& bytes)
{
    QFile device(path);
    if (!device.open(QIODevice::WriteOnly | QIODevice::Unbuffered) || device.write(bytes) != bytes.size())
        return failure(writeProblem(path, device.errorString()));
    return {};
}

} // namespace

Result<void> writeReport(const Evaluation& evaluation, const QString& path, const ReportOptions& options)
{
    loadFonts(); // a machine without fonts would give pages of boxes
    const ReportContent content = reportContent(evaluation, options);
    const QString suffix = QFileInfo(path).suffix().toLower();
    const bool html = suffix == QLatin1String("html") || suffix == QLatin1String("htm");
    const QByteArray bytes = html ? htmlReport(content) : suffix == QLatin1String("md") ? markdownSummary(evaluation) : pdfReport(content);
    if (const QFileInfo info(path); info.exists() && !info.isFile() && !info.isDir())
        return writeToDevice(path, bytes);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return failure(writeProblem(path, file.errorString()));
    if (file.write(bytes) != bytes.size() || !file.commit())
        return failure(writeProblem(path, file.errorString()));
    return {};
}

} // namespace shardscape
