// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps a text field from taking the keys of undo and redo for its own typing: every edit of the panel is a step of the document already,
// and it is those steps that a person means. GUI thread only.
#pragma once

#include <QEvent>
#include <QKeyEvent>
#include <QObject>
#include <QWidget>

namespace shardscape {

class UndoPassThrough : public QObject {
public:
    /// Watches `field` and the text field inside it, if it has one; lives as long as `field`.
    explicit UndoPassThrough(QWidget& field) : QObject{&field}
    {
        field.installEventFilter(this);
        for (QWidget* inner : field.findChildren<QWidget*>())
            inner->installEventFilter(this);
    }

    bool eventFilter(QObject* /*watched*/, QEvent* event) override
    {
        if (event->type() != QEvent::ShortcutOverride)
            return false;
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool control = key->modifiers() & Qt::ControlModifier;
        if (!control || (key->key() != Qt::Key_Z && key->key() != Qt::Key_Y))
            return false;
        event->ignore(); // the shortcut of the window takes it
        return true;
    }
};

} // namespace shardscape
