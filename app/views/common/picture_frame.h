// SPDX-License-Identifier: GPL-3.0-or-later
// The frame around every picture: a head row for the view's own controls, a switch between picture and table, and a button that copies
// and saves both: the one way of export for all views. The table is filled only while it is visible. GUI thread only.
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
    /// How the picture is painted into files where that is not how the widget paints itself.
    void setPaint(std::function<void(QPainter&)> paint) { m_paint = std::move(paint); }
    /// Writes the picture (.png, .svg) or its table (.csv, .tsv, .json), by the ending of the name. False when the file cannot be written or
    /// the ending is another; a file that was there before is unharmed then.
    [[nodiscard]] bool exportTo(const QString& path);

public Q_SLOTS:
    void setShowsTable(bool on);
    void refreshTable(); ///< call when the numbers changed; cheap while the table is hidden
    void copyTable();
    void copyPicture();
    void chooseExportFile();

private:
    [[nodiscard]] QWidget& canvas() const; ///< what is painted: inside a scroll area its content
    void paintCanvas(QPainter& painter) const;

    QWidget* m_picture;
    std::function<void(QPainter&)> m_paint;
    std::function<TableData()> m_makeTable;
    QHBoxLayout* m_head;
    QStackedWidget* m_stack;
    TableTwin* m_table;
    QToolButton* m_switch;
};

} // namespace shardscape
