// SPDX-License-Identifier: GPL-3.0-or-later
// What wrong models meet: a named problem at the right path, for Hugging Face configs and for our own description; never a crash, never a
// number that does not fit. The sweeps put every kind of wrong value into every key of every reference config and preset.
#include "core/model/model_files.h"
#include "io/model_json.h"
#include "model/hugging_face_json.h"
#include "model/parameters.h"

#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace shardscape;

namespace {

const QString configs = QStringLiteral(TEST_DATA_DIR "/hf-configs/");
const QString presets = QStringLiteral(PRESETS_DIR "/models/");

Json fileOf(const QString& folder, const QString& id) { return *parseJson(test::textOf(folder + id + QStringLiteral(".json"))); }

bool names(const Problems& problems, const std::string& path)
{
    return std::any_of(problems.begin(), problems.end(),
                       [&](const Problem& p) { return p.path == path && !p.message.empty() && !p.code.empty(); });
}

/// Values that no size may have; some keys allow a few of them.
std::vector<Json> wrongValues()
{
    return {Json(0),
            Json(-1),
            Json(7),
            Json(1'000'000'000'000LL),
            Json(1e308),
            Json(0.5),
            Json("4096"),
            Json::array({1}),
            Json::object(),
            Json(nullptr),
            Json(true),
            Json(""),
            Json(2147483647),
            Json(-2147483648LL),
            Json(18446744073709551615ULL),
            Json("\xc3\xa9"),
            Json::array(),
            Json(1e-300)};
}

/// A model that was accepted has finite counts within the limits.
void checkSound(const TransformerSpec& model)
{
    const ParameterCount count = countParameters(model);
    QVERIFY(std::isfinite(count.total) && count.total > 0.0 && count.total <= 1e15);
    QVERIFY(count.active > 0.0 && count.active <= count.total);
    QVERIFY(model.layers() >= 1);
}

/// Calls `use` with every wrong value in every member of `value`, at any depth.
template <class Use> void sweep(Json& root, Json& value, const Use& use)
{
    if (!value.is_structured())
        return;
    for (auto member = value.begin(); member != value.end(); ++member) {
        sweep(root, *member, use);
        const Json kept = *member;
        for (const Json& wrong : wrongValues()) {
            *member = wrong;
            use(root);
        }
        *member = kept;
    }
}

} // namespace

