// SPDX-License-Identifier: GPL-3.0-or-later
// Published peaks against the model, predicted as the program predicts them: with the schedule's own in-flight counts. No constant is
// tuned per case; rows that miss are named below with the reason. tst_validation bounds the summaries.
#include "io/validation_json.h"
#include "support/preset_folder.h"

#include <QtTest>

#include <cmath>

using namespace shardscape;

class TestMemoryPublished : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }
    void everyRowWithinItsBound_data();
    void everyRowWithinItsBound();
};

namespace {

bool contains(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

/// Exactly known runs (Megatron, allocated bytes) within 2 to 2.5 %. What is wider, and why:
/// - reserved bytes carry the allocator's fragmentation, which varied between 3 and 9 % of allocated in the same table;
/// - "states" of the Megatron tests are read between steps and hold up to 1.4 GB that no parameter accounts for;
/// - torchtitan with tensor parallelism: the symmetric buffers of asynchronous tensor parallelism and what torch keeps of gathered
///   tensors beyond one layer are not modeled, so these rows come out up to 13 % low;
/// - BLOOM's are nvidia-smi's figures of the first node in a log book, with context, NCCL and fragmentation;
/// - Zero Bubble prints "GB"; read as 2^30 bytes, as Megatron's log counts, the same rows would be 2 % off instead of 5 to 10.
double boundOf(const ValidationRow& row)
{
    if (contains(row.regime, "megatron-b200"))
        return row.metric == ValidationMetric::ReservedGib ? 0.05 : contains(row.id, "seq131072") ? 0.025 : 0.02;
    if (contains(row.regime, "megatron-golden"))
        return row.metric == ValidationMetric::StatesGib ? 0.06 : 0.025;
    if (contains(row.regime, "torchtitan"))
        return contains(row.id, "405b") || contains(row.id, "70b") ? 0.14 : 0.07;
    return 0.10;
}

} // namespace

void TestMemoryPublished::everyRowWithinItsBound_data()
{
    QTest::addColumn<double>("error");
    QTest::addColumn<double>("bound");
    const auto cases = readValidationCases(test::readFile(QStringLiteral(PRESETS_DIR "/validation/memory.json")), test::allPresets());
    QVERIFY(cases.has_value() && !cases->empty());
    for (const ValidationCase& each : *cases) {
        const ValidationRow row = validate(each);
        QVERIFY2(row.problems.empty(), row.id.c_str());
        const QString name =
            QStringLiteral("%1, %2 %3")
                .arg(QString::fromStdString(row.id), QString::fromUtf8(toText(row.metric).data()), QString::fromStdString(row.source));
        QTest::newRow(qPrintable(name)) << std::abs(row.error()) << boundOf(row);
    }
}

void TestMemoryPublished::everyRowWithinItsBound()
{
    QFETCH(double, error);
    QFETCH(double, bound);
    QVERIFY2(error <= bound, qPrintable(QStringLiteral("error %1, bound %2").arg(error).arg(bound)));
}

QTEST_GUILESS_MAIN(TestMemoryPublished)
#include "tst_memory_published.moc"
