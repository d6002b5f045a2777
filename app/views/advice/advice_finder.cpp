// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/advice/advice_finder.h"

#include <QtConcurrentRun>

#include <chrono>
#include <utility>

namespace shardscape {

AdviceFinder::AdviceFinder(QObject* parent) : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
    m_delay.setSingleShot(true);
    m_delay.setInterval(std::chrono::milliseconds(350));
    connect(&m_delay, &QTimer::timeout, this, &AdviceFinder::start);
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &AdviceFinder::deliver);
}

AdviceFinder::~AdviceFinder()
{
    m_watcher.disconnect(this);
    stop();
    m_pool.waitForDone();
}

void AdviceFinder::request(const Scenario& scenario, std::shared_ptr<const Inputs> inputs)
{
    stop();
    m_scenario = scenario;
    m_inputs = std::move(inputs);
    m_delay.start();
}

void AdviceFinder::stop()
{
    m_delay.stop();
    if (m_stopped != nullptr)
        *m_stopped = true;
    m_stopped.reset();
}

void AdviceFinder::start()
{
    m_stopped = std::make_shared<std::atomic<bool>>(false);
    m_watcher.setFuture(QtConcurrent::run(
        &m_pool, [scenario = m_scenario, inputs = m_inputs, stopped = m_stopped]() -> Result<AdviceReport> {
            try {
                return advise(scenario, inputs, [&stopped] { return stopped->load(); });
            } catch (const std::exception& error) { // memory can run out; the core itself does not throw
                return failure({Severity::Error, "internal", "", error.what(), "change the scenario and try again"});
            }
        }));
}

void AdviceFinder::deliver()
{
    if (m_stopped == nullptr)
        return;
    m_stopped.reset();
    const Result<AdviceReport> report = m_watcher.result();
    if (report)
        Q_EMIT found(std::make_shared<const AdviceReport>(*report), QString());
    else
        Q_EMIT found(nullptr, QString::fromStdString(report.error().front().message));
}

} // namespace shardscape
