// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/window/shortcut_sheet.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace shardscape {

namespace {

QString keysOf(const QAction& action) { return QKeySequence::listToString(action.shortcuts(), QKeySequence::NativeText); }

} // namespace

ShortcutSheet::ShortcutSheet(const std::vector<CatalogEntry>& catalog, QWidget* parent) : QDialog{parent}, m_list{new QTreeWidget(this)}
{
    setWindowTitle(tr("Keys"));
    setAccessibleName(tr("Keys"));
    auto* pattern = new QLineEdit(this);
    pattern->setPlaceholderText(tr("Find a command"));
    pattern->setAccessibleName(tr("Find a command"));
    pattern->setClearButtonEnabled(true);
    m_list->setAccessibleName(tr("Commands and their keys"));
    m_list->setHeaderLabels({tr("Command"), tr("Keys"), tr("What it does")});
    m_list->setUniformRowHeights(true);
    m_list->setAlternatingRowColors(true);
    m_list->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    m_list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    QPushButton* copy = buttons->addButton(tr("Copy as table"), QDialogButtonBox::ActionRole);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(pattern);
    layout->addWidget(m_list);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(tsv()); });
    connect(pattern, &QLineEdit::textChanged, this, [this, catalog](const QString& text) { fill(catalog, text); });
    fill(catalog, {});
    const QSize room = parent ? parent->size() - QSize(80, 80) : QSize(1000, 700);
    resize(QSize(110 * fontMetrics().averageCharWidth(), 640).boundedTo(room));
}

void ShortcutSheet::fill(const std::vector<CatalogEntry>& catalog, const QString& pattern)
{
    m_list->clear();
    QTreeWidgetItem* group = nullptr;
    QFont bold = font();
    bold.setBold(true);
    for (const CatalogEntry& entry : catalog) {
        const QString keys = keysOf(*entry.action);
        if (keys.isEmpty() || !fuzzyDistance(pattern, entry.group + QLatin1Char(' ') + entry.text))
            continue;
        if (!group || group->text(0) != entry.group) {
            group = new QTreeWidgetItem(m_list, {entry.group});
            group->setFont(0, bold);
            group->setFirstColumnSpanned(true);
            group->setExpanded(true);
        }
        new QTreeWidgetItem(group, {entry.text, keys, entry.action->statusTip()});
    }
}

QString ShortcutSheet::tsv() const
{
    QString text = tr("Group\tCommand\tKeys\n");
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        const QTreeWidgetItem* group = m_list->topLevelItem(i);
        for (int j = 0; j < group->childCount(); ++j)
            text += group->text(0) + QLatin1Char('\t') + group->child(j)->text(0) + QLatin1Char('\t') + group->child(j)->text(1) +
                    QLatin1Char('\n');
    }
    return text;
}

} // namespace shardscape
