// SPDX-License-Identifier: GPL-3.0-or-later
// Our own description of a model: what it looks like, that nothing is lost in it, and the short form of layer patterns.
#include "core/model/model_files.h"
#include "io/layer_pattern.h"
#include "io/model_json.h"
#include "model/check_model.h"

#include <QRegularExpression>
#include <QTest>

#include <random>

using namespace shardscape;

namespace {

const std::vector<std::string> names{"a", "b", "c"};

/// A pattern from letters: "aab" is two layers of kind 0 and one of kind 1.
std::vector<std::uint8_t> patternOf(const std::string& letters)
{
    std::vector<std::uint8_t> pattern;
    for (const char letter : letters)
        pattern.push_back(static_cast<std::uint8_t>(letter - 'a'));
    return pattern;
}

std::string repeated(const std::string& unit, int times)
{
    std::string text;
    for (int i = 0; i < times; ++i)
        text += unit;
    return text;
}

/// A sound model with every member away from its default somewhere.
TransformerSpec modelWithEverything()
{
    TransformerSpec model;
    model.id = "everything";
    model.name = "Every member \xe2\x80\x94 set";
    model.source = "a test, 2026-11";
    model.hidden = 1024;
    model.vocabulary = 1000;
    model.tiedEmbeddings = model.embeddingNorm = model.headBias = model.normBias = true;
    model.learnedPositions = 77;
    model.norm = NormKind::Layer;
    model.dropout = 0.1;
    model.maxPositions = 75;
    LayerSpec grouped;
    grouped.attention = {.heads = 8,
                         .kvHeads = 2,
                         .headDim = 64,
                         .valueHeadDim = 32,
                         .slidingWindow = 5,
                         .queryKeyValueBias = true,
                         .outputBias = true,
                         .rotary = false,
                         .outputGate = true,
                         .sinks = true,
                         .qkNorm = QkNorm::FullWidth};
    grouped.feedForward = {.activation = Activation::GeGlu, .width = 99, .bias = true};
    grouped.norms = 4;
    LayerSpec latent;
    latent.attention = {.kind = AttentionKind::Latent,
                        .heads = 4,
                        .kvHeads = 4,
                        .headDim = 48,
                        .valueHeadDim = 40,
                        .queryKeyValueBias = true,
                        .outputBias = true,
                        .queryLoraRank = 11,
                        .kvLoraRank = 12,
                        .nopeHeadDim = 32,
                        .ropeHeadDim = 16,
                        .indexHeads = 2,
                        .indexHeadDim = 8,
                        .indexTopK = 64};
    latent.feedForward = {.activation = Activation::SwiGlu,
                          .width = 7,
                          .experts = 8,
                          .topK = 3,
                          .expertWidth = 9,
                          .expertBias = true,
                          .sharedExperts = 2,
                          .sharedExpertWidth = 10,
                          .sharedExpertGate = true,
                          .routerBias = true,
                          .correctionBias = true,
                          .routingGroups = 4,
                          .routingTopGroups = 2};
    LayerSpec chunked = grouped;
    chunked.attention.slidingWindow = 0;
    chunked.attention.chunkTokens = 6;
    chunked.parallelBlock = true;
    LayerSpec delta;
    delta.attention = {.kind = AttentionKind::GatedDelta,
                       .linearKeyHeads = 2,
                       .linearValueHeads = 4,
                       .linearKeyHeadDim = 8,
                       .linearValueHeadDim = 16,
                       .convKernel = 4,
                       .convBias = true};
    delta.feedForward = {.activation = Activation::SquaredRelu, .width = 3};
    LayerSpec mamba;
    mamba.attention = {.kind = AttentionKind::Mamba2,
                       .queryKeyValueBias = true,
                       .outputBias = true,
                       .linearValueHeads = 8,
                       .convKernel = 3,
                       .stateSize = 16,
                       .innerWidth = 64,
                       .stateGroups = 2,
                       .convBias = true,
                       .stateNorms = true};
    LayerSpec mamba1 = mamba;
    mamba1.attention.stateGroups = 0;
    mamba1.attention.timeStepRank = 5;
    LayerSpec alone;
    alone.attention.kind = AttentionKind::None;
    alone.feedForward = {.activation = Activation::Relu, .width = 12};
    alone.norms = 0;
    model.kinds = {grouped, latent, chunked, delta, mamba, mamba1, alone};
    model.pattern = {0, 1, 2, 3, 4, 5, 6, 6, 1, 1};
    model.mtpLayers = 2;
    model.mtpKind = 1;
    return model;
}

} // namespace

