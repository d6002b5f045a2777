// SPDX-License-Identifier: GPL-3.0-or-later
// The cases that the program must show correctly, each value worked out by hand in the row's name.
#include "cli_run.h"

#include <QtTest>

using namespace shardscape;
using Json = nlohmann::ordered_json;

namespace {

double at(const Json& json, const std::string& pointer) { return json.at(Json::json_pointer(pointer)).get<double>(); }

double sumOverStages(const Json& json, const std::string& key)
{
    double sum = 0.0;
    for (const Json& stage : json["memory"]["by_stage"])
        sum += stage[key].get<double>();
    return sum;
}

} // namespace

class TestCases : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void values_data()
    {
        QTest::addColumn<QByteArray>("scenario");
        QTest::addColumn<QByteArray>("pointer");
        QTest::addColumn<double>("value");
        QTest::addColumn<double>("tolerance"); // relative
        const auto row = [](const char* name, const char* scenario, const char* pointer, double value, double tolerance) {
            QTest::newRow(name) << QByteArray(scenario) << QByteArray(pointer) << value << tolerance;
        };
        const char* const weights = "/memory/by_stage/0/weights_bytes";
        const char* const bubble = "/pipeline/bubble_fraction";
        row("Llama 2 70B has 68,976,648,192 parameters (published config)", "llama-2-70b-4xa100-tp4", "/model/parameters", 68'976'648'192.0,
            0.0);
        row("TP4: 2 bytes x 68.98e9 / 4 = 34.5 GB", "llama-2-70b-4xa100-tp4", weights, 34.488e9, 0.001);
        row("TP1: 2 bytes x 68.98e9 = 137.95 GB", "llama-2-70b-4xa100-tp1", weights, 137.953e9, 0.0001);
        row("PP4: 20 of 80 layers and the embedding = 34.76 GB", "llama-2-70b-4xa100-pp4", weights,
            2.0 * (20.0 * 855'654'400.0 + 32'000.0 * 8'192.0), 0.0001);
        row("one request in 4 stages: (p-1)/(m+p-1) = 3/4", "llama-2-70b-4xa100-pp4", bubble, 0.75, 0.005);
        row("four micro-batches in 4 stages: 3/7", "llama-2-70b-4xa100-pp4-four-microbatches", bubble, 3.0 / 7.0, 0.005);
        row("405B: 405.85e9 x 2 = 811.7 GB over 16 GPUs = 50.7 GB", "llama-3.1-405b-2xdgx-a100-tp8-pp2", weights, 50.73e9, 0.002);
        row("405B on DGX H100, the same", "llama-3.1-405b-2xdgx-h100-tp8-pp2", weights, 50.73e9, 0.002);
        row("7B, DP4: every GPU holds 6.738e9 x 2 = 13.48 GB", "llama-2-7b-dp4", weights, 13.477e9, 0.001);
        row("7B, TP4: a quarter, 3.37 GB", "llama-2-7b-tp4", weights, 3.369e9, 0.002);
        row("70B, TP8: an eighth, 17.24 GB", "llama-2-70b-8gpu-tp8", weights, 17.244e9, 0.002);
        row("70B, TP2 x DP4: a half, 68.98 GB", "llama-2-70b-8gpu-tp2dp4", weights, 68.977e9, 0.001);
        row("64 GPUs", "llama-2-70b-train-64", "/ranks", 64.0, 0.0);
        row("stage 0 of 8 keeps 8 micro-batches (1F1B)", "llama-2-70b-train-64", "/memory/by_stage/0/in_flight_microbatches", 8.0, 0.0);
        row("the last stage keeps one", "llama-2-70b-train-64", "/memory/by_stage/7/in_flight_microbatches", 1.0, 0.0);
        row("530B: 8 x 35 x 12 = 3,360", "megatron-530b-3360-a100", "/ranks", 3360.0, 0.0);
        row("530B: batch 1,920 / (1 x 12) = 160 micro-batches", "megatron-530b-3360-a100", "/pipeline/microbatches", 160.0, 0.0);
        row("530B: 44.4 s a step measured on 420 DGX (Smith et al. 2022, 2.4)", "megatron-530b-3360-a100", "/training/step_seconds", 44.4,
            0.25);
        row("Mixtral has 46.7e9 parameters (published)", "mixtral-8x7b-ep8", "/model/parameters", 46.7e9, 0.001);
        row("Mixtral: 12.9e9 active (published)", "mixtral-8x7b-ep8", "/model/active_parameters", 12.9e9, 0.005);
        row("DeepSeek-V3: 671e9 (published)", "deepseek-v3-ep64-pp16", "/model/parameters", 671e9, 0.001);
        row("DeepSeek-V3: 16 x 128 = 2,048 GPUs", "deepseek-v3-ep64-pp16", "/ranks", 2048.0, 0.0);
        row("405B training: 8 x 16 x 128 = 16,384", "llama-3.1-405b-16k-h100", "/ranks", 16'384.0, 0.0);
        row("405B training: 2,048 / 128 = 16 micro-batches", "llama-3.1-405b-16k-h100", "/pipeline/microbatches", 16.0, 0.0);
        row("405B interleaved: 41 % MFU reported (Llama 3 report, table 4)", "llama-3.1-405b-16k-h100-interleaved", "/training/mfu_causal",
            0.41, 0.2);
    }
    void values()
    {
        QFETCH(QByteArray, scenario);
        QFETCH(QByteArray, pointer);
        QFETCH(double, value);
        QFETCH(double, tolerance);
        const Json evaluation = evaluationOf(scenario.toStdString());
        QVERIFY(evaluation.is_object());
        const double found = at(evaluation, pointer.toStdString());
        QVERIFY2(qAbs(found - value) <= tolerance * value,
                 qPrintable(QStringLiteral("found %1, expected %2").arg(found, 0, 'g', 10).arg(value)));
    }

    void verdicts_data()
    {
        QTest::addColumn<QByteArray>("scenario");
        QTest::addColumn<bool>("fits");
        QTest::newRow("TP4: 35 of 80 GB") << QByteArray("llama-2-70b-4xa100-tp4") << true;
        QTest::newRow("TP1: 138 of 80 GB") << QByteArray("llama-2-70b-4xa100-tp1") << false;
        QTest::newRow("PP4: the same memory as TP4") << QByteArray("llama-2-70b-4xa100-pp4") << true;
        QTest::newRow("405B inference on 16 A100 of 80 GB") << QByteArray("llama-3.1-405b-2xdgx-a100-tp8-pp2") << true;
        QTest::newRow("405B inference on 16 H100 of 80 GB") << QByteArray("llama-3.1-405b-2xdgx-h100-tp8-pp2") << true;
        QTest::newRow("TP2 x DP4: 69 of 80 GB") << QByteArray("llama-2-70b-8gpu-tp2dp4") << true;
        QTest::newRow("70B training on 64") << QByteArray("llama-2-70b-train-64") << true;
        QTest::newRow("530B ran on these") << QByteArray("megatron-530b-3360-a100") << true;
        QTest::newRow("405B ran on these") << QByteArray("llama-3.1-405b-16k-h100") << true;
    }
    void verdicts()
    {
        QFETCH(QByteArray, scenario);
        QFETCH(bool, fits);
        const CliRun run = runCli({"evaluate", scenarioFile(scenario.toStdString()), "--json"});
        QCOMPARE(run.exitCode, fits ? 0 : 1);
        QCOMPARE(Json::parse(run.out)["fits"].get<bool>(), fits);
    }

    void pipelineStagesHoldTheModelOnce() // conservation: the stages' weights add up to the model's, whatever the split
    {
        const Json pp4 = evaluationOf("llama-2-70b-4xa100-pp4");
        QCOMPARE(sumOverStages(pp4, "weights_bytes"), 2.0 * at(pp4, "/model/parameters"));
        const Json two = evaluationOf("llama-3.1-405b-2xdgx-a100-tp8-pp2");
        QVERIFY(qAbs(8.0 * sumOverStages(two, "weights_bytes") / (2.0 * at(two, "/model/parameters")) - 1.0) < 0.001);
    }

    void pcieIsVisiblyWorse()
    {
        // Ring of 4: each GPU sends 2(p-1)/p x batch x 8192 x 2 bytes twice in each of 80 layers = 3.93 MB x batch a token, that is
        // 0.06 ms (batch 1) and 2.0 ms (batch 32) at 64 GB/s, 6.6 us and 0.21 ms at 600 GB/s; in one direction the links have half.
        const double perToken = 160.0 * 1.5 * 8192.0 * 2.0;
        QVERIFY(qAbs(perToken / 64e9 - 0.06e-3) < 0.005e-3);
        QVERIFY(qAbs(32.0 * perToken / 600e9 - 0.2e-3) < 0.02e-3);
        for (const char* batch : {"1", "32"}) {
            const Json pcie = evaluationOf(std::string{"llama-2-70b-pcie-tp4-batch-"} + batch);
            const Json nvlink = evaluationOf(std::string{"llama-2-70b-nvlink-tp4-batch-"} + batch);
            QVERIFY(at(pcie, "/inference/prefill_breakdown_seconds/tp_exposed") >
                    4.0 * at(nvlink, "/inference/prefill_breakdown_seconds/tp_exposed"));
            const double decode = at(pcie, "/inference/decode_breakdown_seconds/tp_exposed");
            QVERIFY(decode > at(nvlink, "/inference/decode_breakdown_seconds/tp_exposed"));
            QVERIFY(decode > std::stod(batch) * perToken / 31.5e9); // never faster than the link
        }
    }

    void replicasTradeRoomForCommunication()
    {
        const Json tp8 = evaluationOf("llama-2-70b-8gpu-tp8");
        const Json tp4 = evaluationOf("llama-2-70b-8gpu-tp4dp2");
        const Json tp2 = evaluationOf("llama-2-70b-8gpu-tp2dp4");
        const auto room = [](const Json& e) { return at(e, "/inference/kv_capacity_tokens"); };
        const auto tp = [](const Json& e) { return at(e, "/inference/decode_breakdown_seconds/tp_exposed"); };
        QVERIFY(room(tp8) > room(tp4) && room(tp4) > room(tp2));
        QVERIFY(room(tp8) > room(tp4) / 2.0 && room(tp4) / 2.0 > room(tp2) / 4.0); // per replica
        QVERIFY(tp(tp8) > tp(tp4) && tp(tp4) > tp(tp2));
        QCOMPARE(at(evaluationOf("llama-2-7b-dp4"), "/traffic/by_axis_bytes/tp"), 0.0);
        QVERIFY(at(evaluationOf("llama-2-7b-tp4"), "/traffic/by_axis_bytes/tp") > 0.0);
    }

    void tensorParallelismStaysInTheNode() // 64 GPUs: TP 8 inside, PP 8 across
    {
        const Json evaluation = evaluationOf("llama-2-70b-train-64");
        for (const Json& link : evaluation["traffic"]["busiest_links"])
            QVERIFY(link["kind"] == "nvlink" || link["by_axis_bytes"]["tp"] == 0);
        QVERIFY(at(evaluation, "/traffic/by_axis_bytes/pp") > 0.0);
    }

    void interleavingShrinksTheBubble()
    {
        const Json plain = evaluationOf("llama-3.1-405b-16k-h100");
        const Json interleaved = evaluationOf("llama-3.1-405b-16k-h100-interleaved");
        QVERIFY(at(interleaved, "/pipeline/bubble_fraction") < 0.5 * at(plain, "/pipeline/bubble_fraction"));
        QVERIFY(at(interleaved, "/training/step_seconds") < at(plain, "/training/step_seconds"));
    }

    void expertsTravel()
    {
        for (const char* id : {"mixtral-8x7b-ep8", "mixtral-8x7b-ep8-serving", "deepseek-v3-ep64-pp16"})
            QVERIFY2(at(evaluationOf(id), "/traffic/by_axis_bytes/ep") > 0.0, id);
    }
};

QTEST_APPLESS_MAIN(TestCases)
#include "tst_cases.moc"
