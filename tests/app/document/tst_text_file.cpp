// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/text_file.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace shardscape;

class TextFileTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void readsWhatWasWritten_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("text") << QByteArrayLiteral("{\"a\": \"\xc3\xa4\"}\n");
        QTest::newRow("with zero bytes") << QByteArray("a\0b", 3);
    }
    void readsWhatWasWritten()
    {
        QFETCH(QByteArray, bytes);
        const QString path = m_folder.filePath(QStringLiteral("round.txt"));
        QVERIFY(writeTextFile(path, bytes.toStdString()).has_value());
        QCOMPARE(readTextFile(path).value(), bytes.toStdString());
    }

    void refusals_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("code");
        QTest::newRow("missing") << m_folder.filePath(QStringLiteral("nothing")) << QStringLiteral("file-not-found");
        QTest::newRow("folder") << m_folder.path() << QStringLiteral("file-is-folder");
        QTest::newRow("endless device") << QStringLiteral("/dev/zero") << QStringLiteral("file-too-large");
        const QString large = m_folder.filePath(QStringLiteral("large"));
        QFile file(large);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.resize(200LL * 1024 * 1024)); // sparse: takes no room
        QTest::newRow("200 MB") << large << QStringLiteral("file-too-large");
    }
    void refusals()
    {
        QFETCH(QString, path);
        QFETCH(QString, code);
        const auto read = readTextFile(path);
        QVERIFY(!read);
        QCOMPARE(QString::fromStdString(read.error().front().code), code);
        QVERIFY(QString::fromStdString(read.error().front().message).contains(path));
        QVERIFY(!read.error().front().hint.empty());
    }

    void failedWriteLeavesTheOldFile()
    {
        const QString path = m_folder.filePath(QStringLiteral("old.txt"));
        QVERIFY(writeTextFile(path, "old").has_value());
        QCOMPARE(writeTextFile(m_folder.filePath(QStringLiteral("no/such/folder/x")), "new").error().front().code,
                 std::string("file-not-writable"));
        QCOMPARE(writeTextFile(m_folder.path(), "new").error().front().code, std::string("file-not-writable"));
        QCOMPARE(writeTextFile(QStringLiteral("/dev/full"), "new").has_value(), false); // no room on the device
        QCOMPARE(readTextFile(path).value(), std::string("old"));
    }

private:
    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TextFileTest)
#include "tst_text_file.moc"
