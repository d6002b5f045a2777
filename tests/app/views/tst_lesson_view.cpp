// SPDX-License-Identifier: GPL-3.0-or-later
// Lessons in the real window: predict, lock, reveal, do it yourself; with keys and clicks.
#include "../shell/window_fixture.h"
#include "shell/command_registry.h"
#include "shell/focus_hub.h"
#include "shell/theme_manager.h"
#include "shell/window/curtain.h"
#include "views/lesson/decision_tree.h"
#include "views/lesson/lesson_list.h"
#include "views/lesson/lesson_records.h"
#include "views/lesson/lesson_view.h"
#include "views/lesson/step_page.h"

#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>

using namespace shardscape;

namespace {

LessonView& viewOf(WindowFixture& fixture) { return *static_cast<LessonView*>(fixture.window->panes().view(QStringLiteral("lesson"))); }

bool startLesson(WindowFixture& fixture, const char* id, int step = 0)
{
    fixture.window->panes().show(QStringLiteral("lesson"));
    LessonSession& session = viewOf(fixture).session();
    session.start(QLatin1String(id), step);
    return QTest::qWaitFor([&] { return session.run() != nullptr && fixture.settled(); }, 20000);
}

QAction& command(WindowFixture& fixture, const char* id) { return *fixture.workspace.commands.action(QLatin1String(id)); }

} // namespace

