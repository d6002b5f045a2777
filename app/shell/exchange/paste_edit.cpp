// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/exchange/paste_edit.h"

#include <QDir>
#include <QFontDatabase>
#include <QLocale>
#include <QMimeData>
#include <QScopedValueRollback>
#include <QUrl>

namespace shardscape {

namespace {

constexpr qsizetype longestShown = 200'000; ///< characters; laying out more would hold the window up

} // namespace

PasteEdit::PasteEdit(QWidget* parent) : QPlainTextEdit(parent)
{
    setLineWrapMode(WidgetWidth);
    setTabChangesFocus(true);
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    connect(this, &QPlainTextEdit::textChanged, this, [this] {
        if (m_placing)
            return;
        m_file.clear(); // whoever types over the note of a file means what is typed
        m_long.clear();
        Q_EMIT changed();
    });
}

std::string PasteEdit::text() const { return (m_long.isEmpty() ? toPlainText() : m_long).toStdString(); }

void PasteEdit::keepAside(const QString& shown)
{
    {
        const QScopedValueRollback placing(m_placing, true);
        setPlainText(shown);
        selectAll();
    }
    Q_EMIT changed();
}

void PasteEdit::setFile(const QString& path)
{
    m_long.clear();
    m_file = path;
    keepAside(tr("File: %1").arg(QDir::toNativeSeparators(path)));
}

void PasteEdit::take(const QString& text)
{
    if (text.size() > longestShown) {
        m_file.clear();
        m_long = text;
        keepAside(tr("Pasted text of %1, too long to be shown").arg(QLocale().formattedDataSize(text.size())));
    } else {
        insertPlainText(text);
    }
}

bool PasteEdit::canInsertFromMimeData(const QMimeData* source) const { return source->hasText() || source->hasUrls(); }

void PasteEdit::insertFromMimeData(const QMimeData* source)
{
    if (source->hasUrls() && source->urls().front().isLocalFile())
        setFile(source->urls().front().toLocalFile());
    else if (source->hasText())
        take(source->text());
}

} // namespace shardscape
