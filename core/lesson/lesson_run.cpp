// SPDX-License-Identifier: GPL-3.0-or-later
#include "lesson/lesson_run.h"

#include "evaluate/evaluate.h"
#include "lesson/lesson_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace shardscape {
namespace {

/// Base units of one unit of a question.
double scaleOf(const std::string& unit)
{
    struct Scale {
        std::string_view unit;
        double base;
    };
    constexpr std::array<Scale, 6> scales{{{"GiB", 1024.0 * 1024.0 * 1024.0}, {"GB", 1e9}, {"ms", 1e-3}, {"s", 1.0}, {"%", 0.01}, {"GB/s", 1e9}}};
    const auto found = std::find_if(scales.begin(), scales.end(), [&](const Scale& scale) { return scale.unit == unit; });
    return found == scales.end() ? 1.0 : found->base;
}

/// Resolves one step; problems go to the list with the step's path.
class StepMaker {
public:
    StepMaker(const LessonValues& values, std::string path, Problems& problems)
        : m_values{values}, m_path{std::move(path)}, m_problems{problems}
    {
    }

    ReadyStep make(const LessonStep& step, const std::string& shown)
    {
        const Figures& present = m_values.figures(step.caseId);
        ReadyStep ready;
        ready.title = text("title", step.title, present);
        ready.text = text("text", step.text, present);
        ready.wrong = text("wrong", step.wrong, present);
        ready.caption = text("caption", step.caption, present);
        ready.notes = text("notes", step.notes, present);
        ready.scenario = present.evaluation().scenario;
        if (!step.formula.empty())
            ready.formula = take("formula", m_values.formula(step.formula, present), ShownFormula{});
        if (!step.explain.empty() && present.derivation(step.explain) == nullptr)
            add("explain", {{Severity::Error, "nothing-there", "", fmt::format("no derivation has the id '{}'", step.explain), "see the Explain pane"}});
        if (step.question) {
            ready.question = question(*step.question, present);
            if (const std::string& before = step.before.empty() ? shown : step.before; !before.empty())
                ready.before = m_values.figures(before).evaluation().scenario;
        }
        if (step.task) {
            ready.taskAsk = text("task/ask", step.task->ask, present);
            ready.taskHint = text("task/hint", step.task->hint, present);
        }
        return ready;
    }

private:
    void add(std::string_view key, Problems problems)
    {
        for (Problem& problem : problems) {
            problem.path = fmt::format("{}/{}{}", m_path, key, problem.path);
            m_problems.push_back(std::move(problem));
        }
    }

    template <class T> T take(std::string_view key, Result<T> result, T fallback)
    {
        if (result)
            return std::move(*result);
        add(key, std::move(result.error()));
        return fallback;
    }

    std::string text(std::string_view key, const std::string& source, const Figures& present)
    {
        return take(key, m_values.text(source, present), std::string{});
    }

    ReadyQuestion question(const LessonQuestion& question, const Figures& present)
    {
        ReadyQuestion ready;
        ready.kind = question.kind;
        ready.ask = text("question/ask", question.ask, present);
        ready.unit = question.unit;
        ready.tolerance = question.tolerance;
        switch (question.kind) {
        case QuestionKind::Number:
            ready.answer = take("question/answer", m_values.number(question.answer, present), 0.0) / scaleOf(question.unit);
            ready.answerText = formatLessonValue(ready.answer, "short", {}) + (question.unit.empty() ? "" : " " + question.unit);
            break;
        case QuestionKind::Choice: choose(question, present, ready); break;
        case QuestionKind::Gpu: pointAtGpus(question, present.evaluation(), ready); break;
        case QuestionKind::Link: pointAtLinks(present.evaluation(), ready); break;
        }
        return ready;
    }

    void choose(const LessonQuestion& question, const Figures& present, ReadyQuestion& ready)
    {
        int right = 0;
        for (std::size_t i = 0; i < question.choices.size(); ++i) {
            const LessonChoice& choice = question.choices[i];
            ready.choices.push_back(text(fmt::format("question/choices/{}/text", i), choice.text, present));
            bool holds = true;
            for (const LessonCondition& condition : choice.when)
                holds = take(fmt::format("question/choices/{}/when", i), m_values.holds(condition, present), false) && holds;
            if (!holds)
                continue;
            ++right;
            ready.rightChoice = static_cast<int>(i);
            ready.answerText = ready.choices.back();
        }
        if (right != 1)
            add("question/choices", {{Severity::Error, "right-choices", "", fmt::format("{} of the choices are right", right),
                                      "exactly one must be, by its conditions"}});
    }

    void pointAtGpus(const LessonQuestion& question, const Evaluation& evaluation, ReadyQuestion& ready)
    {
        if (question.rank >= evaluation.ranks)
            return add("question/group", {{Severity::Error, "no-such-rank", "", fmt::format("there is no rank {}", question.rank), "take a smaller one"}});
        for (const int rank : evaluation.plan->mesh.groupOf(question.axis, question.rank))
            ready.rightObjects.push_back(evaluation.plan->mesh.gpuOf(rank));
        std::sort(ready.rightObjects.begin(), ready.rightObjects.end());
        for (const std::int64_t gpu : ready.rightObjects)
            ready.answerText += fmt::format("{}GPU {}", ready.answerText.empty() ? "" : ", ", gpu);
    }

