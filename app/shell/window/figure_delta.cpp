// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/window/figure_delta.h"

#include "shell/translate.h"
#include "views/common/number_text.h"

#include <algorithm>
#include <cmath>

namespace shardscape {

namespace {

constexpr double noticeable = 0.01;
constexpr double shown = 5e-4; ///< smaller changes would read 0.0 %

QString signedText(double change, const QString& size) { return (change < 0 ? QStringLiteral("−") : QStringLiteral("+")) + size; }

/// The change as a share of what it is measured by.
double weightOf(const KeyFigure& before, const KeyFigure& after)
{
    const double change = after.number - before.number;
    switch (after.measure) {
    case FigureMeasure::Amount: return before.number > 0 ? change / before.number : 0.0;
    case FigureMeasure::Share: return change;
    case FigureMeasure::Memory: return after.whole > 0 ? change / after.whole : 0.0;
    }
    return 0.0;
}

QString changeOf(const KeyFigure& before, const KeyFigure& after, const QLocale& locale)
{
    const double change = after.number - before.number;
    switch (after.measure) {
    case FigureMeasure::Amount: return changeText(before.number, after.number, locale);
    case FigureMeasure::Share:
        return tr("%1 pt", "percentage points").arg(signedText(change, locale.toString(std::abs(100.0 * change), 'f', 1)));
    case FigureMeasure::Memory: return signedText(change, memoryText(Bytes::fromBytes(std::abs(change)), locale));
    }
    return {};
}

} // namespace

std::optional<FigureDelta> figureDelta(const KeyFigure& before, const KeyFigure& after, const QLocale& locale)
{
    const double weight = weightOf(before, after);
    if (!std::isfinite(weight) || std::abs(weight) < shown || (after.measure == FigureMeasure::Amount && before.number <= 0))
        return std::nullopt;
    const bool isMore = weight > 0;
    const QString change = changeOf(before, after, locale);
    FigureDelta delta{.text = (isMore ? QStringLiteral("▲ ") : QStringLiteral("▼ ")) + change, .words = change};
    if (std::abs(weight) < noticeable)
        return delta;
    delta.kind = isMore == after.moreIsBetter ? FigureDelta::Kind::Better : FigureDelta::Kind::Worse;
    delta.words = delta.kind == FigureDelta::Kind::Better ? tr("%1, better").arg(change) : tr("%1, worse").arg(change);
    return delta;
}

const KeyFigure* findFigure(const std::vector<KeyFigure>& figures, const QString& key)
{
    const auto found = std::find_if(figures.begin(), figures.end(), [&](const KeyFigure& each) { return each.key == key; });
    return found == figures.end() ? nullptr : &*found;
}

} // namespace shardscape
