// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/table_twin.h"

#include <QAbstractTableModel>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>

#include <algorithm>

namespace shardscape {

class TableDataModel : public QAbstractTableModel {
public:
    using QAbstractTableModel::QAbstractTableModel;

    void set(TableData table)
    {
        beginResetModel();
        m_table = std::move(table);
        endResetModel();
    }
    [[nodiscard]] const TableData& table() const { return m_table; }

    int rowCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : static_cast<int>(m_table.rows.size()); }
    int columnCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_table.header.size());
    }
    QVariant data(const QModelIndex& index, int role) const override
    {
        if (role == Qt::DisplayRole)
            return m_table.rows[static_cast<std::size_t>(index.row())].value(index.column());
        if (role == Qt::TextAlignmentRole)
            return QVariant::fromValue(Qt::AlignVCenter | (index.column() < m_table.textColumns ? Qt::AlignLeft : Qt::AlignRight));
        return {};
    }
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override
    {
        if (role == Qt::DisplayRole && orientation == Qt::Horizontal)
            return m_table.header.value(section);
        return QAbstractTableModel::headerData(section, orientation, role);
    }

private:
    TableData m_table;
};

TableTwin::TableTwin(QWidget* parent) : QTableView(parent), m_model(new TableDataModel(this))
{
    setAccessibleName(tr("The numbers of this picture"));
    setModel(m_model);
    setSelectionBehavior(SelectRows);
    setAlternatingRowColors(true);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    verticalHeader()->hide();
    horizontalHeader()->setSectionResizeMode(QHeaderView::Interactive);
    horizontalHeader()->setStretchLastSection(true);
    // Measuring all of 16,384 rows for a column width would stall the window.
    horizontalHeader()->setResizeContentsPrecision(64);
    connect(this, &QTableView::activated, this, [this](const QModelIndex& index) { Q_EMIT rowActivated(index.row()); });
}

void TableTwin::setTable(TableData table)
{
    const int row = currentIndex().row();
    const bool sameShape = table.header == m_model->table().header;
    setAccessibleName(table.title);
    m_model->set(std::move(table));
    if (!sameShape)
        resizeColumnsToContents();
    if (row >= 0 && row < m_model->rowCount())
        setCurrentIndex(m_model->index(row, 0));
}

const TableData& TableTwin::table() const { return m_model->table(); }

QString TableTwin::selectionAsTsv() const
{
    QModelIndexList selected = selectionModel()->selectedRows();
    if (selected.isEmpty())
        return toTsv(m_model->table());
    std::sort(selected.begin(), selected.end(), [](const QModelIndex& a, const QModelIndex& b) { return a.row() < b.row(); });
    TableData part;
    part.header = m_model->table().header;
    for (const QModelIndex& index : selected)
        part.rows.push_back(m_model->table().rows[static_cast<std::size_t>(index.row())]);
    return toTsv(part);
}

QString TableTwin::figureAtFocus() const
{
    const QModelIndex cell = currentIndex();
    return cell.isValid() && table().figureOf ? table().figureOf(cell.row(), cell.column()) : QString();
}

void TableTwin::copy() { QGuiApplication::clipboard()->setText(selectionAsTsv()); }

void TableTwin::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy)) {
        copy();
        return;
    }
    QTableView::keyPressEvent(event);
}

} // namespace shardscape
