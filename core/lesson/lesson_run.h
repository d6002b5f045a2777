// SPDX-License-Identifier: GPL-3.0-or-later
// A lesson ready to be taught: every text resolved, every answer computed, every task tried with its own solution. What cannot be is a
// problem of the lesson's file. Immutable after making; any thread.
#pragma once

#include "lesson/lesson_values.h"

#include <cstdint>

namespace shardscape {

/// A question with its computed answer. Numbers are in the question's unit.
struct ReadyQuestion {
    QuestionKind kind = QuestionKind::Number;
    std::string ask;
    std::string unit;
    double answer = 0;
    double tolerance = 0;
    std::string answerText;           ///< "34.5 GiB", the right choice, or the object in words
    std::vector<std::string> choices;
    int rightChoice = -1;
    std::vector<std::int64_t> rightObjects; ///< GPUs, or indices into the fabric's links; ascending
};

struct ReadyStep {
    std::string title, text, wrong, caption, notes;
    Scenario scenario;                 ///< of the step's case
    std::optional<Scenario> before;    ///< while the question is open, if another than what is shown already
    std::optional<ShownFormula> formula;
    std::optional<ReadyQuestion> question;
    std::string taskAsk, taskHint;     ///< empty = no task
};

/// What a person predicted: a number, a choice or an object, by the kind of the question.
struct Prediction {
    double number = 0;
    int choice = -1;
    std::int64_t object = -1;
};

[[nodiscard]] bool isRight(const ReadyQuestion& question, const Prediction& prediction);

class LessonRun {
public:
    /// Evaluates and resolves everything. Problems: references that name nothing, choices of which not exactly one is right, tasks that are
    /// solved from the start or not solved by their solution, cases that cannot be evaluated.
    [[nodiscard]] static Result<LessonRun> prepare(Lesson lesson, const PresetLibrary& library);

    [[nodiscard]] const Lesson& lesson() const { return m_lesson; }
    [[nodiscard]] const LessonValues& values() const { return m_values; }
    [[nodiscard]] const std::vector<ReadyStep>& steps() const { return m_steps; }
    /// Whether each condition of a step's task holds for `present`; empty without a task.
    [[nodiscard]] std::vector<bool> taskState(int step, const Figures& present) const;
    /// Indices into the tree from the root to the leaf that the figures lead to; empty without a tree.
    [[nodiscard]] std::vector<int> walkTree(const Figures& present) const;

private:
    LessonRun(Lesson lesson, LessonValues values) : m_lesson{std::move(lesson)}, m_values{std::move(values)} {}

    Lesson m_lesson;
    LessonValues m_values;
    std::vector<ReadyStep> m_steps;
};

} // namespace shardscape
