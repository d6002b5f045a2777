// SPDX-License-Identifier: GPL-3.0-or-later
// shardscape validate: the table, its JSON, one regime, an unknown regime.
#include "cli_run.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace shardscape;

class TestValidate : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void oneRegimeAsJson()
    {
        const auto result = runCli({"validate", "--regime", "pipeline-schedules", "--json"});
        QCOMPARE(result.exitCode, 0);
        const auto json = nlohmann::json::parse(result.out);
        QCOMPARE(json["format"].get<std::string>(), std::string{"shardscape-validation-report"});
        QCOMPARE(json["regimes"].size(), std::size_t{1});
        QVERIFY(json["rows"].size() > 30);
        for (const auto& row : json["rows"])
            QVERIFY(row["predicted"].get<double>() > 0);
    }

    void allRegimesAsTable()
    {
        const auto result = runCli({"validate"});
        QCOMPARE(result.exitCode, 0);
        QVERIFY(result.out.find("dense-train-h100-bf16") != std::string::npos);
        QVERIFY(result.out.find("left out:") != std::string::npos); // misses are shown, not dropped
    }

    void anUnknownRegimeIsBadInput()
    {
        const auto result = runCli({"validate", "--regime", "nonsense"});
        QCOMPARE(result.exitCode, 2);
        QVERIFY(result.err.find("nonsense") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestValidate)
#include "tst_validate.moc"