class TestLessonView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_library = testLibrary(); }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void aLessonRunsInItsOwnSheet()
    {
        WindowFixture fixture(m_library);
        QVERIFY(QTest::qWaitFor([&] { return fixture.settled(); }));
        const Scenario mine = fixture.document.scenario();
        QVERIFY(startLesson(fixture, "01-memory-wall"));
        QCOMPARE(fixture.sheets.count(), 2);
        QVERIFY(fixture.document.scenario() != mine);
        QVERIFY(!fixture.sheets.anyModified());
        LessonSession& session = viewOf(fixture).session();
        session.go(2);
        QCOMPARE(fixture.sheets.count(), 2);
        QVERIFY(!fixture.sheets.anyModified());
        command(fixture, "lesson.leave").trigger();
        QCOMPARE(fixture.sheets.count(), 1);
        QVERIFY(fixture.document.scenario() == mine);
    }

    void predictLockReveal()
    {
        WindowFixture fixture(m_library);
        QVERIFY(startLesson(fixture, "01-memory-wall"));
        LessonView& view = viewOf(fixture);
        LessonSession& session = view.session();
        QTest::keyClick(fixture.window.get(), Qt::Key_PageDown, Qt::AltModifier);
        QCOMPARE(session.step(), 1);
        QCOMPARE(session.phase(), LessonSession::Phase::Asking);
        const QString answer = QString::fromStdString(session.current().question->answerText);
        QVERIFY(!view.page().text().contains(answer.section(QLatin1Char('.'), 0, 0)));
        QVERIFY(!command(fixture, "lesson.next").isEnabled());
        // Nothing can be changed while the question is open.
        const Scenario shown = fixture.document.scenario();
        Scenario other = shown;
        other.parallelism.tp = 2;
        fixture.document.edit(QStringLiteral("cheat"), other);
        QVERIFY(fixture.document.scenario() == shown);
        auto* number = view.findChild<QLineEdit*>(QStringLiteral("predictionNumber"));
        auto* lock = view.findChild<QPushButton*>(QStringLiteral("lockPrediction"));
        QVERIFY(!lock->isEnabled());
        QTest::keyClicks(number, QStringLiteral("32"));
        QVERIFY(lock->isEnabled());
        QTest::keyClick(number, Qt::Key_Return);
        QCOMPARE(session.phase(), LessonSession::Phase::Shown);
        QVERIFY(view.page().text().contains(QStringLiteral("✓ Right")));
        QVERIFY(view.page().text().contains(answer));
        QVERIFY(fixture.document.scenario() == session.current().scenario);
        QVERIFY(command(fixture, "lesson.next").isEnabled());
        const std::vector<PredictionRecord> records = predictionRecords();
        QCOMPARE(records.size(), std::size_t{1});
        QVERIFY(records.front().right);
        QCOMPARE(lessonProgress(QStringLiteral("01-memory-wall")).reached, 2);
    }

    void aWrongChoiceIsSaid()
    {
        WindowFixture fixture(m_library);
        QVERIFY(startLesson(fixture, "01-memory-wall", 3));
        LessonView& view = viewOf(fixture);
        const int right = view.session().current().question->rightChoice;
        auto* button = view.findChild<QRadioButton*>(QStringLiteral("choice%1").arg(right == 0 ? 1 : 0));
        QVERIFY(button != nullptr);
        QTest::mouseClick(button, Qt::LeftButton, {}, QPoint(8, button->height() / 2));
        QTest::mouseClick(view.findChild<QPushButton*>(QStringLiteral("lockPrediction")), Qt::LeftButton);
        QVERIFY(view.page().text().contains(QStringLiteral("✗ Not quite")));
        QVERIFY(!predictionRecords().front().right);
    }

    void pointingAtAGpu()
    {
        WindowFixture fixture(m_library);
        QVERIFY(startLesson(fixture, "04-tensor-parallelism", 1));
        LessonView& view = viewOf(fixture);
        auto* lock = view.findChild<QPushButton*>(QStringLiteral("lockPrediction"));
        QVERIFY(!lock->isEnabled());
        fixture.workspace.focus.pin({Focus::Kind::Gpu, 3});
        QVERIFY(lock->isEnabled());
        QTest::mouseClick(lock, Qt::LeftButton);
        QVERIFY(view.page().text().contains(QStringLiteral("✓ Right")));
    }

    void doItYourself()
    {
        WindowFixture fixture(m_library);
        QVERIFY(startLesson(fixture, "01-memory-wall", 5));
        LessonView& view = viewOf(fixture);
        QVERIFY(QTest::qWaitFor([&] { return !view.session().taskState().empty(); }));
        QVERIFY(!view.session().taskDone());
        // A locked input stays.
        Scenario cheat = fixture.document.scenario();
        cheat.model.preset = "llama-2-7b";
        QSignalSpy refused(&fixture.document, &Document::editRefused);
        fixture.document.edit(QStringLiteral("another model"), cheat);
        QCOMPARE(refused.count(), 1);
        QCOMPARE(fixture.document.scenario().model.preset, std::string{"llama-2-70b"});
        Scenario split = fixture.document.scenario();
        split.parallelism.tp = 4;
        fixture.document.edit(QStringLiteral("tp 4"), split);
        QVERIFY(QTest::qWaitFor([&] { return view.session().taskDone(); }));
        QVERIFY(view.page().text().contains(QStringLiteral("✓ Done.")));
        QVERIFY(lessonProgress(QStringLiteral("01-memory-wall")).done);
    }

    void classHoldsTheAnswer()
    {
        WindowFixture fixture(m_library);
        QVERIFY(startLesson(fixture, "01-memory-wall", 1));
        LessonView& view = viewOf(fixture);
        command(fixture, "lesson.class").trigger();
        auto* number = view.findChild<QLineEdit*>(QStringLiteral("predictionNumber"));
        auto* student = view.findChild<QLineEdit*>(QStringLiteral("predictionStudent"));
        for (const char* name : {"Ada", "Grace"}) {
            student->setText(QLatin1String(name));
            QTest::keyClicks(number, QStringLiteral("64"));
            QTest::keyClick(number, Qt::Key_Return);
            QCOMPARE(view.session().phase(), LessonSession::Phase::Held);
        }
        QVERIFY(!view.page().text().contains(QStringLiteral("Computed")));
        QTest::mouseClick(view.findChild<QPushButton*>(QStringLiteral("releaseAnswer")), Qt::LeftButton);
        QVERIFY(view.page().text().contains(QStringLiteral("Computed")));
        const QString csv = predictionsToCsv(predictionRecords());
        QCOMPARE(csv.count(QStringLiteral("\r\n")), 3);
        QVERIFY(csv.contains(QStringLiteral("\"Ada\",\"01-memory-wall\",2,")));
        QVERIFY(csv.contains(QStringLiteral("\"Grace\"")));
    }

    void csvCellsRunNothing()
    {
        const QString csv = predictionsToCsv({{.student = QStringLiteral("=1+1"), .prediction = QStringLiteral("a \"b\"")}});
        QVERIFY(csv.contains(QStringLiteral("\"'=1+1\"")));
        QVERIFY(csv.contains(QStringLiteral("\"a \"\"b\"\"\"")));
    }

    void curtainsCoverInstruments()
    {
        WindowFixture fixture(m_library);
        QVERIFY(startLesson(fixture, "07-pipeline-bubble", 4)); // its question is about what is shown already
        QWidget* memory = fixture.window->panes().view(QStringLiteral("memory"));
        LessonView& view = viewOf(fixture);
        QVERIFY(view.session().wantsCurtain());
        QVERIFY(!memory->isEnabled());
        view.session().predict({{.choice = 0}, QStringLiteral("first")});
        QVERIFY(memory->isEnabled());
        for (const Curtain* curtain : fixture.window->findChildren<Curtain*>())
            QVERIFY(!curtain->isDrawn() && curtain->isHidden());
    }

    void everyStepCanBeShown_data()
    {
        QTest::addColumn<QString>("id");
        WindowFixture fixture(m_library);
        for (const Lesson& lesson : viewOf(fixture).session().lessons())
            if (!lesson.steps.empty())
                QTest::newRow(lesson.id.c_str()) << QString::fromStdString(lesson.id);
    }
    void everyStepCanBeShown()
    {
        QFETCH(QString, id);
        WindowFixture fixture(m_library);
        QVERIFY(startLesson(fixture, id.toLatin1().constData()));
        LessonSession& session = viewOf(fixture).session();
        for (int step = 0; step < session.stepCount(); ++step) {
            session.go(step);
            for (const std::string& pane : session.currentSource().show)
                QVERIFY2(fixture.window->panes().view(QString::fromStdString(pane).section(QLatin1Char('?'), 0, 0)) != nullptr, pane.c_str());
            if (session.phase() == LessonSession::Phase::Asking) {
                const ReadyQuestion& question = *session.current().question;
                session.predict({{question.answer, question.rightChoice, question.rightObjects.empty() ? -1 : question.rightObjects.front()}, QStringLiteral("x")});
                QVERIFY(viewOf(fixture).page().text().contains(QStringLiteral("✓ Right")));
            }
            QVERIFY(viewOf(fixture).page().text().contains(QString::fromStdString(session.current().text)));
            QVERIFY(fixture.document.scenario() == session.current().scenario);
            takePicture(fixture, id, step);
        }
    }

    void theTreeFollowsTheDocument()
    {
        WindowFixture fixture(m_library);
        QVERIFY(QTest::qWaitFor([&] { return fixture.settled(); }));
        QVERIFY(startLesson(fixture, "18-decision-tree"));
        QCOMPARE(fixture.sheets.count(), 1);
        auto* tree = viewOf(fixture).findChild<DecisionTree*>();
        QVERIFY(!tree->advice().isEmpty());
        const QString before = tree->advice();
        Scenario worse = fixture.document.scenario();
        worse.parallelism.tp = 1;
        worse.parallelism.pp = 1;
        worse.parallelism.dp = 64;
        fixture.document.edit(QStringLiteral("one GPU a replica"), worse);
        QVERIFY(QTest::qWaitFor([&] { return tree->advice() != before; }));
    }

