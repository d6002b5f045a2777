// SPDX-License-Identifier: GPL-3.0-or-later
// Import and launch dialogs with real key events: shown before applied, one step of the history, measurements go on to the calibration.
#include "app/open_document.h"
#include "shell/calibration/calibration_dialog.h"
#include "shell/calibration/calibration_form.h"
#include "shell/exchange/import_dialog.h"
#include "shell/exchange/launch_dialog.h"
#include "shell/exchange/paste_edit.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>

using namespace shardscape;

class TestExchange : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<OpenDocument> m_open;

    static bool wait(ImportDialog& dialog)
    {
        return QTest::qWaitFor([&] { return !dialog.isBusy(); });
    }
    static void write(const QString& path, const QByteArray& bytes)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
        m_open = std::make_unique<OpenDocument>();
        QVERIFY(m_open->settle());
    }
    void cleanup() { m_open.reset(); }

    void aCommandIsShownThenAppliedOnce()
    {
        const Scenario before = m_open->document.scenario();
        ImportDialog dialog(m_open->workspace.context);
        dialog.show();
        QGuiApplication::clipboard()->setText(QStringLiteral("vllm serve Qwen/Qwen3-32B --tensor-parallel-size 2 --port 8000"));
        dialog.input().setFocus();
        QTest::keySequence(&dialog.input(), QKeySequence::Paste);
        QVERIFY(wait(dialog));
        QVERIFY(dialog.applyButton().isEnabled() && !dialog.calibrateButton().isEnabled());
        QCOMPARE(dialog.findings().topLevelItemCount(), 3);
        QVERIFY(dialog.message().contains(QStringLiteral("vLLM")));
        QCOMPARE(m_open->document.scenario(), before);
        QCOMPARE(m_open->document.undoStack().count(), 0);
        QTest::mouseClick(&dialog.applyButton(), Qt::LeftButton);
        QCOMPARE(m_open->document.scenario().parallelism.tp, 2);
        QCOMPARE(m_open->document.undoStack().count(), 1);
        m_open->document.undoStack().undo();
        QCOMPARE(m_open->document.scenario(), before);
    }

    void rubbishAppliesNothing()
    {
        ImportDialog dialog(m_open->workspace.context);
        dialog.show();
        QTest::keyClicks(&dialog.input(), QStringLiteral("vllm serve 'half"));
        QVERIFY(wait(dialog));
        QVERIFY(dialog.message().contains(QStringLiteral("Nothing is applied")));
        QVERIFY(!dialog.applyButton().isEnabled() && !dialog.calibrateButton().isEnabled());
        QVERIFY(dialog.findings().topLevelItemCount() == 1);
    }

    void aLogFileGoesOnToTheCalibration()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("run.log"));
        const auto* training = m_open->document.scenario().workload.training();
        QVERIFY(training != nullptr);
        write(path, QStringLiteral(" iteration 5/ 9 | elapsed time per iteration (ms): 7000.0 | global batch size: %1 |\n").arg(training->globalBatch).toUtf8());
        QWidget window;
        auto* dialog = new ImportDialog(m_open->workspace.context, &window);
        dialog->show();
        dialog->takeFile(path);
        QVERIFY(wait(*dialog));
        QVERIFY(!dialog->applyButton().isEnabled() && dialog->calibrateButton().isEnabled());
        QTest::mouseClick(&dialog->calibrateButton(), Qt::LeftButton);
        auto* calibration = window.findChild<CalibrationDialog*>();
        QVERIFY(calibration != nullptr);
        QCOMPARE(calibration->form().measured().stepSeconds.value_or(0), 7.0);
        QTRY_VERIFY(calibration->applyButton().isEnabled());
        QCOMPARE(m_open->document.undoStack().count(), 0);
    }

    void aLongPasteIsKeptAside()
    {
        ImportDialog dialog(m_open->workspace.context);
        dialog.show();
        const QString line = QStringLiteral("iteration 5/ 9 | elapsed time per iteration (ms): 7000.0 | x |\n");
        dialog.takeText(line.repeated(20'000));
        QVERIFY(dialog.input().toPlainText().size() < 200);
        QVERIFY(wait(dialog));
        QVERIFY(dialog.message().contains(QStringLiteral("Megatron-LM log")));
        QTest::keyClicks(&dialog.input(), QStringLiteral("x")); // typing over the note means what is typed
        QVERIFY(wait(dialog));
        QVERIFY(dialog.message().contains(QStringLiteral("Nothing is applied")));
    }

    void theLaunchDialogFollowsTheScenario()
    {
        LaunchDialog dialog(m_open->workspace.context);
        dialog.show();
        QCOMPARE(dialog.engines().count(), 5); // those that train
        for (int i = 0; i < dialog.engines().count(); ++i) {
            dialog.engines().setCurrentIndex(i);
            QVERIFY(!dialog.text().isEmpty());
        }
        dialog.engines().setCurrentIndex(0);
        Scenario after = m_open->document.scenario();
        after.parallelism.tp = 2;
        after.parallelism.pp = 1;
        m_open->document.edit(QStringLiteral("tp"), after);
        QVERIFY2(dialog.text().contains(QStringLiteral("--tensor-model-parallel-size 2")), qPrintable(dialog.text()));
        dialog.copy();
        QCOMPARE(QGuiApplication::clipboard()->text(), dialog.text());
        QTemporaryDir folder;
        QVERIFY(dialog.saveTo(folder.filePath(QStringLiteral("launch.sh"))));
        QVERIFY(!dialog.saveTo(folder.filePath(QStringLiteral("no/such/folder/launch.sh"))));
        QVERIFY(dialog.message().startsWith(QStringLiteral("✕")));
    }
};

QTEST_MAIN(TestExchange)
#include "tst_exchange.moc"
