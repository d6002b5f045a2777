// SPDX-License-Identifier: GPL-3.0-or-later
// A lesson as its file says it (presets/lessons/*.json): cases, computed values and steps. Plain values; nothing is evaluated here.
//
// File: {"format": "shardscape-lesson", "version": 1, "id", "title", "kind": "lesson|misconceptions|decision-tree", "order", "minutes",
//        "names": [words with digits that are names, such as "H100"], "cases", "values", "collectives", "steps", "tree"}
// cases: {"tp8": {"scenario": preset id | "from": other case, "set": {JSON pointer into the scenario: value}}}
// values: {"gain": {"formula": "a / b", "terms": {"a": reference, "b": reference}, "format": format, "means": words}}
// collectives: {"ring": {"op", "bytes", "cluster", "nodes", "ranks_per_node", "algorithm": null = the fastest}}
// References: "figure:POINTER" into the evaluation's JSON, "input:POINTER" into the scenario's, "derivation:ID" (or ID#SYMBOL), "value:NAME",
// "collective:NAME/FIELD" (seconds, bus_factor, wire_bytes, steps, ranks). "figure:CASE:POINTER" names a case; without one the step's counts.
// Texts: "{reference}" or "{reference|format}"; a digit outside is a problem, unless it is part of one of the "names".
// Formats: time, GiB, GB, rate, percent, count, factor, short, text; without one the unit in the key decides.
// steps: {"title", "text", "wrong", "case", "before", "show": [pane ids, also "collective?ranks=8&place=nodes&bytes=1e9"], "focus": {"kind": "gpu|stage|link", "id"}, "explain": derivation id,
//         "clock": {"at"} or {"from", "to"} as shares of the step, "lock": [JSON pointers], "caption", "notes", "formula": reference,
//         "question": {"kind": "number|choice|gpu|link", "ask", "unit", "answer", "tolerance", "choices": [{"text", "when": [condition]}],
//                      "group": {"axis", "rank"}}, "task": {"ask", "hint", "check": [condition], "solution": {pointer: value}}}
// condition: {"value": reference, "is|not|above|below|at_least|at_most": reference as {"ref": reference}, or a plain value}
// tree: [{"id", "ask", "when": [condition], "yes", "no"} or {"id", "advice"}]; the first is the root.
#pragma once

#include "cost/collective.h"
#include "plan/mesh.h"
#include "units/enum_names.h"
#include "units/result.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace shardscape {

inline constexpr int lessonVersion = 1;

enum class LessonKind : unsigned char { Lesson, Misconceptions, DecisionTree };
template <> struct EnumNames<LessonKind> {
    static constexpr std::array<EnumName<LessonKind>, 3> table{{{LessonKind::Lesson, "lesson"},
                                                                {LessonKind::Misconceptions, "misconceptions"},
                                                                {LessonKind::DecisionTree, "decision-tree"}}};
};

/// A figure that a reference gives: yes or no, a number in its base unit, or a word.
using LessonValue = std::variant<bool, double, std::string>;

enum class Relation : unsigned char { Is, Not, Above, Below, AtLeast, AtMost };
template <> struct EnumNames<Relation> {
    static constexpr std::array<EnumName<Relation>, 6> table{{{Relation::Is, "is"},
                                                              {Relation::Not, "not"},
                                                              {Relation::Above, "above"},
                                                              {Relation::Below, "below"},
                                                              {Relation::AtLeast, "at_least"},
                                                              {Relation::AtMost, "at_most"}}};
};

struct LessonCondition {
    std::string value;   ///< reference
    Relation relation = Relation::Is;
    std::string against; ///< reference; empty = `plain`
    LessonValue plain;
};

/// JSON pointers into a scenario with the JSON text of the value to put there, in the order of the file.
using LessonChanges = std::vector<std::pair<std::string, std::string>>;

struct LessonCase {
    std::string scenario; ///< id of a preset; empty = `from`
    std::string from;     ///< id of another case
    LessonChanges changes;
};

