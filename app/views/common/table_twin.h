// SPDX-License-Identifier: GPL-3.0-or-later
// The table twin of a picture: a read-only table whose selection (or whole content) is copied as tab-separated text. GUI thread only.
#pragma once

#include "views/common/explainable.h"
#include "views/common/table_data.h"

#include <QTableView>

namespace shardscape {

class TableDataModel;

class TableTwin : public QTableView, public Explainable {
    Q_OBJECT
public:
    explicit TableTwin(QWidget* parent = nullptr);

    /// Replaces the content; the current row is kept where it still exists.
    void setTable(TableData table);
    [[nodiscard]] const TableData& table() const;
    /// The selected rows, or all when none is selected, with the header line.
    [[nodiscard]] QString selectionAsTsv() const;
    [[nodiscard]] QString figureAtFocus() const override;

public Q_SLOTS:
    void copy(); ///< selectionAsTsv() to the clipboard; also Ctrl+C

Q_SIGNALS:
    void rowActivated(int row); ///< Enter or double click

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    TableDataModel* m_model;
};

} // namespace shardscape
