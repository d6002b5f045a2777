// SPDX-License-Identifier: GPL-3.0-or-later
// The memory and breakdown views with a real document: what a click asks to have explained exists, and focus travels both ways.
#include "app/open_document.h"
#include "app/sample_evaluation.h"
#include "views/breakdown/breakdown_view.h"
#include "views/common/picture_frame.h"
#include "views/common/table_twin.h"
#include "views/memory/memory_view.h"

#include <QTest>

using namespace shardscape;

class TestNumberViews : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<OpenDocument> m_open;

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
        m_open = std::make_unique<OpenDocument>();
        QVERIFY(m_open->settle());
    }
    void cleanup() { m_open.reset(); }

    /// No displayed part without a path to its explanation, and the explanation has the displayed value.
    void everyMemoryPartIsExplained()
    {
        MemoryView view(m_open->workspace.context);
        view.resize(460, 420);
        view.show();
        QSignalSpy explain(&m_open->workspace.focus, &FocusHub::explainRequested);
        const MemoryBars& bars = view.canvas().bars();
        int parts = 0;
        for (int bar = 0; bar < bars.count(); ++bar)
            for (const auto& entry : EnumNames<MemoryPart>::table) {
                const QRectF rect = view.canvas().rectOf({bar, entry.value});
                if (rect.height() < 2)
                    continue;
                QTest::mouseClick(&view.canvas(), Qt::LeftButton, {}, rect.center().toPoint());
                const std::string id = explain.takeLast().at(0).toString().toStdString();
                const Derivation* derivation = m_open->document.evaluation()->derivations.find(id);
                QVERIFY2(derivation != nullptr, id.c_str());
                QCOMPARE(derivation->value, bars.bar(bar)[entry.value].inBytes());
                ++parts;
            }
        QVERIFY(parts >= 8);
    }

    void everyTimePartIsExplained()
    {
        BreakdownView view(m_open->workspace.context);
        BreakdownCanvas& canvas = view.canvas();
        for (int row = 0; row < static_cast<int>(canvas.geometryNow().rows().size()); ++row) {
            const std::string id = canvas.derivationOf(row).toStdString();
            if (id.empty())
                continue;
            QVERIFY2(m_open->document.evaluation()->derivations.find(id) != nullptr, id.c_str());
        }
        QVERIFY(canvas.geometryNow().rows().size() > 3);
    }

    void everyTimePartOfServingIsExplained()
    {
        Scenario scenario = m_open->document.scenario();
        InferenceWorkload serving;
        serving.promptTokens = 1024;
        serving.outputTokens = 128;
        serving.concurrency = 8;
        scenario.workload.kind = serving;
        m_open->document.edit(QStringLiteral("Serve"), scenario);
        QVERIFY(m_open->settle());
        BreakdownView view(m_open->workspace.context);
        view.resize(380, 560);
        view.show();
        BreakdownCanvas& canvas = view.canvas();
        QCOMPARE(canvas.all().size(), std::size_t{2});
        for (int row = 0; row < static_cast<int>(canvas.geometryNow().rows().size()); ++row)
            if (const std::string id = canvas.derivationOf(row).toStdString(); !id.empty())
                QVERIFY2(m_open->document.evaluation()->derivations.find(id) != nullptr, id.c_str());
        for (const Waterfall& waterfall : canvas.all())
            for (const WaterfallPart& part : waterfall.parts)
                QVERIFY(part.key != "unexplained");
        if (const auto file = shotFile(QStringLiteral("breakdown_serving.png")))
            QVERIFY(view.grab().save(*file));
    }

    void focusOnAGpuRaisesItsStage()
    {
        MemoryView view(m_open->workspace.context);
        view.resize(460, 420);
        const QImage before = view.canvas().grab().toImage();
        m_open->workspace.focus.hover({Focus::Kind::Gpu, 15});
        QVERIFY(view.canvas().grab().toImage() != before);
        m_open->workspace.focus.hover({});
        QCOMPARE(view.canvas().grab().toImage(), before);
    }

    void hoverLightsThePartInTheHub()
    {
        MemoryView view(m_open->workspace.context);
        view.resize(460, 420);
        view.show();
        QTest::mouseMove(&view.canvas(), view.canvas().rectOf({1, MemoryPart::Weights}).center().toPoint());
        QCOMPARE(m_open->workspace.focus.hovered(), (Focus{Focus::Kind::MemoryPart, static_cast<qint64>(memoryPartCount)}));
    }

    void everyRankHasABarWhenAsked()
    {
        MemoryView view(m_open->workspace.context);
        QCOMPARE(view.canvas().bars().count(), 2);
        view.setShowsRanks(true);
        QCOMPARE(view.canvas().bars().count(), 16);
        view.frame().setShowsTable(true);
        QCOMPARE(view.frame().table().table().rows.size(), std::size_t{16});
    }

    void theNewEvaluationArrives()
    {
        MemoryView view(m_open->workspace.context);
        const Bytes before = view.canvas().bars().peak();
        Scenario scenario = m_open->document.scenario();
        std::get<TrainingWorkload>(scenario.workload.kind).recompute.kind = RecomputeKind::Full;
        m_open->document.edit(QStringLiteral("Recompute"), scenario);
        QVERIFY(m_open->settle());
        QVERIFY(view.canvas().bars().peak() < before);
    }
};

QTEST_MAIN(TestNumberViews)
#include "tst_number_views.moc"
