// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/strict_json.h"

#include <QtTest>

using namespace shardscape;

class TestStrictJson : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void acceptsWhatJsonIs_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("dumped");
        QTest::newRow("order of keys is kept") << QByteArray(R"({"b":1,"a":[2,3.5,null,true],"":{}})")
                                               << QByteArray(R"({"b":1,"a":[2,3.5,null,true],"":{}})");
        QTest::newRow("UTF-8 byte order mark") << QByteArray("\xEF\xBB\xBF{\"a\":1}") << QByteArray(R"({"a":1})");
        QTest::newRow("brackets in strings do not nest")
            << (QByteArray("\"") + QByteArray(100, '[') + "\"") << (QByteArray("\"") + QByteArray(100, '[') + "\"");
        QTest::newRow("escaped quote before brackets") << QByteArray("[\"\\\"[[[\"]") << QByteArray("[\"\\\"[[[\"]");
        QTest::newRow("same key in different objects") << QByteArray(R"([{"a":1},{"a":1}])") << QByteArray(R"([{"a":1},{"a":1}])");
        QTest::newRow("64 levels") << (QByteArray(64, '[') + QByteArray(64, ']')) << (QByteArray(64, '[') + QByteArray(64, ']'));
    }
    void acceptsWhatJsonIs()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, dumped);
        const auto json = parseJson(text.toStdString());
        QVERIFY2(json.has_value(), json ? "" : json.error().front().message.c_str());
        QCOMPARE(QByteArray::fromStdString(json->dump()), dumped);
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<QByteArray>("inMessage");
        QTest::newRow("empty") << QByteArray() << QByteArray("not-json") << QByteArray("empty");
        QTest::newRow("white space") << QByteArray(" \n\t") << QByteArray("not-json") << QByteArray("white space");
        QTest::newRow("trailing text, second line") << QByteArray("{}\n x") << QByteArray("not-json") << QByteArray("line 2, column 2");
        QTest::newRow("column counts characters, not bytes")
            << QByteArray("[\"\xC3\xA4\xC3\xA4\" x]") << QByteArray("not-json") << QByteArray("line 1, column 7");
        QTest::newRow("cut off") << QByteArray("{\"a\": [1, 2") << QByteArray("not-json") << QByteArray("line 1, column 12");
        QTest::newRow("NaN") << QByteArray("{\"a\": NaN}") << QByteArray("not-json") << QByteArray("line 1, column 7");
        QTest::newRow("Infinity") << QByteArray("[Infinity]") << QByteArray("not-json") << QByteArray("line 1, column 2");
        QTest::newRow("1e999 is not finite") << QByteArray("[1,\n1e999]") << QByteArray("not-json") << QByteArray("line 2");
        QTest::newRow("comment") << QByteArray("{} // x") << QByteArray("not-json") << QByteArray("line 1, column 4");
        QTest::newRow("UTF-16 little endian") << QByteArray("\xFF\xFE{\0}\0", 6) << QByteArray("not-json") << QByteArray("UTF-16");
        QTest::newRow("UTF-16 without mark") << QByteArray("{\0}\0", 4) << QByteArray("not-json") << QByteArray("UTF-16");
        QTest::newRow("UTF-32") << QByteArray("\xFF\xFE\0\0{\0\0\0", 8) << QByteArray("not-json") << QByteArray("UTF-32");
        QTest::newRow("Latin-1") << QByteArray("[\"\xE4\xF6\"]") << QByteArray("not-json") << QByteArray("UTF-8");
        QTest::newRow("65 levels") << QByteArray(65, '[') << QByteArray("too-deep") << QByteArray("line 1, column 65");
        QTest::newRow("ten million brackets") << QByteArray(10'000'000, '[') << QByteArray("too-deep") << QByteArray("64 levels");
        QTest::newRow("five million values") << ("[" + QByteArray("0,").repeated(5'000'000) + "0]") << QByteArray("too-large")
                                             << QByteArray("values");
        QTest::newRow("more than 64 MiB") << QByteArray((64 << 20) + 1, ' ') << QByteArray("too-large") << QByteArray("67108865 bytes");
        QTest::newRow("duplicate key") << QByteArray(R"({"a":1,"a":2})") << QByteArray("duplicate-key") << QByteArray("more than once");
    }
    void refuses()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, code);
        QFETCH(QByteArray, inMessage);
        const auto json = parseJson(text.toStdString());
        QVERIFY(!json);
        QCOMPARE(QByteArray::fromStdString(json.error().front().code), code);
        const QByteArray message = QByteArray::fromStdString(json.error().front().message);
        QVERIFY2(message.contains(inMessage), message.constData());
        QVERIFY(!json.error().front().hint.empty());
    }

    void duplicateKeysHavePointers()
    {
        const auto json = parseJson(R"({"a":[0,{"b/~":1,"c":0,"b/~":2,"b/~":3}],"d":1,"d":2})");
        QVERIFY(!json);
        QCOMPARE(json.error().size(), std::size_t{2}); // each key once, however often it is repeated
        QCOMPARE(json.error()[0].path, std::string{"/a/1/b~1~0"});
        QCOMPARE(json.error()[1].path, std::string{"/d"});
    }

    void manyKeysAreQuick() // 200 000 keys in one object: a linear search per key would take minutes
    {
        std::string text = "{";
        for (int i = 0; i < 200'000; ++i)
            text += (i == 0 ? "\"k" : ",\"k") + std::to_string(i) + "\":0";
        const auto json = parseJson(text + "}");
        QVERIFY(json);
        QCOMPARE(json->size(), std::size_t{200'000});
    }
};

QTEST_APPLESS_MAIN(TestStrictJson)
#include "tst_strict_json.moc"
