// SPDX-License-Identifier: GPL-3.0-or-later
#include "units/format.h"

#include <QtTest>

#include <limits>

using namespace shardscape;

class TestFormat : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void texts_data()
    {
        QTest::addColumn<QString>("found");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, const std::string& found, const char* expected) {
            QTest::newRow(name) << QString::fromStdString(found) << QString::fromUtf8(expected);
        };
        row("80 GiB is 80 * 2^30", formatMemory(Bytes::fromBytes(85899345920.0)), "80.0 GiB");
        row("35 GB is 32.6 GiB", formatMemory(Bytes::fromGB(35)), "32.6 GiB");
        row("small memory", formatMemory(Bytes::fromBytes(96)), "96 B");
        row("rounds up into the next unit", formatMemory(Bytes::fromMiB(1023.99)), "1.0 GiB");
        row("traffic is decimal", formatTraffic(Bytes::fromGB(810)), "810 GB");
        row("three digits", formatTraffic(Bytes::fromBytes(1.3742e9)), "1.37 GB");
        row("rounds to a thousand", formatTraffic(Bytes::fromBytes(999.96e6)), "1.00 GB");
        row("nothing", formatTraffic(Bytes{}), "0 B");
        row("milliseconds", formatTime(Seconds::fromSeconds(0.0642)), "64.2 ms");
        row("microseconds", formatTime(Seconds::fromMicroseconds(6.4)), "6.40 us");
        row("long", formatTime(Seconds::fromSeconds(1234.5)), "1234 s");
        row("NVLink 3, one direction", formatRate(BytesPerSecond::fromGBPerSecond(300)), "300 GB/s");
        row("400 Gbit/s", formatRate(BytesPerSecond::fromGbitPerSecond(400)), "50.0 GB/s");
        row("work", formatWork(Flops::fromTeraFlops(2540)), "2.54 PFLOP");
        row("H100 bf16 dense", formatWorkRate(FlopsPerSecond::fromTeraFlopsPerSecond(989)), "989 TFLOP/s");
        row("per cent", formatPercent(3.0 / 7.0), "42.9 %");
        row("parameters", formatCount(405.853e9), "406 B");
        row("small count", formatCount(16), "16");
        row("short: whole", formatShort(131072), "131072");
        row("short: large", formatShort(1073741824.0), "1.074e9");
        row("short: round", formatShort(2e9), "2e9");
        row("short: small", formatShort(6.4e-6), "6.4e-6");
        row("short: ratio", formatShort(0.875), "0.875");
        row("short: minus zero", formatShort(-0.0), "0");
        row("exact: whole", formatExact(810e9), "810000000000");
        row("exact: shortest", formatExact(0.1), "0.1");
        row("not a number", formatTime(Seconds::fromSeconds(std::numeric_limits<double>::quiet_NaN())), "not a number");
        row("infinite", formatMemory(Bytes::fromBytes(std::numeric_limits<double>::infinity())), "infinite");
    }
    void texts()
    {
        QFETCH(QString, found);
        QFETCH(QString, expected);
        QCOMPARE(found, expected);
    }

    void exactReadsBack()
    {
        for (const double value : {1.0 / 3.0, 6.62607015e-34, 1e300, 9007199254740993.0, -12345.678, 5e-324})
            QCOMPARE(QString::fromStdString(formatExact(value)).toDouble(), value);
    }
};

QTEST_APPLESS_MAIN(TestFormat)
#include "tst_format.moc"
