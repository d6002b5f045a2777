// SPDX-License-Identifier: GPL-3.0-or-later
// Every subcommand's result on good input, and who gets which arguments.
#include "cli_run.h"

#include "plan/parallelism.h"

#include <QtTest>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>

using namespace shardscape;
using Json = nlohmann::ordered_json;

namespace {

std::string contentOf(const std::string& path)
{
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

} // namespace

class TestCommandLine : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void whoGetsTheArguments()
    {
        QVERIFY(classify({}).isWindow);
        QVERIFY(classify({"x.shard.json"}).isWindow);
        QCOMPARE(classify({"x.shard.json"}).file, std::string{"x.shard.json"});
        QCOMPARE(classify({"-platform", "offscreen", "x.json"}).file, std::string{"x.json"});
        QVERIFY(classify({"-platform", "offscreen"}).isWindow && classify({"-platform", "offscreen"}).file.empty());
        for (const char* argument : {"evaluate", "lint", "--help", "-h", "--version", "--bogus"})
            QVERIFY2(!classify({argument}).isWindow, argument);
        QVERIFY(!classify({"evaulate", "x.json"}).isWindow);
        QVERIFY(whyNoWindow({true, "evaulate"})->hint.find("evaluate") != std::string::npos);
    }

    void helpAndVersion()
    {
        const CliRun help = runCli({"--help"});
        QCOMPARE(help.exitCode, 0);
        for (const char* command : {"evaluate", "compare", "schedule", "collective", "report", "trace", "import", "presets", "lint"}) {
            QVERIFY2(help.out.find(command) != std::string::npos, command);
            QCOMPARE(runCli({command, "--help"}).exitCode, 0);
        }
        QVERIFY(runCli({"--version"}).out.find("shardscape ") == 0);
    }

    void manualPage() // made of the parser, so every subcommand with its options is in it
    {
        const CliRun page = runCli({"--man-page"});
        QCOMPARE(page.exitCode, 0);
        QVERIFY(page.out.starts_with(".TH SHARDSCAPE 1"));
        for (const char* text : {".SS evaluate\n", ".SS search\n", "\\-\\-json", ".SH EXIT STATUS"})
            QVERIFY2(page.out.find(text) != std::string::npos, text);
    }

    void schedule() // 1F1B without communication: (m + p - 1)(F + B + W); bubble (p-1)/(m+p-1)
    {
        const CliRun run = runCli({"schedule", "--schedule", "1f1b", "--stages", "4", "--microbatches", "8", "--json"});
        QCOMPARE(run.exitCode, 0);
        const Json json = Json::parse(run.out);
        QCOMPARE(json["makespan"].get<double>(), 33.0);
        QCOMPARE(json["ideal"].get<double>(), 24.0);
        QVERIFY(qAbs(json["bubble_fraction"].get<double>() - 3.0 / 11.0) < 1e-12);
        QCOMPARE(json["peak_in_flight"].get<std::vector<double>>(), (std::vector<double>{4, 3, 2, 1}));
        QCOMPARE(json["tasks"].size(), std::size_t{4 * 8 * 2});
        const CliRun human = runCli({"schedule", "--schedule", "1f1b", "--stages", "4", "--microbatches", "8"});
        QVERIFY(human.out.find("27.3 %") != std::string::npos);
        QVERIFY(human.out.find("F0F1F2F3") != std::string::npos);
    }

    void everyScheduleRuns()
    {
        for (const auto& kind : EnumNames<ScheduleKind>::table) {
            const CliRun run = runCli({"schedule", "--schedule", std::string{kind.text}, "--stages", "4", "--microbatches", "8", "--json"});
            QVERIFY2(run.exitCode == 0, run.err.c_str());
        }
    }

    void collective()
    {
        const auto call = [](const char* bytes) {
            const CliRun run =
                runCli({"collective", "--op", "all-reduce", "--bytes", bytes, "--cluster", "dgx-h100", "--nodes", "2", "--json"});
            return Json::parse(run.out);
        };
        const Json large = call("8e9");
        QVERIFY(large["seconds"].get<double>() > call("1e6")["seconds"].get<double>());
        const double ranks = 16.0; // nccl-tests: bus bandwidth = bytes / seconds * 2(n-1)/n
        const double bus = 8e9 / large["seconds"].get<double>() * 2.0 * (ranks - 1.0) / ranks;
        QVERIFY(qAbs(large["bus_bytes_per_second"].get<double>() / bus - 1.0) < 1e-9);
        QVERIFY(runCli({"collective", "--op", "all-reduce", "--bytes", "8e9", "--cluster", "dgx-h100"}).out.find("bus bandwidth") !=
                std::string::npos);
        // The time is below that of the fastest way alone near a crossover, and the text says why.
        QVERIFY(runCli({"collective", "--op", "all-reduce", "--bytes", "1e9", "--cluster", "dgx-h100"})
                    .out.find("near the crossover to ring") != std::string::npos);
        QVERIFY(runCli({"collective", "--op", "all-reduce", "--bytes", "1e5", "--cluster", "dgx-h100"}).out.find("crossover") ==
                std::string::npos);
    }

