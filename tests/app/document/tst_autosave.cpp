// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/autosave.h"

#include "document/sheets.h"
#include "document/text_file.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace shardscape;

namespace {

Scenario titled(const char* title)
{
    Scenario scenario;
    scenario.title = title;
    scenario.model.preset = "llama-2-7b";
    scenario.cluster.preset = "dgx-h100";
    scenario.workload.kind = TrainingWorkload{.sequenceTokens = 4096};
    return scenario;
}

struct Window {
    Document document{std::make_shared<PresetLibrary>(), titled("start"), [](const Scenario&) { return Evaluation{}; }};
    Sheets sheets{document};
};

} // namespace

class AutosaveTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
        m_folder = std::make_unique<QTemporaryDir>();
    }

    /// What a killed process leaves is a file without a living lock: made here by copying the file of a living one.
    void killedWorkComesBack()
    {
        Window window;
        window.document.edit(QStringLiteral("x"), titled("precious"));
        window.sheets.add(titled("untouched"));
        window.sheets.add(titled("second"));
        window.document.edit(QStringLiteral("y"), titled("precious, too"));
        {
            Autosave living(window.sheets, m_folder->path());
            living.flush();
            const QStringList files = QDir(m_folder->path()).entryList({QStringLiteral("autosave-*.json")}, QDir::Files);
            QCOMPARE(files.size(), 1);
            QVERIFY(QFile::copy(m_folder->filePath(files.front()), m_folder->filePath(QStringLiteral("autosave-dead.json"))));
        }
        Window next;
        Autosave autosave(next.sheets, m_folder->path());
        const auto work = autosave.takeLeftover();
        QCOMPARE(work.size(), 2U); // every unsaved sheet, and no other
        QCOMPARE(work[0].scenario, titled("precious"));
        QCOMPARE(work[1].scenario, titled("precious, too"));
        QVERIFY(autosave.takeLeftover().empty()); // given once
    }

    void livingWindowKeepsItsWork()
    {
        Window window;
        window.document.edit(QStringLiteral("x"), titled("busy"));
        Autosave living(window.sheets, m_folder->path());
        living.flush();
        Window other;
        Autosave second(other.sheets, m_folder->path());
        QVERIFY(second.takeLeftover().empty());
        QCOMPARE(QDir(m_folder->path()).entryList({QStringLiteral("autosave-*.json")}, QDir::Files).size(), 1);
    }

    void changesAreWrittenByThemselves()
    {
        Window window;
        Autosave autosave(window.sheets, m_folder->path());
        window.document.edit(QStringLiteral("x"), titled("soon"));
        QTRY_COMPARE(QDir(m_folder->path()).entryList({QStringLiteral("autosave-*.json")}, QDir::Files).size(), 1);
        window.document.undoStack().undo(); // nothing unsaved any more
        QTRY_COMPARE(QDir(m_folder->path()).entryList({QStringLiteral("autosave-*.json")}, QDir::Files).size(), 0);
    }

    void orderlyEndLeavesNothing()
    {
        Window window;
        window.document.edit(QStringLiteral("x"), titled("discarded"));
        {
            Autosave autosave(window.sheets, m_folder->path());
            autosave.flush();
        }
        QVERIFY(QDir(m_folder->path()).isEmpty());
    }

    void rubbishIsPassedOver()
    {
        QVERIFY(writeTextFile(m_folder->filePath(QStringLiteral("autosave-x.json")), "not JSON").has_value());
        Window window;
        Autosave autosave(window.sheets, m_folder->path());
        QVERIFY(autosave.takeLeftover().empty());
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(AutosaveTest)
#include "tst_autosave.moc"
