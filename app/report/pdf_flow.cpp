// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/pdf_flow.h"

#include "report/pdf_table.h"
#include "report/report_parts.h"
#include "shell/resources.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPagedPaintDevice>

#include <algorithm>

namespace shardscape {

namespace {

constexpr double foot = 14 * PdfFlow::unitsPerMillimeter; // room below the text for the running foot

/// Text is broken between words; a single word that is longer than the line is broken anywhere rather than cut.
constexpr int wrapping = Qt::AlignLeft | Qt::AlignTop | Qt::TextWrapAnywhere;
constexpr int wordWrapping = Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap;

} // namespace

PdfFlow::PdfFlow(QPagedPaintDevice& device, Frame frame)
    : m_device(device), m_painter(&device), m_tokens(tokensFor(Theme::Light)), m_frame(std::move(frame))
{
    const double pixelsPerUnit = device.logicalDpiX() / 25.4 / unitsPerMillimeter;
    m_painter.scale(pixelsPerUnit, pixelsPerUnit);
    beginPage();
}

QFont PdfFlow::font(int size, bool bold) const
{
    QFont result;
    result.setFamilies(withHanFonts(QStringLiteral("DejaVu Sans")));
    result.setPixelSize(size);
    result.setBold(bold);
    // Ligatures would keep "efficient" from being found in the PDF; hinting belongs to pixels.
    result.setStyleStrategy(QFont::PreferNoShaping);
    result.setHintingPreference(QFont::PreferNoHinting);
    return result;
}

void PdfFlow::beginPage()
{
    ++m_page;
    m_y = margin;
    m_fresh = true;
    m_pageSection = m_section;
    m_painter.setFont(font(13));
    m_painter.setPen(m_tokens.text);
}

void PdfFlow::runningHead()
{
    m_painter.setFont(font(10));
    m_painter.setPen(m_tokens.textMuted);
    const QRectF line(margin, margin - 8 * unitsPerMillimeter, textWidth(), 16);
    const QFontMetricsF metrics(m_painter.font());
    const double sectionWidth = metrics.horizontalAdvance(m_pageSection) + 12;
    m_painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, m_pageSection);
    m_painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                       metrics.elidedText(m_frame.title.simplified(), Qt::ElideRight, line.width() - sectionWidth));
}

void PdfFlow::endPage()
{
    if (m_page > 1)
        runningHead();
    m_painter.setFont(font(10));
    m_painter.setPen(QPen(m_tokens.line, 1));
    const double y = pageHeight() - margin + 2 * unitsPerMillimeter;
    m_painter.drawLine(QPointF(margin, y), QPointF(pageWidth() - margin, y));
    m_painter.setPen(m_tokens.textMuted);
    const QRectF line(margin, y + 4, textWidth(), foot - 20);
    const QString page = m_frame.pages > 0 ? QCoreApplication::translate("Report", "Page %1 of %2").arg(m_page).arg(m_frame.pages)
                                           : QCoreApplication::translate("Report", "Page %1").arg(m_page);
    m_painter.drawText(line, Qt::AlignRight | Qt::AlignTop, page);
    m_painter.drawText(line, Qt::AlignLeft | Qt::AlignTop,
                       QStringLiteral("Shardscape %1     %2").arg(m_frame.version, m_frame.date).trimmed());
}

void PdfFlow::newPage()
{
    endPage();
    m_device.newPage();
    beginPage();
}

double PdfFlow::left() const { return pageHeight() - margin - 3 * unitsPerMillimeter - m_y; }

void PdfFlow::need(double height)
{
    if (height > left() && !m_fresh)
        newPage();
}

int PdfFlow::finish()
{
    endPage();
    m_painter.end();
    return m_page;
}

void PdfFlow::text(const QString& words, const QFont& font, const QColor& color)
{
    m_painter.setFont(font);
    m_painter.setPen(color);
    const QFontMetricsF metrics(font);
    bool longWord = false;
    for (const QString& word : words.split(QLatin1Char(' ')))
        longWord = longWord || metrics.horizontalAdvance(word) > textWidth();
    const int flags = longWord ? wrapping : wordWrapping;
    const double height = metrics.boundingRect(QRectF(0, 0, textWidth(), 1e6), flags, words).height();
    need(height);
    m_painter.drawText(QRectF(margin, m_y, textWidth(), height + 2), flags, words);
    m_y += height;
    m_fresh = false;
}

void PdfFlow::addTitle(const ReportTitle& title)
{
    // A title is a line, not a page: what is longer stays whole in the attached scenario.
    const QString shown = title.text.size() > 240 ? title.text.left(239) + QStringLiteral("…") : title.text;
    text(shown.simplified(), font(26, true), m_tokens.text);
    m_y += 4;
    text(title.subtitle, font(12), m_tokens.textMuted);
    m_y += 14;
}

