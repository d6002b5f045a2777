// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/trace_json.h"

#include "json/pretty_json.h"

#include <fmt/format.h>

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
    }
    return out + "\n]}\n";
}

} // namespace shardscape
