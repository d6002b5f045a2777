// SPDX-License-Identifier: GPL-3.0-or-later
// The fabric as one widget: cached base picture or matrix, overlay with the focus, pan, zoom, hover and pin. Keys: arrows pan, + and -
// zoom, 0 fits, N and Shift+N walk the busiest links, Enter pins, Escape lets go. GUI thread only.
#pragma once

#include "views/fabric/fabric_painter.h"

#include <QWidget>

namespace shardscape {

class FabricCanvas : public QWidget {
    Q_OBJECT
public:
    explicit FabricCanvas(QWidget* parent = nullptr);

    void setModel(std::shared_ptr<const FabricModel> model);
    [[nodiscard]] const FabricModel* model() const { return m_model.get(); }
    void setTokens(const Tokens& tokens);
    void setHubFocus(Focus focus); ///< what the hub says
    void setShowsMatrix(bool on);
    [[nodiscard]] bool showsMatrix() const { return m_matrix; }
    [[nodiscard]] const FabricCamera& camera() const { return m_camera; }
    void setCamera(const FabricCamera& camera);
    /// The link or GPU at a point of the widget.
    [[nodiscard]] Focus thingAt(QPointF position) const;

    QSize sizeHint() const override { return {640, 420}; }
    QSize minimumSizeHint() const override { return {240, 180}; }

public Q_SLOTS:
    void fit();

Q_SIGNALS:
    void hovered(shardscape::Focus focus);
    void pinned(shardscape::Focus focus);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] QRectF viewport() const;
    [[nodiscard]] FabricPicture picture() const;
    [[nodiscard]] QRectF matrixRect() const;
    [[nodiscard]] Focus nearestLink(QPointF position, int node) const;
    void renderBase();
    void invalidate();
    void stepThroughBusiest(int step);
    void zoom(QPointF at, double factor);

    std::shared_ptr<const FabricModel> m_model;
    const Tokens* m_tokens = nullptr;
    FabricCamera m_camera;
    bool m_fitted = true;
    bool m_matrix = false;
    QImage m_base;
    Focus m_focus;
    QPointF m_pressAt;
    QPointF m_last;
    bool m_panning = false;
    int m_busiest = -1;
};

} // namespace shardscape