void PdfFlow::addVerdict(const ReportVerdict& verdict)
{
    const QFont face = font(15, true);
    const double inner = textWidth() - 52;
    const QFontMetricsF metrics(face);
    const double height = metrics.boundingRect(QRectF(0, 0, inner, 1e6), wordWrapping, verdict.text).height();
    need(height + 24);
    const QRectF box(margin, m_y, textWidth(), height + 20);
    const QColor color = verdict.good ? m_tokens.good : m_tokens.bad;
    m_painter.fillRect(box, m_tokens.surfaceAlt);
    m_painter.fillRect(QRectF(box.left(), box.top(), 5, box.height()), color);
    m_painter.setFont(font(22, true));
    m_painter.setPen(color);
    m_painter.drawText(QRectF(box.left() + 10, box.top() + 4, 28, 30), Qt::AlignCenter,
                       verdict.good ? QStringLiteral("✓") : QStringLiteral("✗"));
    m_painter.setFont(face);
    m_painter.setPen(m_tokens.text);
    m_painter.drawText(QRectF(box.left() + 44, box.top() + 10, inner, height + 2), wordWrapping, verdict.text);
    m_y += box.height() + 14;
    m_fresh = false;
}

void PdfFlow::addHeading(const ReportHeading& heading, const ReportBlock* next)
{
    constexpr double own = 120; // with a few lines of what follows: a heading alone at the foot of a page helps nobody
    if (!m_fresh)
        m_y += 12;
    const auto* picture = next != nullptr ? std::get_if<ReportPicture>(next) : nullptr;
    need(picture != nullptr ? 0.7 * own + picture->leastShare * picture->height : own);
    m_section = heading.text;
    if (m_fresh)
        m_pageSection = m_section;
    text(heading.text, font(20, true), m_tokens.text);
    m_y += 8;
}

void PdfFlow::addParagraph(const ReportParagraph& paragraph)
{
    for (const QString& line : paragraph.text.split(QLatin1Char('\n')))
        text(line, font(paragraph.small ? 10 : 13), m_tokens.text);
    m_y += 8;
}

void PdfFlow::addFigures(const ReportFigures& figures)
{
    constexpr int columns = 3;
    const double width = textWidth() / columns;
    const double height = 62;
    for (std::size_t i = 0; i < figures.values.size(); ++i) {
        if (i % columns == 0) {
            if (i > 0)
                m_y += height;
            need(height);
        }
        const QRectF cell(margin + static_cast<double>(i % columns) * width, m_y, width - 8, height - 8);
        m_painter.setPen(QPen(m_tokens.line, 1));
        m_painter.drawLine(cell.topLeft(), cell.topRight());
        m_painter.setFont(font(10));
        m_painter.setPen(m_tokens.textMuted);
        m_painter.drawText(cell.adjusted(0, 3, 0, 0), Qt::AlignLeft | Qt::AlignTop,
                           QFontMetricsF(m_painter.font()).elidedText(figures.values[i].label, Qt::ElideRight, cell.width()));
        m_painter.setFont(font(19, true));
        m_painter.setPen(m_tokens.text);
        m_painter.drawText(cell.adjusted(0, 16, 0, 0), Qt::AlignLeft | Qt::AlignTop, figures.values[i].value);
        m_painter.setFont(font(10));
        m_painter.setPen(m_tokens.textMuted);
        m_painter.drawText(cell.adjusted(0, 0, 0, 2), Qt::AlignLeft | Qt::AlignBottom, figures.values[i].range);
        m_fresh = false;
    }
    m_y += height + 8;
}

void PdfFlow::addTable(const ReportTable& table)
{
    if (table.onlyHtml)
        return;
    PdfTable(*this, table).paint();
    m_y += 14;
}

void PdfFlow::addPicture(const ReportPicture& picture)
{
    const QFont captionFont = font(11);
    const QString caption = QCoreApplication::translate("Report", "Figure %1. %2").arg(++m_pictures).arg(picture.caption);
    const double captionHeight = QFontMetricsF(captionFont).boundingRect(QRectF(0, 0, textWidth(), 1e6), wordWrapping, caption).height();
    // A little too high is made to fit; much too high moves on.
    double height = picture.height;
    if (height + captionHeight + 10 > left() && left() > picture.leastShare * height + captionHeight + 10)
        height = left() - captionHeight - 10;
    need(height + captionHeight + 10);
    height = std::min(height, left() - captionHeight - 10);
    const QRectF area(margin, m_y, textWidth(), height);
    m_painter.save();
    m_painter.setFont(font(11));
    picture.paint(m_painter, area);
    m_painter.restore();
    m_y += height + 4;
    m_fresh = false;
    text(caption, captionFont, m_tokens.textMuted);
    m_y += 14;
}

void PdfFlow::add(const ReportBlock& block, const ReportBlock* next)
{
    struct Visitor {
        PdfFlow& flow;
        const ReportBlock* next;
        void operator()(const ReportTitle& b) const { flow.addTitle(b); }
        void operator()(const ReportVerdict& b) const { flow.addVerdict(b); }
        void operator()(const ReportHeading& b) const { flow.addHeading(b, next); }
        void operator()(const ReportParagraph& b) const { flow.addParagraph(b); }
        void operator()(const ReportFigures& b) const { flow.addFigures(b); }
        void operator()(const ReportTable& b) const { flow.addTable(b); }
        void operator()(const ReportPicture& b) const { flow.addPicture(b); }
        void operator()(const ReportPageBreak&) const
        {
            if (!flow.m_fresh)
                flow.newPage();
        }
    };
    std::visit(Visitor{*this, next}, block);
}

} // namespace shardscape
