// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/pdf_report.h"

#include "report/pdf_flow.h"
#include "report/pdf_metadata.h"

#include <QBuffer>
#include <QPageLayout>
#include <QPdfWriter>

namespace shardscape {

namespace {

struct Pass {
    QByteArray bytes;
    int pages = 0;
};

/// Lays everything out on the device. \return the number of pages
int paintPages(const ReportContent& content, int pages, QPagedPaintDevice& device)
{
    const QPageSize paper(content.paper == ReportPaper::Letter ? QPageSize::Letter : QPageSize::A4);
    device.setPageSize(paper);
    device.setPageMargins(QMarginsF(0, 0, 0, 0));
    PdfFlow flow(device, {.title = content.title,
                          .version = content.version,
                          .date = content.date.isValid() ? content.date.date().toString(Qt::ISODate) : QString(),
                          .paper = paper.size(QPageSize::Millimeter) * PdfFlow::unitsPerMillimeter,
                          .pages = pages});
    for (std::size_t i = 0; i < content.blocks.size(); ++i)
        flow.add(content.blocks[i], i + 1 < content.blocks.size() ? &content.blocks[i + 1] : nullptr);
    return flow.finish();
}

Pass layOut(const ReportContent& content, int pages)
{
    Pass pass;
    QBuffer buffer(&pass.bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(300);
    writer.setTitle(content.title);
    writer.setCreator(QStringLiteral("Shardscape %1").arg(content.version));
    if (!content.scenarioJson.isEmpty())
        writer.addFileAttachment(QStringLiteral("scenario.shard.json"), content.scenarioJson, QStringLiteral("application/json"));
    pass.pages = paintPages(content, pages, writer);
    return pass;
}

/// Overwrites the digits of every date in place: the length stays, so the file's cross references stay right. A report of an evaluation
/// says the same whenever it is made, unless it was asked to carry a date.
void fixDates(QByteArray& pdf, const QDateTime& date)
{
    const QByteArray digits = date.isValid() ? date.toUTC().toString(QStringLiteral("yyyyMMddHHmmss")).toLatin1() : QByteArrayLiteral("20000101000000");
    for (const QByteArray& key : {QByteArrayLiteral("/CreationDate (D:"), QByteArrayLiteral("/ModDate (D:")})
        for (qsizetype at = pdf.indexOf(key); at >= 0; at = pdf.indexOf(key, at + 1))
            for (qsizetype i = at + key.size(), digit = 0; i < pdf.size() && pdf[i] != ')'; ++i)
                if (pdf[i] >= '0' && pdf[i] <= '9') {
                    pdf[i] = digit < digits.size() ? digits[digit] : '0';
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
    fixDates(pdf, content.date);
    return withMetadata(std::move(pdf), {.author = content.author, .subject = content.subject, .language = content.language});
}

void printReport(const ReportContent& content, QPagedPaintDevice& printer)
{
    paintPages(content, layOut(content, 0).pages, printer);
}

} // namespace shardscape
