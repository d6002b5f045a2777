// SPDX-License-Identifier: GPL-3.0-or-later
// How full the fullest expert rank is when routing favors no expert: chance alone spreads the load.
#pragma once

#include "cost/ops.h"

namespace shardscape {

/// Expected load of the fullest of e expert ranks over the mean: rows of a rank are nearly normal with a variance of their mean M, and the
/// largest of e such numbers lies about sqrt(2 M ln e) above it. 1 for one rank and where a capacity cuts the load off.
/// \param rows mean rows that reach a rank
[[nodiscard]] double chanceLoad(double rows, int ranks, const Efficiency& efficiency);

/// Rows that reach the experts of the fullest rank: the picks of all tokens of the expert group over its e ranks, times the imbalance that
/// the user asks for and what chance adds.
[[nodiscard]] double routedRows(const FeedForwardSpec& feedForward, const TrainingShape& shape, const Efficiency& efficiency);

} // namespace shardscape
