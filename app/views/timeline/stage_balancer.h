// SPDX-License-Identifier: GPL-3.0-or-later
// Balances the stages of the open scenario: searches on a thread of its own, applies what it finds as one step of the history, and says
// what it gains. GUI thread only.
#pragma once

#include "evaluate/balance_scenario.h"

#include <QFutureWatcher>
#include <QObject>
#include <QThreadPool>

#include <memory>

namespace shardscape {

class Document;

class StageBalancer : public QObject {
    Q_OBJECT
public:
    explicit StageBalancer(Document& document, QObject* parent = nullptr);
    /// Waits for the search that runs.
    ~StageBalancer() override;

    [[nodiscard]] bool isBusy() const { return m_busy; }

public Q_SLOTS:
    /// Does nothing while a search runs or before the first evaluation. A scenario that changed meanwhile is left alone.
    void balance();

Q_SIGNALS:
    void busyChanged(bool busy);
    void said(const QString& text); ///< what came of it, in a sentence

private:
    using Outcome = std::shared_ptr<const Result<BalancedScenario>>;
    void deliver();
    void setBusy(bool busy);

    Document& m_document;
    Scenario m_asked;
    QThreadPool m_pool;
    QFutureWatcher<Outcome> m_watcher;
    bool m_busy = false;
};

} // namespace shardscape
