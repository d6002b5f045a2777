// SPDX-License-Identifier: GPL-3.0-or-later
// Every model preset is read, says where it comes from and when, has the parameter count its publishers give, and survives a round trip.
#include "core/model/model_files.h"
#include "io/model_json.h"
#include "model/parameters.h"

#include <QRegularExpression>
#include <QTest>

#include <cmath>

using namespace shardscape;

namespace {

const QString folder = QStringLiteral(PRESETS_DIR "/models/");

void addPresets()
{
    QTest::addColumn<QString>("id");
    for (const QString& id : test::idsIn(folder))
        QTest::newRow(qPrintable(id)) << id;
}

Result<TransformerSpec> preset(const QString& id)
{
    return parseJson(test::textOf(folder + id + QStringLiteral(".json"))).and_then([](const Json& json) {
        return readModelJson(json, "");
    });
}

} // namespace

class TestModelPresets : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void reads_data() { addPresets(); }
    void reads()
    {
        QFETCH(QString, id);
        const auto model = preset(id);
        QVERIFY2(model.has_value(), model ? "" : test::allOf(model.error()).c_str());
        QCOMPARE(QString::fromStdString(model->id), id);
        QVERIFY(!model->name.empty());
        const QRegularExpression date{QStringLiteral("\\b20[12]\\d-[01]\\d\\b")};
        QVERIFY2(date.match(QString::fromStdString(model->source)).hasMatch(), model->source.c_str());
        QVERIFY(readModelJson(modelToJson(*model), "") == model);
    }

    void idsThatScriptsRelyOn()
    {
        const QStringList needed =
            QStringLiteral(
                "llama-2-7b llama-2-13b llama-2-70b llama-3.1-8b llama-3.1-70b llama-3.1-405b mistral-7b mixtral-8x7b mixtral-8x22b "
                "qwen2.5-7b qwen2.5-72b qwen3-8b qwen3-32b qwen3-30b-a3b qwen3-235b-a22b deepseek-v2 deepseek-v3 kimi-k2 glm-4.5 "
                "gpt-oss-20b gpt-oss-120b gemma-2-9b gemma-3-27b phi-4 gpt3-175b megatron-22b megatron-530b megatron-1t bloom-176b "
                "opt-175b llama-4-scout llama-4-maverick dbrx falcon-180b grok-1 nemotron-4-340b")
                .split(QLatin1Char(' '));
        const QStringList present = test::idsIn(folder);
        for (const QString& id : needed)
            QVERIFY2(present.contains(id), qPrintable(id));
    }

    void totals_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<double>("total");
        QTest::addColumn<double>("tolerance");
        const auto exact = [](const char* id, const char* source, double total) {
            QTest::addRow("%s: %s", id, source) << QString::fromLatin1(id) << total << 0.0;
        };
        const auto headline = [](const char* id, const char* source, double total, double tolerance) {
            QTest::addRow("%s: %s", id, source) << QString::fromLatin1(id) << total << tolerance;
        };
        exact("llama-2-13b", "safetensors total less rotary buffers", 13'015'864'320.0);
        exact("llama-3.1-405b", "safetensors total", 405'853'388'800.0);
        exact("qwen2.5-32b", "safetensors total", 32'763'876'352.0);
        exact("qwen2.5-72b", "safetensors total", 72'706'203'648.0);
        exact("qwen3-32b", "safetensors total", 32'762'123'264.0);
        exact("deepseek-v2", "safetensors total", 235'741'434'880.0);
        exact("deepseek-v3", "safetensors total less MTP module, second embedding and head", 671'026'419'200.0);
        exact("bloom-176b", "Le Scao et al. 2022 section 3.2", 176'247'271'424.0);
        exact("falcon-180b", "safetensors total less the stored copy of the tied head", 179'522'565'120.0 - 65'024.0 * 14'848.0);
        exact("gpt-oss-120b", "safetensors total", 116'829'156'672.0);
        headline("gpt3-175b", "Narayanan et al. 2021 Table 1: 174.6 billion", 174.6e9, 0.05e9);
        headline("megatron-22b", "Korthikanti et al. 2022 Table 3: 22B", 22e9, 0.5e9);
        headline("megatron-530b", "Narayanan et al. 2021 Table 1: 529.6 billion", 529.6e9, 0.05e9);
        headline("megatron-1t", "Narayanan et al. 2021 Table 1: 1008.0 billion", 1008.0e9, 0.05e9);
        headline("nemotron-4-340b", "report section 2.1: 9.4B embedding and 331.6B other", 341.0e9, 0.05e9);
        headline("gemma-3-27b", "report Table 1: 25,600M without the embedding of 262,208 x 5,376", 25.6e9 + 262'208.0 * 5'376.0, 1e6);
        headline("llama-4-maverick", "headline 400B", 400e9, 1e9);
        headline("dbrx", "headline 132B", 132e9, 0.5e9);
        headline("grok-1", "headline 314B", 314e9, 2e9);
    }
    void totals()
    {
        QFETCH(QString, id);
        QFETCH(double, total);
        QFETCH(double, tolerance);
        const double counted = countParameters(*preset(id)).total;
        QVERIFY2(std::abs(counted - total) <= tolerance, qPrintable(QString::number(counted, 'f', 0)));
    }

    void activeParameters_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<double>("active");
        QTest::newRow("deepseek-v2: arXiv 2405.04434, 21B") << QStringLiteral("deepseek-v2") << 21e9;
        QTest::newRow("deepseek-v3: arXiv 2412.19437, 37B") << QStringLiteral("deepseek-v3") << 37e9;
        QTest::newRow("llama-4-maverick: headline 17B") << QStringLiteral("llama-4-maverick") << 17e9;
        QTest::newRow("dbrx: headline 36B") << QStringLiteral("dbrx") << 36e9;
        QTest::newRow("qwen3-235b-a22b: headline 22B") << QStringLiteral("qwen3-235b-a22b") << 22e9;
        QTest::newRow("kimi-k2: arXiv 2507.20534, 32B") << QStringLiteral("kimi-k2") << 32e9;
    }
    void activeParameters()
    {
        QFETCH(QString, id);
        QFETCH(double, active);
        const double counted = countParameters(*preset(id)).active;
        QVERIFY2(std::abs(counted / active - 1.0) < 0.03, qPrintable(QString::number(counted, 'f', 0)));
    }
};

QTEST_APPLESS_MAIN(TestModelPresets)
#include "tst_model_presets.moc"
