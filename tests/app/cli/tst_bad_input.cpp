// SPDX-License-Identifier: GPL-3.0-or-later
// Bad input through the command line: exit code 2, nothing on stdout, one line a problem with path, what and hint on stderr.
#include "cli/input_output.h"
#include "cli_run.h"

#include <QtTest>

#include <filesystem>
#include <fstream>

#include <unistd.h>

using namespace shardscape;
using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

namespace {

Json welcome()
{
    std::ifstream file{scenarioFile("welcome")};
    return Json::parse(file);
}

/// Becomes another user while it lives, if the test runs as root, for whom no file is forbidden.
class NotRoot {
public:
    NotRoot() : m_changed{geteuid() == 0 && seteuid(65534) == 0} {}
    ~NotRoot()
    {
        if (m_changed && seteuid(0) != 0)
            qFatal("cannot become root again");
    }
    NotRoot(const NotRoot&) = delete;
    NotRoot& operator=(const NotRoot&) = delete;

private:
    bool m_changed;
};

} // namespace

class TestBadInput : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    std::string fileWith(const std::string& name, const std::string& bytes)
    {
        const std::string path = m_folder.path().toStdString() + "/" + name;
        std::ofstream{path, std::ios::binary} << bytes;
        return path;
    }

    static void verifyRefused(const CliRun& run, const std::string& inError)
    {
        QCOMPARE(run.exitCode, 2);
        QCOMPARE(run.out, std::string{});
        QVERIFY2(run.err.find(inError) != std::string::npos, run.err.c_str());
        std::istringstream lines{run.err};
        for (std::string line; std::getline(lines, line);) {
            QVERIFY2(line.find(": ") != std::string::npos, line.c_str());
            QVERIFY2(line.back() == ')' && line.find(" (") != std::string::npos, line.c_str());
        }
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void wrongBytes_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("inError");
        QTest::newRow("empty") << QByteArray() << QByteArray("the file is empty");
        QTest::newRow("deep nesting") << (QByteArray("{\"model\":") + QByteArray(1'000'000, '[')) << QByteArray("64 levels");
        QTest::newRow("UTF-16") << QByteArray("\xFF\xFE{\0\"\0a\0", 8) << QByteArray("UTF-16");
        QTest::newRow("Latin-1") << QByteArray("{\"title\": \"Z\xFCrich\"}") << QByteArray("save the file as UTF-8");
        QTest::newRow("binary") << QByteArray("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16) << QByteArray("line 1, column 1");
        QTest::newRow("cut off") << QByteArray("{\"format\": \"shardscape-scenario\",") << QByteArray("too early");
        QTest::newRow("another JSON") << QByteArray("{\"architectures\": [\"LlamaForCausalLM\"]}") << QByteArray("/format");
        QTest::newRow("no object") << QByteArray("[1, 2]") << QByteArray("one JSON object");
        QTest::newRow("duplicate keys") << QByteArray("{\"format\": 1, \"format\": 2}")
                                        << QByteArray("/format: the key stands more than once");
    }
    void wrongBytes()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, inError);
        for (const char* command : {"evaluate", "lint"}) {
            verifyRefused(runCli({command, fileWith("bad.json", bytes.toStdString())}), inError.toStdString());
            verifyRefused(runCli({command, "-"}, bytes.toStdString()), inError.toStdString());
        }
    }

    void wrongValues_data()
    {
        QTest::addColumn<QByteArray>("pointer");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("inError");
        const auto row = [](const char* name, const char* pointer, const char* value, const char* inError) {
            QTest::newRow(name) << QByteArray(pointer) << QByteArray(value) << QByteArray(inError);
        };
        row("unknown model", "/model", "\"llama-2-71b\"", "/model: 'llama-2-71b' is no known model (did you mean 'llama-2-70b'");
        row("unknown cluster", "/cluster/preset", "\"dgx-a1000\"",
            "/cluster/preset: 'dgx-a1000' is no known cluster (did you mean 'dgx-a100'");
        row("unknown software", "/workload/software", "\"vllm-9\"", "/workload/software: ");
        row("software of the other kind", "/workload/software", "\"megatron-2025\"", "/workload/software: ");
        row("4 x 3 ranks on 4 GPUs", "/parallelism/dp", "3", "/parallelism");
        row("3 does not divide 64 heads", "/parallelism/tp", "3", "/parallelism/tp");
        row("more stages than layers", "/parallelism/pp", "81", "/parallelism/pp");
        row("zero", "/parallelism/tp", "0", "/parallelism/tp: 0 is out of range (allowed: ");
        row("negative", "/workload/concurrency", "-5", "/workload/concurrency: -5 is out of range (allowed: ");
        row("1e308", "/workload/prompt_tokens", "1e308", "/workload/prompt_tokens: 1e+308 is out of range (allowed: ");
        row("a text for a number", "/parallelism/tp", "\"4\"", "/parallelism/tp: a whole number is needed, found '4'");
        row("a GPU used twice", "/placement", "[0, 1, 2, 2]", "/placement");
        row("a GPU that is not there", "/placement", "[0, 1, 2, 9]", "/placement");
        row("a placement too short", "/placement", "[0, 1]", "/placement");
        row("more nodes than the network joins", "/cluster/nodes", "2", "/cluster/nodes: ");
        row("unknown override", "/cluster/overrides", "{\"nik.count\": 4}", "/cluster/overrides/nik.count: ");
        row("a newer file", "/version", "7", "/version: the file has version 7");
        row("unknown key", "/parallelism/tpp", "4", "/parallelism/tpp: the key is not known here (did you mean ");
    }
    void wrongValues()
    {
        QFETCH(QByteArray, pointer);
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, inError);
        Json json = welcome();
        json[Json::json_pointer(pointer.toStdString())] = Json::parse(value.toStdString());
        verifyRefused(runCli({"evaluate", "-"}, json.dump()), inError.toStdString());
        verifyRefused(runCli({"lint", "-"}, json.dump()), inError.toStdString());
    }

    void notANumber() // JSON has no NaN: it is refused with its place
    {
        std::string text = welcome().dump(2);
        const std::string key = "\"memory_fraction\": ";
        text.replace(text.find(key) + key.size(), 3, "NaN");
        verifyRefused(runCli({"evaluate", "-"}, text), "column");
    }

    void severalProblemsAtOnce()
    {
        Json json = welcome();
        json["model"] = "llama";
        json["cluster"]["preset"] = "dgx";
        const CliRun run = runCli({"evaluate", "-"}, json.dump());
        verifyRefused(run, "/model");
        verifyRefused(run, "/cluster/preset");
        QCOMPARE(std::count(run.err.begin(), run.err.end(), '\n'), 2);
    }

    void missingFile() { verifyRefused(runCli({"evaluate", m_folder.path().toStdString() + "/nothing.json"}), "there is no such file"); }
    void folder() { verifyRefused(runCli({"lint", m_folder.path().toStdString()}), "this is a folder"); }

    void hugeFile() // 200 MB, refused by its size before it is read
    {
        const std::string path = fileWith("huge.json", "{");
        fs::resize_file(path, 200'000'000);
        QElapsedTimer timer;
        timer.start();
        verifyRefused(runCli({"evaluate", path}), "more than 67108864 bytes");
        QVERIFY(timer.elapsed() < 2000);
    }

    void hugeStandardInput() { verifyRefused(runCli({"evaluate", "-"}, std::string(70'000'000, ' ')), "more than 67108864 bytes"); }

    void noPermission()
    {
        fs::permissions(m_folder.path().toStdString(), fs::perms::others_exec | fs::perms::group_exec, fs::perm_options::add);
        const std::string path = fileWith("secret.json", welcome().dump());
        fs::permissions(path, fs::perms::none);
        const NotRoot user;
        if (geteuid() == 0)
            QSKIP("root may read every file, and the test could not become another user");
        verifyRefused(runCli({"evaluate", path}), "cannot be opened: Permission denied");
    }

    void wrongCalls_data()
    {
        QTest::addColumn<QByteArrayList>("arguments");
        QTest::addColumn<QByteArray>("inError");
        QTest::newRow("no file") << QByteArrayList{"evaluate"} << QByteArray("FILE is required");
        QTest::newRow("unknown option") << QByteArrayList{"lint", "x", "--bogus"} << QByteArray("--bogus");
        QTest::newRow("two files") << QByteArrayList{"lint", "x", "y"} << QByteArray("y");
        QTest::newRow("unknown preset") << QByteArrayList{"presets", "show", "dgx-h10"} << QByteArray("did you mean 'dgx-h100'");
        QTest::newRow("unknown schedule") << QByteArrayList{"schedule", "--schedule", "2f2b", "--stages", "2", "--microbatches", "2"}
                                          << QByteArray("--schedule: '2f2b' is no schedule");
        QTest::newRow("no stages") << QByteArrayList{"schedule", "--schedule", "1f1b", "--stages", "0", "--microbatches", "2"}
                                   << QByteArray("--stages");
        QTest::newRow("stages no number") << QByteArrayList{"schedule", "--schedule", "1f1b", "--stages", "two", "--microbatches", "2"}
                                          << QByteArray("--stages");
        QTest::newRow("times not a number") << QByteArrayList{"schedule",       "--schedule", "1f1b",      "--stages", "2",
                                                              "--microbatches", "2",          "--forward", "nan"}
                                            << QByteArray("--forward");
        QTest::newRow("too many tasks") << QByteArrayList{"schedule", "--schedule",     "1f1b",      "--stages",
                                                          "4000",     "--microbatches", "2000000000"}
                                        << QByteArray("--microbatches");
        QTest::newRow("unknown collective") << QByteArrayList{"collective", "--op", "reduce", "--bytes", "1", "--cluster", "dgx-h100"}
                                            << QByteArray("--op");
        QTest::newRow("negative size") << QByteArrayList{"collective", "--op", "all-reduce", "--bytes", "-1", "--cluster", "dgx-h100"}
                                       << QByteArray("--bytes");
        QTest::newRow("more ranks than GPUs") << QByteArrayList{"collective", "--op",     "all-reduce",       "--bytes", "1",
                                                                "--cluster",  "dgx-h100", "--ranks-per-node", "9"}
                                              << QByteArray("--ranks-per-node");
        QTest::newRow("unknown cluster") << QByteArrayList{"collective", "--op", "all-reduce", "--bytes", "1", "--cluster", "dgx"}
                                         << QByteArray("--cluster");
        QTest::newRow("a scenario is no config")
            << QByteArrayList{"import", "hf-config", QByteArray::fromStdString(scenarioFile("welcome"))} << QByteArray("/model_type");
    }
    void wrongCalls()
    {
        QFETCH(QByteArrayList, arguments);
        QFETCH(QByteArray, inError);
        std::vector<std::string> call;
        for (const QByteArray& argument : arguments)
            call.push_back(argument.toStdString());
        verifyRefused(runCli(call), inError.toStdString());
    }

    void outputsThatCannotBeWritten()
    {
        std::ostringstream out;
        const std::string folder = m_folder.path().toStdString();
        QCOMPARE(writeOutput(folder + "/missing/x.json", "x", out).error().front().code, std::string{"unwritable"});
        fs::create_directory(folder + "/taken");
        QCOMPARE(writeOutput(folder + "/taken", "x", out).error().front().code, std::string{"unwritable"});
        QVERIFY(!fs::exists(folder + "/taken.part"));
        std::ofstream full{"/dev/full"};
        QCOMPARE(writeOutput("-", std::string(100'000, 'x'), full).error().front().code, std::string{"unwritable"});
    }

    void aWrittenFileIsWhole()
    {
        std::ostringstream out;
        const std::string path = fileWith("old.json", "the old content, which is longer");
        QVERIFY(writeOutput(path, "new", out));
        std::ifstream file{path};
        QCOMPARE(std::string(std::istreambuf_iterator<char>{file}, {}), std::string{"new"});
        QVERIFY(!fs::exists(path + ".part"));
    }
};

QTEST_APPLESS_MAIN(TestBadInput)
#include "tst_bad_input.moc"
