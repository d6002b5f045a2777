// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps unsaved work on disk, so that it survives the end of the program by whatever cause. One file per running window, beside a lock
// that tells the living from the dead. GUI thread only.
#pragma once

#include "plan/scenario.h"

#include <QLockFile>
#include <QObject>
#include <QTimer>

#include <memory>
#include <vector>

namespace shardscape {

class Sheets;

/// One scenario that a dead window left behind.
struct RecoveredWork {
    Scenario scenario;
    QString filePath; ///< of the document it was made in; empty = it had none
};

class Autosave : public QObject {
    Q_OBJECT
public:
    /// \param folder where the files live; empty = the application's data folder
    explicit Autosave(const Sheets& sheets, const QString& folder = {}, QObject* parent = nullptr);
    /// A window that ends in order leaves nothing behind: by then the person was asked about unsaved work.
    ~Autosave() override;

    /// The unsaved sheets of all dead windows, the newest window first. Empty when there is nothing. What they left is removed by the next
    /// flush(), when this window has written it itself, so that a second sudden end loses nothing either. A file that cannot be read is put
    /// aside under the ending ".unreadable".
    [[nodiscard]] std::vector<RecoveredWork> takeLeftover();
    /// Writes now, if there is something to keep; removes the file otherwise.
    void flush();

private:
    struct Taken {
        QString path;
        std::unique_ptr<QLockFile> lock; ///< ours until the file is gone
    };
    void removeTaken();

    const Sheets& m_sheets;
    QString m_folder;
    QString m_path;
    std::unique_ptr<QLockFile> m_lock;
    std::vector<Taken> m_taken; ///< of dead windows
    QTimer m_timer;
};

} // namespace shardscape
