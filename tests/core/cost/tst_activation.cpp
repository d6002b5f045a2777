// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cost/published_case.h"

#include <QtTest>

using namespace shardscape;

class TestActivation : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }
    void korthikantiLayer_data();
    void korthikantiLayer();
    void korthikantiFirstStage();
    void decoderClosedForm_data();
    void decoderClosedForm();
    void latentMixtureClosedForm();
    void keepSetsAreNested();
    void axesDivideWhatTheyShould();
    void eightBitInputs();
};

namespace {

const test::TestJson& korthikanti()
{
    static const test::TestJson data = test::readTestData("memory_estimators.json").at("korthikanti").at("cases");
    return data;
}

TransformerSpec decoder(int hidden, int heads, int kvHeads, int width)
{
    return test::modelOf(
        {{"hidden", hidden}, {"heads", heads}, {"kv_heads", kvHeads}, {"layers", 1}, {"ffn", width}, {"vocabulary", 1000}});
}

TransformerSpec deepSeekV3()
{
    return test::modelOf({{"hidden", 7168},
                          {"heads", 128},
                          {"layers", 2},
                          {"ffn", 18432},
                          {"vocabulary", 129280},
                          {"mla", {{"q", 1536}, {"kv", 512}, {"nope", 128}, {"rope", 64}, {"v", 128}}},
                          {"moe", {{"experts", 256}, {"top_k", 8}, {"width", 2048}, {"shared", 1}, {"dense_layers", 1}}}});
}

std::vector<LayerSpec> allKinds()
{
    std::vector<LayerSpec> kinds = deepSeekV3().kinds;
    kinds.push_back(decoder(1024, 16, 4, 4096).kinds[0]);
    LayerSpec gelu = kinds.back();
    gelu.feedForward.activation = Activation::Gelu;
    gelu.norms = 4;
    gelu.attention.qkNorm = QkNorm::PerHead;
    gelu.attention.outputGate = true;
    kinds.push_back(gelu);
    LayerSpec delta;
    delta.attention = {.kind = AttentionKind::GatedDelta,
                       .linearKeyHeads = 4,
                       .linearValueHeads = 8,
                       .linearKeyHeadDim = 64,
                       .linearValueHeadDim = 64,
                       .convKernel = 4};
    delta.feedForward.width = 2048;
    kinds.push_back(delta);
    LayerSpec mamba;
    mamba.attention = {
        .kind = AttentionKind::Mamba2, .linearValueHeads = 16, .convKernel = 4, .stateSize = 128, .innerWidth = 2048, .stateGroups = 1};
    mamba.norms = 1;
    kinds.push_back(mamba);
    LayerSpec feedForwardOnly;
    feedForwardOnly.attention.kind = AttentionKind::None;
    feedForwardOnly.feedForward.width = 4096;
    kinds.push_back(feedForwardOnly);
    return kinds;
}

} // namespace

void TestActivation::korthikantiLayer_data()
{
    QTest::addColumn<int>("index");
    QTest::addColumn<QString>("row");
    QTest::addColumn<bool>("sequenceParallel");
    QTest::addColumn<KeepMode>("mode");
    for (int i = 0; i < static_cast<int>(korthikanti().size()); ++i) {
        const auto add = [&](const char* row, bool sequenceParallel, KeepMode mode) {
            const std::string name = korthikanti()[static_cast<std::size_t>(i)].at("id").get<std::string>() + " Table 2, " + row;
            QTest::newRow(name.c_str()) << i << QString::fromLatin1(row) << sequenceParallel << mode;
        };
        add("tp", false, KeepMode::Everything);
        add("tp_sp", true, KeepMode::Everything);
        add("tp_selective", false, KeepMode::Selective);
        add("tp_sp_selective", true, KeepMode::Selective);
        add("full", false, KeepMode::LayerInput);
    }
}

