// SPDX-License-Identifier: GPL-3.0-or-later
// What a plan costs: GPU hours and money for a budget of tokens, money per million output tokens, energy as a bound. Any thread.
#pragma once

#include "evaluate/evaluation.h"

namespace shardscape {

/// The price of a GPU hour: the user's, else the accelerator preset's where it names a source; nothing otherwise.
[[nodiscard]] std::optional<GpuPrice> gpuPrice(const Workload& workload, const AcceleratorSpec& accelerator);

/// Fills price, budget, money per million tokens and the bound on energy. Derivations "training/budget/days", "training/budget/gpu_hours",
/// "training/budget/usd", "training/energy_bound", "inference/usd_per_million_tokens", "inference/energy_bound" when log is not null.
void addSpending(Evaluation& e, DerivationLog* log);

} // namespace shardscape
