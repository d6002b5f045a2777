// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/autosave.h"

#include "document/document.h"
#include "document/text_file.h"
#include "io/scenario_file.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>
#include <QUuid>

namespace shardscape {

namespace {

constexpr int delayMilliseconds = 1000; ///< at most this much work is lost

QString lockOf(const QString& path) { return path + QStringLiteral(".lock"); }

std::optional<RecoveredWork> readWork(const QString& path)
{
    const Result<std::string> text = readTextFile(path);
    if (!text)
        return std::nullopt;
    const QJsonObject object = QJsonDocument::fromJson(QByteArray::fromStdString(*text)).object();
    const Result<Scenario> scenario = readScenario(object[QStringLiteral("scenario")].toString().toStdString());
    if (!scenario)
        return std::nullopt;
    return RecoveredWork{*scenario, object[QStringLiteral("file")].toString()};
}

} // namespace

Autosave::Autosave(Document& document, const QString& folder, QObject* parent)
    : QObject{parent}, m_document{document}, m_folder{folder.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)
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
    connect(&document, &Document::scenarioChanged, this, schedule);
    connect(&document, &Document::filePathChanged, this, schedule);
}

Autosave::~Autosave() { QFile::remove(m_path); }

void Autosave::flush()
{
    m_timer.stop();
    if (!m_document.isModified()) {
        QFile::remove(m_path);
        return;
    }
    const QJsonObject object{{QStringLiteral("file"), m_document.filePath()},
                             {QStringLiteral("scenario"), QString::fromStdString(writeScenario(m_document.scenario()))}};
    // A full disk must not disturb the work that is still in memory; saving will say it.
    (void)writeTextFile(m_path, QJsonDocument(object).toJson().toStdString());
}

std::optional<RecoveredWork> Autosave::takeLeftover()
{
    std::optional<RecoveredWork> newest;
    for (const QFileInfo& file : QDir(m_folder).entryInfoList({QStringLiteral("autosave-*.json")}, QDir::Files, QDir::Time)) {
        const QString path = file.filePath();
        if (path == m_path)
            continue;
        QLockFile lock(lockOf(path));
        lock.setStaleLockTime(0);
        if (!lock.tryLock(0))
            continue; // its window lives
        if (!newest)
            newest = readWork(path);
        QFile::remove(path);
    }
    return newest;
}

} // namespace shardscape
