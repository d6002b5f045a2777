// SPDX-License-Identifier: GPL-3.0-or-later
// The buttons of the shared clock: to the start, back, play, on, to the end, loop and speed. Stepping asks the view, which knows the
// events. GUI thread only.
#pragma once

#include <QWidget>

class QComboBox;
class QLabel;
class QToolButton;

namespace shardscape {

class ModelClock;

class ClockBar : public QWidget {
    Q_OBJECT
public:
    explicit ClockBar(ModelClock& clock, QWidget* parent = nullptr);

    /// Symbols in the theme's text color.
    void setInk(const QColor& color);
    /// Faster (1) or slower (-1) by one step of the list.
    void changeSpeed(int steps);

Q_SIGNALS:
    void stepRequested(int direction);

private:
    QToolButton* addButton(const QString& name, const QString& help);
    void showState();
    void applySpeed();

    ModelClock& m_clock;
    QToolButton* m_toStart;
    QToolButton* m_back;
    QToolButton* m_play;
    QToolButton* m_forward;
    QToolButton* m_toEnd;
    QToolButton* m_loop;
    QComboBox* m_speed;
    QLabel* m_position;
    QColor m_ink;
};

} // namespace shardscape
