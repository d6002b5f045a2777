// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/trace_json.h"

#include "evaluate/memory_over_time.h"
#include "json/pretty_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>

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

/// A row of the viewer: the node is the process, the stage or one of its lanes the thread.
struct Row {
    int node = 0;
    int thread = 0;
};

std::string quoted(const std::string& text) { return prettyJson(Json(text)); }

/// One event a line, written directly: a timeline may have millions of tasks.
void addTask(const Timeline& timeline, std::size_t task, Row row, std::string& out)
{
    constexpr double microseconds = 1e6;
    fmt::format_to(std::back_inserter(out),
                   ",\n{{\"name\": \"{} {}\", \"cat\": \"{}\", \"ph\": \"X\", \"pid\": {}, \"tid\": {}, \"ts\": {}, \"dur\": {}, "
                   "\"args\": {{\"microbatch\": {}, \"chunk\": {}, \"task\": {}, \"waited_for\": {}}}}}",
                   toText(timeline.kind[task]), timeline.microbatch[task], nameOf(timeline.kind[task]), row.node, row.thread,
                   timeline.start[task] * microseconds, (timeline.end[task] - timeline.start[task]) * microseconds,
                   timeline.microbatch[task], static_cast<int>(timeline.chunk[task]), task, timeline.waitedFor[task]);
}

/// Threads come after those of the stages, one for every lane of a stage that has events.
int threadOf(const Timeline& timeline, int stage, StepLane lane)
{
    return timeline.stages + stage * static_cast<int>(stepLaneCount) + static_cast<int>(lane);
}

void addLaneEvent(const LaneEvent& event, Row row, std::string& out)
{
    constexpr double microseconds = 1e6;
    fmt::format_to(std::back_inserter(out),
                   ",\n{{\"name\": \"{}\", \"cat\": \"{}\", \"ph\": \"X\", \"pid\": {}, \"tid\": {}, \"ts\": {}, \"dur\": {}, "
                   "\"args\": {{\"exposed\": {}, \"task\": {}}}}}",
                   toText(event.action), toText(event.lane), row.node, row.thread, event.start * microseconds, (event.end - event.start) * microseconds,
                   event.exposed, event.task);
}

/// The transfers and the optimizer of one stage, each lane as a thread of its own.
void addLanes(const Timeline& timeline, const StepLanes& lanes, int stage, int node, std::string& out)
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
                           ",\n{{\"name\": \"thread_name\", \"ph\": \"M\", \"pid\": {}, \"tid\": {}, \"args\": {{\"name\": \"stage {} {}\"}}}}",
                           node, thread, stage, toText(event.lane));
        isNamed = true;
        addLaneEvent(event, {node, thread}, out);
    }
}

/// Node of the first rank of a stage, which stands for the stage.
int nodeOfStage(const Evaluation& evaluation, int stage)
{
    if (evaluation.plan == nullptr || stage >= evaluation.plan->parallelism.pp)
        return 0;
    const DeviceMesh& mesh = evaluation.plan->mesh;
    return evaluation.inputs->cluster.nodeOf(mesh.gpuOf(mesh.rankAt({.pp = stage})));
}

/// An arrow from the task that a task of another stage waited for.
void addFlow(const Timeline& timeline, std::size_t task, Row row, const std::vector<Row>& rowOf, std::string& out)
{
    const std::int32_t source = timeline.waitedFor[task];
    if (source < 0)
        return;
    const auto from = static_cast<std::size_t>(source);
    const auto lane = std::upper_bound(timeline.laneBegin.begin(), timeline.laneBegin.end(), static_cast<std::uint32_t>(source));
    const Row start = rowOf[static_cast<std::size_t>(lane - timeline.laneBegin.begin()) - 1];
    if (start.thread == row.thread)
        return;
    constexpr double microseconds = 1e6;
    fmt::format_to(std::back_inserter(out),
                   ",\n{{\"name\": \"hand over\", \"cat\": \"transfer\", \"ph\": \"s\", \"id\": {}, \"pid\": {}, \"tid\": {}, \"ts\": {}}}"
                   ",\n{{\"name\": \"hand over\", \"cat\": \"transfer\", \"ph\": \"f\", \"bp\": \"e\", \"id\": {}, \"pid\": {}, \"tid\": {}, \"ts\": {}}}",
                   task, start.node, start.thread, 0.5 * (timeline.start[from] + timeline.end[from]) * microseconds, task, row.node, row.thread,
                   timeline.start[task] * microseconds);
}

/// The memory of one GPU of a stage as a counter.
void addMemory(const Evaluation& evaluation, int stage, int node, std::string& out)
{
    if (static_cast<std::size_t>(stage) >= evaluation.memory.byStage.size())
        return;
    constexpr double microseconds = 1e6;
    const MemoryOverTime memory = memoryOverTime(*evaluation.timeline, stage, evaluation.memory.byStage[static_cast<std::size_t>(stage)]);
    for (std::size_t i = 0; i < memory.activations.time.size(); ++i)
        fmt::format_to(std::back_inserter(out),
                       ",\n{{\"name\": \"memory of stage {}, GiB\", \"ph\": \"C\", \"pid\": {}, \"ts\": {}, \"args\": {{\"used\": {}}}}}", stage, node,
                       memory.activations.time[i] * microseconds, Bytes::fromBytes(memory.fixedBytes + memory.activations.bytes[i]).inGiB());
}

void addNames(const Evaluation& evaluation, const std::vector<Row>& rows, std::string& out)
{
    std::set<int> named;
    for (std::size_t stage = 0; stage < rows.size(); ++stage) {
        const Row row = rows[stage];
        if (named.insert(row.node).second)
            fmt::format_to(std::back_inserter(out), "{}{{\"name\": \"process_name\", \"ph\": \"M\", \"pid\": {}, \"args\": {{\"name\": {}}}}}",
                           named.size() == 1 ? "" : ",\n", row.node, quoted("node " + std::to_string(row.node) + ", " + evaluation.inputs->model.name));
        fmt::format_to(std::back_inserter(out),
                       ",\n{{\"name\": \"thread_name\", \"ph\": \"M\", \"pid\": {}, \"tid\": {}, \"args\": {{\"name\": \"stage {}\"}}}}", row.node,
                       row.thread, stage);
    }
}

} // namespace

std::string traceToJson(const Evaluation& evaluation)
{
    const Timeline& timeline = *evaluation.timeline;
    constexpr std::size_t mostArrows = 100'000; // beyond it a viewer shows nothing but arrows
    std::vector<Row> rows;
    for (int stage = 0; stage < timeline.stages; ++stage)
        rows.push_back({nodeOfStage(evaluation, stage), stage});
    std::string out =
        "{\"displayTimeUnit\": \"ms\", \"otherData\": {\"title\": " + quoted(evaluation.scenario.title) + "}, \"traceEvents\": [\n";
    addNames(evaluation, rows, out);
    for (int stage = 0; stage < timeline.stages; ++stage) {
        const auto lane = static_cast<std::size_t>(stage);
        for (std::size_t task = timeline.laneBegin[lane]; task < timeline.laneBegin[lane + 1]; ++task) {
            addTask(timeline, task, rows[lane], out);
            if (timeline.size() <= mostArrows)
                addFlow(timeline, task, rows[lane], rows, out);
        }
        if (evaluation.lanes != nullptr)
            addLanes(timeline, *evaluation.lanes, stage, rows[lane].node, out);
        addMemory(evaluation, stage, rows[lane].node, out);
    }
    return out + "\n]}\n";
}

} // namespace shardscape