class TestModelJson : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void nothingIsLost()
    {
        const TransformerSpec model = modelWithEverything();
        QVERIFY(findFaults(model).empty());
        const auto again = readModelJson(modelToJson(model), "");
        QVERIFY2(again.has_value(), again ? "" : test::allOf(again.error()).c_str());
        QVERIFY(*again == model);
        // also through text
        const auto parsed = parseJson(modelToJson(model).dump(2));
        QVERIFY(parsed.has_value());
        QVERIFY(readModelJson(*parsed, "") == model);
    }

    void kindsThatLookAlikeAreNumbered()
    {
        TransformerSpec model = modelWithEverything();
        const Json kinds = modelToJson(model)["layer_kinds"];
        std::vector<std::string> found;
        for (const auto& [name, kind] : kinds.items())
            found.push_back(name);
        QCOMPARE(found, (std::vector<std::string>{"dense-window", "moe", "dense-chunked", "dense-gated-delta", "dense-mamba2",
                                                  "dense-mamba2-2", "dense-none"}));
    }

    void aSmallModelIsShort()
    {
        TransformerSpec model;
        model.name = "small";
        model.hidden = 64;
        model.vocabulary = 100;
        LayerSpec layer;
        layer.attention = {.heads = 4, .kvHeads = 4, .headDim = 16, .valueHeadDim = 16};
        layer.feedForward.width = 256;
        model.kinds = {layer};
        model.pattern.assign(6, 0);
        QCOMPARE(
            modelToJson(model).dump(),
            std::string{
                R"({"name":"small","hidden":64,"vocabulary":100,"norm":"rms","layer_kinds":{"dense":{"attention":{"kind":"grouped",)"
                R"("heads":4,"kv_heads":4,"head_dim":16},"feed_forward":{"activation":"swiglu","width":256}}},"pattern":[["dense",6]]})"});
    }

    void patterns_data()
    {
        QTest::addColumn<std::string>("letters");
        QTest::addColumn<std::string>("json");
        QTest::newRow("one kind") << repeated("a", 32) << std::string{R"([["a",32]])"};
        QTest::newRow("dense first (DeepSeek-V3)") << "aaa" + repeated("b", 58) << std::string{R"([["a",3],["b",58]])"};
        QTest::newRow("alternating (gpt-oss)") << repeated("ab", 18) << std::string{R"([[["a","b"],18]])"};
        QTest::newRow("five and one, with a rest (Gemma 3)")
            << repeated("aaaaab", 10) + "aa" << std::string{R"([[["a","a","a","a","a","b"],10],["a",2]])"};
        QTest::newRow("three kinds, no order") << std::string{"abc"} << std::string{R"([["a",1],["b",1],["c",1]])"};
    }
    void patterns()
    {
        QFETCH(std::string, letters);
        QFETCH(std::string, json);
        const Json written = layerPatternToJson(patternOf(letters), names);
        QCOMPARE(written.dump(), json);
        Problems problems;
        QCOMPARE(readLayerPattern(written, names, "", problems), patternOf(letters));
        QVERIFY(problems.empty());
    }

    void everyPatternComesBack()
    {
        std::mt19937 random{20261121};
        for (int round = 0; round < 2000; ++round) {
            std::string letters;
            const int length = 1 + static_cast<int>(random() % 80);
            while (static_cast<int>(letters.size()) < length) {
                std::string unit;
                for (unsigned i = 0; i <= random() % 7; ++i)
                    unit += static_cast<char>('a' + random() % 3);
                letters += repeated(unit, 1 + static_cast<int>(random() % 6));
            }
            Problems problems;
            QCOMPARE(readLayerPattern(layerPatternToJson(patternOf(letters), names), names, "", problems), patternOf(letters));
        }
    }

    void faultsAreFoundInValuesToo()
    {
        TransformerSpec model = modelWithEverything();
        model.pattern.push_back(99);
        model.kinds[1].feedForward.topK = 9;
        model.kinds[3].attention.linearValueHeads = 3;
        std::vector<std::string> fields;
        for (const ModelFault& fault : findFaults(model))
            fields.push_back(fault.field);
        QCOMPARE(fields, (std::vector<std::string>{"pattern", "feed_forward/top_k", "attention/linear_value_heads"}));
        QVERIFY(!findFaults(TransformerSpec{}).empty());
    }
};

QTEST_APPLESS_MAIN(TestModelJson)
#include "tst_model_json.moc"
