// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/command_registry.h"

#include <QSignalSpy>
#include <QTest>
#include <QWidget>

#include <memory>

using namespace shardscape;

class CommandsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void foundById()
    {
        CommandRegistry registry;
        int runs = 0;
        registry.add({.id = QStringLiteral("b.two"), .text = QStringLiteral("Two")}, this, [&](bool) { ++runs; });
        registry.add({.id = QStringLiteral("a.one"), .text = QStringLiteral("One")}, this, [&](bool) { runs += 10; });
        QCOMPARE(registry.ids(), QStringList({QStringLiteral("a.one"), QStringLiteral("b.two")}));
        registry.action(QStringLiteral("b.two"))->trigger();
        QCOMPARE(runs, 1);
        QCOMPARE(registry.action(QStringLiteral("nothing")), nullptr);
    }

    void dropsWithItsReceiver()
    {
        CommandRegistry registry;
        int runs = 0;
        auto receiver = std::make_unique<QObject>();
        registry.add({.id = QStringLiteral("x"), .text = QStringLiteral("X")}, receiver.get(), [&](bool) { ++runs; });
        receiver.reset();
        registry.action(QStringLiteral("x"))->trigger();
        QCOMPARE(runs, 0);
    }

    void keyRunsTheCommand()
    {
        CommandRegistry registry;
        QWidget window;
        bool checked = false;
        window.addAction(registry.add({.id = QStringLiteral("view.x"),
                                       .text = QStringLiteral("X"),
                                       .shortcut = QKeySequence(Qt::CTRL | Qt::Key_K),
                                       .help = QStringLiteral("Shows the x."),
                                       .checkable = true},
                                      &window, [&](bool on) { checked = on; }));
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QTest::keyClick(&window, Qt::Key_K, Qt::ControlModifier);
        QVERIFY(checked);
        QTest::keyClick(&window, Qt::Key_K, Qt::ControlModifier);
        QVERIFY(!checked);
        QCOMPARE(registry.action(QStringLiteral("view.x"))->statusTip(), QStringLiteral("Shows the x."));
    }
};

QTEST_MAIN(CommandsTest)
#include "tst_commands.moc"
