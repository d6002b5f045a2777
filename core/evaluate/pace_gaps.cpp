// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/training.h"

#include <fmt/format.h>

#include <algorithm>

namespace shardscape {
namespace {

/// Below this a difference in pace is not worth a word.
constexpr double notableLoss = 0.02;

/// [kind] seconds of a step on one stage at the pace of each kind alone.
std::vector<double> stageSeconds(const TrainingContext& c, const std::vector<std::vector<Work>>& works, int stage)
{
    std::vector<double> seconds;
    for (const std::vector<Work>& work : works)
        seconds.push_back(c.plan.microbatches * stageWork(work, c, stage).total());
    return seconds;
}

int extremeKind(const std::vector<double>& seconds, KindSet kinds, bool slowest)
{
    int found = -1;
    for (int kind = 0; kind < static_cast<int>(seconds.size()); ++kind) {
        const auto at = [&](int k) { return seconds[static_cast<std::size_t>(k)]; };
        if (isIn(kind, kinds) && (found < 0 || (slowest ? at(kind) > at(found) : at(kind) < at(found))))
            found = kind;
    }
    return found;
}

bool isNotable(const PaceGap& gap) { return gap.slow.inSeconds() > (1.0 + notableLoss) * gap.fast.inSeconds(); }

std::vector<std::vector<Work>> worksByKind(const TrainingContext& c)
{
    std::vector<std::vector<Work>> works;
    for (const TrainingContext& kind : c.unlike->contexts)
        works.push_back(chunkWork(kind));
    return works;
}

/// A stage that is slower than another because of the nodes it lies on.
PaceGap stagesGap(const TrainingContext& c, const std::vector<double>& pace, const std::vector<int>& setter)
{
    const auto slow = static_cast<std::size_t>(std::max_element(pace.begin(), pace.end()) - pace.begin());
    std::size_t fast = slow;
    for (std::size_t stage = 0; stage < pace.size(); ++stage)
        if (setter[stage] != setter[slow] && (fast == slow || pace[stage] < pace[fast]))
            fast = stage;
    return {.group = fmt::format("the {} pipeline stages (stage {} sets the pace, stage {} waits)", c.plan.layout.stages, slow, fast),
            .slowKind = setter[slow],
            .fastKind = setter[fast],
            .slow = Seconds::fromSeconds(pace[slow]),
            .fast = Seconds::fromSeconds(pace[fast]),
            .kind = PaceGapKind::Stages};
}

} // namespace

const TrainingContext& paceSetter(const TrainingContext& c, int stage)
{
    if (!c.unlike)
        return c;
    const int kind = extremeKind(stageSeconds(c, worksByKind(c), stage), kindsOfStage(c, stage), true);
    return c.unlike->contexts[static_cast<std::size_t>(kind)];
}

std::vector<PaceGap> trainingPaceGaps(const TrainingContext& c, const std::vector<Work>& chunks)
{
    std::vector<PaceGap> gaps;
    if (!c.unlike)
        return gaps;
    const std::vector<std::vector<Work>> works = worksByKind(c);
    std::vector<double> pace;
    std::vector<int> setter;
    for (int stage = 0; stage < c.plan.layout.stages; ++stage) {
        const KindSet kinds = kindsOfStage(c, stage);
        const std::vector<double> seconds = stageSeconds(c, works, stage);
        pace.push_back(c.plan.microbatches * stageWork(chunks, c, stage).total());
        setter.push_back(extremeKind(seconds, kinds, true));
        if (!isMixed(kinds))
            continue;
        const bool groups = c.unlike->use.insideLayers;
        const int fast = extremeKind(seconds, kinds, false);
        gaps.push_back({.group = groups ? fmt::format("the tensor, context or expert groups of stage {}", stage)
                                        : fmt::format("the {} replicas of stage {}", c.plan.parallelism.dp, stage),
                        .slowKind = setter.back(),
                        .fastKind = fast,
                        .slow = Seconds::fromSeconds(pace.back()),
                        .fast = Seconds::fromSeconds(seconds[static_cast<std::size_t>(fast)]),
                        .kind = groups ? PaceGapKind::Groups : PaceGapKind::Replicas});
    }
    if (pace.size() > 1)
        gaps.push_back(stagesGap(c, pace, setter));
    gaps.erase(std::remove_if(gaps.begin(), gaps.end(), [](const PaceGap& gap) { return !isNotable(gap); }), gaps.end());
    std::stable_sort(gaps.begin(), gaps.end(), [](const PaceGap& a, const PaceGap& b) { return a.slow - a.fast > b.slow - b.fast; });
    return gaps;
}

} // namespace shardscape
