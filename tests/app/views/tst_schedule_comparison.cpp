// SPDX-License-Identifier: GPL-3.0-or-later
// The comparison of schedules: the numbers are those of the program elsewhere, one axis serves all, and what is illegal says why.
#include "app/open_document.h"
#include "app/sample_evaluation.h"
#include "views/common/picture_frame.h"
#include "views/common/table_twin.h"
#include "views/timeline/comparison_pane.h"
#include "views/timeline/timeline_canvas.h"
#include "views/timeline/timeline_export.h"
#include "views/timeline/timeline_view.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace shardscape;

namespace {

struct Shape {
    int tp = 4, pp = 4, batch = 8;
};

Scenario pipeline(const Shape& shape)
{
    Scenario scenario = twoNodeTraining();
    scenario.parallelism.tp = shape.tp;
    scenario.parallelism.pp = shape.pp;
    scenario.parallelism.dp = 1;
    std::get<TrainingWorkload>(scenario.workload.kind).globalBatch = shape.batch;
    return scenario;
}

const ComparedSchedule& find(const ScheduleComparison& comparison, ScheduleKind kind)
{
    return *std::find_if(comparison.begin(), comparison.end(), [kind](const ComparedSchedule& s) { return s.kind == kind; });
}

} // namespace

class TestScheduleComparison : public QObject {
    Q_OBJECT
    std::unique_ptr<OpenDocument> m_open;
    std::unique_ptr<TimelineView> m_view;

