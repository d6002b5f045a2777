// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/compare/change_delegate.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <utility>

namespace shardscape {

double changeStrength(double before, double after, std::optional<bool> moreIsBetter)
{
    if (!moreIsBetter || before == after)
        return 0.0;
    const bool better = *moreIsBetter == (after > before);
    const bool hasRatio = before > 0.0 && after > 0.0;
    const double size = hasRatio ? std::min(1.0, std::abs(std::log2(after / before))) : 1.0;
    return better ? size : -size;
}

ChangeDelegate::ChangeDelegate(std::function<double(int row)> strengthOf, std::function<const Tokens&()> tokens, QObject* parent)
    : QStyledItemDelegate(parent), m_strengthOf(std::move(strengthOf)), m_tokens(std::move(tokens))
{
}

void ChangeDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const double strength = m_strengthOf(index.row());
    if (strength != 0.0 && !(option.state & QStyle::State_Selected)) {
        const Tokens& tokens = m_tokens();
        QColor color = strength > 0.0 ? tokens.good : tokens.bad;
        color.setAlphaF(static_cast<float>(0.12 + 0.33 * std::abs(strength)));
        const QRectF cell = QRectF(option.rect).adjusted(1, 2, -1, -2);
        const double half = cell.width() / 2.0;
        const double length = half * std::abs(strength);
        painter->fillRect(QRectF(strength > 0.0 ? cell.left() + half : cell.left() + half - length, cell.top(), length, cell.height()), color);
        painter->setPen(QPen(tokens.line, 1));
        painter->drawLine(QPointF(cell.left() + half, cell.top()), QPointF(cell.left() + half, cell.bottom()));
    }
    QStyledItemDelegate::paint(painter, option, index);
}

} // namespace shardscape
