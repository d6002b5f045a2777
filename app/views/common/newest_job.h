// SPDX-License-Identifier: GPL-3.0-or-later
// Work on a thread of its own of which only the newest counts: a request replaces the one that waits, asks the one that runs to stop, and
// what an older one still finds is never delivered. Starts a moment after the request, so that a drag does not work at every step. Lives
// on the GUI thread; results arrive there.
#pragma once

#include <QFutureWatcher>
#include <QObject>
#include <QThreadPool>
#include <QTimer>
#include <QtConcurrentRun>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace shardscape {

template <class T> class NewestJob {
public:
    /// Called with an intermediate result from the job's thread.
    using Report = std::function<void(T)>;
    using Work = std::function<T(const std::atomic<bool>& stop, const Report& report)>;

    /// \param deliver called with results; `isFinal` is false for intermediate ones
    explicit NewestJob(std::function<void(T, bool isFinal)> deliver, std::chrono::milliseconds delay = std::chrono::milliseconds(200))
        : m_deliver{std::move(deliver)}
    {
        m_pool.setMaxThreadCount(1);
        m_delay.setSingleShot(true);
        m_delay.setInterval(delay);
        QObject::connect(&m_delay, &QTimer::timeout, &m_receiver, [this] { start(); });
        QObject::connect(&m_watcher, &QFutureWatcherBase::finished, &m_receiver, [this] { finish(); });
    }
    NewestJob(const NewestJob&) = delete;
    NewestJob& operator=(const NewestJob&) = delete;
    /// Stops the job that runs and waits for it.
    ~NewestJob()
    {
        cancel();
        m_watcher.disconnect();
        m_pool.waitForDone();
    }

    void request(Work work)
    {
        cancel();
        m_work = std::move(work);
        m_delay.start();
    }
    /// Nothing will arrive until the next request.
    void cancel()
    {
        m_delay.stop();
        if (m_stop != nullptr)
            m_stop->store(true);
        m_stop.reset();
    }
    [[nodiscard]] bool isBusy() const { return m_delay.isActive() || m_stop != nullptr; }

private:
    void start()
    {
        m_stop = std::make_shared<std::atomic<bool>>(false);
        const Report report = [this, stop = m_stop](T value) {
            if (stop->load())
                return;
            QMetaObject::invokeMethod(
                &m_receiver,
                [this, stop, value = std::move(value)] {
                    if (m_stop == stop)
                        m_deliver(value, false);
                },
                Qt::QueuedConnection);
        };
        m_watcher.setFuture(QtConcurrent::run(&m_pool, [work = m_work, stop = m_stop, report]() -> std::optional<T> {
            try {
                return work(*stop, report);
            } catch (const std::exception&) { // memory can run out; the core itself does not throw
                return std::nullopt;
            }
        }));
    }
    void finish()
    {
        if (m_stop == nullptr || m_delay.isActive())
            return;
        std::optional<T> result = m_watcher.result();
        m_stop.reset();
        if (result)
            m_deliver(std::move(*result), true);
    }

    std::function<void(T, bool)> m_deliver;
    QObject m_receiver;
    QThreadPool m_pool;
    QTimer m_delay;
    QFutureWatcher<std::optional<T>> m_watcher;
    Work m_work;
    std::shared_ptr<std::atomic<bool>> m_stop;
};

} // namespace shardscape
