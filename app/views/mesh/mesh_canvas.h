// SPDX-License-Identifier: GPL-3.0-or-later
// The mesh as one widget: cached base picture, overlay, pan, zoom, selection, and the gestures that move ranks. It knows the model, not the
// document: a finished gesture is a signal with the new placement, a gesture under way is a signal with the placement it would give.
// Each gesture has a key twin; Escape or the right button ends a gesture as if it had never begun. GUI thread only.
#pragma once

#include "views/common/painted_items.h"
#include "views/common/picture_canvas.h"
#include "views/mesh/mesh_flow.h"
#include "views/mesh/mesh_painter.h"
#include "views/mesh/placement_edit.h"

#include <QPointer>
#include <QTimer>

#include <functional>

namespace shardscape {

/// What is dragged in from outside the canvas, as it would land.
struct MeshIncoming {
    QPointF at;
    std::vector<int> targets;
    QString text;
    bool refused = false;
};

class MeshCanvas : public PictureCanvas, public PaintedItems {
    Q_OBJECT
public:
    explicit MeshCanvas(QWidget* parent = nullptr);

    /// Shows another plan. Camera and selection stay where the cluster is the same.
    void setModel(std::shared_ptr<const MeshModel> model);
    [[nodiscard]] const MeshModel* model() const { return m_model.get(); }
    /// The GPU whose groups are outlined when none is under the pointer.
    void setFocusedGpu(std::optional<int> gpu);
    /// What the stages are at; empty = nothing. Repaints only what it must: nothing when no stage began or ended a task.
    void setFlow(MeshFlow flow);
    [[nodiscard]] const MeshFlow& flow() const { return m_flow; }
    /// Text beside the pointer while a gesture is under way, such as the change of the step time.
    void setGestureNote(const QString& note);

    [[nodiscard]] const std::vector<int>& selection() const { return m_selection; } ///< ascending
    void setSelection(std::vector<int> gpus);
    [[nodiscard]] std::optional<int> cursorGpu() const { return m_cursor; }
    [[nodiscard]] bool isMoving() const { return m_gesture == Gesture::Move || m_gesture == Gesture::KeyMove; }
    [[nodiscard]] QPointF centerOf(int gpu) const; ///< in widget coordinates
    [[nodiscard]] MeshPicture picture() const;     ///< \pre there is a model
    [[nodiscard]] QString gestureText() const;     ///< what a drop would do, such as "Swap GPU 3 and GPU 11"
    /// Nodes and marks are edited instead of the assignment; ranks stay where they are.
    [[nodiscard]] bool isHardwareMode() const { return m_hardware; }
    /// Where GPUs can be dragged out to.
    void setRack(QWidget* rack) { m_rack = rack; }
    /// \return whether it would do something else than before, not only elsewhere
    bool setIncoming(std::optional<MeshIncoming> incoming);
    /// Words of a GPU beside its place, such as the memory it holds.
    void setWordsOf(std::function<QString(int gpu)> words) { m_wordsOf = std::move(words); }
    [[nodiscard]] std::optional<int> gpuAt(QPointF position) const;

