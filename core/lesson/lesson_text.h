// SPDX-License-Identifier: GPL-3.0-or-later
// Texts of lessons: pieces of prose and references in braces, and the check that no number was typed. Pure; any thread.
#pragma once

#include "lesson/lesson.h"

namespace shardscape {

/// A reference taken apart: "figure:tp8:/memory/peak_bytes" has kind "figure", case "tp8" and rest "/memory/peak_bytes".
struct LessonReference {
    std::string kind;
    std::string caseId; ///< empty = the step's
    std::string rest;
};
/// Problem "bad-reference" without a path when the text is none.
[[nodiscard]] Result<LessonReference> parseReference(std::string_view text);

/// One piece of a text: prose, or a reference with the format wanted.
struct TextPiece {
    bool isReference = false;
    std::string text;
    std::string format;
};
/// Problem "bad-text" without a path when braces do not match.
[[nodiscard]] Result<std::vector<TextPiece>> parseLessonText(std::string_view text);

/// The first number typed into the prose of a text outside `names`, or empty.
[[nodiscard]] std::string typedNumber(const std::vector<TextPiece>& pieces, const std::vector<std::string>& names);

[[nodiscard]] bool isLessonFormat(std::string_view format);

/// A value as text. \param format of the list in lesson.h; empty = by the unit in `key`, such as "peak_bytes" or "step_seconds"
[[nodiscard]] std::string formatLessonValue(const LessonValue& value, std::string_view format, std::string_view key);

} // namespace shardscape
