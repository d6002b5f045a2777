// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/autosave.h"

#include "document/document.h"
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

std::unique_ptr<Document> makeDocument()
{
    return std::make_unique<Document>(std::make_shared<PresetLibrary>(), titled("start"), [](const Scenario&) { return Evaluation{}; });
}

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
        auto document = makeDocument();
        document->edit(QStringLiteral("x"), titled("precious"));
        {
            Autosave living(*document, m_folder->path());
            living.flush();
            const QStringList files = QDir(m_folder->path()).entryList({QStringLiteral("autosave-*.json")}, QDir::Files);
            QCOMPARE(files.size(), 1);
            QVERIFY(QFile::copy(m_folder->filePath(files.front()), m_folder->filePath(QStringLiteral("autosave-dead.json"))));
        }
        auto next = makeDocument();
        Autosave autosave(*next, m_folder->path());
        const auto work = autosave.takeLeftover();
        QVERIFY(work);
        QCOMPARE(work->scenario, titled("precious"));
        QVERIFY(!autosave.takeLeftover()); // given once
    }

    void livingWindowKeepsItsWork()
    {
        auto document = makeDocument();
        document->edit(QStringLiteral("x"), titled("busy"));
        Autosave living(*document, m_folder->path());
        living.flush();
        auto other = makeDocument();
        Autosave second(*other, m_folder->path());
        QVERIFY(!second.takeLeftover());
        QCOMPARE(QDir(m_folder->path()).entryList({QStringLiteral("autosave-*.json")}, QDir::Files).size(), 1);
    }

    void changesAreWrittenByThemselves()
    {
        auto document = makeDocument();
        Autosave autosave(*document, m_folder->path());
        document->edit(QStringLiteral("x"), titled("soon"));
        QTRY_COMPARE(QDir(m_folder->path()).entryList({QStringLiteral("autosave-*.json")}, QDir::Files).size(), 1);
        document->undoStack().undo(); // nothing unsaved any more
        QTRY_COMPARE(QDir(m_folder->path()).entryList({QStringLiteral("autosave-*.json")}, QDir::Files).size(), 0);
    }

    void orderlyEndLeavesNothing()
    {
        auto document = makeDocument();
        document->edit(QStringLiteral("x"), titled("discarded"));
        {
            Autosave autosave(*document, m_folder->path());
            autosave.flush();
        }
        QVERIFY(QDir(m_folder->path()).isEmpty());
    }

    void rubbishIsPassedOver()
    {
        QVERIFY(writeTextFile(m_folder->filePath(QStringLiteral("autosave-x.json")), "not JSON").has_value());
        auto document = makeDocument();
        Autosave autosave(*document, m_folder->path());
        QVERIFY(!autosave.takeLeftover());
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(AutosaveTest)
#include "tst_autosave.moc"
