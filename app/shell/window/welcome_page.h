// SPDX-License-Identifier: GPL-3.0-or-later
// Where a new person starts: an example, a file of before, or something of their own. Leaves the front as soon as a scenario is opened.
// GUI thread only.
#pragma once

#include "shell/app_context.h"

#include <QWidget>

class QListWidget;
class QVBoxLayout;

namespace shardscape {

class WelcomePage : public QWidget {
    Q_OBJECT
public:
    WelcomePage(AppContext& context, QWidget* parent);

Q_SIGNALS:
    void fileRequested(const QString& path);

protected:
    void showEvent(QShowEvent* event) override;

private:
    [[nodiscard]] QListWidget* addList(QVBoxLayout& column, const QString& title, const QString& description);
    void addExamples(QVBoxLayout& column);
    void addRecent(QVBoxLayout& column);
    void addOwn(QVBoxLayout& column);
    void fillRecent();

    AppContext& m_context;
    QListWidget* m_recent = nullptr;
};

} // namespace shardscape
