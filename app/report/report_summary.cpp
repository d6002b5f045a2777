// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/report_parts.h"

#include "evaluate/bands.h"

#include "views/common/number_text.h"
#include "views/common/plan_names.h"
#include "views/memory/memory_bars.h"

#include <QStringList>

#include <algorithm>
#include <cmath>

namespace shardscape {

namespace {

QString speedSentence(const Evaluation& e)
{
    const QLocale c = QLocale::c();
    if (e.training)
        return reportText("One training step takes %1 at %2 MFU.").arg(timeText(e.training->step, c), percentText(e.training->mfu, c));
    if (e.inference)
        return reportText("The first token comes after %1, then one every %2.")
            .arg(timeText(e.inference->ttft, c), timeText(e.inference->tpot, c));
    return {};
}

QString degreesText(const Parallelism& p)
{
    QStringList parts;
    for (const auto& [name, degree] : {std::pair{"DP", p.dp}, {"PP", p.pp}, {"CP", p.cp}, {"TP", p.tp}})
        parts.append(QStringLiteral("%1 %2").arg(QLatin1String(name)).arg(degree));
    return reportText("%1 = %2 ranks, EP %3").arg(parts.join(QStringLiteral(" × ")), QLocale::c().toString(p.worldSize())).arg(p.ep);
}

QString orderText(const Parallelism& p)
{
    QStringList names;
    for (const Axis axis : p.axisOrder)
        names.append(axisWords(axis));
    return reportText("%1 (innermost first)").arg(names.join(QStringLiteral(", ")));
}

QString workloadText(const Workload& workload)
{
    if (const TrainingWorkload* t = workload.training())
        return reportText("training, sequence %1 tokens, micro-batch %2, global batch %3")
            .arg(t->sequenceTokens)
            .arg(t->microBatch)
            .arg(t->globalBatch);
    if (const InferenceWorkload* i = workload.inference())
        return reportText("inference, prompt %1 tokens, output %2 tokens, %3 requests at once")
            .arg(i->promptTokens)
            .arg(i->outputTokens)
            .arg(i->concurrency);
    return {};
}

QString precisionText(const Workload& workload)
{
    if (const TrainingWorkload* t = workload.training())
        return reportText("%1, optimizer %2, recomputation %3")
            .arg(dataTypeWords(t->precision), optimizerName(t->optimizer),
                 t->recompute.kind == RecomputeKind::FullLayers ? reportText("full, %1 layers a stage").arg(t->recompute.fullLayersPerStage)
                                                                : recomputeName(t->recompute.kind));
    if (const InferenceWorkload* i = workload.inference())
        return reportText("weights %1, KV cache %2").arg(dataTypeWords(i->weightDtype), dataTypeWords(i->kvDtype));
    return {};
}

/// One accelerator, or those of all kinds of nodes.
QString acceleratorNames(const ClusterSpec& cluster)
{
    QStringList names;
    for (int kind = 0; kind < std::max(1, static_cast<int>(cluster.kinds.size())); ++kind)
        names.append(QString::fromStdString(cluster.ofKind(kind).accelerator.name));
    return names.join(QStringLiteral(" / "));
}

} // namespace

ReportVerdict reportVerdict(const Evaluation& e)
{
    const QLocale c = QLocale::c();
    const QString memory =
        reportText("the fullest GPU, in stage %1, needs %2 of %3: %4")
            .arg(e.memory.worstStage)
            .arg(memoryText(e.memory.peak, c), memoryText(e.memory.capacity, c), headroomText(e.memory.peak, e.memory.capacity, c));
    QString sentence;
    switch (e.memory.verdict) {
    case FitVerdict::Fits: sentence = reportText("The plan fits; %1. %2"); break;
    case FitVerdict::Tight: sentence = reportText("The plan fits, but it is tight; %1. %2"); break;
    case FitVerdict::DoesNotFit: sentence = reportText("The plan does not fit; %1. %2"); break;
    }
    return {sentence.arg(memory, speedSentence(e)).trimmed(), e.fits};
}

namespace {

std::vector<ReportFigure> summaryFigures(const Evaluation& e)
{
    const QLocale c = QLocale::c();
    std::vector<ReportFigure> figures;
    const std::vector<FigureBand> bands = figureBands(e);
    const auto add = [&figures](const char* label, const QString& value) { figures.push_back({reportText(label), value, {}}); };
    const auto addBanded = [&](const char* label, const char* key, double value, const auto& format) {
        const FigureBand* band = findBand(bands, key);
        figures.push_back({reportText(label), format(value), band == nullptr ? QString() : rangeText(format(band->low), format(band->high))});
    };
    const auto time = [&c](double v) { return timeText(Seconds::fromSeconds(v), c); };
    const auto count = [&c](double v) { return countText(v, c); };
    const auto percent = [&c](double v) { return percentText(v, c); };
    const auto dollars = [&c](double v) { return v < 1000.0 ? reportText("%1 USD").arg(threeDigits(v, c)) : reportText("%1 USD").arg(countText(v, c)); };
    const auto days = [&c](double v) { return reportText("%1 days").arg(threeDigits(v / 86'400.0, c)); };
    addBanded(QT_TR_NOOP("Memory of the fullest GPU"), "memory.peak_bytes", e.memory.peak.inBytes(),
              [&c](double v) { return memoryText(Bytes::fromBytes(v), c); });
    add(QT_TR_NOOP("Headroom"), memoryText(e.memory.capacity - e.memory.peak, c));
    if (e.training) {
        const TrainingReport& r = *e.training;
        addBanded(QT_TR_NOOP("Step time"), "training.step_seconds", r.step.inSeconds(), time);
        add(QT_TR_NOOP("Tokens per second and GPU"), threeDigits(r.tokensPerSecondPerGpu, c));
        addBanded(QT_TR_NOOP("MFU"), "training.mfu", r.mfu, percent);
        addBanded(QT_TR_NOOP("HFU"), "training.hfu", r.hfu, percent);
        if (r.energyBoundJoules > 0)
            add(QT_TR_NOOP("Energy of a step, at most"), reportText("%1 kWh").arg(threeDigits(r.energyBoundJoules / 3.6e6, c)));
        if (r.budget) {
            addBanded(QT_TR_NOOP("Time for the token budget"), "training.budget.seconds", r.budget->time.inSeconds(), days);
            addBanded(QT_TR_NOOP("GPU hours"), "training.budget.gpu_hours", r.budget->gpuHours, count);
            if (r.budget->usd)
                addBanded(QT_TR_NOOP("Cost of the token budget"), "training.budget.usd", *r.budget->usd, dollars);
        }
    }
    if (e.inference) {
        const InferenceReport& r = *e.inference;
        addBanded(QT_TR_NOOP("Time to first token"), "inference.ttft_seconds", r.ttft.inSeconds(), time);
        addBanded(QT_TR_NOOP("Time per output token"), "inference.tpot_seconds", r.tpot.inSeconds(), time);
        addBanded(QT_TR_NOOP("Output tokens per second"), "inference.output_tokens_per_second", r.outputTokensPerSecond, count);
        add(QT_TR_NOOP("Requests that fit"), countText(std::floor(r.maxConcurrency), c));
        if (r.usdPerMillionTokens)
            addBanded(QT_TR_NOOP("Cost of a million output tokens"), "inference.usd_per_million_tokens", *r.usdPerMillionTokens, dollars);
        if (r.energyBoundJoules > 0)
            add(QT_TR_NOOP("Energy of an output token, at most"), reportText("%1 J").arg(threeDigits(r.energyBoundJoules, c)));
    }
    add(QT_TR_NOOP("Pipeline bubble"), percentText(e.pipeline.bubbleFraction, c));
    if (!e.busiestLinks.empty())
        add(QT_TR_NOOP("Busiest link"), percentText(e.busiestLinks.front().busyFraction, c));
    return figures;
}

} // namespace

ReportFigures reportKeyFigures(const Evaluation& e) { return {summaryFigures(e)}; }

std::vector<ReportBlock> reportBasis(const Evaluation& e)
{
    std::vector<ReportBlock> blocks;
    QStringList sentences;
    const auto band = [&sentences](const char* figure, const Band& b) {
        if (b.rows > 0)
            sentences << reportText("%1: %2.").arg(reportText(figure), QString::fromStdString(b.basis));
    };
    band("Memory", e.memory.band);
    if (e.training)
        band("Step time", e.training->stepBand);
    if (e.inference) {
        band("Time to first token", e.inference->ttftBand);
        band("Time per output token", e.inference->tpotBand);
        band("Tokens per second", e.inference->throughputBand);
    }
    if (!sentences.isEmpty())
        sentences.prepend(reportText("Below a figure: the range that holds eight of ten published measurements of the same kind around the model's prediction."));
    if (!e.guesses.empty())
        sentences << reportText("%1 of the time rests on constants that nobody has measured on this accelerator, most on %2.")
                         .arg(percentText(guessedTotal(e.guesses), QLocale::c()), QString::fromStdString(e.guesses.front().constant).replace(QLatin1Char('_'), QLatin1Char(' ')));
    if (e.training)
        sentences << reportText("Data loading, checkpoints and restarts are in no figure.");
    if (e.price)
        sentences << reportText("Price of a GPU hour: %1 USD, %2.").arg(threeDigits(e.price->usdPerHour, QLocale::c()), QString::fromStdString(e.price->source));
    if (e.scenario.calibration && e.scenario.calibration->factors)
        blocks.emplace_back(ReportParagraph{reportText("All figures are calibrated with measurements of the user's own; the diagnostics name the factors.")});
    if (!sentences.isEmpty())
        blocks.emplace_back(ReportParagraph{sentences.join(QLatin1Char(' ')), true});
    return blocks;
}

TableData reportPlanTable(const Evaluation& e)
{
    TableData table;
    table.title = reportText("Plan");
    table.header = {reportText("What"), reportText("Value")};
    table.textColumns = 2;
    const auto add = [&table](const char* label, const QString& value) {
        if (!value.isEmpty())
            table.rows.push_back({reportText(label), value});
    };
    const QLocale c = QLocale::c();
    add(QT_TR_NOOP("Model"),
        reportText("%1, %2 parameters, %3 active for a token")
            .arg(QString::fromStdString(e.inputs->model.name), countText(e.parameters, c), countText(e.activeParameters, c)));
    const ClusterSpec& cluster = e.inputs->cluster;
    add(QT_TR_NOOP("Cluster"),
        reportText("%1: %2 with %3 each, %4")
            .arg(QString::fromStdString(cluster.name), reportCount(cluster.nodes, QT_TR_NOOP("%1 node"), QT_TR_NOOP("%1 nodes")),
                 reportCount(cluster.gpusPerNode, QT_TR_NOOP("%1 GPU"), QT_TR_NOOP("%1 GPUs")), acceleratorNames(cluster)));
    const Parallelism& p = e.plan != nullptr ? e.plan->parallelism : e.scenario.parallelism;
    add(QT_TR_NOOP("Parallelism"), degreesText(p));
    add(QT_TR_NOOP("Rank order"), orderText(p));
    add(QT_TR_NOOP("Placement"), e.scenario.placement                             ? reportText("changed by hand, see the mesh")
                                 : e.plan != nullptr && e.plan->mesh.isPermuted() ? reportText("around GPUs that are out of order")
                                                                                  : reportText("rank i on GPU i"));
    add(QT_TR_NOOP("Pipeline"),
        reportText("schedule %1, %2, %3")
            .arg(scheduleName(e.pipeline.schedule), reportCount(e.pipeline.stages, QT_TR_NOOP("%1 stage"), QT_TR_NOOP("%1 stages")),
                 reportCount(e.pipeline.microbatches, QT_TR_NOOP("%1 micro-batch"), QT_TR_NOOP("%1 micro-batches"))));
    if (e.training)
        add(QT_TR_NOOP("ZeRO stage"), QString::number(p.zeroStage));
    add(QT_TR_NOOP("Workload"), workloadText(e.scenario.workload));
    add(QT_TR_NOOP("Precision"), precisionText(e.scenario.workload));
    add(QT_TR_NOOP("Software"), QString::fromStdString(e.inputs->software.name));
    return table;
}

} // namespace shardscape
