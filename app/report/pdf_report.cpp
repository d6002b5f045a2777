// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/pdf_report.h"

#include "report/pdf_flow.h"

#include <QBuffer>
#include <QPageLayout>
#include <QPdfWriter>

namespace shardscape {

namespace {

struct Pass {
    QByteArray bytes;
    int pages = 0;
};

Pass layOut(const ReportContent& content, int pages)
{
    Pass pass;
    QBuffer buffer(&pass.bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(300);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins(QMarginsF(0, 0, 0, 0));
    writer.setTitle(content.title);
    writer.setCreator(QStringLiteral("Shardscape %1").arg(content.version));
    if (!content.scenarioJson.isEmpty())
        writer.addFileAttachment(QStringLiteral("scenario.shard.json"), content.scenarioJson, QStringLiteral("application/json"));
    PdfFlow flow(writer, {content.title, content.version, pages});
    for (const ReportBlock& block : content.blocks)
        flow.add(block);
    pass.pages = flow.finish();
    return pass;
}

/// Overwrites the digits of every date in place: the length stays, so the file's cross references stay right. A report of an evaluation
/// says the same whenever it is made.
void fixDates(QByteArray& pdf)
{
    for (const QByteArray& key : {QByteArrayLiteral("/CreationDate (D:"), QByteArrayLiteral("/ModDate (D:")})
        for (qsizetype at = pdf.indexOf(key); at >= 0; at = pdf.indexOf(key, at + 1))
            for (qsizetype i = at + key.size(), digit = 0; i < pdf.size() && pdf[i] != ')'; ++i)
                if (pdf[i] >= '0' && pdf[i] <= '9') {
                    constexpr const char* fixed = "20000101000000";
                    pdf[i] = digit < 14 ? fixed[digit] : '0';
                    ++digit;
                } else if (pdf[i] == '-') {
                    pdf[i] = '+';
                }
}

} // namespace

QByteArray pdfReport(const ReportContent& content)
{
    // The first pass only counts the pages for "page x of y".
    const int pages = layOut(content, 0).pages;
    QByteArray pdf = layOut(content, pages).bytes;
    fixDates(pdf);
    return pdf;
}

} // namespace shardscape