class TestModelBadInput : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void configs_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<std::string>("patch"); // merged into the config; null removes a key
        QTest::addColumn<std::string>("path");
        const auto row = [](const char* what, const char* id, const char* patch, const char* path) {
            QTest::newRow(what) << QString::fromLatin1(id) << std::string{patch} << std::string{path};
        };
        row("missing hidden size", "llama-3.1-8b", R"({"hidden_size": null})", "/hidden_size");
        row("missing number of layers", "llama-3.1-8b", R"({"num_hidden_layers": null})", "/num_hidden_layers");
        row("missing expert width", "deepseek-v3", R"({"moe_intermediate_size": null})", "/moe_intermediate_size");
        row("no layers", "llama-3.1-8b", R"({"num_hidden_layers": 0})", "/num_hidden_layers");
        row("10^12 experts", "mixtral-8x7b", R"({"num_local_experts": 1000000000000})", "/num_local_experts");
        row("head size 0", "qwen3-8b", R"({"head_dim": 0})", "/head_dim");
        row("heads do not divide the hidden size", "llama-3.1-8b", R"({"num_attention_heads": 33})", "/num_attention_heads");
        row("heads do not divide over key/value heads", "llama-3.1-8b", R"({"num_key_value_heads": 7})", "/num_key_value_heads");
        row("key/value heads of Falcon", "falcon-40b", R"({"num_kv_heads": 7})", "/num_kv_heads");
        row("more chosen than there are", "mixtral-8x7b", R"({"num_experts_per_tok": 9})", "/num_experts_per_tok");
        row("groups do not divide the experts", "deepseek-v3", R"({"n_group": 7})", "/n_group");
        row("more groups used than there are", "deepseek-v3", R"({"topk_group": 9})", "/topk_group");
        row("a list where a number belongs", "llama-3.1-8b", R"({"hidden_size": [4096]})", "/hidden_size");
        row("an integer as text", "llama-3.1-8b", R"({"hidden_size": "4096"})", "/hidden_size");
        row("a fraction of a layer", "llama-3.1-8b", R"({"num_hidden_layers": 31.5})", "/num_hidden_layers");
        row("1e308", "llama-3.1-8b", R"({"vocab_size": 1e308})", "/vocab_size");
        row("negative", "llama-3.1-8b", R"({"intermediate_size": -1})", "/intermediate_size");
        row("beyond the limit of the hidden size", "llama-3.1-8b", R"({"hidden_size": 1048576, "head_dim": 128})", "/hidden_size");
        row("a flag as text", "llama-3.1-8b", R"({"tie_word_embeddings": "false"})", "/tie_word_embeddings");
        row("unknown activation", "llama-3.1-8b", R"({"hidden_act": "sine"})", "/hidden_act");
        row("heads too wide together", "llama-3.1-8b", R"({"head_dim": 65536, "num_attention_heads": 32768})", "/head_dim");
        row("too many parameters together", "mixtral-8x7b",
            R"({"hidden_size": 1000000, "head_dim": 128, "intermediate_size": 1000000, "num_local_experts": 65536})", "/hidden_size");
        row("one layer type too few", "gpt-oss-20b", R"({"num_hidden_layers": 25})", "/layer_types");
        row("unknown layer type", "gpt-oss-20b", R"({"num_hidden_layers": 1, "layer_types": ["spiral_attention"]})", "/layer_types");
        row("nested experts", "dbrx", R"({"ffn_config": {"moe_num_experts": 0}})", "/ffn_config/moe_num_experts");
        row("nested part is no object", "dbrx", R"({"attn_config": 5})", "/attn_config");
        row("text part: missing key", "llama-4-scout", R"({"text_config": {"hidden_size": null}})", "/text_config/hidden_size");
        row("text part: heads", "llama-4-scout", R"({"text_config": {"num_key_value_heads": 3}})", "/text_config/num_key_value_heads");
        row("no model_type", "llama-3.1-8b", R"({"model_type": null, "hidden_act": null})", "/model_type");
        row("model_type is a number", "falcon-40b", R"({"model_type": 5})", "/model_type");
        row("OPT with a projected embedding", "opt-175b", R"({"word_embed_proj_dim": 512})", "/word_embed_proj_dim");
    }
    void configs()
    {
        QFETCH(QString, id);
        QFETCH(std::string, patch);
        QFETCH(std::string, path);
        Json config = fileOf(::configs, id);
        config.merge_patch(*parseJson(patch));
        const auto imported = importHuggingFaceJson(config, "x", "/model");
        QVERIFY(!imported.has_value());
        QVERIFY2(names(imported.error(), "/model" + path), test::allOf(imported.error()).c_str());
    }

    /// A width that could not be read says nothing about heads; a type that is no text is not an absent one.
    void noProblemFollowsFromAnother()
    {
        for (const char* patch : {R"({"hidden_size": [4096], "head_dim": null})", R"({"model_type": 7})"}) {
            Json config = fileOf(::configs, QStringLiteral("llama-3.1-8b"));
            config.merge_patch(*parseJson(patch));
            const auto imported = importHuggingFaceJson(config, "x", "");
            QVERIFY(!imported.has_value());
            QCOMPARE(imported.error().size(), std::size_t{1});
            QVERIFY2(imported.error()[0].message.find("found") != std::string::npos, imported.error()[0].message.c_str());
        }
    }

    void allProblemsAtOnce()
    {
        Json config = fileOf(::configs, QStringLiteral("llama-3.1-8b"));
        config.merge_patch(*parseJson(R"({"hidden_size": 0, "vocab_size": "x", "num_hidden_layers": null, "hidden_act": "sine"})"));
        const auto imported = importHuggingFaceJson(config, "x", "");
        QVERIFY(!imported.has_value());
        for (const char* path : {"/hidden_size", "/vocab_size", "/num_hidden_layers", "/hidden_act"})
            QVERIFY2(names(imported.error(), path), path);
    }

    void texts_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::newRow("empty") << std::string{};
        QTest::newRow("not JSON") << std::string{"hidden_size = 5"};
        QTest::newRow("a list") << std::string{"[]"};
        QTest::newRow("a number") << std::string{"5"};
        QTest::newRow("null") << std::string{"null"};
        QTest::newRow("nothing in it") << std::string{"{}"};
        QTest::newRow("an empty text part") << std::string{R"({"model_type": "llama4", "text_config": {}})"};
        QTest::newRow("deep nesting") << std::string(100'000, '[');
        QTest::newRow("text parts in text parts") << std::string{R"({"text_config": {"text_config": {"text_config": {}}}})"};
    }
    void texts()
    {
        QFETCH(std::string, text);
        const auto imported = importHuggingFaceConfig(text, "x");
        QVERIFY(!imported.has_value());
        QVERIFY(!imported.error().empty());
        QVERIFY(!imported.error()[0].message.empty());
    }

    void descriptions_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<std::string>("patch");
        QTest::addColumn<std::string>("path");
        const auto row = [](const char* what, const char* id, const char* patch, const char* path) {
            QTest::newRow(what) << QString::fromLatin1(id) << std::string{patch} << std::string{path};
        };
        row("no name", "llama-3.1-8b", R"({"name": null})", "/name");
        row("unknown key", "llama-3.1-8b", R"({"hiden": 5})", "/hiden");
        row("no layer kinds", "llama-3.1-8b", R"({"layer_kinds": null})", "/layer_kinds");
        row("empty pattern", "llama-3.1-8b", R"({"pattern": []})", "/pattern");
        row("unknown kind in the pattern", "llama-3.1-8b", R"({"pattern": [["sparse", 3]]})", "/pattern/0/0");
        row("zero repetitions", "llama-3.1-8b", R"({"pattern": [["dense", 0]]})", "/pattern/0/1");
        row("half a repetition", "llama-3.1-8b", R"({"pattern": [["dense", 1.5]]})", "/pattern/0/1");
        row("too many layers", "llama-3.1-8b", R"({"pattern": [["dense", 9999], ["dense", 9999]]})", "/pattern/1");
        row("no pair", "llama-3.1-8b", R"({"pattern": ["dense"]})", "/pattern/0");
        row("empty unit", "llama-3.1-8b", R"({"pattern": [[[], 4]]})", "/pattern/0/0");
        row("unknown attention", "llama-3.1-8b", R"({"layer_kinds": {"dense": {"attention": {"kind": "spiral"}}}})",
            "/layer_kinds/dense/attention/kind");
        row("a key of another attention", "llama-3.1-8b", R"({"layer_kinds": {"dense": {"attention": {"kv_lora_rank": 512}}}})",
            "/layer_kinds/dense/attention/kv_lora_rank");
        row("heads do not divide", "llama-3.1-8b", R"({"layer_kinds": {"dense": {"attention": {"kv_heads": 5}}}})",
            "/layer_kinds/dense/attention/kv_heads");
        row("head size 0", "llama-3.1-8b", R"({"layer_kinds": {"dense": {"attention": {"head_dim": 0}}}})",
            "/layer_kinds/dense/attention/head_dim");
        row("more chosen than there are", "deepseek-v3", R"({"layer_kinds": {"moe": {"feed_forward": {"top_k": 257}}}})",
            "/layer_kinds/moe/feed_forward/top_k");
        row("nothing in a layer", "llama-3.1-8b",
            R"({"layer_kinds": {"dense": {"attention": {"kind": "none", "heads": null, "kv_heads": null, "head_dim": null},
            "feed_forward": null}}})",
            "/layer_kinds/dense/feed_forward/width");
        row("MTP of an unknown kind", "deepseek-v3", R"({"mtp_kind": "x"})", "/mtp_kind");
        row("too large together", "llama-3.1-8b",
            R"({"hidden": 1000000, "layer_kinds": {"dense": {"feed_forward": {"width": 10000000}}}, "pattern": [["dense", 10000]]})",
            "/hidden");
    }
    void descriptions()
    {
        QFETCH(QString, id);
        QFETCH(std::string, patch);
        QFETCH(std::string, path);
        Json description = fileOf(presets, id);
        description.merge_patch(*parseJson(patch));
        const auto model = readModelJson(description, "/model");
        QVERIFY(!model.has_value());
        QVERIFY2(names(model.error(), "/model" + path), test::allOf(model.error()).c_str());
    }

    void wrappedConfigNamesTheKeyInside()
    {
        Json config = fileOf(::configs, QStringLiteral("llama-3.1-8b"));
        config["hidden_size"] = 0;
        const auto model = readModelJson(Json{{"hf_config", config}, {"name", "x"}}, "/model");
        QVERIFY(!model.has_value());
        QVERIFY2(names(model.error(), "/model/hf_config/hidden_size"), test::allOf(model.error()).c_str());
        QVERIFY(!readModelJson(Json{{"hf_config", config}}, "/model").has_value());
        QVERIFY(!readModelJson(Json{{"hf_config", 5}, {"name", "x"}}, "/model").has_value());
    }

    void everyWrongValueInEveryConfig()
    {
        int refused = 0;
        for (const QString& id : test::idsIn(::configs)) {
            if (id == QStringLiteral("params"))
                continue;
            Json config = fileOf(::configs, id);
            sweep(config, config, [&](const Json& root) {
                const auto imported = importHuggingFaceJson(root, "x", "");
                if (imported)
                    checkSound(imported->model);
                refused += imported ? 0 : 1;
            });
        }
        Json families = *parseJson(test::textOf(QStringLiteral(TEST_DATA_DIR "/hf-families.json")));
        for (auto& family : families) {
            sweep(family["config"], family["config"], [&](const Json& root) {
                const auto imported = importHuggingFaceJson(root, "x", "");
                if (imported)
                    checkSound(imported->model);
                refused += imported ? 0 : 1;
            });
        }
        QVERIFY2(refused > 6000, qPrintable(QString::number(refused)));
    }

    void everyWrongValueInEveryPreset()
    {
        int refused = 0;
        for (const QString& id : test::idsIn(presets)) {
            Json description = fileOf(presets, id);
            sweep(description, description, [&](const Json& root) {
                const auto model = readModelJson(root, "");
                if (model)
                    checkSound(*model);
                refused += model ? 0 : 1;
            });
        }
        QVERIFY2(refused > 3000, qPrintable(QString::number(refused)));
    }
};

QTEST_APPLESS_MAIN(TestModelBadInput)
#include "tst_model_bad_input.moc"
