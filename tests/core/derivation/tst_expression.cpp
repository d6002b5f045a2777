// SPDX-License-Identifier: GPL-3.0-or-later
#include "derivation/expression.h"

#include <QtTest>

using namespace shardscape;

class TestExpression : public QObject {
    Q_OBJECT

    static std::vector<Term> terms()
    {
        return {{"n", 8.0, "", "ranks", ""},
                {"bytes", 1073741824.0, "bytes", "", ""},
                {"minus", -2.0, "", "", ""},
                {"max", 5.0, "", "a term called like a function", ""}};
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void values_data()
    {
        QTest::addColumn<QString>("formula");
        QTest::addColumn<double>("value");
        QTest::newRow("number") << "2e9" << 2e9;
        QTest::newRow("product before sum") << "1 + 2 * 3" << 7.0;
        QTest::newRow("left to right: 8-4-2") << "8 - 4 - 2" << 2.0;
        QTest::newRow("left to right: 8/4/2") << "8 / 4 / 2" << 1.0;
        QTest::newRow("power from the right: 2^3^2 = 512") << "2^3^2" << 512.0;
        QTest::newRow("minus is weaker than power") << "-2^2" << -4.0;
        QTest::newRow("negative exponent") << "2^-1" << 0.5;
        QTest::newRow("minus after times") << "3 * -2" << -6.0;
        QTest::newRow("terms: ring factor 2(n-1)/n") << "2 * (n - 1) / n" << 1.75;
        QTest::newRow("functions") << "min(3, 1, 2) + max(3, 1) + sum(1, 2, 3)" << 10.0;
        QTest::newRow("one argument") << "ceil(1.2) + floor(1.8) + sqrt(9) + log2(8) + ln(exp(2))" << 11.0;
        QTest::newRow("a term may be called like a function") << "max + max(1, 2)" << 7.0;
        QTest::newRow("no spaces") << "(1+n)*2" << 18.0;
    }
    void values()
    {
        QFETCH(QString, formula);
        QFETCH(double, value);
        const auto result = evaluateFormula(formula.toStdString(), terms());
        QVERIFY2(result.has_value(), result ? "" : result.error().front().message.c_str());
        QVERIFY2(qAbs(*result - value) <= 1e-12 * qAbs(value), qPrintable(QString::number(*result, 'g', 17)));
    }

    void problems_data()
    {
        QTest::addColumn<QString>("formula");
        QTest::addColumn<QString>("inMessage");
        QTest::newRow("empty") << ""
                               << "ends too early at character 1";
        QTest::newRow("unknown symbol") << "1 + q"
                                        << "'q' has no term";
        QTest::newRow("cut off") << "2 *"
                                 << "ends too early";
        QTest::newRow("two values") << "2 n"
                                    << "'n' was not expected at character 3";
        QTest::newRow("open parenthesis") << "(1 + 2"
                                          << "')' is missing";
        QTest::newRow("closing too much") << "1)"
                                          << "')' was not expected";
        QTest::newRow("unknown function") << "sin(1)"
                                          << "'sin' is no function";
        QTest::newRow("too many arguments") << "sqrt(1, 2)"
                                            << "takes one argument";
        QTest::newRow("no arguments") << "sum()"
                                      << "')' was not expected";
        QTest::newRow("other characters") << "1 % 2"
                                          << "'%' was not expected";
        QTest::newRow("plus as sign") << "1 + +2"
                                      << "'+' was not expected";
        QTest::newRow("a lone point") << "."
                                      << "'.' was not expected";
        QTest::newRow("depth") << QString(100'000, '(') << "nesting too deep";
        QTest::newRow("depth of signs") << QString(100'000, '-') << "nesting too deep";
    }
    void problems()
    {
        QFETCH(QString, formula);
        QFETCH(QString, inMessage);
        const auto result = evaluateFormula(formula.toStdString(), terms());
        QVERIFY(!result);
        QCOMPARE(result.error().front().code, std::string{"formula"});
        QVERIFY2(QString::fromStdString(result.error().front().message).contains(inMessage),
                 result.error().front().message.substr(0, 200).c_str());
    }

    void insertion_data()
    {
        QTest::addColumn<QString>("formula");
        QTest::addColumn<QString>("text");
        QTest::newRow("values in short form") << "2 * (n - 1) / n * bytes"
                                              << "2 * (8 - 1) / 8 * 1.074e9";
        QTest::newRow("negative values in parentheses") << "n - minus"
                                                        << "8 - (-2)";
        QTest::newRow("functions stay") << "max(n, max)"
                                        << "max(8, 5)";
        QTest::newRow("unknown symbols stay") << "n * q"
                                              << "8 * q";
        QTest::newRow("part of a name is no name") << "nn + n"
                                                   << "nn + 8";
        QTest::newRow("exponents are no names") << "2e9 * n"
                                                << "2e9 * 8";
    }
    void insertion()
    {
        QFETCH(QString, formula);
        QFETCH(QString, text);
        QCOMPARE(QString::fromStdString(insertValues(formula.toStdString(), terms())), text);
    }
};

QTEST_APPLESS_MAIN(TestExpression)
#include "tst_expression.moc"
