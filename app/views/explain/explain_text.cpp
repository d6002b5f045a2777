// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/explain/explain_text.h"

#include "derivation/expression.h"
#include "shell/translate.h"
#include "units/format.h"

namespace shardscape {

namespace {

std::string formatted(double value, const std::string& unit)
{
    if (unit == "bytes")
        return formatMemory(Bytes::fromBytes(value));
    if (unit == "seconds")
        return formatTime(Seconds::fromSeconds(value));
    if (unit == "bytes_per_second")
        return formatRate(BytesPerSecond::fromBytesPerSecond(value));
    if (unit == "flops")
        return formatWork(Flops::fromFlops(value));
    if (unit == "flops_per_second")
        return formatWorkRate(FlopsPerSecond::fromFlopsPerSecond(value));
    return unit.empty() ? formatShort(value) : formatShort(value) + " " + unit;
}

} // namespace

QString valueText(double value, const std::string& unit) { return QString::fromStdString(formatted(value, unit)); }

QString formulaText(const std::string& formula)
{
    // An exponent's sign ("1e-9") is part of the number: only a minus between spaces or before a term is an operator.
    QString text = QString::fromStdString(formula);
    text.replace(QLatin1String(" * "), QStringLiteral(" × "));
    text.replace(QLatin1String(" - "), QStringLiteral(" − "));
    return text;
}

QString bandText(const Derivation& low, const Derivation& high)
{
    return tr("%1 to %2 in eight of ten measurements; basis: %3")
        .arg(valueText(low.value, low.unit), valueText(high.value, high.unit), QString::fromStdString(low.source));
}

QString explainText(const Derivation& derivation)
{
    QStringList lines;
    lines << tr("%1 = %2").arg(QString::fromStdString(derivation.name), valueText(derivation.value, derivation.unit));
    lines << tr("Formula: %1").arg(QString::fromStdString(derivation.formula));
    lines << tr("With values: %1").arg(QString::fromStdString(insertValues(derivation.formula, derivation.terms)));
    for (const Term& term : derivation.terms)
        lines << tr("  %1 = %2 (%3)")
                     .arg(QString::fromStdString(term.symbol), valueText(term.value, term.unit), QString::fromStdString(term.meaning));
    lines << tr("Source: %1").arg(QString::fromStdString(derivation.source));
    if (!derivation.validity.empty())
        lines << tr("Valid: %1").arg(QString::fromStdString(derivation.validity));
    if (derivation.guess)
        lines << tr("This rests on a constant that nobody has published or measured: it is a guess.");
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

} // namespace shardscape
