// SPDX-License-Identifier: GPL-3.0-or-later
// The calibration dialog with real key and mouse events: live before and after, nothing changed before Apply, one step of the history.
#include "app/open_document.h"
#include "document/user_calibrations.h"
#include "shell/calibration/calibration_dialog.h"
#include "shell/calibration/calibration_form.h"
#include "shell/window/key_figures.h"

#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace shardscape;

class TestCalibrationDialog : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_data;
    std::unique_ptr<OpenDocument> m_open;
    std::unique_ptr<CalibrationDialog> m_dialog;

    double step() const { return m_open->document.evaluation()->training->step.inSeconds(); }

    void enterStep(double seconds)
    {
        QLineEdit* field = m_dialog->form().field(QStringLiteral("step_seconds"));
        field->selectAll();
        QTest::keyClicks(field, QString::number(seconds, 'f', 6));
    }

private Q_SLOTS:
    void initTestCase() { qputenv("XDG_DATA_HOME", m_data.path().toLocal8Bit()); }
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
        m_open = std::make_unique<OpenDocument>();
        QVERIFY(m_open->settle());
        m_dialog = std::make_unique<CalibrationDialog>(m_open->workspace.context);
        m_dialog->show();
    }
    void cleanup()
    {
        m_dialog.reset();
        m_open.reset();
    }

    void aRunIsFittedLiveAndAppliedOnce()
    {
        const double before = step();
        QVERIFY(!m_dialog->applyButton().isEnabled());
        enterStep(1.1 * before);
        QTRY_VERIFY(m_dialog->applyButton().isEnabled());
        QCOMPARE(m_dialog->figures().rowCount(), 1);
        QCOMPARE(step(), before); // nothing in silence
        QVERIFY(!m_open->document.scenario().calibration.has_value());

        QTest::mouseClick(&m_dialog->applyButton(), Qt::LeftButton);
        QVERIFY(m_open->settle());
        QVERIFY2(std::abs(step() / (1.1 * before) - 1.0) < 0.01, qPrintable(QString::number(step() / before)));
        QCOMPARE(m_open->document.undoStack().count(), 1);
        const std::vector<KeyFigure> figures = keyFigures(*m_open->document.evaluation());
        QVERIFY2(figures[1].caption.contains(QStringLiteral("calibrated")), qPrintable(figures[1].caption));

        auto* undo = m_dialog->findChild<QPushButton*>(QStringLiteral("undo"));
        QTRY_VERIFY(undo->isEnabled());
        QTest::mouseClick(undo, Qt::LeftButton);
        QVERIFY(m_open->settle());
        QCOMPARE(step(), before);
        QVERIFY(!keyFigures(*m_open->document.evaluation())[1].caption.contains(QStringLiteral("calibrated")));
    }

    /// A fit starts from the presets, so fitting the same run again changes nothing.
    void fittingAgainGivesTheSame()
    {
        enterStep(1.1 * step());
        QTRY_VERIFY(m_dialog->applyButton().isEnabled());
        QTest::mouseClick(&m_dialog->applyButton(), Qt::LeftButton);
        QVERIFY(m_open->settle());
        const CalibrationFactors first = *m_open->document.scenario().calibration->factors;
        QTRY_VERIFY(m_dialog->applyButton().isEnabled());
        QTest::mouseClick(&m_dialog->applyButton(), Qt::LeftButton);
        QCOMPARE(*m_open->document.scenario().calibration->factors, first);
        QTest::mouseClick(&m_dialog->removeButton(), Qt::LeftButton);
        QVERIFY(!m_open->document.scenario().calibration.has_value());
    }

    void textThatIsNoNumberIsSaid()
    {
        QLineEdit* field = m_dialog->form().field(QStringLiteral("step_seconds"));
        QTest::keyClicks(field, QStringLiteral("fast"));
        QVERIFY(m_dialog->message().contains(QStringLiteral("Step time")));
        QVERIFY(!m_dialog->applyButton().isEnabled());
    }

    void calibrationsAreKeptForOtherScenarios()
    {
        Calibration mine;
        mine.name = "our pods, October";
        QVERIFY(!saveCalibration(mine).has_value()); // a comma is no part of a file's name
        mine.name = "our pods";
        mine.factors = CalibrationFactors{{0.9, 1, 1, 1}, {}};
        QVERIFY(saveCalibration(mine).has_value());
        QCOMPARE(loadCalibrations().calibrations, std::vector<Calibration>{mine});
        mine.name = "../elsewhere";
        QVERIFY(!saveCalibration(mine).has_value());
    }
};

QTEST_MAIN(TestCalibrationDialog)
#include "tst_calibration_dialog.moc"
