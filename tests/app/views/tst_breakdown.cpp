// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sample_evaluation.h"
#include "views/breakdown/breakdown_canvas.h"

#include <QSignalSpy>
#include <QTest>

using namespace shardscape;

class TestBreakdown : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void partsFollowEachOtherAndAddUp()
    {
        const std::vector<Waterfall> all = waterfalls(sampleTraining());
        QCOMPARE(all.size(), std::size_t{1});
        Seconds at;
        for (const WaterfallPart& part : all[0].parts) {
            QCOMPARE(part.start.inSeconds(), at.inSeconds());
            at += part.time;
            QVERIFY(part.key != "unexplained");
        }
        QCOMPARE(at.inSeconds(), all[0].total.inSeconds());
    }

    void aDifferenceIsShownNotHidden()
    {
        Evaluation evaluation = sampleTraining();
        evaluation.training->breakdown.pop_back();
        evaluation.training->step = Seconds::fromSeconds(1.25);
        const std::vector<Waterfall> all = waterfalls(evaluation);
        QCOMPARE(all[0].parts.back().key, std::string("unexplained"));
        QCOMPARE(all[0].parts.back().time.inSeconds(), 0.25);
    }

    void inferenceHasPrefillAndDecode()
    {
        Evaluation evaluation = sampleTraining();
        evaluation.training.reset();
        InferenceReport report;
        report.ttft = Seconds::fromMilliseconds(100);
        report.tpot = Seconds::fromMilliseconds(10);
        report.prefillBreakdown = {{"compute", Seconds::fromMilliseconds(100)}};
        report.decodeBreakdown = {{"compute", Seconds::fromMilliseconds(8)}, {"tp_exposed", Seconds::fromMilliseconds(2)}};
        evaluation.inference = report;
        const std::vector<Waterfall> all = waterfalls(evaluation);
        QCOMPARE(all.size(), std::size_t{2});
        QCOMPARE(all[1].parts[1].start.inMilliseconds(), 8.0);
        QCOMPARE(waterfallTable(all, QLocale::c()).rows.size(), std::size_t{5});
    }

    void barsSpanTheWholeWidth()
    {
        const std::vector<Waterfall> all = waterfalls(sampleTraining());
        const WaterfallGeometry geometry(all, QRectF(10, 0, 400, 300), 12);
        double right = 10;
        int parts = 0;
        for (int row = 0; row < static_cast<int>(geometry.rows().size()); ++row) {
            const WaterfallRow line = geometry.rows()[static_cast<std::size_t>(row)];
            QCOMPARE(geometry.rowAt(geometry.rowRect(row).center()), std::optional(row));
            if (line.kind != WaterfallRow::Kind::Part)
                continue;
            const WaterfallPart& part = all[0].parts[static_cast<std::size_t>(line.part)];
            const QRectF bar = geometry.barRect(row, part.start, part.time, all[0].total);
            QCOMPARE(bar.left(), right);
            right = bar.right();
            ++parts;
        }
        QCOMPARE(parts, 5); // parts that take no time have no row
        QCOMPARE(right, 410.0);
    }

    void clickAndKeysExplain()
    {
        BreakdownCanvas canvas;
        canvas.resize(360, 400);
        canvas.setTokens(tokensFor(Theme::Light));
        canvas.setWaterfalls(waterfalls(sampleTraining()));
        canvas.show();
        QSignalSpy chosen(&canvas, &BreakdownCanvas::chosen);
        QTest::mouseClick(&canvas, Qt::LeftButton, {}, canvas.geometryNow().rowRect(1).center().toPoint());
        QCOMPARE(chosen.takeLast().at(0).toString(), QStringLiteral("training/breakdown/compute"));
        QTest::keyClick(&canvas, Qt::Key_Down);
        QTest::keyClick(&canvas, Qt::Key_Return);
        QCOMPARE(chosen.takeLast().at(0).toString(), QStringLiteral("training/breakdown/tp_exposed"));
        QVERIFY(canvas.accessibleDescription().contains(QStringLiteral("100 ms")));
        QTest::mouseClick(&canvas, Qt::LeftButton, {}, canvas.geometryNow().rowRect(0).center().toPoint());
        QCOMPARE(chosen.size(), 0); // a title explains nothing
    }

    void shots()
    {
        for (const Theme theme : {Theme::Light, Theme::Dark}) {
            BreakdownCanvas canvas;
            canvas.resize(360, 340);
            canvas.setTokens(tokensFor(theme));
            const QImage empty = canvas.grab().toImage();
            canvas.setWaterfalls(waterfalls(sampleTraining()));
            const QImage image = canvas.grab().toImage();
            QVERIFY(image != empty);
            if (const auto file =
                    shotFile(theme == Theme::Light ? QStringLiteral("breakdown_light.png") : QStringLiteral("breakdown_dark.png")))
                QVERIFY(image.save(*file));
        }
    }
};

QTEST_MAIN(TestBreakdown)
#include "tst_breakdown.moc"
