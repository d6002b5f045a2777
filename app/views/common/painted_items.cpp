// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/painted_items.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QPointer>
#include <QWidget>

#include <map>

namespace shardscape {

namespace {

/// One painted thing. It has no object of its own: the widget may be gone while a reader still holds it.
class PaintedItem : public QAccessibleInterface {
public:
    PaintedItem(QWidget* widget, PaintedItems* items, int index) : m_widget{widget}, m_items{items}, m_index{index} {}

    [[nodiscard]] bool isValid() const override { return m_widget && m_index < m_items->itemCount(); }
    [[nodiscard]] QObject* object() const override { return nullptr; }
    [[nodiscard]] QWindow* window() const override { return m_widget ? m_widget->window()->windowHandle() : nullptr; }
    [[nodiscard]] QAccessibleInterface* parent() const override { return m_widget ? QAccessible::queryAccessibleInterface(m_widget) : nullptr; }
    [[nodiscard]] QAccessibleInterface* child(int) const override { return nullptr; }
    [[nodiscard]] int childCount() const override { return 0; }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface*) const override { return -1; }
    [[nodiscard]] QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    [[nodiscard]] QAccessible::Role role() const override { return QAccessible::ListItem; }
    void setText(QAccessible::Text, const QString&) override {}

    [[nodiscard]] QString text(QAccessible::Text kind) const override
    {
        if (!isValid())
            return {};
        return kind == QAccessible::Name ? m_items->itemName(m_index) : kind == QAccessible::Value ? m_items->itemValue(m_index) : QString();
    }

    [[nodiscard]] QRect rect() const override
    {
        if (!isValid())
            return {};
        const QRect inside = m_items->itemRect(m_index);
        return {m_widget->mapToGlobal(inside.topLeft()), inside.size()};
    }

    [[nodiscard]] QAccessible::State state() const override
    {
        QAccessible::State state;
        state.invalid = !isValid();
        if (state.invalid)
            return state;
        state.focusable = state.selectable = true;
        state.focused = m_widget->hasFocus() && m_items->currentItem() == m_index;
        state.selected = m_items->isItemSelected(m_index);
        state.offscreen = !m_widget->rect().intersects(m_items->itemRect(m_index));
        return state;
    }

private:
    QPointer<QWidget> m_widget;
    PaintedItems* m_items; ///< lives as long as the widget
    int m_index;
};

class PaintedWidget : public QAccessibleWidget {
public:
    PaintedWidget(QWidget* widget, PaintedItems* items) : QAccessibleWidget{widget, QAccessible::List}, m_items{items} {}
    ~PaintedWidget() override
    {
        for (const auto& [index, id] : m_made)
            QAccessible::deleteAccessibleInterface(id);
    }

    [[nodiscard]] int childCount() const override { return m_items->itemCount(); }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface* child) const override
    {
        for (const auto& [index, id] : m_made)
            if (QAccessible::accessibleInterface(id) == child)
                return index;
        return -1;
    }
    /// Made when asked for: a mesh of 16,384 GPUs costs nothing until a reader walks it.
    [[nodiscard]] QAccessibleInterface* child(int index) const override
    {
        if (index < 0 || index >= childCount())
            return nullptr;
        const auto made = m_made.find(index);
        if (made != m_made.end())
            return QAccessible::accessibleInterface(made->second);
        auto* item = new PaintedItem(widget(), m_items, index);
        m_made.emplace(index, QAccessible::registerAccessibleInterface(item));
        return item;
    }
    [[nodiscard]] QAccessibleInterface* childAt(int x, int y) const override
    {
        return child(m_items->itemAt(widget()->mapFromGlobal(QPoint(x, y))));
    }
    [[nodiscard]] QAccessibleInterface* focusChild() const override { return widget()->hasFocus() ? child(m_items->currentItem()) : nullptr; }

private:
    PaintedItems* m_items;
    mutable std::map<int, QAccessible::Id> m_made;
};

QAccessibleInterface* makeInterface(const QString&, QObject* object)
{
    auto* widget = qobject_cast<QWidget*>(object);
    auto* items = widget != nullptr ? dynamic_cast<PaintedItems*>(widget) : nullptr;
    return items != nullptr ? new PaintedWidget(widget, items) : nullptr;
}

} // namespace

void makeItemsAccessible() { QAccessible::installFactory(makeInterface); }

void announceItem(QWidget& widget, const PaintedItems& items)
{
    if (!QAccessible::isActive() || items.currentItem() < 0)
        return;
    QAccessibleEvent focus(&widget, QAccessible::Focus);
    focus.setChild(items.currentItem());
    QAccessible::updateAccessibility(&focus);
}

} // namespace shardscape
