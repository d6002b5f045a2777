// SPDX-License-Identifier: GPL-3.0-or-later
#include "advice/advice.h"

#include "advice/trials.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace shardscape {
namespace {

constexpr double worthSaying = 0.005; ///< of the speed
constexpr double secondChange = 0.01; ///< what a second change must add to be named
constexpr double nearlyAsFast = 0.01; ///< that a hint for memory may cost
constexpr double muchMemory = 0.05;   ///< of the GPU's memory
constexpr double muchSooner = 0.05;   ///< of the time to first token
constexpr std::size_t mostHints = 6;  ///< of a goal

double gainOf(const PlanFigures& own, const PlanFigures& other) { return other.tokensPerSecondPerGpu / own.tokensPerSecondPerGpu - 1.0; }

/// What a hint of a goal is worth: more is better.
double worth(AdviceGoal goal, const PlanFigures& own, const PlanFigures& other)
{
    switch (goal) {
    case AdviceGoal::Fit: return other.tokensPerSecondPerGpu;
    case AdviceGoal::Speed: return gainOf(own, other);
    case AdviceGoal::Nearer:
    case AdviceGoal::Memory: return own.peak.inGiB() - other.peak.inGiB();
    case AdviceGoal::FirstToken: return own.ttft / other.ttft - 1.0;
    }
    return 0.0;
}

std::vector<AdviceGoal> goalsOf(const PlanFigures& own, const PlanFigures& other, Bytes capacity)
{
    if (!std::isfinite(other.tokensPerSecondPerGpu))
        return {};
    if (!own.fits && !other.fits && own.peak - other.peak > capacity * muchMemory)
        return {AdviceGoal::Nearer};
    if (!other.fits)
        return {};
    if (!own.fits)
        return {AdviceGoal::Fit};
    const double gain = gainOf(own, other);
    const bool isServing = own.tpot > Seconds{};
    // Neither first token nor later ones may pay for a gain in throughput.
    const bool isAsPrompt = !isServing || (other.ttft < own.ttft * 1.05 && other.tpot < own.tpot * 1.01);
    std::vector<AdviceGoal> goals;
    if (gain > worthSaying && isAsPrompt)
        goals.push_back(AdviceGoal::Speed);
    if (gain > -nearlyAsFast && isAsPrompt && own.peak - other.peak > capacity * muchMemory)
        goals.push_back(AdviceGoal::Memory);
    if (isServing && other.ttft < own.ttft * (1.0 - muchSooner) && other.tpot < own.tpot * 1.02)
        goals.push_back(AdviceGoal::FirstToken);
    return goals;
}

/// The best hint of each way to change the plan, so that the list shows different ways and not one in many shades.
class HintList {
public:
    HintList(const Scenario& own, const PlanFigures& figures, Bytes capacity) : m_own{own}, m_figures{figures}, m_capacity{capacity} {}

    void consider(const Scenario& plan, const PlanFigures& figures)
    {
        const std::vector<AdviceGoal> goals = goalsOf(m_figures, figures, m_capacity);
        if (goals.empty())
            return;
        const std::vector<PlanDifference> changes = planDifferences(m_own, plan);
        std::set<std::string_view> way;
        for (const PlanDifference& change : changes)
            way.insert(change.path);
        for (const AdviceGoal goal : goals) {
            auto& place = m_best[{goal, way}];
            if (!place || worth(goal, m_figures, figures) > worth(goal, m_figures, place->figures))
                place = Advice{goal, changes, plan, figures};
        }
    }

