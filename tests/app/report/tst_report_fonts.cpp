// SPDX-License-Identifier: GPL-3.0-or-later
// The report on a machine without fonts: the built-in ones are used and embedded.
#include "app/sample_evaluation.h"
#include "report/report.h"

#include <QFile>
#include <QGuiApplication>
#include <QTemporaryDir>
#include <QTest>

using namespace shardscape;

class TestReportFonts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void builtInFontsAreEmbedded()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("report.pdf"));
        QVERIFY(writeReport(sampleTraining(), path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray pdf = file.readAll();
        QVERIFY(pdf.contains("/FontFile2"));
        QVERIFY(pdf.contains("DejaVuSans"));
        QVERIFY(pdf.contains("DejaVuSans-Bold"));
    }
};

int main(int argc, char** argv)
{
    // Fontconfig reads this once, before the application looks for fonts.
    const QTemporaryDir folder;
    QFile none(folder.filePath(QStringLiteral("fonts.conf")));
    if (!none.open(QIODevice::WriteOnly) || none.write("<fontconfig></fontconfig>") < 0)
        return 1;
    none.close();
    qputenv("FONTCONFIG_FILE", none.fileName().toLocal8Bit());
    const QGuiApplication app(argc, argv);
    TestReportFonts test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_report_fonts.moc"
