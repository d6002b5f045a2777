// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/window/figure_button.h"

#include <QPainter>
#include <QStyle>
#include <QStyleOptionToolButton>

namespace shardscape {

namespace {
constexpr int padding = 7;
constexpr int markGap = 4;
constexpr int rangeGap = 6;
constexpr auto widestDelta = "▼ −88.8 %"; ///< larger ones widen the bar
} // namespace

FigureButton::FigureButton(QWidget* parent) : QToolButton{parent}
{
    setAutoRaise(true);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
}

void FigureButton::setFigure(const Texts& texts, const Tokens& tokens)
{
    m_texts = texts;
    m_mark = {};
    m_captionColor = tokens.textMuted;
    m_valueColor = tokens.text;
    m_staleColor = tokens.textMuted;
    updateGeometry();
    update();
}

void FigureButton::setMark(const QPixmap& mark, const QColor& captionColor)
{
    m_mark = mark;
    m_captionColor = captionColor;
    updateGeometry();
    update();
}

void FigureButton::setDelta(const QString& delta, const QColor& color)
{
    m_delta = delta;
    m_deltaColor = color;
    updateGeometry();
    update();
}

void FigureButton::setStale(bool stale)
{
    m_stale = stale;
    update();
}

QFont FigureButton::captionFont() const
{
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.88);
    return small;
}

QFont FigureButton::valueFont() const
{
    QFont bold = font();
    bold.setBold(true);
    bold.setPointSizeF(bold.pointSizeF() * 1.12);
    return bold;
}

QSize FigureButton::sizeHint() const
{
    const QFontMetrics caption(captionFont());
    const QFontMetrics value(valueFont());
    const int mark = m_mark.isNull() ? 0 : markSide + markGap;
    const int range = m_texts.range.isEmpty() ? 0 : rangeGap + caption.horizontalAdvance(m_texts.range);
    const int delta = rangeGap + std::max(caption.horizontalAdvance(QString::fromUtf8(widestDelta)), caption.horizontalAdvance(m_delta));
    return {std::max(caption.horizontalAdvance(m_texts.caption) + mark + delta, value.horizontalAdvance(m_texts.value) + range) + 2 * padding,
            caption.height() + value.height() + padding};
}

void FigureButton::paintEvent(QPaintEvent*)
{
    QStyleOptionToolButton option;
    initStyleOption(&option);
    QPainter painter(this);
    style()->drawPrimitive(QStyle::PE_PanelButtonTool, &option, &painter, this);
    const QFontMetrics caption(captionFont());
    int x = padding;
    const int y = padding / 2;
    if (!m_mark.isNull()) {
        painter.drawPixmap(x, y + (caption.height() - markSide) / 2, m_mark);
        x += markSide + markGap;
    }
    painter.setFont(captionFont());
    painter.setPen(m_stale ? m_staleColor : m_captionColor);
    painter.drawText(QRect(x, y, width() - x, caption.height()), Qt::AlignLeft | Qt::AlignVCenter, m_texts.caption);
    painter.setPen(m_stale ? m_staleColor : m_deltaColor);
    painter.drawText(QRect(padding, y, width() - 2 * padding, caption.height()), Qt::AlignRight | Qt::AlignVCenter, m_delta);
    painter.setFont(valueFont());
    painter.setPen(m_stale ? m_staleColor : m_valueColor);
    const QRect line(padding, y + caption.height(), width() - padding, height() - y - caption.height() - padding / 2);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, m_texts.value);
    if (!m_texts.range.isEmpty()) {
        const int from = QFontMetrics(valueFont()).horizontalAdvance(m_texts.value) + rangeGap;
        painter.setFont(captionFont());
        painter.setPen(m_staleColor); // muted
        painter.drawText(line.adjusted(from, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, m_texts.range);
    }
    if (hasFocus()) {
        painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
        painter.setRenderHint(QPainter::Antialiasing);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 3, 3);
    }
}

} // namespace shardscape
