// SPDX-License-Identifier: GPL-3.0-or-later
// Text from files is shown as text. Qt guesses from the letters whether a label or tool tip is HTML; a title such as "<img src=...>" would
// be taken for markup. While a guard lives, every label and tool tip of the program that has not chosen a format shows plain text.
#pragma once

#include <QObject>

namespace shardscape {

class PlainTextGuard : public QObject {
public:
    explicit PlainTextGuard(QObject* parent = nullptr);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace shardscape
