// SPDX-License-Identifier: GPL-3.0-or-later
// One or more models of every family that the reference folder does not hold: the keys of their config.json that matter, and the
// published parameter count (tests/data/hf-families.json). Then the layer patterns, and what happens to a model_type nobody knows.
#include "core/model/model_files.h"
#include "io/model_json.h"
#include "model/hugging_face_json.h"
#include "model/parameters.h"

#include <QRegularExpression>
#include <QTest>

#include <cmath>

using namespace shardscape;

namespace {

Json families() { return *parseJson(test::textOf(QStringLiteral(TEST_DATA_DIR "/hf-families.json"))); }

TransformerSpec modelOf(const std::string& id)
{
    const auto imported = importHuggingFaceJson(families()[id]["config"], id, "");
    return imported ? imported->model : TransformerSpec{};
}

/// The layers whose attention is not plain softmax attention over everything, as text: one letter a layer.
std::string attentionPattern(const TransformerSpec& model)
{
    std::string text;
    for (int i = 0; i < model.layers(); ++i) {
        const AttentionSpec& a = model.layer(i).attention;
        if (a.kind == AttentionKind::GatedDelta || a.kind == AttentionKind::Lightning || a.kind == AttentionKind::Mamba2)
            text += 'L';
        else
            text += a.slidingWindow > 0 ? 'w' : a.chunkTokens > 0 ? 'c' : 'f';
    }
    return text;
}

std::string expertPattern(const TransformerSpec& model)
{
    std::string text;
    for (int i = 0; i < model.layers(); ++i)
        text += model.layer(i).feedForward.isMoe() ? 'E' : 'd';
    return text;
}

Json llamaKeys()
{
    return *parseJson(R"({"model_type": "llama", "hidden_size": 4096, "intermediate_size": 14336, "num_hidden_layers": 32,
        "num_attention_heads": 32, "num_key_value_heads": 8, "vocab_size": 128256, "hidden_act": "silu", "rms_norm_eps": 1e-5,
        "tie_word_embeddings": false})");
}

} // namespace

