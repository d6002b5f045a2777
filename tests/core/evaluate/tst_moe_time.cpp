// SPDX-License-Identifier: GPL-3.0-or-later
// Laws of the time of mixture-of-experts steps: what hides a transfer, what a software generation changes, what recomputation repeats.
#include "support/scenario_cases.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace shardscape;
using test::TrainingCase;

namespace {

constexpr TrainingCase qwen{.model = "qwen3-235b-a22b",
                            .nodes = 32,
                            .tp = 2,
                            .ep = 32,
                            .pp = 8,
                            .dp = 16,
                            .sequence = 4096,
                            .globalBatch = 2048,
                            .recompute = "none"};

constexpr TrainingCase deepSeek{.model = "deepseek-v3",
                                .cluster = "dgx-h800",
                                .nodes = 256,
                                .tp = 1,
                                .ep = 64,
                                .pp = 16,
                                .dp = 128,
                                .schedule = "dualpipe",
                                .sequence = 4096,
                                .globalBatch = 15360,
                                .precision = "fp8",
                                .recompute = "none"};

} // namespace

class TestMoeTime : public QObject {
    Q_OBJECT

    PresetLibrary m_library;

    TrainingReport report(const TrainingCase& c, const char* software = "megatron-2025")
    {
        QByteArray text = test::scenarioText(c);
        text.replace("\"kind\": \"training\"", QByteArray("\"kind\": \"training\", \"software\": \"") + software + "\"");
        const auto resolved = test::resolve(m_library, text);
        if (!resolved)
            qFatal("the scenario cannot be read");
        const auto e = test::evaluateResolved(*resolved, test::bare);
        if (!e)
            qFatal("%s: %s", e.error().front().path.c_str(), e.error().front().message.c_str());
        return *e->training;
    }

    double step(const TrainingCase& c, const char* software = "megatron-2025") { return report(c, software).step.inSeconds(); }

    double part(const TrainingCase& c, std::string_view name, const char* software = "megatron-2025")
    {
        for (const TimePart& each : report(c, software).breakdown)
            if (each.name == name)
                return each.time.inSeconds();
        return 0.0;
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }
    void initTestCase() { m_library = test::allPresets(); }

    /// A generation that de-duplicates, captures graphs or fuses is never slower than the one without, all else equal.
    void softwareFeaturesSaveTime()
    {
        QVERIFY(part(qwen, "ep_exposed") < part(qwen, "ep_exposed", "megatron-2025-alltoall"));
        QVERIFY(step(qwen) < step(qwen, "megatron-2025-alltoall"));
        QVERIFY(step(qwen, "megatron-2025-graphs") < step(qwen));
        QVERIFY(step(qwen, "megatron-2026") < step(qwen, "megatron-2025-graphs"));
    }

    /// Two picks on the same node cross the network once where the dispatcher de-duplicates.
    void plainAllToAllSendsEveryPick()
    {
        TrainingCase oneStage = qwen; // without a pipeline both softwares are read off the same layers
        oneStage.tp = 1;
        oneStage.pp = 1;
        oneStage.dp = 256;
        const double saved = part(oneStage, "ep_exposed", "megatron-2025-alltoall") / part(oneStage, "ep_exposed");
        // 8 picks over 4 nodes touch 4 (1 - 0.75^8) = 3.6 of them; the shares of the NIC that both reach are 0.86 and 0.95.
        const double expected = 8.0 / (4.0 * (1.0 - std::pow(0.75, 8.0))) * 0.95 / 0.86;
        // What differs beside them is the start-up, 35 us of a millisecond.
        QVERIFY2(std::abs(saved / expected - 1.0) < 0.02, qPrintable(QString::number(saved / expected)));
    }

    /// Inside pairs only the multiprocessors' share of a transfer shows; outside, all of it: more micro-batches add pairs, not ramps.
    void dualPipeHidesTransfersInsidePairsOnly()
    {
        TrainingCase twice = deepSeek;
        twice.globalBatch *= 2;
        const double first = part(deepSeek, "ep_exposed");
        const double added = part(twice, "ep_exposed") - first;
        QVERIFY(added > 0.0 && added < 0.8 * first);
    }

    /// Time and memory agree on what is recomputed: modules of latent-attention and MoE layers, nothing where flash attention leaves
    /// nothing to drop.
    void recomputedModulesAreThoseThatMemoryDrops()
    {
        TrainingCase selective = qwen;
        selective.recompute = "selective";
        const double repeated = part(selective, "recompute");
        QVERIFY(repeated > 0.0 && repeated < 0.1 * part(qwen, "compute"));
        TrainingCase latent = deepSeek;
        latent.recompute = "selective";
        QVERIFY(part(latent, "recompute") / part(deepSeek, "compute") > repeated / part(qwen, "compute")); // up-projections as well
        QCOMPARE(part(TrainingCase{.recompute = "selective"}, "recompute"), 0.0);
    }
};

QTEST_APPLESS_MAIN(TestMoeTime)
#include "tst_moe_time.moc"