void TestActivation::korthikantiLayer()
{
    QFETCH(int, index);
    QFETCH(QString, row);
    QFETCH(bool, sequenceParallel);
    QFETCH(KeepMode, mode);
    const test::TestJson& c = korthikanti()[static_cast<std::size_t>(index)];
    test::TrainingCase training = test::trainingCaseOf(c);
    training.scenario.parallelism.sequenceParallel = sequenceParallel;
    const ActivationSetting setting = activationSetting(training.plan(), training.inputs, training.workload());
    const std::vector<SavedTensor> tensors = savedTensors(training.inputs.model, training.inputs.model.kinds[0], setting);
    QCOMPARE(keptBytes(tensors, mode, setting.tokensPerRank), c.at("per_layer_bytes").at(row.toStdString()).get<double>());
}

/// Figure 1: 18 bytes of states for each weight of the layers, and the first stage's activations with its micro-batches in flight.
void TestActivation::korthikantiFirstStage()
{
    for (const test::TestJson& c : korthikanti()) {
        const test::TrainingCase training = test::trainingCaseOf(c);
        const StageDetail first = training.details().front();
        const double layers = first.activations.layersOfKind[0];
        const double perLayer = c.at("per_layer_bytes").at("tp");
        const double lean = c.at("per_layer_bytes").at("tp_sp_selective");
        QCOMPARE(Bytes::fromBytes(first.inFlight * layers * perLayer).inGiB(), c.at("activations_gib_tensor_parallel").get<double>());
        QCOMPARE(Bytes::fromBytes(first.inFlight * layers * lean).inGiB(),
                 c.at("activations_gib_selective_sequence_parallel").get<double>());
        const double states = Bytes::fromBytes(18.0 * first.parameters.matrices).inGiB();
        QCOMPARE(states, c.at("weights_and_optimizer_gib").get<double>());
        QCOMPARE(first.recipe.matrixBytes + first.recipe.gradientBytes + first.recipe.optimizerMatrixBytes, 18.0);
        // Figure 7: shares of the tensor-parallel baseline.
        const test::TestJson& percent = c.at("percent_of_tensor_parallel");
        QVERIFY(std::abs(100.0 * lean / perLayer - percent.at("selective_plus_sp").get<double>()) < 0.05);
        QVERIFY(std::abs(100.0 * c.at("per_layer_bytes").at("full").get<double>() / perLayer - percent.at("full_recompute").get<double>()) <
                0.2);
    }
}

void TestActivation::decoderClosedForm_data()
{
    QTest::addColumn<int>("hidden");
    QTest::addColumn<int>("heads");
    QTest::addColumn<int>("kvHeads");
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("tp");
    QTest::newRow("Llama-3-8B, no parallelism") << 4096 << 32 << 8 << 14336 << 1;
    QTest::newRow("Llama-3-70B, tp 8") << 8192 << 64 << 8 << 28672 << 8;
    QTest::newRow("Llama-3.1-405B, tp 4") << 16384 << 128 << 8 << 53248 << 4;
}

/// s b / t x (8 h + 4 h_q + 4 h_kv + 6 f + 4 a): RMSNorm, SwiGLU, flash attention, sequence parallelism.
void TestActivation::decoderClosedForm()
{
    QFETCH(int, hidden);
    QFETCH(int, heads);
    QFETCH(int, kvHeads);
    QFETCH(int, width);
    QFETCH(int, tp);
    const TransformerSpec model = decoder(hidden, heads, kvHeads, width);
    const ActivationSetting setting{.tp = tp, .sequence = 8192, .tokensPerRank = 8192};
    const double headDim = static_cast<double>(hidden) / heads;
    const double expected = 8192.0 / tp * (8.0 * hidden + 4.0 * heads * headDim + 4.0 * kvHeads * headDim + 6.0 * width + 4.0 * heads);
    QCOMPARE(keptBytes(savedTensors(model, model.kinds[0], setting), KeepMode::Everything, 8192), expected);
}

