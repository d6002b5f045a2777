// SPDX-License-Identifier: GPL-3.0-or-later
// Laws of matrix-product times, then anchors.
#include "cost/gemm.h"
#include "cost/ops.h"

#include <QTest>

using namespace shardscape;

namespace {

Efficiency hopper()
{
    AcceleratorSpec spec;
    spec.architecture = "hopper";
    spec.memoryBandwidth = BytesPerSecond::fromGBPerSecond(3350);
    spec.peak = {{DataType::Bf16, FlopsPerSecond::fromTeraFlopsPerSecond(989)},
                 {DataType::Fp8, FlopsPerSecond::fromTeraFlopsPerSecond(1979)}};
    spec.multiprocessors = 132;
    spec.constants = {{"train_gemm_bf16", {0.66, "", false}}, {"train_gemm_fp8", {0.59, "", false}}, {"train_hbm", {0.9, "", false}}};
    return efficiencyOf(spec, {});
}

} // namespace

class TestGemm : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void neverBeatsTheRoofline_data()
    {
        QTest::addColumn<double>("m");
        QTest::addColumn<double>("n");
        QTest::addColumn<double>("k");
        QTest::newRow("large square: compute bound") << 8192.0 << 8192.0 << 8192.0;
        QTest::newRow("one row: memory bound") << 1.0 << 8192.0 << 8192.0;
        QTest::newRow("thin k of tp 8") << 8192.0 << 8192.0 << 128.0;
        QTest::newRow("ragged") << 1000.0 << 777.0 << 333.0;
    }
    void neverBeatsTheRoofline()
    {
        QFETCH(double, m);
        QFETCH(double, n);
        QFETCH(double, k);
        const Efficiency e = hopper();
        const GemmPrecision p = trainingPrecision(e, DataType::Bf16);
        const GemmShape shape{m, n, k, 1};
        const double seconds = gemmSeconds(shape, p, e);
        QVERIFY(seconds >= shape.flops() / (p.peakFlops * p.share) * 0.999);
        QVERIFY(seconds >= gemmBytes(shape, p) / e.hbmBytesPerSecond);
    }

    void growsWithEverySize()
    {
        const Efficiency e = hopper();
        const GemmPrecision p = trainingPrecision(e, DataType::Bf16);
        double previous = 0;
        for (double size = 64; size <= 65536; size *= 2) {
            const double seconds = gemmSeconds({size, 4096, 4096, 1}, p, e);
            QVERIFY2(seconds >= previous, qPrintable(QString::number(size)));
            previous = seconds;
        }
    }

    void fasterHardwareIsNeverSlower()
    {
        const Efficiency slow = hopper();
        Efficiency fast = slow;
        fast.hbmBytesPerSecond *= 1.5;
        fast.bf16Flops *= 1.5;
        for (const GemmShape& shape : {GemmShape{16, 8192, 8192, 1}, GemmShape{4096, 4096, 512, 1}, GemmShape{100, 2048, 7168, 32}})
            QVERIFY(gemmSeconds(shape, trainingPrecision(fast, DataType::Bf16), fast) <=
                    gemmSeconds(shape, trainingPrecision(slow, DataType::Bf16), slow));
    }

    void fp8IsFasterThanBf16ButLessThanTwice()
    {
        const Efficiency e = hopper();
        const GemmShape shape{8192, 8192, 8192, 1};
        const double ratio =
            gemmSeconds(shape, trainingPrecision(e, DataType::Bf16), e) / gemmSeconds(shape, trainingPrecision(e, DataType::Fp8), e);
        QVERIFY(ratio > 1.5 && ratio < 2.0);
    }

    void groupsOfExpertsCostAsMuchAsOneTallProductOrMore()
    {
        const Efficiency e = hopper();
        const GemmPrecision p = trainingPrecision(e, DataType::Bf16);
        QVERIFY(gemmSeconds({64, 2048, 7168, 32}, p, e) >= gemmSeconds({2048, 2048, 7168, 1}, p, e));
    }

    void emptyShapesTakeNoTime()
    {
        const Efficiency e = hopper();
        QCOMPARE(gemmSeconds({0, 128, 128, 1}, trainingPrecision(e, DataType::Bf16), e), 0.0);
    }

    void softwareOverridesTheAccelerator()
    {
        AcceleratorSpec spec;
        spec.architecture = "hopper";
        spec.constants = {{"attention_forward", {0.64, "sheet", false}}};
        SoftwareSpec software;
        software.constants = {{"attention_forward@hopper", {0.30, "old kernel", false}}, {"attention_forward@ampere", {0.1, "", false}}};
        QCOMPARE(efficiencyOf(spec, {}).attentionForward, 0.64);
        QCOMPARE(efficiencyOf(spec, software).attentionForward, 0.30);
        QCOMPARE(efficiencyConstant("attention_forward", spec, software).source, std::string{"old kernel"});
    }
};

QTEST_APPLESS_MAIN(TestGemm)
#include "tst_gemm.moc"
