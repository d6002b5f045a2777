// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/pdf_table.h"

#include "report/report_parts.h"

#include <QCoreApplication>
#include <QFontMetricsF>

#include <algorithm>
#include <numeric>

namespace shardscape {

namespace {

constexpr double padding = 4;
constexpr double mostKeptTogether = 0.45; ///< of a page

double longestWord(const QString& text, const QFontMetricsF& metrics)
{
    double longest = 0;
    for (const QString& word : text.split(QLatin1Char(' ')))
        longest = std::max(longest, metrics.horizontalAdvance(word));
    return longest;
}

/// Breaks between words where every word fits, else anywhere.
int wrapFor(const QString& text, const QFontMetricsF& metrics, double width)
{
    return longestWord(text, metrics) > width ? Qt::TextWrapAnywhere : Qt::TextWordWrap;
}

} // namespace

PdfTable::PdfTable(PdfFlow& flow, const ReportTable& table)
    : m_flow(flow), m_table(table), m_font(flow.font(11)), m_bold(flow.font(11, true))
{
}

PdfTable::Widths PdfTable::widths(bool wholeHeads) const
{
    const TableData& table = m_table.table;
    const auto columns = static_cast<std::size_t>(table.header.size());
    const QFontMetricsF metrics(m_font);
    const QFontMetricsF bold(m_bold);
    Widths result{std::vector<double>(columns), std::vector<double>(columns)};
    for (std::size_t c = 0; c < columns; ++c) {
        const auto column = static_cast<qsizetype>(c);
        const bool isText = column < table.textColumns;
        double& wide = result.wide[c];
        double& narrow = result.narrow[c];
        narrow = longestWord(table.header[column], bold);
        wide = wholeHeads ? bold.horizontalAdvance(table.header[column]) : narrow;
        for (const QStringList& row : table.rows) {
            const double width = metrics.horizontalAdvance(row[column]);
            wide = std::max(wide, width);
            narrow = std::max(narrow, isText ? std::min(longestWord(row[column], metrics), 110.0) : width);
        }
        wide += 2 * padding;
        narrow += 2 * padding;
    }
    return result;
}

void PdfTable::measure()
{
    const double room = m_flow.textWidth();
    for (const int size : {11, 10, 9, 8}) {
        m_font = m_flow.font(size);
        m_bold = m_flow.font(size, true);
        Widths some;
        for (const bool wholeHeads : {true, false}) { // heads are wrapped before cells are
            some = widths(wholeHeads);
            if (std::accumulate(some.wide.begin(), some.wide.end(), 0.0) <= room) {
                m_width = std::move(some.wide);
                return;
            }
        }
        const double wide = std::accumulate(some.wide.begin(), some.wide.end(), 0.0);
        const double least = std::accumulate(some.narrow.begin(), some.narrow.end(), 0.0);
        if (least > room && size > 8)
            continue;
        // Columns give up what they have above their least, in proportion.
        const double share = std::clamp((room - least) / std::max(1.0, wide - least), 0.0, 1.0);
        m_width = some.narrow;
        for (std::size_t c = 0; c < m_width.size(); ++c)
            m_width[c] += share * (some.wide[c] - some.narrow[c]);
        if (least > room)
            for (double& width : m_width)
                width *= room / least;
        return;
    }
}

double PdfTable::heightOf(const QStringList& row, const QFont& font) const
{
    const QFontMetricsF metrics(font);
    double height = metrics.height();
    for (std::size_t c = 0; c < m_width.size(); ++c) {
        const QString& cell = row[static_cast<qsizetype>(c)];
        const double width = m_width[c] - 2 * padding + 0.5;
        height = std::max(height, metrics.boundingRect(QRectF(0, 0, width, 1e6), wrapFor(cell, metrics, width), cell).height());
    }
    return height + 5;
}

void PdfTable::paintRow(const QStringList& row, const QFont& font, double height, bool head)
{
    QPainter& painter = m_flow.m_painter;
    const Tokens& tokens = m_flow.m_tokens;
    const double total = std::accumulate(m_width.begin(), m_width.end(), 0.0);
    if (head)
        painter.fillRect(QRectF(PdfFlow::margin, m_flow.m_y, total, height), tokens.surfaceAlt);
    painter.setFont(font);
    painter.setPen(tokens.text);
    const QFontMetricsF metrics(font);
    double x = PdfFlow::margin;
    for (std::size_t c = 0; c < m_width.size(); ++c) {
        const QString& cell = row[static_cast<qsizetype>(c)];
        const double width = m_width[c] - 2 * padding + 0.5;
        const int align = static_cast<int>(c) < m_table.table.textColumns ? Qt::AlignLeft : Qt::AlignRight;
        painter.drawText(QRectF(x + padding, m_flow.m_y + 2, width, height), align | Qt::AlignTop | wrapFor(cell, metrics, width), cell);
        x += m_width[c];
    }
    m_flow.m_y += height;
    painter.setPen(QPen(tokens.line, head ? 1.2 : 0.6));
    painter.drawLine(QPointF(PdfFlow::margin, m_flow.m_y), QPointF(PdfFlow::margin + total, m_flow.m_y));
    m_flow.m_fresh = false;
}

void PdfTable::paintHead() { paintRow(m_table.table.header, m_bold, heightOf(m_table.table.header, m_bold), true); }

void PdfTable::paint()
{
    const TableData& table = m_table.table;
    if (table.header.isEmpty())
        return;
    measure();
    const double head = heightOf(table.header, m_bold);
    const double firstRow = table.rows.empty() ? 0 : heightOf(table.rows.front(), m_font);
    double whole = 30 + head;
    for (const QStringList& row : table.rows)
        whole += heightOf(row, m_font);
    // A short table stays together; a long one begins here unless not even its first row has room.
    m_flow.need(whole <= mostKeptTogether * m_flow.pageHeight() && table.rows.size() <= static_cast<std::size_t>(m_table.mostRows) ? whole
                                                                                                             : 30 + head + firstRow);
    m_flow.text(table.title, m_flow.font(12, true), m_flow.m_tokens.text);
    m_flow.m_y += 4;
    paintHead();
    int painted = 0;
    for (const QStringList& row : table.rows) {
        if (painted == m_table.mostRows)
            break;
        const double height = heightOf(row, m_font);
        if (height > m_flow.left()) {
            m_flow.newPage();
            paintHead();
        }
        paintRow(row, m_font, height, false);
        ++painted;
    }
    const auto rest = static_cast<int>(table.rows.size()) - painted;
    if (rest > 0)
        m_flow.text(
            QCoreApplication::translate("Report", "%1 more rows are left out here; the evaluation of the attached scenario has them.")
                .arg(rest),
            m_flow.font(10), m_flow.m_tokens.textMuted);
}

} // namespace shardscape
