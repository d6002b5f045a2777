// SPDX-License-Identifier: GPL-3.0-or-later
// Maps the world of a picture to the screen: a scale in pixels per world unit and the world point at the top left. A value; any thread.
#pragma once

#include <QLineF>
#include <QPointF>
#include <QRectF>
#include <QSizeF>

#include <limits>

namespace shardscape {

struct Camera {
    double scale = 40.0;
    QPointF origin;

    [[nodiscard]] QPointF toWorld(QPointF screen) const { return screen / scale + origin; }
    [[nodiscard]] QPointF toScreen(QPointF world) const { return (world - origin) * scale; }
    [[nodiscard]] QRectF toWorld(const QRectF& screen) const { return {toWorld(screen.topLeft()), screen.size() / scale}; }
    [[nodiscard]] QRectF toScreen(const QRectF& world) const { return {toScreen(world.topLeft()), world.size() * scale}; }
    [[nodiscard]] QLineF toScreen(const QLineF& world) const { return {toScreen(world.p1()), toScreen(world.p2())}; }

    /// Changes the scale by `factor`, within smallest and closest, and keeps the world point under `screen` in place.
    void zoomAt(QPointF screen, double factor, double smallest, double closest);
    bool operator==(const Camera&) const = default;
};

/// The camera that shows `world` centered in `size` with a margin, never closer than `closest` pixels per world unit.
[[nodiscard]] Camera fitCamera(const QRectF& world, QSizeF size, double closest = std::numeric_limits<double>::infinity());

} // namespace shardscape
