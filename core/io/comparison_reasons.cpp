// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/comparison_reasons.h"

#include "derivation/expression.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace shardscape {
namespace {

const Term* termOf(const Derivation& derivation, const std::string& symbol)
{
    const auto term = std::find_if(derivation.terms.begin(), derivation.terms.end(), [&](const Term& each) { return each.symbol == symbol; });
    return term == derivation.terms.end() ? nullptr : &*term;
}

/// What the derivation's value changes by when one term takes another value. 0 where the formula has no value then.
double effectOf(const Derivation& derivation, const std::string& symbol, double value)
{
    std::vector<Term> terms = derivation.terms;
    for (Term& term : terms)
        if (term.symbol == symbol)
            term.value = value;
    const auto changed = evaluateFormula(derivation.formula, terms);
    const auto own = evaluateFormula(derivation.formula, derivation.terms);
    const double effect = changed && own ? *changed - *own : 0.0;
    return std::isfinite(effect) ? effect : 0.0;
}

Reason reasonOf(const Derivation& a, const Derivation& b, const Term& term, const Term* other, bool isOfA, int depth)
{
    const double otherValue = other != nullptr ? other->value : 0.0;
    const double effect = isOfA ? effectOf(a, term.symbol, otherValue) : -effectOf(b, term.symbol, 0.0);
    return {term.symbol, term.meaning, term.unit, isOfA ? term.value : 0.0, isOfA ? otherValue : term.value, effect, term.from, depth};
}

/// The terms of both derivations that differ, largest effect first.
std::vector<Reason> differingTerms(const Derivation& a, const Derivation& b, const ReasonOptions& options, int depth)
{
    std::vector<Reason> reasons;
    for (const Term& term : a.terms)
        if (const Term* other = termOf(b, term.symbol); other == nullptr || other->value != term.value)
            reasons.push_back(reasonOf(a, b, term, other, true, depth));
    for (const Term& term : b.terms)
        if (termOf(a, term.symbol) == nullptr)
            reasons.push_back(reasonOf(a, b, term, nullptr, false, depth));
    std::stable_sort(reasons.begin(), reasons.end(), [](const Reason& x, const Reason& y) { return std::abs(x.effect) > std::abs(y.effect); });
    const double least = reasons.empty() ? 0.0 : options.least * std::abs(reasons.front().effect);
    reasons.erase(std::remove_if(reasons.begin(), reasons.end(),
                                 [least](const Reason& each) { return each.effect == 0.0 || std::abs(each.effect) < least; }),
                  reasons.end());
    reasons.resize(std::min(reasons.size(), options.most));
    return reasons;
}

class Collector {
public:
    Collector(const Evaluation& a, const Evaluation& b, const ReasonOptions& options) : m_a{a}, m_b{b}, m_options{options} {}

    void collect(const Derivation& a, const Derivation& b, int depth, std::vector<Reason>& all)
    {
        for (Reason& reason : differingTerms(a, b, m_options, depth)) {
            const Term* inA = termOf(a, reason.symbol);
            const Term* inB = termOf(b, reason.symbol);
            all.push_back(std::move(reason));
            const Derivation* behindA = inA != nullptr && !inA->from.empty() ? m_a.derivations.find(inA->from) : nullptr;
            const Derivation* behindB = inB != nullptr && !inB->from.empty() ? m_b.derivations.find(inB->from) : nullptr;
            if (behindA != nullptr && behindB != nullptr && depth + 1 < m_options.depth)
                collect(*behindA, *behindB, depth + 1, all);
        }
    }

private:
    const Evaluation& m_a;
    const Evaluation& m_b;
    const ReasonOptions& m_options;
};

} // namespace

std::string labelOf(const Reason& reason)
{
    std::string symbol = reason.symbol;
    std::replace(symbol.begin(), symbol.end(), '_', ' ');
    return reason.meaning.empty() || reason.meaning == symbol ? symbol : symbol + ": " + reason.meaning;
}

std::optional<FigureReasons> reasonsOf(const Evaluation& a, std::string_view idA, const Evaluation& b, std::string_view idB,
                                       const ReasonOptions& options)
{
    const Derivation* ofA = a.derivations.find(idA);
    const Derivation* ofB = b.derivations.find(idB);
    if (ofA == nullptr || ofB == nullptr || ofA->value == ofB->value)
        return std::nullopt;
    FigureReasons figure{std::string{idA}, ofA->name, ofA->unit, ofA->value, ofB->value, ofA->formula == ofB->formula, {}};
    Collector{a, b, options}.collect(*ofA, *ofB, 0, figure.reasons);
    return figure;
}

std::vector<FigureReasons> keyReasons(const Evaluation& a, const Evaluation& b, const ReasonOptions& options)
{
    std::vector<FigureReasons> all;
    const auto add = [&](const std::string& idA, const std::string& idB) {
        if (auto figure = reasonsOf(a, idA, b, idB, options))
            all.push_back(std::move(*figure));
    };
    for (const char* id : {"training/step", "inference/ttft", "inference/tpot"})
        add(id, id);
    const auto peak = [](const Evaluation& e) { return fmt::format("memory/stage/{}/total", e.memory.worstStage); };
    add(peak(a), peak(b));
    return all;
}

} // namespace shardscape
