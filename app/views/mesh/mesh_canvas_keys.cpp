// SPDX-License-Identifier: GPL-3.0-or-later
// The mesh canvas' keys: the twin of every pointer gesture.
#include "views/mesh/mesh_canvas.h"

#include <QKeyEvent>

#include <algorithm>

namespace shardscape {

namespace {

std::optional<QPoint> arrowOf(int key)
{
    if (key == Qt::Key_Left)
        return QPoint(-1, 0);
    if (key == Qt::Key_Right)
        return QPoint(1, 0);
    if (key == Qt::Key_Up)
        return QPoint(0, -1);
    if (key == Qt::Key_Down)
        return QPoint(0, 1);
    return std::nullopt;
}

} // namespace

void MeshCanvas::keyPressEvent(QKeyEvent* event)
{
    if (!m_model || !(gestureKey(event) || cameraKey(event) || modeKey(event) || selectionKey(event)))
        QWidget::keyPressEvent(event);
}

void MeshCanvas::keyReleaseEvent(QKeyEvent* event)
{
    if (event->key() != Qt::Key_Space || event->isAutoRepeat())
        return QWidget::keyReleaseEvent(event);
    if (m_spaceDown && m_cursor && m_gesture == Gesture::None)
        clickGpu(*m_cursor, Qt::ControlModifier);
    m_spaceDown = false;
}

void MeshCanvas::focusInEvent(QFocusEvent* event)
{
    PictureCanvas::focusInEvent(event);
    announceItem(*this, *this);
}

void MeshCanvas::focusOutEvent(QFocusEvent* event)
{
    m_spaceDown = false; // its release goes to another widget
    PictureCanvas::focusOutEvent(event);
}

bool MeshCanvas::modeKey(QKeyEvent* event)
{
    if (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier))
        return false;
    if (event->key() == Qt::Key_H)
        setHardwareMode(!m_hardware);
    else if (event->key() == Qt::Key_Insert)
        askNode();
    else if (event->key() == Qt::Key_Backspace)
        askRelease();
    else if (event->key() == Qt::Key_Delete)
        toggleOutOfOrder();
    else
        return false;
    return true;
}

bool MeshCanvas::gestureKey(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape) {
        if (m_gesture != Gesture::None)
            cancelGesture();
        else if (!m_selection.empty())
            setSelection({});
        else if (m_hardware)
            setHardwareMode(false);
        else
            return false;
        return true;
    }
    if (m_gesture != Gesture::KeyMove)
        return false;
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        drop();
    else if (const std::optional<QPoint> step = arrowOf(event->key()))
        shiftMove(m_shift + *step);
    return true; // a move mode swallows the rest, so that no other edit slips in
}

bool MeshCanvas::cameraKey(QKeyEvent* event)
{
    const QPointF center = viewport().center();
    const bool control = event->modifiers().testFlag(Qt::ControlModifier);
    if (control && event->key() == Qt::Key_0)
        fit();
    else if (event->key() == Qt::Key_Plus || event->key() == Qt::Key_Equal)
        zoom(center, 1.2);
    else if (event->key() == Qt::Key_Minus)
        zoom(center, 1 / 1.2);
    else if (event->key() == Qt::Key_F && !control && !event->modifiers().testFlag(Qt::AltModifier))
        fitSelection();
    else if (const std::optional<QPoint> step = arrowOf(event->key()); control && step)
        pan(QPointF(*step) * -60.0);
    else
        return false;
    return true;
}

bool MeshCanvas::selectionKey(QKeyEvent* event)
{
    if (const std::optional<QPoint> step = arrowOf(event->key())) {
        if (event->modifiers().testFlag(Qt::AltModifier))
            return false;
        moveCursor(*step, event->modifiers());
        return true;
    }
    if (event->modifiers().testFlag(Qt::ControlModifier) && event->key() == Qt::Key_A) {
        std::vector<int> all;
        for (int gpu = 0; gpu < m_model->gpus(); ++gpu)
            all.push_back(gpu);
        setSelection(std::move(all));
        return true;
    }
    if (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier))
        return false;
    const auto group = [&](int key, GroupKind kind) {
        if (event->key() != key)
            return false;
        selectGroup(kind);
        return true;
    };
    if (group(Qt::Key_T, GroupKind::Tp) || group(Qt::Key_D, GroupKind::Dp) || group(Qt::Key_P, GroupKind::Pp) ||
        group(Qt::Key_E, GroupKind::Ep))
        return true;
    if (event->key() == Qt::Key_Space)
        m_spaceDown = m_spaceDown || !event->isAutoRepeat(); // toggles when let go without a drag
    else if (event->key() == Qt::Key_M)
        beginKeyMove();
    else if (event->key() == Qt::Key_X)
        swapSelected();
    else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_cursor)
        Q_EMIT gpuPinned(*m_cursor);
    else
        return false;
    return true;
}

