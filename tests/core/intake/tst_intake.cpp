// SPDX-License-Identifier: GPL-3.0-or-later
// Logs, lists and PDFs in the formats of their programs: told apart by content, figures as they stand there.
#include "core/launch/launch_fixture.h"

#include "intake/inflate.h"
#include "intake/intake.h"
#include "intake/intake_json.h"
#include "intake/report_pdf.h"
#include "io/scenario_file.h"

#include <cmath>

using namespace shardscape;

namespace {

bool holds(const std::vector<LaunchItem>& items, std::string_view flag, std::string_view value)
{
    return std::any_of(items.begin(), items.end(), [&](const LaunchItem& item) { return item.flag == flag && item.value == value; });
}

/// A line of Megatron's training_log.
std::string iteration(int number, double milliseconds, double teraflops, int batch)
{
    return " [2025-03-01 10:00:0" + std::to_string(number % 10) + "] iteration " + std::to_string(number) + "/ 100 | consumed samples: 256 | " +
           "elapsed time per iteration (ms): " + std::to_string(milliseconds) + " | throughput per GPU (TFLOP/s/GPU): " +
           std::to_string(teraflops) + " | learning rate: 4.0E-07 | global batch size: " + std::to_string(batch) + " | lm loss: 2.0E+00 |\n";
}

std::string argumentLine(std::string name, const std::string& value)
{
    const std::size_t width = 48;
    return "  " + name + " " + std::string(width - name.size(), '.') + " " + value + "\n";
}

/// The zlib stream of a text, the way Qt writes attachments.
std::string deflated(const std::string& text)
{
    const QByteArray packed = qCompress(QByteArray::fromStdString(text));
    return packed.mid(4).toStdString();
}

std::string pdfWith(const std::string& stream, const char* filter = "/Filter /FlateDecode\n")
{
    return "%PDF-1.4\n1 0 obj\n<<\n>>\nendobj\n58 0 obj\n<<\n" + std::string{filter} + "/Length 59 0 R\n>>\nstream\n" + stream +
           "\nendstream\nendobj\n60 0 obj\n<<\n/F (scenario.shard.json)\n/EF <</F 58 0 R>>\n/Type/Filespec\n>>\nendobj\n%%EOF\n";
}

} // namespace

class IntakeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_library = test::allPresets(); }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void megatronLogMeasuresTheMiddleIteration()
    {
        const Scenario base = test::trainingBase();
        std::string text = "[Rank 1] (after 1 iterations) memory (MB) | allocated: 54250.9 | max allocated: 54250.9 | reserved: 61480.0 | max reserved: 61480.0\n";
        for (int i = 1; i <= 10; ++i)
            text += iteration(i, i < 4 ? 20'000.0 : 5'000.0 + i, 240.0, 128);
        const Result<Intake> intake = takeIn(text, {.scenario = base, .library = m_library});
        QVERIFY2(intake.has_value(), intake ? "" : qPrintable(test::textOf(intake.error())));
        QCOMPARE(intake->kind, IntakeKind::MegatronLog);
        QCOMPARE(intake->measured.stepSeconds.value_or(0), 5.007); // of iterations 4 to 10
        QVERIFY(!intake->scenario);
        QVERIFY(!intake->measured.memoryBytes);
        QVERIFY(holds(intake->report.understood, "max reserved (MB)", "61480"));
        QVERIFY(holds(intake->report.assumed, "", "3"));
    }

    void megatronLogOfAnotherBatchSaysSo()
    {
        const Scenario base = test::trainingBase();
        const Result<Intake> intake = takeIn(iteration(1, 5000, 240, 512), {.scenario = base, .library = m_library});
        QVERIFY(intake && holds(intake->report.assumed, "global batch size", "512"));
    }

    void argumentsInAMegatronLogAreThePlan()
    {
        const Scenario base = test::trainingBase();
        std::string text = "------------------------ arguments ------------------------\n";
        for (const auto& [name, value] : std::initializer_list<std::pair<const char*, const char*>>{
                 {"world_size", "64"}, {"tensor_model_parallel_size", "4"}, {"pipeline_model_parallel_size", "2"}, {"context_parallel_size", "1"},
                 {"sequence_parallel", "True"}, {"use_distributed_optimizer", "True"}, {"micro_batch_size", "2"}, {"global_batch_size", "256"},
                 {"seq_length", "4096"}, {"bf16", "True"}, {"fp16", "False"}, {"recompute_granularity", "selective"},
                 {"pipeline_model_parallel_layout", "None"}, {"num_query_groups", "1"}, {"group_query_attention", "False"}})
            text += argumentLine(name, value);
        text += "-------------------- end of arguments ---------------------\n" + iteration(1, 9000, 400, 256) + iteration(2, 4000, 400, 256);
        const Result<Intake> intake = takeIn(text, {.scenario = base, .library = m_library});
        QVERIFY(intake && intake->scenario);
        const Parallelism& p = intake->scenario->parallelism;
        QCOMPARE((std::array{p.tp, p.pp, p.dp, p.cp, p.zeroStage}), (std::array{4, 2, 8, 1, 1}));
        QVERIFY(p.sequenceParallel);
        QCOMPARE(intake->scenario->cluster.nodes, 8);
        QCOMPARE(intake->scenario->workload.training()->globalBatch, 256);
        QCOMPARE(intake->scenario->workload.training()->recompute.kind, RecomputeKind::Selective);
        QCOMPARE(intake->measured.stepSeconds.value_or(0), 4.0);
    }

    void vllmLogIsPlanAndThroughput()
    {
        const Scenario base = test::servingBase();
        const std::string text =
            "\x1b[36m(APIServer pid=1)\x1b[0;0m INFO 09-03 16:28:10 [utils.py:328] non-default args: {'model_tag': 'Qwen/Qwen3-32B', "
            "'host': '0.0.0.0', 'model': 'Qwen/Qwen3-32B', 'served_model_name': ['a, b'], 'tensor_parallel_size': 4, 'max_num_seqs': 64, "
            "'hf_overrides': {'tensor_parallel_size': 99}, 'kv_cache_dtype': 'fp8', 'enable_prefix_caching': True}\n"
            "INFO 09-03 16:28:47 [kv_cache_utils.py:716] GPU KV cache size: 251,920 tokens\n"
            "INFO 09-03 16:28:47 [gpu_worker.py:232] Available KV cache memory: 26.91 GiB\n"
            "INFO 09-03 16:30:03 [loggers.py:78] Engine 000: Avg prompt throughput: 926.3 tokens/s, Avg generation throughput: 10.2 tokens/s, Running: 1 reqs, Waiting: 0 reqs, GPU KV cache usage: 1.3%\n"
            "INFO 09-03 16:30:13 [loggers.py:78] Engine 000: Avg prompt throughput: 926.3 tokens/s, Avg generation throughput: 1500.0 tokens/s, Running: 48 reqs, Waiting: 0 reqs, GPU KV cache usage: 1.3%\n"
            "INFO 09-03 16:30:23 [loggers.py:78] Engine 000: Avg prompt throughput: 926.3 tokens/s, Avg generation throughput: 1600.0 tokens/s, Running: 48 reqs, Waiting: 0 reqs, GPU KV cache usage: 1.3%\n"
            "INFO 09-03 16:30:33 [loggers.py:78] Engine 000: Avg prompt throughput: 926.3 tokens/s, Avg generation throughput: 1700.0 tokens/s, Running: 46 reqs, Waiting: 0 reqs, GPU KV cache usage: 1.3%\n";
        const Result<Intake> intake = takeIn(text, {.scenario = base, .library = m_library});
        QVERIFY2(intake.has_value(), intake ? "" : qPrintable(test::textOf(intake.error())));
        QCOMPARE(intake->kind, IntakeKind::VllmLog);
        QCOMPARE(intake->measured.outputTokensPerSecond.value_or(0), 1600.0);
        QVERIFY(intake->scenario);
        QCOMPARE(QString::fromStdString(intake->scenario->model.preset), QStringLiteral("qwen3-32b"));
        QCOMPARE(intake->scenario->parallelism.tp, 4);
        QCOMPARE(intake->scenario->workload.inference()->concurrency, 48);
        QCOMPARE(intake->scenario->workload.inference()->kvDtype, DataType::Fp8);
        QVERIFY(holds(intake->report.understood, "GPU KV cache size", "251920"));
    }

    void enginesOfAServerAddUp()
    {
        std::string text;
        for (int engine = 0; engine < 4; ++engine)
            text += "INFO [loggers.py:78] Engine 00" + std::to_string(engine) + ": Avg prompt throughput: 9.3 tokens/s, Avg generation throughput: " +
                    std::to_string(100 * (engine + 1)) + ".0 tokens/s, Running: 8 reqs, Waiting: 0 reqs\n";
        const Scenario base = test::servingBase();
        const Result<Intake> intake = takeIn(text, {.scenario = base, .library = m_library});
        QVERIFY(intake && !intake->scenario);
        QCOMPARE(intake->measured.outputTokensPerSecond.value_or(0), 1000.0);
    }

    void benchmarkResult()
    {
        const Scenario base = test::servingBase();
        const Result<Intake> intake = takeIn("============ Serving Benchmark Result ============\n"
                                             "Successful requests:                     100       \n"
                                             "Total input tokens:                      102400    \n"
                                             "Total generated tokens:                  25600     \n"
                                             "Output token throughput (tok/s):         2,345.67  \n"
                                             "Mean TTFT (ms):                          123.40    \n"
                                             "Mean TPOT (ms):                          21.50     \n",
                                             {.scenario = base, .library = m_library});
        QVERIFY(intake.has_value());
        QCOMPARE(intake->measured.outputTokensPerSecond.value_or(0), 2345.67);
        QVERIFY(std::abs(intake->measured.ttftSeconds.value_or(0) - 0.1234) < 1e-12);
        QVERIFY(std::abs(intake->measured.tpotSeconds.value_or(0) - 0.0215) < 1e-12);
    }

    void gpuLists_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("cluster"); // empty = refused
        const auto list = [](const char* name, int count) {
            QByteArray text;
            for (int i = 0; i < count; ++i)
                text += "GPU " + QByteArray::number(i) + ": " + name + " (UUID: GPU-0200523e-f473-3a45-9b4a-fbbe0e41ccf" + QByteArray::number(i) + ")\n";
            return text;
        };
        QTest::newRow("8 H100") << list("NVIDIA H100 80GB HBM3", 8) << QByteArray("dgx-h100");
        QTest::newRow("8 A100") << list("NVIDIA A100-SXM4-80GB", 8) << QByteArray("dgx-a100");
        QTest::newRow("4 A100") << list("NVIDIA A100-SXM4-80GB", 4) << QByteArray("a100-nvlink-4");
        QTest::newRow("2 RTX 3090") << list("NVIDIA GeForce RTX 3090", 2) << QByteArray("rtx-3090-pair");
        QTest::newRow("8 L40S are no L4") << list("NVIDIA L40S", 8) << QByteArray("l40s-pcie-8");
        QTest::newRow("8 B300") << list("NVIDIA B300 SXM6 AC", 8) << QByteArray("dgx-b300");
        QTest::newRow("3 H100: no such machine") << list("NVIDIA H100 80GB HBM3", 3) << QByteArray();
        QTest::newRow("an A10G is no A10") << list("NVIDIA A10G", 1) << QByteArray();
        QTest::newRow("mixed") << list("NVIDIA L4", 1) + list("NVIDIA A10", 1) << QByteArray();
        QTest::newRow("-q") << QByteArray("==============NVSMI LOG==============\n\nTimestamp : Sun\nAttached GPUs                       : 1\n"
                                          "GPU 00000000:01:00.0\n    Product Name                    : NVIDIA L4\n    Product Brand : NVIDIA\n"
                                          "    FB Memory Usage\n        Total                       : 23034 MiB\n        Reserved : 500 MiB\n")
                            << QByteArray("l4-single");
    }
    void gpuLists()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, cluster);
        const Scenario base = test::servingBase();
        const Result<Intake> intake = takeIn(text.toStdString(), {.scenario = base, .library = m_library});
        QCOMPARE(intake.has_value(), !cluster.isEmpty());
        if (!intake) {
            QVERIFY(intake.error().front().code == "gpu-list" && !intake.error().front().hint.empty());
            return;
        }
        QCOMPARE(intake->kind, IntakeKind::GpuList);
        QCOMPARE(QByteArray::fromStdString(intake->scenario->cluster.preset), cluster);
        QVERIFY(m_library.resolve(*intake->scenario).has_value());
    }

    void topologyTakesItsGpusFromTheListBesideIt()
    {
        const Scenario base = test::servingBase();
        const std::string matrix = "\tGPU0\tGPU1\nGPU0\t X \tNV4\nGPU1\tNV4\t X \n";
        const Result<Intake> alone = takeIn(matrix, {.scenario = base, .library = m_library});
        QVERIFY(alone && alone->kind == IntakeKind::Topology && holds(alone->report.assumed, "", "h100-sxm"));
        const Result<Intake> both = takeIn("GPU 0: NVIDIA L4 (UUID: GPU-1)\nGPU 1: NVIDIA L4 (UUID: GPU-2)\n" + matrix, {.scenario = base, .library = m_library});
        QVERIFY(both && both->kind == IntakeKind::Topology && holds(both->report.understood, "", "l4"));
        QVERIFY(m_library.resolve(*alone->scenario).has_value());
    }

    void ncclTestsAndCommandsAndFiles()
    {
        const Scenario base = test::servingBase();
        const IntakeBase intakeBase{.scenario = base, .library = m_library};
        const Result<Intake> nccl = takeIn("# all_reduce_perf\n#  Rank  0 Group  0 Pid 1 on a device  0\n#  Rank  1 Group  0 Pid 2 on a device  1\n"
                                           "  1073741824  268435456  float  sum  -1  5300.1  202.6  202.6  0  5290.0  203.0  203.0  0\n", intakeBase);
        QVERIFY(nccl && nccl->kind == IntakeKind::NcclTests && !nccl->measured.ncclTests.empty());
        const Result<Intake> command = takeIn("vllm serve Qwen/Qwen3-32B -tp 2", intakeBase);
        QVERIFY(command && command->kind == IntakeKind::Command && command->source.find("vLLM") != std::string::npos);
        QCOMPARE(command->scenario->parallelism.tp, 2);
        const Result<Intake> scenario = takeIn(writeScenario(base), intakeBase);
        QVERIFY(scenario && scenario->whole && *scenario->scenario == base);
        const Result<Intake> config = takeIn(test::readFile(QStringLiteral("tests/data/hf-configs/qwen3-8b.json")), intakeBase);
        QVERIFY(config && config->kind == IntakeKind::HfConfig && !config->whole);
        const Result<Intake> deepSpeed = takeIn(R"({"train_batch_size": 64, "train_micro_batch_size_per_gpu": 1, "zero_optimization": {"stage": 3}})",
                                                {.scenario = test::trainingBase(), .library = m_library});
        QVERIFY(deepSpeed && deepSpeed->kind == IntakeKind::Command && deepSpeed->scenario->parallelism.zeroStage == 3);
    }

    /// Law: what qCompress packs comes out the same, for texts of every kind of block.
    void inflateIsTheInverseOfDeflate()
    {
        std::mt19937 random(7);
        for (const std::size_t size : {std::size_t{1}, std::size_t{100}, std::size_t{70'000}, std::size_t{400'000}})
            for (const int letters : {1, 3, 256}) {
                std::string text(size, 'a');
                for (char& c : text)
                    c = static_cast<char>(random() % static_cast<unsigned>(letters));
                const std::string packed = deflated(text);
                QCOMPARE(inflateZlib(packed, size + 1), std::optional(text));
                QCOMPARE(inflateZlib(packed + "trailing", size), std::optional(text));
                QVERIFY(!inflateZlib(packed, size - 1)); // a bomb is stopped
                QVERIFY(!inflateZlib(packed.substr(0, packed.size() - 1), size));
            }
    }

    void reportsCarryTheirScenario()
    {
        const Scenario base = test::trainingBase();
        const Scenario other = test::servingBase();
        const Result<Intake> intake = takeIn(pdfWith(deflated(writeScenario(base))), {.scenario = other, .library = m_library});
        QVERIFY(intake && intake->kind == IntakeKind::Report && intake->whole && *intake->scenario == base);
        QVERIFY(takeIn(pdfWith(writeScenario(base), ""), {.scenario = other, .library = m_library}).has_value()); // not packed
        std::string broken = pdfWith(deflated(writeScenario(base)));
        broken[broken.find("stream\n") + 40] ^= 0x55;
        const Result<Intake> damaged = takeIn(broken, {.scenario = other, .library = m_library});
        QVERIFY(!damaged && damaged.error().front().code == "pdf-damaged");
        const Result<Intake> foreign = takeIn("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n", {.scenario = other, .library = m_library});
        QVERIFY(!foreign && foreign.error().front().code == "pdf-without-scenario");
    }

    void jsonHasAllOfIt()
    {
        const Scenario base = test::trainingBase();
        const std::string json = intakeToJson(*takeIn(iteration(1, 5000, 240, 128), {.scenario = base, .library = m_library}));
        for (const char* part : {"\"kind\": \"megatron-log\"", "\"step_seconds\": 5", "\"understood\"", "\"assumed\"", "\"ignored\"", "\"scenario\": null"})
            QVERIFY2(json.find(part) != std::string::npos, part);
    }

private:
    PresetLibrary m_library;
};

QTEST_MAIN(IntakeTest)
#include "tst_intake.moc"
