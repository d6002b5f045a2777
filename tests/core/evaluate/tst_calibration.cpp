// SPDX-License-Identifier: GPL-3.0-or-later
// Calibration: the model's own prediction needs none, a slower run gives lower factors, and no run pushes a factor out of its bounds.
#include "evaluate/calibration.h"
#include "evaluate/nccl_tests.h"
#include "support/scenario_cases.h"

#include <QTest>

#include <cmath>

using namespace shardscape;
using enum CalibrationFactor;

class TestCalibration : public QObject {
    Q_OBJECT

    PresetLibrary m_library;

    test::Resolved resolved(const QByteArray& text)
    {
        auto r = test::resolve(m_library, text);
        if (!r)
            qFatal("the scenario cannot be read");
        return *r;
    }

    static QByteArray training() { return test::scenarioText(test::TrainingCase{}); }
    static QByteArray serving()
    {
        return test::scenarioText(test::ServingCase{.model = "llama-3.1-70b", .cluster = "dgx-h100", .tp = 8, .concurrency = 64});
    }

    static ValidationCase caseOf(const test::Resolved& r, ValidationMetric metric, double measured)
    {
        ValidationCase each;
        each.metric = metric;
        each.measured = measured;
        each.scenario = r.scenario;
        each.inputs = std::make_shared<const Inputs>(r.inputs);
        return each;
    }

    static double predicted(const test::Resolved& r, ValidationMetric metric) { return validate(caseOf(r, metric, 1.0)).predicted; }

    static CalibrationFit fitOf(const std::vector<ValidationCase>& cases)
    {
        const auto fit = fitFactors(cases);
        if (!fit)
            qFatal("%s", fit.error().front().message.c_str());
        return *fit;
    }

    static void isInBounds(const CalibrationFactors& factors)
    {
        for (const auto& factor : EnumNames<CalibrationFactor>::table) {
            const FactorBounds bounds = factorBounds(factor.value);
            QVERIFY(factors[factor.value] >= bounds.low && factors[factor.value] <= bounds.high);
        }
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }
    void initTestCase() { m_library = test::allPresets(); }

    void theOwnPredictionNeedsNoFactor()
    {
        const test::Resolved train = resolved(training());
        const CalibrationFit step = fitOf({caseOf(train, ValidationMetric::StepSeconds, predicted(train, ValidationMetric::StepSeconds)),
                                           caseOf(train, ValidationMetric::DeviceGib, predicted(train, ValidationMetric::DeviceGib))});
        QCOMPARE(step.factors, CalibrationFactors{});
        QCOMPARE(step.after, step.before);
        const test::Resolved serve = resolved(serving());
        std::vector<ValidationCase> cases;
        for (const ValidationMetric metric :
             {ValidationMetric::TtftSeconds, ValidationMetric::TpotSeconds, ValidationMetric::OutputTokensPerSecond})
            cases.push_back(caseOf(serve, metric, predicted(serve, metric)));
        QCOMPARE(fitOf(cases).factors, CalibrationFactors{});
    }

    void factorsOfOneLeaveTheInputsAlone()
    {
        const test::Resolved train = resolved(training());
        const Inputs same = calibrated(train.inputs, CalibrationFactors{});
        QCOMPARE(same.software.constants.size(), train.inputs.software.constants.size());
        QCOMPARE(same.cluster.accelerator.constants.size(), train.inputs.cluster.accelerator.constants.size());
    }

    void theFitMeetsARunOfOrdinarySlowness()
    {
        const test::Resolved train = resolved(training());
        const double step = predicted(train, ValidationMetric::StepSeconds);
        for (const double slower : {0.9, 0.97, 1.05, 1.2}) {
            const CalibrationFit fit = fitOf({caseOf(train, ValidationMetric::StepSeconds, slower * step)});
            QVERIFY2(std::abs(fit.after[0] / (slower * step) - 1.0) < 0.01, qPrintable(QString::number(fit.after[0] / step)));
            QVERIFY((fit.factors[Gemm] < 1.0) == (slower > 1.0));
            isInBounds(fit.factors);
        }
    }

    void aSlowerRunNeverGivesABetterMachine()
    {
        const test::Resolved train = resolved(training());
        const double step = predicted(train, ValidationMetric::StepSeconds);
        CalibrationFactors before{{10, 10, 10, 0}, {}};
        for (double slower = 0.5; slower < 3.0; slower *= 1.25) {
            const CalibrationFit fit = fitOf({caseOf(train, ValidationMetric::StepSeconds, slower * step)});
            QVERIFY(fit.factors[Gemm] <= before[Gemm] + 2e-3);
            QVERIFY(fit.factors[MemoryBandwidth] <= before[MemoryBandwidth] + 2e-3);
            QVERIFY(fit.factors[Overhead] >= before[Overhead] - 2e-2);
            before = fit.factors;
        }
    }

    void absurdFiguresStayInBounds()
    {
        const test::Resolved train = resolved(training());
        for (const double measured : {1e-9, 1e-3, 1e6, 1e9}) {
            const CalibrationFit fit = fitOf({caseOf(train, ValidationMetric::StepSeconds, measured)});
            isInBounds(fit.factors);
            QVERIFY(std::isfinite(fit.after[0]));
        }
    }

    void memoryBeyondTheCountIsKept()
    {
        const test::Resolved train = resolved(training());
        const double gib = predicted(train, ValidationMetric::DeviceGib);
        const CalibrationFit fit = fitOf({caseOf(train, ValidationMetric::DeviceGib, gib + 3.0)});
        QVERIFY(std::abs(fit.after[0] - gib - 3.0) < 1e-6);
        QCOMPARE(fit.factors.value, CalibrationFactors{}.value);
    }

