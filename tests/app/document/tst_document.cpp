// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/document.h"

#include "document/text_file.h"

#include <QDir>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace shardscape;

namespace {

Scenario withTp(int tp)
{
    Scenario scenario;
    scenario.title = "test";
    scenario.model.preset = "llama-2-7b";
    scenario.cluster.preset = "dgx-h100";
    scenario.parallelism.tp = tp;
    scenario.workload.kind = TrainingWorkload{.sequenceTokens = 4096};
    return scenario;
}

Result<Evaluation> echo(const Scenario& scenario)
{
    if (scenario.parallelism.tp == 7)
        return failure({.code = "tp-heads", .path = "/parallelism/tp", .message = "32 heads", .hint = "4 or 8"});
    Evaluation evaluation;
    evaluation.scenario = scenario;
    return evaluation;
}

} // namespace

class DocumentTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
        m_document = std::make_unique<Document>(std::make_shared<PresetLibrary>(), withTp(1), echo);
    }
    void cleanup() { m_document.reset(); }

    void editIsOneNamedStep()
    {
        m_document->edit(QStringLiteral("tp 1 to 2"), withTp(2));
        m_document->edit(QStringLiteral("tp 2 to 4"), withTp(4));
        QCOMPARE(m_document->undoStack().count(), 2);
        QCOMPARE(m_document->undoStack().undoText(), QStringLiteral("tp 2 to 4"));
        m_document->undoStack().undo();
        QCOMPARE(m_document->scenario(), withTp(2));
        m_document->undoStack().undo();
        QCOMPARE(m_document->scenario(), withTp(1));
        m_document->undoStack().redo();
        QCOMPARE(m_document->scenario(), withTp(2));
    }

    void noChangeNoStep()
    {
        QSignalSpy changed(m_document.get(), &Document::scenarioChanged);
        m_document->edit(QStringLiteral("nothing"), withTp(1));
        QCOMPARE(m_document->undoStack().count(), 0);
        QCOMPARE(changed.count(), 0);
        QVERIFY(!m_document->isModified());
    }

    void gestureMerges()
    {
        const int gesture = m_document->newGesture();
        for (const int tp : {2, 3, 4, 8})
            m_document->edit(QStringLiteral("tp 1 to %1").arg(tp), withTp(tp), gesture);
        QCOMPARE(m_document->undoStack().count(), 1);
        QCOMPARE(m_document->undoStack().undoText(), QStringLiteral("tp 1 to 8"));
        m_document->edit(QStringLiteral("tp 8 to 16"), withTp(16), m_document->newGesture());
        QCOMPARE(m_document->undoStack().count(), 2);
        m_document->undoStack().undo();
        m_document->undoStack().undo();
        QCOMPARE(m_document->scenario(), withTp(1));
    }

    void gestureThatReturnsLeavesNoStep()
    {
        m_document->edit(QStringLiteral("first"), withTp(2));
        const int gesture = m_document->newGesture();
        for (const int tp : {4, 8, 2})
            m_document->edit(QStringLiteral("there and back"), withTp(tp), gesture);
        QCOMPARE(m_document->undoStack().count(), 1);
        QCOMPARE(m_document->scenario(), withTp(2));
        m_document->undoStack().undo();
        QCOMPARE(m_document->scenario(), withTp(1));
    }

    void oldEvaluationStays()
    {
        QTRY_VERIFY(m_document->evaluation());
        m_document->edit(QStringLiteral("bad"), withTp(7));
        QVERIFY(m_document->isEvaluating());
        QTRY_VERIFY(!m_document->isEvaluating());
        QCOMPARE(m_document->problems().front().path, std::string("/parallelism/tp"));
        QCOMPARE(m_document->evaluation()->scenario, withTp(1));
        m_document->edit(QStringLiteral("good"), withTp(8));
        QTRY_COMPARE(m_document->evaluation()->scenario, withTp(8));
        QVERIFY(m_document->problems().empty());
    }

    void newestWins()
    {
        QSemaphore gate;
        Document document(std::make_shared<PresetLibrary>(), withTp(1), [&](const Scenario& scenario) {
            gate.acquire();
            return echo(scenario);
        });
        for (int tp = 2; tp <= 64; ++tp)
            document.edit(QStringLiteral("x"), withTp(tp));
        QSignalSpy arrived(&document, &Document::evaluationChanged);
        gate.release(64);
        QTRY_VERIFY(!document.isEvaluating());
        QCOMPARE(document.evaluation()->scenario, withTp(64));
        QCOMPARE(arrived.count(), 2); // what was under way, and the newest
    }

    void savedAndOpened()
    {
        const QString path = m_folder.filePath(QStringLiteral("a.shard.json"));
        m_document->edit(QStringLiteral("x"), withTp(8));
        QVERIFY(m_document->isModified());
        QVERIFY(m_document->save(path).has_value());
        QVERIFY(!m_document->isModified());
        QCOMPARE(m_document->filePath(), path);
        m_document->edit(QStringLiteral("y"), withTp(2));
        QVERIFY(m_document->open(path).has_value());
        QCOMPARE(m_document->scenario(), withTp(8));
        QCOMPARE(m_document->undoStack().count(), 0);
        QVERIFY(!m_document->isModified());
    }

    void failedSaveHarmsNothing()
    {
        const QString path = m_folder.filePath(QStringLiteral("b.shard.json"));
        QVERIFY(m_document->save(path).has_value());
        const std::string before = readTextFile(path).value();
        m_document->edit(QStringLiteral("x"), withTp(8));
        const auto result = m_document->save(m_folder.filePath(QStringLiteral("no/such/folder/b.shard.json")));
        QCOMPARE(result.error().front().code, std::string("file-not-writable"));
        QCOMPARE(m_document->filePath(), path);
        QVERIFY(m_document->isModified());
        QCOMPARE(m_document->scenario(), withTp(8));
        QCOMPARE(readTextFile(path).value(), before);
    }

    void failedOpenHarmsNothing_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("not JSON") << QByteArrayLiteral("hello");
        QTest::newRow("no scenario") << QByteArrayLiteral("{\"format\": \"something else\"}");
        QTest::newRow("Latin-1") << QByteArrayLiteral("{\"format\": \"shardscape-scenario\", \"version\": 1, \"title\": \"\xe4\"}");
        QTest::newRow("100,000 brackets") << QByteArray(100000, '[');
    }
    void failedOpenHarmsNothing()
    {
        QFETCH(QByteArray, content);
        const QString path = m_folder.filePath(QStringLiteral("bad.json"));
        QVERIFY(writeTextFile(path, content.toStdString()).has_value());
        m_document->edit(QStringLiteral("x"), withTp(8));
        const auto result = m_document->open(path);
        QVERIFY(!result.has_value());
        QVERIFY(!result.error().front().message.empty());
        QCOMPARE(m_document->scenario(), withTp(8));
        QCOMPARE(m_document->undoStack().count(), 1);
        QVERIFY(m_document->filePath().isEmpty());
    }

    void modelConfigReplacesTheModel()
    {
        QVERIFY(QDir(m_folder.path()).mkpath(QStringLiteral("Some-Model-7B")));
        const QString path = m_folder.filePath(QStringLiteral("Some-Model-7B/config.json"));
        QVERIFY(writeTextFile(path, R"({"model_type": "llama", "hidden_size": 4096, "num_hidden_layers": 32})").has_value());
        QVERIFY(m_document->open(path).has_value());
        QCOMPARE(m_document->scenario().title, std::string("Some-Model-7B"));
        QVERIFY(m_document->scenario().model.preset.empty());
        QVERIFY(m_document->scenario().model.inlineJson.find("\"hidden_size\"") != std::string::npos);
        QCOMPARE(m_document->scenario().parallelism, withTp(1).parallelism);
        QVERIFY(m_document->filePath().isEmpty()); // saving must not overwrite the config
    }

    void recoveredWorkIsModified()
    {
        m_document->recover(withTp(4), QStringLiteral("/somewhere/a.shard.json"));
        QVERIFY(m_document->isModified());
        QCOMPARE(m_document->filePath(), QStringLiteral("/somewhere/a.shard.json"));
        m_document->startNew(withTp(2));
        QVERIFY(m_document->filePath().isEmpty());
    }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<Document> m_document;
};

QTEST_GUILESS_MAIN(DocumentTest)
#include "tst_document.moc"
