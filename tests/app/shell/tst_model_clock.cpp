// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/model_clock.h"

#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace shardscape;

class ModelClockTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void positionStaysInside()
    {
        ModelClock clock;
        clock.setDuration(10.0);
        clock.setPosition(4.0);
        QCOMPARE(clock.position(), 4.0);
        clock.setPosition(99.0);
        QCOMPARE(clock.position(), 10.0);
        clock.setPosition(-1.0);
        QCOMPARE(clock.position(), 0.0);
        clock.setPosition(std::nan(""));
        QCOMPARE(clock.position(), 0.0);
    }

    void durationKeepsTheShare()
    {
        ModelClock clock;
        clock.setDuration(10.0);
        clock.setPosition(2.5);
        clock.setDuration(40.0);
        QCOMPARE(clock.position(), 10.0);
        clock.setDuration(std::nan(""));
        QCOMPARE(clock.duration(), 40.0);
        clock.setDuration(0.0);
        QCOMPARE(clock.position(), 0.0);
    }

    void sameValueIsNoNews()
    {
        ModelClock clock;
        clock.setDuration(1.0);
        clock.setPosition(0.5);
        QSignalSpy moved(&clock, &ModelClock::positionChanged);
        QSignalSpy state(&clock, &ModelClock::stateChanged);
        clock.setPosition(0.5);
        clock.setLoops(false);
        clock.setSpeed(1.0);
        clock.pause();
        QCOMPARE(moved.count() + state.count(), 0);
    }

    void playsToTheEndAndStops()
    {
        ModelClock clock;
        clock.setDuration(0.06);
        clock.play();
        QVERIFY(clock.isPlaying());
        QTRY_VERIFY(!clock.isPlaying());
        QCOMPARE(clock.position(), 0.06);
        clock.toggle(); // at the end, playing starts anew
        QVERIFY(clock.isPlaying());
        QVERIFY(clock.position() < 0.06);
    }

    void loops()
    {
        ModelClock clock;
        clock.setDuration(0.03);
        clock.setLoops(true);
        bool wentBack = false;
        double last = 0.0;
        connect(&clock, &ModelClock::positionChanged, this, [&](double now) {
            wentBack = wentBack || now < last;
            last = now;
        });
        clock.play();
        QTRY_VERIFY(wentBack);
        QVERIFY(clock.isPlaying());
    }

    void speedScalesTime()
    {
        ModelClock clock;
        clock.setDuration(1e9);
        clock.setSpeed(1e6);
        QElapsedTimer wall;
        wall.start();
        clock.play();
        QTRY_VERIFY(clock.position() > 0.0);
        const double first = clock.position();
        QVERIFY(first <= 1e6 * static_cast<double>(wall.nsecsElapsed()) * 1e-9);
        QVERIFY(first >= 1e6 * 0.010); // one frame at least
    }

    void nothingToPlay()
    {
        ModelClock clock;
        clock.play();
        QVERIFY(!clock.isPlaying());
    }
};

QTEST_MAIN(ModelClockTest)
#include "tst_model_clock.moc"
