// SPDX-License-Identifier: GPL-3.0-or-later
// No displayed figure without a path to its derivation: a walk over every figure of the key-figure bar and of the tables behind breakdown,
// memory, fabric, roofline and throughput-latency curve, for every scenario that comes with the program. Then F1 in the views themselves.
#include "app/shell/window_fixture.h"
#include "derivation/expression.h"
#include "evaluate/evaluate.h"
#include "evaluate/explanations.h"
#include "io/scenario_file.h"
#include "shell/command_registry.h"
#include "shell/focus_hub.h"
#include "shell/window/focus_figure.h"
#include "views/breakdown/breakdown_canvas.h"
#include "views/breakdown/waterfall.h"
#include "views/common/picture_frame.h"
#include "views/common/table_twin.h"
#include "views/explain/explain_view.h"
#include "views/fabric/fabric_canvas.h"
#include "views/fabric/fabric_model.h"
#include "views/memory/memory_bars.h"
#include "views/memory/memory_canvas.h"
#include "views/roofline/roofline.h"
#include "views/serving/curve_canvas.h"
#include "views/serving/curve_plot.h"

#include <QToolButton>

#include <cmath>

using namespace shardscape;

namespace {

constexpr std::size_t walkedRows = 400; ///< of a table; large ones in equal steps

bool isNear(double a, double b) { return std::abs(a - b) <= 1e-9 * std::max(std::abs(a), std::abs(b)); }

} // namespace

class ExplanationsTest : public QObject {
    Q_OBJECT

    std::shared_ptr<const PresetLibrary> m_library;

    std::shared_ptr<const Evaluation> evaluated(const Scenario& scenario)
    {
        auto inputs = m_library->resolve(scenario);
        if (!inputs)
            return nullptr;
        auto evaluation = evaluate(scenario, std::make_shared<const Inputs>(std::move(*inputs)), {.curve = true});
        return evaluation ? std::make_shared<const Evaluation>(std::move(*evaluation)) : nullptr;
    }

    /// A derivation exists, its formula gives its value, and what its terms lead to exists, too.
    void checkFigure(Explanations& explanations, const QString& id, const QString& where)
    {
        QVERIFY2(!id.isEmpty(), qPrintable(where));
        const Derivation* derivation = explanations.find(id.toStdString());
        QVERIFY2(derivation, qPrintable(where + QStringLiteral(" leads to nothing: ") + id));
        const auto value = evaluateFormula(derivation->formula, derivation->terms);
        QVERIFY2(value, qPrintable(id));
        QVERIFY2(isNear(*value, derivation->value),
                 qPrintable(QStringLiteral("%1: %2 against %3").arg(id).arg(*value).arg(derivation->value)));
        for (const Term& term : derivation->terms)
            QVERIFY2(term.from.empty() || explanations.find(term.from),
                     qPrintable(id + QStringLiteral(" -> ") + QString::fromStdString(term.from)));
    }

    void checkTable(Explanations& explanations, const TableData& table)
    {
        QVERIFY2(table.figureOf || table.rows.empty(), qPrintable(table.title));
        const std::size_t step = std::max<std::size_t>(1, table.rows.size() / walkedRows);
        int figures = 0;
        for (std::size_t row = 0; row < table.rows.size(); row += step)
            for (int column = table.textColumns; column < table.header.size(); ++column) {
                const QString id = table.figureOf(static_cast<int>(row), column);
                if (id.isEmpty() && isInput(table.header[column]))
                    continue;
                checkFigure(explanations, id, QStringLiteral("%1, %2, row %3").arg(table.title, table.header[column]).arg(row));
                ++figures;
            }
        QVERIFY(figures > 0 || table.rows.empty());
    }

    /// Columns that say what was put in, not what came out.
    static bool isInput(const QString& column)
    {
        return QStringList{QStringLiteral("Rate"), QStringLiteral("Concurrency")}.contains(column);
    }

private Q_SLOTS:
    void initTestCase() { m_library = testLibrary(); }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void everyDisplayedFigureHasAPath_data()
    {
        QTest::addColumn<QByteArray>("json");
        for (const auto& [id, preset] : m_library->all(PresetKind::Scenario))
            QTest::newRow(id.c_str()) << QByteArray::fromStdString(preset.json);
    }
    void everyDisplayedFigureHasAPath()
    {
        QFETCH(QByteArray, json);
        const auto evaluation = evaluated(*readScenario(json.toStdString()));
        QVERIFY(evaluation);
        Explanations explanations(evaluation);
        for (const KeyFigure& figure : keyFigures(*evaluation))
            checkFigure(explanations, figure.derivation, figure.caption);
        checkTable(explanations, waterfallTable(waterfalls(*evaluation)));
        for (const bool perRank : {false, true})
            checkTable(explanations, memoryTable(memoryBars(*evaluation, perRank)));
        AxisFilter all;
        all.set();
        if (evaluation->fabric)
            checkTable(explanations, FabricModel(evaluation, all).table());
        checkTable(explanations, rooflineTable(rooflineOf(*evaluation)));
        if (evaluation->inference)
            checkTable(explanations, curveTable(evaluation->inference->curve));
    }

