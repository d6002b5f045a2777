// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/mesh/mesh_canvas.h"

#include <QEvent>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace shardscape {

MeshCanvas::MeshCanvas(QWidget* parent) : PictureCanvas(parent)
{
    setAccessibleName(tr("Mesh: ranks on GPUs"));
}

void MeshCanvas::setModel(std::shared_ptr<const MeshModel> model)
{
    const bool sameCluster =
        m_model && model && m_model->gpus() == model->gpus() && m_model->geometry.gpusPerNode() == model->geometry.gpusPerNode();
    if (isMoving())
        cancelGesture();
    m_model = std::move(model);
    if (!sameCluster) {
        m_selection.clear();
        m_cursor.reset();
        m_anchor.reset();
        m_hovered.reset();
        fit();
        Q_EMIT selectionChanged();
    }
    invalidateBase();
}

void MeshCanvas::setFocusedGpu(std::optional<int> gpu)
{
    if (gpu == m_focused)
        return;
    m_focused = gpu;
    update();
}

void MeshCanvas::setGestureNote(const QString& note)
{
    if (note == m_note)
        return;
    m_note = note;
    update();
}

void MeshCanvas::setSelection(std::vector<int> gpus)
{
    std::sort(gpus.begin(), gpus.end());
    gpus.erase(std::unique(gpus.begin(), gpus.end()), gpus.end());
    if (gpus == m_selection)
        return;
    m_selection = std::move(gpus);
    update();
    Q_EMIT selectionChanged();
    if (m_selection.size() == 1 && m_model)
        Q_EMIT spoken(m_model->describe(m_selection.front()));
    else
        Q_EMIT spoken(tr("%n GPU(s) selected", nullptr, static_cast<int>(m_selection.size())));
}

void MeshCanvas::setFlow(MeshFlow flow)
{
    if (flow == m_flow)
        return;
    m_flow = std::move(flow);
    update();
}

QString MeshCanvas::emptyText() const { return tr("No mesh: the plan has no evaluation yet."); }

Camera MeshCanvas::fittedCamera() const { return fitCamera(m_model->geometry.bounds(), viewport().size(), closestMeshFit); }

MeshPicture MeshCanvas::picture() const { return {*m_model, *tokens(), camera(), viewport()}; }

QPointF MeshCanvas::centerOf(int gpu) const { return camera().toScreen(m_model->geometry.cellRect(gpu)).center(); }

std::optional<int> MeshCanvas::gpuAt(QPointF position) const
{
    if (!m_model || !viewport().contains(position))
        return std::nullopt;
    return m_model->geometry.gpuAt(camera().toWorld(position));
}

bool MeshCanvas::isSelected(int gpu) const { return std::binary_search(m_selection.begin(), m_selection.end(), gpu); }

void MeshCanvas::paintBase(QPainter& painter) { paintMesh(painter, picture()); }

void MeshCanvas::paintLegend(QPainter& painter, const QRectF& strip) { paintMeshLegend(painter, strip, picture()); }

MeshOverlay MeshCanvas::overlay() const
{
    MeshOverlay overlay{.selection = m_selection};
    if (hasFocus())
        overlay.cursor = m_cursor;
    overlay.focused = m_hovered ? m_hovered : m_focused;
    if (isMoving()) {
        overlay.focused.reset();
        overlay.dragFrom = m_block;
        overlay.dragTo = m_targets;
        overlay.label = gestureText();
        if (!m_note.isEmpty() && m_refusal.isEmpty())
            overlay.label += QStringLiteral(":  ") + m_note;
        overlay.labelIsBad = !m_refusal.isEmpty();
        overlay.labelAt = m_pointer;
        if (m_gesture == Gesture::KeyMove)
            overlay.labelAt = centerOf(m_targets.empty() ? m_grabbed : m_targets.front());
    }
    if (m_gesture == Gesture::RubberBand) {
        overlay.rubberBand = QRectF(m_pressAt, m_pointer).normalized();
        overlay.label = tr("%n GPU(s)", nullptr, static_cast<int>(m_selection.size()));
        overlay.labelAt = m_pointer;
    }
    return overlay;
}

void MeshCanvas::paintOverlay(QPainter& painter)
{
    paintMeshFlow(painter, picture(), m_flow);
    paintMeshOverlay(painter, picture(), overlay());
}

bool MeshCanvas::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip && m_model) {
        const auto* help = static_cast<QHelpEvent*>(event);
        if (const std::optional<int> gpu = gpuAt(help->pos()))
            QToolTip::showText(help->globalPos(), m_model->describe(*gpu), this);
        else
            QToolTip::hideText();
        return true;
    }
    if (event->type() == QEvent::ContextMenu && m_swallowMenu) {
        m_swallowMenu = false;
        return true;
    }
    return QWidget::event(event);
}

} // namespace shardscape
