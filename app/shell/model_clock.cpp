// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/model_clock.h"

#include <algorithm>
#include <cmath>

namespace shardscape {

namespace {
constexpr int frameMilliseconds = 16;
constexpr int stepMilliseconds = 500;
constexpr double slowest = 1e-9; // model seconds per wall second: slower than this nobody can see it move
constexpr double fastest = 1e6;
} // namespace

ModelClock::ModelClock(QObject* parent) : QObject{parent}
{
    m_timer.setInterval(frameMilliseconds);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &ModelClock::tick);
}

void ModelClock::setDuration(double seconds)
{
    if (!std::isfinite(seconds) || seconds < 0.0 || seconds == m_duration)
        return;
    const double share = m_duration > 0.0 ? m_position / m_duration : 0.0;
    m_duration = seconds;
    Q_EMIT durationChanged(m_duration);
    if (m_duration == 0.0)
        pause();
    setPosition(share * m_duration);
}

void ModelClock::setPosition(double seconds)
{
    if (!std::isfinite(seconds))
        return;
    const double position = std::clamp(seconds, 0.0, m_duration);
    if (position == m_position)
        return;
    m_position = position;
    Q_EMIT positionChanged(m_position);
}

void ModelClock::setSpeed(double modelSecondsPerSecond)
{
    if (!std::isfinite(modelSecondsPerSecond))
        return;
    const double speed = std::clamp(modelSecondsPerSecond, slowest, fastest);
    if (speed == m_speed)
        return;
    m_speed = speed;
    Q_EMIT stateChanged();
}

void ModelClock::setLoops(bool on)
{
    if (on == m_loops)
        return;
    m_loops = on;
    Q_EMIT stateChanged();
}

void ModelClock::setStepwise(bool on) { m_timer.setInterval(on ? stepMilliseconds : frameMilliseconds); }

void ModelClock::play()
{
    if (isPlaying() || m_duration <= 0.0)
        return;
    if (m_position >= m_duration)
        setPosition(0.0);
    m_sinceTick.start();
    m_timer.start();
    Q_EMIT stateChanged();
}

void ModelClock::pause()
{
    if (!isPlaying())
        return;
    m_timer.stop();
    Q_EMIT stateChanged();
}

void ModelClock::toggle()
{
    if (isPlaying())
        pause();
    else
        play();
}

void ModelClock::tick()
{
    const double wallSeconds = static_cast<double>(m_sinceTick.nsecsElapsed()) * 1e-9;
    m_sinceTick.restart();
    const double next = m_position + wallSeconds * m_speed;
    if (next < m_duration) {
        setPosition(next);
    } else if (m_loops) {
        setPosition(std::fmod(next, m_duration));
    } else {
        setPosition(m_duration);
        pause();
    }
}

} // namespace shardscape
