// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/window/figure_button.h"

#include <QPainter>
#include <QStyle>
#include <QStyleOptionToolButton>

namespace shardscape {

namespace {
constexpr int padding = 7;
constexpr int markGap = 4;
} // namespace

FigureButton::FigureButton(QWidget* parent) : QToolButton{parent}
{
    setAutoRaise(true);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
}

void FigureButton::setFigure(const QString& caption, const QString& value, const Tokens& tokens)
{
    m_caption = caption;
    m_value = value;
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
    return {std::max(caption.horizontalAdvance(m_caption) + mark, value.horizontalAdvance(m_value)) + 2 * padding,
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
    painter.drawText(QRect(x, y, width() - x, caption.height()), Qt::AlignLeft | Qt::AlignVCenter, m_caption);
    painter.setFont(valueFont());
    painter.setPen(m_stale ? m_staleColor : m_valueColor);
    painter.drawText(QRect(padding, y + caption.height(), width() - padding, height() - y - caption.height() - padding / 2),
                     Qt::AlignLeft | Qt::AlignVCenter, m_value);
    if (hasFocus()) {
        painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
        painter.setRenderHint(QPainter::Antialiasing);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 3, 3);
    }
}

} // namespace shardscape
