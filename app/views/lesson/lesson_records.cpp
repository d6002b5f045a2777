// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/lesson/lesson_records.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSettings>

namespace shardscape {

namespace {

constexpr int mostRecords = 2000;

QString progressKey(const QString& lesson) { return QStringLiteral("lessons/progress/") + lesson; }

QString recordsKey() { return QStringLiteral("lessons/predictions"); }

QJsonObject toJson(const PredictionRecord& record)
{
    return {{QStringLiteral("student"), record.student},       {QStringLiteral("lesson"), record.lesson},
            {QStringLiteral("step"), record.step},             {QStringLiteral("question"), record.question},
            {QStringLiteral("prediction"), record.prediction}, {QStringLiteral("answer"), record.answer},
            {QStringLiteral("right"), record.right},           {QStringLiteral("when"), record.when.toString(Qt::ISODate)}};
}

PredictionRecord fromJson(const QJsonObject& json)
{
    return {.student = json[QStringLiteral("student")].toString(),
            .lesson = json[QStringLiteral("lesson")].toString(),
            .step = json[QStringLiteral("step")].toInt(),
            .question = json[QStringLiteral("question")].toString(),
            .prediction = json[QStringLiteral("prediction")].toString(),
            .answer = json[QStringLiteral("answer")].toString(),
            .right = json[QStringLiteral("right")].toBool(),
            .when = QDateTime::fromString(json[QStringLiteral("when")].toString(), Qt::ISODate)};
}

QString cell(QString text)
{
    if (!text.isEmpty() && QStringLiteral("=+-@\t\r").contains(text[0]))
        text.prepend(QLatin1Char('\''));
    return QLatin1Char('"') + text.replace(QLatin1Char('"'), QLatin1String("\"\"")) + QLatin1Char('"');
}

} // namespace

LessonProgress lessonProgress(const QString& lesson)
{
    const QStringList parts = QSettings().value(progressKey(lesson)).toString().split(QLatin1Char(' '));
    return {std::max(0, parts.value(0).toInt()), parts.value(1) == QLatin1String("done")};
}

void setLessonProgress(const QString& lesson, LessonProgress progress)
{
    QSettings().setValue(progressKey(lesson), QString::number(progress.reached) + (progress.done ? QStringLiteral(" done") : QString()));
}

std::vector<PredictionRecord> predictionRecords()
{
    std::vector<PredictionRecord> records;
    const QJsonArray all = QJsonDocument::fromJson(QSettings().value(recordsKey()).toByteArray()).array();
    for (const QJsonValue& each : all)
        records.push_back(fromJson(each.toObject()));
    return records;
}

void addPredictionRecord(const PredictionRecord& record)
{
    QSettings settings;
    QJsonArray all = QJsonDocument::fromJson(settings.value(recordsKey()).toByteArray()).array();
    all.append(toJson(record));
    while (all.size() > mostRecords)
        all.removeFirst();
    settings.setValue(recordsKey(), QJsonDocument(all).toJson(QJsonDocument::Compact));
}

void clearPredictionRecords() { QSettings().remove(recordsKey()); }

QString predictionsToCsv(const std::vector<PredictionRecord>& records)
{
    QString csv = QStringLiteral("student,lesson,step,question,prediction,answer,right,when\r\n");
    for (const PredictionRecord& record : records) {
        const QStringList cells{cell(record.student),    cell(record.lesson), QString::number(record.step),
                                cell(record.question),   cell(record.prediction), cell(record.answer),
                                record.right ? QStringLiteral("yes") : QStringLiteral("no"), record.when.toString(Qt::ISODate)};
        csv += cells.join(QLatin1Char(',')) + QStringLiteral("\r\n");
    }
    return csv;
}

} // namespace shardscape
