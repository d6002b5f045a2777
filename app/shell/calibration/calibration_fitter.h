// SPDX-License-Identifier: GPL-3.0-or-later
// Fits a calibration on a thread of its own: the newest request wins, and it starts a moment after it, so that typing does not fit at every
// key. Lives on the GUI thread.
#pragma once

#include "evaluate/calibration.h"
#include "io/calibration_report.h"

#include <QFutureWatcher>
#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <memory>

namespace shardscape {

class PresetLibrary;

/// A fit with what the dialog shows of it.
struct FittedCalibration {
    CalibrationFit fit;
    std::vector<CalibratedFigure> figures;
    std::string plan; ///< the plan it was fitted on, in words
};

class CalibrationFitter : public QObject {
    Q_OBJECT
public:
    using Outcome = Result<FittedCalibration>;

    /// \param library must outlive the fitter
    explicit CalibrationFitter(const PresetLibrary& library, QObject* parent = nullptr);
    /// Waits for the fit that runs.
    ~CalibrationFitter() override;

    /// Fits the figures of `calibration` as a run of `scenario`, whose own calibration does not count.
    void request(const Scenario& scenario, const Calibration& calibration);
    [[nodiscard]] bool isBusy() const { return m_delay.isActive() || m_watcher.isRunning(); }

Q_SIGNALS:
    void fitted(const std::shared_ptr<const shardscape::CalibrationFitter::Outcome>& outcome); ///< never null

private:
    void start();
    void deliver();

    const PresetLibrary& m_library;
    QThreadPool m_pool;
    QTimer m_delay;
    QFutureWatcher<std::shared_ptr<const Outcome>> m_watcher;
    Scenario m_scenario;
    Calibration m_calibration;
};

} // namespace shardscape
