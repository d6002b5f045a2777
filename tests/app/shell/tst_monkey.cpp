// SPDX-License-Identifier: GPL-3.0-or-later
// Random events over all views and dialogs: no crash, no warning, no hang, no dialog without a way out, and undo still leads all the way
// back. SHARDSCAPE_MONKEY_EVENTS and SHARDSCAPE_MONKEY_SEED set how much and which; scripts/monkey runs 20,000 under the sanitizers.
#include "document/autosave.h"
#include "monkey.h"
#include "shell/language.h"
#include "window_fixture.h"

#include <QAction>
#include <QDialog>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QThread>
#include <QTimer>

#include <atomic>
#include <optional>

using namespace shardscape;

namespace {

constexpr int hangSeconds = 60; ///< the machine may be busy with other things; nothing of ours takes a tenth of it

/// Ends the program with the last events on stderr when the event loop stands still.
class Watchdog : public QThread {
public:
    explicit Watchdog(const Monkey& monkey) : m_monkey(monkey) { start(); }
    ~Watchdog() override
    {
        m_stop = true;
        wait();
    }
    void beat() { m_beats.fetch_add(1); }

private:
    void run() override
    {
        unsigned seen = m_beats;
        int still = 0;
        while (!m_stop) {
            QThread::msleep(200);
            const unsigned now = m_beats;
            still = now == seen ? still + 1 : 0;
            seen = now;
            if (still * 200 >= hangSeconds * 1000)
                qFatal("no event handled for %d s, after:\n%s", hangSeconds, qPrintable(m_monkey.lastEvents()));
        }
    }
    const Monkey& m_monkey;
    std::atomic<unsigned> m_beats{0};
    std::atomic<bool> m_stop{false};
};

/// One life of the window, as in runWindow(): another language begins a new one.
struct Life {
    Life(Document& document, Sheets& sheets)
        : workspace(document, sheets, ThemeChoice::Light), language(workspace.preferences.language()), window(workspace.context)
    {
        QObject::connect(&workspace.preferences, &Preferences::languageChanged, &window, [this] { over = true; });
        window.resize(1280, 800);
        window.show();
    }
    Workspace workspace;
    InstalledLanguage language;
    MainWindow window;
    bool over = false;
};

int numberFrom(const char* variable, int otherwise)
{
    bool read = false;
    const int number = qEnvironmentVariableIntValue(variable, &read);
    return read && number > 0 ? number : otherwise;
}

} // namespace

class MonkeyTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QSettings().clear();
        QApplication::setQuitOnLastWindowClosed(false); // Ctrl+Q ends a life, not the test
        m_library = testLibrary();
        QVERIFY(m_folder.isValid());
        m_home = QDir::currentPath();
        QVERIFY(QDir::setCurrent(m_folder.path())); // a file with a name only lands here
    }
    void cleanupTestCase()
    {
        QDir::setCurrent(m_home);
        QSettings().clear();
    }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void randomEvents()
    {
        const int events = numberFrom("SHARDSCAPE_MONKEY_EVENTS", 400);
        const int seed = numberFrom("SHARDSCAPE_MONKEY_SEED", 1);
        Document document(m_library, scenarioOf64Gpus());
        Sheets sheets(document);
        Autosave autosave(sheets, m_autosaves.path());
        auto life = std::make_unique<Life>(document, sheets);
        QVERIFY(QTest::qWaitForWindowActive(&life->window));

        MonkeyCage cage;
        cage.folder = m_folder.path();
        cage.window = [&life] { return &life->window; };
        cage.shortcuts = [&life] { return shortcutsOf(life->workspace.commands); };
        cage.command = [&life](std::uint32_t n) {
            const QStringList ids = life->workspace.commands.ids();
            life->workspace.commands.action(ids[static_cast<int>(n % static_cast<std::uint32_t>(ids.size()))])->trigger();
        };
        cage.between = [&] {
            if (life->over) {
                life.reset();
                life = std::make_unique<Life>(document, sheets);
            }
            if (!life->window.isVisible())
                life->window.show();
        };
        Monkey monkey(static_cast<std::uint32_t>(seed), cage);
        Watchdog watchdog(monkey);
        connect(&monkey, &Monkey::beat, this, [&watchdog] { watchdog.beat(); });
        QElapsedTimer time;
        time.start();
        const QString failure = monkey.play(events);
        qInfo("%d events, seed %d, %.1f s, slowest %.2f s: %s", events, seed, static_cast<double>(time.elapsed()) / 1000.0,
              monkey.slowestSeconds(), qPrintable(monkey.slowestEvent()));
        QVERIFY2(failure.isEmpty() && !QTest::currentTestFailed(), qPrintable(failure + QLatin1Char('\n') + monkey.lastEvents()));

        QTRY_VERIFY_WITH_TIMEOUT(!document.isEvaluating(), 60'000);
        const Scenario end = document.scenario();
        const int steps = document.undoStack().index();
        while (document.undoStack().canUndo())
            document.undoStack().undo();
        while (document.undoStack().index() < steps)
            document.undoStack().redo();
        QCOMPARE(document.scenario(), end);
        QTRY_VERIFY_WITH_TIMEOUT(!document.isEvaluating(), 60'000);
    }

    /// Every command that opens a dialog opens one that Escape closes, and that leaves the scenario as it was.
    void everyDialogClosesByEscape()
    {
        WindowFixture fixture(m_library);
        QVERIFY(QTest::qWaitForWindowActive(fixture.window.get()));
        QTRY_VERIFY(fixture.settled());
        QStringList opened;
        for (const QString& id : fixture.workspace.commands.ids()) {
            if (id.startsWith(QLatin1String("file.new.")) || id == QLatin1String("file.quit"))
                continue;
            QTRY_VERIFY(fixture.settled());
            const Scenario before = fixture.document.scenario();
            bool seen = false;
            QTimer poll;
            connect(&poll, &QTimer::timeout, this, [&] { // also in the dialog's own loop
                if (QDialog* dialog = openDialog()) {
                    seen = true;
                    QTest::keyClick(dialog->windowHandle(), Qt::Key_Escape);
                }
            });
            poll.start(5);
            fixture.workspace.commands.action(id)->trigger();
            QTest::qWait(20);
            QTRY_VERIFY2(openDialog() == nullptr, qPrintable(id));
            poll.stop();
            if (!seen)
                continue;
            opened << id;
            QVERIFY2(fixture.document.scenario() == before, qPrintable(id));
        }
        for (const auto* id : {"file.open", "file.save_as", "file.report", "help.palette", "help.shortcuts", "help.about", "edit.settings",
                               "scenario.calibrate"})
            QVERIFY2(opened.contains(QLatin1String(id)), id);
    }

private:
    /// A dialog that is open, modal or not.
    static QDialog* openDialog()
    {
        for (QWidget* widget : QApplication::topLevelWidgets())
            if (auto* dialog = qobject_cast<QDialog*>(widget); dialog && dialog->isVisible())
                return dialog;
        return nullptr;
    }

    static QStringList shortcutsOf(const CommandRegistry& commands)
    {
        QStringList all;
        for (const QString& id : commands.ids())
            for (const QKeySequence& key : commands.action(id)->shortcuts())
                all << key.toString();
        return all;
    }

    QTemporaryDir m_folder;
    QTemporaryDir m_autosaves;
    QString m_home;
    std::shared_ptr<const PresetLibrary> m_library;
};

QTEST_MAIN(MonkeyTest)
#include "tst_monkey.moc"
