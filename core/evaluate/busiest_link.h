// SPDX-License-Identifier: GPL-3.0-or-later
// Explains the share of time in which the fullest link carries traffic. Pure; any thread.
#pragma once

#include "evaluate/evaluation.h"

#include <optional>

namespace shardscape {

/// Records "traffic/busiest_link": the bytes of all axes over the fullest link against what it can carry in one period.
/// Nothing when no link carries traffic. \pre evaluation.busiestLinks is sorted, fullest first.
void recordBusiestLink(const Evaluation& evaluation, DerivationLog* log);

/// How the busy share of a link came about; nothing where the evaluation has no link map or no such link. Its id is linkFigure(link).
[[nodiscard]] std::optional<Derivation> linkDerivation(const Evaluation& evaluation, int link);

} // namespace shardscape
