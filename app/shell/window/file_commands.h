// SPDX-License-Identifier: GPL-3.0-or-later
// The commands of the File menu: new from preset, open, recent, save, and the sheets of the window. Problems are reported by signal, never by a modal
// box; the only question asked is what to do with unsaved work. GUI thread only.
#pragma once

#include "shell/app_context.h"
#include "units/result.h"

#include <QObject>

class QMenu;
class QMimeData;
class QWidget;

namespace shardscape {

struct OpenedFile;
struct PresetReference;

class FileCommands : public QObject {
    Q_OBJECT
public:
    /// Registers "file.open", "file.save", "file.save_as", "edit.paste", "sheet.*" and one "file.new.<id>" per scenario preset.
    FileCommands(AppContext& context, QWidget& window);

    /// Shows a file: the sheet that has it, else the present sheet if nothing is lost by it, else a new sheet. False when the file has
    /// problems; they are reported and nothing changes.
    bool open(const QString& path);
    /// Whether take() could make something of it: files of this machine, a preset of the library, or text.
    [[nodiscard]] static bool canTake(const QMimeData& data);
    /// What was dropped on the window: each file as open() does, text as the paste command does, a preset as takePreset() does. The
    /// problems of several files are reported together.
    void take(const QMimeData& data);
    /// Opens a scenario; a model or cluster takes the place of the present one, as one step of the history.
    void takePreset(const PresetReference& preset);
    bool save();
    bool saveAs();
    /// Asks about the unsaved work of every sheet, saves what is wanted. False = stay.
    [[nodiscard]] bool mayLeave();
    /// Closes a sheet after asking about its unsaved work; the last sheet stays.
    void closeSheet(int index);

    /// A file name for the document with another suffix, beside its file if it has one.
    [[nodiscard]] QString suggestedName(const QString& suffix) const;

    /// Paths of the files opened or saved last, the newest first.
    [[nodiscard]] static QStringList recentFiles();

    void fillNewMenu(QMenu& menu) const;
    /// A menu that lists the files opened last, refilled each time it is shown.
    void attachRecentMenu(QMenu& menu);

Q_SIGNALS:
    void reported(const shardscape::Problems& problems);
    void done(const QString& sentence);

private:
    void addNewCommands();
    void addSheetCommands();
    void show(const OpenedFile& file);
    [[nodiscard]] bool mayClose(int index);
    void openAsked();
    void takeText(const QString& text, const QString& source);
    [[nodiscard]] bool openReporting(const QString& path, Problems& problems);
    bool saveTo(const QString& path);
    void remember(const QString& path);

    AppContext& m_context;
    QWidget& m_window;
};

} // namespace shardscape
