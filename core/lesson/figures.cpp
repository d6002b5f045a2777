// SPDX-License-Identifier: GPL-3.0-or-later
#include "lesson/figures.h"

#include "io/evaluation_json.h"
#include "io/scenario_file.h"
#include "json/strict_json.h"

#include <fmt/format.h>

namespace shardscape {
namespace {

/// nlohmann's pointers throw on bad texts and missing places; here both are "nothing".
const Json* at(const Json& json, const std::string& pointer)
{
    try {
        const Json::json_pointer place{pointer};
        return json.contains(place) ? &json.at(place) : nullptr;
    } catch (const Json::exception&) {
        return nullptr;
    }
}

std::optional<LessonValue> plainValue(const Json* json)
{
    if (json == nullptr)
        return std::nullopt;
    if (json->is_boolean())
        return LessonValue{json->get<bool>()};
    if (json->is_number())
        return LessonValue{json->get<double>()};
    if (json->is_string())
        return LessonValue{json->get<std::string>()};
    if (json->is_null())
        return LessonValue{std::string{"null"}};
    return std::nullopt;
}

Json parsed(const std::string& text) { return Json::parse(text, nullptr, false); }

} // namespace

struct Figures::Texts {
    std::shared_ptr<const Evaluation> evaluation;
    Json figures;
    Json inputs;
};

Figures::Figures(std::shared_ptr<const Evaluation> evaluation)
{
    auto texts = std::make_unique<Texts>();
    texts->figures = parsed(evaluationToJson(*evaluation));
    texts->inputs = parsed(writeScenario(evaluation->scenario));
    texts->evaluation = std::move(evaluation);
    m_texts = std::move(texts);
}

Figures::~Figures() = default;
Figures::Figures(Figures&&) noexcept = default;
Figures& Figures::operator=(Figures&&) noexcept = default;

const Evaluation& Figures::evaluation() const { return *m_texts->evaluation; }

std::optional<LessonValue> Figures::figure(const std::string& pointer) const { return plainValue(at(m_texts->figures, pointer)); }

std::optional<LessonValue> Figures::input(const std::string& pointer) const { return plainValue(at(m_texts->inputs, pointer)); }

const Derivation* Figures::derivation(const std::string& id) const { return m_texts->evaluation->derivations.find(id); }

Result<Scenario> withChanges(const Scenario& scenario, const LessonChanges& changes)
{
    if (changes.empty())
        return scenario;
    Json json = parsed(writeScenario(scenario));
    for (const auto& [pointer, value] : changes) {
        try {
            const Json::json_pointer place{pointer};
            const Json::json_pointer parent = place.parent_pointer();
            if (!json.contains(parent) || !json.at(parent).is_object())
                return failure({Severity::Error, "no-such-place", pointer, "a scenario has no such place", "see the scenario files for its keys"});
            json[place] = Json::parse(value);
        } catch (const Json::exception&) {
            return failure({Severity::Error, "no-such-place", pointer, fmt::format("'{}' is no JSON pointer into a scenario", pointer),
                            "write a path such as /parallelism/tp"});
        }
    }
    return readScenario(json.dump());
}

bool agreeAt(const Scenario& a, const Scenario& b, const std::string& pointer)
{
    const Json left = parsed(writeScenario(a));
    const Json right = parsed(writeScenario(b));
    const Json* x = at(left, pointer);
    const Json* y = at(right, pointer);
    return x == nullptr || y == nullptr ? x == y : *x == *y;
}

} // namespace shardscape
