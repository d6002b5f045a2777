// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/calibration/calibration_fitter.h"

#include "io/preset_library.h"

#include <QtConcurrentRun>

#include <chrono>

namespace shardscape {

namespace {

CalibrationFitter::Outcome fitNow(const PresetLibrary& library, Scenario scenario, const Calibration& calibration)
{
    scenario.calibration.reset(); // a fit starts from the presets
    auto inputs = library.resolve(scenario);
    if (!inputs)
        return failure(std::move(inputs.error()));
    const auto shared = std::make_shared<const Inputs>(std::move(*inputs));
    const auto cases = measuredCases(scenario, calibration, shared);
    if (!cases)
        return failure(cases.error());
    auto fit = fitCalibration(scenario, calibration, shared);
    if (!fit)
        return failure(std::move(fit.error()));
    std::vector<CalibratedFigure> figures = calibratedFigures(*fit, *cases);
    return FittedCalibration{std::move(*fit), std::move(figures), fittedOn(scenario, *shared)};
}

} // namespace

CalibrationFitter::CalibrationFitter(const PresetLibrary& library, QObject* parent) : QObject(parent), m_library(library)
{
    m_pool.setMaxThreadCount(1);
    m_delay.setSingleShot(true);
    m_delay.setInterval(std::chrono::milliseconds(200));
    connect(&m_delay, &QTimer::timeout, this, &CalibrationFitter::start);
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &CalibrationFitter::deliver);
}

CalibrationFitter::~CalibrationFitter()
{
    m_watcher.disconnect(this);
    m_pool.waitForDone();
}

void CalibrationFitter::request(const Scenario& scenario, const Calibration& calibration)
{
    m_scenario = scenario;
    m_calibration = calibration;
    m_delay.start();
}

void CalibrationFitter::start()
{
    // The watcher follows the newest future only: what an older fit finds is never delivered.
    m_watcher.setFuture(QtConcurrent::run(&m_pool, [this, scenario = m_scenario, calibration = m_calibration] {
        try {
            return std::make_shared<const Outcome>(fitNow(m_library, scenario, calibration));
        } catch (const std::exception& error) { // memory can run out; the core itself does not throw
            return std::make_shared<const Outcome>(
                failure(Problem{Severity::Error, "internal", "", error.what(), "change a figure and try again"}));
        }
    }));
}

void CalibrationFitter::deliver()
{
    if (!m_delay.isActive() && m_watcher.future().resultCount() > 0)
        Q_EMIT fitted(m_watcher.result());
}

} // namespace shardscape
