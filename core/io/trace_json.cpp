// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/trace_json.h"

#include "json/pretty_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace shardscape {
namespace {

std::string_view nameOf(TaskKind kind)
{
    switch (kind) {
    case TaskKind::Forward: return "forward";
    case TaskKind::BackwardInput: return "backward input";
    case TaskKind::BackwardWeight: return "backward weight";
    case TaskKind::Backward: return "backward";
    case TaskKind::Communication: return "communication";
    case TaskKind::Optimizer: return "optimizer";
    }
    return "?";
}

std::string quoted(const std::string& text) { return prettyJson(Json(text)); }

/// One event a line, written directly: a timeline may have millions of tasks.
void addTask(const Timeline& timeline, std::size_t task, int stage, std::string& out)
{
    constexpr double microseconds = 1e6;
    fmt::format_to(std::back_inserter(out),
                   ",\n{{\"name\": \"{} {}\", \"cat\": \"{}\", \"ph\": \"X\", \"pid\": 0, \"tid\": {}, \"ts\": {}, \"dur\": {}, "
                   "\"args\": {{\"microbatch\": {}, \"chunk\": {}, \"task\": {}, \"waited_for\": {}}}}}",
                   toText(timeline.kind[task]), timeline.microbatch[task], nameOf(timeline.kind[task]), stage,
                   timeline.start[task] * microseconds, (timeline.end[task] - timeline.start[task]) * microseconds,
                   timeline.microbatch[task], static_cast<int>(timeline.chunk[task]), task, timeline.waitedFor[task]);
}

/// Threads come after those of the stages, one for every lane of a stage that has events.
int threadOf(const Timeline& timeline, int stage, StepLane lane)
{
    return timeline.stages + stage * static_cast<int>(stepLaneCount) + static_cast<int>(lane);
}

void addLaneEvent(const LaneEvent& event, int thread, std::string& out)
{
    constexpr double microseconds = 1e6;
    fmt::format_to(std::back_inserter(out),
                   ",\n{{\"name\": \"{}\", \"cat\": \"{}\", \"ph\": \"X\", \"pid\": 0, \"tid\": {}, \"ts\": {}, \"dur\": {}, "
                   "\"args\": {{\"exposed\": {}, \"task\": {}}}}}",
                   toText(event.action), toText(event.lane), thread, event.start * microseconds, (event.end - event.start) * microseconds,
                   event.exposed, event.task);
}

/// The transfers and the optimizer of one stage, each lane as a thread of its own.
void addLanes(const Timeline& timeline, const StepLanes& lanes, int stage, std::string& out)
{
    std::vector<LaneEvent> events = lanes.stepEvents[static_cast<std::size_t>(stage)];
    const auto s = static_cast<std::size_t>(stage);
    for (std::size_t task = timeline.laneBegin[s]; task < timeline.laneBegin[s + 1]; ++task)
        appendPassEvents(timeline, lanes, stage, task, events);
    std::stable_sort(events.begin(), events.end(), [](const LaneEvent& a, const LaneEvent& b) { return a.start < b.start; });
    std::array<bool, stepLaneCount> named{};
    for (const LaneEvent& event : events) {
        const int thread = threadOf(timeline, stage, event.lane);
        bool& isNamed = named[static_cast<std::size_t>(event.lane)];
        if (!isNamed)
            fmt::format_to(std::back_inserter(out),
                           ",\n{{\"name\": \"thread_name\", \"ph\": \"M\", \"pid\": 0, \"tid\": {}, \"args\": {{\"name\": \"stage {} {}\"}}}}",
                           thread, stage, toText(event.lane));
        isNamed = true;
        addLaneEvent(event, thread, out);
    }
}

} // namespace

std::string traceToJson(const Evaluation& evaluation)
{
    const Timeline& timeline = *evaluation.timeline;
    std::string out =
        "{\"displayTimeUnit\": \"ms\", \"otherData\": {\"title\": " + quoted(evaluation.scenario.title) + "}, \"traceEvents\": [\n";
    out += "{\"name\": \"process_name\", \"ph\": \"M\", \"pid\": 0, \"args\": {\"name\": " + quoted(evaluation.inputs->model.name) + "}}";
    for (int stage = 0; stage < timeline.stages; ++stage)
        fmt::format_to(std::back_inserter(out),
                       ",\n{{\"name\": \"thread_name\", \"ph\": \"M\", \"pid\": 0, \"tid\": {}, \"args\": {{\"name\": \"stage {}\"}}}}",
                       stage, stage);
    for (int stage = 0; stage < timeline.stages; ++stage) {
        const auto lane = static_cast<std::size_t>(stage);
        for (std::size_t task = timeline.laneBegin[lane]; task < timeline.laneBegin[lane + 1]; ++task)
            addTask(timeline, task, stage, out);
        if (evaluation.lanes != nullptr)
            addLanes(timeline, *evaluation.lanes, stage, out);
    }
    return out + "\n]}\n";
}

} // namespace shardscape
