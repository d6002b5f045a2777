// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/front_position.h"

#include "search/pareto_front.h"

#include <algorithm>
#include <cmath>

namespace shardscape {
namespace {

bool isAtLeastAsGood(const PointScore& a, const PointScore& b)
{
    return a.key[0] <= b.key[0] && a.key[1] <= b.key[1] && a.missed <= b.missed;
}

/// How far apart two plans lie in their objectives: what decides between plans that differ in as many inputs.
double distance(const SearchPoint& a, const SearchPoint& b)
{
    double sum = 0;
    for (std::size_t i = 0; i < a.objective.size(); ++i)
        sum += std::abs(a.objective[i] - b.objective[i]) / std::max(std::abs(a.objective[i]), std::abs(b.objective[i]) + 1e-300);
    return sum;
}

} // namespace

FrontPosition positionOf(const Scenario& plan, const CandidateList& candidates, const std::shared_ptr<const Inputs>& inputs,
                         const SearchRequest& request, const SearchResult& result)
{
    FrontPosition position;
    PlanEvaluator evaluator{inputs};
    const Result<PlanFigures> figures = evaluator.evaluate(plan.parallelism, plan.workload);
    if (!figures) {
        position.problems = figures.error();
        return position;
    }
    const AcceleratorSpec& accelerator = inputs->cluster.accelerator;
    const int gpus = static_cast<int>(plan.parallelism.worldSize());
    const auto quantity = [&](PlanQuantity which) { return quantityOf(which, *figures, gpus, accelerator); };
    position.own = {.figures = *figures,
                    .gpus = gpus,
                    .objective = {quantity(request.objectives[0]), quantity(request.objectives[1])},
                    .missed = {}};
    if (request.mustFit && !figures->fits)
        position.broken.emplace_back("does-not-fit");
    for (std::size_t i = 0; i < request.limits.size(); ++i) {
        const PlanLimit& limit = request.limits[i];
        if (meets(limit, quantity(limit.quantity)))
            continue;
        if (limit.isSoft)
            position.own.missed.push_back(i);
        else
            position.broken.push_back("limit: " + std::string{toText(limit.quantity)});
    }
    const ParetoFront scale{request, 0};
    const PointScore own = scale.scoreOf(position.own);
    std::size_t fewest = 0;
    for (const SearchPoint& point : result.front) {
        const PointScore score = scale.scoreOf(point);
        if (!isAtLeastAsGood(score, own) || isAtLeastAsGood(own, score))
            continue;
        std::vector<PlanDifference> differences = planDifferences(plan, candidates.scenarioOf(point.number));
        const bool nearer = !position.nearest || differences.size() < fewest ||
                            (differences.size() == fewest && distance(point, position.own) < distance(*position.nearest, position.own));
        if (!nearer)
            continue;
        fewest = differences.size();
        position.nearest = point;
        position.differences = std::move(differences);
    }
    position.isOnFront = !position.nearest && position.broken.empty();
    return position;
}

} // namespace shardscape
