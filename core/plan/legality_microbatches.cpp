// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/legality.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace shardscape {
namespace {

void error(Problems& problems, std::string code, std::string path, std::string message, std::string hint)
{
    problems.push_back({Severity::Error, std::move(code), std::move(path), std::move(message), std::move(hint)});
}

long long microbatchesOf(const Parallelism& parallelism, const TrainingWorkload& workload)
{
    return workload.globalBatch / (1LL * workload.microBatch * parallelism.dp);
}

/// One length per micro-batch of a replica, each within the sequence and in as many equal parts as it is cut into.
void checkMicrobatchTokens(const Parallelism& parallelism, const TrainingWorkload& workload, long long sequenceParts, Problems& problems)
{
    const std::string path = "/workload/microbatch_tokens";
    const std::vector<int>& lengths = workload.microbatchTokens;
    if (lengths.empty())
        return;
    const long long count = microbatchesOf(parallelism, workload);
    if (static_cast<long long>(lengths.size()) != count)
        error(problems, "microbatch-tokens-count", path, fmt::format("{} lengths for the {} micro-batches of a replica", lengths.size(), count),
              fmt::format("give {} lengths, or leave the key out", count));
    const auto longest = std::max_element(lengths.begin(), lengths.end());
    if (*longest > workload.sequenceTokens)
        error(problems, "microbatch-tokens-range", fmt::format("{}/{}", path, longest - lengths.begin()),
              fmt::format("a micro-batch of {} tokens is longer than sequence_tokens {}", *longest, workload.sequenceTokens),
              fmt::format("set sequence_tokens to {}, for which memory is planned", *longest));
    const auto uncut = std::find_if(lengths.begin(), lengths.end(), [&](int length) { return length % sequenceParts != 0; });
    if (uncut != lengths.end())
        error(problems, "sequence-split", fmt::format("{}/{}", path, uncut - lengths.begin()),
              fmt::format("{} tokens do not split into {} equal parts (2 x cp for context, tp for sequence parallelism)", *uncut, sequenceParts),
              fmt::format("choose {}", (*uncut / sequenceParts + 1) * sequenceParts));
}

/// Megatron-LM's rule: a group is at least the pipeline and at most the step, and the last one must not be shorter than the pipeline.
void checkGroupSize(const Parallelism& parallelism, const TrainingWorkload& workload, Problems& problems)
{
    if (!parallelism.microbatchGroupSize)
        return;
    const std::string path = "/parallelism/microbatch_group_size";
    const int size = *parallelism.microbatchGroupSize;
    const long long microbatches = microbatchesOf(parallelism, workload);
    if (parallelism.schedule != ScheduleKind::Interleaved) {
        error(problems, "group-size-schedule", path, fmt::format("schedule {} has no groups of micro-batches", toText(parallelism.schedule)),
              "leave it out, or choose interleaved");
    } else if (size < parallelism.pp || size > microbatches) {
        error(problems, "group-size-range", path,
              fmt::format("a group of {} micro-batches is not between pp {} and the step's {}", size, parallelism.pp, microbatches),
              fmt::format("choose {}, or leave it out", parallelism.pp));
    } else if (const long long left = microbatches % size; left != 0 && left < parallelism.pp) {
        error(problems, "group-size-remainder", path,
              fmt::format("groups of {} leave a last one of {} micro-batches, fewer than the {} stages", size, left, parallelism.pp),
              fmt::format("choose {}, or a size that leaves none or at least {}", parallelism.pp, parallelism.pp));
    }
}

void checkOverlapPairs(const Parallelism& parallelism, Problems& problems)
{
    if (parallelism.overlapPairs && parallelism.schedule != ScheduleKind::OneFOneB && parallelism.schedule != ScheduleKind::Interleaved)
        error(problems, "overlap-pairs-schedule", "/parallelism/overlap_pairs",
              fmt::format("schedule {} has no form with overlapped pairs of its own", toText(parallelism.schedule)),
              "choose 1f1b or interleaved; dualpipe always overlaps");
}

} // namespace

void checkMicrobatches(const Parallelism& parallelism, const TrainingWorkload& workload, long long sequenceParts, Problems& problems)
{
    checkMicrobatchTokens(parallelism, workload, sequenceParts, problems);
    checkGroupSize(parallelism, workload, problems);
    checkOverlapPairs(parallelism, problems);
}

} // namespace shardscape
