// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/background_evaluator.h"

#include <QtConcurrentRun>

#include <exception>
#include <utility>

namespace shardscape {

namespace {

/// The border of the thread: whatever happens inside becomes a value. The core does not throw, but memory can run out.
EvaluationOutcome evaluateGuarded(const EvaluateFunction& evaluate, const Scenario& scenario)
{
    try {
        Result<Evaluation> result = evaluate(scenario);
        if (!result)
            return failure(std::move(result.error()));
        return std::make_shared<const Evaluation>(std::move(*result));
    } catch (const std::exception& error) {
        return failure({.code = "internal",
                        .path = {},
                        .message = std::string("The evaluation stopped with an internal error: ") + error.what() + ".",
                        .hint = "Undo the last change; if it comes back, report it with the scenario file."});
    }
}

} // namespace

BackgroundEvaluator::BackgroundEvaluator(EvaluateFunction evaluate, QObject* parent) : QObject{parent}, m_evaluate{std::move(evaluate)}
{
    m_pool.setMaxThreadCount(1);
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &BackgroundEvaluator::deliver);
}

BackgroundEvaluator::~BackgroundEvaluator()
{
    m_watcher.disconnect(this);
    m_pool.waitForDone();
}

void BackgroundEvaluator::request(const Scenario& scenario)
{
    if (m_busy)
        m_waiting = scenario;
    else
        start(scenario);
}

void BackgroundEvaluator::restart(const Scenario& scenario)
{
    m_dropRunning = m_busy;
    request(scenario);
}

void BackgroundEvaluator::start(const Scenario& scenario)
{
    m_busy = true;
    m_watcher.setFuture(QtConcurrent::run(&m_pool, [evaluate = m_evaluate, scenario] { return evaluateGuarded(evaluate, scenario); }));
}

void BackgroundEvaluator::deliver()
{
    const EvaluationOutcome outcome = m_watcher.result();
    m_busy = false;
    const bool isNewest = !m_waiting;
    if (m_waiting)
        start(*std::exchange(m_waiting, std::nullopt));
    if (!std::exchange(m_dropRunning, false))
        Q_EMIT finished(outcome, isNewest);
}

} // namespace shardscape
