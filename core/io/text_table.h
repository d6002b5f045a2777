// SPDX-License-Identifier: GPL-3.0-or-later
// Tables of plain text for terminals: columns as wide as their longest cell (in characters, not bytes). Pure values.
#pragma once

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

namespace shardscape {

enum class Align : unsigned char { Left, Right };

struct TextColumn {
    std::string header;
    Align align = Align::Right;
};

class TextTable {
public:
    TextTable(std::initializer_list<TextColumn> columns) : m_columns{columns} {}
    explicit TextTable(std::vector<TextColumn> columns) : m_columns{std::move(columns)} {}

    [[nodiscard]] bool isEmpty() const { return m_rows.empty(); }
    /// One cell per column; missing cells are empty.
    void addRow(std::vector<std::string> cells);
    /// Header and rows, each line indented by `indent` spaces and ended by a newline, without trailing spaces. Columns whose header and
    /// cells are all empty take no room; a table without headers has no header line.
    [[nodiscard]] std::string text(std::size_t indent = 0) const;

private:
    std::vector<TextColumn> m_columns;
    std::vector<std::vector<std::string>> m_rows;
};

} // namespace shardscape
