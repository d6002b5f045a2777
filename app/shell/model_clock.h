// SPDX-License-Identifier: GPL-3.0-or-later
// One position in model time for the whole window. Playing, scrubbing, testing and exporting all set this position; views draw a pure
// function of it. GUI thread only.
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace shardscape {

class ModelClock : public QObject {
    Q_OBJECT
public:
    explicit ModelClock(QObject* parent = nullptr);

    [[nodiscard]] double position() const { return m_position; } ///< seconds of model time
    [[nodiscard]] double duration() const { return m_duration; }
    [[nodiscard]] bool isPlaying() const { return m_timer.isActive(); }
    [[nodiscard]] double speed() const { return m_speed; } ///< model seconds per second of wall time
    [[nodiscard]] bool loops() const { return m_loops; }

public Q_SLOTS:
    void setDuration(double seconds); ///< keeps the relative position
    void setPosition(double seconds);
    void setSpeed(double modelSecondsPerSecond);
    void setLoops(bool on);
    /// Playing jumps twice a second instead of gliding, for those whom movement disturbs; the speed stays.
    void setStepwise(bool on);
    void play();
    void pause();
    void toggle();

Q_SIGNALS:
    void positionChanged(double seconds);
    void durationChanged(double seconds);
    void stateChanged(); ///< playing, speed or loop changed

private:
    void tick();

    QTimer m_timer;
    QElapsedTimer m_sinceTick;
    double m_position = 0.0;
    double m_duration = 0.0;
    double m_speed = 1.0;
    bool m_loops = false;
};

} // namespace shardscape
