// SPDX-License-Identifier: GPL-3.0-or-later
// Wrong scenario files: every key, one wrong value at a time, must give a problem at that key.
#include "io/scenario_file.h"

#include <nlohmann/json.hpp>

#include <QtTest>

using namespace shardscape;

namespace {

const char* const training = R"({"format":"shardscape-scenario","version":1,"title":"t","note":"n","model":"m",
    "cluster":{"preset":"c","nodes":1,"overrides":{"nic.count":4}},
    "parallelism":{"tp":1,"cp":1,"ep":1,"etp":1,"pp":1,"dp":1,"vpp":1,"sequence_parallel":true,"zero_stage":1,"hsdp_shard":1,
        "axis_order":["tp","cp","ep","dp","pp"],"schedule":"1f1b","stage_layers":[1],
        "overlap":{"tp":true,"dp":null,"pp":false,"cp":null,"ep":null}},
    "placement":[0],
    "workload":{"kind":"training","sequence_tokens":1,"micro_batch":1,"global_batch":1,"precision":"bf16",
        "recompute":{"full_layers_per_stage":2},"attention":"flash","optimizer":"adam","gradient_dtype":"fp32","offload":false,
        "moe_imbalance":1.5,"token_budget":1e12,"software":"s","usd_per_gpu_hour":2.5},
    "calibration":{"name":"n","step_seconds":1,"tokens_per_second_per_gpu":1,"ttft_seconds":1,"tpot_seconds":1,"output_tokens_per_second":1,
        "memory_bytes":1e9,"nccl_tests":"","fitted_on":"f","factors":{"gemm":1,"memory_bandwidth":1,"link":1,"overhead":1,"extra_memory_bytes":0}},"view":{}})";

const char* const inference = R"({"format":"shardscape-scenario","version":1,"title":"t","note":"n","model":{"hf_config":{}},
    "cluster":{"accelerator":"x"},"parallelism":{"tp":1,"pp":1,"dp":1},"placement":null,
    "workload":{"kind":"inference","prompt_tokens":1,"output_tokens":1,"concurrency":1,"weight_dtype":"bf16","kv_dtype":"fp8",
        "memory_fraction":0.9,"prefix_tokens":0,"distinct_prefixes":0,"chunked_prefill_tokens":512,
        "disaggregated":{"prefill_replicas":1,"decode_replicas":2}}})";

/// \return "path code" of every problem
QStringList problemsOf(const std::string& text)
{
    QStringList found;
    const auto scenario = readScenario(text);
    if (!scenario)
        for (const Problem& problem : scenario.error())
            found << QString::fromStdString(problem.path + " " + problem.code);
    return found;
}

} // namespace

