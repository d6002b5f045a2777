// SPDX-License-Identifier: GPL-3.0-or-later
// A fitted calibration in words and as JSON: measured, predicted before and after, and the factors within their bounds. Any thread.
#pragma once

#include "evaluate/calibration.h"

#include <string>
#include <vector>

namespace shardscape {

/// A measured figure beside its predictions, in the unit of the scenario's key.
struct CalibratedFigure {
    std::string key;
    double measured = 0;
    double before = 0;
    double after = 0;
};

/// The figures of a fit; its nccl-tests as one, the median of predicted over measured times.
[[nodiscard]] std::vector<CalibratedFigure> calibratedFigures(const CalibrationFit& fit, const std::vector<ValidationCase>& cases);

[[nodiscard]] std::string calibrationToText(const CalibrationFit& fit, const std::vector<CalibratedFigure>& figures);
/// {"format": "shardscape-calibration-report", "version": 1, "factors": {...}, "bounds": {...}, "figures": [...]}
[[nodiscard]] std::string calibrationToReport(const CalibrationFit& fit, const std::vector<CalibratedFigure>& figures);

/// The plan that a calibration was fitted on, in a line: "llama-3.1-70b on 8 x dgx-h100, tp 8 pp 8 dp 1".
[[nodiscard]] std::string fittedOn(const Scenario& scenario, const Inputs& inputs);

} // namespace shardscape
