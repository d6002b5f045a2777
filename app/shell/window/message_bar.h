// SPDX-License-Identifier: GPL-3.0-or-later
// Messages that interrupt nobody: a bar under the key figures with icon, sentence and way out, until it is closed. GUI thread only.
#pragma once

#include "shell/tokens.h"
#include "units/result.h"

#include <QFrame>

class QLabel;
class QToolButton;

namespace shardscape {

class ProblemNote;

class MessageBar : public QFrame {
    Q_OBJECT
public:
    explicit MessageBar(QWidget* parent = nullptr);

    /// Shows problems until they are closed; none hides the bar.
    void show(const Problems& problems, const Tokens& tokens);
    void setTokens(const Tokens& tokens);
    [[nodiscard]] QString text() const;

    /// As high as its wrapped text is in the width of the window: a tool bar does not ask for the height of a width.
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

private:
    Problems m_problems;
    ProblemNote* m_note;
    QToolButton* m_close;
};

} // namespace shardscape
