// SPDX-License-Identifier: GPL-3.0-or-later
// How a person gets around in a large mesh: pan, zoom, fit, scrolling at the edge, groups that stand out, larger text.
#include "app/mesh_fixture.h"
#include "views/common/text_scale.h"

#include <QApplication>
#include <QNativeGestureEvent>
#include <QPointingDevice>
#include <QSignalSpy>
#include <QTest>

using namespace shardscape;

using Placement = std::vector<int>;

class TestMeshReach : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<MeshCanvas> m_canvas;

    [[nodiscard]] QPoint at(int gpu) const { return m_canvas->centerOf(gpu).toPoint(); }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(m_canvas.get(), key, modifiers); }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
        m_canvas = shownCanvas();
    }

    void spaceAndDragPan()
    {
        const QSignalSpy edited(m_canvas.get(), &MeshCanvas::placementEdited);
        QTest::mouseClick(m_canvas.get(), Qt::LeftButton, {}, at(0));
        const QPoint before = at(0);
        const Placement selected = m_canvas->selection();
        QTest::keyPress(m_canvas.get(), Qt::Key_Space);
        QTest::mousePress(m_canvas.get(), Qt::LeftButton, {}, at(5));
        QTest::mouseMove(m_canvas.get(), at(5) + QPoint(25, 15));
        QTest::mouseRelease(m_canvas.get(), Qt::LeftButton, {}, at(5));
        QTest::keyRelease(m_canvas.get(), Qt::Key_Space);
        QCOMPARE(at(0), before + QPoint(25, 15));
        QCOMPARE(m_canvas->selection(), selected); // Space toggles only without a drag
        key(Qt::Key_Space);
        QVERIFY(m_canvas->selection().empty());
        QCOMPARE(edited.size(), 0);
        // A key that is let go elsewhere does not stick.
        QTest::keyPress(m_canvas.get(), Qt::Key_Space);
        QFocusEvent away(QEvent::FocusOut);
        QApplication::sendEvent(m_canvas.get(), &away);
        QTest::mousePress(m_canvas.get(), Qt::LeftButton, {}, at(3));
        QTest::mouseMove(m_canvas.get(), at(7));
        QTest::mouseMove(m_canvas.get(), at(11));
        QTest::mouseRelease(m_canvas.get(), Qt::LeftButton, {}, at(11));
        QCOMPARE(edited.size(), 1);
    }

    void fitsTheSelectionAndThenAll()
    {
        const MeshCamera all = m_canvas->camera();
        m_canvas->setSelection({4, 5, 6, 7});
        key(Qt::Key_F);
        QVERIFY(m_canvas->camera().scale > all.scale);
        for (const int gpu : {4, 5, 6, 7})
            QVERIFY(m_canvas->rect().contains(m_canvas->itemRect(gpu)));
        key(Qt::Key_F);
        QCOMPARE(m_canvas->camera(), all);
    }

    void pinchZooms()
    {
        const MeshCamera before = m_canvas->camera();
        const QPointF pointer = m_canvas->centerOf(7);
        QNativeGestureEvent pinch(Qt::ZoomNativeGesture, QPointingDevice::primaryPointingDevice(), 2, pointer, pointer,
                                  m_canvas->mapToGlobal(pointer), 0.5, {});
        QApplication::sendEvent(m_canvas.get(), &pinch);
        QVERIFY(m_canvas->camera().scale > before.scale * 1.4);
        QVERIFY((m_canvas->centerOf(7) - pointer).manhattanLength() < 0.01);
    }

    /// A band that is held at the edge brings the mesh beyond into view and goes on selecting.
    void rubberBandScrollsAtTheEdge()
    {
        m_canvas->setModel(sampleMesh({.tp = 8, .pp = 8, .dp = 16, .nodes = 128}));
        const QPointF corner = m_canvas->centerOf(0);
        for (int i = 0; i < 5; ++i)
            key(Qt::Key_Plus);
        m_canvas->setCamera({m_canvas->camera().scale, {-1.0, -1.0}});
        const auto farCorner = [this] { // nodes fill rows, so that no single GPU stands there
            QPoint farthest;
            for (int gpu = 0; gpu < 1024; ++gpu)
                farthest = {std::max(farthest.x(), at(gpu).x()), std::max(farthest.y(), at(gpu).y())};
            return farthest;
        };
        QVERIFY(!m_canvas->rect().contains(farCorner()));
        QTest::mousePress(m_canvas.get(), Qt::LeftButton, {}, QPoint(4, 4));
        QTest::mouseMove(m_canvas.get(), QPoint(300, 200));
        const std::size_t before = m_canvas->selection().size();
        QTest::mouseMove(m_canvas.get(), QPoint(699, 498));
        QTRY_VERIFY_WITH_TIMEOUT(m_canvas->rect().contains(farCorner()), 20000);
        QTest::mouseRelease(m_canvas.get(), Qt::LeftButton, {}, QPoint(699, 498));
        QVERIFY(m_canvas->selection().size() > before);
        QVERIFY(m_canvas->isItemSelected(0)); // where it began, which is out of view now
        QVERIFY(corner != m_canvas->centerOf(0));
    }

    void groupsDimTheOthers()
    {
        QTest::mouseClick(m_canvas.get(), Qt::LeftButton, {}, at(5));
        QTest::mouseMove(m_canvas.get(), QPoint(2, 2));
        const auto fill = [this](int gpu) {
            const QRect cell = m_canvas->itemRect(gpu);
            return m_canvas->grab().toImage().pixelColor(cell.right() - 5, cell.center().y());
        };
        const QColor inside = fill(6);
        const QColor outside = fill(9);
        key(Qt::Key_T);
        QCOMPARE(m_canvas->selection(), (Placement{4, 5, 6, 7}));
        QCOMPARE(fill(6), inside);
        QVERIFY(fill(9) != outside);
        key(Qt::Key_Escape);
        QCOMPARE(fill(9), outside);
    }

    /// Twice the size of text needs twice the cell for the same level of detail, and nothing is painted outside of it.
    void largerTextNeedsLargerCells()
    {
        QCOMPARE(detailFor(44, 16, 1.0), MeshDetail::Names);
        QCOMPARE(detailFor(44, 16, 2.0), MeshDetail::Ids);
        QCOMPARE(detailFor(88, 16, 2.0), MeshDetail::Names);
        QCOMPARE(scaledPixels(1.0, 100, 8, 13), 13);
        QCOMPARE(scaledPixels(2.0, 100, 8, 13), 26);
        QCOMPARE(scaledPixels(2.0, 1, 8, 13), 16);
    }
};

QTEST_MAIN(TestMeshReach)
#include "tst_mesh_reach.moc"
