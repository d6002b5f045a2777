// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/search/front_canvas.h"

#include "views/search/search_words.h"

#include <QKeyEvent>
#include <QPainter>

#include <algorithm>
#include <utility>

namespace shardscape {

FrontCanvas::FrontCanvas(QWidget* parent) : QWidget(parent)
{
    makeItemsAccessible();
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setObjectName(QStringLiteral("frontCanvas"));
    setAccessibleName(tr("Pareto front of the search"));
}

void FrontCanvas::setPicture(FrontPicture picture)
{
    std::optional<std::uint64_t> number;
    if (m_point)
        number = m_picture.point(*m_point).number;
    m_picture = std::move(picture);
    m_point.reset();
    for (std::size_t i = 0; number && !m_point && i < m_picture.size(); ++i)
        if (m_picture.point(i).number == *number)
            m_point = i;
    if (number && !m_point)
        Q_EMIT hovered(-1);
    update();
}

void FrontCanvas::setTokens(const Tokens& tokens)
{
    m_tokens = &tokens;
    update();
}

void FrontCanvas::setEmptyText(const QString& text)
{
    m_emptyText = text;
    update();
}

FrontPlot FrontCanvas::plotNow() const
{
    const QFontMetricsF metrics(font());
    return {m_picture, QRectF(rect()), metrics.height(), tickWidth(m_picture, metrics)};
}

void FrontCanvas::setPoint(std::optional<std::size_t> point)
{
    if (point == m_point)
        return;
    m_point = point;
    const QString words = point && m_words ? m_words(m_picture.point(*point)) : QString();
    setToolTip(words);
    setAccessibleDescription(words);
    setCursor(point ? Qt::PointingHandCursor : Qt::ArrowCursor);
    if (hasFocus())
        announceItem(*this, *this);
    update();
    Q_EMIT hovered(currentItem());
}

void FrontCanvas::paintPicture(QPainter& painter) const
{
    if (m_tokens == nullptr)
        return;
    painter.fillRect(rect(), m_tokens->surface);
    if (m_picture.size() == 0) {
        painter.setPen(m_tokens->textMuted);
        painter.drawText(rect().adjusted(12, 0, -12, 0), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
        return;
    }
    paintFront(painter, plotNow(), m_picture, *m_tokens, m_point);
}

void FrontCanvas::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintPicture(painter);
    if (hasFocus() && m_tokens != nullptr) {
        painter.setPen(QPen(m_tokens->accent, 2));
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

void FrontCanvas::mouseMoveEvent(QMouseEvent* event) { setPoint(plotNow().pointAt(event->position())); }

void FrontCanvas::mousePressEvent(QMouseEvent* event)
{
    setPoint(plotNow().pointAt(event->position()));
    if (event->button() == Qt::LeftButton && m_point)
        Q_EMIT picked(currentItem());
}

void FrontCanvas::mouseDoubleClickEvent(QMouseEvent* event)
{
    setPoint(plotNow().pointAt(event->position()));
    if (event->button() == Qt::LeftButton && m_point)
        Q_EMIT chosen(currentItem());
}

void FrontCanvas::leaveEvent(QEvent*)
{
    if (!hasFocus())
        setPoint(std::nullopt);
}

void FrontCanvas::keyPressEvent(QKeyEvent* event)
{
    const std::size_t count = m_picture.size();
    const std::optional<std::size_t> before = m_point;
    if (count > 0 && (event->key() == Qt::Key_Right || event->key() == Qt::Key_Down))
        setPoint(m_point ? std::min(*m_point + 1, count - 1) : 0);
    else if (count > 0 && (event->key() == Qt::Key_Left || event->key() == Qt::Key_Up))
        setPoint(m_point && *m_point > 0 ? *m_point - 1 : 0);
    else if (count > 0 && event->key() == Qt::Key_Home)
        setPoint(0);
    else if (count > 0 && event->key() == Qt::Key_End)
        setPoint(count - 1);
    else if (m_point && event->key() == Qt::Key_Escape)
        setPoint(std::nullopt);
    else if (m_point && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter))
        Q_EMIT chosen(currentItem());
    else
        QWidget::keyPressEvent(event);
    if (m_point && m_point != before)
        Q_EMIT picked(currentItem());
}

void FrontCanvas::focusOutEvent(QFocusEvent*)
{
    setPoint(std::nullopt);
    update();
}

QString FrontCanvas::itemName(int index) const
{
    const auto place = static_cast<std::size_t>(index);
    return place < m_picture.front.size() ? tr("Plan %1 of the front").arg(index + 1) : tr("Further plan %1").arg(index + 1);
}

QString FrontCanvas::itemValue(int index) const { return m_words ? m_words(m_picture.point(static_cast<std::size_t>(index))) : QString(); }

QRect FrontCanvas::itemRect(int index) const
{
    const QPointF at = plotNow().at(m_picture.point(static_cast<std::size_t>(index)).objective);
    return QRectF(at - QPointF(6, 6), QSizeF(12, 12)).toRect();
}

int FrontCanvas::itemAt(QPoint position) const
{
    const auto point = plotNow().pointAt(position);
    return point ? static_cast<int>(*point) : -1;
}

} // namespace shardscape