    void presets()
    {
        const CliRun list = runCli({"presets", "list"});
        QCOMPARE(list.out, runCli({"presets"}).out);
        for (const char* id : {"llama-3.1-405b", "a100-80gb-sxm", "dgx-h100", "megatron-2025", "welcome"})
            QVERIFY2(list.out.find(id) != std::string::npos, id);
        QCOMPARE(runCli({"presets", "show", "dgx-a100"}).out, contentOf(std::string{PRESETS_DIR} + "/clusters/dgx-a100.json"));
        QCOMPARE(runCli({"presets", "show", "scenarios/welcome"}).out, contentOf(scenarioFile("welcome")));
    }

    void everyPresetIsReadable() { QVERIFY(runCli({"presets", "list"}).err.empty()); }

    void importTellsTextsApart()
    {
        const std::string list = "GPU 0: NVIDIA L4 (UUID: GPU-1)\n";
        const CliRun any = runCli({"import", "any", "-"}, list);
        QCOMPARE(any.exitCode, 0);
        QCOMPARE(Json::parse(any.out)["kind"].get<std::string>(), std::string("nvidia-smi-list"));
        QCOMPARE(Json::parse(any.out)["scenario"]["cluster"]["preset"].get<std::string>(), std::string("l4-single"));
        QCOMPARE(runCli({"import", "nvidia-smi-list", "-"}, list).exitCode, 0);
        const CliRun other = runCli({"import", "vllm-log", "-"}, list);
        QCOMPARE(other.exitCode, 2);
        QVERIFY(Json::parse(other.out)["kind"].is_null());
        QCOMPARE(runCli({"import", "any", "-"}, std::string("\0\1", 2)).exitCode, 2);
        const QTemporaryDir folder;
        const std::string pdf = folder.filePath(QStringLiteral("r.pdf")).toStdString();
        QCOMPARE(runCli({"report", scenarioFile("welcome"), "-o", pdf}).exitCode, 0);
        const Json report = Json::parse(runCli({"import", "report", pdf}).out);
        QCOMPARE(report["scenario"]["title"], Json::parse(contentOf(scenarioFile("welcome")))["title"]);
        QVERIFY(runCli({"report", scenarioFile("welcome"), "--format", "md", "-o", "-"}).out.substr(0, 3) == "## ");
    }

