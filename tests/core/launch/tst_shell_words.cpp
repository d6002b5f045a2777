// SPDX-License-Identifier: GPL-3.0-or-later
// Words of a pasted command as a POSIX shell splits them, and the layout texts of Megatron.
#include "launch/megatron_layout.h"
#include "launch/shell_words.h"

#include <QtTest>

using namespace shardscape;

namespace {

QStringList words(const char* text)
{
    QStringList all;
    if (const auto split = splitShellWords(text))
        for (const ShellWord& word : *split)
            all << QString::fromStdString(word.text) + (word.endsCommand ? QStringLiteral("$") : QString());
    return all;
}

} // namespace

class ShellWordsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void splits_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QStringList>("expected");
        QTest::newRow("nothing") << QByteArray("  \n ") << QStringList();
        QTest::newRow("blanks") << QByteArray("a  b\tc") << QStringList({"a", "b", "c$"});
        QTest::newRow("single quotes keep all") << QByteArray("'a \\ \"b\"' c") << QStringList({"a \\ \"b\"", "c$"});
        QTest::newRow("double quotes escape") << QByteArray("\"a \\\" b\"") << QStringList({"a \" b$"});
        QTest::newRow("quotes inside a word") << QByteArray("--x='1 2'y") << QStringList({"--x=1 2y$"});
        QTest::newRow("an empty word") << QByteArray("a '' b") << QStringList({"a", "", "b$"});
        QTest::newRow("continuation") << QByteArray("a \\\n  b") << QStringList({"a", "b$"});
        QTest::newRow("continuation of Windows") << QByteArray("a \\\r\n  b") << QStringList({"a", "b$"});
        QTest::newRow("a backslash at the end") << QByteArray("a b\\") << QStringList({"a", "b$"});
        QTest::newRow("comment") << QByteArray("a # b 'c\nd") << QStringList({"a$", "d$"});
        QTest::newRow("a hash in a word is none") << QByteArray("a#b") << QStringList({"a#b$"});
        QTest::newRow("several commands") << QByteArray("a && b; c | d") << QStringList({"a$", "b$", "c$", "d$"});
        QTest::newRow("variables stay") << QByteArray("$HOME ${X:-1} $(rm -rf x)") << QStringList({"$HOME", "${X:-1}", "$(rm", "-rf", "x)$"});
    }
    void splits()
    {
        QFETCH(QByteArray, text);
        QTEST(words(text.constData()), "expected");
    }

    void brokenTextsSayWhere_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("place");
        QTest::newRow("open quote") << QByteArray("a\n b 'c") << "line 2, column 4";
        QTest::newRow("open double quote with an escape at the end") << QByteArray("\"a\\") << "line 1, column 1";
        QTest::newRow("a control character") << QByteArray("ab\x01") << "line 1, column 3";
    }
    void brokenTextsSayWhere()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, place);
        const auto split = splitShellWords(std::string_view(text.constData(), static_cast<std::size_t>(text.size())));
        QVERIFY(!split);
        QVERIFY2(split.error().front().message.starts_with(place.toStdString()), split.error().front().message.c_str());
        QVERIFY(!split.error().front().hint.empty());
    }

    void aLogIsNoCommand()
    {
        const std::string log((1u << 20) + 1, 'x');
        const auto split = splitShellWords(log);
        QVERIFY(!split);
        QCOMPARE(split.error().front().code, std::string("command-too-long"));
    }

    void quotedWordsReadBack_data()
    {
        QTest::addColumn<QByteArray>("word");
        for (const char* word : {"plain-1.5_x/y:z", "two words", "it's", "", "a\"b", "$HOME", "t*3|(tt|)*2,L", "\\"})
            QTest::newRow(*word ? word : "empty") << QByteArray(word);
    }
    void quotedWordsReadBack()
    {
        QFETCH(QByteArray, word);
        const std::string quoted = quoteForShell(word.constData());
        const auto split = splitShellWords("x " + quoted);
        QVERIFY(split && split->size() == 2);
        QCOMPARE(QByteArray::fromStdString(split->back().text), word);
    }

    void layouts_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QList<int>>("layers"); // empty = none
        QTest::newRow("as we write it") << QByteArray("Et*4|t*4|t*3L") << QList<int>({4, 4, 3});
        QTest::newRow("letters, commas and brackets") << QByteArray("Ettt,|(tt|)*3,t,mL") << QList<int>({3, 2, 2, 2, 1});
        QTest::newRow("an empty stage") << QByteArray("E||tL") << QList<int>({0, 0, 1});
        QTest::newRow("an unknown letter") << QByteArray("Ex|L") << QList<int>();
        QTest::newRow("an open bracket") << QByteArray("E(tt|") << QList<int>();
        QTest::newRow("a bracket in a bracket") << QByteArray("((t))") << QList<int>();
        QTest::newRow("zero times") << QByteArray("t*0") << QList<int>();
        QTest::newRow("more than any model has") << QByteArray("t*99999999999999999999") << QList<int>();
        QTest::newRow("nothing") << QByteArray("") << QList<int>();
    }
    void layouts()
    {
        QFETCH(QByteArray, text);
        QFETCH(QList<int>, layers);
        const auto read = layersOfLayout(text.toStdString());
        QCOMPARE(read.has_value(), !layers.isEmpty());
        if (read) {
            QCOMPARE(QList<int>(read->begin(), read->end()), layers);
            QCOMPARE(layersOfLayout(layoutText(*read)), read);
        }
    }
};

QTEST_APPLESS_MAIN(ShellWordsTest)
#include "tst_shell_words.moc"
