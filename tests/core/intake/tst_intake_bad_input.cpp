// SPDX-License-Identifier: GPL-3.0-or-later
// Input that is broken, hostile or huge: a clear problem or a part of the truth, never a crash, never a scenario out of nothing.
#include "core/launch/launch_fixture.h"

#include "intake/intake.h"
#include "intake/line_source.h"

#include <QElapsedTimer>

#include <sstream>
#include <streambuf>

using namespace shardscape;

namespace {

/// A stream of one line over and over, which is never in memory as a whole.
class EndlessLog : public std::streambuf {
public:
    EndlessLog(std::string line, std::size_t bytes) : m_line{std::move(line)}, m_left{bytes} {}

protected:
    int_type underflow() override
    {
        if (m_left == 0)
            return traits_type::eof();
        const std::size_t take = std::min(m_left, m_line.size());
        m_left -= take;
        setg(m_line.data(), m_line.data(), m_line.data() + take);
        return traits_type::to_int_type(*gptr());
    }

private:
    std::string m_line;
    std::size_t m_left;
};

} // namespace

class IntakeBadInputTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_library = test::allPresets(); }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void refused_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("code");
        const auto row = [](const char* name, const QByteArray& text, const char* code) { QTest::newRow(name) << text << QByteArray(code); };
        row("nothing", "", "empty");
        row("blanks", " \n\t\n", "empty");
        row("prose", "the quick brown fox", "nothing-known");
        row("binary", QByteArray("MZ\0\1\2\3", 6), "binary");
        row("control characters", QByteArray(100, '\x01'), "binary");
        row("an open quote", "vllm serve 'Qwen/Qwen3-32B -tp 2", "command-text");
        row("a flag without its value", "vllm serve Qwen/Qwen3-32B --tensor-parallel-size", "launch-flag");
        row("a flag given twice", "vllm serve Qwen/Qwen3-32B -tp 2 --tensor-parallel-size 4", "launch-flag");
        row("half a number", "vllm serve Qwen/Qwen3-32B -tp 2x", "launch-flag");
        row("flags that exclude each other", "torchrun --nproc-per-node 8 pretrain_gpt.py --bf16 --fp16", "launch-flag");
        row("degrees that do not divide", "torchrun --nproc-per-node 8 pretrain_gpt.py --tensor-model-parallel-size 3", "launch-flag");
        row("half a scenario", "{\"format\": \"shardscape-scenario\"", "not-json");
        row("another's PDF", "%PDF-1.7\nstream\nendstream", "pdf-without-scenario");
        row("a PDF that names an object it lacks", "%PDF-1.4\n/F (scenario.shard.json)\n/EF <</F 7 0 R>>", "pdf-damaged");
        row("a PDF that names an object beyond all numbers", "%PDF-1.4\n/F (scenario.shard.json)\n/EF <</F 99999999999999999999 0 R>>", "pdf-without-scenario");
        row("a log with no time", "iteration 1/ 10 | elapsed time per iteration (ms): nan | global batch size: 8 |", "nothing-known");
    }
    void refused()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, code);
        const Scenario base = test::servingBase();
        const Result<Intake> intake = takeIn(text.toStdString(), {.scenario = base, .library = m_library});
        QVERIFY(!intake.has_value());
        QCOMPARE(QByteArray::fromStdString(intake.error().front().code), code);
        for (const Problem& problem : intake.error())
            QVERIFY(!problem.message.empty() && !problem.hint.empty());
    }

    /// What a newer version calls differently is listed; the rest counts.
    void unknownFlagsAreListed()
    {
        const Scenario base = test::servingBase();
        const Result<Intake> intake = takeIn("vllm serve Qwen/Qwen3-32B \\\n  -tp 2 \\\n  --decode-context-parallel-size 2", {.scenario = base, .library = m_library});
        QVERIFY(intake.has_value());
        QVERIFY(std::any_of(intake->report.ignored.begin(), intake->report.ignored.end(),
                            [](const LaunchItem& item) { return item.flag == "--decode-context-parallel-size"; }));
    }

    /// What looks like a substitution stays text.
    void nothingIsRun()
    {
        const QString trace = QDir::temp().filePath(QStringLiteral("shardscape-intake-ran"));
        QFile::remove(trace);
        const std::string evil = "$(touch " + trace.toStdString() + ")";
        const Scenario base = test::servingBase();
        (void)takeIn("vllm serve Qwen/Qwen3-32B -tp 2 --port " + evil + "; touch " + trace.toStdString(), {.scenario = base, .library = m_library});
        (void)takeIn("non-default args: {'model': '" + evil + "', 'tensor_parallel_size': __import__('os').system('" + evil + "')}\n",
                     {.scenario = base, .library = m_library});
        QVERIFY(!QFile::exists(trace));
    }

    void argumentsThatMakeNoPlanLeaveTheMeasurements()
    {
        const Scenario base = test::servingBase();
        const Result<Intake> intake = takeIn("non-default args: {'model': 'acme/unknown-9b', 'tensor_parallel_size': 2}\n"
                                             "Engine 000: Avg generation throughput: 100.0 tokens/s, Running: 4 reqs\n",
                                             {.scenario = base, .library = m_library});
        QVERIFY(intake && !intake->scenario && intake->measured.outputTokensPerSecond == 100.0);
        QVERIFY(!intake->report.ignored.empty());
    }

    void fiftyMegabytesInAStream()
    {
        const std::string noise = "INFO 09-03 16:28:47 [worker.py:23] something that says nothing about anything at all, request 12345 ...\n";
        EndlessLog log(noise + "iteration 5/ 9 | elapsed time per iteration (ms): 1234.5 | global batch size: 128 |\n", 50u << 20);
        std::istream in(&log);
        const Scenario base = test::trainingBase();
        QElapsedTimer clock;
        clock.start();
        const Result<Intake> intake = takeIn(in, {.scenario = base, .library = m_library});
        qInfo("50 MiB of log in %lld ms", static_cast<long long>(clock.elapsed()));
        QVERIFY(intake.has_value());
        QVERIFY(std::abs(intake->measured.stepSeconds.value_or(0) - 1.2345) < 1e-9);
    }

    void oneEndlessLineAndCancelling()
    {
        const Scenario base = test::trainingBase();
        EndlessLog line(std::string(1000, 'x'), 20u << 20);
        std::istream in(&line);
        const Result<Intake> intake = takeIn(in, {.scenario = base, .library = m_library});
        QVERIFY(!intake && intake.error().front().code == "nothing-known");
        EndlessLog again(std::string(1000, 'x'), 20u << 20);
        std::istream stopped(&again);
        const std::atomic<bool> cancel{true};
        const Result<Intake> none = takeIn(stopped, {.scenario = base, .library = m_library, .cancel = &cancel});
        QVERIFY(!none && none.error().front().code == "cancelled");
    }

    void linesSplitAnywhere()
    {
        const std::string text = "a\r\nb\x1b[31mred\x1b[0m\n\x1b]0;title\atail\rlast";
        for (std::size_t piece = 1; piece <= text.size(); ++piece) {
            std::vector<std::string> lines;
            LineSource source([&](std::string_view line) { lines.emplace_back(line); });
            for (std::size_t at = 0; at < text.size(); at += piece)
                source.feed(std::string_view{text}.substr(at, piece));
            source.finish();
            std::erase(lines, std::string{});
            QCOMPARE(lines, (std::vector<std::string>{"a", "bred", "tail", "last"}));
        }
    }

    /// Cut and changed texts of every kind: any answer, but an answer.
    void mutationsNeverCrash()
    {
        const Scenario base = test::servingBase();
        const std::vector<std::string> seeds{
            "vllm serve Qwen/Qwen3-32B --tensor-parallel-size 2 --gpu-memory-utilization 0.9",
            "non-default args: {'model': 'Qwen/Qwen3-32B', 'a': [1, {2: (3)}], 'tensor_parallel_size': 4}\nEngine 000: Avg generation throughput: 9 tokens/s, Running: 1\n",
            "GPU 0: NVIDIA H100 80GB HBM3 (UUID: GPU-1)\nGPU 1: NVIDIA H100 80GB HBM3 (UUID: GPU-2)\n",
            "  tensor_model_parallel_size ........... 8\n  world_size ..... 64\niteration 1 | elapsed time per iteration (ms): 5 |\n",
            "%PDF-1.4\n58 0 obj\n<<\n/Filter /FlateDecode\n>>\nstream\nx\x9c\x03\nendstream\n/F (scenario.shard.json)\n/EF <</F 58 0 R>>\n"};
        std::mt19937 random(11);
        for (int round = 0; round < 3000; ++round) {
            std::string text = seeds[static_cast<std::size_t>(round) % seeds.size()];
            for (auto i = random() % 6; i > 0; --i) {
                const std::size_t at = random() % text.size();
                if (random() % 3 == 0)
                    text.erase(at, random() % 9);
                else
                    text.insert(at, 1, static_cast<char>(random() % 256));
                if (text.empty())
                    text = "x";
            }
            const Result<Intake> intake = takeIn(text, {.scenario = base, .library = m_library});
            QVERIFY(intake.has_value() || !intake.error().empty());
        }
    }

private:
    PresetLibrary m_library;
};

QTEST_MAIN(IntakeBadInputTest)
#include "tst_intake_bad_input.moc"
