// SPDX-License-Identifier: GPL-3.0-or-later
// The frame around every picture: a head row for the view's own controls, a switch between picture and table, and a button that copies
// the table as tab-separated text. The table is filled only while it is visible. GUI thread only.
#pragma once

#include "views/common/table_data.h"

#include <QWidget>

#include <functional>

class QHBoxLayout;
class QStackedWidget;
class QToolButton;

namespace shardscape {

class TableTwin;

class PictureFrame : public QWidget {
    Q_OBJECT
public:
    /// \param picture shown first; becomes a child. \param makeTable gives the twin's content of the present moment.
    PictureFrame(QWidget* picture, std::function<TableData()> makeTable, QWidget* parent = nullptr);

    [[nodiscard]] QHBoxLayout* head() { return m_head; } ///< the view's controls go here, left of the switch
    [[nodiscard]] TableTwin& table() { return *m_table; }
    [[nodiscard]] bool showsTable() const;

public Q_SLOTS:
    void setShowsTable(bool on);
    void refreshTable(); ///< call when the numbers changed; cheap while the table is hidden
    void copyTable();

private:
    QWidget* m_picture;
    std::function<TableData()> m_makeTable;
    QHBoxLayout* m_head;
    QStackedWidget* m_stack;
    TableTwin* m_table;
    QToolButton* m_switch;
};

} // namespace shardscape
