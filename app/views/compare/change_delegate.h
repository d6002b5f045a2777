// SPDX-License-Identifier: GPL-3.0-or-later
// Paints a bar behind a cell that says how large a change is: from the middle to the right for better, to the left for worse, full at a
// factor of two. The text in front says the same, so color is not needed. GUI thread only.
#pragma once

#include "shell/tokens.h"

#include <QStyledItemDelegate>

#include <functional>

namespace shardscape {

/// Size of a change in -1..1: positive where it is for the better; 0 where it is neither, or there is none.
[[nodiscard]] double changeStrength(double before, double after, std::optional<bool> moreIsBetter);

class ChangeDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    /// \param strengthOf a row's changeStrength() \param tokens of the present theme
    ChangeDelegate(std::function<double(int row)> strengthOf, std::function<const Tokens&()> tokens, QObject* parent);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    std::function<double(int row)> m_strengthOf;
    std::function<const Tokens&()> m_tokens;
};

} // namespace shardscape
