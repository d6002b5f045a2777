// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/window/command_palette.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace shardscape {

namespace {

constexpr int visibleRows = 12;

QTreeWidgetItem* rowOf(const CatalogEntry& entry)
{
    const QString check = entry.action->isCheckable() && entry.action->isChecked() ? QStringLiteral("✓ ") : QString();
    auto* row = new QTreeWidgetItem({check + entry.text, entry.group, entry.action->shortcut().toString(QKeySequence::NativeText)});
    row->setTextAlignment(2, Qt::AlignRight | Qt::AlignVCenter);
    row->setToolTip(0, entry.action->statusTip());
    row->setDisabled(!entry.action->isEnabled());
    return row;
}

} // namespace

CommandPalette::CommandPalette(std::vector<CatalogEntry> catalog, QWidget* parent)
    : QDialog{parent, Qt::Dialog | Qt::FramelessWindowHint}, m_catalog{std::move(catalog)}, m_pattern{new QLineEdit(this)},
      m_list{new QTreeWidget(this)}
{
    setWindowTitle(tr("Commands"));
    setAccessibleName(tr("Commands"));
    m_pattern->setPlaceholderText(tr("Type a command"));
    m_pattern->setAccessibleName(tr("Letters of a command"));
    m_pattern->setClearButtonEnabled(true);
    m_pattern->installEventFilter(this);
    m_list->setAccessibleName(tr("Commands that fit"));
    m_list->setColumnCount(3);
    m_list->setHeaderHidden(true);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_list->header()->setSectionResizeMode(2, QHeaderView::ResizeToContents);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(m_pattern);
    layout->addWidget(m_list);
    connect(m_pattern, &QLineEdit::textChanged, this, &CommandPalette::filter);
    connect(m_pattern, &QLineEdit::returnPressed, this, &CommandPalette::choose);
    connect(m_list, &QTreeWidget::itemActivated, this, &CommandPalette::choose);
    connect(m_list, &QTreeWidget::itemClicked, this, &CommandPalette::choose);
    filter({});
    const int row = std::max(m_list->sizeHintForRow(0), fontMetrics().height() + 4);
    const int room = parent ? parent->width() - 48 : 10000;
    resize(std::min(80 * fontMetrics().averageCharWidth(), room), m_pattern->sizeHint().height() + visibleRows * row + 32);
    if (parent)
        move(parent->mapToGlobal(QPoint((parent->width() - width()) / 2, 64)));
    m_pattern->setFocus();
}

void CommandPalette::filter(const QString& pattern)
{
    m_shown = matching(m_catalog, pattern);
    std::stable_partition(m_shown.begin(), m_shown.end(), [](const CatalogEntry& entry) { return entry.action->isEnabled(); });
    m_list->clear();
    for (const CatalogEntry& entry : m_shown)
        m_list->addTopLevelItem(rowOf(entry));
    if (m_shown.empty()) {
        auto* none = new QTreeWidgetItem({tr("No command fits")});
        none->setDisabled(true);
        m_list->addTopLevelItem(none);
    }
    m_list->setCurrentItem(m_list->topLevelItem(0));
}

void CommandPalette::choose()
{
    const int row = m_list->indexOfTopLevelItem(m_list->currentItem());
    if (row < 0 || static_cast<std::size_t>(row) >= m_shown.size() || !m_shown[static_cast<std::size_t>(row)].action->isEnabled())
        return;
    m_chosen = m_shown[static_cast<std::size_t>(row)].action;
    accept();
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_pattern && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        switch (key->key()) { // the list moves while the letters keep the keyboard
        case Qt::Key_Up:
        case Qt::Key_Down:
        case Qt::Key_PageUp:
        case Qt::Key_PageDown: {
            const int step = key->key() == Qt::Key_PageUp || key->key() == Qt::Key_PageDown ? visibleRows - 1 : 1;
            const int sign = key->key() == Qt::Key_Up || key->key() == Qt::Key_PageUp ? -1 : 1;
            const int last = m_list->topLevelItemCount() - 1;
            const int row = std::clamp(m_list->indexOfTopLevelItem(m_list->currentItem()) + sign * step, 0, std::max(last, 0));
            m_list->setCurrentItem(m_list->topLevelItem(row));
            return true;
        }
        default: break;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace shardscape
