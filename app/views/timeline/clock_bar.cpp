// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timeline/clock_bar.h"

#include "shell/model_clock.h"
#include "views/common/number_text.h"
#include "views/timeline/media_icons.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace shardscape {

namespace {

constexpr double wholeStepSeconds = 10.0; ///< wall time of one step at normal speed
constexpr int slowest = -4;               ///< 1/16
constexpr int fastest = 6;                ///< 64

QString clockText(double seconds) { return seconds == 0.0 ? QStringLiteral("0 s") : timeText(Seconds::fromSeconds(seconds)); }

} // namespace

ClockBar::ClockBar(ModelClock& clock, QWidget* parent)
    : QWidget(parent), m_clock(clock), m_toStart(addButton(tr("To the start"), tr("To the start (Home)"))),
      m_back(addButton(tr("Back one event"), tr("Back one event (Left; with Shift one of the row)"))),
      m_play(addButton(tr("Play"), tr("Play or pause (Space)"))),
      m_forward(addButton(tr("On one event"), tr("On one event (Right; with Shift one of the row)"))),
      m_toEnd(addButton(tr("To the end"), tr("To the end (End)"))), m_loop(addButton(tr("Loop"), tr("Start again at the end (L)"))),
      m_speed(new QComboBox(this)), m_position(new QLabel(this))
{
    m_loop->setCheckable(true);
    m_speed->setAccessibleName(tr("Speed of playing"));
    m_speed->setToolTip(tr("Speed of playing ([ and ])"));
    for (int power = slowest; power <= fastest; ++power)
        m_speed->addItem(power < 0 ? QStringLiteral("1/%1×").arg(1 << -power) : QStringLiteral("%1×").arg(1 << power), power);
    m_speed->setCurrentIndex(-slowest);
    m_position->setAccessibleName(tr("Position in the step"));
    m_position->setMinimumWidth(m_position->fontMetrics().horizontalAdvance(QStringLiteral("00.0 ms of 00.0 ms")));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2);
    for (QWidget* widget :
         {static_cast<QWidget*>(m_toStart), static_cast<QWidget*>(m_back), static_cast<QWidget*>(m_play), static_cast<QWidget*>(m_forward),
          static_cast<QWidget*>(m_toEnd), static_cast<QWidget*>(m_loop), static_cast<QWidget*>(m_speed)})
        row->addWidget(widget);
    row->addSpacing(6);
    row->addWidget(m_position);

    connect(m_toStart, &QToolButton::clicked, this, [this] { m_clock.setPosition(0.0); });
    connect(m_toEnd, &QToolButton::clicked, this, [this] { m_clock.setPosition(m_clock.duration()); });
    connect(m_back, &QToolButton::clicked, this, [this] { Q_EMIT stepRequested(-1); });
    connect(m_forward, &QToolButton::clicked, this, [this] { Q_EMIT stepRequested(1); });
    connect(m_play, &QToolButton::clicked, &m_clock, &ModelClock::toggle);
    connect(m_loop, &QToolButton::toggled, &m_clock, &ModelClock::setLoops);
    connect(m_speed, &QComboBox::currentIndexChanged, this, &ClockBar::applySpeed);
    connect(&m_clock, &ModelClock::durationChanged, this, &ClockBar::applySpeed);
    connect(&m_clock, &ModelClock::stateChanged, this, &ClockBar::showState);
    connect(&m_clock, &ModelClock::positionChanged, this, &ClockBar::showState);
    showState();
}

QToolButton* ClockBar::addButton(const QString& name, const QString& help)
{
    auto* button = new QToolButton(this);
    button->setAutoRaise(true);
    button->setAccessibleName(name);
    button->setToolTip(help);
    return button;
}

void ClockBar::setInk(const QColor& color)
{
    m_ink = color;
    m_toStart->setIcon(mediaIcon(MediaSymbol::ToStart, color));
    m_back->setIcon(mediaIcon(MediaSymbol::StepBack, color));
    m_forward->setIcon(mediaIcon(MediaSymbol::StepForward, color));
    m_toEnd->setIcon(mediaIcon(MediaSymbol::ToEnd, color));
    m_loop->setIcon(mediaIcon(MediaSymbol::Loop, color));
    showState();
}

void ClockBar::changeSpeed(int steps) { m_speed->setCurrentIndex(std::clamp(m_speed->currentIndex() + steps, 0, m_speed->count() - 1)); }

void ClockBar::applySpeed()
{
    if (m_clock.duration() <= 0.0)
        return;
    const double speed = std::ldexp(m_clock.duration() / wholeStepSeconds, m_speed->currentData().toInt());
    m_clock.setSpeed(speed);
    m_speed->setToolTip(tr("Speed of playing: 1 s shows %1 of the step ([ and ])").arg(clockText(speed)));
    showState();
}

void ClockBar::showState()
{
    const bool playing = m_clock.isPlaying();
    m_play->setAccessibleName(playing ? tr("Pause") : tr("Play"));
    if (m_ink.isValid())
        m_play->setIcon(mediaIcon(playing ? MediaSymbol::Pause : MediaSymbol::Play, m_ink));
    const QSignalBlocker block(m_loop);
    m_loop->setChecked(m_clock.loops());
    m_position->setText(tr("%1 of %2").arg(clockText(m_clock.position()), clockText(m_clock.duration())));
}

} // namespace shardscape
