// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/number_text.h"
#include "views/common/table_data.h"

#include <QTest>

using namespace shardscape;

class TestNumberText : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void localesChangeThePointOnly()
    {
        const QLocale german(QLocale::German);
        QCOMPARE(memoryText(Bytes::fromGiB(71.2), QLocale::c()), QStringLiteral("71.2 GiB"));
        QCOMPARE(memoryText(Bytes::fromGiB(71.2), german), QStringLiteral("71,2 GiB"));
        QCOMPARE(timeText(Seconds::fromSeconds(1.234), german), QStringLiteral("1,23 s"));
        QCOMPARE(timeText(Seconds::fromSeconds(6.4e-6), QLocale::c()), QStringLiteral("6.40 µs"));
        QCOMPARE(percentText(0.423, german), QStringLiteral("42,3 %"));
    }

    void change_data()
    {
        QTest::addColumn<double>("before");
        QTest::addColumn<double>("after");
        QTest::addColumn<QString>("text");
        QTest::newRow("slower") << 1.0 << 1.018 << "+1.8 %";
        QTest::newRow("faster") << 2.0 << 1.0 << "−50.0 %";
        QTest::newRow("the same") << 2.0 << 2.0 << "±0.0 %";
        QTest::newRow("from nothing there is no ratio") << 0.0 << 2.0 << "–";
    }
    void change()
    {
        QFETCH(double, before);
        QFETCH(double, after);
        QTEST(changeText(before, after, QLocale::c()), "text");
    }

    void trafficUsesPowersOfThousand()
    {
        QCOMPARE(trafficText(12e9, QLocale::c()), QStringLiteral("12.0 GB"));
        QCOMPARE(rateText(BytesPerSecond::fromGBPerSecond(450), QLocale::c()), QStringLiteral("450 GB/s"));
        QCOMPARE(countText(70.6e9, QLocale::c()), QStringLiteral("70.6 B"));
        QCOMPARE(countText(8, QLocale::c()), QStringLiteral("8"));
    }

    void numbersFollowTheLocale() { QCOMPARE(threeDigits(1.5, QLocale(QLocale::German)), QStringLiteral("1,50")); }

    void everyPartHasItsOwnLetterAndName()
    {
        QSet<QChar> letters;
        QSet<QString> names;
        for (const auto& entry : EnumNames<MemoryPart>::table) {
            letters.insert(memoryPartLetter(entry.value));
            names.insert(memoryPartName(entry.value));
        }
        QCOMPARE(letters.size(), static_cast<qsizetype>(memoryPartCount));
        QCOMPARE(names.size(), static_cast<qsizetype>(memoryPartCount));
    }

    void unknownPartIsShownInItsOwnWords() { QCOMPARE(timePartName("cache_miss"), QStringLiteral("Cache miss")); }

    void tsvKeepsCellsInOneLine()
    {
        const TableData table{
            QStringLiteral("t"), {QStringLiteral("a"), QStringLiteral("b")}, {{QStringLiteral("1\t2\n3"), QStringLiteral("4")}}};
        QCOMPARE(toTsv(table), QStringLiteral("a\tb\n1 2 3\t4\n"));
    }

    void htmlIsEscapedAndScoped()
    {
        const TableData table{QStringLiteral("a<b"), {QStringLiteral("x")}, {{QStringLiteral("<script>")}}};
        const QString html = toHtml(table);
        QVERIFY(!html.contains(QStringLiteral("<script>")));
        QVERIFY(html.contains(QStringLiteral("<caption>a&lt;b</caption>")));
        QVERIFY(html.contains(QStringLiteral("scope=\"row\"")));
    }
};

QTEST_MAIN(TestNumberText)
#include "tst_number_text.moc"
