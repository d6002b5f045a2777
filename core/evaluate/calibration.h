// SPDX-License-Identifier: GPL-3.0-or-later
// Fits the factors of a calibration to measured figures and applies them. Nothing is applied unless a scenario carries factors: looking
// up a scenario's inputs (io/preset_library.h) then scales the constants, and each scaled constant says so in its source. Pure, any thread.
#pragma once

#include "cost/collective.h"
#include "evaluate/validation.h"

#include <span>

namespace shardscape {

struct FactorBounds {
    double low = 1;
    double high = 1;
};

/// Where a fitted factor must lie. Sustained shares of the same part under different software differ less than twofold, links by their
/// configuration up to fourfold, host overheads most. A share never passes the sheet's peak, whatever the factor.
[[nodiscard]] FactorBounds factorBounds(CalibrationFactor factor);

/// The inputs with their efficiency constants scaled: shares times the factor, at most 1; overheads times theirs. All factors 1 and no
/// extra memory give the inputs themselves.
[[nodiscard]] Inputs calibrated(Inputs inputs, const CalibrationFactors& factors);
[[nodiscard]] ClusterSpec calibrated(ClusterSpec cluster, const CalibrationFactors& factors); ///< only its links

/// A collective of a nccl-tests run, with its prediction by the same collective model that the steps of unusual fabrics use.
struct CollectiveMeasurement {
    CollectiveOp op = CollectiveOp::AllReduce;
    Bytes bytes; ///< as nccl-tests counts
    int ranks = 1;
    Seconds time;
};

struct CalibrationFit {
    CalibrationFactors factors;
    std::array<bool, calibrationFactorCount> moved{};   ///< whether the measurements say anything about the factor
    std::array<bool, calibrationFactorCount> atBound{}; ///< the measurements ask for more than is physical
    std::vector<double> before;                         ///< predictions of the cases with the presets, in their metric's unit
    std::vector<double> after;                          ///< with the factors
    double collectivesBefore = 0;                       ///< median of predicted / measured time of the collectives; 0 = none
    double collectivesAfter = 0;
};

/// The most likely factors: least squares of ln(predicted / measured) over all figures, with the logarithms of the factors drawn to 0 by
/// how far each differs between stacks (8 % for shares of the chip, 25 % for links, 50 % for overhead), inside factorBounds(). One figure
/// therefore moves all factors that it depends on, the uncertain ones most. Figures of memory set `extraMemory` instead.
/// \param cases measured figures with the presets' inputs; problems of predicting one of them are returned
[[nodiscard]] Result<CalibrationFit> fitFactors(std::span<const ValidationCase> cases);
/// The same with collectives measured on `cluster`; those below 16 MiB, which measure start-up times, are left out.
[[nodiscard]] Result<CalibrationFit> fitFactors(std::span<const ValidationCase> cases, std::span<const CollectiveMeasurement> collectives,
                                                const ClusterSpec& cluster);

/// The measured figures of a run, all but its nccl-tests, as cases of `scenario`. Problems: figures of the other kind of workload.
/// \param presets inputs without any calibration
[[nodiscard]] Result<std::vector<ValidationCase>> measuredCases(const Scenario& scenario, const Calibration& calibration,
                                                                std::shared_ptr<const Inputs> presets);

/// Fits the measured figures of `calibration` as a run of `scenario`. Problems: also no figure at all, and lines of nccl-tests that cannot
/// be read. \param presets inputs without any calibration
[[nodiscard]] Result<CalibrationFit> fitCalibration(const Scenario& scenario, const Calibration& calibration,
                                                    std::shared_ptr<const Inputs> presets);

} // namespace shardscape
