// SPDX-License-Identifier: GPL-3.0-or-later
// The fabric pane on real documents: it follows evaluation, focus and theme. SHARDSCAPE_PICTURES=folder keeps the pictures.
#include "app/open_document.h"
#include "evaluate/evaluate.h"
#include "shell/focus_hub.h"
#include "shell/theme_manager.h"
#include "views/common/picture_frame.h"
#include "views/fabric/fabric_canvas.h"
#include "views/common/table_twin.h"
#include "views/fabric/fabric_view.h"
#include "views/mesh/mesh_canvas.h"
#include "views/mesh/mesh_view.h"

#include <QElapsedTimer>
#include <QLabel>
#include <QRegularExpression>
#include <QTest>
#include <QToolButton>

#include <algorithm>

using namespace shardscape;

class FabricPaneTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void scenarioPresets_data()
    {
        QTest::addColumn<QString>("file");
        for (const char* file : {"welcome", "llama-2-70b-8gpu-tp4dp2", "llama-2-70b-pcie-tp4-batch-32", "llama-3.1-405b-2xdgx-h100-tp8-pp2",
                                 "mixtral-8x7b-ep8", "llama-3.1-405b-16k-h100"})
            QTest::newRow(file) << QString::fromLatin1(file);
    }
    void scenarioPresets()
    {
        QFETCH(QString, file);
        OpenDocument open;
        QVERIFY(open.document.open(QStringLiteral(PRESETS_DIR "/scenarios/%1.shard.json").arg(file)).has_value());
        QVERIFY(open.settle());
        FabricView view{open.workspace.context};
        view.resize(1200, 720);
        view.show();
        QVERIFY(view.canvas().model() != nullptr);
        auto* words = view.findChild<QLabel*>();
        QVERIFY(words != nullptr && words->text().startsWith(QStringLiteral("Fullest:")));
        const QByteArray folder = qgetenv("SHARDSCAPE_PICTURES");
        for (const ThemeChoice choice : {ThemeChoice::Light, ThemeChoice::Dark}) {
            open.workspace.context.theme.setChoice(choice);
            QCoreApplication::processEvents();
            const QPixmap picture = view.grab();
            if (!folder.isEmpty())
                QVERIFY(picture.save(
                    QStringLiteral("%1/pane-%2-%3.png")
                        .arg(QString::fromLocal8Bit(folder), file, QLatin1String(choice == ThemeChoice::Light ? "light" : "dark"))));
        }
    }

    void itFollowsAGestureAndSaysRings()
    {
        OpenDocument open;
        QVERIFY(open.document.open(QStringLiteral(PRESETS_DIR "/scenarios/llama-2-70b-8gpu-tp4dp2.shard.json")).has_value());
        QVERIFY(open.settle());
        FabricView view{open.workspace.context};
        FocusHub& focus = open.workspace.context.focus;
        auto* words = view.findChild<QLabel*>();
        focus.hover({Focus::Kind::Gpu, 1});
        QCOMPARE(words->text(), QStringLiteral("GPU 1, rank 1: TP ring 0 → 1 → 2 → 3 → 0."));
        focus.hover({});
        const auto isOfGpu0 = [&](int link) { return view.canvas().model()->linkName(link).startsWith(QStringLiteral("node0/gpu0 → ")); };
        const std::vector<int>& ranking = view.canvas().model()->ranking();
        const auto link = std::find_if(ranking.begin(), ranking.end(), isOfGpu0);
        QVERIFY(link != ranking.end());
        focus.hover({Focus::Kind::Link, *link});
        QVERIFY2(words->text().contains(QStringLiteral("Groups of GPU 0 here: TP of GPUs 0, 1, 2, 3.")), qPrintable(words->text()));
        focus.hover({});

        // A gesture that would move tensor ranks apart is shown while it lasts and forgotten after it.
        const Evaluation& now = *open.document.evaluation();
        Scenario moved = now.scenario;
        moved.placement = std::vector<int>{0, 4, 2, 3, 1, 5, 6, 7};
        auto preview = evaluate(moved, now.inputs);
        QVERIFY(preview.has_value());
        focus.setPreview(std::make_shared<const Evaluation>(std::move(*preview)));
        QCOMPARE(view.canvas().model()->evaluation().scenario, moved);
        QVERIFY(words->text().startsWith(QStringLiteral("If dropped here: ")));
        focus.setPreview(nullptr);
        QCOMPARE(view.canvas().model()->evaluation().scenario, now.scenario);
    }

    /// A GPU is dragged with the mouse in the mesh while the fabric is beside it: the map shows the drop before it happens, forgets it when
    /// the pointer comes back, and keeps it after the drop.
    void theMapFollowsADragInTheMesh()
    {
        OpenDocument open;
        QVERIFY(open.document.open(QStringLiteral(PRESETS_DIR "/scenarios/llama-3.1-405b-2xdgx-h100-tp8-pp2.shard.json")).has_value());
        QVERIFY(open.settle());
        MeshView mesh{open.workspace.context};
        FabricView fabric{open.workspace.context};
        mesh.resize(760, 620);
        fabric.resize(900, 620);
        mesh.show();
        fabric.show();
        QVERIFY(QTest::qWaitForWindowExposed(&mesh) && QTest::qWaitForWindowExposed(&fabric));
        auto* grid = mesh.findChild<MeshCanvas*>();
        auto* words = fabric.findChild<QLabel*>();
        QVERIFY(grid != nullptr && grid->model() != nullptr && words != nullptr);
        const auto nicBytes = [&](int gpu, Axis axis) {
            const Evaluation& e = fabric.canvas().model()->evaluation();
            const NodeTemplate& parts = e.fabric->nodeTemplate();
            const int nic = parts.homeNic[static_cast<std::size_t>(gpu % e.fabric->gpusPerNode())];
            const std::int32_t link = e.fabric->firstLinkOf(gpu / e.fabric->gpusPerNode()) + parts.nicUp[static_cast<std::size_t>(nic)];
            return e.traffic.perLink[static_cast<std::size_t>(link)][indexOf(axis)];
        };
        const auto moveTo = [&](int gpu) {
            const QPoint from = grid->centerOf(0).toPoint();
            const QPoint to = grid->centerOf(gpu).toPoint();
            for (int step = 1; step <= 8; ++step)
                QTest::mouseMove(grid, from + (to - from) * step / 8);
        };
        QCOMPARE(nicBytes(0, Axis::Tp), 0.0); // tensor ranks of a node send nothing over the network
        QTest::mousePress(grid, Qt::LeftButton, {}, grid->centerOf(0).toPoint());
        moveTo(8);
        QTRY_VERIFY2(words->text().startsWith(QStringLiteral("If dropped here: ")), qPrintable(words->text()));
        QVERIFY(nicBytes(0, Axis::Tp) > 0.0 && nicBytes(8, Axis::Tp) > 0.0);
        QVERIFY(!open.document.scenario().placement.has_value());
        QTest::mouseMove(grid, grid->centerOf(0).toPoint());
        QTRY_COMPARE(nicBytes(0, Axis::Tp), 0.0);
        moveTo(8);
        QTRY_VERIFY(nicBytes(0, Axis::Tp) > 0.0);
        QTest::mouseRelease(grid, Qt::LeftButton, {}, grid->centerOf(8).toPoint());
        QVERIFY(open.settle());
        QVERIFY(open.document.scenario().placement.has_value());
        QTRY_VERIFY(!words->text().startsWith(QStringLiteral("If dropped here: ")));
        QVERIFY(nicBytes(0, Axis::Tp) > 0.0);
    }

    void ringsAreDrawnAndListed()
    {
        OpenDocument open;
        QVERIFY(open.document.open(QStringLiteral(PRESETS_DIR "/scenarios/llama-3.1-405b-2xdgx-h100-tp8-pp2.shard.json")).has_value());
        QVERIFY(open.settle());
        FabricView view{open.workspace.context};
        view.resize(1000, 640);
        view.show();
        const QImage before = view.canvas().grab().toImage();
        FocusHub& focus = open.workspace.context.focus;
        focus.pin({Focus::Kind::Gpu, 1});
        const std::vector<GroupOrder>& orders = view.canvas().orders();
        QCOMPARE(orders.size(), std::size_t{2});
        QCOMPARE(orders[0].kind, GroupKind::Tp);
        QCOMPARE(orders[0].gpus, (std::vector<int>{0, 1, 2, 3, 4, 5, 6, 7}));
        QCOMPARE(orders[1].shape, GroupOrder::Shape::Chain);
        QCOMPARE(orders[1].gpus, (std::vector<int>{1, 9}));
        QVERIFY(view.canvas().grab().toImage() != before);
        const TableData table = view.canvas().model()->orderTable(orders);
        QCOMPARE(table.rows.size(), std::size_t{8 + 1}); // the ring closes, the pipeline does not
        QCOMPARE(table.rows[7].mid(0, 3), (QStringList{QStringLiteral("TP"), QStringLiteral("node0/gpu7"), QStringLiteral("node0/gpu0")}));
        // One kind alone: the chip of the other axis is off, or its group has the focus.
        view.setFilter(AxisFilter{}.set(indexOf(Axis::Pp)));
        QCOMPARE(view.canvas().orders().size(), std::size_t{1});
        view.setFilter(AxisFilter{}.set());
        focus.pin({});
        focus.hover({Focus::Kind::Group, 1 * 16 + static_cast<int>(GroupKind::Tp)});
        QCOMPARE(view.canvas().orders().size(), std::size_t{1});
        focus.hover({});
        QVERIFY(view.canvas().orders().empty());
        QCOMPARE(view.canvas().grab().toImage(), before);
    }

    void pairsShowWhoSendsToWhom()
    {
        OpenDocument open;
        QVERIFY(open.document.open(QStringLiteral(PRESETS_DIR "/scenarios/llama-2-70b-8gpu-tp4dp2.shard.json")).has_value());
        QVERIFY(open.settle());
        FabricView view{open.workspace.context};
        view.resize(1000, 640);
        view.show();
        auto* pairs = view.findChild<QToolButton*>(QStringLiteral("pairSwitch"));
        auto* links = view.findChild<QToolButton*>(QStringLiteral("matrixSwitch"));
        QVERIFY(pairs != nullptr && links != nullptr);
        links->click();
        pairs->click();
        QCOMPARE(view.canvas().mode(), FabricMode::Pairs);
        QVERIFY(!links->isChecked());
        const FabricModel& model = *view.canvas().model();
        QCOMPARE(model.pairs().blocks, 8);
        double sum = 0, sent = 0;
        for (int from = 0; from < 8; ++from)
            for (int to = 0; to < 8; ++to)
                sum += model.pairBytes(from, to);
        for (const double bytes : model.evaluation().traffic.byAxisTotal)
            sent += bytes;
        QVERIFY(sent > 0 && std::abs(sum - sent) <= 1e-9 * sent);
        const TableData table = model.pairTable();
        QVERIFY(!table.rows.empty());
        QCOMPARE(table.rows.front().size(), table.header.size());
        QVERIFY(model.describePair(0, 1).startsWith(QStringLiteral("GPU 0 → GPU 1: ")));
        const QRectF area = fabricMatrixCells(QRectF(view.canvas().rect()).adjusted(8, 8, -8, -8 - (view.canvas().fontMetrics().height() + 8)));
        QCOMPARE(view.canvas().wordsAt(area.topLeft() + QPointF(area.width() * 1.5 / 8, area.height() * 0.5 / 8)), model.describePair(0, 1));
        if (const QByteArray folder = qgetenv("SHARDSCAPE_PICTURES"); !folder.isEmpty())
            QVERIFY(view.grab().save(QString::fromLocal8Bit(folder) + QStringLiteral("/pane-pairs.png")));
        pairs->click();
        QCOMPARE(view.canvas().mode(), FabricMode::Graph);
    }

    void chipsFilterAndFocusIsShared()
    {
        OpenDocument open;
        QVERIFY(open.settle());
        FabricView view{open.workspace.context};
        view.resize(1000, 640);
        view.show();
        auto* words = view.findChild<QLabel*>();
        const QString all = words->text();
        auto* tp = view.findChild<QToolButton*>(QStringLiteral("axisChipTP"));
        QVERIFY(tp != nullptr);
        tp->click();
        QVERIFY(!view.filter().test(indexOf(Axis::Tp)));
        QVERIFY(!words->text().contains(QStringLiteral("tp ")));
        tp->click();
        QCOMPARE(words->text(), all);

        const int link = view.canvas().model()->ranking()[3];
        open.workspace.context.focus.hover({Focus::Kind::Link, link});
        QCOMPARE(words->text(), view.canvas().model()->describe(link));
        open.workspace.context.focus.hover({});
        QCOMPARE(words->text(), all);

        auto* matrix = view.findChild<QToolButton*>(QStringLiteral("matrixSwitch"));
        QVERIFY(matrix != nullptr);
        matrix->click();
        QCOMPARE(view.canvas().mode(), FabricMode::Links);
        if (const QByteArray folder = qgetenv("SHARDSCAPE_PICTURES"); !folder.isEmpty())
            QVERIFY(view.grab().save(QString::fromLocal8Bit(folder) + QStringLiteral("/pane-matrix.png")));
        QTest::mouseMove(&view.canvas(), view.canvas().rect().center());
        QCOMPARE(open.workspace.context.focus.hovered().kind, Focus::Kind::Link);
    }
};

QTEST_MAIN(FabricPaneTest)
#include "tst_fabric_pane.moc"
