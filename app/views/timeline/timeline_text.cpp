// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timeline/timeline_text.h"

#include "shell/translate.h"
#include "views/common/number_text.h"
#include "views/timeline/timeline_geometry.h"

#include <algorithm>

namespace shardscape {

namespace {

QString say(const char* text) { return tr(text); }

QString seconds(double value) { return value == 0.0 ? say("0 s") : timeText(Seconds::fromSeconds(value)); }

QString placeOf(const Timeline& timeline, std::uint32_t task)
{
    const int stage = stageOfTask(timeline, task);
    return timeline.chunks > 1 ? say("stage %1, chunk %2").arg(stage).arg(timeline.chunk[task]) : say("stage %1").arg(stage);
}

} // namespace

QString taskKindName(TaskKind kind)
{
    switch (kind) {
    case TaskKind::Forward: return say("forward");
    case TaskKind::BackwardInput: return say("input gradient");
    case TaskKind::BackwardWeight: return say("weight gradient");
    case TaskKind::Backward: return say("backward");
    case TaskKind::Communication: return say("communication");
    case TaskKind::Optimizer: return say("optimizer");
    }
    return {};
}

QString idleCauseName(IdleCause cause)
{
    switch (cause) {
    case IdleCause::WarmUp: return say("warm-up");
    case IdleCause::Drain: return say("drain");
    case IdleCause::Imbalance: return say("the other stage is slower");
    case IdleCause::Transfer: return say("transfer between stages");
    case IdleCause::Dependency: return say("the other stage was waiting too");
    }
    return {};
}

QString idleCauseInSum(IdleCause cause)
{
    switch (cause) {
    case IdleCause::WarmUp:
    case IdleCause::Drain: return idleCauseName(cause);
    case IdleCause::Imbalance: return say("slower stages");
    case IdleCause::Transfer: return say("transfers");
    case IdleCause::Dependency: return say("waits passed on");
    }
    return {};
}

QString describeTask(const Timeline& timeline, std::uint32_t task)
{
    QString name = taskKindName(timeline.kind[task]);
    name[0] = name[0].toUpper();
    QString text = say("%1 of micro-batch %2 on %3: %4 to %5 (%6).")
                       .arg(name)
                       .arg(timeline.microbatch[task])
                       .arg(placeOf(timeline, task), seconds(timeline.start[task]), seconds(timeline.end[task]),
                            seconds(timeline.end[task] - timeline.start[task]));
    const bool first = !timeline.pairedWithNext.empty() && timeline.pairedWithNext[task] != 0;
    const bool second = !timeline.pairedWithNext.empty() && task > 0 && timeline.pairedWithNext[task - 1] != 0;
    if (first || second)
        text += QLatin1Char(' ') +
                say("It runs overlapped with the %1 beside it.").arg(taskKindName(timeline.kind[first ? task + 1 : task - 1]));
    return text;
}

QString describeIdle(const Timeline& timeline, const IdleInterval& idle)
{
    const QString length = seconds(idle.end - idle.start);
    if (idle.waitsFor < 0)
        return idle.next < 0 ? say("Stage %1 has no work left for %2 (%3).").arg(idle.stage).arg(length, idleCauseName(idle.cause))
                             : say("Stage %1 idles for %2 (%3).").arg(idle.stage).arg(length, idleCauseName(idle.cause));
    const auto producer = static_cast<std::uint32_t>(idle.waitsFor);
    return say("Stage %1 waits %2 for the %3 of micro-batch %4 on %5 (%6).")
        .arg(idle.stage)
        .arg(length, taskKindName(timeline.kind[producer]))
        .arg(timeline.microbatch[producer])
        .arg(placeOf(timeline, producer), idleCauseName(idle.cause));
}

TableData stageTable(const Timeline& timeline)
{
    const TimelineSummary summary = summarize(timeline);
    TableData table;
    table.title = say("Pipeline, %1 stages, %2 micro-batches, step %3")
                      .arg(timeline.stages)
                      .arg(timeline.microbatches)
                      .arg(seconds(summary.makespan));
    table.header = {
        say("Stage"),       say("Busy"),    say("Idle"), say("Idle share"), say("Micro-batches in flight"), say("Until weight gradient"),
        say("First start"), say("Last end")};
    for (int stage = 0; stage < timeline.stages; ++stage) {
        const auto s = static_cast<std::size_t>(stage);
        double busy = 0;
        for (std::size_t i = timeline.laneBegin[s]; i < timeline.laneBegin[s + 1]; ++i)
            if (timeline.kind[i] != TaskKind::Communication)
                busy += timeline.end[i] - timeline.start[i];
        const bool any = timeline.laneBegin[s] < timeline.laneBegin[s + 1];
        const double idle = std::max(0.0, summary.makespan - busy);
        table.rows.push_back({QString::number(stage), seconds(busy), seconds(idle),
                              percentText(summary.makespan > 0.0 ? idle / summary.makespan : 0.0), threeDigits(summary.peakInFlight[s]),
                              threeDigits(summary.peakInFlightUntilWeight[s]),
                              any ? seconds(timeline.start[timeline.laneBegin[s]]) : QString(),
                              any ? seconds(timeline.end[timeline.laneBegin[s + 1] - 1]) : QString()});
    }
    return table;
}

TableData taskTable(const Timeline& timeline, std::size_t most)
{
    TableData table;
    const std::size_t count = std::min(most, timeline.size());
    table.title =
        count < timeline.size() ? say("The first %1 of %2 tasks").arg(count).arg(timeline.size()) : say("All %1 tasks").arg(count);
    table.header = {say("Task"), say("Kind"), say("Stage"), say("Chunk"), say("Micro-batch"), say("Start"), say("End"), say("Duration")};
    table.textColumns = 2;
    for (std::size_t i = 0; i < count; ++i) {
        const auto task = static_cast<std::uint32_t>(i);
        table.rows.push_back({QString::number(i), taskKindName(timeline.kind[i]), QString::number(stageOfTask(timeline, task)),
                              QString::number(timeline.chunk[i]), QString::number(timeline.microbatch[i]), seconds(timeline.start[i]),
                              seconds(timeline.end[i]), seconds(timeline.end[i] - timeline.start[i])});
    }
    return table;
}

} // namespace shardscape
