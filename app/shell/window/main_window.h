// SPDX-License-Identifier: GPL-3.0-or-later
// The main window: joins panes, menus, key figures and status bar, and nothing else. The workspace is made before it and outlives it.
// GUI thread only.
#pragma once

#include "shell/app_context.h"
#include "units/result.h"

#include <QMainWindow>

class QLabel;
class QToolButton;

namespace shardscape {

class FileCommands;
class KeyFigureBar;
class MessageBar;
class PaneLayout;

class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(AppContext& context);

    [[nodiscard]] FileCommands& files() { return *m_files; }
    [[nodiscard]] PaneLayout& panes() { return *m_panes; }
    [[nodiscard]] KeyFigureBar& keyFigures() { return *m_figures; }
    [[nodiscard]] QString messageText() const;
    [[nodiscard]] QString statusText() const;
    /// Shows problems in the message bar; none hides it.
    void showProblems(const Problems& problems);
    /// Remembers size and panes for the next window.
    void saveLayout() const;

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void addCommands();
    void makeStatusBar();
    void applyPreferences();
    void connectDocument();
    void connectLessons();
    void updateTitle();
    void updateStatus();
    void updateIcons();
    void explainFocused();
    void restoreLayout();

    AppContext& m_context;
    FileCommands* m_files;
    PaneLayout* m_panes;
    KeyFigureBar* m_figures;
    MessageBar* m_message;
    QLabel* m_focusWords = nullptr;
    QToolButton* m_diagnostics = nullptr;
    QByteArray m_defaultLayout; ///< empty until the window was shown for the first time
};

} // namespace shardscape
