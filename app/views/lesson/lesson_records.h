// SPDX-License-Identifier: GPL-3.0-or-later
// What remains of lessons between runs of the program: how far each was followed, and every prediction with its outcome. Kept in the
// settings; damaged entries count as none. GUI thread only.
#pragma once

#include <QDateTime>
#include <QString>

#include <vector>

namespace shardscape {

struct PredictionRecord {
    QString student; ///< empty = nobody gave a name
    QString lesson;  ///< id
    int step = 0;    ///< from 1
    QString question;
    QString prediction;
    QString answer;
    bool right = false;
    QDateTime when;
};

struct LessonProgress {
    int reached = 0; ///< steps seen
    bool done = false;
};

[[nodiscard]] LessonProgress lessonProgress(const QString& lesson);
void setLessonProgress(const QString& lesson, LessonProgress progress);

/// All predictions, the oldest first; at most the last 2000.
[[nodiscard]] std::vector<PredictionRecord> predictionRecords();
void addPredictionRecord(const PredictionRecord& record);
void clearPredictionRecords();

/// RFC 4180 with a header line. A cell that a spreadsheet would run as a formula gets a quote mark before it.
[[nodiscard]] QString predictionsToCsv(const std::vector<PredictionRecord>& records);

} // namespace shardscape
