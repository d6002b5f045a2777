// SPDX-License-Identifier: GPL-3.0-or-later
// A picture that can be moved and zoomed, painted in two layers: a base that is kept until something changes, and an overlay that changes
// with the pointer; a legend strip below. It fits itself to the widget until a person moves it. Mesh and fabric are drawn on it. GUI
// thread only.
#pragma once

#include "shell/tokens.h"
#include "views/common/camera.h"

#include <QImage>
#include <QWidget>

namespace shardscape {

class PictureCanvas : public QWidget {
    Q_OBJECT
public:
    explicit PictureCanvas(QWidget* parent = nullptr);

    void setTokens(const Tokens& tokens);
    [[nodiscard]] const Camera& camera() const { return m_camera; }
    void setCamera(const Camera& camera);

    QSize sizeHint() const override { return {640, 420}; }
    QSize minimumSizeHint() const override { return {240, 180}; }

    /// The picture as it is on the screen, without what only the pointer and the focus draw; as vectors on a device of vectors.
    void paintPicture(QPainter& painter);

public Q_SLOTS:
    void fit();

protected:
    bool event(QEvent* event) override; ///< pinching zooms
    [[nodiscard]] virtual bool hasPicture() const = 0;
    [[nodiscard]] virtual QString emptyText() const = 0; ///< in place of the picture
    [[nodiscard]] virtual Camera fittedCamera() const = 0;
    [[nodiscard]] virtual double closestScale() const = 0;
    [[nodiscard]] virtual bool canMove() const { return true; }
    [[nodiscard]] virtual int legendLines() const { return 1; } ///< by the widget's width and font alone
    virtual void paintBase(QPainter& painter) = 0; ///< clipped to the viewport
    virtual void paintLegend(QPainter& painter, const QRectF& strip) = 0;
    virtual void paintOverlay(QPainter& painter) = 0;

    [[nodiscard]] const Tokens* tokens() const { return m_tokens; }
    [[nodiscard]] QRectF viewport() const; ///< the widget without the legend
    void invalidateBase();
    void pan(QPointF pixels);
    void zoom(QPointF at, double factor);
    /// The picture is of another machine: show all of it, whatever the camera did before. Otherwise a fitted camera stays fitted.
    void pictureChanged(bool isAnother);

    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    void renderBase();

    const Tokens* m_tokens = nullptr;
    Camera m_camera;
    bool m_fitted = true; ///< the camera follows the size until a person moves it
    QImage m_base;
};

} // namespace shardscape
