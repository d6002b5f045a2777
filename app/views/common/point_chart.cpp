// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/point_chart.h"

#include <QKeyEvent>
#include <QPainter>

#include <algorithm>

namespace shardscape {

PointChart::PointChart(QWidget* parent) : QWidget(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
}

void PointChart::setTokens(const Tokens& tokens)
{
    m_tokens = &tokens;
    update();
}

void PointChart::pointsChanged(bool keepsPoint)
{
    if (!keepsPoint || (m_point && *m_point >= pointCount()))
        setPoint(std::nullopt);
    update();
}

void PointChart::setPoint(std::optional<int> point)
{
    if (point == m_point)
        return;
    m_point = point;
    const QString words = point ? pointWords(*point) : QString();
    setAccessibleDescription(words);
    setToolTip(words);
    setCursor(point ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void PointChart::paintPicture(QPainter& painter) const
{
    if (m_tokens == nullptr)
        return;
    painter.fillRect(rect(), m_tokens->surface);
    if (pointCount() > 0)
        return paintChart(painter, *m_tokens);
    painter.setPen(m_tokens->textMuted);
    painter.drawText(rect().adjusted(8, 0, -8, 0), Qt::AlignCenter | Qt::TextWordWrap, emptyText());
}

void PointChart::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintPicture(painter);
}

void PointChart::mouseMoveEvent(QMouseEvent* event) { setPoint(pointAt(event->position())); }

void PointChart::mousePressEvent(QMouseEvent* event)
{
    setPoint(pointAt(event->position()));
    if (event->button() == Qt::LeftButton && m_point)
        take(*m_point);
}

void PointChart::leaveEvent(QEvent*)
{
    if (!hasFocus())
        setPoint(std::nullopt);
}

void PointChart::keyPressEvent(QKeyEvent* event)
{
    const int last = pointCount() - 1;
    const int key = event->key();
    if (last >= 0 && (key == Qt::Key_Right || key == Qt::Key_Down))
        setPoint(m_point ? std::min(*m_point + 1, last) : firstPoint());
    else if (last >= 0 && (key == Qt::Key_Left || key == Qt::Key_Up))
        setPoint(m_point ? std::max(*m_point - 1, 0) : firstPoint());
    else if (m_point && (key == Qt::Key_Return || key == Qt::Key_Enter))
        take(*m_point);
    else
        QWidget::keyPressEvent(event);
}

void PointChart::focusOutEvent(QFocusEvent*) { setPoint(std::nullopt); }

} // namespace shardscape
