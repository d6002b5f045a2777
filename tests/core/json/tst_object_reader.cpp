// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/nearest.h"
#include "json/strict_json.h"

#include <QtTest>

using namespace shardscape;

namespace {

enum class Color : unsigned char { Red, Green };

} // namespace

namespace shardscape {
template <> struct EnumNames<Color> {
    static constexpr std::array<EnumName<Color>, 2> table{{{Color::Red, "red"}, {Color::Green, "green"}}};
};
} // namespace shardscape

class TestObjectReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void readsWhatIsThere()
    {
        const Json json = *parseJson(R"({"i":8,"f":8.0,"n":0.5,"b":true,"s":"x","e":"green","z":null,"o":{}})");
        Problems problems;
        ObjectReader reader{json, "", problems};
        QCOMPARE(reader.requiredInt("i", {1, 8}), 8);
        QCOMPARE(reader.requiredInt("f", {1, 8}), 8);
        QCOMPARE(reader.requiredNumber("n", {0, 1}), 0.5);
        QCOMPARE(reader.optionalBool("b", false), true);
        QCOMPARE(reader.requiredString("s"), std::string{"x"});
        QVERIFY(reader.requiredEnum("e", Color::Red) == Color::Green);
        QVERIFY(!reader.nullableInt("z", {}));
        QVERIFY(reader.requiredValue("o") != nullptr);
        QCOMPARE(reader.optionalInt("absent", 7, {}), 7);
        QVERIFY(!reader.nullableBool("absent too"));
        reader.finish();
        QVERIFY(problems.empty());
    }

    void findsAllProblemsAtOnce()
    {
        const Json json = *parseJson(R"({"i":0,"n":"1","b":0,"s":3,"e":"blue","t":2.5,"z":null,"huge":1e300,"tpp":1})");
        Problems problems;
        ObjectReader reader{json, "/at", problems};
        (void)reader.requiredInt("i", {1, 8});
        (void)reader.requiredNumber("n", {});
        (void)reader.optionalBool("b", false);
        (void)reader.optionalString("s");
        (void)reader.requiredEnum("e", Color::Red);
        (void)reader.optionalInt("t", 1, {});
        (void)reader.optionalInt("z", 1, {});
        (void)reader.requiredInt("huge", {});
        (void)reader.requiredString("gone");
        (void)reader.optionalInt("tp", 1, {});
        reader.finish();
        QStringList found;
        for (const Problem& problem : problems)
            found << QString::fromStdString(problem.path + " " + problem.code);
        const QStringList expected{"/at/i out-of-range",   "/at/n wrong-type",   "/at/b wrong-type", "/at/s wrong-type",
                                   "/at/e unknown-value",  "/at/t wrong-type",   "/at/z wrong-type", "/at/huge out-of-range",
                                   "/at/gone missing-key", "/at/tpp unknown-key"};
        QCOMPARE(found, expected);
        QCOMPARE(problems.back().hint, std::string{"did you mean 'tp'?"});
        QVERIFY(problems[4].hint.find("red, green") != std::string::npos);
    }

    void somethingElseThanAnObject()
    {
        const Json json = *parseJson("[1]");
        Problems problems;
        ObjectReader reader{json, "/here", problems};
        QVERIFY(!reader.isObject());
        QCOMPARE(reader.requiredInt("a", {3, 4}), 3); // no second problem for the same cause
        reader.finish();
        QCOMPARE(problems.size(), std::size_t{1});
        QCOMPARE(problems[0].path, std::string{"/here"});
    }

    void editDistances_data()
    {
        QTest::addColumn<QString>("a");
        QTest::addColumn<QString>("b");
        QTest::addColumn<int>("distance");
        QTest::newRow("equal") << "tp"
                               << "tp" << 0;
        QTest::newRow("insert") << "tp"
                                << "etp" << 1;
        QTest::newRow("replace") << "cat"
                                 << "car" << 1;
        QTest::newRow("neighbors swapped count once") << "nodse"
                                                      << "nodes" << 1;
        QTest::newRow("kitten, sitting: the textbook's 3") << "kitten"
                                                           << "sitting" << 3;
        QTest::newRow("empty") << ""
                               << "abc" << 3;
    }
    void editDistances()
    {
        QFETCH(QString, a);
        QFETCH(QString, b);
        QFETCH(int, distance);
        QCOMPARE(editDistance(a.toStdString(), b.toStdString()), distance);
        QCOMPARE(editDistance(b.toStdString(), a.toStdString()), distance);
    }

    void suggestions()
    {
        const std::vector<std::string> known{"llama-2-7b", "llama-2-70b", "llama-3.1-405b", "gpt3-175b"};
        QCOMPARE(nearest("lama-2-70b", known, 1), std::vector<std::string>{"llama-2-70b"});
        QVERIFY(nearest("zzzzzzzzzzz", known).empty());
        QVERIFY(nearest("", known).empty());
        QCOMPARE(didYouMean("gpt3", known), std::string{"did you mean 'gpt3-175b'?"});
    }
};

QTEST_APPLESS_MAIN(TestObjectReader)
#include "tst_object_reader.moc"
