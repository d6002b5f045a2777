// SPDX-License-Identifier: GPL-3.0-or-later
// What published runs say beyond the error of each: how well one measured run predicts others of the same stack and model, and how often
// two runs come out in the right order. Pure, any thread.
#pragma once

#include "evaluate/validation.h"

#include <array>

namespace shardscape {

/// predicted / measured - 1 of training steps after calibration to another row, by summarizeCalibrated()'s rule; [0] dense, [1] MoE.
[[nodiscard]] std::array<std::vector<double>, 2> calibratedErrors(const std::vector<ValidationRow>& rows);

/// Errors of training steps after calibration to one measured step of the same source, software, accelerator, precision and model: the
/// computing part of every step, with its share of the bubble, is scaled so that the one step comes out right. Over all ordered pairs of
/// such rows; "dense-train-calibrated" and "moe-train-calibrated", absent without pairs.
[[nodiscard]] std::vector<RegimeSummary> summarizeCalibrated(const std::vector<ValidationRow>& rows);

/// Pairs of one source and regime family whose measured steps differ by more than rankingMargin.
struct RankingSummary {
    std::string regime;
    int pairs = 0;
    int right = 0; ///< predicted in the order measured

    [[nodiscard]] double share() const { return pairs == 0 ? 0.0 : static_cast<double>(right) / pairs; }
};

inline constexpr double rankingMargin = 0.03;

/// "pipeline-schedules", "dense-train" and "moe-train"; absent without pairs.
[[nodiscard]] std::vector<RankingSummary> summarizeRanking(const std::vector<ValidationRow>& rows);

} // namespace shardscape
