// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sample_mesh.h"
#include "views/mesh/mesh_canvas.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include <algorithm>
#include <array>
#include <numeric>
#include <random>

using namespace shardscape;

using Placement = std::vector<int>;
Q_DECLARE_METATYPE(Placement)

class TestMeshCanvas : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<MeshCanvas> m_canvas;
    std::unique_ptr<QSignalSpy> m_edited;
    std::unique_ptr<QSignalSpy> m_previewed;

    static Placement identity(int n)
    {
        Placement all(static_cast<std::size_t>(n));
        std::iota(all.begin(), all.end(), 0);
        return all;
    }
    [[nodiscard]] QPoint at(int gpu) const { return m_canvas->centerOf(gpu).toPoint(); }
    void drag(int from, int to, bool release = true)
    {
        QTest::mousePress(m_canvas.get(), Qt::LeftButton, {}, at(from));
        QTest::mouseMove(m_canvas.get(), (at(from) + at(to)) / 2);
        QTest::mouseMove(m_canvas.get(), at(to));
        if (release)
            QTest::mouseRelease(m_canvas.get(), Qt::LeftButton, {}, at(to));
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(m_canvas.get(), key, modifiers); }
    [[nodiscard]] Placement edited() const { return m_edited->last().at(0).value<Placement>(); }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
        m_canvas = std::make_unique<MeshCanvas>();
        m_canvas->resize(700, 500);
        m_canvas->setTokens(tokensFor(Theme::Light));
        m_canvas->setModel(sampleMesh({}));
        m_canvas->show();
        m_canvas->setFocus();
        m_edited = std::make_unique<QSignalSpy>(m_canvas.get(), &MeshCanvas::placementEdited);
        m_previewed = std::make_unique<QSignalSpy>(m_canvas.get(), &MeshCanvas::placementPreviewed);
    }

    void clickSelects()
    {
        QTest::mouseClick(m_canvas.get(), Qt::LeftButton, {}, at(5));
        QCOMPARE(m_canvas->selection(), Placement{5});
        QTest::mouseClick(m_canvas.get(), Qt::LeftButton, Qt::ControlModifier, at(2));
        QCOMPARE(m_canvas->selection(), (Placement{2, 5}));
        QTest::mouseClick(m_canvas.get(), Qt::LeftButton, Qt::ControlModifier, at(5));
        QCOMPARE(m_canvas->selection(), Placement{2});
        QTest::mouseClick(m_canvas.get(), Qt::LeftButton, {}, at(3));
        QTest::mouseClick(m_canvas.get(), Qt::LeftButton, Qt::ShiftModifier, at(6));
        QCOMPARE(m_canvas->selection(), (Placement{3, 4, 5, 6}));
        QCOMPARE(m_edited->size(), 0);
    }

    void rubberBandSelects()
    {
        const QPoint from = (m_canvas->centerOf(0) - QPointF(0, 2.0 * m_canvas->camera().scale)).toPoint();
        QVERIFY(from.y() > 0 || from.x() > 0);
        const QPoint ground(2, at(0).y());
        QTest::mousePress(m_canvas.get(), Qt::LeftButton, {}, ground);
        QTest::mouseMove(m_canvas.get(), at(4));
        QTest::mouseMove(m_canvas.get(), at(5));
        QTest::mouseRelease(m_canvas.get(), Qt::LeftButton, {}, at(5));
        QCOMPARE(m_canvas->selection(), (Placement{0, 1, 4, 5}));
        QTest::mousePress(m_canvas.get(), Qt::LeftButton, {}, ground);
        QTest::mouseMove(m_canvas.get(), at(2));
        key(Qt::Key_Escape);
        QCOMPARE(m_canvas->selection(), (Placement{0, 1, 4, 5}));
    }

    void dragSwapsAndSaysSo()
    {
        drag(3, 11);
        QCOMPARE(m_edited->size(), 1);
        QCOMPARE(edited(), swapped(identity(16), 3, 11));
        QCOMPARE(m_edited->last().at(1).toString(), QStringLiteral("Swap GPU 3 and GPU 11"));
        QCOMPARE(m_canvas->selection(), Placement{11}); // the selection follows its rank
    }

    void dragPreviewsBeforeTheDrop()
    {
        drag(3, 11, false);
        QVERIFY(m_canvas->isMoving());
        QCOMPARE(m_previewed->last().at(0).value<Placement>(), swapped(identity(16), 3, 11));
        QCOMPARE(m_edited->size(), 0);
        QTest::mouseRelease(m_canvas.get(), Qt::LeftButton, {}, at(11));
        QCOMPARE(m_edited->size(), 1);
        QVERIFY(m_previewed->last().at(0).value<Placement>().empty());
    }

    void escapeRightButtonAndReturningLeaveNothing_data()
    {
        QTest::addColumn<int>("way");
        QTest::newRow("Escape") << 0;
        QTest::newRow("right button") << 1;
        QTest::newRow("dropped where it began") << 2;
    }
    void escapeRightButtonAndReturningLeaveNothing()
    {
        QFETCH(int, way);
        drag(3, 11, false);
        if (way == 0)
            key(Qt::Key_Escape);
        if (way == 1)
            QTest::mousePress(m_canvas.get(), Qt::RightButton, {}, at(11));
        if (way == 2)
            QTest::mouseMove(m_canvas.get(), at(3));
        QTest::mouseRelease(m_canvas.get(), Qt::LeftButton, {}, way == 2 ? at(3) : at(11));
        QCOMPARE(m_edited->size(), 0);
        QVERIFY(!m_canvas->isMoving());
        QVERIFY(m_previewed->last().at(0).value<Placement>().empty());
    }

    void aBlockMovesAsOne()
    {
        m_canvas->setSelection({0, 1, 4, 5});
        drag(0, 2);
        const Placement placement = edited();
        for (const auto& [rank, gpu] : {std::pair{0, 2}, {1, 3}, {4, 6}, {5, 7}, {2, 0}, {3, 1}, {6, 4}, {7, 5}, {8, 8}})
            QCOMPARE(placement[static_cast<std::size_t>(rank)], gpu);
    }

    void aNodeMovesByItsTitle()
    {
        const auto title = [this](int node) {
            const QRectF rect = m_canvas->camera().toScreen(m_canvas->model()->geometry.titleRect(node));
            return (rect.topLeft() + QPointF(rect.width() * 0.8, rect.height() / 2)).toPoint();
        };
        QTest::mousePress(m_canvas.get(), Qt::LeftButton, {}, title(0));
        QCOMPARE(m_canvas->selection().size(), std::size_t{8});
        QTest::mouseMove(m_canvas.get(), at(4));
        QTest::mouseMove(m_canvas.get(), at(8));
        QTest::mouseRelease(m_canvas.get(), Qt::LeftButton, {}, at(8));
        const Placement placement = edited();
        for (int rank = 0; rank < 16; ++rank)
            QCOMPARE(placement[static_cast<std::size_t>(rank)], (rank + 8) % 16);
    }

    void keysDoWhatTheMouseDoes()
    {
        key(Qt::Key_Right); // the first arrow only shows the cursor
        for (int i = 0; i < 3; ++i)
            key(Qt::Key_Right);
        QCOMPARE(m_canvas->cursorGpu(), std::optional(3));
        key(Qt::Key_Space);
        QCOMPARE(m_canvas->selection(), Placement{3});
        key(Qt::Key_M);
        QVERIFY(m_canvas->isMoving());
        key(Qt::Key_Down);
        key(Qt::Key_Down); // over the node's border to GPU 11
        QCOMPARE(m_previewed->last().at(0).value<Placement>(), swapped(identity(16), 3, 11));
        key(Qt::Key_Return);
        QCOMPARE(edited(), swapped(identity(16), 3, 11));
        QVERIFY(!m_canvas->isMoving());
    }

    void moveModeEndsWithEscape()
    {
        m_canvas->setSelection({3});
        key(Qt::Key_M);
        key(Qt::Key_Left);
        key(Qt::Key_Escape);
        QCOMPARE(m_edited->size(), 0);
        QCOMPARE(m_canvas->selection(), Placement{3});
    }

    void xSwapsTheTwoSelected()
    {
        m_canvas->setSelection({3, 11});
        key(Qt::Key_X);
        QCOMPARE(edited(), swapped(identity(16), 3, 11));
        m_canvas->setSelection({1, 2, 3});
        key(Qt::Key_X);
        QCOMPARE(m_edited->size(), 1);
    }

    void shiftArrowsExtend()
    {
        QTest::mouseClick(m_canvas.get(), Qt::LeftButton, {}, at(1));
        key(Qt::Key_Right, Qt::ShiftModifier);
        key(Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(m_canvas->selection(), (Placement{1, 2, 3}));
    }

    void groupKeys()
    {
        QTest::mouseClick(m_canvas.get(), Qt::LeftButton, {}, at(5));
        key(Qt::Key_T);
        QCOMPARE(m_canvas->selection(), (Placement{4, 5, 6, 7}));
        key(Qt::Key_T); // the next TP group
        QCOMPARE(m_canvas->selection(), (Placement{8, 9, 10, 11}));
        QTest::mouseClick(m_canvas.get(), Qt::LeftButton, {}, at(5));
        key(Qt::Key_P);
        QCOMPARE(m_canvas->selection(), (Placement{5, 13}));
    }

    void doubleClickCyclesThroughGroups()
    {
        QTest::mouseDClick(m_canvas.get(), Qt::LeftButton, {}, at(5));
        QCOMPARE(m_canvas->selection(), (Placement{4, 5, 6, 7}));
        QTest::mouseDClick(m_canvas.get(), Qt::LeftButton, {}, at(5));
        QCOMPARE(m_canvas->selection(), (Placement{1, 5}));
        QTest::mouseDClick(m_canvas.get(), Qt::LeftButton, {}, at(5));
        QCOMPARE(m_canvas->selection(), (Placement{5, 13}));
    }

    void outOfOrderRefuses()
    {
        m_canvas->setModel(sampleMesh({.pp = 1, .dp = 2, .outOfOrder = {12}}));
        drag(3, 12, false);
        QVERIFY(m_canvas->gestureText().contains(QStringLiteral("out of order")));
        QTest::mouseRelease(m_canvas.get(), Qt::LeftButton, {}, at(12));
        QCOMPARE(m_edited->size(), 0);
        drag(3, 13);
        QCOMPARE(m_edited->last().at(1).toString(), QStringLiteral("Move GPU 3 to GPU 13"));
    }

    void wheelZoomsAtThePointerAndCtrlZeroFits()
    {
        const MeshCamera before = m_canvas->camera();
        const QPointF pointer = m_canvas->centerOf(7);
        QWheelEvent wheel(pointer, m_canvas->mapToGlobal(pointer), {}, {0, 240}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(m_canvas.get(), &wheel);
        QVERIFY(m_canvas->camera().scale > before.scale * 1.3);
        QVERIFY((m_canvas->centerOf(7) - pointer).manhattanLength() < 0.01);
        key(Qt::Key_0, Qt::ControlModifier);
        QCOMPARE(m_canvas->camera(), before);
    }

    void middleButtonPans()
    {
        const QPoint before = at(0);
        QTest::mousePress(m_canvas.get(), Qt::MiddleButton, {}, QPoint(100, 100));
        QTest::mouseMove(m_canvas.get(), QPoint(130, 80));
        QTest::mouseRelease(m_canvas.get(), Qt::MiddleButton, {}, QPoint(130, 80));
        QCOMPARE(at(0), before + QPoint(30, -20));
    }

    /// Random gestures never lose or double a rank and never leave the canvas in the middle of something.
    void monkey()
    {
        std::mt19937 random(20261121);
        const auto upTo = [&random](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
        connect(m_canvas.get(), &MeshCanvas::placementEdited, m_canvas.get(), [this](const Placement& placement) {
            Placement sorted = placement;
            std::sort(sorted.begin(), sorted.end());
            QCOMPARE(sorted, identity(16));
            m_canvas->setModel(sampleMesh({.placement = placement}));
        });
        constexpr std::array keys{Qt::Key_M,     Qt::Key_X,      Qt::Key_T,      Qt::Key_D,    Qt::Key_P,    Qt::Key_E,
                                  Qt::Key_Space, Qt::Key_Return, Qt::Key_Up,     Qt::Key_Down, Qt::Key_Left, Qt::Key_Right,
                                  Qt::Key_Plus,  Qt::Key_Minus,  Qt::Key_Escape, Qt::Key_0,    Qt::Key_F,    Qt::Key_H,
                                  Qt::Key_H,     Qt::Key_Delete, Qt::Key_Insert, Qt::Key_Backspace};
        constexpr std::array modifiers{Qt::NoModifier, Qt::ShiftModifier, Qt::ControlModifier};
        constexpr std::array buttons{Qt::LeftButton, Qt::LeftButton, Qt::LeftButton, Qt::LeftButton, Qt::RightButton, Qt::MiddleButton};
        for (int i = 0; i < 4000; ++i) {
            const QPoint place = upTo(3) == 0 ? QPoint(upTo(700), upTo(500)) : at(upTo(16));
            switch (upTo(6)) {
            case 0:
                QTest::mousePress(m_canvas.get(), buttons[static_cast<std::size_t>(upTo(6))], modifiers[static_cast<std::size_t>(upTo(3))],
                                  place);
                break;
            case 1: QTest::mouseRelease(m_canvas.get(), buttons[static_cast<std::size_t>(upTo(6))], {}, place); break;
            case 2:
            case 3: QTest::mouseMove(m_canvas.get(), place); break;
            default: key(keys[static_cast<std::size_t>(upTo(static_cast<int>(keys.size())))], modifiers[static_cast<std::size_t>(upTo(3))]);
            }
            if (i % 50 == 0) {
                m_canvas->fit();
                m_canvas->grab();
            }
        }
        QVERIFY2(m_edited->size() >= 10, qPrintable(QString::number(m_edited->size())));
        key(Qt::Key_Escape);
        QVERIFY(!m_canvas->isMoving());
    }

    void shots_data()
    {
        QTest::addColumn<int>("nodes");
        QTest::addColumn<int>("pp");
        QTest::addColumn<QSize>("size");
        QTest::newRow("8") << 1 << 1 << QSize(640, 420);
        QTest::newRow("16") << 2 << 2 << QSize(700, 500);
        QTest::newRow("64") << 8 << 8 << QSize(900, 560);
        QTest::newRow("1024") << 128 << 16 << QSize(900, 560);
        QTest::newRow("16384") << 2048 << 16 << QSize(900, 560);
        QTest::newRow("16384 small") << 2048 << 16 << QSize(300, 200);
    }
    /// Pictures differ from an empty one, at every level of detail; with SHARDSCAPE_SHOTS set they are kept for a look.
    void shots()
    {
        QFETCH(int, nodes);
        QFETCH(int, pp);
        QFETCH(QSize, size);
        const auto model = sampleMesh({.tp = 8, .pp = pp, .dp = nodes / pp, .nodes = nodes, .outOfOrder = {}});
        for (const Theme theme : {Theme::Light, Theme::Dark}) {
            MeshCanvas canvas;
            canvas.resize(size);
            canvas.setTokens(tokensFor(theme));
            const QImage empty = canvas.grab().toImage();
            canvas.setModel(model);
            canvas.setSelection({0, 1});
            canvas.setFocusedGpu(5);
            const QImage image = canvas.grab().toImage();
            QVERIFY(image != empty);
            if (const auto file = shotFile(QStringLiteral("mesh_%1_%2.png")
                                               .arg(QString::fromUtf8(QTest::currentDataTag()).replace(QLatin1Char(' '), QLatin1Char('_')),
                                                    theme == Theme::Light ? QStringLiteral("light") : QStringLiteral("dark"))))
                QVERIFY(image.save(*file));
        }
    }
};

QTEST_MAIN(TestMeshCanvas)
#include "tst_mesh_canvas.moc"
