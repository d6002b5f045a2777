// SPDX-License-Identifier: GPL-3.0-or-later
// A picture's numbers as a table of texts: the twin that every picture has in the window, in the clipboard (TSV), in the report and in
// its HTML form. A value; any thread.
#pragma once

#include <QByteArray>
#include <QLocale>
#include <QString>
#include <QStringList>

#include <functional>
#include <vector>

namespace shardscape {

struct TableData {
    QString title;
    QStringList header;
    std::vector<QStringList> rows; ///< each as long as the header
    /// Id of the derivation of a cell's figure; null = the table explains nothing, empty = the cell is no figure.
    std::function<QString(int row, int column)> figureOf = {};
    int textColumns = 1;           ///< the first columns are text, aligned left; the rest are numbers, aligned right
};

/// Tab-separated text with the header in the first line; tabs and line breaks inside a cell become spaces.
[[nodiscard]] QString toTsv(const TableData& table);

/// Comma-separated values as RFC 4180 has them, with the header (and its units) in the first line. Numbers that were written in `locale` are
/// written with a point and no groups; anything else stays text.
[[nodiscard]] QString toCsv(const TableData& table, const QLocale& locale);

/// {"title", "columns": [...], "rows": [[...]]} with numbers as numbers, under the same rule.
[[nodiscard]] QByteArray toJson(const TableData& table, const QLocale& locale);

/// An HTML table with caption and scoped header cells.
[[nodiscard]] QString toHtml(const TableData& table);

} // namespace shardscape
