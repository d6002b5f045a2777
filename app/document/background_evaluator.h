// SPDX-License-Identifier: GPL-3.0-or-later
// Evaluates scenarios on a thread of its own. At most one evaluation runs and at most one waits: a newer request replaces the one that
// waits, so a fast drag costs one evaluation at a time and ends with the newest. Lives on the GUI thread; results arrive there.
#pragma once

#include "evaluate/evaluation.h"
#include "units/result.h"

#include <QFutureWatcher>
#include <QObject>
#include <QThreadPool>

#include <functional>
#include <memory>
#include <optional>

namespace shardscape {

/// What the evaluator does with a scenario, on its thread: look up and evaluate, or in tests something slower.
using EvaluateFunction = std::function<Result<Evaluation>(const Scenario&)>;

/// The evaluation, or the problems instead of it.
using EvaluationOutcome = Result<std::shared_ptr<const Evaluation>>;

class BackgroundEvaluator : public QObject {
    Q_OBJECT
public:
    explicit BackgroundEvaluator(EvaluateFunction evaluate, QObject* parent = nullptr);
    /// Waits for the evaluation that runs; the one that waits is dropped.
    ~BackgroundEvaluator() override;

    void request(const Scenario& scenario);
    /// The same, but what runs or waits now is never delivered: it belongs to a sheet that is no longer shown.
    void restart(const Scenario& scenario);

Q_SIGNALS:
    /// `isNewest` is false when a newer scenario already waits: the outcome is an intermediate picture of a drag.
    void finished(const shardscape::EvaluationOutcome& outcome, bool isNewest);

private:
    void start(const Scenario& scenario);
    void deliver();

    EvaluateFunction m_evaluate;
    QThreadPool m_pool;
    QFutureWatcher<EvaluationOutcome> m_watcher;
    std::optional<Scenario> m_waiting;
    bool m_busy = false;
    bool m_dropRunning = false;
};

} // namespace shardscape
