// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/table_data.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <optional>

namespace shardscape {

namespace {

QString tsvLine(const QStringList& cells)
{
    QStringList clean = cells;
    for (QString& cell : clean)
        cell.replace(QLatin1Char('\t'), QLatin1Char(' ')).replace(QLatin1Char('\n'), QLatin1Char(' '));
    return clean.join(QLatin1Char('\t')) + QLatin1Char('\n');
}

/// A cell of a numbers' column as a number; nothing for a dash, a word or a number with its unit.
std::optional<double> numberOf(const TableData& table, qsizetype column, const QString& cell, const QLocale& locale)
{
    bool ok = false;
    const double value = column < table.textColumns ? 0.0 : locale.toDouble(cell.trimmed(), &ok);
    return ok ? std::optional(value) : std::nullopt;
}

QString csvCell(QString cell)
{
    static const QRegularExpression special(QStringLiteral("[\",\r\n]"));
    if (!cell.contains(special))
        return cell;
    return QLatin1Char('"') + cell.replace(QLatin1Char('"'), QLatin1String("\"\"")) + QLatin1Char('"');
}

} // namespace

QString toCsv(const TableData& table, const QLocale& locale)
{
    QStringList head;
    for (const QString& cell : table.header)
        head << csvCell(cell);
    QString text = head.join(QLatin1Char(',')) + QLatin1String("\r\n");
    for (const QStringList& row : table.rows) {
        QStringList cells;
        for (qsizetype column = 0; column < row.size(); ++column) {
            const auto number = numberOf(table, column, row[column], locale);
            cells << (number ? QString::number(*number, 'g', 15) : csvCell(row[column]));
        }
        text += cells.join(QLatin1Char(',')) + QLatin1String("\r\n");
    }
    return text;
}

QByteArray toJson(const TableData& table, const QLocale& locale)
{
    QJsonArray rows;
    for (const QStringList& row : table.rows) {
        QJsonArray cells;
        for (qsizetype column = 0; column < row.size(); ++column) {
            const auto number = numberOf(table, column, row[column], locale);
            cells.append(number ? QJsonValue(*number) : QJsonValue(row[column]));
        }
        rows.append(cells);
    }
    const QJsonObject all{{QStringLiteral("title"), table.title},
                          {QStringLiteral("columns"), QJsonArray::fromStringList(table.header)},
                          {QStringLiteral("rows"), rows}};
    return QJsonDocument(all).toJson();
}

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
