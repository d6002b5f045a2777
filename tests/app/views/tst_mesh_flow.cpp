// SPDX-License-Identifier: GPL-3.0-or-later
// Micro-batches on the mesh: what a stage is at, when it is shown, and that the tags are painted.
#include "app/open_document.h"
#include "app/sample_evaluation.h"
#include "evaluate/schedule_alternatives.h"
#include "schedule/schedule.h"
#include "views/mesh/mesh_flow.h"
#include "views/mesh/mesh_view.h"
#include "views/timeline/timeline_painter.h"
#include "views/timeline/timeline_view.h"

#include <QPainter>
#include <QTest>

using namespace shardscape;

namespace {

Scenario pipeline(ScheduleKind kind, int tp, int pp, int batch)
{
    Scenario scenario = twoNodeTraining();
    scenario.parallelism.tp = tp;
    scenario.parallelism.pp = pp;
    scenario.parallelism.dp = 1;
    std::get<TrainingWorkload>(scenario.workload.kind).globalBatch = batch;
    return withSchedule(scenario, kind);
}

constexpr std::array watched{ScheduleKind::OneFOneB, ScheduleKind::Interleaved, ScheduleKind::ZbV, ScheduleKind::DualPipe};

} // namespace

class TestMeshFlow : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void theTaskIsTheOneThatCoversTheMoment_data()
    {
        QTest::addColumn<int>("kind");
        for (const ScheduleKind kind : watched)
            QTest::newRow(toText(kind).data()) << static_cast<int>(kind);
    }
    void theTaskIsTheOneThatCoversTheMoment()
    {
        QFETCH(int, kind);
        const int chunks = defaultChunks(static_cast<ScheduleKind>(kind));
        const Result<Timeline> timeline =
            simulateSchedule({static_cast<ScheduleKind>(kind), 4, 8, chunks, uniformTimes(4, chunks, 1.0, 1.1, 0.9, std::nullopt, 0.1)});
        QVERIFY(timeline.has_value());
        const double end = *std::max_element(timeline->end.begin(), timeline->end.end());
        for (int k = -1; k <= 500; ++k) {
            const double now = end * k / 499.0;
            for (int stage = 0; stage < 4; ++stage) {
                std::int32_t expected = -1;
                for (std::uint32_t i = timeline->laneBegin[static_cast<std::size_t>(stage)];
                     i < timeline->laneBegin[static_cast<std::size_t>(stage) + 1]; ++i)
                    if (timeline->start[i] <= now && now < timeline->end[i])
                        expected = static_cast<std::int32_t>(i);
                const StageNow found = stageAt(*timeline, stage, now);
                QVERIFY(found.task == expected || found.other == expected);
                if (found.other >= 0) {
                    QCOMPARE(found.other, found.task + 1);
                    QCOMPARE(timeline->pairedWithNext[static_cast<std::size_t>(found.task)], 1);
                }
            }
        }
    }

    void shownOnlyInsideTheStep()
    {
        OpenDocument open;
        open.document.startNew(pipeline(ScheduleKind::OneFOneB, 4, 4, 8));
        QVERIFY(open.settle());
        TimelineView timeline(open.workspace.context); // gives the clock its duration
        MeshView mesh(open.workspace.context);
        mesh.resize(760, 560);
        QVERIFY(mesh.canvas().flow().isEmpty());
        ModelClock& clock = open.workspace.clock;
        const QImage still = mesh.grab().toImage();
        clock.setPosition(0.4 * clock.duration());
        QCOMPARE(mesh.canvas().flow().stages.size(), std::size_t(4));
        QCOMPARE(mesh.canvas().flow(), meshFlow(open.document.evaluation()->timeline, clock.position()));
        QVERIFY(mesh.grab().toImage() != still);
        clock.setPosition(0.0);
        QVERIFY(mesh.canvas().flow().isEmpty());
        QCOMPARE(mesh.grab().toImage(), still);
        clock.play();
        QTRY_VERIFY(!mesh.canvas().flow().isEmpty());
    }

    void everyGpuOfABusyStageWearsItsTag()
    {
        OpenDocument open;
        open.document.startNew(pipeline(ScheduleKind::OneFOneB, 4, 4, 8));
        QVERIFY(open.settle());
        TimelineView timeline(open.workspace.context);
        MeshView mesh(open.workspace.context);
        mesh.resize(760, 560);
        mesh.grab();
        ModelClock& clock = open.workspace.clock;
        clock.setPosition(1e-6 * clock.duration()); // the first stage alone is at work
        const MeshCanvas& canvas = mesh.canvas();
        QCOMPARE(flowLabel(canvas.flow(), 0), QStringLiteral("F0"));
        for (int stage = 1; stage < 4; ++stage)
            QCOMPARE(flowLabel(canvas.flow(), stage), QString());
        const QRgb forward = open.workspace.theme.tokens().task[0].rgb();
        const QImage picture = mesh.canvas().grab().toImage();
        for (int gpu = 0; gpu < canvas.model()->gpus(); ++gpu) {
            const QRect cell = canvas.camera().toScreen(canvas.model()->geometry.cellRect(gpu)).toRect();
            int found = 0;
            for (int y = cell.top(); y < cell.bottom(); ++y)
                for (int x = cell.left(); x < cell.right(); ++x)
                    found += picture.pixel(x, y) == forward ? 1 : 0;
            QVERIFY2((found > 20) == (canvas.model()->stageOn(gpu) == 0), qPrintable(QStringLiteral("GPU %1: %2").arg(gpu).arg(found)));
        }
    }

    void playing_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("tp");
        QTest::addColumn<int>("pp");
        QTest::addColumn<int>("batch");
        for (const ScheduleKind kind : watched) {
            QTest::addRow("%s-p4-m8", toText(kind).data()) << static_cast<int>(kind) << 4 << 4 << 8;
            QTest::addRow("%s-p16-m64", toText(kind).data()) << static_cast<int>(kind) << 1 << 16 << 64;
        }
    }
    /// Every micro-batch is seen on every stage while the clock runs from begin to end.
    void playing()
    {
        QFETCH(int, kind);
        QFETCH(int, tp);
        QFETCH(int, pp);
        QFETCH(int, batch);
        OpenDocument open;
        open.document.startNew(pipeline(static_cast<ScheduleKind>(kind), tp, pp, batch));
        QVERIFY(open.settle());
        TimelineView timeline(open.workspace.context);
        MeshView mesh(open.workspace.context);
        timeline.resize(1100, 460);
        mesh.resize(760, 460);
        ModelClock& clock = open.workspace.clock;
        const Timeline& tasks = *open.document.evaluation()->timeline;
        std::vector<std::vector<bool>> seen(static_cast<std::size_t>(pp), std::vector<bool>(static_cast<std::size_t>(batch)));
        for (int frame = 1; frame <= 2000; ++frame) {
            clock.setPosition(clock.duration() * frame / 2000.0);
            for (std::size_t stage = 0; stage < seen.size(); ++stage) {
                const StageNow& now = mesh.canvas().flow().stages[stage];
                for (const std::int32_t task : {now.task, now.other})
                    if (task >= 0)
                        seen[stage][static_cast<std::size_t>(tasks.microbatch[static_cast<std::size_t>(task)])] = true;
            }
            const auto file =
                shotFile(QStringLiteral("%1-%2.png").arg(QLatin1String(QTest::currentDataTag())).arg(frame, 4, 10, QLatin1Char('0')));
            if (!file || frame % 500 != 0 || frame == 2000)
                continue;
            QImage both(timeline.width(), timeline.height() + mesh.height(), QImage::Format_RGB32);
            both.fill(Qt::white);
            QPainter painter(&both);
            painter.drawPixmap(0, 0, timeline.grab());
            painter.drawPixmap(0, timeline.height(), mesh.grab());
            painter.end();
            QVERIFY(both.save(*file));
        }
        for (const auto& stage : seen)
            QVERIFY(std::all_of(stage.begin(), stage.end(), [](bool was) { return was; }));
    }
};

QTEST_MAIN(TestMeshFlow)
#include "tst_mesh_flow.moc"
