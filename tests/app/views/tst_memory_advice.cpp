// SPDX-License-Identifier: GPL-3.0-or-later
// The memory view's words and proposals with a real document: a proposal leads to the peak it promises, the words follow the focus, the
// legend keeps its room.
#include "app/open_document.h"
#include "app/sample_evaluation.h"
#include "views/common/focus_lookup.h"
#include "views/common/number_text.h"
#include "views/memory/memory_canvas.h"
#include "views/memory/memory_painter.h"
#include "views/memory/memory_view.h"
#include "views/memory/memory_words.h"
#include "views/memory/relief_list.h"
#include "views/timeline/memory_strip.h"

#include <QTest>

using namespace shardscape;

class TestMemoryAdvice : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<OpenDocument> m_open;

    static bool waitForList(MemoryView& view)
    {
        return QTest::qWaitFor([&] { return !view.reliefs().reliefs().empty(); }, 20'000);
    }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
        m_open = std::make_unique<OpenDocument>();
        QVERIFY(m_open->settle());
    }
    void cleanup() { m_open.reset(); }

    void everyProposalLeadsToItsPeak()
    {
        MemoryView view(m_open->workspace.context);
        view.show();
        QVERIFY(waitForList(view));
        const std::vector<MemoryRelief> reliefs = view.reliefs().reliefs();
        QVERIFY(reliefs.size() >= 5);
        const Bytes before = m_open->document.evaluation()->memory.peak;
        int taken = 0;
        for (const MemoryRelief& relief : reliefs) {
            QCOMPARE((relief.peak + relief.saved).inBytes(), before.inBytes());
            QVERIFY(!reliefName(relief).contains(QLatin1Char('/'))); // each code has a name of its own
            QVERIFY(reliefWords(relief).contains(memoryText(relief.peak)));
            if (relief.moreGpus)
                continue;
            m_open->document.edit(reliefName(relief), relief.scenario);
            QVERIFY(m_open->settle());
            QCOMPARE(m_open->document.evaluation()->memory.peak.inBytes(), relief.peak.inBytes());
            ++taken;
        }
        QVERIFY(taken >= 4);
    }

    /// The keyboard's bar lights up elsewhere while it has the keyboard, and not a moment longer.
    void aBarIsFocusedOnlyWhileItHasTheKeyboard()
    {
        QWidget window;
        auto* view = new MemoryView(m_open->workspace.context, &window);
        auto* other = new QWidget(&window);
        other->setFocusPolicy(Qt::StrongFocus);
        window.resize(400, 400);
        view->resize(400, 300);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        view->canvas().setFocus(Qt::TabFocusReason);
        QVERIFY(m_open->workspace.focus.current().kind == Focus::Kind::Stage);
        other->setFocus(Qt::TabFocusReason);
        QVERIFY(m_open->workspace.focus.current().kind == Focus::Kind::None);
    }

    void theLegendGivesWayToTheBars()
    {
        const MemoryBars bars = memoryBars(*m_open->document.evaluation(), false);
        QFont font = QApplication::font();
        QVERIFY(!memoryLegend(QRectF(0, 0, 400, 400), font, bars).empty());
        font.setPointSizeF(2.0 * font.pointSizeF());
        const QRectF low(0, 0, 400, 5.0 * QFontMetricsF(font).height());
        QVERIFY(memoryLegend(low, font, bars).empty());
        QVERIFY(low.contains(memoryPlotRect(low, font, bars)));
    }

    void enterMakesTheChangeAndUndoTakesItBack()
    {
        MemoryView view(m_open->workspace.context);
        view.show();
        QVERIFY(waitForList(view));
        const Scenario before = m_open->document.scenario();
        const MemoryRelief first = view.reliefs().reliefs().front();
        view.reliefs().setFocus();
        view.reliefs().setCurrentItem(view.reliefs().topLevelItem(0));
        QTest::keyClick(&view.reliefs(), Qt::Key_Return);
        QCOMPARE(m_open->document.scenario(), first.scenario);
        m_open->document.undoStack().undo();
        QCOMPARE(m_open->document.scenario(), before);
        QVERIFY(m_open->settle());
    }

    void aListThatIsNotShownCostsNothing()
    {
        MemoryView view(m_open->workspace.context);
        QTest::qWait(400);
        QVERIFY(view.reliefs().reliefs().empty());
    }

    void wordsFollowTheFocus()
    {
        MemoryView view(m_open->workspace.context);
        const Evaluation& evaluation = *m_open->document.evaluation();
        QCOMPARE(view.words(), peakWords(evaluation, evaluation.memory.worstStage));
        for (const int stage : {0, 1}) {
            m_open->workspace.focus.hover(memoryFocus(stage, MemoryPart::Weights));
            QCOMPARE(view.words(), peakWords(evaluation, stage));
            QVERIFY(view.words().contains(memoryText(evaluation.memory.byStage[static_cast<std::size_t>(stage)].total())));
        }
        m_open->workspace.focus.hover({});
        QCOMPARE(view.words(), peakWords(evaluation, evaluation.memory.worstStage));
    }

    /// The moment in the words is the one at which the activations are at their highest.
    void wordsNameTheMomentOfThePeak()
    {
        const Evaluation& evaluation = *m_open->document.evaluation();
        for (const int stage : {0, 1}) {
            const StageMemory& memory = evaluation.memory.byStage[static_cast<std::size_t>(stage)];
            const MemoryStrip strip = memoryStrip(*evaluation.timeline, stage, memory, evaluation.memory.capacity);
            QVERIFY(strip.activations.peakTime > 0);
            QVERIFY(peakWords(evaluation, stage).contains(timeText(Seconds::fromSeconds(strip.activations.peakTime))));
        }
    }

    void legendKeepsItsRoom_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("stages");
        for (const int width : {240, 310, 420, 900})
            for (const int stages : {1, 4, 16})
                QTest::addRow("%d wide, %d stages", width, stages) << width << stages;
    }
    void legendKeepsItsRoom()
    {
        QFETCH(int, width);
        QFETCH(int, stages);
        const MemoryBars bars = memoryBars(sampleTraining({.tp = 8, .pp = stages, .dp = 2}), false);
        const QRectF area(4, 4, width, 300);
        const QFont font;
        const std::vector<LegendEntry> legend = memoryLegend(area, font, bars);
        QCOMPARE(legend.size(), std::size_t{6}); // all but the KV cache
        const QRectF plot = memoryPlotRect(area, font, bars);
        for (std::size_t i = 0; i < legend.size(); ++i) {
            QVERIFY(area.adjusted(0, 0, 0, 0.01).contains(legend[i].rect));
            QVERIFY(legend[i].rect.top() >= plot.bottom() + QFontMetricsF(font).height());
            for (std::size_t j = 0; j < i; ++j)
                QVERIFY(!legend[i].rect.intersects(legend[j].rect));
        }
    }
};

QTEST_MAIN(TestMemoryAdvice)
#include "tst_memory_advice.moc"
