// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timeline/stage_balancer.h"

#include "document/document.h"
#include "views/common/number_text.h"

#include <QtConcurrentRun>

#include <exception>

namespace shardscape {

namespace {

/// The border of the thread: memory that ran out becomes a value.
Result<BalancedScenario> balanceGuarded(const Scenario& scenario, const std::shared_ptr<const Inputs>& inputs)
{
    try {
        return balanceScenario(scenario, inputs);
    } catch (const std::exception& error) {
        return failure(
            {Severity::Error, "internal", "", std::string("The search stopped with an internal error: ") + error.what() + ".", ""});
    }
}

QString layersText(const std::vector<int>& layers)
{
    QStringList words;
    for (const int count : layers)
        words.append(QString::number(count));
    return words.join(QLatin1Char(' '));
}

} // namespace

StageBalancer::StageBalancer(Document& document, QObject* parent) : QObject(parent), m_document(document)
{
    m_pool.setMaxThreadCount(1);
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &StageBalancer::deliver);
}

StageBalancer::~StageBalancer()
{
    m_watcher.disconnect(this);
    m_pool.waitForDone();
}

void StageBalancer::balance()
{
    const std::shared_ptr<const Evaluation> evaluation = m_document.evaluation();
    if (m_busy || evaluation == nullptr || evaluation->scenario != m_document.scenario())
        return;
    m_asked = evaluation->scenario;
    setBusy(true);
    Q_EMIT said(tr("Looking for a better spread of the layers over the stages."));
    m_watcher.setFuture(QtConcurrent::run(&m_pool, [scenario = m_asked, inputs = evaluation->inputs]() -> Outcome {
        return std::make_shared<const Result<BalancedScenario>>(balanceGuarded(scenario, inputs));
    }));
}

void StageBalancer::deliver()
{
    setBusy(false);
    const Outcome outcome = m_watcher.result();
    if (m_document.scenario() != m_asked) {
        Q_EMIT said(tr("The scenario changed while its stages were balanced, so nothing was applied."));
        return;
    }
    if (!*outcome) {
        const Problem& problem = outcome->error().front();
        Q_EMIT said(
            tr("The stages were not balanced: %1 %2").arg(QString::fromStdString(problem.message), QString::fromStdString(problem.hint)));
        return;
    }
    const BalancedScenario& found = **outcome;
    if (!found.improves) {
        Q_EMIT said(tr("No other spread of the layers was found that is faster within memory."));
        return;
    }
    m_document.edit(tr("Balance stages"), found.scenario);
    Q_EMIT said(tr("Balanced stages: the step takes %1 instead of %2 (%3) with layers %4.")
                    .arg(timeText(found.after), timeText(found.before), changeText(found.before.inSeconds(), found.after.inSeconds()),
                         layersText(found.stageLayers)));
}

void StageBalancer::setBusy(bool busy)
{
    m_busy = busy;
    Q_EMIT busyChanged(busy);
}

} // namespace shardscape
