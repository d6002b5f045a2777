// SPDX-License-Identifier: GPL-3.0-or-later
// Paints collectives under one clock: GPUs as boxes of chunks that fill as parts are added, and the chunks on their way. Free functions.
#pragma once

#include "shell/tokens.h"
#include "views/animation/collective_lanes.h"

#include <QRectF>

class QPainter;

namespace shardscape {

struct CollectivePicture {
    const std::vector<CollectiveLane>& lanes;
    CollectiveOp op;
    const Tokens& tokens;
    double share = 0;
};

void paintCollectives(QPainter& painter, const QRectF& area, const CollectivePicture& picture);

/// The color that stands for one of `count` things, as bright as the theme's surface allows; a label stands beside it always.
[[nodiscard]] QColor identityColor(int index, int count, const Tokens& tokens);

} // namespace shardscape
