// SPDX-License-Identifier: GPL-3.0-or-later
// Commands found by letters and by keys: the ranking, the palette with real keys, and the sheet of keys.
#include "shell/window/command_palette.h"
#include "shell/window/shortcut_sheet.h"
#include "window_fixture.h"

#include <QDockWidget>
#include <QLineEdit>
#include <QMenuBar>
#include <QTreeWidget>

using namespace shardscape;

class PaletteTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_library = testLibrary(); }
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
        m_fixture = std::make_unique<WindowFixture>(m_library);
        QVERIFY(QTest::qWaitForWindowActive(m_fixture->window.get()));
    }
    void cleanup() { m_fixture.reset(); }

    void lettersFit_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("better");
        QTest::addColumn<QString>("worse");
        QTest::newRow("the starts of words") << "sa" << "Save as…" << "Reset layout of panes";
        QTest::newRow("a run before scattered letters") << "dark" << "Dark" << "Drag a rank";
        QTest::newRow("near before far") << "undo" << "Undo" << "Run all of the docks one by one";
        QTest::newRow("any case") << "SWAP" << "Swap" << "Show the word and pause";
    }
    void lettersFit()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, better);
        QFETCH(QString, worse);
        const auto good = fuzzyDistance(pattern, better);
        const auto bad = fuzzyDistance(pattern, worse);
        QVERIFY(good);
        QVERIFY(!bad || *good < *bad);
    }

    void lettersThatDoNotFit()
    {
        QVERIFY(!fuzzyDistance(QStringLiteral("zq"), QStringLiteral("Save as…")));
        QVERIFY(!fuzzyDistance(QStringLiteral("evas"), QStringLiteral("Save"))); // the order counts
        QCOMPARE(fuzzyDistance(QString(), QStringLiteral("Save")), std::optional<int>(0));
    }

    void everyCommandIsInTheCatalog()
    {
        QCOMPARE(static_cast<qsizetype>(catalog().size()), m_fixture->workspace.commands.ids().size());
        for (const CatalogEntry& entry : catalog())
            QVERIFY2(!entry.group.isEmpty() && !entry.text.isEmpty() && !entry.text.contains(QLatin1Char('&')), qPrintable(entry.text));
    }

    void typingRunsACommand()
    {
        auto* dock = m_fixture->window->findChild<QDockWidget*>(QStringLiteral("dock.history"));
        QVERIFY(!dock->isVisible());
        QVERIFY(open());
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("show history"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTRY_VERIFY(dock->isVisible());
    }

    void arrowsChooseAndEscapeLeaves()
    {
        CommandPalette* palette = open();
        QVERIFY(palette);
        auto* list = palette->findChild<QTreeWidget*>();
        QCOMPARE(list->indexOfTopLevelItem(list->currentItem()), 0);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
        QCOMPARE(list->indexOfTopLevelItem(list->currentItem()), 2);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Up);
        QCOMPARE(list->indexOfTopLevelItem(list->currentItem()), 1);
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("zzqq"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return); // nothing fits: nothing runs
        QVERIFY(palette->isVisible());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QTRY_VERIFY(!m_fixture->window->findChild<CommandPalette*>());
        QCOMPARE(m_fixture->document.scenario(), scenarioOf64Gpus());
    }

    void disabledCommandsAreShownButDoNotRun()
    {
        CommandPalette* palette = open();
        QVERIFY(palette);
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("edit undo"));
        QVERIFY(palette->findChild<QTreeWidget*>()->topLevelItem(0)->isDisabled());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QVERIFY(palette->isVisible());
    }

    void sheetListsAllKeys()
    {
        ShortcutSheet sheet(catalog(), m_fixture->window.get());
        const QString text = sheet.tsv();
        for (const CatalogEntry& entry : catalog())
            for (const QKeySequence& key : entry.action->shortcuts())
                QVERIFY2(text.contains(entry.text) && text.contains(key.toString(QKeySequence::NativeText)), qPrintable(entry.text));
        auto* pattern = sheet.findChild<QLineEdit*>();
        QTest::keyClicks(pattern, QStringLiteral("undo"));
        QVERIFY(sheet.tsv().size() < text.size());
        QVERIFY(sheet.tsv().contains(QStringLiteral("Ctrl+Z")));
    }

    void questionMarkOpensTheSheet()
    {
        QTest::keyClick(m_fixture->window.get(), Qt::Key_Question);
        QTRY_VERIFY(m_fixture->window->findChild<ShortcutSheet*>());
        auto* sheet = m_fixture->window->findChild<ShortcutSheet*>();
        QTest::keyClick(sheet, Qt::Key_Escape);
        QTRY_VERIFY(!m_fixture->window->findChild<ShortcutSheet*>());
    }

private:
    [[nodiscard]] std::vector<CatalogEntry> catalog() const
    {
        return commandCatalog(m_fixture->workspace.commands, *m_fixture->window->menuBar());
    }
    CommandPalette* open()
    {
        QTest::keyClick(m_fixture->window.get(), Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        auto* palette = m_fixture->window->findChild<CommandPalette*>();
        const bool ready = palette && QTest::qWaitFor([&] { return QApplication::focusWidget() == palette->findChild<QLineEdit*>(); });
        return ready ? palette : nullptr;
    }

    std::shared_ptr<const PresetLibrary> m_library;
    std::unique_ptr<WindowFixture> m_fixture;
};

QTEST_MAIN(PaletteTest)
#include "tst_palette.moc"
