// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/mesh/mesh_rack.h"

#include <QApplication>
#include <QKeyEvent>
#include <QPainter>

#include <algorithm>

namespace shardscape {

namespace {
constexpr int gap = 4;
constexpr std::size_t mostSingles = 64;
}

std::vector<RackItem> rackItems(const std::vector<int>& spareGpus, int gpusPerNode)
{
    std::vector<std::vector<int>> nodes;
    for (const int gpu : spareGpus) {
        if (nodes.empty() || nodes.back().front() / gpusPerNode != gpu / gpusPerNode)
            nodes.emplace_back();
        nodes.back().push_back(gpu);
    }
    std::size_t singles = 0;
    for (const std::vector<int>& node : nodes)
        singles += static_cast<int>(node.size()) == gpusPerNode ? 0 : node.size();
    std::vector<RackItem> items;
    for (const std::vector<int>& node : nodes) {
        const bool whole = static_cast<int>(node.size()) == gpusPerNode && gpusPerNode > 1;
        if (whole || singles > mostSingles) {
            const QString name = MeshRack::tr("node %1").arg(node.front() / gpusPerNode);
            items.push_back({whole ? name : name + QStringLiteral(" · ") + MeshRack::tr("%1 unused").arg(node.size()), node});
            continue;
        }
        for (const int gpu : node)
            items.push_back({MeshRack::tr("GPU %1").arg(gpu), {gpu}});
    }
    return items;
}

MeshRack::MeshRack(QWidget* parent) : QWidget(parent)
{
    makeItemsAccessible(); // before the name, whose change makes the widget known to readers
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Rack: GPUs that the plan does not use"));
    setToolTip(tr("GPUs the plan does not use. Drag one into the mesh (or Enter): onto a rank to take its place, beside it to run another "
                  "replica. Drag a GPU out of the mesh (Backspace) to release its replica."));
}

void MeshRack::setItems(std::vector<RackItem> items, const QString& emptyText)
{
    if (items == m_items && emptyText == m_emptyText)
        return;
    endDrag();
    m_items = std::move(items);
    m_emptyText = emptyText;
    layOut();
    m_current = std::clamp(m_current, 0, std::max(0, itemCount() - 1));
    setAccessibleDescription(m_items.empty() ? m_emptyText : itemName(m_current));
    scrollBy(0);
    update();
}

void MeshRack::layOut()
{
    m_left = {0};
    for (const RackItem& item : m_items)
        m_left.push_back(m_left.back() + fontMetrics().horizontalAdvance(item.text) + 16 + gap);
}

void MeshRack::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange) {
        layOut();
        updateGeometry();
    }
    QWidget::changeEvent(event);
}

void MeshRack::setTokens(const Tokens& tokens)
{
    m_tokens = &tokens;
    update();
}

void MeshRack::setHighlighted(bool on)
{
    m_highlighted = on;
    update();
}

QSize MeshRack::sizeHint() const { return {320, std::max(24, fontMetrics().height() + 6) + 6}; }

QString MeshRack::itemValue(int index) const
{
    const RackItem& item = m_items[static_cast<std::size_t>(index)];
    return item.isNewNode() ? tr("Enter adds it to the cluster") : tr("unused; Enter runs another replica");
}

int MeshRack::headWidth() const { return fontMetrics().horizontalAdvance(tr("Rack")) + 16; }

QRect MeshRack::itemRect(int index) const
{
    const auto i = static_cast<std::size_t>(index);
    return {headWidth() + m_left[i] - m_scroll, 3, m_left[i + 1] - m_left[i] - gap, height() - 6};
}

int MeshRack::itemAt(QPoint position) const
{
    if (position.x() < headWidth() || m_items.empty())
        return -1;
    const auto after = std::upper_bound(m_left.begin(), m_left.end(), position.x() - headWidth() + m_scroll);
    const int index = static_cast<int>(after - m_left.begin()) - 1;
    return index >= 0 && index < itemCount() && itemRect(index).contains(position) ? index : -1;
}

void MeshRack::scrollBy(int pixels)
{
    const int room = std::max(1, width() - headWidth());
    m_scroll = std::clamp(m_scroll + pixels, 0, std::max(0, (m_left.empty() ? 0 : m_left.back()) - room));
    update();
}

void MeshRack::setCurrent(int index)
{
    m_current = index;
    const QRect rect = itemRect(index);
    if (rect.right() > width())
        scrollBy(rect.right() - width() + gap);
    else if (rect.left() < headWidth())
        scrollBy(rect.left() - headWidth());
    if (hasFocus())
        announceItem(*this, *this);
    update();
}

