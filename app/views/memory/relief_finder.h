// SPDX-License-Identifier: GPL-3.0-or-later
// Looks for what would bring the memory peak down, on a thread of its own: the newest evaluation wins, an older search stops at its next
// alternative. Starts a moment after the request, so that a drag does not search at every step. Lives on the GUI thread.
#pragma once

#include "evaluate/relief.h"

#include <QFutureWatcher>
#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <atomic>
#include <memory>

namespace shardscape {

class ReliefFinder : public QObject {
    Q_OBJECT
public:
    explicit ReliefFinder(QObject* parent = nullptr);
    /// Stops the search that runs and waits for its present alternative.
    ~ReliefFinder() override;

    /// Searches for an evaluation; null drops the search.
    void request(std::shared_ptr<const Evaluation> evaluation);

Q_SIGNALS:
    /// The ranked list of the newest requested evaluation; empty when nothing lowers the peak.
    void found(const std::vector<shardscape::MemoryRelief>& reliefs);

private:
    void start();
    void stop();
    void deliver();

    using Outcome = Result<std::vector<MemoryRelief>>;
    QThreadPool m_pool;
    QTimer m_delay;
    QFutureWatcher<Outcome> m_watcher;
    std::shared_ptr<const Evaluation> m_evaluation;
    std::shared_ptr<std::atomic<bool>> m_stopped;
};

} // namespace shardscape
