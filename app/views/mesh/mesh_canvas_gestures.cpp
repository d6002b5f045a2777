// SPDX-License-Identifier: GPL-3.0-or-later
// What the gestures of the mesh canvas share, whether a pointer or a key drives them: arming, shifting, dropping, canceling.
#include "views/mesh/mesh_canvas.h"

#include <algorithm>

namespace shardscape {

void MeshCanvas::arm(std::vector<int> block, int grabbed, QPointF at)
{
    m_block = std::move(block);
    m_grabbed = grabbed;
    m_shift = {};
    m_targets.clear();
    m_refusal.clear();
    m_note.clear();
    m_pressAt = at;
    m_gesture = Gesture::Armed;
}

void MeshCanvas::moveTo(QPointF position, QPoint global)
{
    const bool wasOver = m_overRack;
    m_overRack = m_rack && m_rack->isVisible() && m_rack->rect().contains(m_rack->mapFromGlobal(global));
    if (m_overRack && !wasOver) {
        m_targets.clear();
        m_refusal.clear();
        m_note.clear();
        m_shift = {};
        Q_EMIT releasePreviewed(m_block);
        Q_EMIT spoken(gestureText());
    } else if (wasOver && !m_overRack) {
        m_note.clear();
        Q_EMIT placementPreviewed({});
    }
    if (const std::optional<int> over = m_overRack || m_hardware ? std::nullopt : gpuAt(position))
        shiftMove(m_model->geometry.gridOf(*over) - m_model->geometry.gridOf(m_grabbed));
    update();
}

/// While something is dragged at the edge of the picture, the mesh that lies beyond comes into view.
void MeshCanvas::autoScroll()
{
    static constexpr double edge = 14.0; // pixels
    static constexpr double most = 16.0; // pixels a tick
    const QRectF view = viewport();
    const QRectF mesh = camera().toScreen(m_model->geometry.bounds());
    const auto speed = [](double beyond) { return std::clamp(beyond, 0.0, most); };
    QPointF shift;
    if (mesh.right() > view.right())
        shift.rx() -= speed(m_pointer.x() - (view.right() - edge));
    if (mesh.left() < view.left())
        shift.rx() += speed(view.left() + edge - m_pointer.x());
    if (mesh.bottom() > view.bottom() && !m_overRack)
        shift.ry() -= speed(m_pointer.y() - (view.bottom() - edge));
    if (mesh.top() < view.top())
        shift.ry() += speed(view.top() + edge - m_pointer.y());
    if (shift.isNull())
        return;
    pan(shift);
    if (m_gesture == Gesture::RubberBand) {
        m_pressAt += shift; // the band's corner stays on its place in the mesh
        updateRubberBand(m_pointer);
    } else if (m_gesture == Gesture::Move) {
        moveTo(m_pointer, mapToGlobal(m_pointer.toPoint()));
    }
}

void MeshCanvas::shiftMove(QPoint shift)
{
    if (shift == m_shift && (!m_targets.empty() || !m_refusal.isEmpty()))
        return;
    m_shift = shift;
    m_targets.clear();
    m_refusal.clear();
    m_note.clear();
    if (const auto targets = blockTargets(m_model->geometry, m_block, shift, m_model->outOfOrderList))
        m_targets = *targets;
    else
        m_refusal = QString::fromStdString(targets.error().front().message);
    if (m_targets.empty() || shift.isNull()) {
        Q_EMIT placementPreviewed({});
    } else {
        Q_EMIT placementPreviewed(blockMoved(m_model->placement(), m_block, m_targets, m_model->gpus()));
    }
    Q_EMIT spoken(gestureText());
    update();
}

QString MeshCanvas::gestureText() const
{
    if (!isMoving())
        return {};
    if (!m_refusal.isEmpty())
        return m_refusal;
    if (m_overRack)
        return m_hardware ? tr("Take the node of GPU %1 out of the cluster").arg(m_grabbed) : tr("Release the replica of GPU %1").arg(m_grabbed);
    if (m_hardware)
        return tr("Drag to the rack to take the node of GPU %1 out of the cluster").arg(m_grabbed);
    if (m_shift.isNull() || m_targets.empty())
        return tr("Move %n GPU(s): choose a place", nullptr, static_cast<int>(m_block.size()));
    if (m_block.size() > 1)
        return tr("Move the ranks of %n GPU(s)", nullptr, static_cast<int>(m_block.size()));
    const int from = m_block.front();
    const int to = m_targets.front();
    return m_model->rankOn(to) >= 0 ? tr("Swap GPU %1 and GPU %2").arg(from).arg(to) : tr("Move GPU %1 to GPU %2").arg(from).arg(to);
}

void MeshCanvas::drop()
{
    if (m_overRack) {
        const std::vector<int> gpus = m_block;
        finishGesture();
        Q_EMIT releaseAsked(gpus);
        return;
    }
    if (m_targets.empty() || m_shift.isNull())
        return cancelGesture();
    const QString text = gestureText();
    const std::vector<int> placement = blockMoved(m_model->placement(), m_block, m_targets, m_model->gpus());
    std::vector<int> landed = m_targets;
    const int front = m_targets.front();
    finishGesture();
    setCursorGpu(front);
    // The selection follows its ranks.
    setSelection(std::move(landed));
    Q_EMIT placementEdited(placement, text);
}

void MeshCanvas::finishGesture()
{
    m_gesture = Gesture::None;
    m_autoScroll.stop();
    m_heldByAlt = false;
    m_overRack = false;
    m_block.clear();
    m_targets.clear();
    m_refusal.clear();
    m_note.clear();
    unsetCursor();
    update();
    Q_EMIT placementPreviewed({});
}

void MeshCanvas::cancelGesture()
{
    if (m_gesture == Gesture::RubberBand)
        setSelection(m_selectionBefore);
    if (m_gesture != Gesture::None)
        finishGesture();
}

void MeshCanvas::updateRubberBand(QPointF position)
{
    m_pointer = position;
    std::vector<int> inside;
    if ((position - m_pressAt).manhattanLength() > 2)
        inside = m_model->geometry.gpusIn(camera().toWorld(QRectF(m_pressAt, position).normalized()));
    std::vector<int> result;
    if (m_bandModifiers.testFlag(Qt::ShiftModifier))
        std::set_union(m_selectionBefore.begin(), m_selectionBefore.end(), inside.begin(), inside.end(), std::back_inserter(result));
    else if (m_bandModifiers.testFlag(Qt::ControlModifier))
        std::set_difference(m_selectionBefore.begin(), m_selectionBefore.end(), inside.begin(), inside.end(), std::back_inserter(result));
    else
        result = inside;
    setSelection(std::move(result));
    update();
}

} // namespace shardscape