void MeshCanvas::moveCursor(QPoint step, Qt::KeyboardModifiers modifiers)
{
    if (!m_cursor) {
        setCursorGpu(0);
    } else {
        const std::optional<int> next = m_model->geometry.gpuAtGrid(m_model->geometry.gridOf(*m_cursor) + step);
        if (!next)
            return;
        setCursorGpu(*next);
    }
    if (modifiers.testFlag(Qt::ShiftModifier))
        extendTo(*m_cursor);
    else
        m_anchor = m_cursor;
    // Keeps the cell in view.
    const QRectF cell = camera().toScreen(m_model->geometry.cellRect(*m_cursor)).adjusted(-8, -8, 8, 8);
    QPointF move;
    if (cell.right() > viewport().right())
        move.setX(viewport().right() - cell.right());
    else if (cell.left() < 0)
        move.setX(-cell.left());
    if (cell.bottom() > viewport().bottom())
        move.setY(viewport().bottom() - cell.bottom());
    else if (cell.top() < 0)
        move.setY(-cell.top());
    if (!move.isNull())
        pan(move);
    Q_EMIT gpuHovered(*m_cursor);
    Q_EMIT spoken(m_model->describe(*m_cursor));
}

void MeshCanvas::selectGroup(GroupKind kind)
{
    if (!m_model || !m_cursor || m_gesture != Gesture::None)
        return;
    std::vector<int> group = m_model->groupGpus(kind, *m_cursor);
    std::vector<int> sorted = group;
    std::sort(sorted.begin(), sorted.end());
    if (!group.empty() && sorted == m_selection) {
        // Pressed again: the group of the next rank that is not in this one.
        const int ranks = m_model->plan->mesh.ranks();
        for (int i = 1; i < ranks; ++i) {
            const int gpu = m_model->plan->mesh.gpuOf((m_model->rankOn(*m_cursor) + i) % ranks);
            if (gpu >= m_model->gpus() || std::binary_search(sorted.begin(), sorted.end(), gpu))
                continue;
            setCursorGpu(gpu);
            group = m_model->groupGpus(kind, gpu);
            break;
        }
    }
    m_anchor = m_cursor;
    if (!group.empty())
        selectTogether(std::move(group));
}

void MeshCanvas::swapSelected()
{
    if (!m_model || m_gesture != Gesture::None || refusesMoves())
        return;
    if (m_selection.size() != 2) {
        Q_EMIT spoken(tr("Select exactly two GPUs to swap them."));
        return;
    }
    const int a = m_selection[0];
    const int b = m_selection[1];
    if (m_model->isOut(a) || m_model->isOut(b)) {
        Q_EMIT spoken(tr("GPU %1 is out of order.").arg(m_model->isOut(a) ? a : b));
        return;
    }
    arm({a}, a, {});
    m_gesture = Gesture::Move;
    shiftMove(m_model->geometry.gridOf(b) - m_model->geometry.gridOf(a));
    const std::vector<int> both{a, b};
    drop();
    setSelection(both);
}

bool MeshCanvas::refusesMoves()
{
    if (m_hardware)
        Q_EMIT spoken(tr("Ranks are moved in assignment mode: press H first."));
    return m_hardware;
}

void MeshCanvas::beginKeyMove()
{
    if (!m_model || m_gesture != Gesture::None || refusesMoves())
        return;
    if (m_selection.empty() && m_cursor)
        setSelection({*m_cursor});
    if (m_selection.empty())
        return;
    arm(m_selection, m_selection.front(), {});
    m_gesture = Gesture::KeyMove;
    Q_EMIT spoken(gestureText());
    update();
}

} // namespace shardscape
