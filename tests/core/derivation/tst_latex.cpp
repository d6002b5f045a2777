// SPDX-License-Identifier: GPL-3.0-or-later
// Formulas as LaTeX: notation, brackets only where they are needed, and every formula the program records.
#include "derivation/latex.h"
#include "support/scenario_cases.h"

#include <QTest>

#include <algorithm>

using namespace shardscape;

class TestLatex : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void formulas_data()
    {
        QTest::addColumn<QByteArray>("formula");
        QTest::addColumn<QByteArray>("latex");
        const auto row = [](const char* formula, const char* latex) { QTest::newRow(formula) << QByteArray(formula) << QByteArray(latex); };
        row("a * b", "\\mathrm{a} \\cdot \\mathrm{b}");
        row("(a + b) / c", "\\frac{\\mathrm{a} + \\mathrm{b}}{\\mathrm{c}}");
        row("2 * (n - 1) / n * tp_size", "\\frac{2 \\cdot \\left(\\mathrm{n} - 1\\right)}{\\mathrm{n}} \\cdot \\mathrm{tp\\_size}");
        row("x^(n + 1)", "{\\mathrm{x}}^{\\mathrm{n} + 1}");
        row("(a + b)^2", "{\\left(\\mathrm{a} + \\mathrm{b}\\right)}^{2}");
        row("-a - (b - c)", "-\\mathrm{a} - \\left(\\mathrm{b} - \\mathrm{c}\\right)");
        row("1.07e9 / 2e-3", "\\frac{1.07 \\cdot 10^{9}}{2 \\cdot 10^{-3}}");
        row("max(a, ceil(b / 2))", "\\max\\left(\\mathrm{a}, \\left\\lceil \\frac{\\mathrm{b}}{2} \\right\\rceil\\right)");
        row("2 * sum(a, b)", "2 \\cdot \\left(\\mathrm{a} + \\mathrm{b}\\right)");
        row("sqrt(a) + log2(b)", "\\sqrt{\\mathrm{a}} + \\log_2\\left(\\mathrm{b}\\right)");
        row("no formula % here", "\\text{no formula \\% here}");
        row("", "\\text{}");
        row("(a", "\\text{(a}");
    }
    void formulas()
    {
        QFETCH(QByteArray, formula);
        QFETCH(QByteArray, latex);
        QCOMPARE(QByteArray::fromStdString(formulaToLatex(formula.toStdString())), latex);
    }

    void everyRecordedFormulaIsWrittenWithClosedBraces()
    {
        const PresetLibrary library = test::allPresets();
        for (const QByteArray& text : {test::scenarioText(test::TrainingCase{}), test::scenarioText(test::ServingCase{})}) {
            const auto evaluation = test::evaluateResolved(*test::resolve(library, text));
            QVERIFY(evaluation);
            for (const Derivation& derivation : evaluation->derivations.all()) {
                const std::string latex = derivationToLatex(derivation, "1 s");
                QVERIFY2(!formulaToLatex(derivation.formula).starts_with("\\text{"), derivation.formula.c_str()); // it was understood
                const auto count = [&latex](char c) { return std::count(latex.begin(), latex.end(), c); };
                QCOMPARE(count('{'), count('}'));
            }
        }
    }

    void deepNestingIsTextAndNoCrash()
    {
        const std::string deep = std::string(100'000, '(') + "a" + std::string(100'000, ')');
        QVERIFY(formulaToLatex(deep).starts_with("\\text{"));
    }
};

QTEST_APPLESS_MAIN(TestLatex)
#include "tst_latex.moc"
