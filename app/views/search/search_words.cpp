// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/search/search_words.h"

#include "shell/translate.h"
#include "views/common/number_text.h"

#include <QStringList>

#include <cmath>
#include <map>

namespace shardscape {

namespace {

QString fromKey(std::string_view key) { return QString::fromUtf8(key.data(), static_cast<qsizetype>(key.size())); }

QString dollarsOrSeconds(const AcceleratorSpec& accelerator)
{
    return accelerator.priceUsdPerHour > 0.0 ? tr("$ per million tokens") : tr("GPU-s per million tokens");
}

/// A value of an input for a person.
QString valueText(std::string_view path, const std::string& value)
{
    if (value != "null")
        return QString::fromStdString(value);
    return path == "/parallelism/etp" ? tr("automatic") : tr("none");
}

/// Name of the input that a path leads to: "/parallelism/tp" is tp.
QString nameOfPath(std::string_view path)
{
    const std::size_t slash = path.rfind('/');
    return inputName(slash == std::string_view::npos ? path : path.substr(slash + 1));
}

} // namespace

QString quantityName(PlanQuantity quantity)
{
    switch (quantity) {
    case PlanQuantity::StepTime: return tr("Step time");
    case PlanQuantity::TokensPerGpu: return tr("Tokens/s per GPU");
    case PlanQuantity::MemoryHeadroom: return tr("Free memory");
    case PlanQuantity::Gpus: return tr("GPUs");
    case PlanQuantity::Cost: return tr("Cost");
    case PlanQuantity::Energy: return tr("Energy per token");
    case PlanQuantity::Ttft: return tr("Time to first token");
    case PlanQuantity::Tpot: return tr("Time per token");
    case PlanQuantity::Interactivity: return tr("Tokens/s per user");
    case PlanQuantity::Concurrency: return tr("Requests that fit");
    case PlanQuantity::OutputTokens: return tr("Output tokens/s");
    }
    return {};
}

QString quantityDirection(PlanQuantity quantity) { return isGain(quantity) ? tr("more is better") : tr("less is better"); }

QString quantityText(PlanQuantity quantity, double value, const AcceleratorSpec& accelerator, const QLocale& locale)
{
    switch (quantity) {
    case PlanQuantity::StepTime:
    case PlanQuantity::Ttft:
    case PlanQuantity::Tpot: return timeText(Seconds::fromSeconds(value), locale);
    case PlanQuantity::MemoryHeadroom:
        return value < 0.0 ? tr("−%1").arg(memoryText(Bytes::fromBytes(-value), locale)) : memoryText(Bytes::fromBytes(value), locale);
    case PlanQuantity::Gpus:
    case PlanQuantity::Concurrency: return countText(value, locale);
    case PlanQuantity::Cost: return tr("%1 %2").arg(threeDigits(value, locale), dollarsOrSeconds(accelerator));
    case PlanQuantity::Energy: return tr("%1 J").arg(threeDigits(value, locale));
    case PlanQuantity::TokensPerGpu:
    case PlanQuantity::Interactivity:
    case PlanQuantity::OutputTokens: return threeDigits(value, locale);
    }
    return {};
}

QString quantityUnit(PlanQuantity quantity, const AcceleratorSpec& accelerator)
{
    return quantity == PlanQuantity::Cost ? dollarsOrSeconds(accelerator) : QString();
}

QString planArithmetic(const Parallelism& p, const QLocale& locale)
{
    QStringList factors;
    for (const auto& [name, degree] : {std::pair{"dp", p.dp}, std::pair{"tp", p.tp}, std::pair{"cp", p.cp}, std::pair{"pp", p.pp}})
        if (degree > 1)
            factors << QStringLiteral("%1 %2").arg(QLatin1String(name), locale.toString(degree));
    if (factors.isEmpty())
        factors << QStringLiteral("dp 1");
    QString text = QStringLiteral("%1 = %2").arg(factors.join(QStringLiteral(" × ")), locale.toString(p.worldSize()));
    if (p.ep > 1)
        text += tr(", ep %1").arg(locale.toString(p.ep));
    if (p.etp)
        text += tr(", etp %1").arg(locale.toString(*p.etp));
    return text;
}

QString planChoices(const Scenario& plan)
{
    const Parallelism& p = plan.parallelism;
    QStringList parts;
    if (const TrainingWorkload* training = plan.workload.training()) {
        if (p.pp > 1)
            parts << fromKey(toText(p.schedule)) + (p.vpp > 1 ? QStringLiteral(" v%1").arg(p.vpp) : QString());
        if (p.stageLayers)
            parts << tr("ends light");
        parts << tr("ZeRO-%1").arg(p.zeroStage) << tr("micro-batch %1").arg(training->microBatch);
        for (const PlanInput& input : planInputs(plan))
            if (input.key == "recompute" && input.value != "none")
                parts << tr("recompute %1").arg(QString::fromStdString(input.value));
        if (!p.sequenceParallel && p.tp > 1)
            parts << tr("no SP");
        if (training->offload)
            parts << tr("offload");
    } else if (const InferenceWorkload* inference = plan.workload.inference()) {
        parts << tr("%1 requests").arg(inference->concurrency);
        if (inference->chunkedPrefillTokens)
            parts << tr("prefill chunks of %1").arg(*inference->chunkedPrefillTokens);
        if (inference->disaggregated)
            parts << tr("%1 prefill : %2 decode replicas").arg(inference->disaggregated->prefillReplicas).arg(inference->disaggregated->decodeReplicas);
    }
    return parts.join(QStringLiteral(", "));
}

QString inputName(std::string_view key)
{
    static const std::map<std::string_view, const char*> names{
        {"gpus", QT_TRANSLATE_NOOP("shardscape", "GPUs")},
        {"schedule", QT_TRANSLATE_NOOP("shardscape", "Schedule")},
        {"balance", QT_TRANSLATE_NOOP("shardscape", "Layers of stages")},
        {"stage_layers", QT_TRANSLATE_NOOP("shardscape", "Layers of stages")},
        {"axis_order", QT_TRANSLATE_NOOP("shardscape", "Axis order")},
        {"sequence_parallel", QT_TRANSLATE_NOOP("shardscape", "Sequence parallel")},
        {"zero_stage", QT_TRANSLATE_NOOP("shardscape", "ZeRO stage")},
        {"micro_batch", QT_TRANSLATE_NOOP("shardscape", "Micro-batch")},
        {"recompute", QT_TRANSLATE_NOOP("shardscape", "Recompute")},
        {"offload", QT_TRANSLATE_NOOP("shardscape", "Offload")},
        {"concurrency", QT_TRANSLATE_NOOP("shardscape", "Requests in flight")},
        {"chunked_prefill_tokens", QT_TRANSLATE_NOOP("shardscape", "Prefill chunk")},
        {"prefill_share", QT_TRANSLATE_NOOP("shardscape", "Prefill : decode")},
        {"disaggregated", QT_TRANSLATE_NOOP("shardscape", "Prefill : decode")},
    };
    const auto found = names.find(key);
    return found == names.end() ? fromKey(key) : tr(found->second);
}

QString changeWords(const std::vector<PlanDifference>& changes)
{
    QStringList words;
    for (const PlanDifference& d : changes)
        words << tr("%1 %2 → %3").arg(nameOfPath(d.path), valueText(d.path, d.own), valueText(d.path, d.other));
    return words.join(tr(", "));
}

QString rejectionText(const std::string& code)
{
    static const std::map<std::string_view, const char*> reasons{
        {"does-not-fit", QT_TRANSLATE_NOOP("shardscape", "needs more memory than a GPU has")},
        {"endless-step", QT_TRANSLATE_NOOP("shardscape", "never ends: a link it needs is not there")},
        {"no-network", QT_TRANSLATE_NOOP("shardscape", "needs a network between nodes that is not there")},
        {"global-batch", QT_TRANSLATE_NOOP("shardscape", "global batch is no multiple of micro-batch × dp")},
        {"pp-exceeds-layers", QT_TRANSLATE_NOOP("shardscape", "more virtual stages than layers")},
        {"ep-fold", QT_TRANSLATE_NOOP("shardscape", "ep × etp does not divide tp × cp × dp")},
        {"ep-experts", QT_TRANSLATE_NOOP("shardscape", "ep does not divide the experts")},
        {"etp-width", QT_TRANSLATE_NOOP("shardscape", "etp does not divide the width of an expert")},
        {"tp-heads", QT_TRANSLATE_NOOP("shardscape", "tp does not divide the attention heads")},
        {"tp-kv-heads", QT_TRANSLATE_NOOP("shardscape", "tp does not suit the key/value heads")},
        {"tp-width", QT_TRANSLATE_NOOP("shardscape", "tp does not divide the width of the feed-forward")},
        {"sequence-split", QT_TRANSLATE_NOOP("shardscape", "the sequence cannot be cut so often")},
        {"dualpipe-too-few-microbatches", QT_TRANSLATE_NOOP("shardscape", "DualPipe: fewer micro-batches than it needs")},
        {"dualpipe-odd-microbatches", QT_TRANSLATE_NOOP("shardscape", "DualPipe: odd number of micro-batches")},
        {"dualpipe-odd-stages", QT_TRANSLATE_NOOP("shardscape", "DualPipe: odd number of stages")},
        {"group-size-remainder", QT_TRANSLATE_NOOP("shardscape", "micro-batches are no multiple of the interleaving group")},
        {"pools-do-not-match", QT_TRANSLATE_NOOP("shardscape", "prefill and decode replicas do not add up to dp")},
        {"too-many-tasks", QT_TRANSLATE_NOOP("shardscape", "a pipeline of too many tasks to lay out")},
    };
    const auto found = reasons.find(code);
    if (found != reasons.end())
        return tr(found->second);
    constexpr std::string_view limit = "limit: ";
    if (code.substr(0, limit.size()) == limit)
        if (const auto quantity = fromText<PlanQuantity>(std::string_view{code}.substr(limit.size())))
            return tr("beyond the limit of: %1").arg(quantityName(*quantity));
    return QString::fromStdString(code);
}

QString quantityAgainst(PlanQuantity quantity, double value, double before, const AcceleratorSpec& accelerator, const QLocale& locale)
{
    const QString text = quantityText(quantity, value, accelerator, locale);
    if (quantity != PlanQuantity::MemoryHeadroom)
        return tr("%1 (%2)").arg(text, changeText(before, value, locale));
    const QString difference = memoryText(Bytes::fromBytes(std::abs(value - before)), locale);
    return tr("%1 (%2)").arg(text, (value < before ? tr("−%1") : tr("+%1")).arg(difference));
}

QString positionWords(const FrontPosition& position, const SearchRequest& request, const AcceleratorSpec& accelerator, const QLocale& locale)
{
    if (!position.problems.empty())
        return tr("The present plan is not possible: %1").arg(QString::fromStdString(position.problems.front().message));
    QStringList reasons;
    for (const std::string& broken : position.broken)
        reasons << rejectionText(broken);
    QString text = reasons.isEmpty() ? QString() : tr("The present plan is out: %1.").arg(reasons.join(tr("; "))) + QLatin1Char(' ');
    if (!position.nearest) {
        if (position.isOnFront)
            return text + tr("The present plan is on the front: no plan found beats it in one objective without losing in the other.");
        return text + tr("No plan of the front beats it in both objectives.");
    }
    return text + tr("Nearest plan that is better: %1 %2, %3 %4. It differs in %5.")
                      .arg(quantityName(request.objectives[0]),
                           quantityAgainst(request.objectives[0], position.nearest->objective[0], position.own.objective[0], accelerator, locale),
                           quantityName(request.objectives[1]),
                           quantityAgainst(request.objectives[1], position.nearest->objective[1], position.own.objective[1], accelerator, locale),
                           changeWords(position.differences));
}

} // namespace shardscape
