// SPDX-License-Identifier: GPL-3.0-or-later
// The step as a trace for Perfetto and chrome://tracing (Trace Event Format: complete events, times in microseconds). Pure.
#pragma once

#include "evaluate/evaluation.h"

#include <string>

namespace shardscape {

/// One process a node, one thread a stage on the node of its first rank, the memory of one of its GPUs as a counter, arrows between the
/// stages that wait for each other, one complete event a task with its micro-batch, chunk and the task it waited for; one
/// more thread for every lane of a stage (transfers by axis, optimizer), whose events say whether they add to the step.
/// \pre evaluation.timeline is not null
[[nodiscard]] std::string traceToJson(const Evaluation& evaluation);

} // namespace shardscape
