// SPDX-License-Identifier: GPL-3.0-or-later
// Things that a widget paints by itself, as children in the accessibility tree: each with a name, a value, a place and the focus, so that a
// screen reader reads the cell and not the whole picture. One tree: Qt's own, with these children added. GUI thread only.
#pragma once

#include <QPoint>
#include <QRect>
#include <QString>

class QWidget;

namespace shardscape {

/// A widget that derives from this, too, has its items in the tree once makeItemsAccessible() ran.
class PaintedItems {
public:
    PaintedItems() = default;
    PaintedItems(const PaintedItems&) = delete;
    PaintedItems& operator=(const PaintedItems&) = delete;
    virtual ~PaintedItems() = default;

    [[nodiscard]] virtual int itemCount() const = 0;
    [[nodiscard]] virtual QString itemName(int index) const = 0;
    [[nodiscard]] virtual QString itemValue(int index) const = 0;
    [[nodiscard]] virtual QRect itemRect(int index) const = 0; ///< in the widget's coordinates; may be outside of it
    [[nodiscard]] virtual int itemAt(QPoint position) const = 0; ///< -1 = none
    [[nodiscard]] virtual int currentItem() const = 0;           ///< under the keyboard focus; -1 = none
    [[nodiscard]] virtual bool isItemSelected(int /*index*/) const { return false; }
};

/// Installs the interface for all widgets with painted items; calling it again does nothing.
void makeItemsAccessible();

/// Tells assistive technology that the focus is now on the current item, and what it says. Costs nothing while nobody listens.
void announceItem(QWidget& widget, const PaintedItems& items);

} // namespace shardscape
