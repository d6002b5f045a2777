// SPDX-License-Identifier: GPL-3.0-or-later
// Paints two sharded matrix products with their numbers, one row a GPU. A free function.
#pragma once

#include "lesson/sharded_product.h"
#include "shell/tokens.h"

#include <QRectF>
#include <QString>

class QPainter;

namespace shardscape {

inline constexpr int productPhases = 4; ///< columns, activation, summands, all-reduce

void paintProduct(QPainter& painter, const QRectF& area, const ShardedProduct& product, const Tokens& tokens, double share);

[[nodiscard]] QString productCaption(const ShardedProduct& product, double share);

} // namespace shardscape
