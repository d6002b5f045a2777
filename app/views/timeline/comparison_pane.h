// SPDX-License-Identifier: GPL-3.0-or-later
// The comparison of schedules as a part of the timeline view: the picture in a scroll area, and the simulation behind it, which runs only
// while the pane is in use. GUI thread only.
#pragma once

#include "views/timeline/comparison_canvas.h"
#include "views/timeline/schedule_comparer.h"

#include <QScrollArea>

namespace shardscape {

class ComparisonPane : public QScrollArea {
    Q_OBJECT
public:
    explicit ComparisonPane(QWidget* parent = nullptr);

    /// Simulates when in use; the old picture stays until the new one is there.
    void setEvaluation(std::shared_ptr<const Evaluation> evaluation);
    void setInUse(bool on);
    [[nodiscard]] bool isInUse() const { return m_inUse; }
    [[nodiscard]] ComparisonCanvas& canvas() { return *m_canvas; }
    [[nodiscard]] TableData table() const;

Q_SIGNALS:
    void changed(); ///< another comparison is shown

private:
    void start();
    void show(std::shared_ptr<const ScheduleComparison> comparison, const QString& why);

    ComparisonCanvas* m_canvas;
    ScheduleComparer m_comparer;
    std::shared_ptr<const Evaluation> m_evaluation;
    std::shared_ptr<const Evaluation> m_compared; ///< what the picture, or the simulation under way, belongs to
    bool m_inUse = false;
};

} // namespace shardscape
