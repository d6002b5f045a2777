// SPDX-License-Identifier: GPL-3.0-or-later
// Presenter mode with real keys: the stage, its keys, and the exact layout afterwards.
#include "window_fixture.h"

#include "shell/command_registry.h"
#include "shell/preferences.h"
#include "shell/presenter/presenter.h"
#include "shell/presenter/presenter_notes.h"
#include "shell/presenter/stage_overlay.h"
#include "views/lesson/lesson_view.h"

#include <QDockWidget>
#include <QMenuBar>
#include <QStatusBar>

using namespace shardscape;

class TestPresenter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_library = testLibrary(); }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void theLayoutComesBack()
    {
        WindowFixture fixture(m_library);
        QVERIFY(QTest::qWaitFor([&] { return fixture.settled(); }));
        MainWindow& window = *fixture.window;
        auto* presenter = window.findChild<Presenter*>();
        QVERIFY(presenter != nullptr);
        std::map<QString, bool> before;
        for (const QDockWidget* dock : window.findChildren<QDockWidget*>())
            before[dock->objectName()] = dock->isVisible();
        const QSize size = window.size();
        QTest::keyClick(&window, Qt::Key_F5);
        QVERIFY(presenter->isPresenting());
        QVERIFY(window.isFullScreen());
        QVERIFY(!window.menuBar()->isVisible() && !window.statusBar()->isVisible());
        QVERIFY(presenter->overlay()->mark().contains(QStringLiteral("Presenting – Esc")));
        QVERIFY(fixture.workspace.preferences.textPercent() >= 140);
        for (const QDockWidget* dock : window.findChildren<QDockWidget*>())
            QVERIFY2(!dock->isVisible(), qPrintable(dock->objectName()));
        QTest::keyClick(&window, Qt::Key_Escape);
        QVERIFY(!presenter->isPresenting());
        QVERIFY(!window.isFullScreen());
        QCOMPARE(window.size(), size);
        QCOMPARE(fixture.workspace.preferences.textPercent(), 100);
        QVERIFY(window.menuBar()->isVisible() && window.statusBar()->isVisible());
        for (const QDockWidget* dock : window.findChildren<QDockWidget*>())
            QCOMPARE(dock->isVisible(), before[dock->objectName()]);
    }

    void keysOfTheStage()
    {
        WindowFixture fixture(m_library);
        MainWindow& window = *fixture.window;
        auto* presenter = window.findChild<Presenter*>();
        auto& session = static_cast<LessonView*>(window.panes().view(QStringLiteral("lesson")))->session();
        session.start(QStringLiteral("01-memory-wall"), 0);
        QVERIFY(QTest::qWaitFor([&] { return session.run() != nullptr && fixture.settled(); }, 20000));
        presenter->start();
        QVERIFY(window.findChild<QDockWidget*>(QStringLiteral("dock.lesson"))->isVisible());
        QVERIFY(window.findChild<QDockWidget*>(QStringLiteral("dock.memory"))->isVisible()); // the step shows it
        QVERIFY(!window.findChild<QDockWidget*>(QStringLiteral("dock.scenario"))->isVisible());
        QTest::keyClick(&window, Qt::Key_PageDown);
        QCOMPARE(session.step(), 1);
        QVERIFY(!presenter->overlay()->shownKey().isEmpty());
        QTest::keyClick(&window, Qt::Key_PageUp);
        QCOMPARE(session.step(), 0);
        QTest::keyClick(&window, Qt::Key_B);
        QVERIFY(presenter->overlay()->isBlank());
        QTest::keyClick(&window, Qt::Key_PageDown); // only ends the blank
        QVERIFY(!presenter->overlay()->isBlank());
        QCOMPARE(session.step(), 0);
        QTest::keyClick(&window, Qt::Key_N);
        QVERIFY(presenter->notes() != nullptr);
        QVERIFY(presenter->notes()->text().contains(QStringLiteral("Split the weights"))); // what comes next
        QVERIFY(presenter->notes()->text().contains(QStringLiteral("of 8 minutes")));
        presenter->stop();
        QVERIFY(presenter->notes() == nullptr);
    }

private:
    std::shared_ptr<const PresetLibrary> m_library;
};

QTEST_MAIN(TestPresenter)
#include "tst_presenter.moc"
