// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/sweep/sweep_question.h"

#include "shell/translate.h"
#include "sweep/sweep_export.h"
#include "views/sweep/sweep_words.h"

#include <utility>

namespace shardscape {

namespace {

QString translated(const char* text) { return tr(text); }

SweepAnswer failed(Problems problems)
{
    SweepAnswer answer;
    answer.problems = std::move(problems);
    answer.isComplete = true;
    return answer;
}

ChartWords wordsOf(const SweepQuestion& q)
{
    const Inputs* inputs = q.base.inputs.get();
    ChartWords words{inputName(q.input, inputs), inputName(q.second, inputs), presentValue(q.base, q.input), std::nullopt, q.nameA, q.nameB};
    if (q.mode == SweepMode::Grid)
        words.nowSecond = presentValue(q.base, q.second);
    return words;
}

SweepAnswer chartOf(const SweepQuestion& q, const Sweep& sweep, double doneShare)
{
    SweepAnswer answer;
    answer.chart = sweep.second ? gridChart(sweep, q.figure, wordsOf(q)) : curveChart(sweep, q.figure, wordsOf(q));
    answer.isComplete = sweep.isComplete;
    answer.doneShare = doneShare;
    if (sweep.isComplete) {
        answer.json = sweepToJson(sweep);
        answer.csv = sweepToCsv(sweep);
    }
    return answer;
}

SweepAnswer sweepAnswer(const SweepQuestion& q, const std::atomic<bool>& stop, const SweepReport& report)
{
    const auto first = readValues(q.base, q.input, q.values);
    if (!first)
        return failed(first.error());
    SweepRequest request{q.base, *first, std::nullopt, q.keepGpus, 1};
    if (q.mode == SweepMode::Grid)
        request.second = suggestedValues(q.base, q.second);
    const auto sweep = runSweep(request, &stop, [&](const Sweep& soFar, std::size_t done) {
        report(chartOf(q, soFar, static_cast<double>(done) / static_cast<double>(soFar.points.size())));
    });
    return sweep ? chartOf(q, *sweep, 1.0) : failed(sweep.error());
}

SweepAnswer tornadoAnswer(const SweepQuestion& q, const std::atomic<bool>& stop, const SweepReport& report)
{
    const auto result = sensitivityOf({q.base, q.figure, q.share, 1}, &stop, [&](std::size_t done, std::size_t all) {
        if (done % 16 != 0)
            return;
        SweepAnswer soFar;
        soFar.doneShare = static_cast<double>(done) / static_cast<double>(all);
        report(soFar);
    });
    if (!result)
        return failed(result.error());
    return {tornadoChart(*result), {}, result->isComplete, sensitivityToJson(*result), sensitivityToCsv(*result), 1.0};
}

SweepAnswer breakEvenAnswer(const SweepQuestion& q, const std::atomic<bool>& stop)
{
    if (!q.baseline)
        return failed({{Severity::Error, "no-baseline", "", translated("A break-even compares the present plan with a baseline.").toStdString(),
                        translated("Pin another plan under Compare (Ctrl+B).").toStdString()}});
    const auto axis = readValues(q.base, q.input, q.values);
    if (!axis)
        return failed(axis.error());
    if (axis->values.size() < 2 || !axis->values.front().number || !axis->values.back().number)
        return failed({{Severity::Error, "sweep-value", q.input.path, translated("A break-even needs a range of numbers.").toStdString(),
                        translated("Choose an input with numbers, or write a range such as x0.25..x4.").toStdString()}});
    const double from = *axis->values.front().number;
    const double to = *axis->values.back().number;
    const bool isLogarithmic = from > 0.0 && to / from >= 8.0;
    const auto result = findBreakEven({*q.baseline, q.base, q.input, from, to, isLogarithmic, q.figure, 17, 1, wholeSamples(q.base, *axis)}, &stop);
    if (!result)
        return failed(result.error());
    const std::string nameA = q.nameA.toStdString();
    const std::string nameB = q.nameB.toStdString();
    return {breakEvenChart(*result, wordsOf(q)), {}, result->isComplete, breakEvenToJson(*result, nameA, nameB), breakEvenToCsv(*result), 1.0};
}

} // namespace

SweepAnswer answer(const SweepQuestion& question, const std::atomic<bool>& stop, const SweepReport& report)
{
    switch (question.mode) {
    case SweepMode::Curve:
    case SweepMode::Grid: return sweepAnswer(question, stop, report);
    case SweepMode::Tornado: return tornadoAnswer(question, stop, report);
    case SweepMode::BreakEven: return breakEvenAnswer(question, stop);
    }
    return {};
}

} // namespace shardscape
