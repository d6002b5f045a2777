// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/autosave.h"

#include "document/sheets.h"
#include "document/text_file.h"
#include "io/scenario_file.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>
#include <QUuid>

#include <optional>

namespace shardscape {

namespace {

constexpr int delayMilliseconds = 1000; ///< at most this much work is lost

QString lockOf(const QString& path) { return path + QStringLiteral(".lock"); }

std::optional<RecoveredWork> readSheet(const QJsonObject& object)
{
    const Result<Scenario> scenario = readScenario(object[QStringLiteral("scenario")].toString().toStdString());
    if (!scenario)
        return std::nullopt;
    return RecoveredWork{*scenario, object[QStringLiteral("file")].toString()};
}

std::vector<RecoveredWork> readWork(const QString& path)
{
    std::vector<RecoveredWork> work;
    const Result<std::string> text = readTextFile(path);
    if (!text)
        return work;
    for (const QJsonValue& sheet : QJsonDocument::fromJson(QByteArray::fromStdString(*text)).object()[QStringLiteral("sheets")].toArray())
        if (std::optional<RecoveredWork> one = readSheet(sheet.toObject()))
            work.push_back(std::move(*one));
    return work;
}

} // namespace

Autosave::Autosave(const Sheets& sheets, const QString& folder, QObject* parent)
    : QObject{parent}, m_sheets{sheets}, m_folder{folder.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)
                                                                   : folder}
{
    QDir().mkpath(m_folder);
    m_path = QDir(m_folder).filePath(QStringLiteral("autosave-%1.json").arg(QUuid::createUuid().toString(QUuid::Id128)));
    m_lock = std::make_unique<QLockFile>(lockOf(m_path));
    m_lock->setStaleLockTime(0); // stale only when its process is gone
    m_lock->tryLock(0);
    m_timer.setSingleShot(true);
    m_timer.setInterval(delayMilliseconds);
    connect(&m_timer, &QTimer::timeout, this, &Autosave::flush);
    const auto schedule = [this] {
        if (!m_timer.isActive()) // not restarted: a drag that lasts must not put the writing off
            m_timer.start();
    };
    connect(&sheets, &Sheets::changed, this, schedule);
}

Autosave::~Autosave()
{
    QFile::remove(m_path);
    removeTaken();
}

void Autosave::removeTaken()
{
    for (const Taken& taken : m_taken)
        QFile::remove(taken.path);
    m_taken.clear();
}

void Autosave::flush()
{
    m_timer.stop();
    QJsonArray unsaved;
    for (int i = 0; i < m_sheets.count(); ++i)
        if (m_sheets.isModified(i))
            unsaved.append(QJsonObject{{QStringLiteral("file"), m_sheets.filePath(i)},
                                       {QStringLiteral("scenario"), QString::fromStdString(writeScenario(m_sheets.scenario(i)))}});
    if (unsaved.isEmpty()) {
        QFile::remove(m_path);
        return removeTaken();
    }
    // A full disk must not disturb the work that is still in memory; saving will say it.
    if (writeTextFile(m_path, QJsonDocument(QJsonObject{{QStringLiteral("sheets"), unsaved}}).toJson().toStdString()))
        removeTaken();
}

std::vector<RecoveredWork> Autosave::takeLeftover()
{
    std::vector<RecoveredWork> all;
    for (const QFileInfo& file : QDir(m_folder).entryInfoList({QStringLiteral("autosave-*.json")}, QDir::Files, QDir::Time)) {
        const QString path = file.filePath();
        if (path == m_path)
            continue;
        auto lock = std::make_unique<QLockFile>(lockOf(path));
        lock->setStaleLockTime(0);
        if (!lock->tryLock(0))
            continue; // its window lives
        std::vector<RecoveredWork> found = readWork(path);
        if (found.empty()) {
            QFile::rename(path, path + QStringLiteral(".unreadable"));
            continue;
        }
        std::move(found.begin(), found.end(), std::back_inserter(all));
        m_taken.push_back({path, std::move(lock)});
    }
    return all;
}

} // namespace shardscape
