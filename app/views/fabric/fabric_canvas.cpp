// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/fabric/fabric_canvas.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace shardscape {

FabricCanvas::FabricCanvas(QWidget* parent) : QWidget(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(tr("Fabric: links and their load"));
}

void FabricCanvas::setModel(std::shared_ptr<const FabricModel> model)
{
    const bool same = m_model && model && m_model->fabric().vertices().size() == model->fabric().vertices().size();
    m_model = std::move(model);
    m_busiest = -1;
    if (!same)
        m_fitted = true;
    if (m_fitted)
        fit();
    setAccessibleDescription(m_model ? m_model->bottleneck() : QString());
    invalidate();
}

void FabricCanvas::setTokens(const Tokens& tokens)
{
    m_tokens = &tokens;
    invalidate();
}

void FabricCanvas::setHubFocus(Focus focus)
{
    if (focus == m_focus)
        return;
    m_focus = focus;
    update();
}

void FabricCanvas::setShowsMatrix(bool on)
{
    m_matrix = on;
    invalidate();
}

void FabricCanvas::setCamera(const FabricCamera& camera)
{
    m_camera = camera;
    m_fitted = false;
    invalidate();
}

void FabricCanvas::fit()
{
    m_fitted = true;
    if (m_model)
        m_camera = fitCamera(m_model->layout().bounds(), viewport().size());
    invalidate();
}

QRectF FabricCanvas::viewport() const { return QRectF(rect()).adjusted(0, 0, 0, -(fontMetrics().height() + 8)); }

FabricPicture FabricCanvas::picture() const { return {*m_model, *m_tokens, m_camera, viewport()}; }

void FabricCanvas::invalidate()
{
    m_base = QImage();
    update();
}

QRectF FabricCanvas::matrixRect() const { return viewport().adjusted(8, 8, -8, -8); }

void FabricCanvas::renderBase()
{
    const double ratio = devicePixelRatioF();
    m_base = QImage(size() * ratio, QImage::Format_RGB32);
    m_base.setDevicePixelRatio(ratio);
    m_base.fill(m_tokens->ground);
    QPainter painter(&m_base);
    painter.setFont(font());
    const QRectF strip(0, viewport().bottom(), width(), height() - viewport().bottom());
    if (m_model && m_matrix)
        paintFabricMatrix(painter, matrixRect(), *m_model, *m_tokens);
    else if (m_model)
        paintFabric(painter, picture());
    painter.setFont(font());
    painter.fillRect(strip, m_tokens->surface);
    if (m_model)
        paintFabricLegend(painter, strip, picture());
}

