// SPDX-License-Identifier: GPL-3.0-or-later
// shardscape schedule: a pipeline schedule alone, with uniform task times in arbitrary units.
#include "cli/cli_context.h"

#include "io/schedule_json.h"
#include "io/schedule_text.h"
#include "schedule/schedule.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>
#include <numeric>
#include <ostream>

namespace shardscape {
namespace {

struct ScheduleOptions {
    std::string schedule;
    int stages = 0;
    int microbatches = 0;
    std::optional<int> chunks;
    double forward = 1.0;
    double backwardInput = 1.0;
    double backwardWeight = 1.0;
    std::optional<double> overlappedPair;
    double p2p = 0.0;
    std::vector<double> microbatchFactors;
    std::optional<int> microbatchGroupSize;
    bool overlapPairs = false;
    bool json = false;
};

/// The pointers of a schedule request as this command's options: "/times/backward_input" is "--backward-input".
Problems asOptions(Problems problems)
{
    for (Problem& problem : problems) {
        const std::size_t name = problem.path.rfind('/');
        if (name != std::string::npos)
            problem.path = "--" + problem.path.substr(name + 1);
        std::replace(problem.path.begin(), problem.path.end(), '_', '-');
    }
    return problems;
}

void run(const ScheduleOptions& options, CliContext& context)
{
    const auto kind = fromText<ScheduleKind>(options.schedule);
    if (!kind)
        return context.fail("--schedule", {Problem{Severity::Error, "unknown-value", "", "'" + options.schedule + "' is no schedule",
                                                   "allowed: " + allowedTexts<ScheduleKind>()}});
    ScheduleRequest request{*kind, options.stages, options.microbatches, options.chunks.value_or(defaultChunks(*kind)), {}};
    request.times = uniformTimes(request.stages, request.chunks, options.forward, options.backwardInput, options.backwardWeight,
                                 options.overlappedPair, options.p2p);
    request.times.microbatchFactor = options.microbatchFactors;
    request.overlapPairs = options.overlapPairs;
    request.microbatchGroupSize = options.microbatchGroupSize.value_or(0);
    if (options.microbatchGroupSize && *options.microbatchGroupSize < 1)
        return context.fail("schedule", {Problem{Severity::Error, "group-size-out-of-range", "--microbatch-group-size",
                                                 "A group has " + std::to_string(*options.microbatchGroupSize) + " micro-batches.",
                                                 "Take at least as many as stages, or leave it out."}});
    const auto timeline = simulateSchedule(request);
    if (!timeline)
        return context.fail("schedule", asOptions(timeline.error()));
    printProblems(context.streams().err, "schedule", timeline->notes);
    const TimelineSummary summary = summarize(*timeline);
    const double backward = *kind == ScheduleKind::ForwardOnly ? 0.0 : options.backwardInput + options.backwardWeight;
    const double microbatches = options.microbatchFactors.empty()
                                    ? options.microbatches
                                    : std::accumulate(options.microbatchFactors.begin(), options.microbatchFactors.end(), 0.0);
    const double ideal = microbatches * (options.forward + backward);
    context.streams().out << (options.json ? scheduleToJson(*timeline, summary, ideal) : scheduleToText(*timeline, summary, ideal));
}

} // namespace

void addSchedule(CLI::App& app, CliContext& context)
{
    CLI::App* command = app.add_subcommand("schedule", "A pipeline schedule alone, with uniform task times in arbitrary units");
    const auto options = std::make_shared<ScheduleOptions>();
    command->add_option("--schedule", options->schedule, allowedTexts<ScheduleKind>())->required();
    command->add_option("--stages", options->stages, "Pipeline stages P")->required();
    command->add_option("--microbatches", options->microbatches, "Micro-batches M of a step")->required();
    command->add_option("--chunks", options->chunks, "Model chunks per stage V; default: 2 where the schedule needs chunks, else 1");
    command->add_option("--forward", options->forward, "Forward time of one micro-batch on a device's whole share")->capture_default_str();
    command->add_option("--backward-input", options->backwardInput, "Time of the input gradient")->capture_default_str();
    command->add_option("--backward-weight", options->backwardWeight, "Time of the weight gradient")->capture_default_str();
    command->add_option("--overlapped-pair", options->overlappedPair, "Time of an overlapped forward-backward pair; default: the sum");
    command->add_option("--p2p", options->p2p, "Time to send an activation to another stage")->capture_default_str();
    command
        ->add_option("--microbatch-factor", options->microbatchFactors,
                     "Uneven micro-batches: how many times the times above each takes, M factors after commas")
        ->delimiter(',');
    command->add_option("--microbatch-group-size", options->microbatchGroupSize,
                        "Interleaved: micro-batches that pass a chunk before the next one takes over, from P to M; default: P where it divides M");
    command->add_flag("--overlap-pairs", options->overlapPairs,
                      "1F1B and interleaved: every steady forward runs overlapped with another micro-batch's backward");
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([options, &context] { run(*options, context); });
}

} // namespace shardscape
