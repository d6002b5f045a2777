// SPDX-License-Identifier: GPL-3.0-or-later
// What is wrong with a lesson is said with its place: a good little lesson is spoiled in one place at a time.
#include "lesson/lesson_run.h"
#include "lesson/lesson_text.h"
#include "support/preset_folder.h"

#include <nlohmann/json.hpp>

#include <QtTest>

using namespace shardscape;

namespace {

constexpr const char* good = R"json({
  "format": "shardscape-lesson", "version": 1, "id": "a", "title": "A", "kind": "lesson", "order": 1, "minutes": 5, "names": ["H100"],
  "cases": {"base": {"scenario": "welcome", "set": {"/parallelism/tp": 1}}, "split": {"from": "base", "set": {"/parallelism/tp": 4}}},
  "values": {"share": {"formula": "a / b", "terms": {"a": "figure:split:/memory/peak_bytes", "b": "figure:base:/memory/peak_bytes"}, "format": "percent"}},
  "collectives": {"ar": {"op": "all-reduce", "bytes": 1e9, "cluster": "dgx-a100", "ranks_per_node": 8, "algorithm": "ring"}},
  "steps": [{"title": "T", "text": "The H100 has {figure:/memory/peak_bytes} and {value:share}.", "case": "base",
             "question": {"kind": "choice", "ask": "Which?", "choices": [
                {"text": "yes", "when": [{"value": "figure:/fits", "is": true}]}, {"text": "no", "when": [{"value": "figure:/fits", "is": false}]}]},
             "task": {"ask": "Fit.", "check": [{"value": "figure:/fits", "is": true}], "solution": {"/parallelism/tp": 4}}}]
})json";

Problems problemsOf(const std::string& text, const PresetLibrary& library)
{
    auto lesson = readLesson(text);
    if (!lesson)
        return lesson.error();
    const auto run = LessonRun::prepare(std::move(*lesson), library);
    return run ? Problems{} : run.error();
}

} // namespace

class TestLessonProblems : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }
    void initTestCase() { m_library = test::allPresets(); }

    void aGoodOne() { QVERIFY(problemsOf(good, m_library).empty()); }

    void spoiled_data()
    {
        QTest::addColumn<QByteArray>("pointer");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("code");
        const auto row = [](const char* name, const char* pointer, const char* value, const char* path, const char* code) {
            QTest::newRow(name) << QByteArray(pointer) << QByteArray(value) << QByteArray(path) << QByteArray(code);
        };
        row("typed number", "/steps/0/text", "\"It has 80 GB.\"", "/steps/0/text", "typed-number");
        row("braces", "/steps/0/text", "\"{figure:/fits\"", "/steps/0/text", "bad-text");
        row("no such figure", "/steps/0/text", "\"{figure:/training/step_seconds}\"", "/steps/0/text", "nothing-there");
        row("bad pointer", "/steps/0/text", "\"{figure:memory}\"", "/steps/0/text", "bad-reference");
        row("bad format", "/steps/0/text", "\"{figure:/fits|GiBi}\"", "/steps/0/text", "unknown-format");
        row("unknown kind", "/steps/0/text", "\"{figur:/fits}\"", "/steps/0/text", "bad-reference");
        row("unknown case", "/steps/0/case", "\"bas\"", "/steps/0/case", "unknown-case");
        row("unknown value", "/steps/0/formula", "\"value:shar\"", "/steps/0/formula", "unknown-value");
        row("unknown collective", "/steps/0/text", "\"{collective:x/seconds}\"", "/steps/0/text", "unknown-collective");
        row("unknown key", "/steps/0/txt", "1", "/steps/0/txt", "unknown-key");
        row("circle", "/cases/base", "{\"from\": \"split\"}", "/cases/base/from", "case-circle");
        row("no origin", "/cases/base", "{}", "/cases/base", "case-origin");
        row("unknown scenario", "/cases/base/scenario", "\"welcom\"", "/cases/base/scenario", "unknown-scenario");
        row("impossible case", "/cases/base/set", "{\"/parallelism/tp\": 7}", "/cases/base/parallelism", "");
        row("two right choices", "/steps/0/question/choices/0/when/0/is", "false", "/steps/0/question/choices", "right-choices");
        row("solved at once", "/steps/0/task/check/0/is", "false", "/steps/0/task/check", "task-done");
        row("solution fails", "/steps/0/task/solution", "{\"/parallelism/pp\": 1}", "/steps/0/task/check/0", "task-unsolved");
        row("unknown formula symbol", "/values/share/formula", "\"a / c\"", "/steps/0/text", "formula");
        row("bad algorithm", "/collectives/ar/algorithm", "\"star\"", "/collectives/ar/algorithm", "no-such-algorithm");
        row("too many ranks", "/collectives/ar/ranks_per_node", "9", "/collectives/ar/ranks_per_node", "too-many-ranks");
        row("two relations", "/steps/0/task/check/0/above", "1", "/steps/0/task/check/0/is", "one-relation");
        row("no steps", "/steps", "[]", "/steps", "no-steps");
        row("newer", "/version", "2", "/version", "");
    }
    void spoiled()
    {
        QFETCH(QByteArray, pointer);
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, code);
        auto json = nlohmann::ordered_json::parse(good);
        json[nlohmann::ordered_json::json_pointer(pointer.toStdString())] = nlohmann::ordered_json::parse(value.toStdString());
        const Problems problems = problemsOf(json.dump(), m_library);
        QVERIFY(!problems.empty());
        QCOMPARE(QByteArray::fromStdString(problems.front().path), path);
        if (!code.isEmpty())
            QCOMPARE(QByteArray::fromStdString(problems.front().code), code);
        for (const Problem& problem : problems)
            QVERIFY(!problem.message.empty() && !problem.hint.empty());
    }

    void garbageIsNoCrash()
    {
        for (const std::string text : {"", "[]", "{}", "{\"format\": \"shardscape-lesson\"}", "{\"format\": 7}"}) {
            QVERIFY(!readLesson(text));
            (void)looksLikeLesson(text);
        }
        auto json = nlohmann::ordered_json::parse(good);
        for (const auto& [key, unused] : json.items())
            for (const char* value : {"null", "7", "\"x\"", "[7]", "{\"x\": 7}", "[[]]", "[{}]", "{\"x\": {}}"}) {
                auto spoiled = json;
                spoiled[key] = nlohmann::ordered_json::parse(value);
                (void)problemsOf(spoiled.dump(), m_library);
            }
    }

    void formatsFollowTheKey()
    {
        QCOMPARE(formatLessonValue(2.0 * 1024 * 1024 * 1024, "", "figure:/memory/peak_bytes"), std::string{"2.0 GiB"});
        QCOMPARE(formatLessonValue(2e9, "", "figure:/traffic/by_axis_bytes/tp"), std::string{"2.00 GB"});
        QCOMPARE(formatLessonValue(0.25, "", "figure:/pipeline/bubble_fraction"), std::string{"25.0 %"});
        QCOMPARE(formatLessonValue(0.25, "", "figure:/training/step_seconds"), std::string{"250 ms"});
        QCOMPARE(formatLessonValue(8.0, "", "input:/parallelism/tp"), std::string{"8"});
        QCOMPARE(formatLessonValue(true, "", "figure:/fits"), std::string{"yes"});
    }

private:
    PresetLibrary m_library;
};

QTEST_APPLESS_MAIN(TestLessonProblems)
#include "tst_lesson_problems.moc"
