// SPDX-License-Identifier: GPL-3.0-or-later
// The fabric picture over real clusters: what can be hit, filtered, named and collapsed. SHARDSCAPE_PICTURES=folder keeps the pictures.
#include "app/sample_evaluation.h"
#include "core/hardware/hardware_fixture.h"
#include "views/fabric/fabric_canvas.h"

#include <QElapsedTimer>
#include <QPainter>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace shardscape;
using namespace shardscape::test;

namespace {

struct Shape {
    const char* cluster;
    int nodes, tp, pp, dp;
};

std::shared_ptr<const FabricModel> modelOf(const Shape& shape, AxisFilter filter = AxisFilter{}.set())
{
    auto evaluation = std::make_shared<Evaluation>();
    const ClusterSpec cluster = clusterOf(shape.cluster, shape.nodes);
    Parallelism parallelism;
    parallelism.tp = shape.tp;
    parallelism.pp = shape.pp;
    parallelism.dp = shape.dp;
    evaluation->fabric = std::make_shared<const Fabric>(Fabric::build(cluster));
    evaluation->traffic = mapTraffic(DeviceMesh{parallelism, 1}, *evaluation->fabric,
                                     {{.axis = Axis::Tp, .group = GroupKind::Tp, .op = CollectiveOp::AllReduce, .bytesPerStage = {60e9}},
                                      {.axis = Axis::Dp, .group = GroupKind::Dp, .op = CollectiveOp::AllReduce, .bytesPerStage = {10e9}},
                                      {.axis = Axis::Pp,
                                       .group = GroupKind::Pp,
                                       .op = CollectiveOp::SendRecv,
                                       .bytesPerStage = std::vector<double>(static_cast<std::size_t>(shape.pp), 2e9)}});
    evaluation->trafficPeriod = Seconds::fromSeconds(1.0);
    return std::make_shared<const FabricModel>(evaluation, filter);
}

constexpr Shape shapes[] = {{"dgx-h100", 1, 8, 1, 1},      {"dgx-h100", 4, 8, 2, 2},     {"dgx-1-v100", 1, 8, 1, 1},
                            {"mi300x-8", 2, 8, 1, 2},      {"a100-pcie-8", 1, 4, 1, 2},  {"gb200-nvl72", 8, 8, 2, 2},
                            {"gb200-nvl72", 36, 8, 2, 9},  {"tpu-v4-4x4x4", 1, 8, 1, 8}, {"rtx-3090-pair", 1, 2, 1, 1},
                            {"dgx-h100", 2048, 8, 16, 128}};

} // namespace

class FabricViewTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void pictures_data()
    {
        QTest::addColumn<int>("shape");
        QTest::addColumn<int>("theme");
        for (int i = 0; i < static_cast<int>(std::size(shapes)); ++i)
            for (const int theme : {0, 1})
                QTest::newRow(qPrintable(QStringLiteral("%1-%2-%3")
                                             .arg(QLatin1String(shapes[i].cluster))
                                             .arg(shapes[i].nodes)
                                             .arg(QLatin1String(theme == 0 ? "light" : "dark"))))
                    << i << theme;
    }
    void pictures()
    {
        QFETCH(int, shape);
        QFETCH(int, theme);
        FabricCanvas canvas;
        canvas.resize(1200, 700);
        canvas.setTokens(tokensFor(theme == 0 ? Theme::Light : Theme::Dark));
        canvas.setModel(modelOf(shapes[shape]));
        canvas.show();
        QImage picture = canvas.grab().toImage();
        QSet<QRgb> colors;
        for (int y = 0; y < picture.height(); y += 3)
            for (int x = 0; x < picture.width(); x += 3)
                colors.insert(picture.pixel(x, y));
        QVERIFY2(colors.size() > 5, "nothing is drawn");
        const QByteArray folder = qgetenv("SHARDSCAPE_PICTURES");
        if (!folder.isEmpty()) {
            QPainter painter(&picture);
            painter.setPen(canvas.model() != nullptr ? tokensFor(theme == 0 ? Theme::Light : Theme::Dark).text : QColor());
            painter.drawText(QRect(10, 640, 1180, 40), Qt::TextWordWrap, canvas.model()->bottleneck());
            painter.end();
            QVERIFY(picture.save(QString::fromLocal8Bit(folder) + QStringLiteral("/") + QString::fromUtf8(QTest::currentDataTag()) +
                                 QStringLiteral(".png")));
        }
    }

    /// In an open node the middle of every straight link is that link or the other direction of its cable.
    void linksCanBeHit()
    {
        FabricCanvas canvas;
        canvas.resize(1400, 900);
        canvas.setTokens(tokensFor(Theme::Light));
        const auto model = modelOf({"dgx-h100", 1, 8, 1, 1});
        canvas.setModel(model);
        int hit = 0;
        const auto links = static_cast<int>(model->fabric().links().size());
        for (int link = 0; link < links; ++link) {
            const QLineF line = canvas.camera().toScreen(model->layout().linkLine(model->fabric(), link));
            const Focus thing = canvas.thingAt(line.pointAt(0.5));
            hit += thing.kind == Focus::Kind::Link && thing.id / 2 == link / 2 ? 1 : 0;
        }
        QVERIFY2(hit > links * 8 / 10, qPrintable(QStringLiteral("%1 of %2").arg(hit).arg(links)));
    }

    void everyGpuCanBeHit()
    {
        FabricCanvas canvas;
        canvas.resize(1400, 900);
        canvas.setTokens(tokensFor(Theme::Light));
        const auto model = modelOf({"dgx-h100", 4, 8, 2, 2});
        canvas.setModel(model);
        for (int gpu = 0; gpu < 32; ++gpu) {
            const QRectF box = canvas.camera().toScreen(model->layout().vertexRect(model->fabric(), model->fabric().gpuVertex(gpu)));
            QCOMPARE(canvas.thingAt(box.center()), (Focus{Focus::Kind::Gpu, gpu}));
        }
    }

    void filterCountsOnlyItsAxes()
    {
        const Shape shape{"dgx-h100", 4, 8, 2, 2};
        const auto all = modelOf(shape);
        const auto dp = modelOf(shape, AxisFilter{}.set(indexOf(Axis::Dp)));
        const auto rest = modelOf(shape, AxisFilter{}.set().reset(indexOf(Axis::Dp)));
        for (int link = 0; link < static_cast<int>(all->fabric().links().size()); ++link)
            QVERIFY(std::abs(all->bytes(link) - dp->bytes(link) - rest->bytes(link)) <= 1e-6 * std::max(1.0, all->bytes(link)));
        QVERIFY(dp->bottleneck().contains(QStringLiteral("dp")));
        QVERIFY(!dp->bottleneck().contains(QStringLiteral("tp ")));
        QVERIFY(modelOf(shape, {})->bottleneck().startsWith(QStringLiteral("No link")));
    }

    void manyNodesCollapseAndOpen()
    {
        FabricCanvas canvas;
        canvas.resize(1200, 700);
        canvas.setTokens(tokensFor(Theme::Dark));
        const auto model = modelOf({"dgx-h100", 2048, 8, 16, 128});
        canvas.setModel(model);
        QVERIFY(!showsNodeInside({*model, tokensFor(Theme::Dark), canvas.camera(), canvas.rect()}));
        canvas.setCamera(fitCamera(model->layout().nodeRect(1000), QSizeF(1200, 680)));
        QVERIFY(showsNodeInside({*model, tokensFor(Theme::Dark), canvas.camera(), canvas.rect()}));
        const QRectF box = canvas.camera().toScreen(model->layout().vertexRect(model->fabric(), model->fabric().gpuVertex(8003)));
        QCOMPARE(canvas.thingAt(box.center()), (Focus{Focus::Kind::Gpu, 8003}));
    }

    void matrixHoldsEveryLinkOnce()
    {
        for (const Shape& shape : shapes) {
            const auto model = modelOf(shape);
            const QSize cells = fabricMatrixSize(*model);
            std::vector<char> seen(model->fabric().links().size(), 0);
            for (int row = 0; row < cells.height(); ++row)
                for (int column = 0; column < cells.width(); ++column)
                    if (const int link = linkOfMatrixCell(*model, column, row); link >= 0)
                        ++seen[static_cast<std::size_t>(link)];
            QVERIFY(std::all_of(seen.begin(), seen.end(), [](char n) { return n == 1; }));
        }
    }

    void nodesLieApartInsideTheBounds()
    {
        for (const Shape& shape : shapes) {
            const auto model = modelOf(shape);
            const FabricLayout& layout = model->layout();
            for (int node = 0; node < layout.nodes(); ++node) {
                QVERIFY(layout.bounds().contains(layout.nodeRect(node)));
                QCOMPARE(layout.nodeAt(layout.nodeRect(node).center()), node);
            }
            for (int vertex = 0; vertex < static_cast<int>(model->fabric().vertices().size()); ++vertex)
                QVERIFY2(layout.bounds().contains(layout.vertexRect(model->fabric(), vertex)), qPrintable(model->nameOf(vertex)));
        }
    }

    void keysWalkTheBusiestLinks()
    {
        FabricCanvas canvas;
        canvas.resize(800, 500);
        canvas.setTokens(tokensFor(Theme::Light));
        const auto model = modelOf({"dgx-h100", 4, 8, 2, 2});
        canvas.setModel(model);
        std::vector<Focus> heard;
        connect(&canvas, &FabricCanvas::hovered, this, [&heard](Focus focus) { heard.push_back(focus); });
        QTest::keyClick(&canvas, Qt::Key_N);
        QTest::keyClick(&canvas, Qt::Key_N);
        QTest::keyClick(&canvas, Qt::Key_N, Qt::ShiftModifier);
        QCOMPARE(heard.size(), std::size_t{3});
        QCOMPARE(heard[0].id, static_cast<qint64>(model->ranking()[0]));
        QCOMPARE(heard[1].id, static_cast<qint64>(model->ranking()[1]));
        QCOMPARE(heard[2], heard[0]);
    }

    void scaleIsFixedAndMonotone()
    {
        QCOMPARE(loadScale(0.0), 0.0);
        QCOMPARE(loadScale(0.001), 0.0);
        QCOMPARE(loadScale(1.0), 1.0);
        QCOMPARE(loadScale(7.0), 1.0);
        QVERIFY(loadScale(0.01) < loadScale(0.1));
    }
};

QTEST_MAIN(FabricViewTest)
#include "tst_fabric_view.moc"
