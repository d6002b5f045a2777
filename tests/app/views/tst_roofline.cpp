// SPDX-License-Identifier: GPL-3.0-or-later
// The roofline with a real document: no operation above its roof, every mark explained, the table its twin, keys as good as the mouse.
#include "app/open_document.h"
#include "views/common/picture_frame.h"
#include "views/common/table_twin.h"
#include "views/roofline/roofline_view.h"

#include <QImage>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace shardscape;

class TestRoofline : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<OpenDocument> m_open;
    std::unique_ptr<RooflineView> m_view;

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
        m_open = std::make_unique<OpenDocument>();
        QVERIFY(m_open->settle());
        m_view = std::make_unique<RooflineView>(m_open->workspace.context);
        m_view->resize(700, 320);
        m_view->show();
    }
    void cleanup()
    {
        m_view.reset();
        m_open.reset();
    }

    void noOperationIsAboveItsRoof()
    {
        const Roofline& roofline = m_view->canvas().roofline();
        QVERIFY(roofline.points.size() > 12);
        double share = 0;
        for (const RooflinePoint& point : roofline.points) {
            QVERIFY2(point.achieved() > 0 && point.achieved() <= 1.0 + 1e-9, qPrintable(describe(point)));
            share += point.share;
        }
        QVERIFY(std::abs(share - 1.0) < 1e-9);
        QVERIFY(std::abs(roofline.ridge() - 989e12 / 3.35e12) < 1e-6); // H100: bf16 peak over memory bandwidth
    }

    void theAxesAreLogarithmic()
    {
        const RooflineGeometry geometry = m_view->canvas().geometryNow();
        const double decade = geometry.x(100.0) - geometry.x(10.0);
        QVERIFY(std::abs(geometry.x(1000.0) - geometry.x(100.0) - decade) < 1e-9);
        QVERIFY(geometry.y(1e14) < geometry.y(1e13));
        for (const RooflinePoint& point : m_view->canvas().roofline().points) {
            const QRectF place = point.movesOnly() ? geometry.column() : geometry.plot();
            QVERIFY2(place.adjusted(-1, -1, 1, 1).contains(geometry.position(point)), qPrintable(describe(point)));
        }
    }

    void everyOperationIsExplained()
    {
        QSignalSpy explain(&m_open->workspace.focus, &FocusHub::explainRequested);
        RooflineCanvas& canvas = m_view->canvas();
        for (const RooflinePoint& point : canvas.roofline().points)
            QVERIFY2(m_open->document.evaluation()->derivations.find(point.derivation.toStdString()) != nullptr, qPrintable(point.derivation));
        QTest::mouseClick(&canvas, Qt::LeftButton, {}, canvas.geometryNow().position(canvas.roofline().points.front()).toPoint());
        QCOMPARE(explain.size(), 1);
        QVERIFY(canvas.toolTip().contains(canvas.roofline().points[static_cast<std::size_t>(*canvas.point())].name));
    }

    void keysWalkAndChoose()
    {
        RooflineCanvas& canvas = m_view->canvas();
        QSignalSpy chosen(&canvas, &RooflineCanvas::chosen);
        canvas.setFocus();
        QTest::keyClick(&canvas, Qt::Key_Right);
        QCOMPARE(canvas.point(), std::optional{0});
        QTest::keyClick(&canvas, Qt::Key_Right);
        QTest::keyClick(&canvas, Qt::Key_Return);
        QCOMPARE(chosen.takeFirst().at(0).toString(), canvas.roofline().points[1].derivation);
        QVERIFY(!canvas.accessibleDescription().isEmpty());
    }

    void theTableIsItsTwin()
    {
        m_view->frame().setShowsTable(true);
        QCOMPARE(m_view->frame().table().table().rows.size(), m_view->canvas().roofline().points.size());
    }

    void servingWithoutOperationsSaysSo()
    {
        Scenario scenario = m_open->document.scenario();
        InferenceWorkload serving;
        serving.promptTokens = 1024;
        serving.outputTokens = 128;
        scenario.workload.kind = serving;
        scenario.parallelism.schedule = ScheduleKind::ForwardOnly;
        m_open->document.edit(QStringLiteral("serve"), scenario);
        QVERIFY(m_open->settle());
        QVERIFY(!m_view->grab().isNull());
    }

    void theFileShowsThePicture()
    {
        const QTemporaryDir folder;
        QVERIFY(m_view->exportTo(folder.filePath(QStringLiteral("a.png"))));
        QCOMPARE(QImage(folder.filePath(QStringLiteral("a.png"))).size(), m_view->canvas().size() * 2);
        QVERIFY(m_view->exportTo(folder.filePath(QStringLiteral("a.svg"))));
        for (const char* table : {"a.csv", "a.tsv", "a.json"})
            QVERIFY(m_view->exportTo(folder.filePath(QLatin1String(table))));
        QVERIFY(!m_view->exportTo(folder.filePath(QStringLiteral("a.txt"))));
        QVERIFY(!m_view->exportTo(folder.filePath(QStringLiteral("missing/a.svg"))));
    }
};

QTEST_MAIN(TestRoofline)
#include "tst_roofline.moc"
