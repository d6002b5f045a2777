// SPDX-License-Identifier: GPL-3.0-or-later
// A row of controls that never forces its pane wider: tool buttons that find no room fold, from the right, into a menu at the end of the
// row. GUI thread only.
#pragma once

#include <QWidget>

#include <vector>

class QHBoxLayout;
class QToolButton;

namespace shardscape {

class FoldingRow : public QWidget {
    Q_OBJECT
public:
    explicit FoldingRow(QWidget* parent = nullptr);

    /// Controls are added here; only tool buttons that are direct children of the row fold.
    [[nodiscard]] QHBoxLayout* row() { return m_row; }
    /// Adds the button of the menu; call it after the last control.
    void finish();
    /// Takes a button out of the row, folded or not, and deletes it.
    void remove(QToolButton* button);
    /// Buttons that are in the menu now, from left to right.
    [[nodiscard]] const std::vector<QToolButton*>& folded() const { return m_folded; }

    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;

private:
    void fold();
    void fillMenu();
    [[nodiscard]] std::vector<QToolButton*> candidates() const;

    QHBoxLayout* m_row;
    QToolButton* m_more;
    std::vector<QToolButton*> m_folded;
};

} // namespace shardscape
