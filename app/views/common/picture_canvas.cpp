// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/picture_canvas.h"

#include <QEvent>
#include <QGestureEvent>
#include <QNativeGestureEvent>
#include <QPainter>
#include <QWheelEvent>

#include <cmath>

namespace shardscape {

PictureCanvas::PictureCanvas(QWidget* parent) : QWidget(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    grabGesture(Qt::PinchGesture);
}

/// Two fingers on a touch screen come as a gesture, on a touch pad as a native one.
bool PictureCanvas::event(QEvent* event)
{
    if (event->type() == QEvent::NativeGesture) {
        const auto* native = static_cast<QNativeGestureEvent*>(event);
        if (native->gestureType() == Qt::ZoomNativeGesture)
            zoom(native->position(), 1.0 + native->value());
        return true;
    }
    if (event->type() == QEvent::Gesture) {
        if (const QGesture* gesture = static_cast<QGestureEvent*>(event)->gesture(Qt::PinchGesture)) {
            const auto* pinch = static_cast<const QPinchGesture*>(gesture);
            zoom(mapFromGlobal(pinch->centerPoint()), pinch->scaleFactor());
            return true;
        }
    }
    return QWidget::event(event);
}

void PictureCanvas::setTokens(const Tokens& tokens)
{
    m_tokens = &tokens;
    invalidateBase();
}

void PictureCanvas::setCamera(const Camera& camera)
{
    m_camera = camera;
    m_fitted = false;
    invalidateBase();
}

void PictureCanvas::fit()
{
    m_fitted = true;
    if (hasPicture())
        m_camera = fittedCamera();
    invalidateBase();
}

void PictureCanvas::pictureChanged(bool isAnother)
{
    m_fitted = m_fitted || isAnother;
    if (m_fitted)
        fit();
    invalidateBase();
}

QRectF PictureCanvas::viewport() const { return QRectF(rect()).adjusted(0, 0, 0, -(legendLines() * fontMetrics().height() + 8)); }

void PictureCanvas::invalidateBase()
{
    m_base = QImage();
    update();
}

void PictureCanvas::pan(QPointF pixels)
{
    if (!canMove())
        return;
    m_fitted = false;
    m_camera.origin -= pixels / m_camera.scale;
    invalidateBase();
}

void PictureCanvas::zoom(QPointF at, double factor)
{
    if (!hasPicture() || !canMove())
        return;
    m_fitted = false;
    m_camera.zoomAt(at, factor, 0.5 * fittedCamera().scale, closestScale());
    invalidateBase();
}

void PictureCanvas::renderBase()
{
    const double ratio = devicePixelRatioF();
    m_base = QImage(size() * ratio, QImage::Format_RGB32);
    m_base.setDevicePixelRatio(ratio);
    QPainter painter(&m_base);
    paintPicture(painter);
}

void PictureCanvas::paintPicture(QPainter& painter)
{
    painter.fillRect(rect(), m_tokens->ground);
    painter.setFont(font());
    painter.setClipRect(viewport());
    if (hasPicture())
        paintBase(painter);
    painter.setClipping(false);
    painter.setFont(font());
    const QRectF strip(0, viewport().bottom(), width(), height() - viewport().bottom());
    painter.fillRect(strip, m_tokens->surface);
    if (hasPicture())
        paintLegend(painter, strip);
}

void PictureCanvas::paintEvent(QPaintEvent*)
{
    if (m_tokens == nullptr)
        return;
    if (m_base.isNull() || m_base.devicePixelRatio() != devicePixelRatioF())
        renderBase();
    QPainter painter(this);
    painter.drawImage(0, 0, m_base);
    painter.setFont(font());
    if (hasPicture()) {
        paintOverlay(painter);
    } else {
        painter.setPen(m_tokens->textMuted);
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, emptyText());
    }
    if (hasFocus()) {
        painter.setPen(QPen(m_tokens->accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

void PictureCanvas::resizeEvent(QResizeEvent*)
{
    if (m_fitted)
        fit();
    invalidateBase();
}

void PictureCanvas::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange)
        invalidateBase();
    QWidget::changeEvent(event);
}

void PictureCanvas::wheelEvent(QWheelEvent* event)
{
    zoom(event->position(), std::pow(1.2, event->angleDelta().y() / 120.0));
    event->accept();
}

} // namespace shardscape
