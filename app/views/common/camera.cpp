// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/camera.h"

#include <algorithm>

namespace shardscape {

void Camera::zoomAt(QPointF screen, double factor, double smallest, double closest)
{
    const QPointF anchor = toWorld(screen);
    scale = std::clamp(scale * factor, std::min(smallest, closest), closest);
    origin = anchor - screen / scale;
}

Camera fitCamera(const QRectF& world, QSizeF size, double closest)
{
    constexpr double margin = 10.0;
    constexpr double smallest = 1e-3;
    const double wide = (size.width() - 2 * margin) / std::max(1e-6, world.width());
    const double high = (size.height() - 2 * margin) / std::max(1e-6, world.height());
    Camera camera;
    camera.scale = std::max(std::min({wide, high, closest}), smallest);
    camera.origin = world.center() - QPointF(size.width(), size.height()) / (2 * camera.scale);
    return camera;
}

} // namespace shardscape
