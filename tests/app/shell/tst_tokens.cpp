// SPDX-License-Identifier: GPL-3.0-or-later
// Measures all color tables: contrast (WCAG 2.2: 4.5:1 for text, 3:1 for marks), distance between marks for color-blind eyes and in grey,
// and the order of the load ramp.
#include "shell/color_math.h"
#include "shell/theme_manager.h"
#include "shell/tokens.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QProxyStyle>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

#include <cmath>
#include <functional>
#include <memory>

using namespace shardscape;

namespace {

/// Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB; the last one is grey.
using Matrix = std::array<double, 9>;
constexpr std::array<Matrix, 5> sights{{{1, 0, 0, 0, 1, 0, 0, 0, 1},
                                        {.367322, .860646, -.227968, .280085, .672501, .047413, -.011820, .042940, .968881},
                                        {.152286, 1.052583, -.204868, .114503, .786281, .099216, -.003882, -.048116, 1.051998},
                                        {1.255528, -.076749, -.178779, -.078411, .930809, .147602, .004733, .691367, .303900},
                                        {.2126, .7152, .0722, .2126, .7152, .0722, .2126, .7152, .0722}}};

double linear(double v) { return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); }
float encoded(double v)
{
    v = std::clamp(v, 0.0, 1.0);
    return static_cast<float>(v <= 0.0031308 ? 12.92 * v : 1.055 * std::pow(v, 1 / 2.4) - 0.055);
}

QColor seen(const QColor& color, const Matrix& m)
{
    const double r = linear(color.redF());
    const double g = linear(color.greenF());
    const double b = linear(color.blueF());
    return QColor::fromRgbF(encoded(m[0] * r + m[1] * g + m[2] * b), encoded(m[3] * r + m[4] * g + m[5] * b),
                            encoded(m[6] * r + m[7] * g + m[8] * b));
}

double distance(const QColor& a, const QColor& b)
{
    const Oklab x = toOklab(a);
    const Oklab y = toOklab(b);
    return 100.0 * std::sqrt(std::pow(x.lightness - y.lightness, 2) + std::pow(x.a - y.a, 2) + std::pow(x.b - y.b, 2));
}

template <std::size_t N> double smallestDistance(const std::array<QColor, N>& marks, std::size_t sight)
{
    double smallest = 1e9;
    for (std::size_t i = 0; i < N; ++i)
        for (std::size_t j = 0; j < i; ++j)
            smallest = std::min(smallest, distance(seen(marks[i], sights[sight]), seen(marks[j], sights[sight])));
    return smallest;
}

} // namespace

class TokensTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void textReads_data() { themes(); }
    void textReads()
    {
        QFETCH(Theme, theme);
        const Tokens& t = tokensFor(theme);
        const double least = theme == Theme::HighContrast ? 7.0 : 4.5; // WCAG 2.2: 1.4.6 and 1.4.3
        for (const QColor& ground : {t.ground, t.surface, t.surfaceAlt})
            for (const QColor& text : {t.text, t.textMuted, t.good, t.warning, t.bad, t.accent})
                QVERIFY2(contrastRatio(text, ground) >= least,
                         qPrintable(QStringLiteral("%1 on %2: %3").arg(text.name(), ground.name()).arg(contrastRatio(text, ground))));
        QVERIFY(contrastRatio(t.accentText, t.accent) >= least);
    }

    void marksStandOut_data() { themes(); }
    void marksStandOut()
    {
        QFETCH(Theme, theme);
        const Tokens& t = tokensFor(theme);
        const auto check = [&](const auto& marks) {
            for (const QColor& mark : marks) {
                QVERIFY2(contrastRatio(mark, t.surface) >= 3.0, qPrintable(mark.name()));
                QVERIFY2(contrastRatio(textOn(mark), mark) >= 4.5, qPrintable(mark.name()));
            }
        };
        check(t.task);
        check(t.memory);
        check(t.axis);
        QVERIFY(contrastRatio(t.capacity, t.surface) >= 3.0);
        QVERIFY(contrastRatio(t.idleHatch, t.surface) >= 3.0);
    }

    void marksDiffer_data() { themes(); }
    void marksDiffer()
    {
        QFETCH(Theme, theme);
        const Tokens& t = tokensFor(theme);
        for (std::size_t sight = 0; sight < sights.size(); ++sight) {
            const double least = sight == 4 ? 4.0 : 10.0; // grey has one dimension for up to seven marks
            QVERIFY2(smallestDistance(t.task, sight) >= least, qPrintable(QString::number(smallestDistance(t.task, sight))));
            QVERIFY2(smallestDistance(t.memory, sight) >= least, qPrintable(QString::number(smallestDistance(t.memory, sight))));
            QVERIFY2(smallestDistance(t.axis, sight) >= least, qPrintable(QString::number(smallestDistance(t.axis, sight))));
        }
    }

    void rampIsMonotone_data() { themes(); }
    void rampIsMonotone()
    {
        QFETCH(Theme, theme);
        const Tokens& t = tokensFor(theme);
        const double direction = theme == Theme::Light ? -1.0 : 1.0; // heavy is what stands out from the ground
        for (const Matrix& sight : sights) {
            double last = toOklab(seen(loadColor(t, 0.0), sight)).lightness;
            for (int i = 1; i <= 64; ++i) {
                const double lightness = toOklab(seen(loadColor(t, i / 64.0), sight)).lightness;
                QVERIFY2(direction * (lightness - last) > 0.0, qPrintable(QString::number(i)));
                last = lightness;
            }
        }
        QCOMPARE(loadColor(t, -1.0), t.load.front());
        QCOMPARE(loadColor(t, std::nan("")), t.load.front());
        QCOMPARE(loadColor(t, 2.0), t.load.back());
        QVERIFY(distance(loadColor(t, 0.25), t.load[1]) < 0.5);
        QVERIFY(contrastRatio(t.load.back(), t.surface) >= 4.5);
        QVERIFY(contrastRatio(t.load.front(), t.surface) >= 1.4);
    }

    void paletteReads_data() { themes(); }
    void paletteReads()
    {
        QFETCH(Theme, theme);
        const QPalette p = paletteFor(tokensFor(theme));
        for (const auto group : {QPalette::Active, QPalette::Inactive, QPalette::Disabled}) {
            QVERIFY(contrastRatio(p.color(group, QPalette::WindowText), p.color(group, QPalette::Window)) >= 4.5);
            QVERIFY(contrastRatio(p.color(group, QPalette::Text), p.color(group, QPalette::Base)) >= 4.5);
            QVERIFY(contrastRatio(p.color(group, QPalette::ButtonText), p.color(group, QPalette::Button)) >= 4.5);
            QVERIFY(contrastRatio(p.color(group, QPalette::HighlightedText), p.color(group, QPalette::Highlight)) >= 4.5);
        }
        QVERIFY(contrastRatio(p.color(QPalette::PlaceholderText), p.color(QPalette::Base)) >= 4.5);
        QVERIFY(contrastRatio(p.color(QPalette::ToolTipText), p.color(QPalette::ToolTipBase)) >= 4.5);
    }

    void oklabIsThePublishedOne()
    {
        const Oklab white = toOklab(Qt::white);
        QVERIFY(std::abs(white.lightness - 1.0) < 1e-6 && std::abs(white.a) < 1e-6 && std::abs(white.b) < 1e-6);
        const Oklab red = toOklab(QColor(255, 0, 0)); // Ottosson 2020: (0.628, 0.225, 0.126)
        QVERIFY(std::abs(red.lightness - 0.628) < 1e-3 && std::abs(red.a - 0.225) < 1e-3 && std::abs(red.b - 0.126) < 1e-3);
        for (const QColor& color : tokensFor(Theme::Light).task)
            QCOMPARE(fromOklab(toOklab(color)).name(), color.name());
    }

    void themeSwitches()
    {
        ThemeManager manager(ThemeChoice::Light);
        QCOMPARE(manager.tokens().theme, Theme::Light);
        QSignalSpy spy(&manager, &ThemeManager::themeChanged);
        manager.setChoice(ThemeChoice::Dark);
        QCOMPARE(spy.count(), 1);
        QCOMPARE(QApplication::palette().color(QPalette::Window), tokensFor(Theme::Dark).ground);
        manager.setChoice(ThemeChoice::Dark);
        QCOMPARE(spy.count(), 1);
        manager.setChoice(ThemeChoice::System);
        QCOMPARE(manager.choice(), ThemeChoice::System);
    }

    /// WCAG 2.2, 1.4.11: the border of a field stands out from what is around it.
    void fieldsHaveAVisibleBorder()
    {
        ThemeManager manager(ThemeChoice::HighContrast);
        const QColor ground = tokensFor(Theme::HighContrast).ground;
        for (const auto& make : std::initializer_list<std::function<std::unique_ptr<QWidget>()>>{
                 [] { return std::make_unique<QLineEdit>(); }, [] { return std::make_unique<QSpinBox>(); },
                 [] { return std::make_unique<QComboBox>(); }, [] { return std::make_unique<QPushButton>(); }}) {
            const auto field = make();
            field->resize(120, 28);
            const QImage image = field->grab().toImage();
            double strongest = 1.0;
            for (int y = 0; y < 5; ++y)
                strongest = std::max(strongest, contrastRatio(image.pixelColor(60, y), ground));
            QVERIFY2(strongest >= 3.0, field->metaObject()->className());
        }
        manager.setChoice(ThemeChoice::Light); // back to plain Fusion
        QVERIFY(!qobject_cast<QProxyStyle*>(QApplication::style()));
    }

private:
    static void themes()
    {
        QTest::addColumn<Theme>("theme");
        QTest::newRow("light") << Theme::Light;
        QTest::newRow("dark") << Theme::Dark;
        QTest::newRow("high contrast") << Theme::HighContrast;
    }
};

QTEST_MAIN(TokensTest)
#include "tst_tokens.moc"
