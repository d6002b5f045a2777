// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/mesh/degree_edit.h"

#include "plan/divisors.h"
#include "plan/plan.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <numeric>

namespace shardscape {

namespace {

int Parallelism::*memberOf(Axis axis)
{
    switch (axis) {
    case Axis::Tp: return &Parallelism::tp;
    case Axis::Cp: return &Parallelism::cp;
    case Axis::Ep: return &Parallelism::ep;
    case Axis::Dp: return &Parallelism::dp;
    case Axis::Pp: return &Parallelism::pp;
    }
    return &Parallelism::tp;
}

QString degreeName(Axis axis)
{
    switch (axis) {
    case Axis::Tp: return QCoreApplication::translate("Mesh", "tensor degree");
    case Axis::Cp: return QCoreApplication::translate("Mesh", "context degree");
    case Axis::Ep: return QCoreApplication::translate("Mesh", "expert degree");
    case Axis::Dp: return QCoreApplication::translate("Mesh", "data degree");
    case Axis::Pp: return QCoreApplication::translate("Mesh", "pipeline degree");
    }
    return {};
}

int expertsOf(const TransformerSpec& model)
{
    int experts = 0;
    for (const LayerSpec& kind : model.kinds)
        experts = std::gcd(experts, kind.feedForward.experts);
    return experts;
}

} // namespace

int degreeOf(const Parallelism& parallelism, Axis axis) { return parallelism.*memberOf(axis); }

Scenario withDegree(const Scenario& scenario, Axis axis, int degree, DegreeTrade trade)
{
    Scenario after = scenario;
    Parallelism& p = after.parallelism;
    const long long product = 1LL * degreeOf(p, axis) * p.dp;
    p.*memberOf(axis) = degree;
    const bool foldsIntoData = axis == Axis::Dp || axis == Axis::Ep;
    if (trade == DegreeTrade::WithData && !foldsIntoData && degree > 0 && product % degree == 0)
        p.dp = static_cast<int>(product / degree);
    if (after.placement && static_cast<long long>(after.placement->size()) != p.worldSize())
        after.placement.reset();
    return after;
}

QString degreeChangeText(const Parallelism& before, const Parallelism& after)
{
    QStringList parts;
    for (const Axis axis : {Axis::Tp, Axis::Cp, Axis::Pp, Axis::Ep, Axis::Dp})
        if (degreeOf(before, axis) != degreeOf(after, axis))
            parts.append(QStringLiteral("%1 %2 → %3").arg(degreeName(axis)).arg(degreeOf(before, axis)).arg(degreeOf(after, axis)));
    QString text = parts.join(QStringLiteral(", "));
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

std::vector<DegreeStep> degreeSteps(const Scenario& scenario, const Inputs& inputs, Axis axis, DegreeTrade trade)
{
    const int experts = expertsOf(inputs.model);
    std::vector<int> degrees = divisorsOf(axis == Axis::Ep && experts > 0 ? experts : std::max(1, inputs.cluster.gpus()));
    degrees.push_back(degreeOf(scenario.parallelism, axis));
    std::sort(degrees.begin(), degrees.end());
    degrees.erase(std::unique(degrees.begin(), degrees.end()), degrees.end());
    std::vector<DegreeStep> steps;
    for (const int degree : degrees) {
        DegreeStep step{degree, {}};
        if (const Result<Plan> plan = resolvePlan(withDegree(scenario, axis, degree, trade), inputs); !plan)
            step.reason = QString::fromStdString(plan.error().front().message);
        steps.push_back(std::move(step));
    }
    return steps;
}

} // namespace shardscape
