// SPDX-License-Identifier: GPL-3.0-or-later
#include "lesson/lesson_check.h"

#include "json/nearest.h"
#include "json/strict_json.h"
#include "lesson/lesson_text.h"

#include <fmt/format.h>

#include <algorithm>

namespace shardscape {
namespace {

template <class Map> std::vector<std::string> keysOf(const Map& map)
{
    std::vector<std::string> keys;
    for (const auto& [key, value] : map)
        keys.push_back(key);
    return keys;
}

class Checker {
public:
    explicit Checker(const Lesson& lesson) : m_lesson{lesson} {}

    Problems check()
    {
        text("/title", m_lesson.title);
        for (const auto& [id, lessonCase] : m_lesson.cases)
            checkCase("/cases/" + pointerToken(id), id, lessonCase);
        for (const auto& [name, value] : m_lesson.values)
            for (const auto& [symbol, term] : value.terms)
                reference(fmt::format("/values/{}/terms/{}", pointerToken(name), pointerToken(symbol)), term);
        for (std::size_t i = 0; i < m_lesson.steps.size(); ++i)
            checkStep(fmt::format("/steps/{}", i), m_lesson.steps[i]);
        for (std::size_t i = 0; i < m_lesson.tree.size(); ++i)
            checkNode(fmt::format("/tree/{}", i), m_lesson.tree[i]);
        return std::move(m_problems);
    }

private:
    void add(const std::string& path, std::string code, std::string message, std::string hint)
    {
        m_problems.push_back({Severity::Error, std::move(code), path, std::move(message), std::move(hint)});
    }

    template <class Map> void known(const std::string& path, const Map& map, std::string_view what, const std::string& name)
    {
        if (map.find(name) != map.end())
            return;
        std::string hint = didYouMean(name, keysOf(map));
        add(path, "unknown-" + std::string{what}, fmt::format("the lesson has no {} '{}'", what, name),
            hint.empty() ? fmt::format("add it to the lesson's {}s", what) : hint);
    }

    void reference(const std::string& path, const std::string& text)
    {
        const auto parsed = parseReference(text);
        if (!parsed)
            return add(path, parsed.error().front().code, parsed.error().front().message, parsed.error().front().hint);
        if (!parsed->caseId.empty())
            known(path, m_lesson.cases, "case", parsed->caseId);
        if (parsed->kind == "value")
            known(path, m_lesson.values, "value", parsed->rest);
        if (parsed->kind == "collective")
            known(path, m_lesson.collectives, "collective", parsed->rest.substr(0, parsed->rest.find('/')));
    }

    void text(const std::string& path, const std::string& text)
    {
        const auto pieces = parseLessonText(text);
        if (!pieces)
            return add(path, pieces.error().front().code, pieces.error().front().message, pieces.error().front().hint);
        for (const TextPiece& piece : *pieces) {
            if (piece.isReference)
                reference(path, piece.text);
            if (!piece.format.empty() && !isLessonFormat(piece.format))
                add(path, "unknown-format", fmt::format("'{}' is no format", piece.format),
                    "time, GiB, GB, rate, percent, count, factor, short and text are");
        }
        if (const std::string number = typedNumber(*pieces, m_lesson.names); !number.empty())
            add(path, "typed-number", fmt::format("the number '{}' is typed into the text", number),
                "refer to a computed value, or add the name it belongs to to \"names\"");
    }

    void conditions(const std::string& path, const std::vector<LessonCondition>& all)
    {
        if (all.empty())
            add(path, "no-condition", "there is no condition", "say at least one");
        for (std::size_t i = 0; i < all.size(); ++i) {
            reference(fmt::format("{}/{}/value", path, i), all[i].value);
            if (!all[i].against.empty())
                reference(fmt::format("{}/{}", path, i), all[i].against);
        }
    }

    void checkCase(const std::string& path, const std::string& id, const LessonCase& lessonCase)
    {
        if (lessonCase.scenario.empty() == lessonCase.from.empty())
            add(path, "case-origin", "a case starts from a scenario or from another case", "write one of \"scenario\" and \"from\"");
        const LessonCase* at = &lessonCase;
        for (std::size_t steps = 0; !at->from.empty(); ++steps) {
            const auto next = m_lesson.cases.find(at->from);
            if (next == m_lesson.cases.end())
                return known(path + "/from", m_lesson.cases, "case", at->from);
            if (steps > m_lesson.cases.size())
                return add(path + "/from", "case-circle", fmt::format("case '{}' starts from itself in the end", id), "start one of them from a scenario");
            at = &next->second;
        }
    }

    void checkStep(const std::string& path, const LessonStep& step)
    {
        text(path + "/title", step.title);
        text(path + "/text", step.text);
        text(path + "/wrong", step.wrong);
        text(path + "/caption", step.caption);
        text(path + "/notes", step.notes);
        known(path + "/case", m_lesson.cases, "case", step.caseId);
        if (!step.before.empty())
            known(path + "/before", m_lesson.cases, "case", step.before);
        if (!step.formula.empty())
            reference(path + "/formula", step.formula);
        if (step.question)
            checkQuestion(path + "/question", *step.question);
        if (!step.task)
            return;
        text(path + "/task/ask", step.task->ask);
        text(path + "/task/hint", step.task->hint);
        conditions(path + "/task/check", step.task->checks);
    }

    void checkQuestion(const std::string& path, const LessonQuestion& question)
    {
        text(path + "/ask", question.ask);
        if (question.kind == QuestionKind::Number)
            reference(path + "/answer", question.answer);
        if (question.kind != QuestionKind::Choice)
            return;
        if (question.choices.size() < 2)
            add(path + "/choices", "few-choices", "a choice has two answers at least", "add another");
        for (std::size_t i = 0; i < question.choices.size(); ++i) {
            text(fmt::format("{}/choices/{}/text", path, i), question.choices[i].text);
            conditions(fmt::format("{}/choices/{}/when", path, i), question.choices[i].when);
        }
    }

    void checkNode(const std::string& path, const DecisionNode& node)
    {
        text(path + "/ask", node.ask);
        text(path + "/advice", node.advice);
        if (node.ask.empty() == node.advice.empty())
            return add(path, "tree-node", "a node asks or advises", "write one of \"ask\" and \"advice\"");
        if (node.ask.empty())
            return;
        conditions(path + "/when", node.when);
        for (const auto& [key, target] : {std::pair{"yes", node.yes}, std::pair{"no", node.no}}) {
            // Only forward, so that no walk goes in circles.
            const auto here = std::find_if(m_lesson.tree.begin(), m_lesson.tree.end(), [&](const DecisionNode& n) { return n.id == node.id; });
            if (std::none_of(here, m_lesson.tree.end(), [&, id = target](const DecisionNode& n) { return n.id == id && n.id != node.id; }))
                add(fmt::format("{}/{}", path, key), "unknown-node", fmt::format("no later node has the id '{}'", target),
                    "name a node that comes after this one");
        }
    }

    const Lesson& m_lesson;
    Problems m_problems;
};

} // namespace

Problems checkLesson(const Lesson& lesson) { return Checker{lesson}.check(); }

} // namespace shardscape
