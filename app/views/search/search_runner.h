// SPDX-License-Identifier: GPL-3.0-or-later
// Runs one search at a time on threads of its own: a newer one stops and replaces the one before. Lives on the GUI thread; progress and
// results arrive there, and only those of the newest search.
#pragma once

#include "search/search_setup.h"

#include <QObject>
#include <QThreadPool>

#include <atomic>
#include <memory>
#include <optional>

namespace shardscape {

/// Where a running search is; a copy that belongs to the receiver.
struct SearchSnapshot {
    std::uint64_t done = 0;
    std::uint64_t candidates = 0;
    double seconds = 0;
    double plansPerSecond = 0;
    double secondsLeft = 0;
    std::vector<SearchPoint> front;
};

class SearchRunner : public QObject {
    Q_OBJECT
public:
    explicit SearchRunner(QObject* parent = nullptr);
    /// Stops the search and waits for its present plan.
    ~SearchRunner() override;

    void start(std::shared_ptr<const PreparedSearch> prepared);
    /// Ends the search; what was found arrives with finished().
    void stop();
    /// Ends it without another word.
    void drop();
    [[nodiscard]] bool isRunning() const { return m_run != nullptr; }

Q_SIGNALS:
    void progressed(const shardscape::SearchSnapshot& snapshot);
    void finished(std::shared_ptr<const shardscape::PreparedSearch> prepared, std::shared_ptr<const shardscape::SearchResult> result);
    void failed(const shardscape::Problems& problems);

private:
    struct Run;
    void deliver(const std::shared_ptr<Run>& run);

    QThreadPool m_pool;
    std::shared_ptr<Run> m_run; ///< the newest, while it runs
};

} // namespace shardscape
