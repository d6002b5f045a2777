// SPDX-License-Identifier: GPL-3.0-or-later
// The mesh canvas under the mouse.
#include "views/mesh/mesh_canvas.h"

#include <QApplication>
#include <QMouseEvent>

#include <algorithm>

namespace shardscape {

void MeshCanvas::clickGpu(int gpu, Qt::KeyboardModifiers modifiers)
{
    setCursorGpu(gpu);
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
            setCursorGpu(*gpu);
        return;
    }
    const bool spacePans = m_spaceDown && event->button() == Qt::LeftButton;
    if ((event->button() == Qt::MiddleButton || spacePans) && m_gesture == Gesture::None) {
        m_gesture = Gesture::Pan;
        m_panButton = event->button();
        m_spaceDown = false;
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
        setCursorGpu(gpus.front());
        m_anchor = m_cursor;
        setSelection(gpus);
        arm(gpus, gpus.front(), event->position());
        return;
    }
    m_gesture = Gesture::RubberBand;
    m_autoScroll.start();
    m_selectionBefore = m_selection;
    m_bandModifiers = event->modifiers();
    updateRubberBand(event->position());
}

void MeshCanvas::pressOn(int gpu, QMouseEvent* event)
{
    // Pressing inside a selection may begin a drag of all of it; a click without a drag then selects the one GPU on release.
    const Qt::KeyboardModifiers modifiers = event->modifiers() & ~Qt::AltModifier;
    if (modifiers != Qt::NoModifier || !isSelected(gpu))
        clickGpu(gpu, modifiers);
    setCursorGpu(gpu);
    if (modifiers == Qt::NoModifier && (m_hardware || m_model->rankOn(gpu) >= 0))
        arm(m_selection, gpu, event->position());
    update();
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
        m_autoScroll.start();
        setHovered(std::nullopt);
        setCursor(Qt::DragMoveCursor);
        [[fallthrough]];
    case Gesture::Move: moveTo(m_pointer, event->globalPosition().toPoint()); return;
    }
}

void MeshCanvas::mouseReleaseEvent(QMouseEvent* event)
{
    switch (m_gesture) {
    case Gesture::None:
    case Gesture::KeyMove: return;
    case Gesture::Pan:
        if (event->button() == m_panButton)
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
        if (event->button() != Qt::LeftButton)
            return;
        if (event->modifiers().testFlag(Qt::AltModifier) && !m_overRack && !m_targets.empty() && !m_shift.isNull()) {
            m_gesture = Gesture::KeyMove; // only a look at the cost
            m_heldByAlt = true;
            m_autoScroll.stop();
            unsetCursor();
            update();
        } else {
            drop();
        }
        return;
    }
}

void MeshCanvas::mouseDoubleClickEvent(QMouseEvent* event)
{
    const std::optional<int> gpu = gpuAt(event->position());
    if (!gpu || event->button() != Qt::LeftButton)
        return;
    // Tp, Dp, Pp, Ep in turn, leaving out groups of one.
    if (m_gesture == Gesture::Armed)
        finishGesture(); // the press before was no drag
    setCursorGpu(*gpu);
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
