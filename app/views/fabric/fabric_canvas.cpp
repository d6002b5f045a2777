// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/fabric/fabric_canvas.h"

#include "views/common/text_scale.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace shardscape {

FabricCanvas::FabricCanvas(QWidget* parent) : PictureCanvas(parent)
{
    setAccessibleName(tr("Fabric: links and their load"));
}

void FabricCanvas::setModel(std::shared_ptr<const FabricModel> model)
{
    const bool same = m_model && model && m_model->fabric().vertices().size() == model->fabric().vertices().size();
    m_model = std::move(model);
    m_busiest = -1;
    setAccessibleDescription(m_model ? m_model->bottleneck() : QString());
    findOrders();
    pictureChanged(!same);
}

void FabricCanvas::setHubFocus(Focus focus)
{
    if (focus == m_focus)
        return;
    m_focus = focus;
    findOrders();
    update();
}

void FabricCanvas::findOrders()
{
    m_orders.clear();
    if (!m_model)
        return;
    if (m_focus.kind == Focus::Kind::Gpu && m_focus.id >= 0 && m_focus.id < m_model->fabric().gpus())
        m_orders = m_model->ordersOf(static_cast<int>(m_focus.id));
    else if (m_focus.kind == Focus::Kind::Group)
        m_orders = m_model->ordersOfGroup(m_focus.id);
}

void FabricCanvas::setMode(FabricMode mode)
{
    m_mode = mode;
    invalidateBase();
}

QString FabricCanvas::emptyText() const { return tr("No fabric: the plan has no evaluation yet."); }

Camera FabricCanvas::fittedCamera() const { return fitCamera(m_model->layout().bounds(), viewport().size()); }

FabricPicture FabricCanvas::picture() const { return {*m_model, *tokens(), camera(), viewport(), textScale(font())}; }

QRectF FabricCanvas::matrixRect() const { return viewport().adjusted(8, 8, -8, -8); }

void FabricCanvas::paintBase(QPainter& painter)
{
    switch (m_mode) {
    case FabricMode::Graph: paintFabric(painter, picture()); return;
    case FabricMode::Links: paintFabricMatrix(painter, matrixRect(), *m_model, *tokens()); return;
    case FabricMode::Pairs: paintPairMatrix(painter, matrixRect(), *m_model, *tokens()); return;
    case FabricMode::Difference:
        if (m_model->hasBaseline())
            paintFabricDifference(painter, matrixRect(), *m_model, *tokens());
        return;
    }
}

void FabricCanvas::paintLegend(QPainter& painter, const QRectF& strip)
{
    if (m_mode == FabricMode::Pairs)
        paintPairLegend(painter, strip, *m_model, *tokens());
    else if (m_mode == FabricMode::Difference)
        paintDifferenceLegend(painter, strip, *tokens());
    else
        paintFabricLegend(painter, strip, picture());
}

void FabricCanvas::paintOverlay(QPainter& painter)
{
    if (m_mode != FabricMode::Graph)
        return;
    paintFabricFocus(painter, picture(), m_focus);
    paintFabricRings(painter, picture(), m_orders);
}

Focus FabricCanvas::nearestLink(QPointF position, int node) const
{
    constexpr double reach = 6.0; // pixels
    const Fabric& fabric = m_model->fabric();
    Focus best;
    double bestDistance = reach;
    const auto consider = [&](int link) {
        const QLineF line = camera().toScreen(m_model->layout().linkLine(fabric, link));
        const double arc = m_model->layout().arcDepth(fabric, link) * camera().scale;
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
    const auto considerNode = [&](int n) {
        for (int i = fabric.firstLinkOf(n); i < fabric.firstLinkOf(n + 1); ++i)
            consider(i);
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

std::optional<QPoint> FabricCanvas::cellAt(QPointF position, QSize cells) const
{
    const QRectF area = fabricMatrixCells(matrixRect());
    if (!area.contains(position))
        return std::nullopt;
    const QPointF at = position - area.topLeft();
    return QPoint(std::min(cells.width() - 1, static_cast<int>(at.x() * cells.width() / area.width())),
                  std::min(cells.height() - 1, static_cast<int>(at.y() * cells.height() / area.height())));
}

QString FabricCanvas::wordsAt(QPointF position) const
{
    if (!m_model)
        return {};
    if (m_mode == FabricMode::Pairs) {
        const std::optional<QPoint> cell = cellAt(position, {m_model->pairs().blocks, m_model->pairs().blocks});
        return cell ? m_model->describePair(cell->y(), cell->x()) : QString();
    }
    const Focus thing = thingAt(position);
    if (thing.kind == Focus::Kind::Link)
        return m_model->describe(static_cast<int>(thing.id));
    return thing.kind == Focus::Kind::Gpu ? m_model->nameOf(m_model->fabric().gpuVertex(static_cast<int>(thing.id))) : QString();
}

Focus FabricCanvas::thingAt(QPointF position) const
{
    if (!m_model || !viewport().contains(position))
        return {};
    if (m_mode == FabricMode::Links || m_mode == FabricMode::Difference) {
        const std::optional<QPoint> cell = cellAt(position, fabricMatrixSize(*m_model));
        const int link = cell ? linkOfMatrixCell(*m_model, cell->x(), cell->y()) : -1;
        return link < 0 ? Focus{} : Focus{Focus::Kind::Link, link};
    }
    if (m_mode == FabricMode::Pairs) {
        const PairTraffic& pairs = m_model->pairs();
        const std::optional<QPoint> cell = cellAt(position, {pairs.blocks, pairs.blocks});
        return cell && pairs.gpusPerBlock == 1 ? Focus{Focus::Kind::Gpu, cell->y()} : Focus{};
    }
    const Fabric& fabric = m_model->fabric();
    const QPointF world = camera().toWorld(position);
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
    if ((event->buttons() & (Qt::LeftButton | Qt::MiddleButton)) != 0 && canMove()) {
        if ((event->position() - m_pressAt).manhattanLength() > 4)
            m_panning = true;
        if (m_panning) {
            pan(event->position() - m_last);
            m_last = event->position();
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
    const int node = m_model ? m_model->layout().nodeAt(camera().toWorld(event->position())) : -1;
    if (node >= 0 && canMove())
        setCamera(fitCamera(m_model->layout().nodeRect(node), viewport().size()));
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
    switch (event->key()) {
    case Qt::Key_Left: pan({40, 0}); return;
    case Qt::Key_Right: pan({-40, 0}); return;
    case Qt::Key_Up: pan({0, 40}); return;
    case Qt::Key_Down: pan({0, -40}); return;
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
        QToolTip::showText(help->globalPos(), wordsAt(help->pos()), this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace shardscape
