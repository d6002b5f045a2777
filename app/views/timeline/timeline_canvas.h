// SPDX-License-Identifier: GPL-3.0-or-later
// The pipeline picture as a widget: keeps the painted rows as a picture, draws playhead and marks on top, turns pointer and keys into
// zooming, panning, scrubbing, measuring and a hovered or chosen task. Knows neither document, hub nor clock; the view connects them.
// GUI thread only.
#pragma once

#include "schedule/analysis.h"
#include "views/timeline/memory_strip.h"
#include "views/timeline/timeline_baseline.h"
#include "views/timeline/timeline_painter.h"

#include <QPixmap>
#include <QWidget>

#include <memory>

namespace shardscape {

/// What the canvas shows; everything but the timeline may be missing.
struct TimelineContent {
    std::shared_ptr<const Timeline> timeline;
    std::vector<StageMemory> memory; ///< by stage
    Bytes capacity;
    int worstStage = 0;
    std::shared_ptr<const StepLanes> lanes = nullptr;
    std::vector<Bytes> capacityByStage = {}; ///< where GPUs differ; else empty
    std::shared_ptr<const Timeline> baseline = nullptr; ///< of the pinned plan, drawn as outlines
};

class TimelineCanvas : public QWidget {
    Q_OBJECT
public:
    explicit TimelineCanvas(QWidget* parent = nullptr);

    void setContent(TimelineContent content);
    [[nodiscard]] const TimelineContent& content() const { return m_content; }
    void setTokens(const Tokens& tokens);
    void setClock(double seconds);
    /// Marks a task (-1 = none) and a stage (-1 = none) that something else points at.
    void setMarks(std::int64_t task, int stage);

    [[nodiscard]] const TimelineGeometry& geometryNow() const { return m_geometry; }
    [[nodiscard]] bool showsLanes() const { return m_showsLanes; }
    [[nodiscard]] bool showsCriticalPath() const { return !m_highlights.criticalPath.empty(); }
    [[nodiscard]] const std::optional<std::pair<double, double>>& range() const { return m_highlights.range; }
    /// What is under a point, in words: a task, or what an idle stage waits for.
    [[nodiscard]] QString describe(QPointF point) const;
    /// The next (direction 1) or previous (-1) moment at which a task of any stage starts, or of one stage when given.
    [[nodiscard]] double eventFrom(double time, int direction, std::optional<int> stage = std::nullopt) const;
    /// The whole picture for PNG, SVG and PDF, with the present marks.
    void paintPicture(QPainter& painter, const QRectF& area) const;

    QSize sizeHint() const override { return {760, 340}; }
    QSize minimumSizeHint() const override { return {220, 120}; }

public Q_SLOTS:
    void fit();
    void zoomIn() { zoomBy(1.5); }
    void zoomOut() { zoomBy(1.0 / 1.5); }
    void setShowsCriticalPath(bool on);
    /// Communication lanes below the passes, and what follows the pipeline; on at first.
    void setShowsLanes(bool on);
    void showRange(); ///< zooms to the measured range, if any

Q_SIGNALS:
    void taskHovered(qint64 task); ///< -1 = none
    void stageHovered(int stage);  ///< -1 = none; only where no task is hovered
    void taskChosen(qint64 task);  ///< click or Enter
    void scrubbed(double seconds); ///< the person moved the playhead
    void described(const QString& text);
    void playToggled();
    void loopToggled();
    void speedChanged(int steps);
    void criticalPathChanged(bool on);
    void lanesChanged(bool on);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;

private:
    enum class Drag : unsigned char { None, Press, Pan, Scrub, Measure };

    [[nodiscard]] bool hasTasks() const { return m_content.timeline != nullptr && m_content.timeline->size() > 0; }
    [[nodiscard]] double legendHeight(double pictureWidth, const QFont& textFont) const; ///< \pre has tasks and tokens
    [[nodiscard]] QRectF pictureArea() const;
    [[nodiscard]] int stripStage() const;
    [[nodiscard]] const IdleInterval* idleAt(int stage, double time) const;
    [[nodiscard]] const StepLanes* lanesShown() const { return m_showsLanes ? m_content.lanes.get() : nullptr; }
    [[nodiscard]] TimelineGeometry geometryIn(const QRectF& area, const QFont& textFont) const;
    void layOut(bool keepSpan);
    void dropBase();
    void zoomBy(double factor);
    void panBy(double pixels);
    void hoverAt(QPointF point);
    void markTask(std::int64_t task);
    void refreshStrip();
    void moveCursor(int tasks, int stages);
    [[nodiscard]] bool viewKey(int key);
    [[nodiscard]] bool clockKey(int key, bool shift);

    TimelineContent m_content;
    TimelineBaseline m_baseline;
    const Tokens* m_tokens = nullptr;
    TimelineGeometry m_geometry;
    TimelinePyramid m_pyramid;
    std::vector<IdleInterval> m_idle; ///< by stage and time
    MemoryStrip m_strip;
    TimelineHighlights m_highlights;
    QPixmap m_base;
    Drag m_drag = Drag::None;
    QPointF m_dragFrom;
    std::int64_t m_hovered = -1;
    int m_selectedStage = -1;
    bool m_showsLanes = true;
};

} // namespace shardscape
