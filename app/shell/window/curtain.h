// SPDX-License-Identifier: GPL-3.0-or-later
// Covers instruments while a lesson's question is open, so that nobody reads the answer off them: for the eye, the keyboard and screen
// readers. GUI thread only.
#pragma once

#include "shell/app_context.h"

#include <QWidget>

namespace shardscape {

class Curtain : public QWidget {
    Q_OBJECT
public:
    /// Lies over `target` and lives with its parent.
    Curtain(AppContext& context, QWidget* target);
    void draw(bool closed);
    [[nodiscard]] bool isDrawn() const { return m_closed; }

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void follow();

    AppContext& m_context;
    QWidget* m_target;
    bool m_closed = false;
};

} // namespace shardscape