struct LessonFormula {
    std::string formula; ///< in the language of derivation/expression.h
    std::vector<std::pair<std::string, std::string>> terms; ///< symbol and reference
    std::string format;
    std::string means;
};

struct LessonCollective {
    CollectiveOp op = CollectiveOp::AllReduce;
    double bytes = 0;
    std::string cluster;
    int nodes = 1;
    int ranksPerNode = 1;
    std::string algorithm; ///< empty = the fastest
};

enum class QuestionKind : unsigned char { Number, Choice, Gpu, Link };
template <> struct EnumNames<QuestionKind> {
    static constexpr std::array<EnumName<QuestionKind>, 4> table{{{QuestionKind::Number, "number"},
                                                                  {QuestionKind::Choice, "choice"},
                                                                  {QuestionKind::Gpu, "gpu"},
                                                                  {QuestionKind::Link, "link"}}};
};

struct LessonChoice {
    std::string text;
    std::vector<LessonCondition> when; ///< right where all hold; exactly one choice is right
};

/// Gpu: any GPU of the group `axis` of `rank`. Link: any of the fullest links.
struct LessonQuestion {
    QuestionKind kind = QuestionKind::Number;
    std::string ask;
    std::string unit; ///< "GiB", "GB", "ms", "s", "%", "x" or empty for counts
    std::string answer;
    double tolerance = 0.1; ///< relative
    std::vector<LessonChoice> choices;
    GroupKind axis = GroupKind::Tp;
    int rank = 0;
};

struct LessonTask {
    std::string ask;
    std::string hint;
    std::vector<LessonCondition> checks;
    LessonChanges solution;
};

enum class LessonFocusKind : unsigned char { None, Gpu, Stage, Link };
template <> struct EnumNames<LessonFocusKind> {
    static constexpr std::array<EnumName<LessonFocusKind>, 4> table{{{LessonFocusKind::None, "none"},
                                                                     {LessonFocusKind::Gpu, "gpu"},
                                                                     {LessonFocusKind::Stage, "stage"},
                                                                     {LessonFocusKind::Link, "link"}}};
};

struct LessonStep {
    std::string title;
    std::string text;
    std::string wrong;  ///< the misconception that `text` puts right; empty = none
    std::string caseId; ///< shown, after the prediction if there is a question
    std::string before; ///< shown while the question is open; empty = what the step before showed
    std::vector<std::string> show;
    LessonFocusKind focus = LessonFocusKind::None;
    int focusId = 0;
    std::string explain; ///< derivation that the explain pane shows; empty = as it is
    std::optional<double> clockFrom; ///< share of the clock's range
    std::optional<double> clockTo;   ///< plays up to here; nothing = stands at clockFrom
    std::vector<std::string> locks;  ///< JSON pointers into the scenario that must not change during the step
    std::string caption;             ///< what the animation shows, in words
    std::string notes;               ///< for the teacher
    std::string formula;             ///< reference of a derivation or a value
    std::optional<LessonQuestion> question;
    std::optional<LessonTask> task;
};

struct DecisionNode {
    std::string id;
    std::string ask;    ///< empty = a leaf
    std::string advice; ///< of a leaf
    std::vector<LessonCondition> when;
    std::string yes;
    std::string no;
};

struct Lesson {
    std::string id;
    std::string title;
    LessonKind kind = LessonKind::Lesson;
    int order = 0;
    int minutes = 0;
    std::vector<std::string> names;
    std::map<std::string, LessonCase, std::less<>> cases;
    std::map<std::string, LessonFormula, std::less<>> values;
    std::map<std::string, LessonCollective, std::less<>> collectives;
    std::vector<LessonStep> steps;
    std::vector<DecisionNode> tree;
};

/// Reads a lesson strictly: unknown keys, wrong types, unknown cases and values in references, and digits typed into texts are problems,
/// all found at once, each with its JSON pointer. Nothing is evaluated.
[[nodiscard]] Result<Lesson> readLesson(std::string_view text);

/// Whether a JSON text says that it is a lesson, right or wrong.
[[nodiscard]] bool looksLikeLesson(std::string_view text);

} // namespace shardscape
