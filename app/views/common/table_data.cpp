// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/table_data.h"

namespace shardscape {

namespace {

QString tsvLine(const QStringList& cells)
{
    QStringList clean = cells;
    for (QString& cell : clean)
        cell.replace(QLatin1Char('\t'), QLatin1Char(' ')).replace(QLatin1Char('\n'), QLatin1Char(' '));
    return clean.join(QLatin1Char('\t')) + QLatin1Char('\n');
}

} // namespace

QString toTsv(const TableData& table)
{
    QString text = tsvLine(table.header);
    for (const QStringList& row : table.rows)
        text += tsvLine(row);
    return text;
}

QString toHtml(const TableData& table)
{
    QString html = QStringLiteral("<table>\n<caption>%1</caption>\n<thead><tr>").arg(table.title.toHtmlEscaped());
    for (const QString& cell : table.header)
        html += QStringLiteral("<th scope=\"col\">%1</th>").arg(cell.toHtmlEscaped());
    html += QStringLiteral("</tr></thead>\n<tbody>\n");
    for (const QStringList& row : table.rows) {
        html += QStringLiteral("<tr>");
        for (qsizetype column = 0; column < row.size(); ++column) {
            const QString cell = row[column].toHtmlEscaped();
            if (column == 0)
                html += QStringLiteral("<th scope=\"row\">%1</th>").arg(cell);
            else
                html += QStringLiteral("<td%1>%2</td>").arg(column < table.textColumns ? QString() : QStringLiteral(" class=\"n\""), cell);
        }
        html += QStringLiteral("</tr>\n");
    }
    return html + QStringLiteral("</tbody>\n</table>\n");
}

} // namespace shardscape
