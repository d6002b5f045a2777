// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/mesh/mesh_canvas.h"

#include "views/common/text_scale.h"

#include <QEvent>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace shardscape {

MeshCanvas::MeshCanvas(QWidget* parent) : PictureCanvas(parent)
{
    makeItemsAccessible(); // before the name, whose change makes the widget known to readers
    setAccessibleName(tr("Mesh: ranks on GPUs"));
    m_autoScroll.setInterval(30);
    connect(&m_autoScroll, &QTimer::timeout, this, &MeshCanvas::autoScroll);
}

void MeshCanvas::setModel(std::shared_ptr<const MeshModel> model)
{
    const bool sameCluster =
        m_model && model && m_model->gpus() == model->gpus() && m_model->geometry.gpusPerNode() == model->geometry.gpusPerNode();
    cancelGesture();
    m_model = std::move(model);
    if (!sameCluster) {
        m_selection.clear();
        m_group.clear();
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
    if (!m_group.empty() && m_group != m_selection) {
        m_group.clear();
        invalidateBase();
    }
    update();
    Q_EMIT selectionChanged();
    if (m_selection.size() == 1 && m_model)
        Q_EMIT spoken(m_model->describe(m_selection.front()));
    else
        Q_EMIT spoken(tr("%n GPU(s) selected", nullptr, static_cast<int>(m_selection.size())));
}

bool MeshCanvas::setIncoming(std::optional<MeshIncoming> incoming)
{
    const bool changed = incoming.has_value() != m_incoming.has_value() || (incoming && incoming->text != m_incoming->text);
    if (changed)
        m_note.clear();
    m_incoming = std::move(incoming);
    update();
    return changed;
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

MeshPicture MeshCanvas::picture() const
{
    MeshPicture picture{*m_model, *tokens(), camera(), viewport()};
    picture.textScale = textScale(font());
    picture.kept = m_group.empty() ? nullptr : &m_group;
    return picture;
}

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
        if (m_heldByAlt)
            overlay.label += QStringLiteral("  ·  ") + tr("Enter drops, Esc restores");
        overlay.labelAt = m_pointer;
        if (m_gesture == Gesture::KeyMove)
            overlay.labelAt = centerOf(m_targets.empty() ? m_grabbed : m_targets.front());
    }
    if (m_gesture == Gesture::RubberBand) {
        overlay.rubberBand = QRectF(m_pressAt, m_pointer).normalized();
        overlay.label = tr("%n GPU(s)", nullptr, static_cast<int>(m_selection.size()));
        overlay.labelAt = m_pointer;
    }
    if (m_incoming) {
        overlay.focused.reset();
        overlay.dragTo = m_incoming->targets;
        overlay.label = m_note.isEmpty() || m_incoming->refused ? m_incoming->text : m_incoming->text + QStringLiteral(":  ") + m_note;
        overlay.labelAt = m_incoming->at;
        overlay.labelIsBad = m_incoming->refused;
    }
    if (m_hardware)
        overlay.banner = tr("Editing the hardware:  Del out of order,  Ins one more node,  Backspace remove the node,  H or Esc done");
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
    return PictureCanvas::event(event);
}

} // namespace shardscape
