// SPDX-License-Identifier: GPL-3.0-or-later
// The operations of a layer: every kind is there with the FLOPs and bytes of its closed form, and only where the layer has it.
#include "cost/elementwise.h"
#include "cost/ops.h"
#include "support/preset_folder.h"

#include <algorithm>
#include <cmath>

using namespace shardscape;

namespace {

constexpr double tokens = 4096;

bool near(double a, double b) { return std::abs(a - b) <= 1e-9 * std::max(std::abs(a), std::abs(b)); }

} // namespace

class TestOps : public QObject {
    Q_OBJECT

    PresetLibrary m_library;
    Efficiency m_efficiency;

    TransformerSpec model(const char* id) { return *m_library.model(id); }

    TrainingShape shape() const
    {
        TrainingShape s;
        s.sequence = tokens;
        s.sequenceParallel = false;
        return s;
    }

    /// The operation of a name in the last kind of layer; nothing where the layer lacks it.
    std::optional<Op> op(const TransformerSpec& spec, const TrainingShape& s, std::string_view name)
    {
        for (const Op& each : layerOps(spec, spec.kinds.back(), s, m_efficiency))
            if (each.name == name)
                return each;
        return {};
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }
    void initTestCase()
    {
        m_library = test::allPresets();
        m_efficiency = efficiencyOf(*m_library.accelerator("h100-sxm"), *m_library.software("megatron-2025", true));
    }

    void expertsAreGroupedProductsOfTheirRows()
    {
        const TransformerSpec spec = model("qwen3-235b-a22b");
        const auto input = op(spec, shape(), "routed_experts_input");
        QVERIFY(input && input->kind == OpKind::GroupedGemm);
        QVERIFY(near(input->flops[0], 2.0 * tokens * 8 * 4096 * 2 * 1536));
        TrainingShape uneven = shape();
        uneven.imbalance = 1.5;
        QVERIFY(near(op(spec, uneven, "routed_experts_input")->flops[0], 1.5 * input->flops[0]));
        QVERIFY(op(spec, uneven, "routed_experts_input")->seconds[0] > 1.3 * input->seconds[0]);
    }

    void routingAndMovementBelongToMoeLayers()
    {
        const TransformerSpec spec = model("qwen3-235b-a22b");
        QVERIFY(near(op(spec, shape(), "routing")->bytes[0], 128 * 24.0 * tokens));
        QVERIFY(near(op(spec, shape(), "token_movement")->bytes[0],
                     m_efficiency.moeMovementFactor * (4.0 * 8 * tokens + 2.0 * tokens) * 4096 * 2.0));
        for (const char* name : {"routing", "token_movement", "routed_experts_input", "router"})
            QVERIFY2(!op(model("llama-3.1-70b"), shape(), name), name);
    }

    /// Training expands the latent keys and values (the absorbed form is for decoding): up-projections with their full width.
    void latentAttentionIsUnabsorbedInTraining()
    {
        const TransformerSpec spec = model("deepseek-v3");
        QVERIFY(near(op(spec, shape(), "key_value_up")->flops[0], 2.0 * tokens * 512 * 128 * (128 + 128)));
        QVERIFY(near(op(spec, shape(), "query_up")->flops[0], 2.0 * tokens * 1536 * 128 * 192));
        QVERIFY(near(op(spec, shape(), "attention_core")->flops[0], 2.0 * tokens * tokens / 2.0 * 128 * (192 + 128)));
        QVERIFY(near(op(spec, shape(), "query_key_norm")->bytes[0], 2.0 * 2.0 * tokens * (1536 + 512)));
    }

    void normsOfQueriesAndKeysAreCountedWhereTheyAre()
    {
        QVERIFY(near(op(model("qwen3-235b-a22b"), shape(), "query_key_norm")->bytes[0], 2.0 * 2.0 * tokens * (64 + 4) * 128));
        QVERIFY(!op(model("llama-3.1-70b"), shape(), "query_key_norm"));
    }

    void slidingWindowsShortenAttention()
    {
        TransformerSpec spec = model("llama-3.1-70b");
        const double full = op(spec, shape(), "attention_core")->flops[0];
        spec.kinds.back().attention.slidingWindow = 1024;
        QVERIFY(near(op(spec, shape(), "attention_core")->flops[0] / full, 1024 * (1.0 - 1024 / (2.0 * tokens)) / (tokens / 2.0)));
    }

    void castsAppearWithNarrowTypesOnly()
    {
        const TransformerSpec spec = model("llama-3.1-70b");
        QVERIFY(!op(spec, shape(), "casts"));
        TrainingShape narrow = shape();
        narrow.precision = DataType::Fp8;
        const auto casts = op(spec, narrow, "casts");
        // inputs of the four products: hidden, attention output, hidden, feed-forward width
        QVERIFY(casts && near(casts->bytes[0], m_efficiency.castPasses * 4.0 * tokens * (8192 + 8192 + 8192 + 28672)));
    }

    void theHeadHasItsCrossEntropy()
    {
        const TransformerSpec spec = model("llama-3.1-70b");
        const std::vector<Op> ops = headOps(spec, shape(), m_efficiency);
        QCOMPARE(ops.size(), std::size_t{2});
        QVERIFY(near(ops[0].flops[0], 2.0 * tokens * 8192 * 128256));
        QVERIFY(near(ops[1].bytes[0] + ops[1].bytes[1], tokens * 128256 * m_efficiency.headBytesPerLogit));
    }

    void theOptimizerPassesItsStatesOnce()
    {
        const double bandwidth = m_efficiency.hbmBytesPerSecond * m_efficiency.trainHbm;
        QVERIFY(near(optimizerSeconds(1e9, 2e9, Optimizer::Adam, m_efficiency),
                     (1e9 * m_efficiency.optimizerBytesPerParameter + 2e9 * m_efficiency.optimizerBytesPerGradient) / bandwidth +
                         m_efficiency.optimizerFixedSeconds));
        QVERIFY(optimizerSeconds(1e9, 1e9, Optimizer::Adam8Bit, m_efficiency) < optimizerSeconds(1e9, 1e9, Optimizer::Adam, m_efficiency));
    }
};

QTEST_APPLESS_MAIN(TestOps)
#include "tst_ops.moc"