    /// Sorted, without those that change more than a hint which is nearly as good.
    [[nodiscard]] std::vector<Advice> take() const
    {
        std::vector<Advice> hints;
        for (const auto& [key, hint] : m_best)
            if (!isPadded(key.first, key.second, *hint))
                hints.push_back(*hint);
        std::stable_sort(hints.begin(), hints.end(), [&](const Advice& a, const Advice& b) {
            return a.goal != b.goal ? a.goal < b.goal : worth(a.goal, m_figures, a.figures) > worth(b.goal, m_figures, b.figures);
        });
        if (!hints.empty() && hints.front().goal == AdviceGoal::Fit)
            std::erase_if(hints, [](const Advice& hint) { return hint.goal == AdviceGoal::Nearer; });
        std::map<AdviceGoal, std::size_t> count;
        std::erase_if(hints, [&](const Advice& hint) { return ++count[hint.goal] > mostHints; });
        return hints;
    }

private:
    using Way = std::set<std::string_view>;

    [[nodiscard]] bool isPadded(AdviceGoal goal, const Way& way, const Advice& hint) const
    {
        return std::any_of(m_best.begin(), m_best.end(), [&](const auto& entry) {
            const auto& [otherGoal, other] = entry.first;
            if (otherGoal != goal || other.size() >= way.size() || !std::includes(way.begin(), way.end(), other.begin(), other.end()))
                return false;
            const double less = worth(goal, m_figures, entry.second->figures);
            return worth(goal, m_figures, hint.figures) < less + secondChange * std::max(1.0, std::abs(less));
        });
    }

    const Scenario& m_own;
    const PlanFigures& m_figures;
    Bytes m_capacity;
    std::map<std::pair<AdviceGoal, Way>, std::optional<Advice>> m_best;
};

} // namespace

namespace advice {

Result<PlanFigures> Trials::look(const Scenario& plan)
{
    if (m_stopped && m_stopped())
        throw Stopped{};
    ++m_tried;
    return m_evaluator.evaluate(plan.parallelism, plan.workload);
}

std::optional<RuleTrial> Trials::best(const std::vector<Scenario>& plans)
{
    std::optional<RuleTrial> best;
    for (const Scenario& plan : plans)
        if (const auto figures = look(plan); figures && figures->fits && (!best || paceOf(*figures) < paceOf(best->figures)))
            best = RuleTrial{plan, *figures};
    return best;
}

std::optional<RuleTrial> Trials::leanest(const std::vector<Scenario>& plans)
{
    std::optional<RuleTrial> leanest;
    for (const Scenario& plan : plans)
        if (const auto figures = look(plan); figures && (!leanest || figures->peak < leanest->figures.peak))
            leanest = RuleTrial{plan, *figures};
    return leanest;
}

} // namespace advice

Result<AdviceReport> advise(const Scenario& scenario, std::shared_ptr<const Inputs> inputs, const StopAdvice& stopped)
{
    using namespace advice;
    try {
        Trials trials{scenario, inputs, stopped};
        const Result<PlanFigures> own = trials.look(scenario);
        if (!own)
            return failure(own.error());
        AdviceReport report{.own = *own, .hints = {}, .rules = {}, .tried = 0};
        HintList hints{scenario, report.own, inputs->cluster.accelerator.memory};
        const auto consider = [&](const Scenario& plan) {
            if (const auto figures = trials.look(plan))
                hints.consider(plan, *figures);
        };
        for (const Scenario& plan : singleChanges(scenario, *inputs))
            consider(plan);
        for (const Scenario& plan : degreeTrades(scenario)) {
            consider(plan);
            for (const Scenario& second : companions(plan, *inputs))
                consider(second);
        }
        report.hints = hints.take();
        report.rules = checkRules(trials);
        report.tried = trials.tried();
        return report;
    } catch (const Stopped&) {
        return failure({Severity::Info, "stopped", "", "the advice was stopped", "ask again"});
    }
}

std::string changesText(const std::vector<PlanDifference>& changes)
{
    std::string text;
    for (const PlanDifference& change : changes) {
        const std::size_t slash = change.path.rfind('/');
        const auto shown = [](const std::string& value) { return value == "null" ? std::string{"none"} : value; };
        text += (text.empty() ? "" : ", ") + std::string{change.path.substr(slash + 1)} + " " + shown(change.own) + " -> " + shown(change.other);
    }
    return text;
}

} // namespace shardscape
