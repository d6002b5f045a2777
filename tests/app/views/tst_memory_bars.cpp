// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sample_evaluation.h"
#include "views/memory/memory_canvas.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace shardscape;

class TestMemoryBars : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void partsStackWithoutGapsUpToTheTotal_data()
    {
        QTest::addColumn<int>("bars");
        for (const int bars : {1, 2, 16, 64, 512, 16384})
            QTest::addRow("%d bars", bars) << bars;
    }
    void partsStackWithoutGapsUpToTheTotal()
    {
        QFETCH(int, bars);
        const StageMemory memory = sampleTraining().memory.byStage.front();
        const MemoryBarsGeometry geometry(QRectF(40, 20, 600, 300), bars, Bytes::fromGiB(100));
        for (int column = 0; column < geometry.columns(); ++column) {
            double bottom = geometry.plot().bottom();
            for (const auto& entry : EnumNames<MemoryPart>::table) {
                const QRectF rect = partRect(geometry, memory, entry.value, column);
                QCOMPARE(rect.bottom(), bottom);
                bottom = rect.top();
                QVERIFY(geometry.plot().contains(rect) || rect.height() < 1e-9);
            }
            QCOMPARE(bottom, geometry.yOf(memory.total()));
        }
    }

    void columnsCoverEveryBarOnce_data()
    {
        QTest::addColumn<int>("bars");
        for (const int bars : {1, 7, 599, 600, 601, 16384})
            QTest::addRow("%d bars in 600 pixels", bars) << bars;
    }
    void columnsCoverEveryBarOnce()
    {
        QFETCH(int, bars);
        const MemoryBarsGeometry geometry(QRectF(0, 0, 600, 100), bars, Bytes::fromGiB(1));
        int next = 0;
        for (int column = 0; column < geometry.columns(); ++column) {
            const auto [first, last] = geometry.barsOf(column);
            QCOMPARE(first, next);
            QVERIFY(last > first);
            next = last;
            QCOMPARE(geometry.columnAt(geometry.columnRect(column).center()), std::optional(column));
        }
        QCOMPARE(next, bars);
    }

    void aStripShowsTheFullestOfItsBars()
    {
        Evaluation evaluation = sampleTraining({.tp = 8, .pp = 16, .dp = 128, .nodes = 2048});
        evaluation.memory.byStage[3][MemoryPart::Activations] = Bytes::fromGiB(50);
        const MemoryBars bars = memoryBars(evaluation, true);
        QCOMPARE(bars.count(), 16384);
        QCOMPARE(bars.stageOf(bars.fullest(0, bars.count())), 3);
        QCOMPARE(bars.peak(), evaluation.memory.byStage[3].total());
    }

    void scaleStaysWhileItSuits()
    {
        const Bytes first = stickyScaleTop({}, Bytes::fromGiB(80));
        QVERIFY(first >= Bytes::fromGiB(80));
        QCOMPARE(stickyScaleTop(first, Bytes::fromGiB(70)), first);
        QVERIFY(stickyScaleTop(first, Bytes::fromGiB(130)) > first);
        QVERIFY(stickyScaleTop(first, Bytes::fromGiB(30)) < first);
    }

    void headroomSaysWhichSideOfTheLine_data()
    {
        QTest::addColumn<double>("gib");
        QTest::addColumn<QString>("text");
        QTest::newRow("free") << 60.0 << "20.0 GiB free (25.0 %)";
        QTest::newRow("exactly full") << 80.0 << "0 B free (0.0 %)";
        QTest::newRow("over") << 100.0 << "over by 20.0 GiB (25.0 %)";
    }
    void headroomSaysWhichSideOfTheLine()
    {
        QFETCH(double, gib);
        QTEST(headroomText(Bytes::fromGiB(gib), Bytes::fromGiB(80), QLocale::c()), "text");
    }

    void tableAddsUp()
    {
        const TableData table = memoryTable(memoryBars(sampleTraining(), false), QLocale::c());
        QCOMPARE(table.rows.size(), std::size_t{2});
        for (const QStringList& row : table.rows) {
            QCOMPARE(row.size(), table.header.size());
            double sum = 0;
            for (int part = 1; part <= static_cast<int>(memoryPartCount); ++part)
                sum += row[part].toDouble();
            QCOMPARE(sum, row[1 + static_cast<int>(memoryPartCount)].toDouble());
        }
    }

    void clickChoosesThePartUnderThePointer()
    {
        MemoryCanvas canvas;
        canvas.resize(500, 400);
        canvas.setTokens(tokensFor(Theme::Light));
        canvas.setBars(memoryBars(sampleTraining(), false));
        canvas.show();
        QSignalSpy chosen(&canvas, &MemoryCanvas::chosen);
        for (const MemoryPart part : {MemoryPart::Weights, MemoryPart::Optimizer, MemoryPart::Activations}) {
            const MemoryTarget target{1, part};
            QTest::mouseClick(&canvas, Qt::LeftButton, {}, canvas.rectOf(target).center().toPoint());
            QCOMPARE(chosen.takeLast().at(0).value<MemoryTarget>(), target);
        }
    }

    void keysReachEveryPart()
    {
        MemoryCanvas canvas;
        canvas.resize(500, 400);
        canvas.setTokens(tokensFor(Theme::Light));
        canvas.setBars(memoryBars(sampleTraining(), false));
        canvas.show();
        canvas.setFocus();
        QSignalSpy chosen(&canvas, &MemoryCanvas::chosen);
        QTest::keyClick(&canvas, Qt::Key_Right);
        QTest::keyClick(&canvas, Qt::Key_Right);
        for (int i = 0; i < 4; ++i)
            QTest::keyClick(&canvas, Qt::Key_Up);
        QTest::keyClick(&canvas, Qt::Key_Return);
        QCOMPARE(chosen.takeLast().at(0).value<MemoryTarget>(), (MemoryTarget{1, MemoryPart::Activations}));
        QVERIFY(canvas.accessibleDescription().contains(QStringLiteral("14.0 GiB")));
        // The KV cache is empty in training: one more step up goes past it.
        QTest::keyClick(&canvas, Qt::Key_Up);
        QTest::keyClick(&canvas, Qt::Key_Return);
        QCOMPARE(chosen.takeLast().at(0).value<MemoryTarget>(), (MemoryTarget{1, MemoryPart::Buffers}));
    }

    void shots_data()
    {
        QTest::addColumn<int>("stages");
        QTest::addColumn<bool>("perRank");
        QTest::addColumn<double>("extraGib");
        QTest::newRow("two") << 2 << false << 0.0;
        QTest::newRow("over") << 4 << false << 40.0;
        QTest::newRow("sixteen") << 16 << false << 0.0;
        QTest::newRow("strip") << 16 << true << 40.0;
    }
    /// Every picture differs from an empty one and draws within a frame; with SHARDSCAPE_SHOTS set they are kept for a look.
    void shots()
    {
        QFETCH(int, stages);
        QFETCH(bool, perRank);
        QFETCH(double, extraGib);
        Evaluation evaluation = sampleTraining({.tp = 8, .pp = stages, .dp = 2048 / stages});
        evaluation.memory.byStage[0][MemoryPart::Activations] += Bytes::fromGiB(extraGib);
        for (const Theme theme : {Theme::Light, Theme::Dark}) {
            MemoryCanvas canvas;
            canvas.resize(460, 360);
            canvas.setTokens(tokensFor(theme));
            const QImage empty = canvas.grab().toImage();
            canvas.setBars(memoryBars(evaluation, perRank));
            const QImage image = canvas.grab().toImage();
            QVERIFY(image != empty);
            if (const auto file = shotFile(QStringLiteral("memory_%1_%2.png")
                                               .arg(QString::fromUtf8(QTest::currentDataTag()),
                                                    theme == Theme::Light ? QStringLiteral("light") : QStringLiteral("dark"))))
                QVERIFY(image.save(*file));
        }
    }
};

QTEST_MAIN(TestMemoryBars)
#include "tst_memory_bars.moc"
