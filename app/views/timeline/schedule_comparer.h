// SPDX-License-Identifier: GPL-3.0-or-later
// Compares the schedules of a scenario on a thread of its own. A newer request stops the older one after the schedule it is at. Lives on
// the GUI thread; results arrive there.
#pragma once

#include "views/timeline/schedule_comparison.h"

#include <QFutureWatcher>
#include <QObject>
#include <QThreadPool>

#include <atomic>
#include <memory>

namespace shardscape {

class ScheduleComparer : public QObject {
    Q_OBJECT
public:
    explicit ScheduleComparer(QObject* parent = nullptr);
    /// Waits for the schedule that is being simulated.
    ~ScheduleComparer() override;

    void request(std::shared_ptr<const Evaluation> evaluation);
    /// Nothing will arrive until the next request.
    void cancel();

Q_SIGNALS:
    void finished(std::shared_ptr<const shardscape::ScheduleComparison> comparison);

private:
    void deliver();

    QThreadPool m_pool;
    QFutureWatcher<std::shared_ptr<const ScheduleComparison>> m_watcher;
    std::shared_ptr<std::atomic<bool>> m_stop; ///< of the request under way
};

} // namespace shardscape
