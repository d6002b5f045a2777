// SPDX-License-Identifier: GPL-3.0-or-later
// Bringing unused GPUs into a plan and taking GPUs out of it again, by whole replicas, since a plan has no use for less. What stays keeps
// its GPUs: only ranks are counted anew. Pure functions; any thread.
#pragma once

#include "plan/plan.h"

#include <QString>

#include <vector>

namespace shardscape {

/// The legal plan an edit starts from and the cluster it runs on.
struct PlacedPlan {
    const Scenario& scenario;
    const Inputs& inputs;
    const Plan& plan;
};

/// GPUs that are in order and carry no rank, ascending.
[[nodiscard]] std::vector<int> spareGpus(const Plan& plan, const ClusterSpec& cluster);

/// GPUs of one replica: tp * cp * pp.
[[nodiscard]] int replicaGpus(const Parallelism& parallelism);

/// An edit with what it does: the GPUs it touches, and a name for the history.
struct ReplicaEdit {
    Scenario after;
    std::vector<int> gpus;
    QString text;
};

/// One more replica, or as many as `wanted` GPUs make; they are taken first, then other unused ones in ascending order. Fails when too few
/// are unused or the larger plan would be illegal, such as a batch that does not divide.
[[nodiscard]] Result<ReplicaEdit> withMoreReplicas(const PlacedPlan& placed, const std::vector<int>& wanted);

/// The replicas that these GPUs belong to go. Fails when none would be left.
[[nodiscard]] Result<ReplicaEdit> withoutReplicasOf(const PlacedPlan& placed, const std::vector<int>& gpus);

} // namespace shardscape