private:
    /// SHARDSCAPE_LESSON_PICTURES=folder with SHARDSCAPE_THEME and SHARDSCAPE_WINDOW keeps a picture of every step, for a person to look at.
    static void takePicture(WindowFixture& fixture, const QString& id, int step)
    {
        const QString folder = qEnvironmentVariable("SHARDSCAPE_LESSON_PICTURES");
        if (folder.isEmpty())
            return;
        const QStringList size = qEnvironmentVariable("SHARDSCAPE_WINDOW", QStringLiteral("1920x1080")).split(QLatin1Char('x'));
        fixture.window->resize(size.value(0).toInt(), size.value(1).toInt());
        const QString theme = qEnvironmentVariable("SHARDSCAPE_THEME", QStringLiteral("light"));
        fixture.workspace.theme.setChoice(fromText<ThemeChoice>(theme.toStdString()).value_or(ThemeChoice::Light));
        QVERIFY(QTest::qWaitFor([&] { return fixture.settled(); }));
        QTest::qWait(60);
        QVERIFY(fixture.window->grab().save(QStringLiteral("%1/%2-%3-%4.png").arg(folder, id).arg(step + 1).arg(theme)));
    }

    std::shared_ptr<const PresetLibrary> m_library;
};

QTEST_MAIN(TestLessonView)
#include "tst_lesson_view.moc"
