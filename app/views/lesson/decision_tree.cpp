// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/lesson/decision_tree.h"

#include <QHeaderView>
#include <QStyledItemDelegate>

#include <algorithm>

namespace shardscape {

namespace {

/// Rows as high as their wrapped text in what the indentation leaves: the stock delegate takes one line.
class WrappingRows : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const auto* tree = static_cast<const QTreeView*>(parent());
        int depth = 1; // the root has a branch sign, too
        for (QModelIndex up = index.parent(); up.isValid(); up = up.parent())
            ++depth;
        QStyleOptionViewItem styled = option;
        initStyleOption(&styled, index);
        const int margin = 2 * (tree->style()->pixelMetric(QStyle::PM_FocusFrameHMargin) + 1);
        const QRect room(0, 0, std::max(40, tree->viewport()->width() - depth * tree->indentation() - margin), 10000);
        const QRect text = styled.fontMetrics.boundingRect(room, Qt::TextWordWrap, index.data().toString());
        return {room.width(), text.height() + margin};
    }
};

} // namespace

DecisionTree::DecisionTree(QWidget* parent) : QTreeWidget{parent}
{
    setObjectName(QStringLiteral("decisionTree"));
    setAccessibleName(tr("Decision tree"));
    setHeaderHidden(true);
    setWordWrap(true);
    setFrameShape(QFrame::NoFrame);
    setIndentation(14);
    setItemDelegate(new WrappingRows(this));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(header(), &QHeaderView::sectionResized, this, &DecisionTree::scheduleDelayedItemsLayout);
}

void DecisionTree::setTree(const std::vector<DecisionNode>& nodes)
{
    clear();
    m_items.assign(nodes.size(), nullptr);
    const auto indexOf = [&](const std::string& id) {
        return static_cast<std::size_t>(std::find_if(nodes.begin(), nodes.end(), [&](const DecisionNode& n) { return n.id == id; }) - nodes.begin());
    };
    // Nodes name later ones only, so a parent is there before its branches.
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const DecisionNode& node = nodes[i];
        if (i == 0) {
            m_items[0] = new QTreeWidgetItem(this);
            m_items[0]->setData(0, Qt::UserRole, QString());
        }
        if (m_items[i] == nullptr)
            continue;
        QTreeWidgetItem* item = m_items[i];
        item->setData(0, Qt::UserRole + 1, QString::fromStdString(node.ask.empty() ? node.advice : node.ask));
        item->setData(0, Qt::UserRole + 2, node.ask.empty());
        if (node.ask.empty())
            continue;
        for (const auto& [word, target] : {std::pair{tr("Yes"), node.yes}, std::pair{tr("No"), node.no}}) {
            const std::size_t to = indexOf(target);
            m_items[to] = new QTreeWidgetItem(item);
            m_items[to]->setData(0, Qt::UserRole, word);
        }
    }
    expandAll();
}

void DecisionTree::light(const std::vector<int>& way, const Tokens& tokens)
{
    m_advice.clear();
    for (std::size_t i = 0; i < m_items.size(); ++i) {
        QTreeWidgetItem* item = m_items[i];
        if (item == nullptr)
            continue;
        const bool lit = std::find(way.begin(), way.end(), static_cast<int>(i)) != way.end();
        const QString branch = item->data(0, Qt::UserRole).toString();
        const QString text = item->data(0, Qt::UserRole + 1).toString();
        const bool leaf = item->data(0, Qt::UserRole + 2).toBool();
        item->setText(0, (lit ? QStringLiteral("● ") : QStringLiteral("○ ")) + (branch.isEmpty() ? text : tr("%1: %2").arg(branch, text)));
        item->setToolTip(0, item->text(0));
        QFont font = this->font();
        font.setBold(lit);
        item->setFont(0, font);
        item->setForeground(0, lit ? tokens.text : tokens.textMuted);
        if (lit && leaf) {
            m_advice = text;
            setCurrentItem(item);
        }
    }
}

} // namespace shardscape
