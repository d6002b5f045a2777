// SPDX-License-Identifier: GPL-3.0-or-later
// Everything about one evaluated scenario that a lesson can refer to: the JSON of its evaluation and of itself, and its derivations.
// Immutable; any thread.
#pragma once

#include "evaluate/evaluation.h"
#include "lesson/lesson.h"

#include <memory>

namespace shardscape {

class Figures {
public:
    explicit Figures(std::shared_ptr<const Evaluation> evaluation);
    ~Figures();
    Figures(Figures&&) noexcept;
    Figures& operator=(Figures&&) noexcept;

    [[nodiscard]] const Evaluation& evaluation() const;
    /// The value at a JSON pointer of the evaluation ("figure") or the scenario ("input"); nothing where there is none or it is no plain value.
    [[nodiscard]] std::optional<LessonValue> figure(const std::string& pointer) const;
    [[nodiscard]] std::optional<LessonValue> input(const std::string& pointer) const;
    [[nodiscard]] const Derivation* derivation(const std::string& id) const;

private:
    struct Texts;
    std::unique_ptr<const Texts> m_texts;
};

/// A scenario with other values at some places. Problems carry the pointers.
[[nodiscard]] Result<Scenario> withChanges(const Scenario& scenario, const LessonChanges& changes);

/// Whether two scenarios have the same value at a JSON pointer of their files.
[[nodiscard]] bool agreeAt(const Scenario& a, const Scenario& b, const std::string& pointer);

} // namespace shardscape
