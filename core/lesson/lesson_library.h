// SPDX-License-Identifier: GPL-3.0-or-later
// All lessons that come with the program, in the order in which they are taught.
#pragma once

#include "io/preset_library.h"
#include "lesson/lesson.h"

namespace shardscape {

struct LessonShelf {
    std::vector<Lesson> lessons; ///< by order
    Problems problems;           ///< files that are no lessons; the others are there all the same
};
[[nodiscard]] LessonShelf allLessons(const PresetLibrary& library);

} // namespace shardscape
