// SPDX-License-Identifier: GPL-3.0-or-later
// The bytes on the links and the time of the step tell one story: no link carries more than it can, and what the time model prices for the
// experts is what the map shows.
#include "evaluate/expert_exchange.h"
#include "evaluate/layer_communication.h"
#include "support/scenario_cases.h"

#include <QDir>
#include <QTest>

#include <cmath>

using namespace shardscape;

namespace {

struct Rates {
    double network = 1, links = 1, oversubscription = 1;
};

} // namespace

class TestStepTraffic : public QObject {
    Q_OBJECT

    PresetLibrary m_library;

    test::Resolved resolved(const QString& name)
    {
        auto r = test::resolve(m_library, QByteArray::fromStdString(test::readFile(QStringLiteral(PRESETS_DIR "/scenarios/") + name)));
        if (!r)
            qFatal("%s cannot be read", qPrintable(name));
        return *r;
    }

    Evaluation evaluated(const test::Resolved& r)
    {
        auto e = test::evaluateResolved(r, {});
        if (!e)
            qFatal("%s", e.error().front().message.c_str());
        return *std::move(e);
    }

    double ofAxis(const Evaluation& e, std::int32_t link, Axis axis)
    {
        return e.traffic.perLink[static_cast<std::size_t>(link)][indexOf(axis)];
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }
    void initTestCase() { m_library = test::allPresets(); }

