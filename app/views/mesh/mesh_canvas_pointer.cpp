// SPDX-License-Identifier: GPL-3.0-or-later
// The mesh canvas' pointer gestures and what all gestures share: arming, shifting, dropping, canceling.
#include "views/mesh/mesh_canvas.h"

#include <QApplication>
#include <QMouseEvent>

#include <algorithm>

namespace shardscape {

void MeshCanvas::clickGpu(int gpu, Qt::KeyboardModifiers modifiers)
{
    m_cursor = gpu;
    if (modifiers.testFlag(Qt::ShiftModifier)) {
        extendTo(gpu);
        return;
    }
    m_anchor = gpu;
    if (!modifiers.testFlag(Qt::ControlModifier)) {
        setSelection({gpu});
        return;
    }
    std::vector<int> toggled = m_selection;
    if (isSelected(gpu))
        toggled.erase(std::find(toggled.begin(), toggled.end(), gpu));
    else
        toggled.push_back(gpu);
    setSelection(std::move(toggled));
}

void MeshCanvas::extendTo(int gpu)
{
    const int anchor = m_anchor.value_or(gpu);
    m_anchor = anchor;
    std::vector<int> range;
    for (int i = std::min(anchor, gpu); i <= std::max(anchor, gpu); ++i)
        range.push_back(i);
    setSelection(std::move(range));
}

void MeshCanvas::mousePressEvent(QMouseEvent* event)
{
    m_pointer = m_pressAt = event->position();
    if (event->button() == Qt::RightButton) {
        m_swallowMenu = m_gesture != Gesture::None;
        if (m_swallowMenu)
            cancelGesture();
        else if (const std::optional<int> gpu = gpuAt(event->position()); gpu && !isSelected(*gpu))
            clickGpu(*gpu, Qt::NoModifier);
        else if (gpu)
            m_cursor = gpu;
        return;
    }
    if (event->button() == Qt::MiddleButton && m_gesture == Gesture::None) {
        m_gesture = Gesture::Pan;
        setCursor(Qt::ClosedHandCursor);
        return;
    }
    if (event->button() != Qt::LeftButton || !m_model || m_gesture != Gesture::None)
        return;
    if (const std::optional<int> gpu = gpuAt(event->position()))
        return pressOn(*gpu, event);
    const std::optional<int> node = m_model->geometry.nodeAt(camera().toWorld(event->position()));
    if (node && m_model->geometry.titleRect(*node).contains(camera().toWorld(event->position()))) {
        std::vector<int> gpus;
        for (int i = 0; i < m_model->geometry.gpusPerNode(); ++i)
            gpus.push_back(*node * m_model->geometry.gpusPerNode() + i);
        m_cursor = m_anchor = gpus.front();
        setSelection(gpus);
        arm(gpus, gpus.front(), event->position());
        return;
    }
    m_gesture = Gesture::RubberBand;
    m_selectionBefore = m_selection;
    m_bandModifiers = event->modifiers();
    updateRubberBand(event->position());
}

void MeshCanvas::pressOn(int gpu, QMouseEvent* event)
{
    // Pressing inside a selection may begin a drag of all of it; a click without a drag then selects the one GPU on release.
    if (event->modifiers() != Qt::NoModifier || !isSelected(gpu))
        clickGpu(gpu, event->modifiers());
    m_cursor = gpu;
    if (event->modifiers() == Qt::NoModifier && m_model->rankOn(gpu) >= 0)
        arm(m_selection, gpu, event->position());
    update();
}

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

void MeshCanvas::mouseMoveEvent(QMouseEvent* event)
{
    const QPointF before = m_pointer;
    m_pointer = event->position();
    switch (m_gesture) {
    case Gesture::None:
    case Gesture::KeyMove: setHovered(gpuAt(m_pointer)); return;
    case Gesture::Pan: pan(m_pointer - before); return;
    case Gesture::RubberBand: updateRubberBand(m_pointer); return;
    case Gesture::Armed:
        if ((m_pointer - m_pressAt).manhattanLength() < QApplication::startDragDistance())
            return;
        m_gesture = Gesture::Move;
        setHovered(std::nullopt);
        setCursor(Qt::DragMoveCursor);
        [[fallthrough]];
    case Gesture::Move:
        if (const std::optional<int> over = gpuAt(m_pointer))
            shiftMove(m_model->geometry.gridOf(*over) - m_model->geometry.gridOf(m_grabbed));
        update();
        return;
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
    if (m_targets.empty() || m_shift.isNull())
        return cancelGesture();
    const QString text = gestureText();
    const std::vector<int> placement = blockMoved(m_model->placement(), m_block, m_targets, m_model->gpus());
    std::vector<int> landed = m_targets;
    m_cursor = m_targets.front();
    finishGesture();
    // The selection follows its ranks.
    setSelection(std::move(landed));
    Q_EMIT placementEdited(placement, text);
}

void MeshCanvas::finishGesture()
{
    m_gesture = Gesture::None;
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

void MeshCanvas::mouseReleaseEvent(QMouseEvent* event)
{
    switch (m_gesture) {
    case Gesture::None:
    case Gesture::KeyMove: return;
    case Gesture::Pan:
        if (event->button() == Qt::MiddleButton)
            finishGesture();
        return;
    case Gesture::RubberBand:
        if (event->button() == Qt::LeftButton)
            finishGesture();
        return;
    case Gesture::Armed:
        if (event->button() == Qt::LeftButton) {
            const int gpu = m_grabbed;
            const bool onCell = gpuAt(m_pressAt).has_value();
            finishGesture();
            if (onCell) {
                clickGpu(gpu, Qt::NoModifier);
                Q_EMIT gpuPinned(gpu);
            }
        }
        return;
    case Gesture::Move:
        if (event->button() == Qt::LeftButton)
            drop();
        return;
    }
}

void MeshCanvas::mouseDoubleClickEvent(QMouseEvent* event)
{
    const std::optional<int> gpu = gpuAt(event->position());
    if (!gpu || event->button() != Qt::LeftButton)
        return;
    // Tp, Dp, Pp, Ep in turn, leaving out groups of one.
    m_cursor = gpu;
    for (std::size_t tries = 0; tries < meshGroups.size(); ++tries) {
        const GroupKind kind = meshGroups[static_cast<std::size_t>(m_groupCycle++) % meshGroups.size()];
        if (m_model->groupGpus(kind, *gpu).size() > 1)
            return selectGroup(kind);
    }
}

void MeshCanvas::leaveEvent(QEvent*) { setHovered(std::nullopt); }

void MeshCanvas::setHovered(std::optional<int> gpu)
{
    if (gpu == m_hovered)
        return;
    m_hovered = gpu;
    update();
    Q_EMIT gpuHovered(gpu.value_or(-1));
}

} // namespace shardscape
