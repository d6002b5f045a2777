// SPDX-License-Identifier: GPL-3.0-or-later
// Several open scenarios: each keeps its history, file and evaluation while another is shown.
#include "document/sheets.h"

#include <QSignalSpy>
#include <QTest>

using namespace shardscape;

namespace {

Scenario titled(const char* title)
{
    Scenario scenario;
    scenario.title = title;
    scenario.workload.kind = TrainingWorkload{.sequenceTokens = 4096};
    return scenario;
}

/// An evaluation that says whose it is.
Result<Evaluation> echo(const Scenario& scenario)
{
    Evaluation evaluation;
    evaluation.scenario = scenario;
    return evaluation;
}

} // namespace

class SheetsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
        m_document = std::make_unique<Document>(std::make_shared<PresetLibrary>(), titled("a"), echo);
        m_sheets = std::make_unique<Sheets>(*m_document);
    }
    void cleanup()
    {
        m_sheets.reset();
        m_document.reset();
    }

    void eachKeepsItsHistory()
    {
        m_document->edit(QStringLiteral("1"), titled("a1"));
        m_sheets->add(titled("b"));
        QCOMPARE(m_document->scenario(), titled("b"));
        QVERIFY(!m_document->isModified());
        QVERIFY(!m_document->undoGroup().canUndo());
        m_document->edit(QStringLiteral("2"), titled("b1"));
        m_sheets->show(0);
        QCOMPARE(m_document->scenario(), titled("a1"));
        m_document->undoGroup().undo();
        QCOMPARE(m_document->scenario(), titled("a"));
        m_sheets->show(1);
        QCOMPARE(m_document->scenario(), titled("b1"));
        m_document->undoGroup().undo();
        QCOMPARE(m_document->scenario(), titled("b"));
        m_sheets->show(0);
        m_document->undoGroup().redo();
        QCOMPARE(m_document->scenario(), titled("a1"));
    }

    void evaluationsDoNotMix()
    {
        QTRY_VERIFY(!m_document->isEvaluating());
        for (int i = 0; i < 20; ++i) { // while an evaluation runs, its sheet goes
            m_document->edit(QStringLiteral("x"), titled(qPrintable(QStringLiteral("a%1").arg(i))));
            m_sheets->add(titled("b"));
            QTRY_VERIFY(!m_document->isEvaluating());
            QCOMPARE(m_document->evaluation()->scenario, titled("b"));
            m_sheets->close(1);
            QTRY_VERIFY(!m_document->isEvaluating());
            QCOMPARE(m_document->evaluation()->scenario, m_document->scenario());
        }
    }

    void stateIsToldOfEach()
    {
        QVERIFY(!m_sheets->anyModified());
        m_document->edit(QStringLiteral("1"), titled("a1"));
        m_sheets->add(titled(""), QStringLiteral("/tmp/some.shard.json"));
        QCOMPARE(m_sheets->count(), 2);
        QCOMPARE(m_sheets->current(), 1);
        QVERIFY(m_sheets->isModified(0) && !m_sheets->isModified(1) && m_sheets->anyModified());
        QCOMPARE(m_sheets->title(0), QStringLiteral("a1"));
        QCOMPARE(m_sheets->title(1), QStringLiteral("some.shard.json"));
        QCOMPARE(m_sheets->find(QStringLiteral("/tmp/some.shard.json")), 1);
        QCOMPARE(m_sheets->find(QString()), -1);
    }

    void receiversMayAskDuringTheChange()
    {
        m_sheets->add(titled("b"));
        int asked = 0;
        connect(m_document.get(), &Document::scenarioChanged, this, [&] {
            for (int i = 0; i < m_sheets->count(); ++i)
                asked += m_sheets->isModified(i) ? 0 : 1;
        });
        m_sheets->show(0);
        QCOMPARE(asked, 2);
    }

    void closing()
    {
        m_sheets->close(0); // the last one stays
        QCOMPARE(m_sheets->count(), 1);
        m_sheets->add(titled("b"));
        m_sheets->add(titled("c"));
        m_sheets->close(0);
        QCOMPARE(m_sheets->current(), 1);
        QCOMPARE(m_document->scenario(), titled("c"));
        m_sheets->close(1);
        QCOMPARE(m_document->scenario(), titled("b"));
        m_sheets->close(7);
        QCOMPARE(m_sheets->count(), 1);
    }

    void movingKeepsWhatIsShown_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("to");
        QTest::addColumn<QString>("order");
        QTest::newRow("the shown one") << 1 << 2 << "acb";
        QTest::newRow("over the shown one, up") << 0 << 2 << "bca";
        QTest::newRow("over the shown one, down") << 2 << 0 << "cab";
        QTest::newRow("outside") << 0 << 3 << "abc";
    }
    void movingKeepsWhatIsShown()
    {
        QFETCH(int, from);
        QFETCH(int, to);
        QFETCH(QString, order);
        m_sheets->add(titled("b"));
        m_sheets->add(titled("c"));
        m_sheets->show(1);
        m_sheets->move(from, to);
        QString now;
        for (int i = 0; i < m_sheets->count(); ++i)
            now += m_sheets->title(i);
        QCOMPARE(now, order);
        QCOMPARE(m_document->scenario(), titled("b"));
        QCOMPARE(m_sheets->title(m_sheets->current()), QStringLiteral("b"));
    }

private:
    std::unique_ptr<Document> m_document;
    std::unique_ptr<Sheets> m_sheets;
};

QTEST_GUILESS_MAIN(SheetsTest)
#include "tst_sheets.moc"
