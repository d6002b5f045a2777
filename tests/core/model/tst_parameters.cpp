// SPDX-License-Identifier: GPL-3.0-or-later
// Laws of the parameter count, on hand-made models of every attention kind, and a few counts worked out by hand.
#include "model/parameters.h"

#include <QRegularExpression>
#include <QTest>

using namespace shardscape;

namespace {

LayerSpec groupedLayer()
{
    LayerSpec layer;
    layer.attention.heads = 32;
    layer.attention.kvHeads = 8;
    layer.attention.headDim = 128;
    layer.attention.valueHeadDim = 128;
    layer.feedForward.width = 14336;
    return layer;
}

LayerSpec latentLayer()
{
    LayerSpec layer;
    AttentionSpec& a = layer.attention;
    a.kind = AttentionKind::Latent;
    a.heads = 128;
    a.kvHeads = 128;
    a.headDim = 192;
    a.valueHeadDim = 128;
    a.queryLoraRank = 1536;
    a.kvLoraRank = 512;
    a.nopeHeadDim = 128;
    a.ropeHeadDim = 64;
    layer.feedForward.width = 18432;
    return layer;
}

LayerSpec mixtureLayer()
{
    LayerSpec layer = latentLayer();
    FeedForwardSpec& f = layer.feedForward;
    f.width = 0;
    f.experts = 256;
    f.topK = 8;
    f.expertWidth = 2048;
    f.sharedExperts = 1;
    f.sharedExpertWidth = 2048;
    f.correctionBias = true;
    return layer;
}

LayerSpec linearLayer(AttentionKind kind)
{
    LayerSpec layer = mixtureLayer();
    layer.attention = {};
    AttentionSpec& a = layer.attention;
    a.kind = kind;
    a.linearKeyHeads = 16;
    a.linearValueHeads = 32;
    a.linearKeyHeadDim = 128;
    a.linearValueHeadDim = 128;
    a.convKernel = 4;
    if (kind == AttentionKind::Mamba2) {
        a.innerWidth = 8192;
        a.stateSize = 128;
        a.stateGroups = 8;
    }
    return layer;
}

TransformerSpec modelOf(std::vector<LayerSpec> kinds, std::vector<std::uint8_t> pattern)
{
    TransformerSpec model;
    model.name = "test";
    model.hidden = 4096;
    model.vocabulary = 128256;
    model.kinds = std::move(kinds);
    model.pattern = std::move(pattern);
    return model;
}

TransformerSpec deepSeekV3()
{
    TransformerSpec model = modelOf({latentLayer(), mixtureLayer()}, std::vector<std::uint8_t>(61, 1));
    model.hidden = 7168;
    model.vocabulary = 129280;
    model.pattern[0] = model.pattern[1] = model.pattern[2] = 0;
    model.mtpLayers = 1;
    model.mtpKind = 1;
    return model;
}

double componentSum(const ParameterCount& c)
{
    return c.embedding + c.head + c.positions + c.attention + c.feedForward + c.experts + c.routers + c.norms;
}

} // namespace

