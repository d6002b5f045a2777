// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/compare/comparison_tables.h"

#include "shell/translate.h"
#include "units/format.h"
#include "views/common/number_text.h"

#include <array>
#include <cmath>

namespace shardscape {

namespace {

QString translated(const char* text) { return tr(text); }

struct KnownOutput {
    const char* path;
    const char* name;
    const char* derivation; ///< "" = none; "peak" = that of the fullest stage
};
constexpr std::array<KnownOutput, 22> known{
    {{"/memory/peak_bytes", QT_TR_NOOP("Peak memory"), "peak"},
     {"/memory/capacity_bytes", QT_TR_NOOP("Memory of the GPU"), ""},
     {"/training/step_seconds", QT_TR_NOOP("Step time"), "training/step"},
     {"/training/tokens_per_second_per_gpu", QT_TR_NOOP("Tokens/s per GPU"), "training/tokens_per_second_per_gpu"},
     {"/training/mfu", QT_TR_NOOP("MFU"), "training/mfu"},
     {"/training/mfu_causal", QT_TR_NOOP("MFU, causal count"), "training/mfu_causal"},
     {"/training/hfu", QT_TR_NOOP("HFU"), "training/hfu"},
     {"/training/model_flops", QT_TR_NOOP("Model FLOPs of a step"), "training/model_flops"},
     {"/training/model_flops_per_second_per_gpu", QT_TR_NOOP("Model FLOP/s per GPU"), ""},
     {"/inference/ttft_seconds", QT_TR_NOOP("First token (TTFT)"), "inference/ttft"},
     {"/inference/tpot_seconds", QT_TR_NOOP("Per token (TPOT)"), "inference/tpot"},
     {"/inference/output_tokens_per_second", QT_TR_NOOP("Output tokens/s"), "inference/throughput"},
     {"/inference/output_tokens_per_second_per_gpu", QT_TR_NOOP("Output tokens/s per GPU"), "inference/throughput"},
     {"/inference/max_concurrency", QT_TR_NOOP("Requests at most"), "memory/kv/max_concurrency"},
     {"/inference/kv_capacity_tokens", QT_TR_NOOP("KV cache room in tokens"), "memory/kv/capacity_tokens"},
     {"/pipeline/bubble_fraction", QT_TR_NOOP("Bubble"), "pipeline/bubble"},
     {"/pipeline/makespan_seconds", QT_TR_NOOP("Makespan of the pipeline"), ""},
     {"/pipeline/stages", QT_TR_NOOP("Pipeline stages"), ""},
     {"/pipeline/microbatches", QT_TR_NOOP("Micro-batches"), ""},
     {"/ranks", QT_TR_NOOP("GPUs used"), ""},
     {"/model/parameters", QT_TR_NOOP("Parameters"), ""},
     {"/model/active_parameters", QT_TR_NOOP("Active parameters"), ""}}};

const KnownOutput* findKnown(const std::string& path)
{
    for (const KnownOutput& each : known)
        if (path == each.path)
            return &each;
    return nullptr;
}

bool has(const std::string& path, const char* part) { return path.find(part) != std::string::npos; }

std::string lastPart(const std::string& path) { return path.substr(path.rfind('/') + 1); }

/// The core's text with the locale's decimal point.
QString localized(const std::string& text, const QLocale& locale)
{
    return QString::fromStdString(text).replace(QLatin1Char('.'), locale.decimalPoint());
}

bool isShare(const std::string& path)
{
    const std::string key = lastPart(path);
    return has(key, "fraction") || key == "mfu" || key == "mfu_causal" || key == "hfu" || has(key, "_rate");
}

QString shown(const std::string& path, double value, const QLocale& locale)
{
    return isShare(path) ? percentText(value, locale) : localized(outputText(path, value), locale);
}

QString inUnit(const std::string& unit, double value, const QLocale& locale)
{
    if (unit == "seconds")
        return timeText(Seconds::fromSeconds(value), locale);
    if (unit == "bytes")
        return memoryText(Bytes::fromBytes(value), locale);
    if (unit == "bytes_per_second")
        return rateText(BytesPerSecond::fromBytesPerSecond(value), locale);
    return unit == "flops" ? localized(formatWork(Flops::fromFlops(value)), locale) : localized(formatShort(value), locale);
}

QString signedInUnit(const std::string& unit, double value, const QLocale& locale)
{
    return (value > 0 ? QStringLiteral("+") : QStringLiteral("−")) + inUnit(unit, std::abs(value), locale);
}

/// Ranges and guessed shares follow from the figures that are listed.
bool isDerived(const std::string& path)
{
    return path.rfind("/uncertainty/", 0) == 0 || path.rfind("/guesses/", 0) == 0 || path == "/traffic/period_seconds";
}

QString inputText(const std::string& json)
{
    QString text = json.empty() ? QStringLiteral("–") : QString::fromStdString(json);
    if (text.size() > 1 && text.startsWith(QLatin1Char('"')))
        text = text.mid(1, text.size() - 2);
    return text.size() > 60 ? text.left(57) + QStringLiteral("…") : text;
}

} // namespace

std::optional<bool> moreIsBetter(const std::string& path)
{
    const std::string key = lastPart(path);
    if (key == "model_flops" || has(path, "/model/") || key == "capacity_bytes" || key == "stages" || key == "microbatches" || key == "ranks" ||
        key == "worst_rank" || key == "steps" || key == "tokens" || has(key, "in_flight"))
        return std::nullopt;
    if (has(key, "per_second") || isShare(path))
        return key != "bubble_fraction" && key != "busy_fraction";
    if (has(key, "concurrency") || has(key, "kv_capacity") || key == "usable_bytes")
        return true;
    if (has(path, "seconds") || has(path, "bytes") || has(key, "usd") || has(key, "joules") || has(key, "hours"))
        return false;
    return std::nullopt;
}

QString outputName(const std::string& path)
{
    if (const KnownOutput* output = findKnown(path))
        return translated(output->name);
    const std::string key = lastPart(path);
    const auto part = [&](const char* whole) { return QStringLiteral("%1: %2").arg(translated(whole), timePartName(key)); };
    if (has(path, "/decode_breakdown"))
        return part(QT_TR_NOOP("Per token"));
    if (has(path, "/prefill_breakdown"))
        return part(QT_TR_NOOP("First token"));
    if (has(path, "/breakdown"))
        return part(QT_TR_NOOP("Step"));
    if (has(path, "/by_axis_bytes"))
        return translated("Traffic of %1").arg(QString::fromStdString(key).toUpper());
    std::string words = path.substr(1);
    for (const char* unit : {"_seconds", "_bytes", "_flops"})
        if (const std::size_t at = words.rfind(unit); at != std::string::npos && at + std::string_view(unit).size() == words.size())
            words.resize(at);
    return QString::fromStdString(words).replace(QLatin1Char('_'), QLatin1Char(' ')).replace(QLatin1Char('/'), QStringLiteral(": "));
}

QString outputDerivation(const std::string& path, const Evaluation& evaluation)
{
    std::string id;
    if (const KnownOutput* output = findKnown(path))
        id = output->derivation;
    else if (has(path, "/breakdown_seconds/"))
        id = "training/breakdown/" + lastPart(path);
    else if (has(path, "/decode_breakdown_seconds/"))
        id = "inference/decode/" + lastPart(path);
    else if (has(path, "/prefill_breakdown_seconds/"))
        id = "inference/prefill/" + lastPart(path);
    if (id == "peak")
        id = "memory/stage/" + std::to_string(evaluation.memory.worstStage) + "/total";
    return evaluation.derivations.find(id) != nullptr ? QString::fromStdString(id) : QString();
}

QString changeWords(const OutputDifference& output, const QLocale& locale)
{
    if (output.change == 0.0)
        return translated("same");
    const QString arrow = output.b > output.a ? QStringLiteral("▲ ") : QStringLiteral("▼ ");
    const QString amount = std::isfinite(output.change) ? changeText(output.a, output.b, locale) : translated("new");
    const auto more = moreIsBetter(output.path);
    if (!more)
        return arrow + amount;
    return (*more == (output.b > output.a) ? translated("%1, better") : translated("%1, worse")).arg(arrow + amount);
}

std::vector<OutputDifference> shownOutputs(const Comparison& comparison, double threshold)
{
    std::vector<OutputDifference> outputs;
    for (const OutputDifference& output : comparison.outputs)
        if (output.change != 0.0 && std::abs(output.change) >= threshold && !isDerived(output.path))
            outputs.push_back(output);
    return outputs;
}

TableData inputTable(const Comparison& comparison)
{
    TableData table;
    table.title = translated("Inputs that differ");
    table.header = {translated("Input that differs"), translated("Baseline"), translated("Now")};
    table.textColumns = 3;
    for (const InputDifference& input : comparison.inputs)
        table.rows.push_back({QString::fromStdString(input.path.substr(1)).replace(QLatin1Char('/'), QStringLiteral(": ")), inputText(input.a),
                              inputText(input.b)});
    return table;
}

TableData outputTable(const std::vector<OutputDifference>& outputs, const QLocale& locale)
{
    TableData table;
    table.title = translated("Figures that differ, largest change first");
    table.header = {translated("Figure, largest change first"), translated("Baseline"), translated("Now"), translated("Change")};
    for (const OutputDifference& output : outputs)
        table.rows.push_back(
            {outputName(output.path), shown(output.path, output.a, locale), shown(output.path, output.b, locale), changeWords(output, locale)});
    return table;
}

TableData reasonTable(const FigureReasons& figure, const QLocale& locale)
{
    TableData table;
    table.title = translated("Why: %1").arg(QString::fromStdString(figure.name));
    table.header = {translated("Term"), translated("Baseline"), translated("Now"), translated("Alone it does")};
    std::vector<std::string> units{figure.unit}; // of the derivation that a depth's terms belong to
    for (const Reason& reason : figure.reasons) {
        const auto depth = static_cast<std::size_t>(reason.depth);
        units.resize(depth + 1);
        const QString name = QString::fromStdString(labelOf(reason));
        table.rows.push_back({QString(static_cast<qsizetype>(4 * depth), QLatin1Char(' ')) + name, inUnit(reason.unit, reason.a, locale),
                              inUnit(reason.unit, reason.b, locale), signedInUnit(units[depth], reason.effect, locale)});
        units.push_back(reason.unit);
    }
    return table;
}

QString comparisonSummary(const Comparison& comparison, const QLocale& locale)
{
    if (comparison.inputs.empty())
        return translated("The plan is the baseline: no input differs.");
    QStringList sentences{translated("%1 of %2 inputs differ.")
                              .arg(locale.toString(static_cast<int>(comparison.inputs.size())), locale.toString(comparison.inputsInAll))};
    if (comparison.fitsA != comparison.fitsB)
        sentences << (comparison.fitsB ? translated("It fits now, the baseline does not.") : translated("It no longer fits."));
    for (const char* path : {"/training/step_seconds", "/inference/ttft_seconds", "/inference/tpot_seconds", "/memory/peak_bytes"})
        for (const OutputDifference& output : comparison.outputs)
            if (output.path == path && output.change != 0.0)
                sentences << translated("%1 %2 → %3 (%4).")
                                 .arg(outputName(path), shown(path, output.a, locale), shown(path, output.b, locale),
                                      changeText(output.a, output.b, locale));
    return sentences.join(QLatin1Char(' '));
}

} // namespace shardscape
