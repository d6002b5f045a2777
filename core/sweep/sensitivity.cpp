// SPDX-License-Identifier: GPL-3.0-or-later
#include "sweep/sensitivity.h"

#include "evaluate/evaluate.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <mutex>

namespace shardscape {
namespace {

SweepPoint pointWith(const SweepBase& base, const Assumption& assumption, double value)
{
    return pointOf(SweepCase{base.scenario, std::make_shared<const Inputs>(withAssumption(*base.inputs, assumption, value))});
}

AssumptionEffect effectOf(const SensitivityRequest& request, const Assumption& assumption)
{
    AssumptionEffect effect{assumption, std::max(assumption.least, assumption.value * (1.0 - request.share)),
                            std::min(assumption.most, assumption.value * (1.0 + request.share))};
    const SweepPoint low = pointWith(request.base, assumption, effect.low);
    const SweepPoint high = pointWith(request.base, assumption, effect.high);
    effect.atLow = low[request.figure];
    effect.atHigh = high[request.figure];
    effect.fitsAtLow = low.state == PointState::Fits;
    effect.fitsAtHigh = high.state == PointState::Fits;
    return effect;
}

/// Impossible ends count as the largest swing: nothing matters more.
bool isLarger(const AssumptionEffect& a, const AssumptionEffect& b, double value)
{
    const double first = swingOf(a, value);
    const double second = swingOf(b, value);
    return first != second ? first > second : a.assumption.path < b.assumption.path;
}

} // namespace

double swingOf(const AssumptionEffect& effect, double value)
{
    if (!effect.atLow || !effect.atHigh)
        return std::numeric_limits<double>::infinity();
    return std::max(std::abs(*effect.atLow - value), std::abs(*effect.atHigh - value));
}

Result<Sensitivity> sensitivityOf(const SensitivityRequest& request, const std::atomic<bool>* stop, const SensitivityProgress& progress)
{
    if (!(request.share > 0.0) || !(request.share < 1.0))
        return failure(Problem{Severity::Error, "out-of-range", "", fmt::format("{} is no share to move assumptions by", request.share),
                               "use a number above 0 and below 1, such as 0.2"});
    const auto own = evaluate(request.base.scenario, request.base.inputs, {.linkMap = false, .timeline = false, .derivations = false});
    if (!own)
        return failure(own.error());
    const auto value = figureOf(request.figure, *own);
    if (!value)
        return failure(Problem{Severity::Error, "no-figure", "", fmt::format("the scenario has no {}", toText(request.figure)),
                               "choose another figure"});
    Sensitivity result{request.figure, request.share, *value, {}, 0, rangeOf(request.figure, *own), false};
    const std::vector<Assumption> assumptions = assumptionsOf(*request.base.inputs);
    std::vector<std::optional<AssumptionEffect>> effects(assumptions.size());
    std::mutex mutex;
    std::size_t done = 0;
    forEachIndex(assumptions.size(), request.threads, stop, [&](std::size_t i) {
        AssumptionEffect effect = effectOf(request, assumptions[i]);
        const std::lock_guard lock{mutex};
        effects[i] = std::move(effect);
        ++done;
        if (progress)
            progress(done, assumptions.size());
    });
    result.isComplete = done == assumptions.size();
    for (std::optional<AssumptionEffect>& effect : effects) {
        if (!effect)
            continue;
        if (swingOf(*effect, result.value) > 0.0)
            result.effects.push_back(std::move(*effect));
        else
            ++result.withoutEffect;
    }
    std::sort(result.effects.begin(), result.effects.end(),
              [&](const AssumptionEffect& a, const AssumptionEffect& b) { return isLarger(a, b, result.value); });
    return result;
}

} // namespace shardscape
