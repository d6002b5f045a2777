// SPDX-License-Identifier: GPL-3.0-or-later
// The inventory below the mesh: GPUs and nodes of the cluster that the plan does not use, and in hardware mode a node that can be added.
// Items are dragged into the mesh; arrows and Enter are the key twin, a double click the click twin. It knows neither model nor document.
// GUI thread only.
#pragma once

#include "shell/tokens.h"
#include "views/common/painted_items.h"

#include <QWidget>

#include <optional>
#include <vector>

namespace shardscape {

struct RackItem {
    QString text;
    std::vector<int> gpus; ///< empty: a node that is not in the cluster yet
    bool operator==(const RackItem&) const = default;
    [[nodiscard]] bool isNewNode() const { return gpus.empty(); }
};

/// Whole unused nodes as one item each, and unused GPUs of other nodes one by one; of more than 64 single GPUs one item a node.
[[nodiscard]] std::vector<RackItem> rackItems(const std::vector<int>& spareGpus, int gpusPerNode);

class MeshRack : public QWidget, public PaintedItems {
    Q_OBJECT
public:
    explicit MeshRack(QWidget* parent = nullptr);

    /// \param emptyText said when there is no item
    void setItems(std::vector<RackItem> items, const QString& emptyText);
    void setTokens(const Tokens& tokens);
    /// Something that can be dropped here is over the rack.
    void setHighlighted(bool on);
    [[nodiscard]] bool isDragging() const { return m_dragging; }
    [[nodiscard]] const std::vector<RackItem>& items() const { return m_items; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {120, sizeHint().height()}; }

    [[nodiscard]] int itemCount() const override { return static_cast<int>(m_items.size()); }
    [[nodiscard]] QString itemName(int index) const override { return m_items[static_cast<std::size_t>(index)].text; }
    [[nodiscard]] QString itemValue(int index) const override;
    [[nodiscard]] QRect itemRect(int index) const override;
    [[nodiscard]] int itemAt(QPoint position) const override;
    [[nodiscard]] int currentItem() const override { return m_items.empty() ? -1 : m_current; }

Q_SIGNALS:
    void dragged(const shardscape::RackItem& item, QPoint global);
    void dropped(const shardscape::RackItem& item, QPoint global);
    void dragEnded(); ///< with or without a drop, before dropped()
    void activated(const shardscape::RackItem& item);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void layOut();
    [[nodiscard]] int headWidth() const;
    void setCurrent(int index);
    void scrollBy(int pixels);
    void endDrag();

    std::vector<RackItem> m_items;
    std::vector<int> m_left; ///< [item], and the end: where items begin before scrolling
    QString m_emptyText;
    const Tokens* m_tokens = nullptr;
    int m_current = 0;
    int m_scroll = 0;
    std::optional<int> m_pressed;
    QPoint m_pressAt;
    bool m_dragging = false;
    bool m_highlighted = false;
};

} // namespace shardscape
