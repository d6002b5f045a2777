// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/calibration.h"

#include "cost/group_shape.h"
#include "cost/memory_detail.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace shardscape {
namespace {

constexpr std::size_t count = calibrationFactorCount;
using Logs = std::array<double, count>; ///< logarithms of the factors

/// How far a factor differs between stacks: standard deviations of its logarithm.
constexpr Logs spread{0.08, 0.08, 0.25, 0.5};
constexpr double figureSpread = 0.005; ///< of a measured figure: steps of one run scatter by about half a per cent
constexpr double derivativeStep = 0.02;
constexpr int mostRounds = 12;
constexpr double settled = 1e-5;
const Bytes bulk = Bytes::fromMiB(16);

struct Residual {
    double value = 0; ///< ln(predicted / measured)
    double weight = 1;
};

CalibrationFactors factorsOf(const Logs& logs)
{
    CalibrationFactors factors;
    for (std::size_t i = 0; i < count; ++i)
        factors.value[i] = std::exp(logs[i]);
    return factors;
}

double lowerBound(std::size_t i) { return std::log(factorBounds(static_cast<CalibrationFactor>(i)).low); }
double upperBound(std::size_t i) { return std::log(factorBounds(static_cast<CalibrationFactor>(i)).high); }

double median(std::vector<double> values)
{
    if (values.empty())
        return 0.0;
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

/// The figures to be met, and what the model says of them under any factors.
class Target {
public:
    Target(std::span<const ValidationCase> cases, std::span<const CollectiveMeasurement> collectives, const ClusterSpec& cluster)
        : m_cases{cases}, m_cluster{cluster}
    {
        for (const CollectiveMeasurement& each : collectives)
            if (each.bytes >= bulk && each.ranks > 1)
                m_collectives.push_back(each);
    }

    [[nodiscard]] Result<std::vector<double>> predict(const CalibrationFactors& factors) const
    {
        std::vector<double> predictions;
        for (const ValidationCase& each : m_cases) {
            ValidationCase scaled = each;
            scaled.inputs = std::make_shared<const Inputs>(calibrated(*each.inputs, factors));
            const ValidationRow row = validate(scaled);
            if (!row.problems.empty())
                return failure(row.problems);
            predictions.push_back(row.predicted);
        }
        return predictions;
    }

    /// Predicted over measured times of the collectives.
    [[nodiscard]] std::vector<double> collectiveRatios(const CalibrationFactors& factors) const
    {
        std::vector<double> ratios;
        if (m_collectives.empty())
            return ratios;
        const ClusterSpec cluster = calibrated(m_cluster, factors);
        for (const CollectiveMeasurement& each : m_collectives) {
            const int perNode = std::min(each.ranks, cluster.gpusPerNode);
            const GroupShape shape = shapeAlone((each.ranks + perNode - 1) / perNode, perNode, cluster);
            ratios.push_back(collectiveTime(each.op, each.bytes, shape, cluster) / each.time);
        }
        return ratios;
    }

    [[nodiscard]] Result<std::vector<Residual>> residuals(const Logs& logs) const
    {
        const CalibrationFactors factors = factorsOf(logs);
        const auto predictions = predict(factors);
        if (!predictions)
            return failure(predictions.error());
        std::vector<Residual> all;
        for (std::size_t i = 0; i < m_cases.size(); ++i)
            if (!measuresMemory(m_cases[i].metric))
                all.push_back({std::log((*predictions)[i] / m_cases[i].measured), 1.0 / figureSpread});
        const std::vector<double> ratios = collectiveRatios(factors);
        for (const double ratio : ratios) // all lines together weigh as much as one other figure
            all.push_back({std::log(ratio), 1.0 / figureSpread / std::sqrt(static_cast<double>(ratios.size()))});
        return all;
    }

private:
    std::span<const ValidationCase> m_cases;
    const ClusterSpec& m_cluster;
    std::vector<CollectiveMeasurement> m_collectives;
};

double objective(const std::vector<Residual>& residuals, const Logs& logs)
{
    double sum = 0;
    for (const Residual& r : residuals)
        sum += r.value * r.weight * r.value * r.weight;
    for (std::size_t i = 0; i < count; ++i)
        sum += logs[i] / spread[i] * logs[i] / spread[i];
    return sum;
}

using Slopes = std::vector<Logs>; ///< d residual / d logarithm of each factor

Result<Slopes> slopesAt(const Target& target, const Logs& logs, const std::vector<Residual>& here)
{
    Slopes slopes(here.size());
    for (std::size_t i = 0; i < count; ++i) {
        Logs moved = logs;
        const double step = logs[i] + derivativeStep > upperBound(i) ? -derivativeStep : derivativeStep;
        moved[i] += step;
        const auto there = target.residuals(moved);
        if (!there)
            return failure(there.error());
        for (std::size_t r = 0; r < here.size(); ++r)
            slopes[r][i] = ((*there)[r].value - here[r].value) / step;
    }
    return slopes;
}

/// Minimum of the linearized problem inside the bounds, by coordinate descent: the quadratic is convex, so it converges.
Logs solveLinearized(const std::vector<Residual>& here, const Slopes& slopes, const Logs& at)
{
    Logs x = at;
    for (int sweep = 0; sweep < 400; ++sweep) {
        double change = 0;
        for (std::size_t i = 0; i < count; ++i) {
            double curvature = 1.0 / (spread[i] * spread[i]);
            double gradient = x[i] * curvature;
            for (std::size_t r = 0; r < here.size(); ++r) {
                const double weight = here[r].weight * here[r].weight;
                double value = here[r].value;
                for (std::size_t j = 0; j < count; ++j)
                    value += slopes[r][j] * (x[j] - at[j]);
                gradient += weight * slopes[r][i] * value;
                curvature += weight * slopes[r][i] * slopes[r][i];
            }
            const double next = std::clamp(x[i] - gradient / curvature, lowerBound(i), upperBound(i));
            change = std::max(change, std::abs(next - x[i]));
            x[i] = next;
        }
        if (change < 1e-9)
            break;
    }
    return x;
}

/// Gauss-Newton with halved steps where the linearization promises too much.
Result<Logs> minimize(const Target& target, std::array<bool, count>& moved)
{
    Logs x{};
    auto here = target.residuals(x);
    if (!here)
        return failure(here.error());
    for (int round = 0; round < mostRounds; ++round) {
        const auto slopes = slopesAt(target, x, *here);
        if (!slopes)
            return failure(slopes.error());
        for (std::size_t i = 0; i < count && round == 0; ++i)
            moved[i] = std::any_of(slopes->begin(), slopes->end(), [i](const Logs& s) { return std::abs(s[i]) > 1e-4; });
        const Logs goal = solveLinearized(*here, *slopes, x);
        double length = 1.0;
        double change = 0.0;
        for (int halving = 0; halving < 6; ++halving, length /= 2.0) {
            Logs next = x;
            for (std::size_t i = 0; i < count; ++i)
                next[i] += length * (goal[i] - x[i]);
            auto there = target.residuals(next);
            if (!there)
                return failure(there.error());
            if (objective(*there, next) > objective(*here, x))
                continue;
            for (std::size_t i = 0; i < count; ++i)
                change = std::max(change, std::abs(next[i] - x[i]));
            x = next;
            here = std::move(there);
            break;
        }
        if (change < settled)
            break;
    }
    return x;
}

/// What the run holds beyond the model's count, between nothing of what is assumed for the process and a quarter of the GPU.
Bytes extraMemory(std::span<const ValidationCase> cases, const std::vector<double>& predictions)
{
    for (std::size_t i = 0; i < cases.size(); ++i) {
        if (!measuresMemory(cases[i].metric))
            continue;
        const Bytes capacity = cases[i].inputs->cluster.accelerator.memory;
        const Bytes missing = Bytes::fromGiB(cases[i].measured - predictions[i]);
        return std::clamp(missing, Bytes{} - 0.25 * capacity, 0.25 * capacity);
    }
    return {};
}

} // namespace

Result<CalibrationFit> fitFactors(std::span<const ValidationCase> cases) { return fitFactors(cases, {}, ClusterSpec{}); }

Result<CalibrationFit> fitFactors(std::span<const ValidationCase> cases, std::span<const CollectiveMeasurement> collectives,
                                  const ClusterSpec& cluster)
{
    const Target target{cases, collectives, cluster};
    auto before = target.predict({});
    if (!before)
        return failure(before.error());
    CalibrationFit fit;
    fit.before = std::move(*before);
    const auto logs = minimize(target, fit.moved);
    if (!logs)
        return failure(logs.error());
    fit.factors = factorsOf(*logs);
    for (std::size_t i = 0; i < count; ++i) {
        const FactorBounds bounds = factorBounds(static_cast<CalibrationFactor>(i));
        fit.factors.value[i] = std::clamp(fit.factors.value[i], bounds.low, bounds.high); // exp(ln x) may pass x by one bit
        fit.atBound[i] = fit.factors.value[i] <= bounds.low * 1.0001 || fit.factors.value[i] >= bounds.high * 0.9999;
    }
    fit.factors.extraMemory = extraMemory(cases, fit.before);
    auto after = target.predict(fit.factors);
    if (!after)
        return failure(after.error());
    fit.after = std::move(*after);
    fit.collectivesBefore = median(target.collectiveRatios({}));
    fit.collectivesAfter = median(target.collectiveRatios(fit.factors));
    return fit;
}

} // namespace shardscape
