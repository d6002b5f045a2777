// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/text_table.h"

#include <algorithm>
#include <utility>

namespace shardscape {
namespace {

std::size_t charactersOf(const std::string& text)
{
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u; }));
}

} // namespace

void TextTable::addRow(std::vector<std::string> cells)
{
    cells.resize(m_columns.size());
    m_rows.push_back(std::move(cells));
}

std::string TextTable::text(std::size_t indent) const
{
    std::vector<std::size_t> widths;
    std::vector<std::string> headers;
    for (std::size_t column = 0; column < m_columns.size(); ++column) {
        headers.push_back(m_columns[column].header);
        widths.push_back(charactersOf(headers.back()));
        for (const auto& row : m_rows)
            widths.back() = std::max(widths.back(), charactersOf(row[column]));
    }
    std::string all;
    const auto addLine = [&](const std::vector<std::string>& cells) {
        std::string line(indent, ' ');
        for (std::size_t column = 0; column < cells.size(); ++column) {
            if (widths[column] == 0)
                continue;
            const std::string padding(widths[column] - charactersOf(cells[column]), ' ');
            line += m_columns[column].align == Align::Left ? cells[column] + padding : padding + cells[column];
            line += "  ";
        }
        line.erase(line.find_last_not_of(' ') + 1);
        all += line + "\n";
    };
    if (std::any_of(headers.begin(), headers.end(), [](const std::string& header) { return !header.empty(); }))
        addLine(headers);
    for (const auto& row : m_rows)
        addLine(row);
    return all;
}

} // namespace shardscape
