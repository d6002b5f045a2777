// SPDX-License-Identifier: GPL-3.0-or-later
// The fabric as one widget: cached base picture or matrix, overlay with the focus, pan, zoom, hover and pin. Keys: arrows pan, + and -
// zoom, 0 fits, N and Shift+N walk the busiest links, Enter pins, Escape lets go. GUI thread only.
#pragma once

#include "views/common/picture_canvas.h"
#include "views/fabric/fabric_painter.h"

namespace shardscape {

/// The graph, its links in cells, or who sends to whom in cells.
enum class FabricMode : unsigned char { Graph, Links, Pairs, Difference };

class FabricCanvas : public PictureCanvas {
    Q_OBJECT
public:
    explicit FabricCanvas(QWidget* parent = nullptr);

    void setModel(std::shared_ptr<const FabricModel> model);
    [[nodiscard]] const FabricModel* model() const { return m_model.get(); }
    void setHubFocus(Focus focus); ///< what the hub says
    void setMode(FabricMode mode);
    [[nodiscard]] FabricMode mode() const { return m_mode; }
    /// Rings of the focused GPU or group that are drawn as arrows.
    [[nodiscard]] const std::vector<GroupOrder>& orders() const { return m_orders; }
    /// The link or GPU at a point of the widget.
    [[nodiscard]] Focus thingAt(QPointF position) const;

    /// Words for what is at a point: a link, a GPU, or a pair of blocks.
    [[nodiscard]] QString wordsAt(QPointF position) const;

Q_SIGNALS:
    void hovered(shardscape::Focus focus);
    void pinned(shardscape::Focus focus);

protected:
    [[nodiscard]] bool hasPicture() const override { return m_model != nullptr; }
    [[nodiscard]] QString emptyText() const override;
    [[nodiscard]] Camera fittedCamera() const override;
    [[nodiscard]] double closestScale() const override { return 600.0; }
    [[nodiscard]] bool canMove() const override { return m_mode == FabricMode::Graph; }
    [[nodiscard]] int legendLines() const override { return fabricLegendLines(QFontMetricsF(font()), width()); }
    void paintBase(QPainter& painter) override;
    void paintLegend(QPainter& painter, const QRectF& strip) override;
    void paintOverlay(QPainter& painter) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] FabricPicture picture() const;
    [[nodiscard]] QRectF matrixRect() const;
    [[nodiscard]] Focus nearestLink(QPointF position, int node) const;
    [[nodiscard]] std::optional<QPoint> cellAt(QPointF position, QSize cells) const;
    void stepThroughBusiest(int step);
    void findOrders();

    std::shared_ptr<const FabricModel> m_model;
    FabricMode m_mode = FabricMode::Graph;
    std::vector<GroupOrder> m_orders;
    Focus m_focus;
    QPointF m_pressAt;
    QPointF m_last;
    bool m_panning = false;
    int m_busiest = -1;
};

} // namespace shardscape
