// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/memory/relief_list.h"

#include "views/common/number_text.h"
#include "views/memory/memory_words.h"

#include <QHeaderView>

namespace shardscape {

ReliefList::ReliefList(QWidget* parent) : QTreeWidget(parent)
{
    setObjectName(QStringLiteral("reliefList"));
    setAccessibleName(tr("What would bring the peak down most"));
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setColumnCount(2);
    setHeaderLabels({tr("What lowers the peak most"), tr("New peak")});
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(0, QHeaderView::Stretch);
    header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    headerItem()->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
    headerItem()->setToolTip(0, tr("Single changes to this scenario, each evaluated; Enter or a double click makes the change"));
    setOutdated();
    connect(this, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem* item) {
        if (const int index = indexOfTopLevelItem(item); index >= 0 && index < static_cast<int>(m_reliefs.size()))
            Q_EMIT chosen(index);
    });
}

void ReliefList::setReliefs(std::vector<MemoryRelief> reliefs)
{
    m_reliefs = std::move(reliefs);
    clear();
    for (const MemoryRelief& relief : m_reliefs) {
        auto* item = new QTreeWidgetItem(this, {reliefName(relief), memoryText(relief.peak)});
        item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
        const QString words = reliefWords(relief);
        for (const int column : {0, 1})
            item->setToolTip(column, words);
        item->setData(0, Qt::AccessibleTextRole, words);
    }
    if (m_reliefs.empty())
        (new QTreeWidgetItem(this, {tr("No single change lowers the peak."), QString()}))->setDisabled(true);
}

void ReliefList::setOutdated()
{
    m_reliefs.clear();
    clear();
    (new QTreeWidgetItem(this, {tr("Looking for changes…"), QString()}))->setDisabled(true);
}

int ReliefList::heightOf(int rows) const { return header()->sizeHint().height() + rows * (fontMetrics().height() + 4) + 4; }
QSize ReliefList::sizeHint() const { return {240, heightOf(4)}; }
QSize ReliefList::minimumSizeHint() const { return {120, heightOf(2)}; }

} // namespace shardscape
