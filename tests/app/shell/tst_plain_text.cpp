// SPDX-License-Identifier: GPL-3.0-or-later
// Text from files is shown as it is: no label, tool tip or report takes a title for markup.
#include "shell/plain_text.h"
#include "window_fixture.h"

#include <QLabel>
#include <QToolTip>

using namespace shardscape;

namespace {

const QString hostile = QStringLiteral("<img src=\"/etc/passwd\"><b>bold</b>");

/// A label that would show its text as markup.
bool isMarkup(const QLabel& label)
{
    return label.textFormat() == Qt::RichText || (label.textFormat() == Qt::AutoText && Qt::mightBeRichText(label.text()));
}

} // namespace

class PlainTextTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void labelsAreText()
    {
        const PlainTextGuard guard;
        QLabel label{hostile};
        label.show();
        QCOMPARE(label.textFormat(), Qt::PlainText);
    }

    void toolTipsAreText()
    {
        const PlainTextGuard guard;
        QWidget window;
        window.show();
        QToolTip::showText(window.mapToGlobal(QPoint(1, 1)), hostile, &window);
        QLabel* tip = nullptr;
        for (QWidget* top : QApplication::topLevelWidgets())
            if (top->inherits("QTipLabel"))
                tip = qobject_cast<QLabel*>(top);
        QVERIFY(tip != nullptr);
        QCOMPARE(tip->text(), hostile);
        QVERIFY(!isMarkup(*tip));
        QToolTip::hideText();
    }

    /// The window of a scenario whose every text is markup.
    void theWindowShowsTitlesAsText()
    {
        WindowFixture fixture{testLibrary()};
        Scenario scenario = scenarioOf64Gpus();
        scenario.title = hostile.toStdString();
        scenario.note = hostile.toStdString();
        fixture.document.edit(hostile, scenario);
        QTRY_VERIFY(fixture.settled());
        int labels = 0;
        for (const QLabel* label : fixture.window->findChildren<QLabel*>()) {
            QVERIFY2(!isMarkup(*label), qPrintable(label->objectName() + QStringLiteral(": ") + label->text()));
            ++labels;
        }
        QVERIFY(labels > 10);
    }
};

QTEST_MAIN(PlainTextTest)
#include "tst_plain_text.moc"
