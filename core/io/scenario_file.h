// SPDX-License-Identifier: GPL-3.0-or-later
// Scenario files (*.shard.json): strict reader, writer and migrations of old versions. Pure functions of texts; any thread.
#pragma once

#include "plan/scenario.h"
#include "units/result.h"

#include <string>
#include <string_view>

namespace shardscape {

inline constexpr int scenarioVersion = 1;

/// Reads a scenario of any version up to scenarioVersion. All problems at once, each with its JSON pointer. Checks every key by itself
/// (type and range) and that the world size is countable; whether the plan is legal is resolvePlan's question.
///
/// Required keys: format, version, model, cluster, parallelism with tp, pp and dp, workload with kind, the sizes of the kind
/// (sequence_tokens, micro_batch, global_batch; prompt_tokens, output_tokens, concurrency) and its number format (precision;
/// weight_dtype). Other keys may be absent and then have the value that the member of Scenario is declared with; the writer writes them.
/// Null is allowed where it means something: etp, hsdp_shard, stage_layers, placement, overlap and its members, chunked_prefill_tokens,
/// disaggregated, gradient_dtype, token_budget, software, usd_per_gpu_hour, calibration and its members.
[[nodiscard]] Result<Scenario> readScenario(std::string_view text);

/// The file's text: UTF-8, two-space indent, stable key order, trailing newline. read(write(s)) == s for every scenario.
[[nodiscard]] std::string writeScenario(const Scenario& scenario);

} // namespace shardscape
