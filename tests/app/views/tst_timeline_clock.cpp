// SPDX-License-Identifier: GPL-3.0-or-later
// Playing: the transport buttons, the keys of the canvas and the playhead follow one clock.
#include "schedule/schedule.h"
#include "shell/model_clock.h"
#include "views/timeline/clock_bar.h"
#include "views/timeline/timeline_canvas.h"

#include <QComboBox>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace shardscape;

namespace {

std::shared_ptr<const Timeline> simulate(ScheduleKind kind)
{
    const int chunks = defaultChunks(kind);
    return std::make_shared<Timeline>(*simulateSchedule({kind, 4, 8, chunks, uniformTimes(4, chunks, 1.0, 1.0, 1.0, std::nullopt, 0.1)}));
}

/// Column of the playhead's accent color in a row of the ruler.
int playheadColumn(TimelineCanvas& canvas)
{
    const QImage image = canvas.grab().toImage();
    const QRgb accent = tokensFor(Theme::Light).accent.rgb();
    int sum = 0;
    int count = 0;
    for (int x = 0; x < image.width(); ++x)
        if (image.pixel(x, static_cast<int>(canvas.geometryNow().ruler().top()) + 3) == accent) {
            sum += x;
            ++count;
        }
    return count == 0 ? -1 : sum / count;
}

QToolButton* buttonNamed(ClockBar& bar, const QString& name)
{
    for (auto* button : bar.findChildren<QToolButton*>())
        if (button->accessibleName() == name)
            return button;
    return nullptr;
}

} // namespace

class TimelineClock : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void thePlayheadMovesWhilePlaying_data()
    {
        QTest::addColumn<int>("kind");
        for (const ScheduleKind kind : {ScheduleKind::OneFOneB, ScheduleKind::Interleaved, ScheduleKind::ZbV, ScheduleKind::DualPipe})
            QTest::newRow(toText(kind).data()) << static_cast<int>(kind);
    }
    void thePlayheadMovesWhilePlaying()
    {
        QFETCH(int, kind);
        TimelineCanvas canvas;
        canvas.resize(900, 400);
        canvas.setTokens(tokensFor(Theme::Light));
        canvas.setContent({simulate(static_cast<ScheduleKind>(kind)), {}, {}, 0});
        ModelClock clock;
        connect(&clock, &ModelClock::positionChanged, &canvas, &TimelineCanvas::setClock);
        clock.setDuration(canvas.geometryNow().duration);
        clock.setSpeed(clock.duration() / 0.4);
        canvas.setClock(0.0);
        const int first = playheadColumn(canvas);
        QVERIFY(first >= 0);
        clock.play();
        QTRY_VERIFY(clock.position() > 0.3 * clock.duration());
        QVERIFY(playheadColumn(canvas) > first + 50);
        QTRY_VERIFY(!clock.isPlaying()); // stops at the end
        QCOMPARE(clock.position(), clock.duration());
    }

    void buttonsAndClockAgree()
    {
        ModelClock clock;
        ClockBar bar(clock);
        bar.setInk(Qt::black);
        clock.setDuration(20.0);
        QCOMPARE(clock.speed(), 2.0); // a step takes ten seconds
        bar.changeSpeed(1);
        QCOMPARE(clock.speed(), 4.0);
        bar.changeSpeed(-100);
        QCOMPARE(clock.speed(), 2.0 / 16.0);
        clock.setPosition(7.0);
        buttonNamed(bar, ClockBar::tr("To the end"))->click();
        QCOMPARE(clock.position(), 20.0);
        buttonNamed(bar, ClockBar::tr("To the start"))->click();
        QCOMPARE(clock.position(), 0.0);
        buttonNamed(bar, ClockBar::tr("Loop"))->click();
        QVERIFY(clock.loops());
        buttonNamed(bar, ClockBar::tr("Play"))->click();
        QVERIFY(clock.isPlaying());
        QVERIFY(buttonNamed(bar, ClockBar::tr("Pause")) != nullptr);
        clock.pause();
        QSignalSpy step(&bar, &ClockBar::stepRequested);
        buttonNamed(bar, ClockBar::tr("On one event"))->click();
        buttonNamed(bar, ClockBar::tr("Back one event"))->click();
        QCOMPARE(step.size(), 2);
        QCOMPARE(step.at(0).first().toInt(), 1);
        QCOMPARE(step.at(1).first().toInt(), -1);
    }

    void everyButtonHasANameAndAHelp()
    {
        ModelClock clock;
        ClockBar bar(clock);
        for (const auto* button : bar.findChildren<QToolButton*>()) {
            QVERIFY(!button->accessibleName().isEmpty());
            QVERIFY(!button->toolTip().isEmpty());
        }
        QVERIFY(!bar.findChild<QComboBox*>()->accessibleName().isEmpty());
    }

    void keysWalkAllTasksOfARow()
    {
        TimelineCanvas canvas;
        canvas.resize(900, 400);
        canvas.setTokens(tokensFor(Theme::Light));
        const auto timeline = simulate(ScheduleKind::OneFOneB);
        canvas.setContent({timeline, {}, {}, 0});
        QSignalSpy hovered(&canvas, &TimelineCanvas::taskHovered);
        connect(&canvas, &TimelineCanvas::taskHovered, &canvas, [&canvas](qint64 task) { canvas.setMarks(task, -1); });
        QTest::keyClick(&canvas, Qt::Key_Down); // enters the first row
        for (int i = 0; i < 20; ++i)
            QTest::keyClick(&canvas, Qt::Key_Period);
        QCOMPARE(hovered.last().first().toLongLong(), 15); // the last of the sixteen tasks of stage 0
        QTest::keyClick(&canvas, Qt::Key_Down);
        const auto task = static_cast<std::uint32_t>(hovered.last().first().toLongLong());
        QCOMPARE(stageOfTask(*timeline, task), 1);
        QVERIFY(canvas.accessibleDescription().contains(QStringLiteral("stage 1")));
        QSignalSpy chosen(&canvas, &TimelineCanvas::taskChosen);
        QTest::keyClick(&canvas, Qt::Key_Return);
        QCOMPARE(chosen.first().first().toLongLong(), static_cast<qint64>(task));
    }
};

QTEST_MAIN(TimelineClock)
#include "tst_timeline_clock.moc"
