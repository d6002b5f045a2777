// SPDX-License-Identifier: GPL-3.0-or-later
// A program that is killed in the middle of editing loses nothing older than the autosave's delay. This test starts itself as the program
// that edits, kills it at a random moment, and looks at what is recovered. SHARDSCAPE_KILLS says how often (scripts/kill: a thousand times).
#include "document/autosave.h"
#include "document/sheets.h"

#include <QDir>
#include <QElapsedTimer>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>
#include <QTextStream>
#include <QTimer>

using namespace shardscape;

namespace {

constexpr int delayMilliseconds = 1000;  ///< of the autosave
constexpr int mercyMilliseconds = 1500;  ///< for writing on a busy machine
const QString editArgument = QStringLiteral("--edit-in");

Scenario numbered(int number)
{
    Scenario scenario;
    scenario.title = std::to_string(number);
    scenario.model.preset = "llama-2-7b";
    scenario.cluster.preset = "dgx-h100";
    scenario.workload.kind = TrainingWorkload{.sequenceTokens = 4096};
    return scenario;
}

struct Window {
    Document document{std::make_shared<PresetLibrary>(), numbered(0), [](const Scenario&) { return Evaluation{}; }};
    Sheets sheets{document};
};

/// The program that is killed: takes up what the last one left, then edits without end and says after each edit how many there are.
int editForever(const QString& folder)
{
    Window window;
    Autosave autosave{window.sheets, folder};
    int number = 0;
    for (const RecoveredWork& work : autosave.takeLeftover()) {
        window.document.recover(work.scenario, work.filePath);
        number = std::stoi(work.scenario.title);
    }
    QTimer editing;
    QObject::connect(&editing, &QTimer::timeout, &window.document, [&] {
        window.document.edit(QStringLiteral("count"), numbered(++number));
        QTextStream{stdout} << number << '\n' << Qt::flush;
    });
    editing.start(5);
    return QCoreApplication::exec();
}

/// One life of the program. \return the last edit that must survive it
int editedUntilKilled(const QString& folder)
{
    QProcess program;
    program.start(QCoreApplication::applicationFilePath(), {editArgument, folder});
    if (!program.waitForReadyRead(30000))
        return -1;
    QElapsedTimer life;
    life.start();
    const qint64 end = 50 + QRandomGenerator::global()->bounded(3500);
    int safe = 0;
    while (life.elapsed() < end) {
        program.waitForReadyRead(static_cast<int>(std::max<qint64>(1, end - life.elapsed())));
        for (const QByteArray& line : program.readAll().split('\n'))
            if (!line.isEmpty() && end - life.elapsed() > delayMilliseconds + mercyMilliseconds)
                safe = line.toInt();
    }
    program.kill(); // SIGKILL: nothing of the program runs any more
    program.waitForFinished();
    return safe;
}

} // namespace

class KilledTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void nothingOldIsLost()
    {
        bool isSet = false;
        const int asked = qEnvironmentVariableIntValue("SHARDSCAPE_KILLS", &isSet);
        QTemporaryDir folder;
        int survived = 0; // grows from life to life: each program goes on where the last one was killed
        for (int i = 0; i < (isSet ? asked : 4); ++i) {
            const int safe = editedUntilKilled(folder.path());
            QVERIFY(safe >= 0);
            Window next;
            Autosave autosave{next.sheets, folder.path()};
            const auto work = autosave.takeLeftover();
            const int found = work.empty() ? 0 : std::stoi(work.front().scenario.title);
            QVERIFY2(found >= std::max(safe, survived),
                     qPrintable(QStringLiteral("life %1: edit %2 was safe, %3 came back").arg(i).arg(std::max(safe, survived)).arg(found)));
            survived = found;
            for (const RecoveredWork& recovered : work)
                next.document.recover(recovered.scenario, recovered.filePath);
            leaveAsKilled(autosave, folder.path());
        }
        QVERIFY(QDir{folder.path()}.entryList({QStringLiteral("*.unreadable")}).isEmpty());
    }

    /// A window that ends between recovery and its first own writing leaves the old file where it was.
    void aSecondEndRightAfterRecoveryLosesNothing()
    {
        QTemporaryDir folder;
        const QString left = folder.filePath(QStringLiteral("autosave-dead.json"));
        {
            Window window;
            window.document.edit(QStringLiteral("count"), numbered(7));
            Autosave living{window.sheets, folder.path()};
            leaveAsKilled(living, folder.path());
        }
        Window next;
        Autosave autosave{next.sheets, folder.path()};
        QCOMPARE(autosave.takeLeftover().size(), 1U);
        QVERIFY(QFile::exists(left));
        autosave.flush(); // nothing is unsaved here: the person has let go of it
        QVERIFY(!QFile::exists(left));
    }

    void whatCannotBeReadIsPutAside()
    {
        QTemporaryDir folder;
        QFile file{folder.filePath(QStringLiteral("autosave-torn.json"))};
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"sheets\": [{\"scen");
        file.close();
        Window window;
        Autosave autosave{window.sheets, folder.path()};
        QVERIFY(autosave.takeLeftover().empty());
        QVERIFY(QFile::exists(file.fileName() + QStringLiteral(".unreadable")));
    }

private:
    /// The file of a living window, as it would be found after its end.
    static void leaveAsKilled(Autosave& autosave, const QString& folder)
    {
        autosave.flush();
        const QDir dir{folder};
        const QString target = dir.filePath(QStringLiteral("autosave-dead.json"));
        for (const QString& name : dir.entryList({QStringLiteral("autosave-*.json")}, QDir::Files))
            if (name != QStringLiteral("autosave-dead.json")) {
                QFile::remove(target);
                QVERIFY(QFile::copy(dir.filePath(name), target));
            }
    }
};

int main(int argc, char** argv)
{
    QCoreApplication application{argc, argv};
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 3 && arguments[1] == editArgument)
        return editForever(arguments[2]);
    KilledTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_killed.moc"