class TestScenarioProblems : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void theBasesAreRight()
    {
        QCOMPARE(problemsOf(training), QStringList{});
        QCOMPARE(problemsOf(inference), QStringList{});
    }

    void oneWrongValue_data()
    {
        QTest::addColumn<bool>("isTraining");
        QTest::addColumn<QString>("pointer");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("problem");
        const auto row = [](bool isTraining, const char* pointer, const char* value, const char* problem) {
            QTest::addRow("%s = %s", pointer, value) << isTraining << pointer << value << problem;
        };
        for (const char* key : {"/parallelism/tp", "/parallelism/cp", "/parallelism/ep", "/parallelism/pp", "/parallelism/dp",
                                "/parallelism/vpp", "/parallelism/etp", "/parallelism/hsdp_shard", "/cluster/nodes",
                                "/workload/sequence_tokens", "/workload/micro_batch", "/workload/global_batch"}) {
            row(true, key, "0", "out-of-range");
            row(true, key, "-1", "out-of-range");
            row(true, key, "1e308", "out-of-range");
            row(true, key, "2.5", "wrong-type");
            row(true, key, "\"8\"", "wrong-type");
            row(true, key, "true", "wrong-type");
        }
        for (const char* key :
             {"/workload/prompt_tokens", "/workload/output_tokens", "/workload/concurrency", "/workload/chunked_prefill_tokens",
              "/workload/disaggregated/prefill_replicas", "/workload/disaggregated/decode_replicas"}) {
            row(false, key, "0", "out-of-range");
            row(false, key, "1e308", "out-of-range");
            row(false, key, "[]", "wrong-type");
        }
        row(true, "/parallelism/tp", "null", "wrong-type");
        row(true, "/parallelism/zero_stage", "4", "out-of-range");
        row(true, "/parallelism/zero_stage", "-1", "out-of-range");
        row(true, "/parallelism/sequence_parallel", "1", "wrong-type");
        row(true, "/parallelism/schedule", "\"2f2b\"", "unknown-value");
        row(true, "/parallelism/axis_order", "null", "axis-order");
        row(true, "/parallelism/axis_order", "[\"tp\",\"tp\",\"ep\",\"dp\",\"pp\"]", "axis-order");
        row(true, "/parallelism/axis_order", "[\"tp\",\"cp\",\"ep\",\"dp\"]", "axis-order");
        row(true, "/parallelism/axis_order", "[\"tp\",\"cp\",\"ep\",\"dp\",\"xp\"]", "axis-order");
        row(true, "/parallelism/axis_order", "[\"tp\",\"cp\",\"ep\",\"dp\",5]", "axis-order");
        row(true, "/parallelism/stage_layers", "4", "wrong-type");
        row(true, "/parallelism/stage_layers/0", "-1", "out-of-range");
        row(true, "/parallelism/overlap", "true", "wrong-type");
        row(true, "/parallelism/overlap/tp", "1", "wrong-type");
        row(true, "/placement", "{}", "wrong-type");
        row(true, "/placement/0", "0.5", "out-of-range");
        row(true, "/placement/0", "\"0\"", "out-of-range");
        row(true, "/placement/0", "1e308", "out-of-range");
        row(true, "/workload", "[]", "wrong-type");
        row(true, "/workload/kind", "\"serving\"", "unknown-value");
        row(true, "/workload/precision", "\"int8\"", "unknown-value");
        row(true, "/workload/precision", "null", "wrong-type");
        row(true, "/workload/recompute", "\"some\"", "unknown-value");
        row(true, "/workload/recompute", "null", "unknown-value");
        row(true, "/workload/recompute/full_layers_per_stage", "-1", "out-of-range");
        row(true, "/workload/attention", "\"fused\"", "unknown-value");
        row(true, "/workload/optimizer", "\"adamw\"", "unknown-value");
        row(true, "/workload/gradient_dtype", "\"fp8\"", "unknown-value");
        row(true, "/workload/offload", "\"cpu\"", "wrong-type");
        row(true, "/workload/moe_imbalance", "0.99", "out-of-range");
        row(true, "/workload/software", "\"\"", "empty");
        row(true, "/workload/token_budget", "0", "out-of-range");
        row(true, "/workload/usd_per_gpu_hour", "-1", "out-of-range");
        row(true, "/calibration", "[]", "wrong-type");
        row(true, "/calibration/step_seconds", "0", "out-of-range");
        row(true, "/calibration/memory_bytes", "\"40 GB\"", "wrong-type");
        row(true, "/calibration/nccl_tests", "7", "wrong-type");
        row(true, "/calibration/factors", "[]", "wrong-type");
        row(true, "/calibration/factors/gemm", "9", "out-of-range");
        row(true, "/calibration/factors/link", "0", "out-of-range");
        row(true, "/cluster/overrides", "4", "wrong-type");
        row(true, "/cluster", "\"dgx-a100\"", "wrong-type");
        row(true, "/cluster/preset", "\"\"", "empty");
        row(true, "/model", "7", "wrong-type");
        row(true, "/model", "\"\"", "wrong-type");
        row(true, "/title", "1", "wrong-type");
        row(true, "/note", "null", "wrong-type");
        row(true, "/format", "\"shardscape-evaluation\"", "not-a-scenario");
        row(true, "/version", "0", "wrong-version");
        row(true, "/version", "\"1\"", "wrong-version");
        row(true, "/version", "1.5", "wrong-version");
        row(true, "/version", "2", "newer-version");
        row(true, "/version", "18446744073709551615", "newer-version");
        row(false, "/workload/weight_dtype", "\"fp32\"", "unknown-value");
        row(false, "/workload/kv_dtype", "\"int4\"", "unknown-value");
        row(false, "/workload/memory_fraction", "0", "out-of-range");
        row(false, "/workload/memory_fraction", "1.1", "out-of-range");
        row(false, "/workload/prefix_tokens", "-1", "out-of-range");
        row(false, "/workload/distinct_prefixes", "-1", "out-of-range");
        row(false, "/workload/disaggregated", "true", "wrong-type");
    }
    void oneWrongValue()
    {
        QFETCH(bool, isTraining);
        QFETCH(QString, pointer);
        QFETCH(QString, value);
        QFETCH(QString, problem);
        auto json = nlohmann::ordered_json::parse(isTraining ? training : inference);
        json[nlohmann::ordered_json::json_pointer(pointer.toStdString())] = nlohmann::ordered_json::parse(value.toStdString());
        QCOMPARE(problemsOf(json.dump()), QStringList{pointer + " " + problem});
    }

    void requiredKeys_data()
    {
        QTest::addColumn<bool>("isTraining");
        QTest::addColumn<QString>("pointer");
        for (const char* pointer :
             {"/model", "/cluster", "/parallelism", "/workload", "/parallelism/tp", "/parallelism/pp", "/parallelism/dp", "/cluster/nodes",
              "/workload/kind", "/workload/sequence_tokens", "/workload/micro_batch", "/workload/global_batch", "/workload/precision"})
            QTest::addRow("training without %s", pointer) << true << pointer;
        for (const char* pointer :
             {"/workload/prompt_tokens", "/workload/output_tokens", "/workload/concurrency", "/workload/weight_dtype"})
            QTest::addRow("inference without %s", pointer) << false << pointer;
    }
    void requiredKeys()
    {
        QFETCH(bool, isTraining);
        QFETCH(QString, pointer);
        auto json = nlohmann::ordered_json::parse(isTraining ? training : inference);
        const nlohmann::ordered_json::json_pointer place(pointer.toStdString());
        json[place.parent_pointer()].erase(place.back());
        QCOMPARE(problemsOf(json.dump()), QStringList{pointer + " missing-key"});
    }

    void unknownKeysEverywhere()
    {
        for (const char* object : {"", "/cluster", "/parallelism", "/parallelism/overlap", "/workload", "/workload/recompute"}) {
            auto json = nlohmann::ordered_json::parse(training);
            json[nlohmann::ordered_json::json_pointer(object)]["typo"] = 1;
            QCOMPARE(problemsOf(json.dump()), QStringList{QLatin1String(object) + "/typo unknown-key"});
        }
    }

    void keysOfTheOtherKindAreUnknown()
    {
        auto json = nlohmann::ordered_json::parse(training);
        json["workload"]["concurrency"] = 4;
        QCOMPARE(problemsOf(json.dump()), QStringList{"/workload/concurrency unknown-key"});
    }

    void aBrokenViewLosesNothing()
    {
        auto json = nlohmann::ordered_json::parse(training);
        for (const char* view : {"null", "[]", "17", "\"x\"", "{\"anything\":{\"goes\":1e300}}"}) {
            json["view"] = nlohmann::ordered_json::parse(view);
            const auto scenario = readScenario(json.dump());
            QVERIFY(scenario.has_value());
            QCOMPARE(scenario->viewJson, json["view"].dump());
        }
    }

    void allProblemsAtOnce()
    {
        auto json = nlohmann::ordered_json::parse(training);
        json["parallelism"]["tp"] = 0;
        json["workload"]["optimizer"] = "x";
        json["tiitle"] = "";
        QCOMPARE(problemsOf(json.dump()),
                 (QStringList{"/parallelism/tp out-of-range", "/workload/optimizer unknown-value", "/tiitle unknown-key"}));
    }

    void tooManyRanks() // 2^20 ranks each: the product would overflow 64 bits
    {
        auto json = nlohmann::ordered_json::parse(training);
        for (const char* degree : {"tp", "cp", "pp", "dp"})
            json["parallelism"][degree] = 1 << 20;
        QCOMPARE(problemsOf(json.dump()), QStringList{"/parallelism/dp too-many-ranks"});
    }

    void aNewerVersionIsRefusedWithASentence()
    {
        auto json = nlohmann::ordered_json::parse(training);
        json["version"] = 2;
        json["something new"] = true; // must not be the first thing that the user is told
        const auto scenario = readScenario(json.dump());
        QVERIFY(!scenario);
        QCOMPARE(scenario.error().size(), std::size_t{1});
        QCOMPARE(scenario.error()[0].message, std::string{"the file has version 2, this program reads versions up to 1"});
    }
};

QTEST_APPLESS_MAIN(TestScenarioProblems)
#include "tst_scenario_problems.moc"