    void importConfig()
    {
        const char* const config =
            R"({"model_type":"llama","hidden_size":4096,"vocab_size":32000,"num_hidden_layers":32,"num_attention_heads":32,
            "num_key_value_heads":32,"intermediate_size":11008,"hidden_act":"silu","rms_norm_eps":1e-5,"tie_word_embeddings":false,
            "max_position_embeddings":4096})";
        const CliRun run = runCli({"import", "hf-config", "-"}, config);
        QVERIFY2(run.exitCode == 0, run.err.c_str());
        const Json json = Json::parse(run.out);
        QCOMPARE(json["parameters"].get<double>(), 6'738'415'616.0); // Llama 2 7B as published
        QCOMPARE(json["active_parameters"].get<double>(), 6'738'415'616.0);
        QCOMPARE(json["embedding_parameters"].get<double>(), 2.0 * 32'000.0 * 4'096.0);
        QCOMPARE(json["mtp_parameters"].get<double>(), 0.0);
        QCOMPARE(json["model"]["hidden"].get<int>(), 4096);
    }

    void importTopology()
    {
        const char* const matrix = "\tGPU0\tGPU1\tCPU Affinity\tNUMA Affinity\nGPU0\t X \tNV4\t0-15\t0\nGPU1\tNV4\t X \t16-31\t1\n";
        const CliRun run = runCli({"import", "nvidia-smi-topo", "-"}, matrix);
        QVERIFY2(run.exitCode == 0, run.err.c_str());
        const Json json = Json::parse(run.out);
        QCOMPARE(json["gpus"].get<std::vector<std::string>>(), (std::vector<std::string>{"GPU0", "GPU1"}));
        QCOMPARE(json["gpu_gpu"][0][1].get<std::string>(), std::string{"NV4"});
        QCOMPARE(runCli({"import", "nvidia-smi-topo", "-", "--accelerator", "a100-80gb-sxm"}, matrix).exitCode, 0);
    }

    void compareWithItself()
    {
        const CliRun run = runCli({"compare", scenarioFile("welcome"), scenarioFile("welcome"), "--json"});
        const Json json = Json::parse(run.out);
        QVERIFY(json["inputs"].empty());
        for (const Json& output : json["outputs"])
            QCOMPARE(output["change"].get<double>(), 0.0);
    }

    void compareSaysWhatDiffers()
    {
        const std::string a = scenarioFile("llama-2-7b-dp4");
        const std::string b = scenarioFile("llama-2-7b-tp4");
        const Json json = Json::parse(runCli({"compare", a, b, "--json"}).out);
        std::set<std::string> paths;
        for (const Json& input : json["inputs"])
            paths.insert(input["path"].get<std::string>());
        QCOMPARE(paths, (std::set<std::string>{"/parallelism/tp", "/parallelism/dp"}));
        double last = std::numeric_limits<double>::infinity();
        for (const Json& output : json["outputs"]) { // null = from nothing to something, sorted first
            const double size = output["change"].is_null() ? std::numeric_limits<double>::infinity() : qAbs(output["change"].get<double>());
            QVERIFY(size <= last);
            last = size;
        }
        const CliRun human = runCli({"compare", a, b});
        QVERIFY(human.out.find("/memory/peak_bytes") != std::string::npos);
        QCOMPARE(runCli({"compare", scenarioFile("llama-2-70b-4xa100-tp1"), a}).exitCode, 1);
    }

    void trace() // conservation: the events of a stage do not overlap and end with the pipeline's makespan
    {
        const CliRun run = runCli({"trace", scenarioFile("llama-2-70b-train-64"), "-o", "-"});
        QCOMPARE(run.exitCode, 0);
        const Json trace = Json::parse(run.out);
        const double makespan = evaluationOf("llama-2-70b-train-64")["pipeline"]["makespan_seconds"].get<double>() * 1e6;
        std::map<int, double> freeAt;
        double last = 0.0;
        for (const Json& event : trace["traceEvents"]) {
            if (event["ph"] != "X" || event["tid"].get<int>() >= 8) // the lanes of transfers come after the stages
                continue;
            double& free = freeAt[event["tid"].get<int>()];
            QVERIFY(event["ts"].get<double>() >= free * (1.0 - 1e-12));
            free = event["ts"].get<double>() + event["dur"].get<double>();
            last = std::max(last, free);
        }
        QCOMPARE(freeAt.size(), std::size_t{8});
        QVERIFY(qAbs(last / makespan - 1.0) < 1e-9);
    }

    void traceLanesAddUpToTheBreakdown()
    {
        const Json trace = Json::parse(runCli({"trace", scenarioFile("llama-2-70b-train-64"), "-o", "-"}).out);
        const Json breakdown = evaluationOf("llama-2-70b-train-64")["training"]["breakdown_seconds"];
        std::map<std::string, std::map<int, double>> shown; // by lane and thread
        for (const Json& event : trace["traceEvents"])
            if (event["ph"] == "X" && event["args"].contains("exposed") && event["args"]["exposed"].get<bool>())
                shown[event["cat"].get<std::string>()][event["tid"].get<int>()] += event["dur"].get<double>() * 1e-6;
        for (const auto& [lane, part] : {std::pair{"optimizer", "optimizer"}, {"tp", "tp_exposed"}}) {
            const double listed = breakdown[part].get<double>();
            QVERIFY2(listed > 0.0, part);
            const bool found = std::any_of(shown[lane].begin(), shown[lane].end(),
                                           [&](const auto& entry) { return qAbs(entry.second / listed - 1.0) < 1e-9; });
            QVERIFY2(found, lane);
        }
    }

    void report()
    {
        const QTemporaryDir folder;
        const std::string pdf = folder.filePath(QStringLiteral("r.pdf")).toStdString();
        const std::string html = folder.filePath(QStringLiteral("r.html")).toStdString();
        QCOMPARE(runCli({"report", scenarioFile("welcome"), "-o", pdf}).exitCode, 0);
        QVERIFY(contentOf(pdf).substr(0, 5) == "%PDF-");
        QCOMPARE(runCli({"report", scenarioFile("welcome"), "-o", html}).exitCode, 0);
        QVERIFY(contentOf(html).find("<html") != std::string::npos);
        QVERIFY(runCli({"report", scenarioFile("welcome"), "-o", "-"}).out.substr(0, 5) == "%PDF-");
        QCOMPARE(runCli({"report", scenarioFile("welcome"), "-o", "/nowhere/r.pdf"}).exitCode, 2);
    }

    void lint()
    {
        const CliRun run = runCli({"lint", scenarioFile("welcome")});
        QCOMPARE(run.exitCode, 0);
        QVERIFY(run.out.find("ok") != std::string::npos);
    }
};

QTEST_MAIN(TestCommandLine)
#include "tst_command_line.moc"