/// 4 h + 4 q_r + 4 kv_r + 4 a (d_n + d_r) + 4 a d_v + 4 a + [4 h + 6 n_s f_s + 8 E + K (4 h + 6 f_e)]; 2.18 GiB at 4096 tokens.
void TestActivation::latentMixtureClosedForm()
{
    const TransformerSpec model = deepSeekV3();
    ActivationSetting setting{.sequence = 4096, .tokensPerRank = 4096};
    setting.probabilityBeforeExperts = false;
    const double attention = 4.0 * 7168 + 4.0 * 1536 + 4.0 * 512 + 4.0 * 128 * 192 + 4.0 * 128 * 128 + 4.0 * 128;
    const double mixture = 4.0 * 7168 + 6.0 * 2048 + 8.0 * 256 + 8.0 * (4.0 * 7168 + 6.0 * 2048);
    const double bytes = keptBytes(savedTensors(model, model.kinds[1], setting), KeepMode::Everything, 4096);
    QCOMPARE(bytes, 4096.0 * (attention + mixture));
    QVERIFY(std::abs(Bytes::fromBytes(bytes).inGiB() - 2.18) < 0.01);
    setting.imbalance = 2.0; // copies on the fullest rank double; what returns to the token's rank does not
    const double doubled = keptBytes(savedTensors(model, model.kinds[1], setting), KeepMode::Everything, 4096);
    QCOMPARE(doubled - bytes, 4096.0 * 8.0 * (2.0 * 7168 + 6.0 * 2048));
}

void TestActivation::keepSetsAreNested()
{
    const TransformerSpec model = decoder(1024, 16, 4, 4096);
    for (const AttentionImplementation attention : {AttentionImplementation::Flash, AttentionImplementation::Unfused}) {
        const ActivationSetting setting{.tp = 2, .sequence = 2048, .tokensPerRank = 2048, .attention = attention, .dropout = 0.1};
        for (const LayerSpec& layer : allKinds()) {
            const std::vector<SavedTensor> tensors = savedTensors(model, layer, setting);
            QVERIFY(!tensors.empty());
            for (const SavedTensor& tensor : tensors) {
                QVERIFY(tensor.bytesPerToken > 0.0 && tensor.ways >= 1.0);
                QVERIFY(!tensor.symbol.empty() && !tensor.name.empty());
                QVERIFY(!tensor.keptUnder(KeepMode::LayerInput) || tensor.keptUnder(KeepMode::Selective));
                QVERIFY(!tensor.keptUnder(KeepMode::Selective) || tensor.keptUnder(KeepMode::Everything));
            }
            const auto kept = [&](KeepMode mode) { return keptBytes(tensors, mode, 1.0); };
            QCOMPARE(kept(KeepMode::LayerInput), 2.0 * 1024 / 2); // the layer's input, over sequence-parallel ranks
            QVERIFY(kept(KeepMode::LayerInput) < kept(KeepMode::PerOperator));
            QVERIFY(kept(KeepMode::PerOperator) < kept(KeepMode::Everything));
        }
    }
}

void TestActivation::axesDivideWhatTheyShould()
{
    const TransformerSpec model = decoder(4096, 32, 8, 14336);
    for (int tp = 1; tp <= 16; tp *= 2) {
        const ActivationSetting setting{.tp = tp, .sequenceParallel = false, .sequence = 2048, .tokensPerRank = 2048};
        for (const SavedTensor& tensor : savedTensors(model, model.kinds[0], setting)) {
            const double expected = tensor.split == ActivationSplit::Tensor     ? tp
                                    : tensor.split == ActivationSplit::KeyValue ? std::min(tp, 8)
                                                                                : 1;
            QCOMPARE(tensor.ways, expected);
        }
    }
}

void TestActivation::eightBitInputs()
{
    const TransformerSpec model = decoder(4096, 32, 8, 14336);
    const auto bytes = [&](double gemmInput) {
        const ActivationSetting setting{.sequence = 2048, .tokensPerRank = 1, .gemmInputBytes = gemmInput};
        return keptBytes(savedTensors(model, model.kinds[0], setting), KeepMode::Everything, 1);
    };
    QCOMPARE(bytes(2.0) - bytes(1.0), 2.0 * 4096 + 4096 + 14336); // both norm outputs, attention output, activation output
}

QTEST_GUILESS_MAIN(TestActivation)
#include "tst_activation.moc"
