// SPDX-License-Identifier: GPL-3.0-or-later
// The step as a trace for Perfetto and chrome://tracing (Trace Event Format: complete events, times in microseconds). Pure.
#pragma once

#include "evaluate/evaluation.h"

#include <string>

namespace shardscape {

/// One process for the pipeline, one thread a stage, one complete event a task with its micro-batch, chunk and the task it waited for; one
/// more thread for every lane of a stage (transfers by axis, optimizer), whose events say whether they add to the step.
/// \pre evaluation.timeline is not null
[[nodiscard]] std::string traceToJson(const Evaluation& evaluation);

} // namespace shardscape