void MeshRack::paintEvent(QPaintEvent*)
{
    if (m_tokens == nullptr)
        return;
    QPainter painter(this);
    painter.fillRect(rect(), m_highlighted ? m_tokens->surfaceAlt : m_tokens->surface);
    painter.setPen(m_tokens->textMuted);
    painter.drawText(QRect(8, 0, headWidth(), height()), Qt::AlignLeft | Qt::AlignVCenter, tr("Rack"));
    const QRect field(headWidth(), 0, width() - headWidth(), height());
    painter.setClipRect(field);
    if (m_items.empty())
        painter.drawText(field, Qt::AlignLeft | Qt::AlignVCenter, fontMetrics().elidedText(m_emptyText, Qt::ElideRight, field.width() - 4));
    for (int i = 0; i < itemCount(); ++i) {
        const QRect rect = itemRect(i);
        if (rect.right() < field.left())
            continue;
        if (rect.left() > field.right())
            break;
        painter.fillRect(rect, m_tokens->ground);
        const bool current = hasFocus() && i == m_current;
        const bool busy = m_dragging && m_pressed == i;
        painter.setPen(QPen(current || busy ? m_tokens->accent : m_tokens->line, current ? 2 : 1, busy ? Qt::DashLine : Qt::SolidLine));
        painter.drawRect(rect.adjusted(0, 0, -1, -1));
        painter.setPen(m_tokens->text);
        painter.drawText(rect, Qt::AlignCenter, itemName(i));
    }
    painter.setClipping(false);
    painter.setPen(QPen(m_highlighted ? m_tokens->accent : m_tokens->line, m_highlighted ? 2 : 1));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

void MeshRack::mousePressEvent(QMouseEvent* event)
{
    if (m_dragging && event->button() == Qt::RightButton)
        return endDrag();
    const int index = itemAt(event->position().toPoint());
    if (event->button() != Qt::LeftButton || index < 0)
        return;
    m_pressed = index;
    m_pressAt = event->position().toPoint();
    setCurrent(index);
}

void MeshRack::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_pressed)
        return;
    if (!m_dragging && (event->position().toPoint() - m_pressAt).manhattanLength() < QApplication::startDragDistance())
        return;
    m_dragging = true;
    setCursor(Qt::DragMoveCursor);
    update();
    Q_EMIT dragged(m_items[static_cast<std::size_t>(*m_pressed)], event->globalPosition().toPoint());
}

void MeshRack::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const bool drop = m_dragging && m_pressed;
    const RackItem item = drop ? m_items[static_cast<std::size_t>(*m_pressed)] : RackItem{};
    endDrag();
    if (drop)
        Q_EMIT dropped(item, event->globalPosition().toPoint());
}

void MeshRack::endDrag()
{
    m_pressed.reset();
    if (!m_dragging)
        return;
    m_dragging = false;
    unsetCursor();
    update();
    Q_EMIT dragEnded();
}

void MeshRack::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (const int index = itemAt(event->position().toPoint()); event->button() == Qt::LeftButton && index >= 0)
        Q_EMIT activated(RackItem(m_items[static_cast<std::size_t>(index)]));
}

void MeshRack::wheelEvent(QWheelEvent* event)
{
    scrollBy(-event->angleDelta().y() / 2 - event->angleDelta().x() / 2);
    event->accept();
}

void MeshRack::keyPressEvent(QKeyEvent* event)
{
    if (m_dragging) {
        if (event->key() == Qt::Key_Escape)
            endDrag();
        return;
    }
    if (m_items.empty())
        return QWidget::keyPressEvent(event);
    if (event->key() == Qt::Key_Left)
        setCurrent(std::max(0, m_current - 1));
    else if (event->key() == Qt::Key_Right)
        setCurrent(std::min(itemCount() - 1, m_current + 1));
    else if (event->key() == Qt::Key_Home)
        setCurrent(0);
    else if (event->key() == Qt::Key_End)
        setCurrent(itemCount() - 1);
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        Q_EMIT activated(RackItem(m_items[static_cast<std::size_t>(m_current)]));
    else
        QWidget::keyPressEvent(event);
}

void MeshRack::focusInEvent(QFocusEvent*)
{
    announceItem(*this, *this);
    update();
}

void MeshRack::focusOutEvent(QFocusEvent*) { update(); }

} // namespace shardscape
