// SPDX-License-Identifier: GPL-3.0-or-later
// Painted things in the accessibility tree.
#include "app/mesh_fixture.h"
#include "views/mesh/axis_chips.h"
#include "views/mesh/mesh_rack.h"

#include <QAccessible>
#include <QTest>

using namespace shardscape;

class TestPaintedItems : public QObject {
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

    /// What a screen reader is told: every GPU by name and place, the one under the keyboard with the focus.
    void gpusAreInTheAccessibilityTree()
    {
        m_canvas->setWordsOf([](int gpu) { return QStringLiteral("%1 GiB").arg(gpu); });
        QAccessibleInterface* mesh = QAccessible::queryAccessibleInterface(m_canvas.get());
        QVERIFY(mesh != nullptr);
        QCOMPARE(mesh->childCount(), 16);
        QAccessibleInterface* gpu = mesh->child(11);
        QCOMPARE(gpu->text(QAccessible::Name), QStringLiteral("GPU 11"));
        QCOMPARE(gpu->text(QAccessible::Value), QStringLiteral("node 1, rank 11, pp 1, dp 0, tp 3; 11 GiB"));
        QCOMPARE(mesh->child(11), gpu);
        QCOMPARE(mesh->indexOfChild(gpu), 11);
        QCOMPARE(gpu->parent(), mesh);
        const QPoint there = m_canvas->mapToGlobal(at(11));
        QVERIFY(gpu->rect().contains(there));
        QCOMPARE(mesh->childAt(there.x(), there.y()), gpu);
        QVERIFY(mesh->child(16) == nullptr && mesh->child(-1) == nullptr);
        key(Qt::Key_Right);
        key(Qt::Key_Right);
        key(Qt::Key_Space);
        QVERIFY(mesh->child(1)->state().selected);
        QCOMPARE(mesh->child(1)->state().focused, m_canvas->hasFocus());
        QVERIFY(!mesh->child(2)->state().selected);
        m_canvas->setModel(sampleMesh({.tp = 4, .pp = 1, .dp = 2, .nodes = 1}));
        QCOMPARE(mesh->childCount(), 8);
        QVERIFY(!gpu->isValid());
        QVERIFY(gpu->text(QAccessible::Name).isEmpty());
    }

    void chipsAndRackAreInTheTreeToo()
    {
        AxisChips chips;
        chips.setParallelism({.tp = 4, .pp = 2, .dp = 2});
        QAccessibleInterface* tree = QAccessible::queryAccessibleInterface(&chips);
        QCOMPARE(tree->childCount(), 5);
        QCOMPARE(tree->child(0)->text(QAccessible::Name), QStringLiteral("Axis tp, place 1 of 5"));
        QCOMPARE(tree->child(0)->text(QAccessible::Value), QStringLiteral("4"));
        QVERIFY(tree->child(0)->rect().height() >= 24); // a target for a finger
        MeshRack rack;
        rack.setItems({{QStringLiteral("node 1"), {8, 9}}}, QString());
        rack.resize(rack.sizeHint());
        tree = QAccessible::queryAccessibleInterface(&rack);
        QCOMPARE(tree->childCount(), 1);
        QCOMPARE(tree->child(0)->text(QAccessible::Name), QStringLiteral("node 1"));
        QVERIFY(tree->child(0)->rect().height() >= 24);
    }

    /// A reader may hold on to an item longer than the widget lives.
    void itemsOutliveTheirWidgetHarmlessly()
    {
        auto rack = std::make_unique<MeshRack>();
        rack->setItems({{QStringLiteral("node 1"), {8, 9}}}, QString());
        QAccessibleInterface* tree = QAccessible::queryAccessibleInterface(rack.get());
        const QAccessible::Id id = QAccessible::uniqueId(tree->child(0));
        rack.reset();
        QVERIFY(QAccessible::accessibleInterface(id) == nullptr);
    }
};

QTEST_MAIN(TestPaintedItems)
#include "tst_painted_items.moc"