    void noLinkCarriesMoreThanItCan_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<double>("network");
        QTest::addColumn<double>("links");
        QTest::addColumn<double>("oversubscription");
        const QDir folder(QStringLiteral(PRESETS_DIR "/scenarios"));
        for (const QString& file : folder.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name))
            for (const Rates rates : {Rates{1, 1}, Rates{0.05, 1}, Rates{1, 0.05}, Rates{1, 1, 32}})
                QTest::addRow("%s, network x %g, links x %g, uplinks / %g", qPrintable(file.section(QLatin1Char('.'), 0, -3)), rates.network,
                              rates.links, rates.oversubscription)
                    << file << rates.network << rates.links << rates.oversubscription;
    }
    void noLinkCarriesMoreThanItCan()
    {
        QFETCH(QString, file);
        QFETCH(double, network);
        QFETCH(double, links);
        QFETCH(double, oversubscription);
        test::Resolved r = resolved(file);
        r.inputs.cluster.nic.bandwidth = r.inputs.cluster.nic.bandwidth * network;
        r.inputs.cluster.nodeFabric.linkBandwidth = r.inputs.cluster.nodeFabric.linkBandwidth * links;
        if (oversubscription > 1.0) { // every node is its own unit, so that all its traffic goes through the uplinks
            r.inputs.cluster.scaleOut.oversubscription = oversubscription;
            r.inputs.cluster.scaleOut.nodesPerUnit = 1;
        }
        const Evaluation e = evaluated(r);
        if (e.busiestLinks.empty())
            return;
        const BusyLink& busiest = e.busiestLinks.front();
        QVERIFY2(busiest.busyFraction <= 1.0, qPrintable(QString::number(busiest.busyFraction)));
    }

    /// NIC bytes of the map = time of all exchanges of the stage, less start-up, x the rate that the time takes for a NIC.
    void expertBytesOfTheMapAreThoseOfTheTime_data()
    {
        QTest::addColumn<bool>("deduplicating");
        QTest::addColumn<QString>("precision");
        QTest::newRow("once per node, fp8") << true << QStringLiteral("fp8");
        QTest::newRow("once per node, bf16") << true << QStringLiteral("bf16");
        QTest::newRow("every pick, fp8") << false << QStringLiteral("fp8");
    }
    void expertBytesOfTheMapAreThoseOfTheTime()
    {
        QFETCH(bool, deduplicating);
        QFETCH(QString, precision);
        test::Resolved r = resolved(QStringLiteral("deepseek-v3-ep64-pp16.shard.json"));
        r.inputs.software.deduplicatingDispatch = deduplicating;
        auto& workload = std::get<TrainingWorkload>(r.scenario.workload.kind);
        workload.recompute = Recompute{};
        workload.recompute.kind = RecomputeKind::Full;
        workload.precision = precision == QStringLiteral("fp8") ? DataType::Fp8 : DataType::Bf16;
        const Evaluation e = evaluated(r);
        TrainingContext c = trainingContext(*e.plan, *e.inputs, workload);
        c.efficiency.moeChanceLoad = 0; // the time waits for the rank that chance fills most; the map shows what is expected of each
        const double share = deduplicating ? c.efficiency.dispatchNicShare : c.efficiency.allToAllNicShare;
        const double rate = c.ep.nic.inBytesPerSecond() * share;
        for (int stage = 0; stage < e.plan->layout.stages; ++stage) {
            double seconds = 0;
            for (int chunk = 0; chunk < e.plan->layout.chunks; ++chunk) {
                const StageChunk& part = e.plan->layout.at(stage, chunk);
                const auto exchange = [&](const LayerSpec& layer) {
                    return layer.feedForward.isMoe() ? exchangeSeconds(layer, c) - 2.0 * c.network.nicAlphaSeconds : 0.0;
                };
                // Forward, backward and the forward pass again; half of the micro-batches pass this copy of the stage.
                for (int i = 0; i < part.layers; ++i)
                    seconds += 3.0 * exchange(e.inputs->model.layer(part.firstLayer + i)) * e.plan->microbatches / 2.0;
                seconds += 2.0 * part.mtpLayers * exchange(e.inputs->model.kinds[e.inputs->model.mtpKind]) * e.plan->microbatches / 2.0;
            }
            Coordinate coordinate;
            coordinate.pp = stage;
            const int gpu = e.plan->mesh.gpuOf(e.plan->mesh.rankAt(coordinate));
            const int node = gpu / e.fabric->gpusPerNode();
            const NodeTemplate& parts = e.fabric->nodeTemplate();
            const int nic = parts.homeNic[static_cast<std::size_t>(gpu % e.fabric->gpusPerNode())];
            const int up = e.fabric->firstLinkOf(node) + parts.nicUp[static_cast<std::size_t>(nic)];
            const double mapped = ofAxis(e, up, Axis::Ep);
            QVERIFY2(std::abs(mapped - seconds * rate) <= 1e-9 * mapped,
                     qPrintable(QStringLiteral("stage %1: %2 and %3").arg(stage).arg(mapped).arg(seconds * rate)));
        }
    }

    /// DeepSeek-V3 on 64 GPUs in 8 nodes: of 8 picks in at most 4 nodes 4 (1 - (3/4)^8) nodes are met.
    void groupLimitedRoutingKeepsATokenOnFewNodes()
    {
        const test::Resolved r = resolved(QStringLiteral("deepseek-v3-ep64-pp16.shard.json"));
        const FeedForwardSpec limited = r.inputs.model.kinds[r.inputs.model.mtpKind].feedForward;
        FeedForwardSpec free = limited;
        free.routingGroups = free.routingTopGroups = 0;
        GroupShape group;
        group.ranks = 64;
        group.domains = 8;
        QCOMPARE(limited.routingTopGroups, 4);
        QCOMPARE(expertCopies(limited, group, true).domains, 4.0 * (1.0 - std::pow(0.75, 8)));
        QCOMPARE(expertCopies(free, group, true).domains, 8.0 * (1.0 - std::pow(7.0 / 8.0, 8)));
        QCOMPARE(expertCopies(free, group, false).domains, 8.0);
        group.domains = 1;
        QCOMPARE(expertCopies(limited, group, true).domains, 1.0);
        // Four nodes hold two groups each: none of them is chosen with probability (6 5 4 3)/(8 7 6 5).
        group.domains = 4;
        const double reached = 4.0 * (1.0 - 360.0 / 1680.0);
        QCOMPARE(expertCopies(limited, group, true).domains, reached * (1.0 - std::pow(1.0 - 1.0 / reached, 8)));
        for (int domains = 1; domains <= 64; domains *= 2) {
            group.domains = domains;
            QVERIFY(expertCopies(limited, group, true).domains <= expertCopies(free, group, true).domains + 1e-12);
            QVERIFY(expertCopies(free, group, true).domains <= std::min(8, domains) + 1e-12);
        }
    }
};

QTEST_APPLESS_MAIN(TestStepTraffic)
#include "tst_step_traffic.moc"
