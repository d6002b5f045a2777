// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/window/sheet_bar.h"

#include "document/sheets.h"
#include "shell/window/file_commands.h"

#include <QDir>
#include <QScopedValueRollback>

namespace shardscape {

SheetBar::SheetBar(AppContext& context, FileCommands& files, QWidget* parent) : QTabBar{parent}, m_context{context}
{
    setObjectName(QStringLiteral("sheetBar"));
    setAccessibleName(tr("Open scenarios"));
    setDocumentMode(true);
    setAutoHide(true);
    setMovable(true);
    setTabsClosable(true);
    setExpanding(false);
    setElideMode(Qt::ElideRight);
    connect(this, &QTabBar::currentChanged, this, [this](int index) {
        if (!m_updating)
            m_context.sheets.show(index);
    });
    connect(this, &QTabBar::tabMoved, this, [this](int from, int to) {
        const QScopedValueRollback<bool> updating(m_updating, true);
        m_context.sheets.move(from, to);
    });
    connect(this, &QTabBar::tabCloseRequested, &files, &FileCommands::closeSheet);
    connect(&context.sheets, &Sheets::changed, this, &SheetBar::update);
    update();
}

void SheetBar::update()
{
    if (m_updating)
        return;
    const QScopedValueRollback<bool> updating(m_updating, true);
    const Sheets& sheets = m_context.sheets;
    while (count() < sheets.count())
        addTab(QString());
    while (count() > sheets.count())
        removeTab(count() - 1);
    for (int i = 0; i < sheets.count(); ++i) {
        const QString title = sheets.title(i).isEmpty() ? tr("Untitled") : sheets.title(i);
        QString text = sheets.isModified(i) ? tr("%1 *", "a tab with unsaved changes").arg(title) : title;
        setTabText(i, text.replace(QLatin1Char('&'), QLatin1String("&&")));
        setTabToolTip(i, QDir::toNativeSeparators(sheets.filePath(i)));
    }
    setCurrentIndex(sheets.current());
}

} // namespace shardscape