class TestHuggingFaceFamilies : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void totals_data()
    {
        QTest::addColumn<std::string>("id");
        const Json all = families();
        for (const auto& [id, family] : all.items())
            QTest::newRow((family["repository"].get<std::string>() + ": " + family["source"].get<std::string>()).c_str()) << id;
    }
    void totals()
    {
        QFETCH(std::string, id);
        const Json family = families()[id];
        const auto imported = importHuggingFaceJson(family["config"], id, "");
        QVERIFY2(imported.has_value(), imported ? "" : test::allOf(imported.error()).c_str());
        const double total = countParameters(imported->model).total;
        QVERIFY2(std::abs(total - family["total"].get<double>()) <= family["tolerance"].get<double>(),
                 qPrintable(QString::number(total, 'f', 0)));
        QVERIFY(readModelJson(modelToJson(imported->model), "") == imported->model);
    }

    // 81,324,862,720 parameters are in the checkpoint, 79,674,391,296 of them in the 48 layers, embedding and head.
    void qwen3NextModule()
    {
        TransformerSpec model = modelOf("qwen3-next");
        model.mtpLayers = 1;
        model.mtpKind = model.pattern[3];
        QCOMPARE(countParameters(model).total + countParameters(model).mtp, 81'324'862'720.0);
    }

    // What the checkpoints hold in all, where the config mentions the modules: a second embedding and head stand beside them in GLM's.
    void modulesOfNewerConfigs()
    {
        const ParameterCount glm = countParameters(modelOf("glm-4.7-flash"));
        QCOMPARE(glm.total + glm.mtp + 2.0 * glm.embedding, 31'221'488'576.0);
        const TransformerSpec qwen = modelOf("qwen3.5-397b");
        QCOMPARE(qwen.mtpLayers, 1);
        QVERIFY(qwen.kinds[qwen.mtpKind].attention.kind == AttentionKind::Grouped);
    }

    void denseHybrid()
    {
        Json config = families()["qwen3.5-397b"]["config"];
        config["model_type"] = "qwen3_5_text";
        config.erase("num_experts");
        QVERIFY(!importHuggingFaceJson(config, "x", "").has_value()); // the width of the dense part is missing
        config["intermediate_size"] = 12288;
        const auto imported = importHuggingFaceJson(config, "x", "");
        QVERIFY2(imported.has_value(), imported ? "" : test::allOf(imported.error()).c_str());
        QCOMPARE(expertPattern(imported->model).substr(0, 4), std::string{"dddd"});
        QCOMPARE(attentionPattern(imported->model).substr(0, 4), std::string{"LLLf"});
    }

    void patterns_data()
    {
        QTest::addColumn<std::string>("id");
        QTest::addColumn<std::string>("attention"); // of the first layers
        QTest::addColumn<std::string>("experts");
        QTest::newRow("Gemma 2: every other layer local, the first one")
            << std::string{"gemma-2-27b"} << std::string{"wfwfwf"} << std::string{"dddd"};
        QTest::newRow("Gemma 3: five local, one global") << std::string{"gemma-3-1b"} << std::string{"wwwwwfwwwwwf"} << std::string{"dddd"};
        QTest::newRow("Command R7B: three local, one global")
            << std::string{"command-r7b"} << std::string{"wwwfwwwf"} << std::string{"dddd"};
        QTest::newRow("Qwen3-Next: three linear, one full") << std::string{"qwen3-next"} << std::string{"LLLfLLLf"} << std::string{"EEEE"};
        QTest::newRow("MiniMax-01: seven linear, one full")
            << std::string{"minimax-text-01"} << std::string{"LLLLLLLfL"} << std::string{"EEEE"};
        QTest::newRow("Jamba: attention in the fifth of eight, experts in every second")
            << std::string{"jamba-v0.1"} << std::string{"LLLLfLLLLLLLf"} << std::string{"dEdEdE"};
    }
    void patterns()
    {
        QFETCH(std::string, id);
        QFETCH(std::string, attention);
        QFETCH(std::string, experts);
        const TransformerSpec model = modelOf(id);
        QCOMPARE(attentionPattern(model).substr(0, attention.size()), attention);
        QCOMPARE(expertPattern(model).substr(0, experts.size()), experts);
    }

    void layerListsWin()
    {
        Json config = families()["gemma-3-1b"]["config"];
        config["num_hidden_layers"] = 3;
        config["layer_types"] = {"full_attention", "sliding_attention", "full_attention"};
        QCOMPARE(attentionPattern(importHuggingFaceJson(config, "x", "")->model), std::string{"fwf"});
    }

    void qwenWindows()
    {
        Json config = llamaKeys();
        config["model_type"] = "qwen2";
        config["num_hidden_layers"] = 4;
        config["sliding_window"] = 1024;
        config["max_window_layers"] = 3;
        QCOMPARE(attentionPattern(importHuggingFaceJson(config, "x", "")->model), std::string{"ffff"});
        config["use_sliding_window"] = true;
        QCOMPARE(attentionPattern(importHuggingFaceJson(config, "x", "")->model), std::string{"fffw"});
        config["layer_types"] = {"sliding_attention", "full_attention", "full_attention", "full_attention"};
        QCOMPARE(attentionPattern(importHuggingFaceJson(config, "x", "")->model), std::string{"wfff"});
    }

    // Scout's first config.json has an empty list of layers without rotary positions, which means the default: every fourth.
    void llama4Lists()
    {
        Json config = (*parseJson(test::textOf(QStringLiteral(TEST_DATA_DIR "/hf-configs/llama-4-scout.json"))))["text_config"];
        config["num_hidden_layers"] = 4;
        QCOMPARE(attentionPattern(importHuggingFaceJson(config, "x", "")->model), std::string{"cccf"});
        config["no_rope_layers"] = Json::array();
        QCOMPARE(attentionPattern(importHuggingFaceJson(config, "x", "")->model), std::string{"cccf"});
        config["no_rope_layers"] = {1, 0, 1, 0};
        QCOMPARE(attentionPattern(importHuggingFaceJson(config, "x", "")->model), std::string{"cfcf"});
        config["layer_types"] = {"full_attention", "full_attention", "chunked_attention", "full_attention"};
        QCOMPARE(attentionPattern(importHuggingFaceJson(config, "x", "")->model), std::string{"ffcf"});
        config["moe_layers"] = {1};
        QCOMPARE(expertPattern(importHuggingFaceJson(config, "x", "")->model), std::string{"dEdd"});
    }

    void mistralWindowDefaults()
    {
        Json config = llamaKeys();
        config["model_type"] = "mistral";
        QCOMPARE(importHuggingFaceJson(config, "x", "")->model.layer(0).attention.slidingWindow, 4096);
        config["sliding_window"] = nullptr;
        QCOMPARE(importHuggingFaceJson(config, "x", "")->model.layer(0).attention.slidingWindow, 0);
    }

    void qwen3HasItsOwnHeadSize()
    {
        Json config = llamaKeys();
        config["model_type"] = "qwen3";
        config["hidden_size"] = 1000; // does not divide by the heads, and need not
        QCOMPARE(importHuggingFaceJson(config, "x", "")->model.layer(0).attention.headDim, 128);
    }

    void sparseStepAndDenseLayers()
    {
        Json config = families()["qwen1.5-moe-a2.7b"]["config"];
        config["num_hidden_layers"] = 6;
        config["decoder_sparse_step"] = 2;
        config["mlp_only_layers"] = {3};
        QCOMPARE(expertPattern(importHuggingFaceJson(config, "x", "")->model), std::string{"dEdddE"});
    }

    void textPartOfAMultimodalConfig()
    {
        Json config;
        config["model_type"] = "gemma3";
        config["text_config"] = families()["gemma-3-1b"]["config"];
        config["vision_config"] = {{"hidden_size", 1152}};
        const auto imported = importHuggingFaceJson(config, "x", "");
        QVERIFY(imported.has_value());
        QCOMPARE(countParameters(imported->model).total, 999'885'952.0);
        QCOMPARE(imported->notes.size(), std::size_t{1});
        QCOMPARE(imported->notes[0].path, std::string{"/text_config"});
        QVERIFY(imported->notes[0].severity == Severity::Info);
    }

    // Qwen2.5-VL and others say outside of text_config whether the head is tied; inside wins.
    void tieOutsideOfTheTextPart()
    {
        Json config;
        config["model_type"] = "qwen2_5_vl";
        config["text_config"] = llamaKeys();
        config["text_config"]["model_type"] = "qwen2_5_vl_text";
        config["text_config"].erase("tie_word_embeddings");
        QVERIFY(!importHuggingFaceJson(config, "x", "")->model.tiedEmbeddings);
        config["tie_word_embeddings"] = true;
        QVERIFY(importHuggingFaceJson(config, "x", "")->model.tiedEmbeddings);
        config["text_config"]["tie_word_embeddings"] = false;
        QVERIFY(!importHuggingFaceJson(config, "x", "")->model.tiedEmbeddings);
    }

    void unknownTypeIsReadAsTheNearestWithAWarning()
    {
        Json config = llamaKeys();
        const auto known = importHuggingFaceJson(config, "x", "");
        config["model_type"] = "newmodel";
        const auto imported = importHuggingFaceJson(config, "x", "");
        QVERIFY2(imported.has_value(), imported ? "" : test::allOf(imported.error()).c_str());
        QVERIFY(imported->model.kinds == known->model.kinds);
        QCOMPARE(imported->notes.size(), std::size_t{1});
        QVERIFY(imported->notes[0].severity == Severity::Warning);
        QVERIFY(imported->notes[0].message.find("newmodel") != std::string::npos);
        QVERIFY(imported->notes[0].message.find("llama") != std::string::npos);
    }

    void unknownTypeWithMissingKeysIsRefused()
    {
        Json config = llamaKeys();
        config["model_type"] = "newmodel";
        config.erase("num_key_value_heads");
        config.erase("hidden_act");
        const auto imported = importHuggingFaceJson(config, "x", "");
        QVERIFY(!imported.has_value());
        QCOMPARE(imported.error().size(), std::size_t{1});
        QCOMPARE(imported.error()[0].path, std::string{"/model_type"});
        QVERIFY(imported.error()[0].message.find("hidden_act, num_key_value_heads") != std::string::npos);
    }

    void unknownTypeWithAStructureOfItsOwnIsRefused_data()
    {
        QTest::addColumn<std::string>("key");
        QTest::addColumn<std::string>("value");
        QTest::newRow("state-space layers") << std::string{"mamba_d_state"} << std::string{"128"};
        QTest::newRow("shared experts nobody reads") << std::string{"num_shared_experts"} << std::string{"2"};
        QTest::newRow("biases nobody reads") << std::string{"use_bias"} << std::string{"true"};
        QTest::newRow("norms nobody reads") << std::string{"use_qk_norm"} << std::string{"true"};
        QTest::newRow("LayerNorm") << std::string{"layer_norm_eps"} << std::string{"1e-5"};
        QTest::newRow("windows nobody reads") << std::string{"sliding_window"} << std::string{"4096"};
        QTest::newRow("layers nobody reads") << std::string{"layer_types"} << std::string{R"(["full_attention", "sliding_attention"])"};
        QTest::newRow("an activation that is gated or not") << std::string{"hidden_act"} << std::string{"\"gelu\""};
    }
    void unknownTypeWithAStructureOfItsOwnIsRefused()
    {
        QFETCH(std::string, key);
        QFETCH(std::string, value);
        Json config = llamaKeys();
        config["model_type"] = "newmodel";
        config[key] = *parseJson(value);
        const auto imported = importHuggingFaceJson(config, "x", "");
        QVERIFY(!imported.has_value());
        QVERIFY(imported.error()[0].message.find("'" + key + "'") != std::string::npos);
    }

    void unknownTypeOfEveryStructure_data()
    {
        QTest::addColumn<QString>("id");
        for (const char* id : {"llama-3.1-8b", "mixtral-8x7b", "qwen3-30b-a3b", "glm-4.5", "deepseek-v3"})
            QTest::newRow(id) << QString::fromLatin1(id);
    }
    void unknownTypeOfEveryStructure()
    {
        QFETCH(QString, id);
        Json config = *parseJson(test::textOf(QStringLiteral(TEST_DATA_DIR "/hf-configs/") + id + QStringLiteral(".json")));
        const auto known = importHuggingFaceJson(config, "x", "");
        config["model_type"] = "newmodel";
        const auto imported = importHuggingFaceJson(config, "x", "");
        QVERIFY2(imported.has_value(), imported ? "" : test::allOf(imported.error()).c_str());
        QVERIFY(imported->model.kinds == known->model.kinds && imported->model.pattern == known->model.pattern);
        QVERIFY(imported->notes.size() == 1 && imported->notes[0].severity == Severity::Warning);
    }
};

QTEST_APPLESS_MAIN(TestHuggingFaceFamilies)
#include "tst_hugging_face_families.moc"
