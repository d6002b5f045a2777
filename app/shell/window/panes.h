// SPDX-License-Identifier: GPL-3.0-or-later
// The panes of the window as a table: a new view is one more entry. Docks for all but the centre, commands to go to each, and one pane
// over the whole window on demand. GUI thread only.
#pragma once

#include "shell/app_context.h"

#include <QMainWindow>

#include <functional>

class QDockWidget;
class QTabWidget;

namespace shardscape {

enum class PanePlace : unsigned char { Center, Left, LeftLower, Right, RightLower, Bottom };

struct Pane {
    QString id; ///< of the commands "pane.<id>" and "pane.<id>.toggle"
    QString title;
    PanePlace place;
    std::function<QWidget*(AppContext&, QWidget* parent)> make;
    bool shown = true;
};

/// All panes in the order of their shortcuts Alt+1, Alt+2, ...
[[nodiscard]] std::vector<Pane> allPanes();

class PaneLayout : public QObject {
    Q_OBJECT
public:
    /// Makes the panes, places them and registers their commands and "view.maximize".
    PaneLayout(AppContext& context, QMainWindow& window, const std::vector<Pane>& panes);

    [[nodiscard]] QWidget* view(const QString& id) const;
    /// Shares the window's present size out among the panes; sizes of docks count only once the window has one.
    void distribute();
    /// Brings a pane to the front without taking the focus.
    void show(const QString& id);
    /// Brings a pane to the front and gives it the keyboard.
    void raise(const QString& id);
    [[nodiscard]] bool isMaximized() const { return !m_before.isEmpty(); }
    /// Shows only the pane that has the focus (the centre if none has), or everything again.
    void toggleMaximized();

private:
    struct Placed {
        Pane pane;
        QWidget* view = nullptr;
        QDockWidget* dock = nullptr; ///< null for the centre
    };

    [[nodiscard]] const Placed* find(const QString& id) const;
    void place(Placed& placed);
    void addCommands(const Placed& placed, int number);
    void arrange();
    /// A stacked pane has its name on its tab and needs no title bar.
    void updateTitleBars();

    AppContext& m_context;
    QMainWindow& m_window;
    QTabWidget* m_center;
    std::vector<Placed> m_panes;
    QByteArray m_before; ///< layout to return to while one pane is maximized
};

} // namespace shardscape
