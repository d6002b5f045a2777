// SPDX-License-Identifier: GPL-3.0-or-later
// Collective times against published nccl-tests figures: prints every point and bounds the errors, single node and several nodes apart,
// above and below 16 MiB.
#include "core/hardware/hardware_fixture.h"
#include "cost/collective.h"

#include <QRegularExpression>
#include <QTest>

#include <cmath>
#include <cstdio>

using namespace shardscape;
using namespace shardscape::test;

namespace {

struct ErrorBin {
    const char* name;
    double medianLimit;
    double p90Limit;
    std::vector<double> errors;

    [[nodiscard]] double quantile(double q) const
    {
        std::vector<double> sorted = errors;
        std::sort(sorted.begin(), sorted.end());
        return sorted[static_cast<std::size_t>(q * static_cast<double>(sorted.size() - 1) + 0.5)];
    }
};

Json readSeries()
{
    std::ifstream file{TEST_DATA_DIR "/nccl/published.json", std::ios::binary};
    return Json::parse(file).at("series");
}

} // namespace

class CollectivePublishedTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void publishedTimes()
    {
        constexpr double mib16 = 16.0 * 1024 * 1024;
        std::vector<ErrorBin> bins{{"one node, up to 16 MiB", 0.15, 0.40, {}},
                                   {"one node, above 16 MiB", 0.06, 0.15, {}},
                                   {"several nodes, up to 16 MiB", 0.15, 0.40, {}},
                                   {"several nodes, above 16 MiB", 0.06, 0.15, {}}};
        for (const Json& series : readSeries()) {
            const int nodes = series.at("nodes").get<int>();
            const int ranks = series.at("ranks").get<int>();
            const ClusterSpec cluster = clusterOf(series.at("cluster").get<std::string>(), nodes);
            const auto op = fromText<CollectiveOp>(series.at("op").get<std::string>());
            QVERIFY(op.has_value());
            const GroupShape shape = shapeAlone(nodes, ranks / nodes, cluster);
            for (const Json& point : series.at("points")) {
                const double bytes = point.at(0).get<double>();
                const double measured = point.at(1).get<double>() * 1e-6;
                const CollectiveEstimate estimate = estimateCollective({*op, Bytes::fromBytes(bytes), shape}, cluster, nullptr);
                const double error = estimate.time.inSeconds() / measured - 1.0;
                bins[(nodes > 1 ? 2u : 0u) + (bytes > mib16 ? 1u : 0u)].errors.push_back(std::abs(error));
                std::printf("%-38s %12.0f B  measured %11.2f us  model %11.2f us  %+6.1f %%  %s %s\n",
                            series.at("id").get<std::string>().c_str(), bytes, measured * 1e6, estimate.time.inMicroseconds(), error * 100,
                            estimate.algorithm.c_str(), estimate.protocol.c_str());
            }
        }
        for (const ErrorBin& bin : bins) {
            std::printf("%-30s %4zu points  median %5.1f %%  90th percentile %5.1f %%\n", bin.name, bin.errors.size(),
                        bin.quantile(0.5) * 100, bin.quantile(0.9) * 100);
            std::fflush(stdout);
        }
        for (const ErrorBin& bin : bins) {
            QVERIFY2(bin.quantile(0.5) <= bin.medianLimit, bin.name);
            QVERIFY2(bin.quantile(0.9) <= bin.p90Limit, bin.name);
        }
    }
};

QTEST_APPLESS_MAIN(CollectivePublishedTest)
#include "tst_collective_published.moc"
