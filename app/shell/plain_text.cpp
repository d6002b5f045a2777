// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/plain_text.h"

#include <QApplication>
#include <QEvent>
#include <QLabel>

namespace shardscape {

PlainTextGuard::PlainTextGuard(QObject* parent) : QObject(parent)
{
    qApp->installEventFilter(this);
}

bool PlainTextGuard::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Polish) // once in the life of a widget, before it is seen; tool tips are labels, too
        if (auto* label = qobject_cast<QLabel*>(watched); label != nullptr && label->textFormat() == Qt::AutoText)
            label->setTextFormat(Qt::PlainText);
    return QObject::eventFilter(watched, event);
}

} // namespace shardscape
