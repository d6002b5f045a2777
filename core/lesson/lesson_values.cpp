// SPDX-License-Identifier: GPL-3.0-or-later
#include "lesson/lesson_values.h"

#include "cost/collective_candidates.h"
#include "derivation/expression.h"
#include "evaluate/evaluate.h"
#include "io/scenario_file.h"
#include "json/strict_json.h"
#include "lesson/lesson_text.h"
#include "units/format.h"

#include <fmt/format.h>

#include <algorithm>

namespace shardscape {
namespace {

tl::unexpected<Problems> nothingAt(const std::string& reference)
{
    return failure({Severity::Error, "nothing-there", "", fmt::format("'{}' names no figure of this case", reference),
                    "see `shardscape evaluate --json` for the figures of a scenario"});
}

Problems at(const std::string& path, Problems problems)
{
    for (Problem& problem : problems)
        problem.path = path + problem.path;
    return problems;
}

Result<Scenario> scenarioOf(const Lesson& lesson, const std::string& id, const PresetLibrary& library)
{
    const LessonCase& lessonCase = lesson.cases.at(id);
    Result<Scenario> base = failure({Severity::Error, "unknown-scenario", "/scenario",
                                     fmt::format("there is no scenario '{}'", lessonCase.scenario), "`shardscape presets list` prints all"});
    if (!lessonCase.from.empty())
        base = scenarioOf(lesson, lessonCase.from, library);
    else if (const PresetText* preset = library.find(PresetKind::Scenario, lessonCase.scenario))
        base = readScenario(preset->json);
    if (!base)
        return base;
    Result<Scenario> changed = withChanges(*base, lessonCase.changes);
    if (!changed)
        return failure(at("/set", changed.error()));
    changed->title = lesson.title;
    changed->note.clear();
    return changed;
}

Result<Figures> figuresOf(const Lesson& lesson, const std::string& id, const PresetLibrary& library)
{
    const auto scenario = scenarioOf(lesson, id, library);
    if (!scenario)
        return failure(scenario.error());
    auto inputs = library.resolve(*scenario);
    if (!inputs)
        return failure(inputs.error());
    auto evaluation = shardscape::evaluate(*scenario, std::make_shared<const Inputs>(std::move(*inputs)),
                                           {.linkMap = true, .timeline = false, .derivations = true});
    if (!evaluation)
        return failure(evaluation.error());
    return Figures{std::make_shared<const Evaluation>(std::move(*evaluation))};
}

/// "ID" is the derivation's value, "ID#SYMBOL" that of one of its terms.
std::optional<LessonValue> derived(const Figures& figures, const std::string& text)
{
    const std::size_t hash = text.find('#');
    const Derivation* derivation = figures.derivation(text.substr(0, hash));
    if (derivation == nullptr)
        return std::nullopt;
    if (hash == std::string::npos)
        return LessonValue{derivation->value};
    for (const Term& term : derivation->terms)
        if (term.symbol == text.substr(hash + 1))
            return LessonValue{term.value};
    return std::nullopt;
}

double numberOf(const LessonValue& value)
{
    if (const double* number = std::get_if<double>(&value))
        return *number;
    const bool* yes = std::get_if<bool>(&value);
    return yes != nullptr && *yes ? 1.0 : 0.0;
}

std::string formatOfUnit(const std::string& unit)
{
    if (unit == "seconds")
        return "time";
    if (unit == "bytes")
        return "GiB";
    return unit == "bytes_per_second" ? "rate" : "short";
}

} // namespace

Result<LessonValues> LessonValues::evaluate(const Lesson& lesson, const PresetLibrary& library)
{
    LessonValues values;
    values.m_formulas = lesson.values;
    Problems problems;
    for (const auto& [id, lessonCase] : lesson.cases) {
        auto figures = figuresOf(lesson, id, library);
        if (figures) {
            values.m_figures.emplace(id, std::move(*figures));
            continue;
        }
        const Problems found = at("/cases/" + pointerToken(id), figures.error());
        problems.insert(problems.end(), found.begin(), found.end());
    }
    for (const auto& [name, collective] : lesson.collectives) {
        const auto priced = values.price(collective, library);
        if (priced) {
            values.m_collectives[name] = *priced;
            continue;
        }
        const Problems found = at("/collectives/" + pointerToken(name), priced.error());
        problems.insert(problems.end(), found.begin(), found.end());
    }
    if (!problems.empty())
        return failure(std::move(problems));
    return values;
}

Result<LessonValues::Priced> LessonValues::price(const LessonCollective& collective, const PresetLibrary& library) const
{
    const auto cluster = library.cluster(collective.cluster, collective.nodes, {});
    if (!cluster)
        return failure(cluster.error());
    if (collective.ranksPerNode > cluster->gpusPerNode)
        return failure({Severity::Error, "too-many-ranks", "/ranks_per_node",
                        fmt::format("a node has {} GPUs, not {}", cluster->gpusPerNode, collective.ranksPerNode), "take fewer"});
    const CollectiveRequest request{collective.op, Bytes::fromBytes(collective.bytes),
                                    shapeAlone(collective.nodes, collective.ranksPerNode, *cluster)};
    const CollectiveEstimate estimate = estimateCollective(request, *cluster, nullptr);
    Priced priced;
    priced.ranks = collective.nodes * collective.ranksPerNode;
    priced.busFactor = busFactor(collective.op, request.shape.ranks);
    priced.wireBytes = priced.busFactor * collective.bytes;
    priced.steps = ringSteps(collective.op, request.shape.ranks);
    priced.seconds = estimate.time.inSeconds();
    priced.algorithm = estimate.algorithm;
    if (collective.algorithm.empty())
        return priced;
    for (const CollectiveCandidate& candidate : estimate.alternatives) // fastest first: the best protocol of the algorithm
        if (candidate.algorithm == collective.algorithm) {
            priced.seconds = candidate.time.inSeconds();
            priced.algorithm = candidate.algorithm;
            return priced;
        }
    return failure({Severity::Error, "no-such-algorithm", "/algorithm",
                    fmt::format("'{}' cannot run this collective here", collective.algorithm), "`shardscape collective` lists the algorithms"});
}

Result<Derivation> LessonValues::derive(const std::string& name, const Figures& present) const
{
    const auto found = m_formulas.find(name);
    if (found == m_formulas.end())
        return nothingAt("value:" + name);
    Derivation derivation;
    derivation.name = found->second.means.empty() ? name : found->second.means;
    derivation.formula = found->second.formula;
    derivation.id = name;
    for (const auto& [symbol, reference] : found->second.terms) {
        const auto term = number(reference, present);
        if (!term)
            return failure(term.error());
        derivation.terms.push_back({symbol, *term, {}, reference, {}});
    }
    const auto result = evaluateFormula(derivation.formula, derivation.terms);
    if (!result)
        return failure(result.error());
    derivation.value = *result;
    return derivation;
}

Result<LessonValue> LessonValues::value(const std::string& text, const Figures& present) const
{
    const auto reference = parseReference(text);
    if (!reference)
        return failure(reference.error());
    const auto named = m_figures.find(reference->caseId);
    if (!reference->caseId.empty() && named == m_figures.end())
        return nothingAt(text);
    const Figures& figures = reference->caseId.empty() ? present : named->second;
    std::optional<LessonValue> found;
    if (reference->kind == "figure")
        found = figures.figure(reference->rest);
    else if (reference->kind == "input")
        found = figures.input(reference->rest);
    else if (reference->kind == "derivation")
        found = derived(figures, reference->rest);
    else if (reference->kind == "value")
        return derive(reference->rest, figures).map([](const Derivation& derived) { return LessonValue{derived.value}; });
    else if (reference->kind == "collective") {
        const std::size_t slash = reference->rest.find('/');
        const auto priced = m_collectives.find(reference->rest.substr(0, slash));
        const std::string field = slash == std::string::npos ? std::string{} : reference->rest.substr(slash + 1);
        if (priced == m_collectives.end())
            return nothingAt(text);
        for (const auto& [key, number] : {std::pair{"seconds", priced->second.seconds}, std::pair{"bus_factor", priced->second.busFactor},
                                          std::pair{"wire_bytes", priced->second.wireBytes}, std::pair{"steps", priced->second.steps},
                                          std::pair{"ranks", priced->second.ranks}})
            if (field == key)
                found = LessonValue{number};
        if (field == "algorithm")
            found = LessonValue{priced->second.algorithm};
    }
    if (!found)
        return nothingAt(text);
    return *found;
}

Result<double> LessonValues::number(const std::string& reference, const Figures& present) const
{
    const auto found = value(reference, present);
    if (!found)
        return failure(found.error());
    if (std::holds_alternative<std::string>(*found))
        return failure({Severity::Error, "no-number", "", fmt::format("'{}' is a word, not a number", reference), "refer to a number"});
    return numberOf(*found);
}

std::string LessonValues::formatOf(const std::string& text) const
{
    const auto reference = parseReference(text);
    if (!reference || reference->kind != "value")
        return {};
    const auto found = m_formulas.find(reference->rest);
    return found == m_formulas.end() || found->second.format.empty() ? "short" : found->second.format;
}

Result<std::string> LessonValues::text(const std::string& source, const Figures& present) const
{
    const auto pieces = parseLessonText(source);
    if (!pieces)
        return failure(pieces.error());
    std::string result;
    for (const TextPiece& piece : *pieces) {
        if (!piece.isReference) {
            result += piece.text;
            continue;
        }
        const auto found = value(piece.text, present);
        if (!found)
            return failure(found.error());
        std::string format = piece.format.empty() ? formatOf(piece.text) : piece.format;
        const auto reference = parseReference(piece.text);
        if (format.empty() && reference->kind == "derivation" && reference->rest.find('#') == std::string::npos) {
            const Figures& figures = reference->caseId.empty() ? present : m_figures.at(reference->caseId);
            format = formatOfUnit(figures.derivation(reference->rest)->unit);
        }
        result += formatLessonValue(*found, format, piece.text);
    }
    return result;
}

Result<ShownFormula> LessonValues::formula(const std::string& text, const Figures& present) const
{
    const auto reference = parseReference(text);
    if (!reference)
        return failure(reference.error());
    const Figures& figures = reference->caseId.empty() ? present : m_figures.at(reference->caseId);
    Derivation derivation;
    if (reference->kind == "value") {
        auto derived = derive(reference->rest, figures);
        if (!derived)
            return failure(derived.error());
        derivation = std::move(*derived);
    } else if (const Derivation* recorded = reference->kind == "derivation" ? figures.derivation(reference->rest) : nullptr) {
        derivation = *recorded;
    } else {
        return nothingAt(text);
    }
    const std::string format = reference->kind == "value" ? formatOf(text) : formatOfUnit(derivation.unit);
    return ShownFormula{derivation.name, derivation.formula,
                        insertValues(derivation.formula, derivation.terms) + " = " + formatLessonValue(derivation.value, format, {}),
                        derivation.source, derivation.terms};
}

Result<bool> LessonValues::holds(const LessonCondition& condition, const Figures& present) const
{
    const auto left = value(condition.value, present);
    if (!left)
        return failure(left.error());
    const auto right = condition.against.empty() ? Result<LessonValue>{condition.plain} : value(condition.against, present);
    if (!right)
        return failure(right.error());
    switch (condition.relation) {
    case Relation::Is: return *left == *right;
    case Relation::Not: return *left != *right;
    case Relation::Above: return numberOf(*left) > numberOf(*right);
    case Relation::Below: return numberOf(*left) < numberOf(*right);
    case Relation::AtLeast: return numberOf(*left) >= numberOf(*right);
    case Relation::AtMost: return numberOf(*left) <= numberOf(*right);
    }
    return false;
}

bool LessonValues::allHold(const std::vector<LessonCondition>& conditions, const Figures& present) const
{
    return std::all_of(conditions.begin(), conditions.end(), [&](const LessonCondition& condition) {
        const auto result = holds(condition, present);
        return result && *result;
    });
}

} // namespace shardscape
