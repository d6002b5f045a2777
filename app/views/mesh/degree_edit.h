// SPDX-License-Identifier: GPL-3.0-or-later
// Changing the degree of one axis, as functions from scenario to scenario, and the degrees a drag of the axis' edge stops at, each with the
// reason where the plan would be illegal. Pure functions; any thread.
#pragma once

#include "plan/scenario.h"

#include <QString>

#include <vector>

namespace shardscape {

/// The degree of an axis.
[[nodiscard]] int degreeOf(const Parallelism& parallelism, Axis axis);

/// What gives way when a degree changes.
enum class DegreeTrade : unsigned char {
    WithData, ///< dp is divided or multiplied so that as many GPUs stay in use, where it can be; dp and ep change alone
    Alone,    ///< nothing else changes
};

/// The scenario with another degree of one axis. A placement by hand is given up when the number of ranks changes: its entries would be of
/// other ranks.
[[nodiscard]] Scenario withDegree(const Scenario& scenario, Axis axis, int degree, DegreeTrade trade);

/// "Tensor degree 4 → 8, data degree 2 → 1"; empty when no degree differs.
[[nodiscard]] QString degreeChangeText(const Parallelism& before, const Parallelism& after);

struct DegreeStep {
    int degree = 1;
    QString reason; ///< why the plan would be illegal; empty = legal
};

/// Degrees of the axis in ascending order: the divisors of the cluster's GPUs (for ep of a model with experts: of the experts), and the
/// present one. Costs one check of a plan each.
[[nodiscard]] std::vector<DegreeStep> degreeSteps(const Scenario& scenario, const Inputs& inputs, Axis axis, DegreeTrade trade);

} // namespace shardscape
