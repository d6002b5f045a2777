// SPDX-License-Identifier: GPL-3.0-or-later
// Settings of the program. Each takes effect at once; there is nothing to confirm. GUI thread only.
#pragma once

#include "shell/app_context.h"

#include <QDialog>

class QFormLayout;

namespace shardscape {

class SettingsDialog : public QDialog {
    Q_OBJECT
public:
    SettingsDialog(AppContext& context, QWidget* parent);

private:
    void addTheme(QFormLayout& form);
    void addTextSize(QFormLayout& form);
    void addMotion(QFormLayout& form);
    void addLanguage(QFormLayout& form);

    AppContext& m_context;
};

} // namespace shardscape
