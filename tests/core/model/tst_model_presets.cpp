// SPDX-License-Identifier: GPL-3.0-or-later
// Every model preset is read, says where it comes from and when, has the parameter count its publishers give, and survives a round trip.
#include "core/model/model_files.h"
#include "cost/kv_cache.h"
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
        exact("minimax-text-01", "safetensors total", 456'089'655'296.0);
        exact("jamba-v0.1", "safetensors total", 51'570'323'328.0);
        exact("hunyuan-a13b", "safetensors total", 80'393'183'232.0);
        exact("command-r-plus", "safetensors total", 103'810'674'688.0);
        exact("mistral-large-2", "safetensors total", 122'610'069'504.0);
        exact("gpt-oss-120b", "safetensors total", 116'829'156'672.0);
        headline("gpt3-175b", "Narayanan et al. 2021 Table 1: 174.6 billion", 174.6e9, 0.05e9);
        headline("megatron-22b", "Korthikanti et al. 2022 Table 3: 22B", 22e9, 0.5e9);
        headline("megatron-530b", "Narayanan et al. 2021 Table 1: 529.6 billion", 529.6e9, 0.05e9);
        headline("megatron-1t", "Narayanan et al. 2021 Table 1: 1008.0 billion", 1008.0e9, 0.05e9);
        headline("nemotron-4-340b", "report section 2.1: 9.4B embedding and 331.6B other", 341.0e9, 0.05e9);
        headline("nemotron-4-15b", "report section 2: 3.2B embedding and 12.5B other", 15.65e9, 0.05e9);
        headline("palm-540b", "Chowdhery et al. 2022 Table 1: 540.35 billion", 540.35e9, 0.01e9);
        headline("snowflake-arctic", "headline 480B", 480e9, 2e9);
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
        QTest::newRow("snowflake-arctic: headline 17B") << QStringLiteral("snowflake-arctic") << 17e9;
        QTest::newRow("minimax-text-01: arXiv 2501.08313, 45.9B without embedding and head")
            << QStringLiteral("minimax-text-01") << 45.9e9 + 2.0 * 200'064.0 * 6'144.0;
        QTest::newRow("kimi-k2: arXiv 2507.20534, 32B") << QStringLiteral("kimi-k2") << 32e9;
    }
    void activeParameters()
    {
        QFETCH(QString, id);
        QFETCH(double, active);
        const double counted = countParameters(*preset(id)).active;
        QVERIFY2(std::abs(counted / active - 1.0) < 0.03, qPrintable(QString::number(counted, 'f', 0)));
    }

    // Bytes one token adds to the bf16 cache of all layers, as published or worked out from the published sizes; a wrong number of
    // key/value heads, head size, latent rank or layer pattern shows here and in no parameter count of an MHA model.
    void cacheBytesPerToken_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<double>("bytes");
        const auto row = [](const char* id, const char* why, double bytes) {
            QTest::addRow("%s: %s", id, why) << QString::fromLatin1(id) << bytes;
        };
        row("gpt2", "12 layers, 12 heads of 64", 36'864.0);
        row("llama-2-7b", "32 layers, 32 heads of 128", 524'288.0);
        row("llama-3.1-8b", "32 layers, 8 heads of 128", 131'072.0);
        row("mistral-7b", "32 layers, 8 heads of 128", 131'072.0);
        row("mixtral-8x7b", "32 layers, 8 heads of 128", 131'072.0);
        row("llama-3.1-70b", "80 layers, 8 heads of 128", 327'680.0);
        row("llama-3.1-405b", "126 layers, 8 heads of 128", 516'096.0);
        row("qwen3-30b-a3b", "48 layers, 4 heads of 128", 98'304.0);
        row("qwen3-235b-a22b", "94 layers, 4 heads of 128", 192'512.0);
        row("glm-4.5", "92 layers, 8 heads of 128", 376'832.0);
        row("gpt-oss-120b", "36 layers, 8 heads of 64", 73'728.0);
        row("gemma-3-27b", "62 layers, 16 heads of 128", 507'904.0);
        row("deepseek-v2-lite", "27 layers, latent 512 + 64", 31'104.0);
        row("deepseek-v2", "60 layers, latent 512 + 64", 69'120.0);
        row("deepseek-v3", "61 layers, latent 512 + 64: 70 KB in its report", 70'272.0);
        row("kimi-k2", "61 layers, latent 512 + 64", 70'272.0);
        row("gpt3-175b", "96 layers, 96 heads of 128", 96 * 2 * 2 * 12'288.0);
        row("falcon-180b", "80 layers, 8 heads of 64", 80 * 2 * 2 * 512.0);
        row("nemotron-4-340b", "96 layers, 8 heads of 192", 96 * 2 * 2 * 1'536.0);
        row("palm-540b", "118 layers, 1 head of 256", 118 * 2 * 2 * 256.0);
        row("qwen3-next-80b-a3b", "12 of 48 layers, 2 heads of 256", 12 * 2 * 2 * 512.0);
        row("minimax-text-01", "10 of 80 layers, 8 heads of 128", 10 * 2 * 2 * 1'024.0);
        row("jamba-v0.1", "4 of 32 layers, 8 heads of 128: 4 GB at 256k tokens in its paper", 4 * 2 * 2 * 1'024.0);
    }
    void cacheBytesPerToken()
    {
        QFETCH(QString, id);
        QFETCH(double, bytes);
        const TransformerSpec model = *preset(id);
        double sum = 0.0;
        for (int i = 0; i < model.layers(); ++i)
            sum += kvBytesPerToken(model.layer(i).attention, KvSetting{});
        QCOMPARE(sum, bytes);
    }

    void windows_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<int>("limited"); // layers that see a window or a chunk only
        QTest::addColumn<int>("tokens");
        QTest::newRow("gpt-oss-20b: every other of 24") << QStringLiteral("gpt-oss-20b") << 12 << 128;
        QTest::newRow("gpt-oss-120b: every other of 36") << QStringLiteral("gpt-oss-120b") << 18 << 128;
        QTest::newRow("gemma-2-9b: every other of 42") << QStringLiteral("gemma-2-9b") << 21 << 4096;
        QTest::newRow("gemma-3-27b: five of six of 62") << QStringLiteral("gemma-3-27b") << 52 << 1024;
        QTest::newRow("mistral-7b: all 32") << QStringLiteral("mistral-7b") << 32 << 4096;
        QTest::newRow("llama-4-scout: three of four of 48") << QStringLiteral("llama-4-scout") << 36 << 8192;
        QTest::newRow("llama-4-maverick: three of four of 48") << QStringLiteral("llama-4-maverick") << 36 << 8192;
        QTest::newRow("llama-3.1-8b: none") << QStringLiteral("llama-3.1-8b") << 0 << 0;
    }
    void windows()
    {
        QFETCH(QString, id);
        QFETCH(int, limited);
        QFETCH(int, tokens);
        const TransformerSpec model = *preset(id);
        int found = 0;
        for (int i = 0; i < model.layers(); ++i) {
            const AttentionSpec& a = model.layer(i).attention;
            const int seen = a.slidingWindow + a.chunkTokens;
            found += seen > 0 ? 1 : 0;
            QVERIFY(seen == 0 || seen == tokens);
        }
        QCOMPARE(found, limited);
    }
};

QTEST_APPLESS_MAIN(TestModelPresets)
#include "tst_model_presets.moc"
