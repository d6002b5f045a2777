// SPDX-License-Identifier: GPL-3.0-or-later
// Several schedules below each other on one axis of time: a line of figures and the rows of each, painted by the painter of the timeline.
// Zooming and panning move all of them together. Knows neither document nor clock. GUI thread only.
#pragma once

#include "views/timeline/schedule_comparison.h"
#include "views/timeline/timeline_painter.h"

#include <QPixmap>
#include <QWidget>

namespace shardscape {

class ComparisonCanvas : public QWidget {
    Q_OBJECT
public:
    explicit ComparisonCanvas(QWidget* parent = nullptr);

    /// Null while the simulation runs; `why` is shown instead of a picture when there is none.
    void setComparison(std::shared_ptr<const ScheduleComparison> comparison, const QString& why);
    [[nodiscard]] const ScheduleComparison* comparison() const { return m_comparison.get(); }
    void setTokens(const Tokens& tokens);
    void setClock(double seconds);

    /// The rows of one schedule, in widget coordinates; all share begin, end and the left edge. \pre 0 <= index < schedules
    [[nodiscard]] TimelineGeometry geometryOf(std::size_t index) const;
    /// What is under a point: a task and its schedule, or the figures of a schedule.
    [[nodiscard]] QString describe(QPointF point) const;
    void paintPicture(QPainter& painter) const;

    QSize sizeHint() const override { return {760, 400}; }

public Q_SLOTS:
    void fit();
    void zoomIn() { zoomBy(1.5, -1.0); }
    void zoomOut() { zoomBy(1.0 / 1.5, -1.0); }

Q_SIGNALS:
    void described(const QString& text);
    void scrubbed(double seconds);
    void playToggled();
    void loopToggled();
    void speedChanged(int steps); ///< faster or slower by one

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] bool hasRows() const { return m_comparison != nullptr && !m_comparison->empty() && m_axis.duration > 0.0; }
    [[nodiscard]] double titleHeight() const;
    [[nodiscard]] double rowsHeight(std::size_t index) const;
    [[nodiscard]] double topOf(std::size_t index) const;
    [[nodiscard]] std::optional<std::size_t> scheduleAt(double y) const;
    [[nodiscard]] QRectF titleRect(std::size_t index) const;
    void paintSchedule(QPainter& painter, std::size_t index) const;
    void completeBase(const QRect& exposed);
    void paintPlayhead(QPainter& painter, double axisTop) const;
    void layOut();
    void zoomBy(double factor, double x);
    void panBy(double pixels);
    void dropBase();
    void scrubTo(double seconds);
    bool clockKey(int key);

    std::shared_ptr<const ScheduleComparison> m_comparison;
    QString m_why;
    const Tokens* m_tokens = nullptr;
    TimelineGeometry m_axis; ///< the common axis; its area is the strip above the first schedule
    double m_clock = 0.0;
    bool m_scrubs = false; ///< the playhead follows the pointer
    QPixmap m_base;              ///< axis and those schedules that were in sight
    std::vector<bool> m_painted; ///< which
};

} // namespace shardscape
