// SPDX-License-Identifier: GPL-3.0-or-later
// The rules a plan must keep, one function per subject. Each adds every violation it finds, with path, values and the nearest way out.
// Used by resolvePlan() only.
#pragma once

#include "plan/scenario.h"
#include "units/result.h"

namespace shardscape {

/// The world fits the cluster's usable GPUs and the axis order names each axis once.
/// \return false when ranks or GPUs exceed the program's limit, so that products of degrees must not be formed at all
[[nodiscard]] bool checkWorld(const Scenario& scenario, const ClusterSpec& cluster, Problems& problems);

/// tp divides heads, KV heads (or is a multiple of them) and feed-forward widths of every layer kind.
void checkTensorParallel(const Parallelism& parallelism, const TransformerSpec& model, Problems& problems);

/// ep divides the experts, ep * etp folds over tp * cp * dp, etp divides the expert width; neither is set for a dense model.
void checkExpertParallel(const Parallelism& parallelism, int etp, const TransformerSpec& model, Problems& problems);

/// Batch and sequence divide as the degrees need; ZeRO, HSDP and schedule suit a training step.
void checkTraining(const Parallelism& parallelism, const TrainingWorkload& workload, Problems& problems);

/// Lengths of the micro-batches, group size of the interleaved schedule and overlapped pairs suit step and schedule.
/// \param sequenceParts equal parts a sequence is cut into
void checkMicrobatches(const Parallelism& parallelism, const TrainingWorkload& workload, long long sequenceParts, Problems& problems);

/// Degrees and switches that make no sense at inference, and the concurrency against the replicas.
void checkInference(const Parallelism& parallelism, const InferenceWorkload& workload, Problems& problems);

/// GPUs of the ranks when the scenario places none: nodes without a GPU out of order first, whole, then the usable GPUs of the others, so
/// that a broken GPU costs its node where nodes are to spare. Empty = rank i on GPU i.
[[nodiscard]] std::vector<int> defaultPlacement(long long ranks, const ClusterSpec& cluster);

/// A given placement is one usable GPU per rank, none twice. At most eight single entries are reported.
void checkPlacement(const Scenario& scenario, const ClusterSpec& cluster, Problems& problems);

} // namespace shardscape
