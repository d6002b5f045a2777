// SPDX-License-Identifier: GPL-3.0-or-later
// The advice view with a real document: hints of the present plan, applied by key or double click as one step, previewed under the pointer.
#include "app/open_document.h"
#include "shell/focus_hub.h"
#include "views/advice/advice_view.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QTest>

using namespace shardscape;

class TestAdviceView : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<OpenDocument> m_open;
    std::unique_ptr<AdviceView> m_view;

    bool found() { return QTest::qWaitFor([this] { return m_view->report() != nullptr; }, 20000); }
    QTreeWidgetItem* firstHint() { return m_view->topLevelItem(0)->child(0); }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
        m_open = std::make_unique<OpenDocument>();
        QVERIFY(m_open->settle());
        m_view = std::make_unique<AdviceView>(m_open->workspace.context);
        m_view->resize(700, 400);
        m_view->show();
    }
    void cleanup()
    {
        m_view.reset();
        m_open.reset();
    }

    void hintsAndRulesAreListed()
    {
        QVERIFY(found());
        QVERIFY(!m_view->report()->hints.empty());
        const QString text = m_view->asText();
        for (const RuleCheck& rule : m_view->report()->rules)
            QVERIFY(text.contains(QString::fromStdString(rule.finding)));
        QVERIFY(firstHint()->data(0, Qt::AccessibleTextRole).toString().contains(firstHint()->text(1)));
        m_view->setFocus();
        QTest::keySequence(m_view.get(), QKeySequence::Copy);
        QCOMPARE(QGuiApplication::clipboard()->text(), text);
    }

    void enterAppliesAHintAsOneStep()
    {
        QVERIFY(found());
        const Scenario before = m_open->document.scenario();
        const Scenario promised = m_view->report()->hints.front().scenario;
        m_view->setFocus();
        m_view->setCurrentItem(firstHint());
        QTest::keyClick(m_view.get(), Qt::Key_Return);
        QCOMPARE(m_open->document.scenario(), promised);
        QCOMPARE(m_open->document.undoStack().count(), 1);
        QVERIFY(m_open->settle());
        QVERIFY(found()); // of the new plan
        m_open->document.undoStack().undo();
        QCOMPARE(m_open->document.scenario(), before);
    }

    void aHintUnderThePointerIsPreviewed()
    {
        QVERIFY(found());
        const QRect row = m_view->visualItemRect(firstHint());
        QTest::mouseMove(m_view->viewport(), row.center());
        QVERIFY(QTest::qWaitFor([this] { return m_open->workspace.focus.preview() != nullptr; }, 5000));
        QCOMPARE(m_open->workspace.focus.preview()->scenario, m_view->report()->hints.front().scenario);
        QTest::mouseMove(m_view->viewport(), m_view->visualItemRect(m_view->topLevelItem(0)).center());
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(m_view.get(), &leave);
        QVERIFY(m_open->workspace.focus.preview() == nullptr);
    }

    void anImpossiblePlanGetsASentence()
    {
        Scenario bad = m_open->document.scenario();
        bad.parallelism.tp = 3;
        m_open->document.edit(QStringLiteral("bad"), bad);
        QVERIFY(QTest::qWaitFor([this] { return !m_open->document.problems().empty(); }, 5000));
        QVERIFY(m_view->report() == nullptr);
        QVERIFY(m_view->asText().contains(QStringLiteral("not possible")));
        QTest::keyClick(m_view.get(), Qt::Key_Return);
        QCOMPARE(m_open->document.undoStack().count(), 1);
    }
};

QTEST_MAIN(TestAdviceView)
#include "tst_advice_view.moc"
