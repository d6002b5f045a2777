// SPDX-License-Identifier: GPL-3.0-or-later
// What lies over the window while it is presented: the mark that says so, a halo around the pointer, the keys that are pressed, and the
// blank screen. Lets every click through. GUI thread only.
#pragma once

#include "shell/app_context.h"

#include <QWidget>

class QTimer;

namespace shardscape {

class StageOverlay : public QWidget {
    Q_OBJECT
public:
    StageOverlay(AppContext& context, QWidget* window);

    void setTitle(const QString& title);
    void movePointer(QPoint inWindow);
    void showKey(const QString& key);
    [[nodiscard]] QString shownKey() const { return m_key; }
    void setBlank(bool on);
    [[nodiscard]] bool isBlank() const { return m_blank; }
    [[nodiscard]] QString mark() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] QRect haloAt(QPoint point) const;

    AppContext& m_context;
    QString m_title;
    QString m_key;
    QTimer* m_keyTimer;
    QPoint m_pointer{-1000, -1000};
    bool m_blank = false;
};

} // namespace shardscape
