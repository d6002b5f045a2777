// SPDX-License-Identifier: GPL-3.0-or-later
// Looks for advice on a thread of its own: the newest scenario wins, an older search stops at its next plan. Starts a moment after the
// request, so that a drag does not search at every step. Lives on the GUI thread.
#pragma once

#include "advice/advice.h"

#include <QFutureWatcher>
#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <atomic>
#include <memory>

namespace shardscape {

class AdviceFinder : public QObject {
    Q_OBJECT
public:
    explicit AdviceFinder(QObject* parent = nullptr);
    /// Stops the search that runs and waits for its present plan.
    ~AdviceFinder() override;

    void request(const Scenario& scenario, std::shared_ptr<const Inputs> inputs);
    void stop();

Q_SIGNALS:
    /// Null with a sentence in its place where there is no advice.
    void found(std::shared_ptr<const shardscape::AdviceReport> report, const QString& sentence);

private:
    void start();
    void deliver();

    QThreadPool m_pool;
    QTimer m_delay;
    QFutureWatcher<Result<AdviceReport>> m_watcher;
    Scenario m_scenario;
    std::shared_ptr<const Inputs> m_inputs;
    std::shared_ptr<std::atomic<bool>> m_stopped;
};

} // namespace shardscape