    void pointAtLinks(const Evaluation& evaluation, ReadyQuestion& ready)
    {
        if (evaluation.busiestLinks.empty())
            return add("question", {{Severity::Error, "no-links", "", "nothing travels in this case", "ask about another case"}});
        const double most = evaluation.busiestLinks.front().busyFraction;
        for (const BusyLink& link : evaluation.busiestLinks)
            if (link.busyFraction >= 0.99 * most)
                ready.rightObjects.push_back(link.link);
        std::sort(ready.rightObjects.begin(), ready.rightObjects.end());
        const Link& first = evaluation.fabric->links()[static_cast<std::size_t>(evaluation.busiestLinks.front().link)];
        ready.answerText = fmt::format("{} to {}", evaluation.fabric->nameOf(first.from), evaluation.fabric->nameOf(first.to));
    }

    const LessonValues& m_values;
    std::string m_path;
    Problems& m_problems;
};

/// A task must be open at first and closed by its own solution.
Problems tryTask(const LessonTask& task, const LessonValues& values, const Figures& before, const PresetLibrary& library)
{
    if (values.allHold(task.checks, before))
        return {{Severity::Error, "task-done", "/check", "the task is solved before anything was done", "ask for something else"}};
    const auto scenario = withChanges(before.evaluation().scenario, task.solution);
    if (!scenario)
        return scenario.error();
    auto inputs = library.resolve(*scenario);
    if (!inputs)
        return inputs.error();
    auto evaluation = evaluate(*scenario, std::make_shared<const Inputs>(std::move(*inputs)), {.linkMap = true, .timeline = false, .derivations = true});
    if (!evaluation)
        return evaluation.error();
    const Figures after{std::make_shared<const Evaluation>(std::move(*evaluation))};
    Problems problems;
    for (std::size_t i = 0; i < task.checks.size(); ++i) {
        const auto held = values.holds(task.checks[i], after);
        if (!held)
            problems.insert(problems.end(), held.error().begin(), held.error().end());
        else if (!*held)
            problems.push_back({Severity::Error, "task-unsolved", fmt::format("/check/{}", i), "the solution does not meet this condition",
                                "change the solution or the condition"});
    }
    return problems;
}

} // namespace

bool isRight(const ReadyQuestion& question, const Prediction& prediction)
{
    switch (question.kind) {
    case QuestionKind::Number: return std::abs(prediction.number - question.answer) <= question.tolerance * std::abs(question.answer) + 1e-12;
    case QuestionKind::Choice: return prediction.choice == question.rightChoice;
    case QuestionKind::Gpu:
    case QuestionKind::Link: return std::binary_search(question.rightObjects.begin(), question.rightObjects.end(), prediction.object);
    }
    return false;
}

Result<LessonRun> LessonRun::prepare(Lesson lesson, const PresetLibrary& library)
{
    auto values = LessonValues::evaluate(lesson, library);
    if (!values)
        return failure(values.error());
    LessonRun run{std::move(lesson), std::move(*values)};
    Problems problems;
    std::string shown;
    for (std::size_t i = 0; i < run.m_lesson.steps.size(); ++i) {
        const LessonStep& step = run.m_lesson.steps[i];
        const std::string path = fmt::format("/steps/{}", i);
        run.m_steps.push_back(StepMaker{run.m_values, path, problems}.make(step, shown));
        shown = step.caseId;
        if (!step.task)
            continue;
        for (Problem& problem : tryTask(*step.task, run.m_values, run.m_values.figures(step.caseId), library)) {
            problem.path = path + "/task" + problem.path;
            problems.push_back(std::move(problem));
        }
    }
    if (!problems.empty())
        return failure(std::move(problems));
    return run;
}

std::vector<bool> LessonRun::taskState(int step, const Figures& present) const
{
    std::vector<bool> state;
    const auto& task = m_lesson.steps[static_cast<std::size_t>(step)].task;
    if (!task)
        return state;
    for (const LessonCondition& condition : task->checks)
        state.push_back(m_values.allHold({condition}, present));
    return state;
}

std::vector<int> LessonRun::walkTree(const Figures& present) const
{
    std::vector<int> path;
    for (std::size_t at = 0; at < m_lesson.tree.size();) {
        const DecisionNode& node = m_lesson.tree[at];
        path.push_back(static_cast<int>(at));
        if (node.ask.empty())
            break;
        const std::string& next = m_values.allHold(node.when, present) ? node.yes : node.no;
        at = static_cast<std::size_t>(std::find_if(m_lesson.tree.begin(), m_lesson.tree.end(), [&](const DecisionNode& n) { return n.id == next; }) -
                                      m_lesson.tree.begin());
    }
    return path;
}

} // namespace shardscape
