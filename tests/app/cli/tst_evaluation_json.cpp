// SPDX-License-Identifier: GPL-3.0-or-later
// The evaluation of every preset scenario has the keys of the contract, in its order, and adds up.
#include "cli_run.h"

#include <QtTest>

#include <algorithm>
#include <filesystem>

using namespace shardscape;
using Json = nlohmann::ordered_json;

namespace {

using Keys = std::vector<std::string>;

Keys keysOf(const Json& json)
{
    Keys keys;
    for (const auto& [key, value] : json.items())
        keys.push_back(key);
    return keys;
}

/// Whether the wanted keys stand in `keys` in this order; others may stand between them.
bool hasInOrder(const Keys& keys, const Keys& wanted)
{
    auto from = keys.begin();
    for (const std::string& key : wanted) {
        from = std::find(from, keys.end(), key);
        if (from == keys.end())
            return false;
    }
    return true;
}

double sumOf(const Json& parts)
{
    double sum = 0.0;
    for (const Json& part : parts)
        sum += part.get<double>();
    return sum;
}

} // namespace

class TestEvaluationJson : public QObject {
    Q_OBJECT

    static void addScenarios()
    {
        QTest::addColumn<QByteArray>("file");
        for (const auto& entry : std::filesystem::directory_iterator{std::string{PRESETS_DIR} + "/scenarios"})
            QTest::newRow(entry.path().filename().c_str()) << QByteArray::fromStdString(entry.path().string());
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void contract_data() { addScenarios(); }
    void contract()
    {
        QFETCH(QByteArray, file);
        const CliRun run = runCli({"evaluate", file.toStdString(), "--json"});
        QVERIFY2(run.exitCode == 0 || run.exitCode == 1, run.err.c_str());
        QVERIFY2(run.err.empty(), run.err.c_str());
        const Json json = Json::parse(run.out);
        QCOMPARE(json["fits"].get<bool>(), run.exitCode == 0);
        QVERIFY(hasInOrder(keysOf(json), {"format", "version", "fits", "model", "ranks", "memory", "pipeline", "traffic", "diagnostics"}));
        QVERIFY(json.contains("training") != json.contains("inference"));
        QVERIFY(hasInOrder(keysOf(json["memory"]), {"capacity_bytes", "peak_bytes", "worst_rank", "by_stage"}));
        for (const Json& stage : json["memory"]["by_stage"]) {
            const Keys parts{"weights_bytes",  "gradients_bytes", "optimizer_bytes", "activations_bytes",
                             "kv_cache_bytes", "buffers_bytes",   "overhead_bytes"};
            QVERIFY(hasInOrder(keysOf(stage), {"stage", "weights_bytes"}));
            QVERIFY(hasInOrder(keysOf(stage), parts));
            QVERIFY(hasInOrder(keysOf(stage), {"overhead_bytes", "total_bytes", "in_flight_microbatches"}));
            double total = 0.0;
            for (const std::string& part : parts)
                total += stage[part].get<double>();
            QVERIFY(qAbs(total - stage["total_bytes"].get<double>()) <= 1.0);
            QVERIFY(stage["total_bytes"].get<double>() <= json["memory"]["peak_bytes"].get<double>() + 1.0);
        }
        QVERIFY(hasInOrder(keysOf(json["pipeline"]), {"schedule", "stages", "microbatches", "bubble_fraction", "makespan_seconds"}));
        QCOMPARE(keysOf(json["traffic"]["by_axis_bytes"]), (Keys{"tp", "cp", "ep", "pp", "dp"}));
        for (const Json& link : json["traffic"]["busiest_links"]) {
            QVERIFY(
                hasInOrder(keysOf(link), {"from", "to", "kind", "bytes", "bytes_per_second_capacity", "busy_fraction", "by_axis_bytes"}));
            QVERIFY(qAbs(sumOf(link["by_axis_bytes"]) - link["bytes"].get<double>()) <= 1e-9 * link["bytes"].get<double>());
        }
        for (const Json& diagnostic : json["diagnostics"]) {
            Keys keys{"severity", "code", "message", "hint", "path"};
            if (diagnostic.contains("fix")) { // a change that the model has tried
                keys.push_back("fix");
                QCOMPARE(keysOf(diagnostic["fix"]), (Keys{"label", "code", "changes", "effects"}));
            }
            QCOMPARE(keysOf(diagnostic), keys);
        }
    }

    void trainingKeysAndSum_data() { addScenarios(); }
    void trainingKeysAndSum()
    {
        QFETCH(QByteArray, file);
        const Json json = Json::parse(runCli({"evaluate", file.toStdString(), "--json"}).out);
        if (json.contains("training")) {
            const Json& training = json["training"];
            QVERIFY(hasInOrder(keysOf(training), {"step_seconds", "tokens_per_second_per_gpu", "model_flops",
                                                  "model_flops_per_second_per_gpu", "mfu", "mfu_causal", "hfu", "breakdown_seconds"}));
            QVERIFY(hasInOrder(keysOf(training["breakdown_seconds"]), {"compute", "recompute", "tp_exposed", "cp_exposed", "ep_exposed",
                                                                       "pp_exposed", "dp_exposed", "bubble", "optimizer", "other"}));
            const double step = training["step_seconds"].get<double>();
            QVERIFY(qAbs(sumOf(training["breakdown_seconds"]) - step) <= 1e-9 * step);
            QVERIFY(training["mfu_causal"] <= training["mfu"] && training["mfu"] <= training["hfu"]);
        } else {
            const Json& inference = json["inference"];
            QVERIFY(hasInOrder(keysOf(inference),
                               {"ttft_seconds", "tpot_seconds", "output_tokens_per_second", "output_tokens_per_second_per_gpu",
                                "prefill_tokens_per_second", "kv_capacity_tokens", "max_concurrency", "prefix_hit_rate",
                                "decode_breakdown_seconds", "prefill_breakdown_seconds"}));
            const double tpot = inference["tpot_seconds"].get<double>();
            QVERIFY(qAbs(sumOf(inference["decode_breakdown_seconds"]) - tpot) <= 1e-9 * tpot);
        }
    }

    void sameBytesEveryTime()
    {
        const std::vector<std::string> call{"evaluate", scenarioFile("welcome"), "--json"};
        QCOMPARE(runCli(call).out, runCli(call).out);
    }

    void scenarioPresetsPassLint()
    {
        for (const auto& entry : std::filesystem::directory_iterator{std::string{PRESETS_DIR} + "/scenarios"})
            QCOMPARE(runCli({"lint", entry.path().string()}).exitCode, 0);
    }

    void humanTable()
    {
        const CliRun fits = runCli({"evaluate", scenarioFile("llama-2-70b-4xa100-tp4")});
        QCOMPARE(fits.exitCode, 0);
        QVERIFY2(fits.out.find("FITS") == 0, fits.out.c_str());
        for (const char* part : {"Memory of one GPU by stage, GiB", "time per output token", "Busiest links", "Diagnostics"})
            QVERIFY2(fits.out.find(part) != std::string::npos, part);
        QVERIFY(fits.out.find("Diagnostics") > fits.out.find("Busiest links"));
        const CliRun tooLarge = runCli({"evaluate", scenarioFile("llama-2-70b-4xa100-tp1")});
        QCOMPARE(tooLarge.exitCode, 1);
        QVERIFY(tooLarge.out.find("DOES NOT FIT") == 0);
    }
};

QTEST_APPLESS_MAIN(TestEvaluationJson)
#include "tst_evaluation_json.moc"
