// SPDX-License-Identifier: GPL-3.0-or-later
// Understands a pasted text or a file on a thread of its own: the newest request wins, an older one is stopped. Lives on the GUI thread.
#pragma once

#include "intake/intake.h"

#include <QFutureWatcher>
#include <QObject>
#include <QThreadPool>

#include <memory>

namespace shardscape {

class IntakeReader : public QObject {
    Q_OBJECT
public:
    using Outcome = Result<Intake>;

    /// \param library must outlive the reader
    explicit IntakeReader(const PresetLibrary& library, QObject* parent = nullptr);
    /// Stops and waits for what runs.
    ~IntakeReader() override;

    void readText(const std::string& text, const Scenario& base);
    void readFile(const QString& path, const Scenario& base); ///< never wholly in memory if it is a log
    [[nodiscard]] bool isBusy() const { return m_watcher.isRunning(); }

Q_SIGNALS:
    void finished(const std::shared_ptr<const shardscape::IntakeReader::Outcome>& outcome); ///< never null

private:
    template <class Read> void start(const Scenario& base, const QString& name, Read read);
    void deliver();

    const PresetLibrary& m_library;
    QThreadPool m_pool;
    QFutureWatcher<std::shared_ptr<const Outcome>> m_watcher;
    std::shared_ptr<std::atomic<bool>> m_cancel;
};

} // namespace shardscape
