// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/text_table.h"
#include "json/pretty_json.h"

#include <QtTest>

#include <limits>

using namespace shardscape;

class TestTextTable : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void columnsAreAsWideAsTheirLongestCell()
    {
        TextTable table{{"name", Align::Left}, {"n"}};
        table.addRow({"a", "100"});
        table.addRow({"Z\xC3\xBCrich", "7"}); // six characters, seven bytes
        QCOMPARE(table.text(1), std::string{" name      n\n a       100\n Z\xC3\xBCrich    7\n"});
    }
    void noHeaderNoLine()
    {
        TextTable table{{"", Align::Left}, {""}, {""}};
        table.addRow({"a", "", "1"}); // the empty column takes no room
        QCOMPARE(table.text(), std::string{"a  1\n"});
        QVERIFY(!table.isEmpty());
    }

    void prettyJsonIsStable_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("pretty");
        QTest::newRow("nothing inside") << QByteArray("{\"a\":{},\"b\":[]}") << QByteArray("{\n  \"a\": {},\n  \"b\": []\n}");
        QTest::newRow("plain values on one line") << QByteArray("[1,2.50,\"x\",null,true]") << QByteArray("[1, 2.5, \"x\", null, true]");
        QTest::newRow("objects in arrays") << QByteArray("[{\"a\":1}]") << QByteArray("[\n  {\n    \"a\": 1\n  }\n]");
        QTest::newRow("whole floats stay floats") << QByteArray("[8.0,1e22,-0.0]") << QByteArray("[8.0, 1e+22, -0.0]");
        QTest::newRow("shortest text") << QByteArray("[0.1,5e-324,1.7976931348623157e308]")
                                       << QByteArray("[0.1, 5e-324, 1.7976931348623157e+308]");
    }
    void prettyJsonIsStable()
    {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, pretty);
        const auto parsed = parseJson(json.toStdString());
        QVERIFY(parsed);
        QCOMPARE(QByteArray::fromStdString(prettyJson(*parsed)), pretty);
        QVERIFY(parseJson(pretty.toStdString()) == parsed);
    }

    void numbers()
    {
        QVERIFY(numberJson(810e9).is_number_integer());
        QVERIFY(numberJson(0.5).is_number_float());
        QVERIFY(numberJson(1e300).is_number_float());
        QVERIFY(numberJson(std::numeric_limits<double>::quiet_NaN()).is_null());
        QVERIFY(numberJson(std::numeric_limits<double>::infinity()).is_null());
    }
};

QTEST_APPLESS_MAIN(TestTextTable)
#include "tst_text_table.moc"
