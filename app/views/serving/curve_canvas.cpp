// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/serving/curve_canvas.h"

#include <QKeyEvent>
#include <QPainter>

#include <algorithm>

namespace shardscape {

CurveCanvas::CurveCanvas(QWidget* parent) : QWidget(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Throughput and latency over concurrency"));
}

void CurveCanvas::setCurve(ThroughputLatency curve)
{
    m_curve = std::move(curve);
    setPoint(std::nullopt);
    update();
}

void CurveCanvas::setTokens(const Tokens& tokens)
{
    m_tokens = &tokens;
    update();
}

CurvePlot CurveCanvas::plotNow() const { return {m_curve, QRectF(rect()), QFontMetricsF(font()).height()}; }

void CurveCanvas::setPoint(std::optional<int> point)
{
    if (point == m_point)
        return;
    m_point = point;
    const QString text = point ? curvePointText(m_curve, *point) : QString();
    setAccessibleDescription(text);
    setToolTip(text);
    setCursor(point ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void CurveCanvas::paintPicture(QPainter& painter) const
{
    if (m_tokens == nullptr)
        return;
    painter.fillRect(rect(), m_tokens->surface);
    if (m_curve.points.empty()) {
        painter.setPen(m_tokens->textMuted);
        painter.drawText(rect().adjusted(8, 0, -8, 0), Qt::AlignCenter | Qt::TextWordWrap,
                         tr("No curve: it is drawn for inference, once the plan has an evaluation."));
        return;
    }
    paintCurve(painter, plotNow(), {.curve = m_curve, .tokens = *m_tokens, .point = m_point});
}

void CurveCanvas::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintPicture(painter);
}

void CurveCanvas::mouseMoveEvent(QMouseEvent* event) { setPoint(plotNow().pointAt(event->position())); }

void CurveCanvas::mousePressEvent(QMouseEvent* event)
{
    const std::optional<int> point = plotNow().pointAt(event->position());
    setPoint(point);
    if (event->button() == Qt::LeftButton && point)
        Q_EMIT chosen(m_curve.points[static_cast<std::size_t>(*point)].concurrency);
}

void CurveCanvas::leaveEvent(QEvent*)
{
    if (!hasFocus())
        setPoint(std::nullopt);
}

void CurveCanvas::keyPressEvent(QKeyEvent* event)
{
    const int last = static_cast<int>(m_curve.points.size()) - 1;
    const int present = m_point.value_or(m_curve.chosen);
    if (last >= 0 && event->key() == Qt::Key_Right)
        setPoint(m_point ? std::min(present + 1, last) : present);
    else if (last >= 0 && event->key() == Qt::Key_Left)
        setPoint(m_point ? std::max(present - 1, 0) : present);
    else if (last >= 0 && m_point && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter))
        Q_EMIT chosen(m_curve.points[static_cast<std::size_t>(*m_point)].concurrency);
    else
        QWidget::keyPressEvent(event);
}

void CurveCanvas::focusOutEvent(QFocusEvent*) { setPoint(std::nullopt); }

} // namespace shardscape
