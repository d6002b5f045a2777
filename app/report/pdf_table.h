// SPDX-License-Identifier: GPL-3.0-or-later
// One table on paper: columns as wide as their content where there is room, text wrapped where there is not, numbers aligned right, the
// head repeated on every page. Used by PdfFlow only.
#pragma once

#include "report/pdf_flow.h"

#include <vector>

namespace shardscape {

class PdfTable {
public:
    PdfTable(PdfFlow& flow, const ReportTable& table);
    void paint();

private:
    /// Of each column: as wide as its content asks for, and as little as it can do with.
    struct Widths {
        std::vector<double> wide;
        std::vector<double> narrow;
    };

    [[nodiscard]] Widths widths(bool wholeHeads) const; ///< for the present fonts
    void measure();
    [[nodiscard]] double heightOf(const QStringList& row, const QFont& font) const;
    void paintRow(const QStringList& row, const QFont& font, double height, bool head);
    void paintHead();

    PdfFlow& m_flow;
    const ReportTable& m_table;
    QFont m_font;
    QFont m_bold;
    std::vector<double> m_width;
};

} // namespace shardscape
