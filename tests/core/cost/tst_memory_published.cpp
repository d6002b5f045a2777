// SPDX-License-Identifier: GPL-3.0-or-later
// Published peaks against the model, as a table. No constant is tuned per case; rows that miss are named below with the reason.
#include "core/cost/published_case.h"

#include <QtTest>

#include <cmath>
#include <cstdio>
#include <map>

using namespace shardscape;
using test::PublishedRow;

class TestMemoryPublished : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }
    void table();
    void everyRowWithinItsBound_data();
    void everyRowWithinItsBound();
};

namespace {

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    const std::size_t half = values.size() / 2;
    return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2.0;
}

bool contains(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

/// Exactly known runs (Megatron, allocated bytes) within 2 to 2.5 %. What is wider, and why:
/// - reserved bytes carry the allocator's fragmentation, which varied between 3 and 9 % of allocated in the same table;
/// - "states" of the Megatron tests are read between steps and hold up to 1.4 GB that no parameter accounts for;
/// - torchtitan with tensor parallelism: the symmetric buffers of asynchronous tensor parallelism and what torch keeps of gathered
///   tensors beyond one layer are not modeled, so these rows come out up to 13 % low;
/// - BLOOM's are nvidia-smi's figures of the first node in a log book, with context, NCCL and fragmentation;
/// - Zero Bubble prints "GB"; read as 2^30 bytes, as Megatron's log counts, the same rows would be 2 % off instead of 5 to 10.
double boundOf(const PublishedRow& row)
{
    if (row.source == "simumax")
        return contains(row.what, "reserved") ? 0.05 : contains(row.id, "seq131072") ? 0.025 : 0.02;
    if (row.source == "mcore")
        return contains(row.what, "states") ? 0.06 : 0.025;
    if (row.source == "torchtitan")
        return contains(row.id, "405b") || contains(row.id, "70b") ? 0.14 : 0.07;
    return 0.10;
}

} // namespace

void TestMemoryPublished::table()
{
    std::map<std::string, std::vector<double>> errors;
    std::printf("%-58s %-16s %10s %10s %8s\n", "case", "figure", "predicted", "measured", "error");
    for (const PublishedRow& row : test::publishedRows()) {
        std::printf("%-58s %-16s %6.2f GiB %6.2f GiB %+7.1f%%\n", row.id.c_str(), row.what.c_str(), row.predictedGib, row.measuredGib,
                    100.0 * row.error());
        errors[row.source + row.what.substr(row.what.find(' '))].push_back(std::abs(row.error()));
    }
    std::vector<double> all;
    for (const auto& [group, values] : errors) {
        std::printf("%-40s n=%2zu median |error| %.1f%%, worst %.1f%%\n", group.c_str(), values.size(), 100.0 * median(values),
                    100.0 * *std::max_element(values.begin(), values.end()));
        all.insert(all.end(), values.begin(), values.end());
    }
    std::printf("all: median |error| %.1f%%\n", 100.0 * median(all));
    QVERIFY(median(all) <= 0.05);
    QVERIFY(median(errors.at("simumax allocated")) <= 0.01);
    QVERIFY(median(errors.at("simumax reserved")) <= 0.02);
    QVERIFY(median(errors.at("mcore allocated")) <= 0.03);
    QVERIFY(median(errors.at("torchtitan reserved")) <= 0.07);
    QVERIFY(median(errors.at("zb allocated")) <= 0.07);
    QVERIFY(median(errors.at("bloom device")) <= 0.06);
}

void TestMemoryPublished::everyRowWithinItsBound_data()
{
    QTest::addColumn<double>("error");
    QTest::addColumn<double>("bound");
    for (const PublishedRow& row : test::publishedRows())
        QTest::newRow(qPrintable(QStringLiteral("%1, %2").arg(row.id.c_str(), row.what.c_str()))) << std::abs(row.error()) << boundOf(row);
}

void TestMemoryPublished::everyRowWithinItsBound()
{
    QFETCH(double, error);
    QFETCH(double, bound);
    QVERIFY2(error <= bound, qPrintable(QStringLiteral("error %1, bound %2").arg(error).arg(bound)));
}

QTEST_GUILESS_MAIN(TestMemoryPublished)
#include "tst_memory_published.moc"
