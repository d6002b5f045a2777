// SPDX-License-Identifier: GPL-3.0-or-later
// Lays blocks out on A4 pages from top to bottom. Units are quarter millimeters from the page's top left corner. Nothing is cut: text
// wraps, tables break between rows with their head repeated, pictures move to the next page when they do not fit.
#pragma once

#include "report/report_content.h"
#include "shell/tokens.h"

#include <QFont>
#include <QPainter>
#include <QString>

class QPdfWriter;

namespace shardscape {

class PdfFlow {
public:
    struct Frame {
        QString title; ///< for the running foot
        QString version;
        int pages = 0; ///< total, from an earlier pass; 0 = not known yet
    };

    PdfFlow(QPdfWriter& writer, Frame frame);

    void add(const ReportBlock& block);
    /// Closes the last page. \return the number of pages
    int finish();

    static constexpr double unitsPerMillimeter = 4.0;
    static constexpr double pageWidth = 210 * unitsPerMillimeter;
    static constexpr double pageHeight = 297 * unitsPerMillimeter;
    static constexpr double margin = 18 * unitsPerMillimeter;
    static constexpr double textWidth = pageWidth - 2 * margin;

private:
    void addTitle(const ReportTitle& title);
    void addVerdict(const ReportVerdict& verdict);
    void addHeading(const ReportHeading& heading);
    void addParagraph(const ReportParagraph& paragraph);
    void addFigures(const ReportFigures& figures);
    void addTable(const ReportTable& table);
    void addPicture(const ReportPicture& picture);

    void beginPage();
    void endPage();
    void newPage();
    void need(double height); ///< a new page when less is left
    [[nodiscard]] double left() const;
    /// Draws wrapped text at the current position and moves below it.
    void text(const QString& words, const QFont& font, const QColor& color);
    [[nodiscard]] QFont font(int size, bool bold = false) const;

    friend class PdfTable;

    QPdfWriter& m_writer;
    QPainter m_painter;
    const Tokens& m_tokens;
    Frame m_frame;
    double m_y = 0;
    int m_page = 0;
    int m_pictures = 0;
    bool m_fresh = true; ///< nothing on this page yet
};

} // namespace shardscape
