// SPDX-License-Identifier: GPL-3.0-or-later
// Lays blocks out on pages from top to bottom. Units are quarter millimeters from the page's top left corner. Nothing is cut: text
// wraps, tables break between rows with their head repeated, pictures move to the next page when they do not fit.
#pragma once

#include "report/report_content.h"
#include "shell/tokens.h"

#include <QFont>
#include <QPainter>
#include <QSizeF>
#include <QString>

class QPagedPaintDevice;

namespace shardscape {

class PdfFlow {
public:
    struct Frame {
        QString title; ///< for the running foot
        QString version;
        QString date;  ///< empty = none
        QSizeF paper;  ///< in units
        int pages = 0; ///< total, from an earlier pass; 0 = not known yet
    };

    /// \param device a PDF or a printer, without margins of its own
    PdfFlow(QPagedPaintDevice& device, Frame frame);

    /// \param next the block behind it, beside which a heading must stand; null = none
    void add(const ReportBlock& block, const ReportBlock* next = nullptr);
    /// Closes the last page. \return the number of pages
    int finish();

    static constexpr double unitsPerMillimeter = 4.0;
    static constexpr double margin = 18 * unitsPerMillimeter;
    [[nodiscard]] double pageWidth() const { return m_frame.paper.width(); }
    [[nodiscard]] double pageHeight() const { return m_frame.paper.height(); }
    [[nodiscard]] double textWidth() const { return pageWidth() - 2 * margin; }

private:
    void addTitle(const ReportTitle& title);
    void addVerdict(const ReportVerdict& verdict);
    void addHeading(const ReportHeading& heading, const ReportBlock* next);
    void addParagraph(const ReportParagraph& paragraph);
    void addFigures(const ReportFigures& figures);
    void addTable(const ReportTable& table);
    void addPicture(const ReportPicture& picture);

    void beginPage();
    void endPage();
    void runningHead();
    void newPage();
    void need(double height); ///< a new page when less is left
    [[nodiscard]] double left() const;
    /// Draws wrapped text at the current position and moves below it.
    void text(const QString& words, const QFont& font, const QColor& color);
    [[nodiscard]] QFont font(int size, bool bold = false) const;

    friend class PdfTable;

    QPagedPaintDevice& m_device;
    QPainter m_painter;
    const Tokens& m_tokens;
    Frame m_frame;
    double m_y = 0;
    int m_page = 0;
    int m_pictures = 0;
    QString m_section;     ///< the last heading
    QString m_pageSection; ///< what the running head names: the section that the page begins with
    bool m_fresh = true; ///< nothing on this page yet
};

} // namespace shardscape
