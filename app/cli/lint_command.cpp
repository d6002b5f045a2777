// SPDX-License-Identifier: GPL-3.0-or-later
// shardscape lint FILE: everything that can be wrong with a scenario, without evaluating it, or with a lesson, whose cases are evaluated
// because its texts and answers are figures of them.
#include "cli/cli_context.h"

#include "cli/input_output.h"
#include "io/scenario_file.h"
#include "lesson/lesson_run.h"
#include "plan/plan.h"

#include <CLI/CLI.hpp>

#include <memory>
#include <ostream>

namespace shardscape {
namespace {

/// The lesson as a class reads it, with answers: a handout for the teacher, and the way to proof-read one.
void printLesson(const LessonRun& run, std::ostream& out)
{
    out << run.lesson().title << "\n";
    int number = 0;
    for (const ReadyStep& step : run.steps()) {
        out << "\n" << ++number << ". " << step.title << "\n";
        if (step.question) {
            out << "   ? " << step.question->ask << "\n";
            for (const std::string& choice : step.question->choices)
                out << "     - " << choice << "\n";
            out << "   = " << step.question->answerText << "\n";
        }
        for (const auto& [mark, text] : {std::pair{"x", &step.wrong}, std::pair{" ", &step.text}, std::pair{"~", &step.caption}, std::pair{"!", &step.taskAsk}})
            if (!text->empty())
                out << "   " << mark << " " << *text << "\n";
        if (step.formula)
            out << "   f " << step.formula->name << ": " << step.formula->formula << "; " << step.formula->inserted << "\n";
    }
}

void lintLesson(const std::string& file, const std::string& text, bool print, CliContext& context)
{
    auto lesson = readLesson(text);
    if (!lesson)
        return context.fail(file, lesson.error());
    const PresetLibrary* library = context.library();
    if (library == nullptr)
        return;
    const auto run = LessonRun::prepare(std::move(*lesson), *library);
    if (!run)
        return context.fail(file, run.error());
    if (print)
        printLesson(*run, context.streams().out);
    else
        context.streams().out << file << ": ok\n";
}

void lintScenario(const std::string& file, const std::string& text, CliContext& context)
{
    const auto scenario = readScenario(text);
    if (!scenario)
        return context.fail(file, scenario.error());
    const auto inputs = context.inputs(file, *scenario);
    if (inputs == nullptr)
        return;
    const auto plan = resolvePlan(*scenario, *inputs);
    if (!plan)
        return context.fail(file, plan.error());
    context.streams().out << file << ": ok\n";
    printProblems(context.streams().out, file, plan->notes);
}

void lint(const std::string& file, bool print, CliContext& context)
{
    const auto text = readInput(file, context.streams().in);
    if (!text)
        return context.fail(file, text.error());
    if (looksLikeLesson(*text))
        lintLesson(file, *text, print, context);
    else
        lintScenario(file, *text, context);
}

} // namespace

void addLint(CLI::App& app, CliContext& context)
{
    CLI::App* command = app.add_subcommand("lint", "Check a scenario file without evaluating it, or a lesson with all its figures");
    const auto file = std::make_shared<std::string>();
    command->add_option("FILE", *file, "Scenario or lesson file, - for standard input")->required();
    const auto print = std::make_shared<bool>(false);
    command->add_flag("--text", *print, "Print a lesson with all figures and answers");
    command->callback([file, print, &context] { lint(*file, *print, context); });
}

} // namespace shardscape
