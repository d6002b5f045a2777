// SPDX-License-Identifier: GPL-3.0-or-later
// The pipeline picture: geometry and pyramid without a window, the canvas by pointer and keys, the picture itself by its pixels.
#include "schedule/schedule.h"
#include "views/timeline/timeline_canvas.h"
#include "views/timeline/timeline_export.h"
#include "views/timeline/timeline_text.h"

#include <QImage>
#include <QPainter>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace shardscape;

namespace {

std::shared_ptr<const Timeline> simulate(ScheduleKind kind, int stages, int microbatches, double p2p = 0.0)
{
    const int chunks = defaultChunks(kind);
    return std::make_shared<Timeline>(
        *simulateSchedule({kind, stages, microbatches, chunks, uniformTimes(stages, chunks, 1.0, 1.0, 1.0, std::nullopt, p2p)}));
}

TimelineGeometry geometryOf(const Timeline& timeline) { return timelineGeometry(QRectF(0, 0, 1000, 400), timeline, QFont(), false); }

std::vector<StageMemory> someMemory(int stages)
{
    StageMemory memory;
    memory[MemoryPart::Weights] = Bytes::fromGiB(10.0);
    memory[MemoryPart::Activations] = Bytes::fromGiB(8.0);
    memory.activationPerMicrobatch = {Bytes::fromGiB(2.0)};
    return std::vector<StageMemory>(static_cast<std::size_t>(stages), memory);
}

/// A fifth of every pass is a tensor-parallel transfer; gradients take a second after the pipeline and the optimizer another.
std::shared_ptr<const StepLanes> someLanes(const Timeline& timeline)
{
    StepLanes lanes;
    const auto slots = static_cast<std::size_t>(timeline.stages * timeline.chunks);
    lanes.passShares.assign(2 * passKinds * slots, {0.8, 0.0, 0.2, 0.0, 0.0, 0.0});
    lanes.sends.assign(slots, 0);
    const double makespan = *std::max_element(timeline.end.begin(), timeline.end.end());
    const LaneEvent reduction{StepLane::Dp, LaneAction::ReduceGradients, makespan, makespan + 1.0, true, -1};
    const LaneEvent optimizer{StepLane::Optimizer, LaneAction::Optimizer, makespan + 1.0, makespan + 2.0, true, -1};
    lanes.stepEvents.assign(static_cast<std::size_t>(timeline.stages), {reduction, optimizer});
    lanes.end = makespan + 2.0;
    return std::make_shared<const StepLanes>(std::move(lanes));
}

} // namespace

class TimelineViewTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void timeAndPixelsAreInverse()
    {
        TimelineGeometry geometry = geometryOf(*simulate(ScheduleKind::OneFOneB, 4, 8));
        geometry.zoom(3.0, 500.0);
        for (const double time : {0.0, 1.5, 20.0})
            QVERIFY(std::abs(geometry.timeAt(geometry.xOf(time)) - time) < 1e-9);
    }

    void zoomKeepsTheTimeUnderThePointer()
    {
        TimelineGeometry geometry = geometryOf(*simulate(ScheduleKind::OneFOneB, 4, 8));
        const double time = geometry.timeAt(640.0);
        geometry.zoom(4.0, 640.0);
        QVERIFY(std::abs(geometry.timeAt(640.0) - time) < 1e-9);
        geometry.zoom(0.25, 640.0);
        QVERIFY(std::abs(geometry.begin) < 1e-9);
        QVERIFY(std::abs(geometry.end - geometry.duration) < 1e-9);
    }

    void spanStaysInsideTheStep()
    {
        TimelineGeometry geometry = geometryOf(*simulate(ScheduleKind::OneFOneB, 4, 8));
        geometry.zoom(10.0, 300.0);
        geometry.pan(1e9);
        QCOMPARE(geometry.begin, 0.0);
        geometry.pan(-1e9);
        QVERIFY(std::abs(geometry.end - geometry.duration) < 1e-9);
        geometry.zoom(1e300, 300.0);
        QVERIFY(geometry.end > geometry.begin);
        geometry.zoom(1e-300, 300.0);
        QVERIFY(geometry.end - geometry.begin <= geometry.duration * (1 + 1e-12));
    }

    void everyTaskIsFoundInTheMiddleOfItsRectangle()
    {
        for (const ScheduleKind kind : {ScheduleKind::OneFOneB, ScheduleKind::ZbV, ScheduleKind::DualPipe}) {
            const auto timeline = simulate(kind, 4, 8);
            const TimelineGeometry geometry = geometryOf(*timeline);
            for (std::uint32_t task = 0; task < timeline->size(); ++task) {
                const QRectF rect = taskRect(geometry, *timeline, stageOfTask(*timeline, task), task);
                QCOMPARE(taskAt(geometry, *timeline, rect.center()).value_or(99999), task);
            }
        }
    }

    void pyramidKeepsBusyTime()
    {
        const auto timeline = simulate(ScheduleKind::Interleaved, 8, 512);
        const TimelinePyramid pyramid(*timeline);
        const TimelineSummary summary = summarize(*timeline);
        for (const double parts : {1.0, 10.0, 700.0}) {
            double busy = 0.0;
            for (int stage = 0; stage < timeline->stages; ++stage)
                for (double k = 0; k < parts; k += 1.0) {
                    const double width = summary.makespan / parts;
                    for (const float share : pyramid.shares(stage, k * width, (k + 1.0) * width))
                        busy += static_cast<double>(share) * width;
                }
            QVERIFY2(std::abs(busy / (8.0 * summary.makespan) - (1.0 - summary.bubbleFraction)) < 1e-4, qPrintable(QString::number(parts)));
        }
    }

    void blendedRowsShowTheSameShareOfIdleTime()
    {
        const auto timeline = simulate(ScheduleKind::OneFOneB, 4, 4000);
        TimelineGeometry geometry = geometryOf(*timeline);
        QVERIFY(drawsShares(geometry, *timeline, 0));
        const TimelinePyramid pyramid(*timeline);
        const auto picture = [&](const TimelinePyramid* from) {
            QImage image(1000, 400, QImage::Format_RGB32);
            QPainter painter(&image);
            TimelineHighlights highlights;
            highlights.pyramid = from;
            paintTimeline(painter, geometry, *timeline, tokensFor(Theme::Light), highlights);
            return image;
        };
        const QImage fast = picture(&pyramid);
        const QImage exact = picture(nullptr);
        for (int x = 100; x < 990; x += 37) {
            const QColor a = fast.pixelColor(x, static_cast<int>(geometry.row(1).center().y()));
            const QColor b = exact.pixelColor(x, static_cast<int>(geometry.row(1).center().y()));
            QVERIFY2(std::abs(a.red() - b.red()) <= 12 && std::abs(a.blue() - b.blue()) <= 12, qPrintable(QString::number(x)));
        }
    }

    void blocksHaveTheirKindsColorAndIdleDoesNot()
    {
        const auto timeline = simulate(ScheduleKind::OneFOneB, 4, 8);
        const TimelineGeometry geometry = geometryOf(*timeline);
        const Tokens& tokens = tokensFor(Theme::Dark);
        QImage image(1000, 400, QImage::Format_RGB32);
        QPainter painter(&image);
        paintTimeline(painter, geometry, *timeline, tokens, {});
        painter.end();
        for (std::uint32_t task = 0; task < timeline->size(); ++task) {
            const QRectF rect = taskRect(geometry, *timeline, stageOfTask(*timeline, task), task);
            QCOMPARE(image.pixelColor(rect.topLeft().toPoint() + QPoint(3, 3)), taskColor(tokens, timeline->kind[task], 0, 1));
        }
    }

    void wheelZoomsAndKeysMoveTheClock()
    {
        TimelineCanvas canvas;
        canvas.setTokens(tokensFor(Theme::Light));
        canvas.resize(900, 400);
        canvas.setContent({simulate(ScheduleKind::OneFOneB, 4, 8), someMemory(4), Bytes::fromGiB(80.0), 0});
        canvas.setClock(0.0);
        QSignalSpy scrubbed(&canvas, &TimelineCanvas::scrubbed);
        QTest::keyClick(&canvas, Qt::Key_Right);
        QCOMPARE(scrubbed.takeFirst().first().toDouble(), 1.0); // the next forward starts at 1
        canvas.setClock(2.5);
        QTest::keyClick(&canvas, Qt::Key_Left);
        QCOMPARE(scrubbed.takeFirst().first().toDouble(), 2.0);
        QTest::keyClick(&canvas, Qt::Key_End);
        QCOMPARE(scrubbed.takeFirst().first().toDouble(), 33.0);
        const double span = canvas.geometryNow().end - canvas.geometryNow().begin;
        QTest::keyClick(&canvas, Qt::Key_W);
        QVERIFY(canvas.geometryNow().end - canvas.geometryNow().begin < span);
        QTest::keyClick(&canvas, Qt::Key_F);
        QCOMPARE(canvas.geometryNow().end - canvas.geometryNow().begin, span);
        QSignalSpy critical(&canvas, &TimelineCanvas::criticalPathChanged);
        QTest::keyClick(&canvas, Qt::Key_C);
        QCOMPARE(critical.size(), 1);
        QVERIFY(canvas.showsCriticalPath());
    }

    void clickOnTheRulerScrubsAndOnATaskChooses()
    {
        TimelineCanvas canvas;
        canvas.setTokens(tokensFor(Theme::Light));
        canvas.resize(900, 400);
        const auto timeline = simulate(ScheduleKind::OneFOneB, 4, 8);
        canvas.setContent({timeline, someMemory(4), Bytes::fromGiB(80.0), 0});
        const TimelineGeometry& geometry = canvas.geometryNow();
        QSignalSpy scrubbed(&canvas, &TimelineCanvas::scrubbed);
        QTest::mouseClick(&canvas, Qt::LeftButton, {},
                          QPoint(static_cast<int>(geometry.xOf(16.5)), static_cast<int>(geometry.ruler().center().y())));
        QCOMPARE(scrubbed.size(), 1);
        QVERIFY(std::abs(scrubbed.first().first().toDouble() - 16.5) < 0.05);
        QSignalSpy chosen(&canvas, &TimelineCanvas::taskChosen);
        const QRectF rect = taskRect(geometry, *timeline, 0, 2);
        QTest::mouseClick(&canvas, Qt::LeftButton, {}, rect.center().toPoint());
        QCOMPARE(chosen.first().first().toLongLong(), 2);
    }

    void idleTimeSaysWhatItWaitsFor()
    {
        TimelineCanvas canvas;
        canvas.resize(900, 400);
        canvas.setTokens(tokensFor(Theme::Light));
        canvas.setContent({simulate(ScheduleKind::OneFOneB, 4, 8), {}, {}, 0});
        const TimelineGeometry& geometry = canvas.geometryNow();
        const QString text = canvas.describe({geometry.xOf(6.0), geometry.row(0).center().y()});
        QCOMPARE(text, QStringLiteral("Stage 0 waits 6.00 s for the backward of micro-batch 0 on stage 1 (warm-up)."));
        QVERIFY(canvas.describe({geometry.xOf(0.5), geometry.row(0).center().y()})
                    .startsWith(QStringLiteral("Forward of micro-batch 0 on stage 0")));
    }

    void transfersHaveALaneThatAKeyHides()
    {
        const auto timeline = simulate(ScheduleKind::OneFOneB, 2, 3);
        TimelineCanvas canvas;
        canvas.resize(900, 400);
        canvas.setTokens(tokensFor(Theme::Light));
        canvas.setContent({timeline, {}, {}, 0, someLanes(*timeline)});
        const double makespan = *std::max_element(timeline->end.begin(), timeline->end.end());
        const auto colorAt = [&](QPointF point) { return canvas.grab().toImage().pixelColor(point.toPoint()); };
        const TimelineGeometry with = canvas.geometryNow();
        QCOMPARE(with.duration, makespan + 2.0);
        const QRectF lane = with.lane(1);
        const Tokens& tokens = tokensFor(Theme::Light);
        const double inTransfer = with.xOf(timeline->end[timeline->laneBegin[1]] - 0.05); // the last fifth of the first forward
        QCOMPARE(colorAt({inTransfer, lane.top() + 2.0}), tokens.axis[indexOf(Axis::Tp)]);
        QCOMPARE(colorAt({with.xOf(makespan + 0.1), lane.top() + 2.0}), tokens.axis[indexOf(Axis::Dp)]);
        QCOMPARE(colorAt({with.xOf(makespan + 1.1), with.row(1).top() + 3.0}), tokens.task[static_cast<std::size_t>(TaskKind::Optimizer)]);
        QVERIFY(canvas.describe({inTransfer, lane.top() + 2.0}).contains(QStringLiteral("adds to the step")));
        QSignalSpy changed(&canvas, &TimelineCanvas::lanesChanged);
        QTest::keyClick(&canvas, Qt::Key_T);
        QCOMPARE(changed.count(), 1);
        QVERIFY(canvas.geometryNow().lane(1).isEmpty());
        QCOMPARE(canvas.geometryNow().duration, makespan);
        QTest::keyClick(&canvas, Qt::Key_T);
        QCOMPARE(canvas.geometryNow().lane(1), lane);
    }

    void tablesHaveARowPerStageAndTask()
    {
        const auto timeline = simulate(ScheduleKind::ZbH1, 4, 8);
        QCOMPARE(stageTable(*timeline).rows.size(), std::size_t{4});
        QCOMPARE(taskTable(*timeline, 10).rows.size(), std::size_t{10});
        QCOMPARE(taskTable(*timeline, 10'000).rows.size(), timeline->size());
        for (const QStringList& row : stageTable(*timeline).rows)
            QCOMPARE(row.size(), stageTable(*timeline).header.size());
    }

    void picturesAreWritten()
    {
        QTemporaryDir folder;
        TimelineCanvas canvas;
        canvas.resize(600, 300);
        canvas.setTokens(tokensFor(Theme::Light));
        canvas.setContent({simulate(ScheduleKind::DualPipe, 4, 8), someMemory(4), Bytes::fromGiB(80.0), 0});
        QVERIFY(exportTimeline(canvas, folder.filePath(QStringLiteral("a.png"))));
        QCOMPARE(QImage(folder.filePath(QStringLiteral("a.png"))).width(), 1200);
        QVERIFY(exportTimeline(canvas, folder.filePath(QStringLiteral("a.svg"))));
        QVERIFY(QFileInfo(folder.filePath(QStringLiteral("a.svg"))).size() > 2000);
        QVERIFY(!exportTimeline(canvas, folder.filePath(QStringLiteral("a.txt"))));
        QVERIFY(!exportTimeline(canvas, folder.filePath(QStringLiteral("none/a.png"))));
    }

    void emptyContentPaintsAHint()
    {
        TimelineCanvas canvas;
        canvas.resize(300, 200);
        canvas.setTokens(tokensFor(Theme::Light));
        canvas.setContent({});
        QVERIFY(!canvas.grab().isNull());
        QTest::keyClick(&canvas, Qt::Key_Right);
        QCOMPARE(canvas.describe({10, 10}), QString());
    }
};

QTEST_MAIN(TimelineViewTest)
#include "tst_timeline.moc"
