// SPDX-License-Identifier: GPL-3.0-or-later
// The computed side of a lesson: its cases evaluated, and references, formulas and conditions resolved against them. A condition or text
// that names no case counts for the figures handed in: a step's case, or the document while a person works on a task. Immutable after
// making; any thread.
#pragma once

#include "io/preset_library.h"
#include "lesson/figures.h"

namespace shardscape {

/// A formula with its numbers inserted, as one line each.
struct ShownFormula {
    std::string name;
    std::string formula;  ///< "bubble = (p - 1) / (m + p - 1)"
    std::string inserted; ///< "(4 - 1) / (8 + 4 - 1) = 27.3 %"
    std::string source;
    std::vector<Term> terms;
};

class LessonValues {
public:
    /// Evaluates every case of a lesson. Problems carry the paths of the lesson's file.
    [[nodiscard]] static Result<LessonValues> evaluate(const Lesson& lesson, const PresetLibrary& library);

    /// \pre the lesson has the case
    [[nodiscard]] const Figures& figures(const std::string& caseId) const { return m_figures.at(caseId); }
    [[nodiscard]] Result<LessonValue> value(const std::string& reference, const Figures& present) const;
    [[nodiscard]] Result<double> number(const std::string& reference, const Figures& present) const;
    /// A text with its references replaced.
    [[nodiscard]] Result<std::string> text(const std::string& text, const Figures& present) const;
    [[nodiscard]] Result<ShownFormula> formula(const std::string& reference, const Figures& present) const;
    /// Fails where a reference names nothing, such as a training figure of an inference scenario.
    [[nodiscard]] Result<bool> holds(const LessonCondition& condition, const Figures& present) const;
    /// All of them; a reference that names nothing makes it false, since a person may be in the middle of an edit.
    [[nodiscard]] bool allHold(const std::vector<LessonCondition>& conditions, const Figures& present) const;

private:
    struct Priced {
        double seconds = 0, busFactor = 0, wireBytes = 0, steps = 0, ranks = 0;
        std::string algorithm;
    };
    [[nodiscard]] Result<Priced> price(const LessonCollective& collective, const PresetLibrary& library) const;
    [[nodiscard]] Result<Derivation> derive(const std::string& name, const Figures& present) const;
    [[nodiscard]] std::string formatOf(const std::string& reference) const;

    std::map<std::string, Figures> m_figures;
    std::map<std::string, LessonFormula, std::less<>> m_formulas;
    std::map<std::string, Priced, std::less<>> m_collectives;
};

} // namespace shardscape
