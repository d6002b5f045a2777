// SPDX-License-Identifier: GPL-3.0-or-later
// Every lesson that comes along, run without a window from the first step to the last.
#include "evaluate/evaluate.h"
#include "io/scenario_file.h"
#include "lesson/lesson_library.h"
#include "lesson/lesson_run.h"
#include "support/preset_folder.h"

#include <QtTest>

#include <cmath>
#include <set>

using namespace shardscape;

namespace {

Figures figuresOf(const PresetLibrary& library, const char* preset, const LessonChanges& changes = {})
{
    const Scenario scenario = withChanges(readScenario(library.find(PresetKind::Scenario, preset)->json).value(), changes).value();
    auto inputs = std::make_shared<const Inputs>(library.resolve(scenario).value());
    return Figures{std::make_shared<const Evaluation>(evaluate(scenario, inputs).value())};
}

} // namespace

class TestLessons : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }
    void initTestCase()
    {
        m_library = test::allPresets();
        m_shelf = allLessons(m_library);
    }

    void theShelfIsWhole()
    {
        for (const Problem& problem : m_shelf.problems)
            QFAIL(problem.message.c_str());
        std::set<int> orders;
        int lessons = 0;
        for (const Lesson& lesson : m_shelf.lessons) {
            QVERIFY2(orders.insert(lesson.order).second, lesson.id.c_str());
            if (lesson.kind != LessonKind::Lesson)
                continue;
            ++lessons;
            QVERIFY2(lesson.minutes >= 5 && lesson.minutes <= 12, lesson.id.c_str());
        }
        QVERIFY(lessons >= 16);
    }

    void runs_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < m_shelf.lessons.size(); ++i)
            QTest::newRow(m_shelf.lessons[i].id.c_str()) << static_cast<int>(i);
    }
    void runs()
    {
        QFETCH(int, index);
        const auto run = LessonRun::prepare(m_shelf.lessons[static_cast<std::size_t>(index)], m_library);
        if (!run)
            QFAIL((run.error().front().path + ": " + run.error().front().message).c_str());
        QCOMPARE(run->steps().size(), run->lesson().steps.size());
        for (const ReadyStep& step : run->steps()) {
            QVERIFY(!step.title.empty() && !step.text.empty());
            for (const std::string* text : {&step.title, &step.text, &step.wrong, &step.caption, &step.notes, &step.taskAsk, &step.taskHint})
                QVERIFY2(text->find_first_of("{}") == std::string::npos && text->find("nan") == std::string::npos, text->c_str());
            if (step.question)
                checkQuestion(*step.question);
        }
    }

    void tasksFollowTheDocument()
    {
        for (const Lesson& lesson : m_shelf.lessons) {
            if (lesson.id != "01-memory-wall")
                continue;
            const auto run = LessonRun::prepare(lesson, m_library);
            QVERIFY(run);
            const int last = static_cast<int>(lesson.steps.size()) - 1;
            QCOMPARE(run->taskState(last, figuresOf(m_library, "welcome", {{"/parallelism/tp", "1"}})), std::vector<bool>{false});
            QCOMPARE(run->taskState(last, figuresOf(m_library, "welcome")), std::vector<bool>{true});
            QVERIFY(run->taskState(0, figuresOf(m_library, "welcome")).empty());
        }
    }

    void branchesOfTheTreeFollowTheCase()
    {
        const auto tree = std::find_if(m_shelf.lessons.begin(), m_shelf.lessons.end(), [](const Lesson& l) { return l.kind == LessonKind::DecisionTree; });
        QVERIFY(tree != m_shelf.lessons.end());
        const auto run = LessonRun::prepare(*tree, m_library);
        QVERIFY(run);
        const auto leaf = [&](const Figures& figures) {
            const std::vector<int> path = run->walkTree(figures);
            return run->lesson().tree[static_cast<std::size_t>(path.back())].id;
        };
        QCOMPARE(leaf(figuresOf(m_library, "welcome", {{"/parallelism/tp", "1"}})), std::string{"raise-tp"});
        QCOMPARE(leaf(figuresOf(m_library, "llama-2-70b-train-64", {{"/workload/global_batch", "8"}})), std::string{"bubble"});
        for (const auto& [id, preset] : m_library.all(PresetKind::Scenario)) {
            const std::vector<int> path = run->walkTree(figuresOf(m_library, id.c_str()));
            QVERIFY2(!run->lesson().tree[static_cast<std::size_t>(path.back())].advice.empty(), id.c_str());
        }
    }

private:
    static void checkQuestion(const ReadyQuestion& question)
    {
        QVERIFY2(!question.ask.empty() && !question.answerText.empty(), question.ask.c_str());
        Prediction right{question.answer, question.rightChoice, question.rightObjects.empty() ? -1 : question.rightObjects.front()};
        QVERIFY(std::isfinite(question.answer));
        QVERIFY2(isRight(question, right), question.ask.c_str());
        Prediction wrong{question.answer * (1 + 2 * question.tolerance) + 1, question.rightChoice == 0 ? 1 : 0, -1};
        QVERIFY2(!isRight(question, wrong), question.ask.c_str());
    }

    PresetLibrary m_library;
    LessonShelf m_shelf;
};

QTEST_APPLESS_MAIN(TestLessons)
#include "tst_lessons.moc"