    void aPointOfTheCurveIsExplainedAtItsOwnConcurrency()
    {
        const PresetText* preset = m_library->find(PresetKind::Scenario, "llama-2-70b-nvlink-tp4-batch-32");
        const auto evaluation = evaluated(*readScenario(preset->json));
        Explanations explanations(evaluation);
        for (const ConcurrencyPoint& point : evaluation->inference->curve.points) {
            const Derivation* tpot = explanations.find(figureAt(point.concurrency, "inference/tpot"));
            QVERIFY(tpot);
            QVERIFY(isNear(tpot->value, point.tpot.inSeconds()));
            QVERIFY(isNear(explanations.find(figureAt(point.concurrency, "inference/throughput"))->value, point.outputTokensPerSecond));
        }
    }

    void idsOfNothingAreRefused()
    {
        const PresetText* preset = m_library->find(PresetKind::Scenario, "welcome");
        const auto evaluation = evaluated(*readScenario(preset->json));
        Explanations explanations(evaluation);
        for (const char* id : {"", "traffic/link/", "traffic/link/-1", "traffic/link/99999999", "traffic/link/1x", "at/",
                               "at/0/inference/tpot", "at/7", "at/99999999999/inference/tpot", "no/such/figure"})
            QVERIFY2(!explanations.find(id), id);
        QVERIFY(!Explanations().find("training/step"));
    }

    void f1OpensTheFigureUnderTheKeyboard()
    {
        WindowFixture fixture(m_library);
        QVERIFY(QTest::qWaitForWindowActive(fixture.window.get()));
        QTRY_VERIFY(fixture.settled());
        auto& explain = *static_cast<ExplainView*>(fixture.window->panes().view(QStringLiteral("explain")));
        const auto f1 = [&] { fixture.workspace.commands.action(QStringLiteral("help.explain"))->trigger(); };

        auto* step = fixture.window->keyFigures().buttons()[1];
        QTRY_VERIFY(step->isVisible());
        step->setFocus();
        f1();
        QCOMPARE(explain.shownId(), QStringLiteral("training/step"));

        fixture.window->panes().show(QStringLiteral("breakdown"));
        auto* breakdown = fixture.window->findChild<BreakdownCanvas*>();
        breakdown->setFocus();
        QTest::keyClick(breakdown, Qt::Key_Down);
        f1();
        QCOMPARE(explain.shownId(), QStringLiteral("training/breakdown/compute"));

        auto* memory = fixture.window->findChild<MemoryCanvas*>();
        memory->setFocus();
        QTest::keyClick(memory, Qt::Key_Right);
        QVERIFY(memory->figureAtFocus().startsWith(QStringLiteral("memory/stage/")));
        const QString bar = memory->figureAtFocus();
        f1();
        QCOMPARE(explain.shownId(), bar);

        fixture.window->panes().show(QStringLiteral("fabric"));
        auto* fabric = fixture.window->findChild<FabricCanvas*>();
        fabric->setFocus();
        QTest::keyClick(fabric, Qt::Key_N);
        f1();
        QVERIFY2(explain.shownId().startsWith(QStringLiteral("traffic/link/")), qPrintable(explain.shownId()));
        QVERIFY(!explain.text().isEmpty());

        auto* frame = qobject_cast<PictureFrame*>(breakdown->parentWidget()->parentWidget()->parentWidget()->parentWidget());
        QVERIFY(frame);
        fixture.window->panes().show(QStringLiteral("breakdown"));
        frame->setShowsTable(true);
        frame->table().setCurrentIndex(frame->table().model()->index(0, 1));
        frame->table().setFocus();
        f1();
        QCOMPARE(explain.shownId(), QStringLiteral("training/breakdown/compute"));
    }

    void whatIsFocusedInAPictureHasAFigure()
    {
        const auto evaluation = evaluated(scenarioOf64Gpus());
        Explanations explanations(evaluation);
        for (const Focus& focus : {Focus{Focus::Kind::Gpu, 11}, Focus{Focus::Kind::Stage, 2}, Focus{Focus::Kind::Link, 3},
                                   Focus{Focus::Kind::MemoryPart, 9}, Focus{Focus::Kind::Group, 16}, Focus{Focus::Kind::Task, 0},
                                   Focus{Focus::Kind::Task, static_cast<qint64>(evaluation->timeline->size()) - 1}})
            checkFigure(explanations, figureOf(*evaluation, focus), QString::number(static_cast<int>(focus.kind)));
        QVERIFY(figureOf(*evaluation, {}).isEmpty());
    }
};

QTEST_MAIN(ExplanationsTest)
#include "tst_explanations.moc"
