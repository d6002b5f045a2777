// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/scenario/note_edit.h"

#include <QAbstractTextDocumentLayout>
#include <QTextDocument>

#include <algorithm>

namespace shardscape {

namespace {
constexpr int mostLines = 3;
}

NoteEdit::NoteEdit(QWidget* parent) : QPlainTextEdit{parent}
{
    setObjectName(QStringLiteral("/note"));
    setAccessibleName(tr("Note on the scenario"));
    setPlaceholderText(tr("Note"));
    setToolTip(tr("What the scenario is for, what is assumed; it stands in the report."));
    setTabChangesFocus(true);
    setUndoRedoEnabled(false); // every edit is a step of the document already
    setAcceptDrops(false);     // files are dropped on the window
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this, [this] { updateGeometry(); });
    connect(this, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_loading)
            Q_EMIT edited(toPlainText());
    });
}

void NoteEdit::load(const QString& text)
{
    if (text == toPlainText())
        return;
    m_loading = true;
    setPlainText(text);
    m_loading = false;
}

QSize NoteEdit::sizeHint() const
{
    // The layout of a plain text counts in lines.
    const int lines = std::clamp(static_cast<int>(document()->size().height()), 1, mostLines);
    const int margins = 2 * static_cast<int>(document()->documentMargin()) + 2 * frameWidth();
    return {160, lines * fontMetrics().lineSpacing() + margins};
}

void NoteEdit::resizeEvent(QResizeEvent* event)
{
    QPlainTextEdit::resizeEvent(event);
    updateGeometry(); // another width breaks the text into another number of lines
}

void NoteEdit::focusOutEvent(QFocusEvent* event)
{
    QPlainTextEdit::focusOutEvent(event);
    Q_EMIT finished();
}

} // namespace shardscape
