// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timeline/schedule_comparison.h"

#include "shell/translate.h"
#include "views/common/number_text.h"

#include <algorithm>

namespace shardscape {

namespace {

constexpr std::size_t pyramidFrom = 20'000;

QString say(const char* text) { return tr(text); }

QString nameOf(ScheduleKind kind)
{
    const std::string_view name = toText(kind);
    return QString::fromLatin1(name.data(), static_cast<int>(name.size()));
}

QString reasonOf(const Problems& problems)
{
    for (const Problem& problem : problems)
        if (problem.severity == Severity::Error)
            return QString::fromStdString(problem.message);
    return problems.empty() ? say("It does not exist for these counts.") : QString::fromStdString(problems.front().message);
}

void fill(ComparedSchedule& row, Evaluation& evaluation)
{
    row.timeline = std::move(evaluation.timeline);
    row.summary = summarize(*row.timeline);
    row.stepSeconds = evaluation.training->step.inSeconds();
    for (const StageMemory& stage : evaluation.memory.byStage)
        row.activations = std::max(row.activations, stage[MemoryPart::Activations]);
    for (const double count : row.summary.peakInFlightUntilWeight)
        row.inFlight = std::max(row.inFlight, count);
    row.p2pBytes = evaluation.traffic.byAxisTotal[indexOf(Axis::Pp)];
    row.fits = evaluation.fits;
    if (row.timeline->size() >= pyramidFrom)
        row.pyramid = std::make_shared<const TimelinePyramid>(*row.timeline);
}

QString seconds(double value) { return timeText(Seconds::fromSeconds(value)); }

/// " (+1.8 %)" against the measure; nothing for the measure itself and where there is nothing to compare with.
QString against(double before, double after, bool isMeasure)
{
    return isMeasure || !(before > 0.0) ? QString() : QStringLiteral(" (%1)").arg(changeText(before, after));
}

QStringList rowOf(const ComparedSchedule& schedule, const ComparedSchedule* measure)
{
    const QString name = schedule.isPresent ? say("%1 (present)").arg(nameOf(schedule.kind)) : nameOf(schedule.kind);
    QStringList row{name, schedule.refusal};
    if (!schedule.refusal.isEmpty()) {
        for (int column = 0; column < 11; ++column)
            row.append(QStringLiteral("–"));
        return row;
    }
    row[1] = schedule.fits ? say("fits") : say("does not fit");
    const auto change = [&](double ComparedSchedule::*figure) {
        return measure != nullptr && measure->*figure > 0.0 ? changeText(measure->*figure, schedule.*figure) : QStringLiteral("–");
    };
    const auto changeOf = [&](double before, double after) { return before > 0.0 ? changeText(before, after) : QStringLiteral("–"); };
    row.append({QString::number(schedule.chunks), seconds(schedule.stepSeconds), change(&ComparedSchedule::stepSeconds),
                seconds(schedule.summary.makespan),
                changeOf(measure != nullptr ? measure->summary.makespan : 0.0, schedule.summary.makespan),
                seconds(schedule.summary.stageSpan), percentText(schedule.summary.bubbleFraction), memoryText(schedule.activations),
                changeOf(measure != nullptr ? measure->activations.inBytes() : 0.0, schedule.activations.inBytes()),
                trafficText(schedule.p2pBytes), change(&ComparedSchedule::p2pBytes)});
    return row;
}

} // namespace

ScheduleComparison makeComparison(std::vector<ScheduleAlternative> alternatives, ScheduleKind present)
{
    ScheduleComparison comparison;
    for (ScheduleAlternative& alternative : alternatives) {
        ComparedSchedule row;
        row.kind = alternative.kind;
        row.chunks = alternative.chunks;
        row.isPresent = alternative.kind == present;
        if (alternative.evaluation)
            fill(row, *alternative.evaluation);
        else
            row.refusal = reasonOf(alternative.evaluation.error());
        comparison.push_back(std::move(row));
    }
    return comparison;
}

const ComparedSchedule* measureOf(const ScheduleComparison& comparison)
{
    for (const ComparedSchedule& schedule : comparison)
        if (schedule.kind == ScheduleKind::OneFOneB && schedule.refusal.isEmpty())
            return &schedule;
    return nullptr;
}

double longestOf(const ScheduleComparison& comparison)
{
    double longest = 0.0;
    for (const ComparedSchedule& schedule : comparison)
        if (schedule.timeline != nullptr && schedule.timeline->size() > 0)
            longest = std::max(longest, *std::max_element(schedule.timeline->end.begin(), schedule.timeline->end.end()));
    return longest;
}

QString describeSchedule(const ComparedSchedule& schedule, const ComparedSchedule* measure)
{
    const QString name = schedule.isPresent ? say("%1 (present)").arg(nameOf(schedule.kind)) : nameOf(schedule.kind);
    if (!schedule.refusal.isEmpty())
        return say("%1 is not possible here: %2").arg(name, schedule.refusal);
    const bool isMeasure = schedule.kind == ScheduleKind::OneFOneB;
    const ComparedSchedule& base = measure != nullptr ? *measure : schedule;
    const bool alone = isMeasure || measure == nullptr;
    QString text = say("%1: makespan %2, bubble %3, activations %4, transfers %5")
                       .arg(name, seconds(schedule.summary.makespan) + against(base.summary.makespan, schedule.summary.makespan, alone),
                            percentText(schedule.summary.bubbleFraction),
                            memoryText(schedule.activations) + against(base.activations.inBytes(), schedule.activations.inBytes(), alone),
                            trafficText(schedule.p2pBytes) + against(base.p2pBytes, schedule.p2pBytes, alone));
    return schedule.fits ? text : text + QStringLiteral(" – ") + say("does not fit");
}

TableData comparisonTable(const ScheduleComparison& comparison)
{
    TableData table;
    table.title = say("Schedules against 1f1b");
    table.header = {say("Schedule"),
                    say("Verdict"),
                    say("Chunks"),
                    say("Step"),
                    say("Step against 1f1b"),
                    say("Makespan (with barrier)"),
                    say("Makespan against 1f1b"),
                    say("Longest stage's span"),
                    say("Bubble"),
                    say("Activations in flight"),
                    say("Activations against 1f1b"),
                    say("Transfers between stages"),
                    say("Transfers against 1f1b")};
    table.textColumns = 2;
    const ComparedSchedule* measure = measureOf(comparison);
    for (const ComparedSchedule& schedule : comparison)
        table.rows.push_back(rowOf(schedule, measure));
    return table;
}

} // namespace shardscape
