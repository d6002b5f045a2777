// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/window/fix_words.h"

#include "io/comparison.h"
#include "shell/translate.h"
#include "views/common/number_text.h"

#include <QStringList>

#include <array>
#include <string_view>
#include <utility>

namespace shardscape {

namespace {

QString say(const char* text) { return tr(text); }

constexpr std::array<std::pair<std::string_view, const char*>, 32> names{{
    {"placement-reset", QT_TR_NOOP("Put the ranks on the GPUs in their order")},
    {"tp-innermost", QT_TR_NOOP("Put tp innermost in the axis order")},
    {"pp-outermost", QT_TR_NOOP("Put pp outermost in the axis order")},
    {"tp-inside-node", QT_TR_NOOP("Keep tp within a node and split further elsewhere")},
    {"ep-inside-node", QT_TR_NOOP("Keep expert groups within a node")},
    {"micro-batch-smaller", QT_TR_NOOP("Make the micro-batches smaller")},
    {"batch-larger", QT_TR_NOOP("Raise the global batch to one micro-batch per stage")},
    {"pp-to-tp", QT_TR_NOOP("Split layers instead of stacking stages")},
    {"interleaved", QT_TR_NOOP("Interleave several chunks of layers per stage")},
    {"zb-h1", QT_TR_NOOP("Take the zero-bubble schedule zb-h1")},
    {"dp-fills-cluster", QT_TR_NOOP("Raise dp until all GPUs are used")},
    {"zero-1", QT_TR_NOOP("Shard only the optimizer states, which sends once per step")},
    {"etp-as-tp", QT_TR_NOOP("Slice experts over the tensor ranks")},
    {"forward-only", QT_TR_NOOP("Set the schedule to forward-only")},
    {"request-per-replica", QT_TR_NOOP("Send every replica a request")},
    {"concurrency-that-fits", QT_TR_NOOP("Lower the concurrency to what the KV caches hold")},
    {"tp-nearest", QT_TR_NOOP("Set tp to the nearest value that is possible")},
    {"pp-nearest", QT_TR_NOOP("Set pp to the nearest value that is possible")},
    {"ep-nearest", QT_TR_NOOP("Set ep to the nearest value that is possible")},
    {"dp-fits-cluster", QT_TR_NOOP("Lower dp to what the cluster holds")},
    {"batch-divides", QT_TR_NOOP("Set the global batch to the nearest multiple of micro-batch × dp")},
    {"sequence-divides", QT_TR_NOOP("Set the sequence to the nearest length that splits")},
    {"lengths-dropped", QT_TR_NOOP("Take full sequences in every micro-batch")},
    {"schedule-1f1b", QT_TR_NOOP("Take the schedule 1f1b with one chunk per stage")},
    {"group-size-default", QT_TR_NOOP("Leave the group size to the schedule")},
    {"layers-even", QT_TR_NOOP("Spread the layers evenly")},
    {"hsdp-whole", QT_TR_NOOP("Shard over the whole data-parallel group")},
    {"pairs-off", QT_TR_NOOP("Switch overlapped pairs off")},
    {"etp-open", QT_TR_NOOP("Leave expert tensor parallelism open")},
    {"ep-1", QT_TR_NOOP("Set ep to 1: the model has no experts")},
    {"axis-order-usual", QT_TR_NOOP("Take the usual axis order")},
    {"prefix-whole", QT_TR_NOOP("Make the shared prefix the whole prompt")},
}};

constexpr std::array<std::pair<std::string_view, const char*>, 6> figures{{
    {"/training/step_seconds", QT_TR_NOOP("step time")},
    {"/training/tokens_per_second_per_gpu", QT_TR_NOOP("tokens/s per GPU")},
    {"/inference/output_tokens_per_second", QT_TR_NOOP("tokens/s")},
    {"/inference/ttft_seconds", QT_TR_NOOP("first token")},
    {"/inference/tpot_seconds", QT_TR_NOOP("time per token")},
    {"/memory/peak_bytes", QT_TR_NOOP("peak memory")},
}};

constexpr qsizetype longestValue = 24; ///< characters; a placement has thousands
constexpr double unchanged = 5e-4;     ///< of a figure: would be shown as 0.0 %

QString valueOf(const std::string& json)
{
    QString text = QString::fromStdString(json);
    for (const QLatin1Char mark : {QLatin1Char('"'), QLatin1Char('['), QLatin1Char(']'), QLatin1Char(' ')})
        text.remove(mark);
    return text == QLatin1String("null") ? say("open") : text;
}

bool isAboutMemory(const Fix& fix) { return !fix.effects.empty() && fix.effects.front().path == "/memory/peak_bytes"; }

} // namespace

QString fixName(const Fix& fix)
{
    if (isAboutMemory(fix))
        return say("Lower the memory peak");
    for (const auto& [code, name] : names)
        if (code == fix.code)
            return say(name);
    return QString::fromStdString(fix.label); // a code that is new here still says what it does
}

QString fixChanges(const Scenario& before, const Fix& fix)
{
    QStringList changes;
    for (const InputDifference& change : inputDifferences(before, fix.scenario)) {
        const QString name = QString::fromStdString(change.path.substr(change.path.rfind('/') + 1));
        const QString from = valueOf(change.a);
        const QString to = valueOf(change.b);
        if (from.size() <= longestValue && to.size() <= longestValue)
            changes << QStringLiteral("%1 %2 → %3").arg(name, from, to);
        else
            changes << name;
    }
    return changes.join(say(", "));
}

QString fixGain(const Fix& fix, const QLocale& locale)
{
    for (const FixEffect& effect : fix.effects) {
        if (effect.before <= 0 || std::abs(effect.after / effect.before - 1.0) < unchanged)
            continue;
        for (const auto& [path, name] : figures)
            if (path == effect.path)
                return say("%1 %2").arg(say(name), changeText(effect.before, effect.after, locale));
    }
    return {};
}

} // namespace shardscape
