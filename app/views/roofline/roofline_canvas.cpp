// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/roofline/roofline_canvas.h"

#include <QKeyEvent>
#include <QPainter>

namespace shardscape {

RooflineCanvas::RooflineCanvas(QWidget* parent) : QWidget(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Roofline of the step's operations"));
}

void RooflineCanvas::setRoofline(Roofline roofline)
{
    m_roofline = std::move(roofline);
    if (m_point && *m_point >= static_cast<int>(m_roofline.points.size()))
        m_point.reset();
    update();
}

void RooflineCanvas::setTokens(const Tokens& tokens)
{
    m_tokens = &tokens;
    update();
}

RooflineGeometry RooflineCanvas::geometryNow() const
{
    const QFontMetricsF metrics(font());
    return {m_roofline, QRectF(rect()).adjusted(6, 4, -6, -2), metrics.height(), metrics.horizontalAdvance(QLatin1Char('0'))};
}

void RooflineCanvas::paintPicture(QPainter& painter) const
{
    if (m_tokens == nullptr)
        return;
    painter.fillRect(rect(), m_tokens->surface);
    if (m_roofline.points.empty()) {
        painter.setPen(m_tokens->textMuted);
        painter.drawText(rect().adjusted(8, 0, -8, 0), Qt::AlignCenter | Qt::TextWordWrap,
                         tr("The operations of a training step stand here; this evaluation lists none."));
        return;
    }
    paintRoofline(painter, geometryNow(), {.roofline = m_roofline, .tokens = *m_tokens, .point = m_point});
}

void RooflineCanvas::setPoint(std::optional<int> point)
{
    if (point == m_point)
        return;
    m_point = point;
    const QString words = point ? describe(m_roofline.points[static_cast<std::size_t>(*point)]) : QString();
    setAccessibleDescription(words);
    setToolTip(words);
    setCursor(point ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void RooflineCanvas::choose()
{
    if (m_point && !m_roofline.points[static_cast<std::size_t>(*m_point)].derivation.isEmpty())
        Q_EMIT chosen(m_roofline.points[static_cast<std::size_t>(*m_point)].derivation);
}

void RooflineCanvas::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintPicture(painter);
}

void RooflineCanvas::mouseMoveEvent(QMouseEvent* event) { setPoint(geometryNow().pointAt(event->position())); }

void RooflineCanvas::mousePressEvent(QMouseEvent* event)
{
    setPoint(geometryNow().pointAt(event->position()));
    if (event->button() == Qt::LeftButton)
        choose();
}

void RooflineCanvas::leaveEvent(QEvent*)
{
    if (!hasFocus())
        setPoint(std::nullopt);
}

void RooflineCanvas::keyPressEvent(QKeyEvent* event)
{
    const int points = static_cast<int>(m_roofline.points.size());
    if (points > 0 && (event->key() == Qt::Key_Right || event->key() == Qt::Key_Down))
        setPoint(m_point ? std::min(*m_point + 1, points - 1) : 0); // from the longest to the shortest
    else if (points > 0 && (event->key() == Qt::Key_Left || event->key() == Qt::Key_Up))
        setPoint(m_point ? std::max(*m_point - 1, 0) : 0);
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        choose();
    else
        QWidget::keyPressEvent(event);
}

void RooflineCanvas::focusOutEvent(QFocusEvent*) { setPoint(std::nullopt); }

} // namespace shardscape
