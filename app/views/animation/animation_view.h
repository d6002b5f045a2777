// SPDX-License-Identifier: GPL-3.0-or-later
// The frame of an animation that is no part of the step: it runs by the shared clock, whose whole range is the animation's, and has a
// caption in words, a table and an export like every picture. GUI thread only.
#pragma once

#include "shell/app_context.h"
#include "views/common/table_data.h"

#include <QRectF>
#include <QWidget>

#include <functional>

class QHBoxLayout;
class QLabel;
class QPainter;
class QToolButton;

namespace shardscape {

class PictureFrame;

/// What an animation is: pure functions of the share of its time that has passed, 0 to 1.
struct Animation {
    std::function<void(QPainter&, const QRectF&, const Tokens&, double share)> paint;
    std::function<QString(double share)> caption;
    std::function<TableData()> table;
    std::function<int()> events; ///< moments at which something changes; keys step from one to the next
};

class AnimationCanvas : public QWidget {
    Q_OBJECT
public:
    explicit AnimationCanvas(Animation animation, QWidget* parent = nullptr);
    void setTokens(const Tokens& tokens);
    void setShare(double share);
    [[nodiscard]] double share() const { return m_share; }
    void paintPicture(QPainter& painter) const;
    QSize sizeHint() const override { return {640, 420}; }
    QSize minimumSizeHint() const override { return {260, 180}; }

Q_SIGNALS:
    void stepRequested(int direction);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    Animation m_animation;
    const Tokens* m_tokens = nullptr;
    double m_share = 0.0;
};

class AnimationView : public QWidget {
    Q_OBJECT
public:
    AnimationView(AppContext& context, Animation animation, const QString& name, QWidget* parent = nullptr);

    [[nodiscard]] QString caption() const;
    [[nodiscard]] AnimationCanvas& canvas() { return *m_canvas; }
    void setShare(double share);
    /// What a lesson wants to be shown, such as "ranks=16&place=nodes"; unknown keys and values change nothing.
    virtual void configure(const QString& settings) = 0;

protected:
    /// Controls of the view go here.
    [[nodiscard]] QHBoxLayout& head();
    /// After another choice of what is shown.
    void refresh();

private:
    void followClock();
    void togglePlay();
    void step(int direction);
    void save();

    AppContext& m_context;
    Animation m_animation;
    AnimationCanvas* m_canvas;
    PictureFrame* m_frame;
    QLabel* m_caption;
    QToolButton* m_play;
};

} // namespace shardscape
