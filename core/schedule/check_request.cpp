// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/virtual_stage.h"
#include "schedule/task_graph.h"
#include "schedule/task_order.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

namespace shardscape {

namespace {

std::string name(ScheduleKind kind) { return std::string(toText(kind)); }

void checkCounts(const ScheduleRequest& request, Problems& problems)
{
    if (request.stages < 1 || request.stages > stageLimit)
        problems.push_back({Severity::Error, "stages-out-of-range", "/stages",
                            "The pipeline has " + std::to_string(request.stages) + " stages.",
                            "Take 1 to " + std::to_string(stageLimit) + " stages."});
    if (request.microbatches < 1)
        problems.push_back({Severity::Error, "microbatches-out-of-range", "/microbatches",
                            "The step has " + std::to_string(request.microbatches) + " micro-batches.", "Take at least one micro-batch."});
}

void checkChunks(const ScheduleRequest& request, const ScheduleRule& rule, Problems& problems)
{
    if (request.chunks >= rule.minChunks && request.chunks <= rule.maxChunks)
        return;
    const std::string allowed = rule.minChunks == rule.maxChunks ? std::to_string(rule.minChunks)
                                                                 : std::to_string(rule.minChunks) + " to " + std::to_string(rule.maxChunks);
    std::string hint = "Take " + allowed + (rule.maxChunks == 1 ? " chunk per stage" : " chunks per stage");
    hint += rule.maxChunks == 1 && !rule.twoDirections ? ", or the interleaved schedule." : ".";
    problems.push_back(
        {Severity::Error, "chunks-do-not-suit-schedule", "/chunks",
         "The schedule " + name(request.kind) + " takes " + allowed + " chunks per stage, not " + std::to_string(request.chunks) + ".",
         hint});
}

void checkTwoDirections(const ScheduleRequest& request, Problems& problems)
{
    const bool copies = request.kind == ScheduleKind::DualPipe;
    if (copies && request.stages % 2 != 0)
        problems.push_back({Severity::Error, "dualpipe-odd-stages", "/stages",
                            "DualPipe needs an even number of stages, not " + std::to_string(request.stages) + ".",
                            "Take " + std::to_string(request.stages + 1) + " stages, or dualpipe-v."});
    if (copies && request.microbatches % 2 != 0)
        problems.push_back(
            {Severity::Error, "dualpipe-odd-microbatches", "/microbatches",
             "DualPipe feeds both ends alike and needs an even number of micro-batches, not " + std::to_string(request.microbatches) + ".",
             "Take " + std::to_string(request.microbatches + 1) + " micro-batches, or dualpipe-v."});
    if (request.microbatches < 2 * request.stages)
        problems.push_back({Severity::Error, "dualpipe-too-few-microbatches", "/microbatches",
                            "The schedule " + name(request.kind) + " needs at least two micro-batches per stage: " +
                                std::to_string(2 * request.stages) + ", not " + std::to_string(request.microbatches) + ".",
                            "Take " + std::to_string(2 * request.stages) + " micro-batches or more, or 1f1b."});
}

void checkTaskCount(const ScheduleRequest& request, const ScheduleRule& rule, Problems& problems)
{
    const long long tasks = 1LL * request.stages * request.microbatches * request.chunks;
    if (tasks <= taskLimit / rule.tasksPerVisit)
        return;
    const long long most = taskLimit / rule.tasksPerVisit / request.stages / request.chunks;
    problems.push_back({Severity::Error, "too-many-tasks", "/microbatches",
                        std::to_string(request.microbatches) + " micro-batches make " + std::to_string(tasks * rule.tasksPerVisit) +
                            " tasks; the limit is " + std::to_string(taskLimit) + ".",
                        most > 0 ? "Take at most " + std::to_string(most) + " micro-batches." : "Take fewer stages or chunks."});
}

struct NamedTimes {
    const std::vector<double>& values;
    const char* path;
    bool mayBeEmpty;
};

void checkVector(const NamedTimes& times, int slotCount, Problems& problems)
{
    if (times.values.empty() && times.mayBeEmpty)
        return;
    if (times.values.size() != 1 && times.values.size() != static_cast<std::size_t>(slotCount))
        problems.push_back({Severity::Error, "times-wrong-count", times.path,
                            std::to_string(times.values.size()) + " times were given for " + std::to_string(slotCount) + " chunks.",
                            "Give one time for all, or " + std::to_string(slotCount) + "."});
    const auto bad = std::find_if(times.values.begin(), times.values.end(), [](double t) { return !std::isfinite(t) || t < 0.0; });
    if (bad != times.values.end())
        problems.push_back({Severity::Error, "time-out-of-range", times.path, "A task takes " + std::to_string(*bad) + ".",
                            "Task times are finite and not negative."});
}

bool isAllZero(const std::vector<double>& values)
{
    return std::all_of(values.begin(), values.end(), [](double t) { return t == 0.0; });
}

/// No sum over a whole step may overflow.
bool isTooLong(const TaskTimes& times)
{
    double longest = times.p2p;
    for (const auto* values : {&times.forward, &times.backwardInput, &times.backwardWeight, &times.overlappedPair, &times.blockingSend})
        for (const double t : *values)
            longest = std::max(longest, t);
    for (const double factor : times.microbatchFactor)
        longest = std::max(longest, longest * factor);
    return !(longest < std::numeric_limits<double>::max() / (8.0 * static_cast<double>(taskLimit)));
}

/// Megatron-LM's rule for microbatch_group_size_per_vp_stage.
void checkGroupSize(const ScheduleRequest& request, Problems& problems)
{
    const int size = request.microbatchGroupSize;
    const char* path = "/microbatch_group_size";
    if (size == 0)
        return;
    if (request.kind != ScheduleKind::Interleaved)
        problems.push_back({Severity::Error, "group-size-does-not-suit-schedule", path,
                            "The schedule " + name(request.kind) + " has no groups of micro-batches.", "Leave it out, or take interleaved."});
    else if (size < request.stages || size > request.microbatches)
        problems.push_back({Severity::Error, "group-size-out-of-range", path,
                            "A group of " + std::to_string(size) + " micro-batches is not between the " + std::to_string(request.stages) +
                                " stages and the " + std::to_string(request.microbatches) + " micro-batches.",
                            "Take " + std::to_string(request.stages) + ", or leave it out."});
    else if (const int left = request.microbatches % size; left != 0 && left < request.stages)
        problems.push_back({Severity::Error, "group-size-remainder", path,
                            "The last group would have " + std::to_string(left) + " micro-batches, fewer than the " +
                                std::to_string(request.stages) + " stages.",
                            "Take " + std::to_string(request.stages) + ", or a size that leaves none or at least as many as stages."});
}

} // namespace

int defaultChunks(ScheduleKind kind) { return std::max(scheduleRule(kind).minChunks, kind == ScheduleKind::Interleaved ? 2 : 1); }

Problems checkTimes(const TaskTimes& times, int slotCount)
{
    Problems problems;
    checkVector({times.forward, "/times/forward", false}, slotCount, problems);
    checkVector({times.backwardInput, "/times/backward_input", false}, slotCount, problems);
    checkVector({times.backwardWeight, "/times/backward_weight", false}, slotCount, problems);
    checkVector({times.overlappedPair, "/times/overlapped_pair", true}, slotCount, problems);
    checkVector({times.blockingSend, "/times/blocking_send", true}, slotCount, problems);
    if (!std::isfinite(times.p2p) || times.p2p < 0.0)
        problems.push_back({Severity::Error, "time-out-of-range", "/times/p2p", "A transfer takes " + std::to_string(times.p2p) + ".",
                            "Transfer times are finite and not negative."});
    if (problems.empty() && isAllZero(times.forward) && isAllZero(times.backwardInput) && isAllZero(times.backwardWeight))
        problems.push_back(
            {Severity::Error, "times-all-zero", "/times", "All tasks take no time.", "Give a positive time for at least the forward."});
    if (problems.empty() && isTooLong(times))
        problems.push_back(
            {Severity::Error, "time-out-of-range", "/times", "The times add up to more than a number can hold.", "Take a larger unit."});
    return problems;
}

Problems checkFactors(const TaskTimes& times, int microbatches)
{
    const std::vector<double>& factors = times.microbatchFactor;
    if (factors.empty())
        return {};
    Problems problems;
    const char* path = "/times/microbatch_factor";
    if (factors.size() != static_cast<std::size_t>(microbatches))
        problems.push_back({Severity::Error, "times-wrong-count", path,
                            std::to_string(factors.size()) + " factors were given for " + std::to_string(microbatches) + " micro-batches.",
                            "Give one factor per micro-batch, or none."});
    const auto bad = std::find_if(factors.begin(), factors.end(), [](double f) { return !std::isfinite(f) || f <= 0.0; });
    if (bad != factors.end())
        problems.push_back({Severity::Error, "time-out-of-range", path, "A micro-batch has the factor " + std::to_string(*bad) + ".",
                            "Factors are finite and positive; 1 is a micro-batch of usual length."});
    return problems;
}

Problems checkRequest(const ScheduleRequest& request)
{
    Problems problems;
    const ScheduleRule& rule = scheduleRule(request.kind);
    checkCounts(request, problems);
    checkChunks(request, rule, problems);
    if (!problems.empty())
        return problems;
    if (rule.twoDirections)
        checkTwoDirections(request, problems);
    if (request.overlapPairs && request.kind != ScheduleKind::OneFOneB && request.kind != ScheduleKind::Interleaved)
        problems.push_back({Severity::Error, "overlap-does-not-suit-schedule", "/overlap_pairs",
                            "The schedule " + name(request.kind) + " has no overlapped form.",
                            "Take 1f1b or interleaved, or dualpipe, which always overlaps."});
    checkGroupSize(request, problems);
    checkTaskCount(request, rule, problems);
    const int slotCount = request.stages * chunksPerStage(request.kind, request.chunks);
    for (const Problems& more : {checkFactors(request.times, request.microbatches), checkTimes(request.times, slotCount)})
        problems.insert(problems.end(), more.begin(), more.end());
    return problems;
}

} // namespace shardscape
