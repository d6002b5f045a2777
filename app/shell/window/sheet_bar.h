// SPDX-License-Identifier: GPL-3.0-or-later
// A tab for each open scenario; unseen while there is only one. GUI thread only.
#pragma once

#include "shell/app_context.h"

#include <QTabBar>

namespace shardscape {

class FileCommands;

class SheetBar : public QTabBar {
    Q_OBJECT
public:
    SheetBar(AppContext& context, FileCommands& files, QWidget* parent);

private:
    void update();

    AppContext& m_context;
    bool m_updating = false;
};

} // namespace shardscape
