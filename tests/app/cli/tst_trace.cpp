// SPDX-License-Identifier: GPL-3.0-or-later
// The trace against the rules of the Trace Event Format (the document that chrome://tracing and Perfetto refer to), for every preset.
#include "cli_run.h"

#include <QtTest>

#include <map>
#include <set>

using namespace shardscape;
using Json = nlohmann::ordered_json;

namespace {

bool isNumber(const Json& event, const char* key) { return event.contains(key) && event[key].is_number() && std::isfinite(event[key].get<double>()); }

/// What is wrong with an event; empty = nothing.
std::string complaint(const Json& event)
{
    if (!event.contains("name") || !event["name"].is_string() || !event.contains("ph") || !event.contains("pid") || !event["pid"].is_number_integer())
        return "no name, phase or process";
    const std::string phase = event["ph"];
    if (phase == "M")
        return event["args"].contains("name") && event["args"]["name"].is_string() ? "" : "a name without a name";
    if (!isNumber(event, "ts") || event["ts"].get<double>() < 0)
        return "no time";
    if (phase == "C")
        return event["args"].is_object() && event["args"].size() == 1 && isNumber(event["args"], "used") && event["args"]["used"].get<double>() >= 0 ? "" : "a counter without a number";
    if (!event.contains("tid") || !event["tid"].is_number_integer() || !event.contains("cat"))
        return "no thread or category";
    if (phase == "X")
        return isNumber(event, "dur") && event["dur"].get<double>() >= 0 ? "" : "no duration";
    if (phase == "s" || phase == "f")
        return event.contains("id") ? "" : "an arrow without id";
    return "unknown phase " + phase;
}

} // namespace

class TestTrace : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void keepsTheFormat_data()
    {
        QTest::addColumn<QByteArray>("preset");
        for (const char* preset : {"welcome", "llama-2-70b-train-64", "deepseek-v3-ep64-pp16", "megatron-530b-3360-a100", "mixtral-8x7b-ep8-serving"})
            QTest::newRow(preset) << QByteArray(preset);
    }
    void keepsTheFormat()
    {
        QFETCH(QByteArray, preset);
        const Json trace = Json::parse(runCli({"trace", scenarioFile(preset.toStdString()), "-o", "-"}).out);
        QVERIFY(trace.is_object() && trace["traceEvents"].is_array() && trace["displayTimeUnit"] == "ms");
        std::set<int> processes;
        std::set<std::pair<int, int>> threads;
        std::map<std::string, int> arrows;
        double peak = 0;
        for (const Json& event : trace["traceEvents"]) {
            const std::string wrong = complaint(event);
            QVERIFY2(wrong.empty(), (wrong + ": " + event.dump()).c_str());
            const int pid = event["pid"];
            if (event["name"] == "process_name")
                QVERIFY(processes.insert(pid).second); // named once
            else if (event["name"] == "thread_name")
                QVERIFY(threads.insert({pid, event["tid"].get<int>()}).second);
            if (event["ph"] == "X" || event["ph"] == "s" || event["ph"] == "f")
                QVERIFY2(threads.count({pid, event["tid"].get<int>()}) == 1, event.dump().c_str());
            if (event["ph"] == "s" || event["ph"] == "f")
                arrows[event["id"].dump()] += event["ph"] == "s" ? 1 : -1;
            if (event["ph"] == "C")
                peak = std::max(peak, event["args"]["used"].get<double>());
            QVERIFY(processes.count(pid) == 1);
        }
        for (const auto& [id, open] : arrows)
            QCOMPARE(open, 0); // every arrow has both ends
        const double stated = evaluationOf(preset.toStdString())["memory"]["peak_bytes"].get<double>() / (1u << 30);
        QVERIFY2(std::abs(peak / stated - 1.0) < 1e-6, qPrintable(QStringLiteral("%1 of %2").arg(peak).arg(stated)));
    }

    /// The whole evaluation with derivations: every value is that of its formula's terms, every reference leads somewhere.
    void derivationsGoWithTheEvaluation()
    {
        const Json plain = Json::parse(runCli({"evaluate", scenarioFile("llama-2-70b-train-64"), "--json"}).out);
        Json full = Json::parse(runCli({"evaluate", scenarioFile("llama-2-70b-train-64"), "--derivations"}).out);
        std::set<std::string> ids;
        for (const Json& derivation : full["derivations"])
            ids.insert(derivation["id"].get<std::string>());
        QVERIFY(ids.size() > 20 && ids.count("training/step") == 1);
        for (const Json& derivation : full["derivations"])
            for (const Json& term : derivation["terms"])
                if (const auto from = term["from"].get<std::string>(); !from.empty())
                    QVERIFY2(ids.count(from) == 1, from.c_str());
        full.erase("derivations");
        QCOMPARE(full, plain);
    }

    void stagesOfDifferentNodesAreDifferentProcesses()
    {
        const Json trace = Json::parse(runCli({"trace", scenarioFile("megatron-530b-3360-a100"), "-o", "-"}).out);
        std::set<int> nodes;
        for (const Json& event : trace["traceEvents"])
            nodes.insert(event["pid"].get<int>());
        QVERIFY(nodes.size() > 1);
    }
};

QTEST_GUILESS_MAIN(TestTrace)
#include "tst_trace.moc"
