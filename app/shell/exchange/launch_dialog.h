// SPDX-License-Identifier: GPL-3.0-or-later
// The plan as a launch command or configuration of an engine: text to copy or save; what the engine cannot say stands in it as comments.
// Follows the scenario while it is open. GUI thread only.
#pragma once

#include "launch/launch.h"
#include "shell/app_context.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace shardscape {

class LaunchDialog : public QDialog {
    Q_OBJECT
public:
    explicit LaunchDialog(AppContext& context, QWidget* parent = nullptr);

    [[nodiscard]] QComboBox& engines() { return *m_engines; }
    [[nodiscard]] QString text() const;
    [[nodiscard]] QString message() const;
    /// Writes the text to a file; problems are shown.
    bool saveTo(const QString& path);

public Q_SLOTS:
    void copy();

private:
    void refresh();
    void save();
    [[nodiscard]] LaunchTarget target() const;

    AppContext& m_context;
    QComboBox* m_engines;
    QPlainTextEdit* m_text;
    QLabel* m_message;
    QPushButton* m_copy;
    QPushButton* m_save;
};

/// Registers the command "file.export_launch", which opens the dialog.
void addLaunchCommand(AppContext& context, QWidget& window);

} // namespace shardscape
