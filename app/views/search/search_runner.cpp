// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/search/search_runner.h"

#include <QMetaObject>
#include <QRunnable>

#include <algorithm>
#include <mutex>
#include <thread>
#include <utility>

namespace shardscape {

/// What the search's threads and the window's share. The snapshot is the newest: one that was not fetched in time is replaced.
struct SearchRunner::Run {
    std::shared_ptr<const PreparedSearch> prepared;
    std::atomic<bool> stop{false};
    std::mutex mutex;
    std::optional<SearchSnapshot> snapshot;
    std::shared_ptr<const SearchResult> result;
    Problems problems;
    bool isDone = false;
};

SearchRunner::SearchRunner(QObject* parent) : QObject(parent) { m_pool.setMaxThreadCount(1); }

SearchRunner::~SearchRunner()
{
    drop();
    m_pool.waitForDone();
}

void SearchRunner::stop()
{
    if (m_run)
        m_run->stop = true;
}

void SearchRunner::drop()
{
    stop();
    m_run.reset();
}

void SearchRunner::start(std::shared_ptr<const PreparedSearch> prepared)
{
    drop();
    m_run = std::make_shared<Run>();
    m_run->prepared = std::move(prepared);
    const auto work = [this, run = m_run] {
        SearchRequest request = run->prepared->request;
        if (request.threads == 0) // one core stays free for the window
            request.threads = std::max(1, static_cast<int>(std::thread::hardware_concurrency()) - 1);
        const auto tell = [this, &run] { QMetaObject::invokeMethod(this, [this, run] { deliver(run); }, Qt::QueuedConnection); };
        const auto progress = [&](const SearchProgress& p) {
            const std::lock_guard lock(run->mutex);
            const bool isWaiting = run->snapshot.has_value();
            run->snapshot = SearchSnapshot{p.done, p.candidates, p.seconds, p.plansPerSecond, p.secondsLeft, p.front};
            if (!isWaiting)
                tell();
        };
        try {
            auto result = search(run->prepared->candidates, run->prepared->inputs, request, progress, &run->stop);
            const std::lock_guard lock(run->mutex);
            if (result)
                run->result = std::make_shared<const SearchResult>(std::move(*result));
            else
                run->problems = result.error();
        } catch (const std::exception& error) { // memory can run out; the core itself does not throw
            const std::lock_guard lock(run->mutex);
            run->problems = {{Severity::Error, "internal", "", error.what(), "fix some inputs and search again"}};
        }
        {
            const std::lock_guard lock(run->mutex);
            run->isDone = true;
        }
        tell();
    };
    m_pool.start(QRunnable::create(work));
}

void SearchRunner::deliver(const std::shared_ptr<Run>& run)
{
    if (run != m_run)
        return;
    std::unique_lock lock(run->mutex);
    std::optional<SearchSnapshot> snapshot = std::exchange(run->snapshot, std::nullopt);
    const bool isDone = run->isDone;
    lock.unlock();
    if (isDone)
        m_run.reset();
    if (snapshot)
        Q_EMIT progressed(*snapshot);
    if (isDone && run->result)
        Q_EMIT finished(run->prepared, run->result);
    else if (isDone)
        Q_EMIT failed(run->problems);
}

} // namespace shardscape
