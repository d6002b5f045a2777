// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timeline/schedule_comparer.h"

#include <QtConcurrentRun>

#include <exception>

namespace shardscape {

namespace {

/// Null when it was stopped or memory ran out: the border of the thread.
std::shared_ptr<const ScheduleComparison> compareGuarded(const Evaluation& evaluation, const std::atomic<bool>& stop)
{
    try {
        auto alternatives = compareSchedules(evaluation.scenario, evaluation.inputs, &stop);
        if (stop.load())
            return nullptr;
        return std::make_shared<const ScheduleComparison>(
            makeComparison(std::move(alternatives), evaluation.scenario.parallelism.schedule));
    } catch (const std::exception&) {
        return nullptr;
    }
}

} // namespace

ScheduleComparer::ScheduleComparer(QObject* parent) : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &ScheduleComparer::deliver);
}

ScheduleComparer::~ScheduleComparer()
{
    m_watcher.disconnect(this);
    cancel();
    m_pool.waitForDone();
}

void ScheduleComparer::request(std::shared_ptr<const Evaluation> evaluation)
{
    cancel();
    m_stop = std::make_shared<std::atomic<bool>>(false);
    m_watcher.setFuture(
        QtConcurrent::run(&m_pool, [evaluation = std::move(evaluation), stop = m_stop] { return compareGuarded(*evaluation, *stop); }));
}

void ScheduleComparer::cancel()
{
    if (m_stop != nullptr)
        m_stop->store(true);
}

void ScheduleComparer::deliver()
{
    if (m_stop == nullptr || m_stop->load())
        return;
    if (const auto comparison = m_watcher.result())
        Q_EMIT finished(comparison);
}

} // namespace shardscape
