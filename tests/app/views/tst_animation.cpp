// SPDX-License-Identifier: GPL-3.0-or-later
// Animated collectives and products as views: the shared clock moves them, keys step them, captions say what they show.
#include "../open_document.h"
#include "shell/model_clock.h"
#include "shell/theme_manager.h"
#include "views/animation/collective_view.h"
#include "views/animation/product_view.h"

#include <QComboBox>
#include <QSpinBox>
#include <QtTest>

using namespace shardscape;

namespace {

QImage grabbed(AnimationView& view) { return view.canvas().grab().toImage(); }

} // namespace

class TestAnimation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void lanesArePricedAsTheCollective()
    {
        OpenDocument open;
        QVERIFY(open.settle());
        const ClusterSpec& cluster = open.document.evaluation()->inputs->cluster;
        const auto lanes = collectiveLanes({.ranks = 8, .bytes = 1e9}, cluster);
        QVERIFY(lanes.size() >= 2); // ring and switch on a DGX H100
        const auto estimate = estimateCollective({CollectiveOp::AllReduce, Bytes::fromBytes(1e9), shapeAlone(1, 8, cluster)}, cluster, nullptr);
        for (const CollectiveLane& lane : lanes) {
            const auto priced = std::find_if(estimate.alternatives.begin(), estimate.alternatives.end(),
                                             [&](const CollectiveCandidate& c) { return c.algorithm == lane.moves.algorithm; });
            QVERIFY(priced != estimate.alternatives.end());
            QCOMPARE(lane.seconds, priced->time.inSeconds());
        }
        const auto across = collectiveLanes({.ranks = 16, .bytes = 32e3, .acrossNodes = true}, cluster);
        QVERIFY(std::any_of(across.begin(), across.end(), [](const CollectiveLane& lane) { return lane.moves.algorithm == "tree"; }));
        QVERIFY(collectiveLanes({.ranks = 16}, cluster).empty()); // a node has eight
        for (const CollectiveLane& lane : lanes) {
            QCOMPARE(hopsDone(lane, lanes, 0.0), 0.0);
            QCOMPARE(hopsDone(lane, lanes, 1.0), double(lane.moves.hops));
        }
    }

    void theClockMovesIt()
    {
        OpenDocument open;
        QVERIFY(open.settle());
        CollectiveView view(open.workspace.context);
        view.resize(900, 600);
        view.show();
        QVERIFY(view.caption().contains(QStringLiteral("hop 1 of 14")));
        const QImage first = grabbed(view);
        open.workspace.clock.setDuration(10.0);
        open.workspace.clock.setPosition(5.0);
        QVERIFY(grabbed(view) != first);
        QVERIFY(!view.caption().contains(QStringLiteral("hop 1 of 14")));
        open.workspace.clock.setPosition(10.0);
        QVERIFY(view.caption().contains(QStringLiteral("done after")));
        QTest::keyClick(&view.canvas(), Qt::Key_Left);
        QVERIFY(open.workspace.clock.position() < 10.0);
        view.configure(QStringLiteral("op=all-reduce&ranks=16&place=nodes&bytes=32000&unknown=1"));
        QVERIFY(!view.lanes().empty() && view.lanes().front().moves.ranks == 16 && view.lanes().front().bytes == 32000);
        view.configure(QStringLiteral("ranks=99&place=node&op=never"));
        QCOMPARE(view.lanes().size(), std::size_t{0}); // sixteen GPUs are in no node
        auto* ranks = view.findChild<QSpinBox*>();
        ranks->setValue(4);
        QVERIFY(!view.lanes().empty() && view.lanes().front().moves.ranks == 4);
        ranks->setValue(16);
        QVERIFY(view.lanes().empty());
        QVERIFY(view.caption().contains(QStringLiteral("cannot run")));
        for (QComboBox* box : view.findChildren<QComboBox*>())
            for (int i = 0; i < box->count(); ++i) {
                box->setCurrentIndex(i);
                (void)grabbed(view);
            }
    }

    void productsSayWhatHappens()
    {
        OpenDocument open;
        QVERIFY(open.settle());
        ProductView view(open.workspace.context);
        view.resize(900, 500);
        view.show();
        for (const int gpus : {1, 2, 4}) {
            view.setGpus(gpus);
            QStringList captions;
            for (const double share : {0.1, 0.4, 0.6, 1.0}) {
                view.setShare(share);
                captions << view.caption();
                (void)grabbed(view);
            }
            QCOMPARE(captions.removeDuplicates(), 0);
        }
        QVERIFY(view.caption().contains(QStringLiteral("4 of 4")));
        picture(view, open, "product");
        CollectiveView collective(open.workspace.context);
        collective.resize(1000, 640);
        collective.show();
        collective.setShare(0.3);
        picture(collective, open, "collective");
    }

private:
    /// SHARDSCAPE_LESSON_PICTURES=folder keeps pictures, for a person to look at.
    static void picture(AnimationView& view, OpenDocument& open, const char* name)
    {
        const QString folder = qEnvironmentVariable("SHARDSCAPE_LESSON_PICTURES");
        for (const ThemeChoice theme : {ThemeChoice::Light, ThemeChoice::Dark}) {
            open.workspace.theme.setChoice(theme);
            const QPixmap grabbed = view.grab();
            QVERIFY(!grabbed.isNull());
            if (!folder.isEmpty())
                QVERIFY(grabbed.save(QStringLiteral("%1/%2-%3.png").arg(folder, QLatin1String(name)).arg(static_cast<int>(theme))));
        }
    }
};

QTEST_MAIN(TestAnimation)
#include "tst_animation.moc"