    [[nodiscard]] int itemCount() const override { return m_model != nullptr ? m_model->gpus() : 0; }
    [[nodiscard]] QString itemName(int gpu) const override;
    [[nodiscard]] QString itemValue(int gpu) const override;
    [[nodiscard]] QRect itemRect(int gpu) const override;
    [[nodiscard]] int itemAt(QPoint position) const override { return gpuAt(position).value_or(-1); }
    [[nodiscard]] int currentItem() const override { return m_cursor.value_or(-1); }
    [[nodiscard]] bool isItemSelected(int gpu) const override { return isSelected(gpu); }

public Q_SLOTS:
    void swapSelected();              ///< exchanges the two selected GPUs
    void selectGroup(GroupKind kind); ///< of the cursor's GPU; pressed again, the next group of that kind
    void selectCoordinate(Axis axis); ///< all GPUs that share the cursor's coordinate on an axis; asked again, the next coordinate
    void beginKeyMove();              ///< arrows shift, Enter drops, Escape restores
    void fitSelection();              ///< again: the whole mesh
    void setHardwareMode(bool on);
    void askNode();    ///< one more node; only in hardware mode
    void askRelease(); ///< the selection (or the cursor's GPU) is to leave the mesh, as by a drag to the rack
    void cancelGesture();
    /// Asks for the selection (or the cursor's GPU) to be marked, or put back in order; only in hardware mode.
    void toggleOutOfOrder();

Q_SIGNALS:
    void outOfOrderToggled(const std::vector<int>& gpus);
    void hardwareModeChanged(bool on);
    void nodeAsked();                               ///< one more node, in hardware mode
    void releaseAsked(const std::vector<int>& gpus); ///< out of use, or in hardware mode their nodes out of the cluster
    void releasePreviewed(const std::vector<int>& gpus); ///< they are over the rack now
    void placementEdited(const std::vector<int>& placement, const QString& text);
    void placementPreviewed(const std::vector<int>& placement); ///< empty: nothing to preview any more
    void gpuHovered(int gpu);                                   ///< -1: none
    void gpuPinned(int gpu);
    void selectionChanged();
    void spoken(const QString& text); ///< words for the status bar

protected:
    [[nodiscard]] bool hasPicture() const override { return m_model != nullptr; }
    [[nodiscard]] QString emptyText() const override;
    [[nodiscard]] Camera fittedCamera() const override;
    [[nodiscard]] double closestScale() const override { return closestMesh; }
    void paintBase(QPainter& painter) override;
    void paintLegend(QPainter& painter, const QRectF& strip) override;
    void paintOverlay(QPainter& painter) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;

private:
    enum class Gesture : unsigned char { None, Armed, Move, KeyMove, RubberBand, Pan };

    [[nodiscard]] bool isSelected(int gpu) const;
    [[nodiscard]] std::vector<int> chosen() const; ///< the selection, or the cursor's GPU
    void selectTogether(std::vector<int> gpus);    ///< as a group: the others are dimmed
    void setCursorGpu(int gpu);
    void moveTo(QPointF position, QPoint global);
    void autoScroll();
    bool modeKey(QKeyEvent* event);
    bool refusesMoves(); ///< says so in hardware mode
    void clickGpu(int gpu, Qt::KeyboardModifiers modifiers);
    void extendTo(int gpu);
    void pressOn(int gpu, QMouseEvent* event);
    void arm(std::vector<int> block, int grabbed, QPointF at);
    void shiftMove(QPoint shift);
    void drop();
    void finishGesture();
    void updateRubberBand(QPointF position);
    void setHovered(std::optional<int> gpu);
    bool gestureKey(QKeyEvent* event);
    bool selectionKey(QKeyEvent* event);
    bool cameraKey(QKeyEvent* event);
    void moveCursor(QPoint step, Qt::KeyboardModifiers modifiers);
    [[nodiscard]] MeshOverlay overlay() const;

    std::shared_ptr<const MeshModel> m_model;
    MeshFlow m_flow;
    std::vector<int> m_selection;
    std::optional<int> m_cursor;
    std::optional<int> m_anchor; ///< where a range began
    std::optional<int> m_hovered;
    std::optional<int> m_focused;

    Gesture m_gesture = Gesture::None;
    QPointF m_pressAt;
    QPointF m_pointer;
    std::vector<int> m_block; ///< GPUs being moved
    int m_grabbed = -1;
    QPoint m_shift;
    std::vector<int> m_targets; ///< empty while the drop is not possible
    QString m_refusal;
    QString m_note;
    std::vector<int> m_selectionBefore; ///< of a rubber band
    Qt::KeyboardModifiers m_bandModifiers;
    int m_groupCycle = 0;
    bool m_swallowMenu = false; ///< the right button ended a gesture and asks for no menu

    std::vector<int> m_group; ///< the selection while it is a group; empty = nothing is dimmed
    bool m_hardware = false;
    bool m_spaceDown = false;   ///< a drag pans; let go of without a drag, it toggles the cursor's GPU
    bool m_heldByAlt = false;   ///< a drag that was let go with Alt: the ghost stays until Enter or Escape
    bool m_overRack = false;
    Qt::MouseButton m_panButton = Qt::MiddleButton;
    QTimer m_autoScroll;
    QPointer<QWidget> m_rack;
    std::optional<MeshIncoming> m_incoming;
    std::function<QString(int)> m_wordsOf;
};

} // namespace shardscape