void FabricCanvas::paintEvent(QPaintEvent*)
{
    if (m_tokens == nullptr)
        return;
    if (m_base.isNull() || m_base.devicePixelRatio() != devicePixelRatioF())
        renderBase();
    QPainter painter(this);
    painter.drawImage(0, 0, m_base);
    if (!m_model) {
        painter.setPen(m_tokens->textMuted);
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, tr("No fabric: the plan has no evaluation yet."));
    } else if (!m_matrix) {
        paintFabricFocus(painter, picture(), m_focus);
    }
    if (hasFocus()) {
        painter.setPen(QPen(m_tokens->accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

void FabricCanvas::resizeEvent(QResizeEvent*)
{
    if (m_fitted)
        fit();
    invalidate();
}

void FabricCanvas::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange)
        invalidate();
    QWidget::changeEvent(event);
}

Focus FabricCanvas::nearestLink(QPointF position, int node) const
{
    constexpr double reach = 6.0; // pixels
    const Fabric& fabric = m_model->fabric();
    Focus best;
    double bestDistance = reach;
    const auto consider = [&](int link) {
        const QLineF line = m_camera.toScreen(m_model->layout().linkLine(fabric, link));
        const double arc = m_model->layout().arcDepth(fabric, link) * m_camera.scale;
        double distance = reach;
        if (arc > 0.0) {
            const QPainterPath path = fabricLinkPath(line, arc);
            for (int i = 0; i <= 24; ++i)
                distance = std::min(distance, QLineF(position, path.pointAtPercent(i / 24.0)).length());
        } else {
            const QPointF along = line.p2() - line.p1();
            const double length = QPointF::dotProduct(along, along);
            const double t = length > 0.0 ? std::clamp(QPointF::dotProduct(position - line.p1(), along) / length, 0.0, 1.0) : 0.0;
            distance = QLineF(position, line.p1() + along * t).length();
        }
        if (distance < bestDistance) {
            bestDistance = distance;
            best = {Focus::Kind::Link, link};
        }
    };
    const int perNode = static_cast<int>(fabric.nodeTemplate().links.size());
    const auto considerNode = [&](int n) {
        for (int i = 0; i < perNode; ++i)
            consider(fabric.firstLinkOf(n) + i);
    };
    if (node >= 0 && showsNodeInside(picture()))
        considerNode(node);
    if (node < 0 && m_model->layout().drawsNodeUplinks())
        for (int n = 0; n < fabric.nodes(); ++n)
            considerNode(n);
    for (int link = fabric.firstLinkOf(fabric.nodes()); node < 0 && link < static_cast<int>(fabric.links().size()); ++link)
        consider(link);
    return best;
}

Focus FabricCanvas::thingAt(QPointF position) const
{
    if (!m_model || !viewport().contains(position))
        return {};
    if (m_matrix) {
        const QRectF area = fabricMatrixCells(matrixRect());
        const QSize cells = fabricMatrixSize(*m_model);
        const QPointF at = position - area.topLeft();
        const int link = linkOfMatrixCell(*m_model, static_cast<int>(at.x() * cells.width() / area.width()),
                                          static_cast<int>(at.y() * cells.height() / area.height()));
        return link < 0 || !area.contains(position) ? Focus{} : Focus{Focus::Kind::Link, link};
    }
    const Fabric& fabric = m_model->fabric();
    const QPointF world = m_camera.toWorld(position);
    const int node = m_model->layout().nodeAt(world);
    if (node >= 0 && showsNodeInside(picture()))
        for (int gpu = node * fabric.gpusPerNode(); gpu < (node + 1) * fabric.gpusPerNode(); ++gpu)
            if (m_model->layout().vertexRect(fabric, fabric.gpuVertex(gpu)).contains(world))
                return {Focus::Kind::Gpu, gpu};
    return nearestLink(position, node);
}

void FabricCanvas::mousePressEvent(QMouseEvent* event)
{
    m_pressAt = m_last = event->position();
    m_panning = false;
}

void FabricCanvas::mouseMoveEvent(QMouseEvent* event)
{
    if ((event->buttons() & (Qt::LeftButton | Qt::MiddleButton)) != 0 && !m_matrix) {
        if ((event->position() - m_pressAt).manhattanLength() > 4)
            m_panning = true;
        if (m_panning) {
            m_fitted = false;
            m_camera.origin -= (event->position() - m_last) / m_camera.scale;
            m_last = event->position();
            invalidate();
            return;
        }
    }
    Q_EMIT hovered(thingAt(event->position()));
}

void FabricCanvas::mouseReleaseEvent(QMouseEvent* event)
{
    if (!m_panning && event->button() == Qt::LeftButton)
        Q_EMIT pinned(thingAt(event->position()));
    m_panning = false;
}

void FabricCanvas::mouseDoubleClickEvent(QMouseEvent* event)
{
    const int node = m_model ? m_model->layout().nodeAt(m_camera.toWorld(event->position())) : -1;
    if (node >= 0 && !m_matrix)
        setCamera(fitCamera(m_model->layout().nodeRect(node), viewport().size()));
}

void FabricCanvas::zoom(QPointF at, double factor)
{
    if (!m_model || m_matrix)
        return;
    m_fitted = false;
    m_camera.zoomAt(at, factor);
    invalidate();
}

void FabricCanvas::wheelEvent(QWheelEvent* event)
{
    zoom(event->position(), std::pow(1.0015, event->angleDelta().y()));
    event->accept();
}

void FabricCanvas::leaveEvent(QEvent*) { Q_EMIT hovered({}); }

void FabricCanvas::stepThroughBusiest(int step)
{
    if (!m_model || m_model->ranking().empty())
        return;
    const int count = static_cast<int>(m_model->ranking().size());
    m_busiest = m_busiest < 0 ? 0 : (m_busiest + step + count) % count;
    Q_EMIT hovered({Focus::Kind::Link, m_model->ranking()[static_cast<std::size_t>(m_busiest)]});
}

void FabricCanvas::keyPressEvent(QKeyEvent* event)
{
    const auto pan = [this](double x, double y) {
        m_fitted = false;
        m_camera.origin += QPointF(x, y) / m_camera.scale;
        invalidate();
    };
    switch (event->key()) {
    case Qt::Key_Left: pan(-40, 0); return;
    case Qt::Key_Right: pan(40, 0); return;
    case Qt::Key_Up: pan(0, -40); return;
    case Qt::Key_Down: pan(0, 40); return;
    case Qt::Key_Plus:
    case Qt::Key_Equal: zoom(viewport().center(), 1.25); return;
    case Qt::Key_Minus: zoom(viewport().center(), 0.8); return;
    case Qt::Key_0: fit(); return;
    case Qt::Key_N: stepThroughBusiest((event->modifiers() & Qt::ShiftModifier) != 0 ? -1 : 1); return;
    case Qt::Key_Return:
    case Qt::Key_Enter: Q_EMIT pinned(m_focus); return;
    case Qt::Key_Escape:
        Q_EMIT hovered({});
        Q_EMIT pinned({});
        return;
    default: QWidget::keyPressEvent(event);
    }
}

bool FabricCanvas::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip && m_model) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const Focus thing = thingAt(help->pos());
        const QString words = thing.kind == Focus::Kind::Link  ? m_model->describe(static_cast<int>(thing.id))
                              : thing.kind == Focus::Kind::Gpu ? m_model->nameOf(m_model->fabric().gpuVertex(static_cast<int>(thing.id)))
                                                               : QString();
        QToolTip::showText(help->globalPos(), words, this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace shardscape