    /// Times at twice the predicted link rate are met by the link's factor alone.
    void collectivesMoveTheLink()
    {
        const test::Resolved train = resolved(training());
        const ClusterSpec& cluster = train.inputs.cluster;
        std::vector<CollectiveMeasurement> lines;
        for (const double mib : {64.0, 256.0, 1024.0}) {
            const Bytes size = Bytes::fromMiB(mib);
            const Seconds time = collectiveTime(CollectiveOp::AllReduce, size, shapeAlone(1, 8, cluster), cluster);
            lines.push_back({CollectiveOp::AllReduce, size, 8, time});
        }
        const auto same = fitFactors({}, lines, cluster);
        QVERIFY(same.has_value());
        QCOMPARE(same->factors, CalibrationFactors{});
        for (CollectiveMeasurement& line : lines)
            line.time = line.time * 1.25;
        const auto slower = fitFactors({}, lines, cluster);
        QVERIFY(slower.has_value());
        QVERIFY2(slower->factors[CalibrationFactor::Link] > 0.72 && slower->factors[CalibrationFactor::Link] < 0.85, qPrintable(QString::number(slower->factors[CalibrationFactor::Link])));
        QCOMPARE(slower->factors[Gemm], 1.0);
    }

    void linesOfNcclTestsAreRead()
    {
        const std::string text = "$ all_gather_perf -b 8M -e 1G -f 2 -g 4\n"
                                 "# nThread 1 nGpus 4 minBytes 8388608 maxBytes 1073741824 step: 2(factor) warmup iters: 5\n"
                                 "#  Rank  0 Group  0 Pid 1 on host device  0 [0x07] NVIDIA A100\n"
                                 "#  Rank  1 Group  0 Pid 1 on host device  1 [0x0f] NVIDIA A100\n"
                                 "#                                                              out-of-place                       in-place\n"
                                 "#       size         count      type   redop    root     time   algbw   busbw #wrong     time   algbw   busbw #wrong\n"
                                 "     8388608        524288     float    none      -1    85.10   98.57   49.29      0    84.60   99.16   49.58      0\n"
                                 "    16777216       1048576     float    none      -1   146.30  114.68   57.34      0   146.10  114.83   57.42      0\n"
                                 "# Avg bus bandwidth    : 53.4\n";
        const auto lines = readNcclTests(text, "/calibration/nccl_tests");
        QVERIFY(lines.has_value());
        QCOMPARE(lines->size(), std::size_t{2});
        QVERIFY((*lines)[1].op == CollectiveOp::AllGather);
        QCOMPARE((*lines)[1].ranks, 2);
        QCOMPARE((*lines)[1].bytes, Bytes::fromBytes(16777216));
        QCOMPARE((*lines)[1].time, Seconds::fromMicroseconds(146.30));
    }

    void whatIsMissingIsReadFromTheBandwidths()
    {
        const auto lines = readNcclTests("  1073741824  268435456  float  sum  -1  5300.1  202.6  354.5  0  5290.0  203.0  355.2  0\n", "");
        QVERIFY(lines.has_value());
        QVERIFY(lines->front().op == CollectiveOp::AllReduce);
        QCOMPARE(lines->front().ranks, 8);
    }

    void badTextIsAProblem_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("code");
        QTest::newRow("empty") << "" << "no-nccl-rows";
        QTest::newRow("prose") << "it was fast\n1 2 3\n" << "no-nccl-rows";
        QTest::newRow("not finite") << "1024 256 float sum -1 nan 0.1 0.2 0" << "no-nccl-rows";
        QTest::newRow("no collective") << "1024 256 float none -1 10.0 100.0 87.5 0" << "no-collective";
        QTest::newRow("no ranks") << "sendrecv_perf\n1024 256 float none -1 10.0 100.0 100.0 0" << "no-ranks";
    }
    void badTextIsAProblem()
    {
        QFETCH(QString, text);
        QFETCH(QString, code);
        const auto lines = readNcclTests(text.toStdString(), "/calibration/nccl_tests");
        QVERIFY(!lines.has_value());
        QCOMPARE(QString::fromStdString(lines.error().front().code), code);
        QCOMPARE(lines.error().front().path, std::string{"/calibration/nccl_tests"});
    }

    void figuresOfTheOtherWorkloadAreRefused()
    {
        const test::Resolved serve = resolved(serving());
        Calibration calibration;
        calibration.measured.stepSeconds = 3.0;
        const auto fit = fitCalibration(serve.scenario, calibration, std::make_shared<const Inputs>(serve.inputs));
        QVERIFY(!fit.has_value());
        QCOMPARE(fit.error().front().path, std::string{"/calibration/step_seconds"});
        QVERIFY(!fitCalibration(serve.scenario, {}, std::make_shared<const Inputs>(serve.inputs)).has_value());
    }

    /// Factors in the file reach the evaluation; figures alone do not.
    void onlyFactorsAreApplied()
    {
        test::Resolved train = resolved(training());
        const double step = predicted(train, ValidationMetric::StepSeconds);
        Scenario scenario = train.scenario;
        scenario.calibration = Calibration{};
        scenario.calibration->measured.stepSeconds = 2.0 * step;
        const auto plain = m_library.resolve(scenario);
        QVERIFY(plain.has_value());
        QCOMPARE(predicted({scenario, *plain}, ValidationMetric::StepSeconds), step);
        scenario.calibration->factors = CalibrationFactors{{0.5, 1, 1, 1}, {}};
        const auto applied = m_library.resolve(scenario);
        QVERIFY(applied.has_value());
        QVERIFY(predicted({scenario, *applied}, ValidationMetric::StepSeconds) > 1.3 * step);
    }
};

QTEST_APPLESS_MAIN(TestCalibration)
#include "tst_calibration.moc"
