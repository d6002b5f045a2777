// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/memory/relief_finder.h"

#include <QtConcurrentRun>

#include <chrono>
#include <utility>

namespace shardscape {

ReliefFinder::ReliefFinder(QObject* parent) : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
    m_delay.setSingleShot(true);
    m_delay.setInterval(std::chrono::milliseconds(250));
    connect(&m_delay, &QTimer::timeout, this, &ReliefFinder::start);
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &ReliefFinder::deliver);
}

ReliefFinder::~ReliefFinder()
{
    m_watcher.disconnect(this);
    stop();
    m_pool.waitForDone();
}

void ReliefFinder::request(std::shared_ptr<const Evaluation> evaluation)
{
    stop();
    m_evaluation = std::move(evaluation);
    if (m_evaluation != nullptr)
        m_delay.start();
}

void ReliefFinder::stop()
{
    m_delay.stop();
    if (m_stopped != nullptr)
        *m_stopped = true;
    m_stopped.reset();
}

void ReliefFinder::start()
{
    m_stopped = std::make_shared<std::atomic<bool>>(false);
    // The watcher follows the newest future only: what an older search still finds is never delivered.
    m_watcher.setFuture(QtConcurrent::run(&m_pool, [evaluation = m_evaluation, stopped = m_stopped]() -> Outcome {
        try {
            return memoryReliefOf(*evaluation, [&stopped] { return stopped->load(); });
        } catch (const std::exception& error) { // memory can run out; the core itself does not throw
            return failure({Severity::Error, "internal", "", error.what(), "change the scenario and try again"});
        }
    }));
}

void ReliefFinder::deliver()
{
    if (m_stopped == nullptr)
        return;
    const Outcome outcome = m_watcher.result();
    m_stopped.reset();
    if (outcome)
        Q_EMIT found(*outcome);
}

} // namespace shardscape
