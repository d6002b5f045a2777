// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/memory/memory_words.h"

#include "shell/translate.h"
#include "views/common/number_text.h"
#include "views/memory/memory_bars.h"
#include "views/timeline/memory_strip.h"

#include <array>
#include <string_view>
#include <utility>

namespace shardscape {

namespace {

QString say(const char* text) { return tr(text); }

MemoryPart heaviestPart(const StageMemory& memory)
{
    MemoryPart heaviest = MemoryPart::Weights;
    for (const auto& entry : EnumNames<MemoryPart>::table)
        if (memory[entry.value] > memory[heaviest])
            heaviest = entry.value;
    return heaviest;
}

/// When the stage first holds as much as it ever will; empty where no schedule was simulated.
QString momentWords(const Evaluation& evaluation, int stage, const QLocale& locale)
{
    if (!evaluation.training || evaluation.timeline == nullptr || stage >= evaluation.timeline->stages)
        return {};
    const StageMemory& memory = evaluation.memory.byStage[static_cast<std::size_t>(stage)];
    const MemoryStrip strip = memoryStrip(*evaluation.timeline, stage, memory, evaluation.memory.capacityOf(static_cast<std::size_t>(stage)));
    return QLatin1Char(' ') +
           say("First reached %1 into the step.").arg(timeText(Seconds::fromSeconds(strip.activations.peakTime), locale));
}

constexpr std::array<std::pair<std::string_view, const char*>, 19> names{{
    {"recompute-selective", QT_TR_NOOP("Recompute activations")},
    {"recompute-full", QT_TR_NOOP("Recompute activations")},
    {"gradients-bf16", QT_TR_NOOP("Gradient type")},
    {"optimizer-bf16-states", QT_TR_NOOP("Optimizer")},
    {"optimizer-8bit", QT_TR_NOOP("Optimizer")},
    {"offload", QT_TR_NOOP("Optimizer states in host memory")},
    {"attention-flash", QT_TR_NOOP("Attention")},
    {"sequence-parallel", QT_TR_NOOP("Sequence parallelism")},
    {"zero-1", QT_TR_NOOP("ZeRO stage")},
    {"zero-2", QT_TR_NOOP("ZeRO stage")},
    {"zero-3", QT_TR_NOOP("ZeRO stage")},
    {"micro-batch-halved", QT_TR_NOOP("Micro-batch")},
    {"schedule-1f1b", QT_TR_NOOP("Schedule")},
    {"kv-fp8", QT_TR_NOOP("KV cache type")},
    {"chunked-prefill", QT_TR_NOOP("Tokens of a prefill chunk")},
    {"weights-fp8", QT_TR_NOOP("Weight type")},
    {"weights-int4", QT_TR_NOOP("Weight type")},
    {"concurrency-halved", QT_TR_NOOP("Requests at once")},
    {"tp-doubled", QT_TR_NOOP("Tensor (tp)")},
}};

constexpr std::array<std::pair<std::string_view, const char*>, 4> degreeNames{{
    {"etp-as-tp", QT_TR_NOOP("Expert tensor (etp)")},
    {"ep-doubled", QT_TR_NOOP("Expert (ep)")},
    {"cp-doubled", QT_TR_NOOP("Context (cp)")},
    {"pp-doubled", QT_TR_NOOP("Pipeline (pp)")},
}};

/// The texts of true, false and null as a person says them; others stay, they are the field's own terms.
QString valueText(const std::string& value)
{
    if (value == "true")
        return say("on");
    if (value == "false")
        return say("off");
    return value == "null" ? say("open") : QString::fromStdString(value);
}

QString whatChanges(const MemoryRelief& relief)
{
    for (const auto& [code, name] : names)
        if (code == relief.code)
            return say(name);
    for (const auto& [code, name] : degreeNames)
        if (code == relief.code)
            return say(name);
    return QString::fromStdString(relief.path); // a code that is new here still says what it changes
}

} // namespace

QString peakWords(const Evaluation& evaluation, int stage, const QLocale& locale)
{
    const StageMemory& memory = evaluation.memory.byStage[static_cast<std::size_t>(stage)];
    const MemoryPart part = heaviestPart(memory);
    QString words = say("Peak of stage %1: %2, %3.")
                        .arg(QString::number(stage), memoryText(memory.total(), locale),
                             headroomText(memory.total(), evaluation.memory.capacityOf(static_cast<std::size_t>(stage)), locale)) +
                    QLatin1Char(' ') +
                    say("Largest part: %1, %2 (%3)")
                        .arg(memoryPartName(part), memoryText(memory[part], locale), percentText(memory[part] / memory.total(), locale));
    if (evaluation.training && part == MemoryPart::Activations)
        words += say(", %1 micro-batches in flight").arg(locale.toString(memory.inFlightMicrobatches, 'g', 4));
    return words + QLatin1Char('.') + momentWords(evaluation, stage, locale);
}

QString reliefName(const MemoryRelief& relief)
{
    const QString name = say("%1: %2 → %3").arg(whatChanges(relief), valueText(relief.from), valueText(relief.to));
    return relief.moreGpus ? say("%1, more GPUs").arg(name) : name;
}

QString reliefWords(const MemoryRelief& relief, const QLocale& locale)
{
    const QString verdict = relief.fits ? say("It fits.") : say("It still does not fit.");
    const QString gpus = relief.moreGpus ? QLatin1Char(' ') + say("It needs more GPUs than the scenario has.") : QString();
    return say("%1. The peak falls by %2 to %3.")
               .arg(reliefName(relief), memoryText(relief.saved, locale), memoryText(relief.peak, locale)) +
           QLatin1Char(' ') + verdict + gpus;
}

} // namespace shardscape
