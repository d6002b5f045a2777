// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/html_report.h"

#include "report/report_parts.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFont>
#include <QPainter>
#include <QSvgGenerator>

namespace shardscape {

namespace {

constexpr double width = 696;

QString svgOf(const ReportPicture& picture)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setResolution(96);
    generator.setSize(QSize(static_cast<int>(width), static_cast<int>(picture.height)));
    generator.setViewBox(QRectF(0, 0, width, picture.height));
    {
        QPainter painter(&generator);
        QFont font(QStringLiteral("DejaVu Sans"));
        font.setPixelSize(11);
        font.setStyleStrategy(QFont::PreferNoShaping);
        painter.setFont(font);
        picture.paint(painter, QRectF(0, 0, width, picture.height));
    }
    const QString svg = QString::fromUtf8(bytes);
    return svg.mid(std::max<qsizetype>(0, svg.indexOf(QLatin1String("<svg"))));
}

class HtmlWriter {
public:
    void operator()(const ReportTitle& block)
    {
        m_html += QStringLiteral("<header><h1>%1</h1><p>%2</p></header>\n").arg(block.text.toHtmlEscaped(), block.subtitle.toHtmlEscaped());
    }
    void operator()(const ReportVerdict& block)
    {
        m_html += QStringLiteral("<p class=\"verdict %1\" role=\"status\">%2 %3</p>\n")
                      .arg(block.good ? QStringLiteral("good") : QStringLiteral("bad"),
                           block.good ? QStringLiteral("✓") : QStringLiteral("✗"), block.text.toHtmlEscaped());
    }
    void operator()(const ReportHeading& block) { m_html += QStringLiteral("<h2>%1</h2>\n").arg(block.text.toHtmlEscaped()); }
    void operator()(const ReportParagraph& block)
    {
        m_html += QStringLiteral("<p>%1</p>\n").arg(block.text.toHtmlEscaped().replace(QLatin1Char('\n'), QLatin1String("<br>")));
    }
    void operator()(const ReportFigures& block)
    {
        m_html += QStringLiteral("<dl>\n");
        for (const ReportFigure& figure : block.values)
            m_html += QStringLiteral("<div><dt>%1</dt><dd>%2%3</dd></div>\n")
                          .arg(figure.label.toHtmlEscaped(), figure.value.toHtmlEscaped(),
                               figure.range.isEmpty() ? QString() : QStringLiteral(" <small>%1</small>").arg(figure.range.toHtmlEscaped()));
        m_html += QStringLiteral("</dl>\n");
    }
    void operator()(const ReportTable& block) { m_html += toHtml(block.table); }
    void operator()(const ReportPicture& block)
    {
        m_html += QStringLiteral("<figure><div role=\"img\" aria-label=\"%1\">%2</div><figcaption>%3</figcaption></figure>\n")
                      .arg(block.alt.toHtmlEscaped(), svgOf(block),
                           QCoreApplication::translate("Report", "Figure %1. %2").arg(++m_pictures).arg(block.caption).toHtmlEscaped());
    }
    void operator()(const ReportPageBreak&) { m_html += QStringLiteral("<hr>\n"); }

    [[nodiscard]] const QString& html() const { return m_html; }

private:
    QString m_html;
    int m_pictures = 0;
};

QString styleSheet()
{
    return QStringLiteral(
        "body{font:15px/1.45 'DejaVu Sans',sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1d22;background:#fff}"
        "table{border-collapse:collapse;margin:1rem 0}caption{font-weight:bold;text-align:left}"
        "th,td{border-bottom:1px solid #c9ccd4;padding:.2rem .5rem;text-align:left;vertical-align:top}"
        "td.n{text-align:right;font-variant-numeric:tabular-nums}figure{margin:1rem 0}svg{max-width:100%;height:auto}"
        ".verdict{font-weight:bold;padding:.6rem;border-left:6px solid}.good{border-color:#1f7a3d}.bad{border-color:#b3261e}"
        "small{font-weight:normal;color:#555a66}dl{display:flex;flex-wrap:wrap;gap:1rem}dt{color:#555a66;font-size:.85rem}dd{margin:0;font-size:1.2rem;font-weight:bold}");
}

} // namespace

QByteArray htmlReport(const ReportContent& content)
{
    HtmlWriter writer;
    for (const ReportBlock& block : content.blocks)
        std::visit([&writer](const auto& b) { writer(b); }, block);
    QString json = QString::fromUtf8(content.scenarioJson);
    json.replace(QLatin1String("</"), QLatin1String("<\\/")); // the text must not end its own element
    const QString html =
        QStringLiteral("<!DOCTYPE html>\n<html lang=\"%3\">\n<head><meta charset=\"utf-8\"><title>%1</title>"
                       "<meta name=\"viewport\" content=\"width=device-width\"><style>%2</style></head>\n<body>\n")
            .arg(content.title.toHtmlEscaped(), styleSheet(), content.language.toHtmlEscaped()) +
        writer.html() + QStringLiteral("<script type=\"application/json\" id=\"scenario\">\n") + json +
        QStringLiteral("</script>\n<footer><p>Shardscape %1</p></footer>\n</body>\n</html>\n").arg(content.version.toHtmlEscaped());
    return html.toUtf8();
}

} // namespace shardscape
