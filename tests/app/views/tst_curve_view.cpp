// SPDX-License-Identifier: GPL-3.0-or-later
// The throughput-latency view with a real document: a click, a key or a table row sets the concurrency, and undo takes it back.
#include "app/open_document.h"
#include "app/sample_evaluation.h"
#include "views/common/picture_frame.h"
#include "views/common/table_twin.h"
#include "views/serving/curve_view.h"

#include <QTemporaryDir>
#include <QTest>

using namespace shardscape;

class TestCurveView : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<OpenDocument> m_open;
    std::unique_ptr<CurveView> m_view;

    int concurrency() const { return m_open->document.scenario().workload.inference()->concurrency; }

    QPoint center(int index) const
    {
        const CurvePlot plot = m_view->canvas().plotNow();
        const ConcurrencyPoint& point = m_view->canvas().curve().points[static_cast<std::size_t>(index)];
        return QPointF(plot.x(point.concurrency), plot.throughputY(point.outputTokensPerSecondPerGpu)).toPoint();
    }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
        m_open = std::make_unique<OpenDocument>();
        Scenario scenario = twoNodeTraining();
        scenario.cluster.nodes = 1;
        scenario.parallelism.pp = 1;
        scenario.parallelism.schedule = ScheduleKind::ForwardOnly;
        scenario.workload.kind = InferenceWorkload{.promptTokens = 4096, .outputTokens = 512, .concurrency = 12};
        m_open->document.startNew(scenario);
        QVERIFY(m_open->settle());
        m_view = std::make_unique<CurveView>(m_open->workspace.context);
        m_view->resize(560, 420);
        m_view->show();
    }
    void cleanup()
    {
        m_view.reset();
        m_open.reset();
    }

    void pointsAreWhereTheyAreFound()
    {
        const ThroughputLatency& curve = m_view->canvas().curve();
        QVERIFY(curve.points.size() > 5);
        QVERIFY(curve.memoryLimited >= 0);
        QCOMPARE(curve.points[static_cast<std::size_t>(curve.chosen)].concurrency, 12);
        for (int i = 0; i < static_cast<int>(curve.points.size()); ++i) {
            const CurvePlot plot = m_view->canvas().plotNow();
            const ConcurrencyPoint& point = curve.points[static_cast<std::size_t>(i)];
            const QPointF at(plot.x(point.concurrency), plot.throughputY(point.outputTokensPerSecondPerGpu));
            QVERIFY(plot.throughputPanel().adjusted(-1, -1, 1, 1).contains(at));
            QVERIFY(plot.latencyPanel().adjusted(-1, -1, 1, 1).contains(QPointF(at.x(), plot.latencyY(point.ttft))));
            QVERIFY(plot.latencyPanel().adjusted(-1, -1, 1, 1).contains(QPointF(at.x(), plot.latencyY(point.tpot))));
            QCOMPARE(plot.pointAt(at), std::optional(i));
        }
    }

    void aClickSetsTheConcurrencyAndUndoTakesItBack()
    {
        const int target = m_view->canvas().curve().points.back().concurrency;
        QTest::mouseClick(&m_view->canvas(), Qt::LeftButton, {}, center(static_cast<int>(m_view->canvas().curve().points.size()) - 1));
        QCOMPARE(concurrency(), target);
        QVERIFY(m_open->settle());
        const ThroughputLatency& curve = m_view->canvas().curve();
        QCOMPARE(curve.points[static_cast<std::size_t>(curve.chosen)].concurrency, target);
        m_open->document.undoStack().undo();
        QCOMPARE(concurrency(), 12);
    }

    void keysDoTheSame()
    {
        CurveCanvas& canvas = m_view->canvas();
        canvas.setFocus();
        QTest::keyClick(&canvas, Qt::Key_Right); // onto the scenario's own point
        QCOMPARE(canvas.point(), std::optional(canvas.curve().chosen));
        QTest::keyClick(&canvas, Qt::Key_Right);
        QVERIFY(canvas.accessibleDescription().contains(QStringLiteral("16")));
        QTest::keyClick(&canvas, Qt::Key_Return);
        QCOMPARE(concurrency(), 16);
    }

    void theTableHasEveryPointAndSetsItToo()
    {
        m_view->frame().setShowsTable(true);
        const TableData& table = m_view->frame().table().table();
        QCOMPARE(table.rows.size(), m_view->canvas().curve().points.size());
        int marks = 0;
        for (const QStringList& row : table.rows)
            marks += row[1].isEmpty() ? 0 : 1;
        QVERIFY(marks >= 2); // this scenario, and what memory allows
        Q_EMIT m_view->frame().table().rowActivated(0);
        QCOMPARE(concurrency(), 1);
    }

    void trainingHasNoCurve()
    {
        m_open->document.startNew(twoNodeTraining());
        QVERIFY(m_open->settle());
        QVERIFY(m_view->canvas().curve().points.empty());
        QTest::mouseClick(&m_view->canvas(), Qt::LeftButton, {}, m_view->canvas().rect().center());
        QTest::keyClick(&m_view->canvas(), Qt::Key_Return);
        QVERIFY(!m_open->document.isModified());
    }

    void picturesAreWritten()
    {
        const QTemporaryDir folder;
        for (const char* name : {"curve.png", "curve.svg"})
            QVERIFY(m_view->exportTo(folder.filePath(QString::fromLatin1(name))));
        QVERIFY(!m_view->exportTo(folder.filePath(QStringLiteral("curve.txt"))));
    }

    void shots()
    {
        for (const Theme theme : {Theme::Light, Theme::Dark}) {
            m_view->canvas().setTokens(tokensFor(theme));
            if (const auto file = shotFile(theme == Theme::Light ? QStringLiteral("curve_light.png") : QStringLiteral("curve_dark.png")))
                QVERIFY(m_view->canvas().grab().save(*file));
        }
    }
};

QTEST_MAIN(TestCurveView)
#include "tst_curve_view.moc"