class TestParameters : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void publishedTotals()
    {
        const TransformerSpec llama = modelOf({groupedLayer()}, std::vector<std::uint8_t>(32, 0));
        QCOMPARE(countParameters(llama).total, 8'030'261'248.0); // safetensors total of Llama-3.1-8B
        const ParameterCount deepSeek = countParameters(deepSeekV3());
        QCOMPARE(deepSeek.total, 671'026'419'200.0); // safetensors total of DeepSeek-R1 without its MTP module and second embedding
        QCOMPARE(deepSeek.active, 37'552'297'472.0);
        QCOMPARE(deepSeek.mtp, 11'610'068'224.0);
    }

    void laws_data()
    {
        QTest::addColumn<int>("which");
        QTest::newRow("grouped: MHA, GQA and MQA") << 0;
        QTest::newRow("latent, dense") << 1;
        QTest::newRow("latent, experts") << 2;
        QTest::newRow("gated delta") << 3;
        QTest::newRow("lightning") << 4;
        QTest::newRow("Mamba-2") << 5;
    }
    void laws()
    {
        QFETCH(int, which);
        const std::vector<LayerSpec> kinds{groupedLayer(),
                                           latentLayer(),
                                           mixtureLayer(),
                                           linearLayer(AttentionKind::GatedDelta),
                                           linearLayer(AttentionKind::Lightning),
                                           linearLayer(AttentionKind::Mamba2)};
        const LayerSpec kind = kinds[static_cast<std::size_t>(which)];
        TransformerSpec model = modelOf({groupedLayer(), kind}, {0, 1, 1});
        const ParameterCount count = countParameters(model);
        QCOMPARE(componentSum(count), count.total);
        QVERIFY(count.active <= count.total);
        QCOMPARE(count.active < count.total, kind.feedForward.isMoe());

        TransformerSpec longer = model;
        longer.pattern.push_back(1);
        QCOMPARE(countParameters(longer).total - count.total, layerParameters(model, kind).total());

        TransformerSpec tied = model;
        tied.tiedEmbeddings = true;
        QCOMPARE(count.total - countParameters(tied).total, 128256.0 * 4096.0);

        TransformerSpec everyExpert = model;
        everyExpert.kinds[1].feedForward.topK = kind.feedForward.experts;
        QCOMPARE(countParameters(everyExpert).active, countParameters(everyExpert).total);
    }

    void optionsAddWhatTheySay_data()
    {
        QTest::addColumn<int>("option");
        QTest::addColumn<double>("expected");
        QTest::newRow("q, k and v biases: a d + 2 k d") << 0 << 32 * 128 + 2 * 8 * 128.0;
        QTest::newRow("output bias: h") << 1 << 4096.0;
        QTest::newRow("per-head q and k norms: 2 d") << 2 << 256.0;
        QTest::newRow("full-width q and k norms: a d + k d") << 3 << 32 * 128 + 8 * 128.0;
        QTest::newRow("sinks: a") << 4 << 32.0;
        QTest::newRow("output gate: h a d") << 5 << 4096.0 * 32 * 128;
        QTest::newRow("dense biases of a gated part: 2 f + h") << 6 << 2 * 14336 + 4096.0;
        QTest::newRow("LayerNorm bias: h for each of two norms") << 7 << 2 * 4096.0;
        QTest::newRow("GELU has one matrix less: - h f") << 8 << -4096.0 * 14336;
    }
    void optionsAddWhatTheySay()
    {
        QFETCH(int, option);
        QFETCH(double, expected);
        LayerSpec layer = groupedLayer();
        TransformerSpec model = modelOf({layer}, {0});
        switch (option) {
        case 0: layer.attention.queryKeyValueBias = true; break;
        case 1: layer.attention.outputBias = true; break;
        case 2: layer.attention.qkNorm = QkNorm::PerHead; break;
        case 3: layer.attention.qkNorm = QkNorm::FullWidth; break;
        case 4: layer.attention.sinks = true; break;
        case 5: layer.attention.outputGate = true; break;
        case 6: layer.feedForward.bias = true; break;
        case 7: model.normBias = true; break;
        case 8: layer.feedForward.activation = Activation::Gelu; break;
        default: QFAIL("no such option");
        }
        const double before = layerParameters(modelOf({groupedLayer()}, {0}), groupedLayer()).total();
        QCOMPARE(layerParameters(model, layer).total() - before, expected);
    }

    void hasExperts()
    {
        QVERIFY(deepSeekV3().hasExperts());
        QVERIFY(!modelOf({groupedLayer(), mixtureLayer()}, {0, 0}).hasExperts()); // a kind that no layer has does not count
    }
};

QTEST_APPLESS_MAIN(TestParameters)
#include "tst_parameters.moc"
