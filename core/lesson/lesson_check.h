// SPDX-License-Identifier: GPL-3.0-or-later
// What a lesson's file must keep beyond its types: references name what exists, texts hold no typed numbers, cases do not go in circles.
#pragma once

#include "lesson/lesson.h"

namespace shardscape {

/// All problems of a lesson that was read, each with its JSON pointer; empty = none.
[[nodiscard]] Problems checkLesson(const Lesson& lesson);

} // namespace shardscape
