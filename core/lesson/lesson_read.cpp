// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/strict_json.h"
#include "lesson/lesson.h"
#include "lesson/lesson_check.h"

#include <fmt/format.h>

namespace shardscape {
namespace {

/// Calls read(ObjectReader&, index) for each object of an array.
template <class Read> void eachObject(ObjectReader& reader, std::string_view key, Problems& problems, Read read)
{
    const Json* list = reader.optionalValue(key);
    if (list == nullptr)
        return;
    if (!list->is_array())
        return reader.problem(key, "wrong-type", "this is no list", "write objects in [ ]");
    for (std::size_t i = 0; i < list->size(); ++i) {
        ObjectReader entry{(*list)[i], fmt::format("{}/{}", reader.pathOf(key), i), problems};
        if (!entry.isObject())
            continue;
        read(entry);
        entry.finish();
    }
}

/// Calls read(key, ObjectReader&) for each member of an object of objects.
template <class Read> void eachMember(ObjectReader& reader, std::string_view key, Problems& problems, Read read)
{
    const Json* object = reader.optionalValue(key);
    if (object == nullptr)
        return;
    if (!object->is_object())
        return reader.problem(key, "wrong-type", "this is no object", "write names and objects in { }");
    for (const auto& [name, value] : object->items()) {
        ObjectReader entry{value, reader.pathOf(key) + "/" + pointerToken(name), problems};
        if (!entry.isObject())
            continue;
        read(name, entry);
        entry.finish();
    }
}

std::vector<std::string> strings(ObjectReader& reader, std::string_view key)
{
    std::vector<std::string> all;
    const Json* list = reader.optionalValue(key);
    if (list == nullptr)
        return all;
    for (const Json& each : list->is_array() ? *list : Json::array({nullptr}))
        if (each.is_string())
            all.push_back(each.get<std::string>());
        else
            reader.problem(key, "wrong-type", "this is no list of texts", "write texts in [ ]");
    return all;
}

LessonChanges changes(ObjectReader& reader, std::string_view key)
{
    LessonChanges all;
    const Json* object = reader.optionalValue(key);
    if (object != nullptr && !object->is_object())
        reader.problem(key, "wrong-type", "this is no object", "write {\"/parallelism/tp\": value}");
    if (object != nullptr && object->is_object())
        for (const auto& [pointer, value] : object->items())
            all.emplace_back(pointer, value.dump());
    return all;
}

LessonValue plain(const Json& json)
{
    if (json.is_boolean())
        return json.get<bool>();
    if (json.is_number())
        return json.get<double>();
    return json.is_string() ? json.get<std::string>() : json.dump();
}

LessonCondition condition(ObjectReader& reader)
{
    LessonCondition result;
    result.value = reader.requiredString("value");
    int relations = 0;
    for (const auto& relation : EnumNames<Relation>::table) {
        const Json* against = reader.rawValue(relation.text);
        if (against == nullptr)
            continue;
        ++relations;
        result.relation = relation.value;
        if (against->is_object() && against->contains("ref") && (*against)["ref"].is_string())
            result.against = (*against)["ref"].get<std::string>();
        else
            result.plain = plain(*against);
    }
    if (relations != 1)
        reader.problem("is", "one-relation", fmt::format("a condition compares once, not {} times", relations),
                       "allowed: " + allowedTexts<Relation>());
    return result;
}

std::vector<LessonCondition> conditions(ObjectReader& reader, std::string_view key, Problems& problems)
{
    std::vector<LessonCondition> all;
    eachObject(reader, key, problems, [&](ObjectReader& entry) { all.push_back(condition(entry)); });
    return all;
}

LessonQuestion question(ObjectReader& reader, Problems& problems)
{
    LessonQuestion result;
    result.kind = reader.requiredEnum("kind", QuestionKind::Number);
    result.ask = reader.requiredString("ask");
    result.unit = reader.optionalString("unit");
    result.tolerance = reader.optionalNumber("tolerance", result.tolerance, {0.0, 10.0});
    if (result.kind == QuestionKind::Number)
        result.answer = reader.requiredString("answer");
    eachObject(reader, "choices", problems, [&](ObjectReader& entry) {
        result.choices.push_back({entry.requiredString("text"), conditions(entry, "when", problems)});
    });
    if (const Json* group = reader.optionalValue("group")) {
        ObjectReader entry{*group, reader.pathOf("group"), problems};
        if (entry.isObject()) {
            result.axis = entry.requiredEnum("axis", GroupKind::Tp);
            result.rank = entry.requiredInt("rank", {0, 1'000'000});
            entry.finish();
        }
    }
    return result;
}

LessonTask task(ObjectReader& reader, Problems& problems)
{
    return {.ask = reader.requiredString("ask"),
            .hint = reader.optionalString("hint"),
            .checks = conditions(reader, "check", problems),
            .solution = changes(reader, "solution")};
}

/// The object at `key`, read by `read`, if there is one.
template <class Read> void part(ObjectReader& reader, std::string_view key, Problems& problems, Read read)
{
    const Json* value = reader.optionalValue(key);
    if (value == nullptr)
        return;
    ObjectReader entry{*value, reader.pathOf(key), problems};
    if (!entry.isObject())
        return;
    read(entry);
    entry.finish();
}

LessonStep step(ObjectReader& reader, Problems& problems)
{
    LessonStep result;
    result.title = reader.requiredString("title");
    result.text = reader.requiredString("text");
    result.wrong = reader.optionalString("wrong");
    result.caseId = reader.requiredString("case");
    result.before = reader.optionalString("before");
    result.show = strings(reader, "show");
    result.explain = reader.optionalString("explain");
    result.locks = strings(reader, "lock");
    result.caption = reader.optionalString("caption");
    result.notes = reader.optionalString("notes");
    result.formula = reader.optionalString("formula");
    part(reader, "focus", problems, [&](ObjectReader& focus) {
        result.focus = focus.requiredEnum("kind", LessonFocusKind::None);
        result.focusId = focus.requiredInt("id", {0, 10'000'000});
    });
    part(reader, "clock", problems, [&](ObjectReader& clock) {
        result.clockFrom = clock.has("at") ? clock.requiredNumber("at", {0, 1}) : clock.requiredNumber("from", {0, 1});
        if (clock.has("to"))
            result.clockTo = clock.requiredNumber("to", {0, 1});
    });
    part(reader, "question", problems, [&](ObjectReader& entry) { result.question = question(entry, problems); });
    part(reader, "task", problems, [&](ObjectReader& entry) { result.task = task(entry, problems); });
    return result;
}

LessonFormula formula(ObjectReader& reader, Problems& problems)
{
    LessonFormula result;
    result.formula = reader.requiredString("formula");
    result.format = reader.optionalString("format");
    result.means = reader.optionalString("means");
    part(reader, "terms", problems, [&](ObjectReader& terms) {
        for (const auto& [symbol, value] : reader.optionalValue("terms")->items())
            result.terms.emplace_back(symbol, terms.requiredString(symbol));
    });
    return result;
}

LessonCollective collective(ObjectReader& reader)
{
    return {.op = reader.requiredEnum("op", CollectiveOp::AllReduce),
            .bytes = reader.requiredNumber("bytes", {1, 1e15}),
            .cluster = reader.requiredString("cluster"),
            .nodes = reader.optionalInt("nodes", 1, {1, 4096}),
            .ranksPerNode = reader.optionalInt("ranks_per_node", 1, {1, 128}),
            .algorithm = reader.optionalString("algorithm")};
}

void readParts(ObjectReader& reader, Lesson& lesson, Problems& problems)
{
    eachMember(reader, "cases", problems, [&](const std::string& id, ObjectReader& entry) {
        lesson.cases[id] = {entry.optionalString("scenario"), entry.optionalString("from"), changes(entry, "set")};
    });
    eachMember(reader, "values", problems, [&](const std::string& id, ObjectReader& entry) { lesson.values[id] = formula(entry, problems); });
    eachMember(reader, "collectives", problems, [&](const std::string& id, ObjectReader& entry) { lesson.collectives[id] = collective(entry); });
    eachObject(reader, "steps", problems, [&](ObjectReader& entry) { lesson.steps.push_back(step(entry, problems)); });
    eachObject(reader, "tree", problems, [&](ObjectReader& entry) {
        lesson.tree.push_back({entry.requiredString("id"), entry.optionalString("ask"), entry.optionalString("advice"),
                               conditions(entry, "when", problems), entry.optionalString("yes"), entry.optionalString("no")});
    });
}

} // namespace

bool looksLikeLesson(std::string_view text)
{
    const auto json = parseJson(text);
    return json && json->is_object() && json->value("format", Json{}) == "shardscape-lesson";
}

Result<Lesson> readLesson(std::string_view text)
{
    const auto json = parseJson(text);
    if (!json)
        return failure(json.error());
    Problems problems;
    Lesson lesson;
    ObjectReader reader{*json, "", problems};
    if (!reader.isObject())
        return failure(std::move(problems));
    if (reader.requiredString("format") != "shardscape-lesson")
        reader.problem("format", "wrong-format", "this is no lesson", "write \"shardscape-lesson\"");
    (void)reader.requiredInt("version", {1, lessonVersion});
    lesson.id = reader.requiredString("id");
    lesson.title = reader.requiredString("title");
    lesson.kind = reader.requiredEnum("kind", LessonKind::Lesson);
    lesson.order = reader.requiredInt("order", {0, 1000});
    lesson.minutes = reader.optionalInt("minutes", 0, {0, 60});
    lesson.names = strings(reader, "names");
    readParts(reader, lesson, problems);
    reader.finish();
    if (lesson.steps.empty() == lesson.tree.empty())
        reader.problem("steps", "no-steps", "a lesson has steps, or a tree", "write one of \"steps\" and \"tree\"");
    const Problems deeper = problems.empty() ? checkLesson(lesson) : Problems{};
    problems.insert(problems.end(), deeper.begin(), deeper.end());
    if (!problems.empty())
        return failure(std::move(problems));
    return lesson;
}

} // namespace shardscape
