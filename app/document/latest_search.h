// SPDX-License-Identifier: GPL-3.0-or-later
// Work that follows the newest request: it runs on a thread of its own, starts a moment after the request so that a drag does not start it
// at every step, and what an older request still finds is never delivered. Lives on the GUI thread; results arrive there.
#pragma once

#include <QFutureWatcher>
#include <QObject>
#include <QThreadPool>
#include <QTimer>
#include <QtConcurrentRun>

#include <atomic>
#include <chrono>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace shardscape {

template <class Found> class LatestSearch {
public:
    using StopQuestion = std::function<bool()>;
    /// Asks often whether to stop; what it returns then is dropped.
    using Work = std::function<Found(const StopQuestion& stopped)>;

    explicit LatestSearch(std::function<void(const Found&)> deliver) : m_deliver{std::move(deliver)}
    {
        m_pool.setMaxThreadCount(1);
        m_delay.setSingleShot(true);
        m_delay.setInterval(std::chrono::milliseconds(250));
        QObject::connect(&m_delay, &QTimer::timeout, &m_delay, [this] { start(); });
        QObject::connect(&m_watcher, &QFutureWatcherBase::finished, &m_delay, [this] { take(); });
    }
    /// Stops the work that runs and waits until it has noticed.
    ~LatestSearch()
    {
        m_watcher.disconnect();
        stop();
        m_pool.waitForDone();
    }
    LatestSearch(const LatestSearch&) = delete;
    LatestSearch& operator=(const LatestSearch&) = delete;

    /// Null drops what runs.
    void request(Work work)
    {
        stop();
        m_work = std::move(work);
        if (m_work)
            m_delay.start();
    }

private:
    void stop()
    {
        m_delay.stop();
        if (m_stopped)
            *m_stopped = true;
        m_stopped.reset();
    }

    void start()
    {
        m_stopped = std::make_shared<std::atomic<bool>>(false);
        // The watcher follows the newest future only.
        m_watcher.setFuture(QtConcurrent::run(&m_pool, [work = m_work, stopped = m_stopped]() -> std::optional<Found> {
            try {
                return work([&stopped] { return stopped->load(); });
            } catch (const std::exception&) { // memory can run out; nothing found is an answer
                return std::nullopt;
            }
        }));
    }

    void take()
    {
        if (!m_stopped)
            return;
        m_stopped.reset();
        if (const std::optional<Found> found = m_watcher.result())
            m_deliver(*found);
    }

    std::function<void(const Found&)> m_deliver;
    Work m_work;
    QThreadPool m_pool;
    QTimer m_delay;
    QFutureWatcher<std::optional<Found>> m_watcher;
    std::shared_ptr<std::atomic<bool>> m_stopped; ///< of the work under way
};

} // namespace shardscape
