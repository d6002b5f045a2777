// SPDX-License-Identifier: GPL-3.0-or-later
// The fabric pane on real documents: it follows evaluation, focus and theme. SHARDSCAPE_PICTURES=folder keeps the pictures.
#include "app/open_document.h"
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
