// SPDX-License-Identifier: GPL-3.0-or-later
// The fabric pane on real documents: it follows evaluation, focus and theme. SHARDSCAPE_PICTURES=folder keeps the pictures.
#include "app/open_document.h"
#include "evaluate/evaluate.h"
#include "shell/focus_hub.h"
#include "shell/theme_manager.h"
#include "views/common/picture_frame.h"
#include "views/fabric/fabric_canvas.h"
#include "views/fabric/fabric_view.h"

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
        QVERIFY(view.canvas().showsMatrix());
        if (const QByteArray folder = qgetenv("SHARDSCAPE_PICTURES"); !folder.isEmpty())
            QVERIFY(view.grab().save(QString::fromLocal8Bit(folder) + QStringLiteral("/pane-matrix.png")));
        QTest::mouseMove(&view.canvas(), view.canvas().rect().center());
        QCOMPARE(open.workspace.context.focus.hovered().kind, Focus::Kind::Link);
    }
};

QTEST_MAIN(FabricPaneTest)
#include "tst_fabric_pane.moc"