    void open(const Shape& shape)
    {
        m_open = std::make_unique<OpenDocument>();
        m_open->document.startNew(pipeline(shape));
        QVERIFY(m_open->settle());
        m_view = std::make_unique<TimelineView>(m_open->workspace.context);
        m_view->resize(1100, 700);
        m_view->show();
    }
    const ScheduleComparison* comparison() { return m_view->comparison().canvas().comparison(); }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }
    void cleanup()
    {
        m_view.reset();
        m_open.reset();
    }

    void figuresAreThoseOfTheChosenSchedule_data()
    {
        QTest::addColumn<int>("kind");
        for (const auto& [kind, name] : EnumNames<ScheduleKind>::table)
            if (kind != ScheduleKind::ForwardOnly)
                QTest::newRow(name.data()) << static_cast<int>(kind);
    }
    void figuresAreThoseOfTheChosenSchedule()
    {
        QFETCH(int, kind);
        open({});
        m_view->setShowsComparison(true);
        QTRY_VERIFY(comparison() != nullptr);
        const ComparedSchedule row = find(*comparison(), static_cast<ScheduleKind>(kind));
        QCOMPARE(row.refusal, QString());
        m_open->document.edit(QStringLiteral("Schedule"), withSchedule(m_open->document.scenario(), row.kind));
        QVERIFY(m_open->settle());
        const Evaluation& chosen = *m_open->document.evaluation();
        QCOMPARE(chosen.scenario.parallelism.vpp, row.chunks);
        QCOMPARE(row.summary.makespan, chosen.pipeline.makespan.inSeconds());
        QCOMPARE(row.summary.bubbleFraction, chosen.pipeline.bubbleFraction);
        QCOMPARE(row.stepSeconds, chosen.training->step.inSeconds());
        QCOMPARE(row.p2pBytes, chosen.traffic.byAxisTotal[indexOf(Axis::Pp)]);
        QCOMPARE(row.fits, chosen.fits);
        Bytes most;
        for (const StageMemory& stage : chosen.memory.byStage)
            most = std::max(most, stage[MemoryPart::Activations]);
        QCOMPARE(row.activations.inBytes(), most.inBytes());
        QTRY_VERIFY(find(*comparison(), row.kind).isPresent); // the comparison followed the document
    }

    void oneAxisServesAll()
    {
        open({});
        m_view->setShowsComparison(true);
        QTRY_VERIFY(comparison() != nullptr);
        ComparisonCanvas& canvas = m_view->comparison().canvas();
        canvas.zoomIn();
        const TimelineGeometry first = canvas.geometryOf(0);
        double bottom = 0.0;
        for (std::size_t i = 0; i < comparison()->size(); ++i) {
            const TimelineGeometry geometry = canvas.geometryOf(i);
            QCOMPARE(geometry.xOf(0.1), first.xOf(0.1));
            QCOMPARE(geometry.pixelsPerSecond(), first.pixelsPerSecond());
            QVERIFY(geometry.area.top() >= bottom); // stacked, none over another
            bottom = geometry.area.bottom();
        }
        canvas.fit();
        const ComparedSchedule& gpipe = comparison()->front();
        const TimelineGeometry g = canvas.geometryOf(0);
        QVERIFY(g.xOf(longestOf(*comparison())) <= g.rows().right() + 1e-6);
        const QPointF onFirstTask(g.xOf(0.5 * gpipe.timeline->end[0]), g.row(0).center().y());
        QVERIFY2(canvas.describe(onFirstTask).startsWith(QStringLiteral("Forward of micro-batch 0 on stage 0")),
                 qPrintable(canvas.describe(onFirstTask)));
    }

    void theTableMeasuresAgainst1f1b()
    {
        open({});
        m_view->setShowsComparison(true);
        QTRY_VERIFY(comparison() != nullptr);
        const TableData table = m_view->comparison().table();
        QCOMPARE(table.rows.size(), EnumNames<ScheduleKind>::table.size() - 1);
        for (const QStringList& row : table.rows) {
            QCOMPARE(row.size(), table.header.size());
            if (!row[0].startsWith(QStringLiteral("1f1b")))
                continue;
            for (const int column : {4, 6, 10, 12})
                QVERIFY2(row[column].contains(QStringLiteral("0.0 %")), qPrintable(row[column]));
        }
        // GPipe keeps all micro-batches: twice the activations of 1F1B with p = 4, m = 8; interleaving sends v times the bytes.
        const ComparedSchedule& plain = find(*comparison(), ScheduleKind::OneFOneB);
        QCOMPARE(find(*comparison(), ScheduleKind::GPipe).inFlight, 2.0 * plain.inFlight);
        QVERIFY(find(*comparison(), ScheduleKind::Interleaved).p2pBytes > 1.9 * plain.p2pBytes);
        QVERIFY(find(*comparison(), ScheduleKind::ZbH1).summary.makespan < plain.summary.makespan);
    }

    void illegalSchedulesSayWhy()
    {
        open({.batch = 6});
        m_view->setShowsComparison(true);
        QTRY_VERIFY(comparison() != nullptr);
        const ComparedSchedule& dualPipe = find(*comparison(), ScheduleKind::DualPipe);
        QVERIFY2(dualPipe.refusal.contains(QStringLiteral("at least two micro-batches per stage")), qPrintable(dualPipe.refusal));
        QVERIFY(dualPipe.timeline == nullptr);
        QVERIFY(find(*comparison(), ScheduleKind::OneFOneB).refusal.isEmpty());
        const TableData table = m_view->comparison().table();
        QVERIFY(std::any_of(table.rows.begin(), table.rows.end(), [&](const QStringList& row) { return row[1] == dualPipe.refusal; }));
    }

    void inferenceHasNothingToCompare()
    {
        open({});
        Scenario serving = m_open->document.scenario();
        serving.workload.kind = InferenceWorkload{};
        m_view->setShowsComparison(true);
        QTRY_VERIFY(comparison() != nullptr);
        m_open->document.edit(QStringLiteral("Serve"), serving);
        QVERIFY(m_open->settle());
        QTRY_VERIFY(comparison() == nullptr);
        QVERIFY(m_view->comparison().canvas().accessibleDescription().contains(QStringLiteral("forward passes only")));
    }

    void pictures_data()
    {
        QTest::addColumn<int>("tp");
        QTest::addColumn<int>("pp");
        QTest::addColumn<int>("batch");
        QTest::newRow("p4-m8") << 4 << 4 << 8;
        QTest::newRow("p16-m64") << 1 << 16 << 64;
    }
    void pictures()
    {
        QFETCH(int, tp);
        QFETCH(int, pp);
        QFETCH(int, batch);
        open({tp, pp, batch});
        m_view->setShowsComparison(true);
        QTRY_VERIFY(comparison() != nullptr);
        m_open->workspace.clock.setPosition(0.4 * m_open->workspace.clock.duration());
        const QImage picture = m_view->grab().toImage();
        const QColor forward = m_open->workspace.theme.tokens().task[0];
        int found = 0;
        for (int y = 0; y < picture.height(); y += 3)
            for (int x = 0; x < picture.width(); x += 3)
                found += picture.pixelColor(x, y) == forward ? 1 : 0;
        QVERIFY(found > 500);
        QTemporaryDir folder;
        for (const QString& ending : {QStringLiteral("png"), QStringLiteral("svg")}) {
            const QString file = folder.filePath(QStringLiteral("compared.") + ending);
            QVERIFY(exportComparison(m_view->comparison().canvas(), file));
            QVERIFY(QFileInfo(file).size() > 10'000);
        }
        QVERIFY(!exportComparison(m_view->comparison().canvas(), folder.filePath(QStringLiteral("compared.txt"))));
        if (const auto file = shotFile(QStringLiteral("compare-%1.png").arg(QLatin1String(QTest::currentDataTag()))))
            QVERIFY(picture.save(*file));
        if (const auto file = shotFile(QStringLiteral("compare-all-%1.png").arg(QLatin1String(QTest::currentDataTag()))))
            QVERIFY(m_view->comparison().canvas().grab().save(*file));
    }
};

QTEST_MAIN(TestScheduleComparison)
#include "tst_schedule_comparison.moc"
