// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/exchange/intake_reader.h"

#include "shell/translate.h"

#include <QFile>
#include <QDir>
#include <QFileInfo>
#include <QtConcurrentRun>

#include <fstream>

namespace shardscape {

namespace {

IntakeReader::Outcome readPath(const QString& path, const IntakeBase& base)
{
    const QFileInfo info(path);
    std::ifstream file(QFile::encodeName(path).toStdString(), std::ios::binary);
    if (info.isDir() || !file)
        return failure({.code = "file-not-readable",
                        .path = {},
                        .message = tr("%1 cannot be read.").arg(path).toStdString(),
                        .hint = tr("Choose a file that exists and may be read.").toStdString()});
    return takeIn(file, base);
}

/// Name of a model for a person: of config.json the folder's.
QString nameOf(const QString& path)
{
    const QFileInfo info(path);
    return info.completeBaseName() == QLatin1String("config") ? info.dir().dirName() : info.completeBaseName();
}

} // namespace

IntakeReader::IntakeReader(const PresetLibrary& library, QObject* parent) : QObject(parent), m_library(library)
{
    m_pool.setMaxThreadCount(1);
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &IntakeReader::deliver);
}

IntakeReader::~IntakeReader()
{
    m_watcher.disconnect(this);
    if (m_cancel)
        m_cancel->store(true);
    m_pool.waitForDone();
}

template <class Read> void IntakeReader::start(const Scenario& base, const QString& name, Read read)
{
    if (m_cancel)
        m_cancel->store(true);
    m_cancel = std::make_shared<std::atomic<bool>>(false);
    // The watcher follows the newest future only: what an older reading finds is never delivered.
    m_watcher.setFuture(QtConcurrent::run(&m_pool, [this, base, read, model = name.toStdString(), cancel = m_cancel] {
        try {
            return std::make_shared<const Outcome>(
                read(IntakeBase{.scenario = base, .library = m_library, .modelName = model, .cancel = cancel.get()}));
        } catch (const std::exception& error) { // memory can run out; the core itself does not throw
            return std::make_shared<const Outcome>(failure(Problem{Severity::Error, "internal", "", error.what(), "try a smaller text"}));
        }
    }));
}

void IntakeReader::readText(const std::string& text, const Scenario& base)
{
    start(base, tr("Pasted model"), [text](const IntakeBase& intake) { return takeIn(text, intake); });
}

void IntakeReader::readFile(const QString& path, const Scenario& base)
{
    start(base, nameOf(path), [path](const IntakeBase& intake) { return readPath(path, intake); });
}

void IntakeReader::deliver()
{
    if (m_watcher.future().resultCount() > 0)
        Q_EMIT finished(m_watcher.result());
}

} // namespace shardscape
