// SPDX-License-Identifier: GPL-3.0-or-later
#include "lesson/lesson_library.h"

#include <algorithm>

namespace shardscape {

LessonShelf allLessons(const PresetLibrary& library)
{
    LessonShelf shelf;
    for (const auto& [id, preset] : library.all(PresetKind::Lesson)) {
        Result<Lesson> lesson = readLesson(preset.json);
        if (lesson) {
            shelf.lessons.push_back(std::move(*lesson));
            continue;
        }
        for (Problem& problem : lesson.error()) {
            problem.message = preset.file + ": " + problem.message;
            shelf.problems.push_back(std::move(problem));
        }
    }
    std::stable_sort(shelf.lessons.begin(), shelf.lessons.end(), [](const Lesson& a, const Lesson& b) { return a.order < b.order; });
    return shelf;
}

} // namespace shardscape
