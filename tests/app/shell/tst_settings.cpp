// SPDX-License-Identifier: GPL-3.0-or-later
// Settings of the program and tabs of the window, with real mouse and key events.
#include "shell/language.h"
#include "shell/preferences.h"
#include "shell/window/settings_dialog.h"
#include "shell/window/sheet_bar.h"
#include "window_fixture.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QMessageBox>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTimer>

using namespace shardscape;

class SettingsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_library = testLibrary(); }
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
        m_fixture = std::make_unique<WindowFixture>(m_library);
        QVERIFY(QTest::qWaitForWindowActive(m_fixture->window.get()));
    }
    void cleanup()
    {
        m_fixture.reset();
        QSettings().clear();
    }

    void damagedSettingsCountAsNone_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QVariant>("value");
        QTest::newRow("not a number") << "text/percent" << QVariant(QStringLiteral("large"));
        QTest::newRow("too large") << "text/percent" << QVariant(100000);
        QTest::newRow("negative") << "text/percent" << QVariant(-5);
        QTest::newRow("a language that does not exist") << "language" << QVariant(QStringLiteral("xx_YY"));
        QTest::newRow("a theme that does not exist") << "theme" << QVariant(QStringLiteral("neon"));
        QTest::newRow("a layout of rubbish") << "window/layout" << QVariant(QByteArray("rubbish"));
        QTest::newRow("a geometry of rubbish") << "window/geometry" << QVariant(QByteArray("\1\2\3"));
    }
    void damagedSettingsCountAsNone()
    {
        QFETCH(QString, key);
        QFETCH(QVariant, value);
        m_fixture.reset();
        QSettings().setValue(key, value);
        Document document(m_library, scenarioOf64Gpus());
        Sheets sheets(document);
        Workspace workspace(document, sheets, ThemeChoice::Light);
        const InstalledLanguage language(workspace.preferences.language());
        QCOMPARE(workspace.preferences.textPercent(), 100);
        MainWindow window(workspace.context);
        window.show();
        QVERIFY(window.isVisible());
    }

    void textSizeIsRememberedAndFits_data()
    {
        QTest::addColumn<int>("percent");
        for (const int percent : {80, 100, 150, 200})
            QTest::addRow("%d %%", percent) << percent;
    }
    void textSizeIsRememberedAndFits()
    {
        QFETCH(int, percent);
        const qreal before = QApplication::font().pointSizeF();
        Preferences& preferences = m_fixture->workspace.preferences;
        preferences.setTextPercent(percent);
        QVERIFY(std::abs(QApplication::font().pointSizeF() - before * percent / 100.0) < 0.26); // fonts come in quarter points
        QTRY_VERIFY(std::abs(m_fixture->panel().font().pointSizeF() - QApplication::font().pointSizeF()) < 0.01);
        {
            QApplication::setFont(QApplication::font()); // as a new program finds it
            m_fixture.reset();
            QCOMPARE(QApplication::font().pointSizeF(), before); // left as found
            const Preferences again;
            QCOMPARE(again.textPercent(), percent);
        }
        QCOMPARE(QApplication::font().pointSizeF(), before);
    }

    void settingsTakeEffectAtOnce()
    {
        run("edit.settings");
        auto* dialog = m_fixture->window->findChild<SettingsDialog*>();
        QVERIFY(dialog && dialog->isVisible());
        auto* size = dialog->findChild<QSpinBox*>(QStringLiteral("textSize"));
        size->setFocus();
        size->selectAll();
        QTest::keyClicks(size, QStringLiteral("130"));
        QTest::keyClick(size, Qt::Key_Return); // takes the number and leaves the dialog open
        QVERIFY(dialog->isVisible());
        QCOMPARE(m_fixture->workspace.preferences.textPercent(), 130);
        auto* motion = dialog->findChild<QCheckBox*>(QStringLiteral("reducedMotion"));
        QTest::keyClick(motion, Qt::Key_Space);
        QVERIFY(m_fixture->workspace.preferences.reducedMotion());
        QVERIFY(!m_fixture->window->isAnimated());
        auto* theme = dialog->findChild<QComboBox*>(QStringLiteral("theme"));
        theme->setFocus();
        QTest::keyClick(theme, Qt::Key_End);
        QCOMPARE(m_fixture->workspace.theme.choice(), ThemeChoice::HighContrast);
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY(!m_fixture->window->findChild<SettingsDialog*>());
    }

    void anotherLanguageAsksForAnotherWindow()
    {
        QSignalSpy asked(&m_fixture->workspace.preferences, &Preferences::languageChanged);
        run("edit.settings");
        auto* language = m_fixture->window->findChild<QComboBox*>(QStringLiteral("language"));
        QVERIFY(language->count() >= 2); // the system's and English at least
        language->setFocus();
        QTest::keyClick(language, Qt::Key_Down);
        QTRY_COMPARE(asked.count(), 1);
        QCOMPARE(m_fixture->workspace.preferences.language(), QStringLiteral("en"));
    }

    void copiesOpenInTabs()
    {
        auto* bar = m_fixture->window->findChild<SheetBar*>();
        QVERIFY(!bar->isVisible()); // one scenario needs no tabs
        QTest::keyClick(m_fixture->window.get(), Qt::Key_T, Qt::ControlModifier);
        QCOMPARE(m_fixture->sheets.count(), 2);
        QTRY_VERIFY(bar->isVisible());
        QCOMPARE(bar->currentIndex(), 1);
        Scenario changed = scenarioOf64Gpus();
        changed.title = "Fish & chips";
        m_fixture->document.edit(QStringLiteral("title"), changed);
        QCOMPARE(bar->tabText(1), QStringLiteral("Fish && chips *"));
        QTest::mouseClick(bar, Qt::LeftButton, {}, bar->tabRect(0).center());
        QCOMPARE(m_fixture->document.scenario(), scenarioOf64Gpus());
        QTest::keyClick(m_fixture->window.get(), Qt::Key_PageDown, Qt::ControlModifier);
        QCOMPARE(m_fixture->document.scenario(), changed);
        QTest::keyClick(m_fixture->window.get(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(m_fixture->document.scenario(), scenarioOf64Gpus());
    }

    void closingATabAsksOnlyAboutUnsavedWork()
    {
        run("sheet.duplicate");
        run("sheet.close"); // nothing to lose: no question, or this test hangs
        QCOMPARE(m_fixture->sheets.count(), 1);
        run("sheet.duplicate");
        Scenario changed = scenarioOf64Gpus();
        changed.note = "changed";
        m_fixture->document.edit(QStringLiteral("note"), changed);
        answerNextQuestion(QMessageBox::Cancel);
        run("sheet.close");
        QCOMPARE(m_fixture->sheets.count(), 2);
        answerNextQuestion(QMessageBox::Discard);
        run("sheet.close");
        QCOMPARE(m_fixture->sheets.count(), 1);
        QVERIFY(!m_fixture->workspace.commands.action(QStringLiteral("sheet.close"))->isEnabled());
    }

    void leavingAsksAboutEverySheet()
    {
        Scenario changed = scenarioOf64Gpus();
        changed.note = "changed";
        m_fixture->document.edit(QStringLiteral("note"), changed);
        run("sheet.duplicate");
        QVERIFY(!m_fixture->document.isModified());
        answerNextQuestion(QMessageBox::Cancel);
        QVERIFY(!m_fixture->window->close());
        QCOMPARE(m_fixture->sheets.current(), 0); // the one that was asked about
    }

private:
    void run(const char* id) { m_fixture->workspace.commands.action(QString::fromLatin1(id))->trigger(); }
    void answerNextQuestion(QMessageBox::StandardButton answer)
    {
        QTimer::singleShot(0, this, [answer] {
            if (auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget()))
                QTest::mouseClick(box->button(answer), Qt::LeftButton);
        });
    }

    std::shared_ptr<const PresetLibrary> m_library;
    std::unique_ptr<WindowFixture> m_fixture;
};

QTEST_MAIN(SettingsTest)
#include "tst_settings.moc"
