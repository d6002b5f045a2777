// SPDX-License-Identifier: GPL-3.0-or-later
// What a link map costs in memory, counted at operator new, so that the figure does not depend on the machine: at most 200 MB for 131,072
// GPUs on a three-level fat tree, graph, placement and all axes included, and in proportion to the GPUs.
#include "core/cost/fat_tree.h"
#include "cost/traffic.h"

#include <QRegularExpression>
#include <QTest>

#include <atomic>
#include <cstdlib>
#include <new>

namespace {

std::atomic<std::size_t> live{0};
std::atomic<std::size_t> highest{0};
constexpr std::size_t headSize = alignof(std::max_align_t);

} // namespace

void* operator new(std::size_t size)
{
    auto* head = static_cast<std::size_t*>(std::malloc(size + headSize));
    if (head == nullptr)
        throw std::bad_alloc{};
    *head = size;
    const std::size_t now = live += size;
    for (std::size_t seen = highest; seen < now && !highest.compare_exchange_weak(seen, now);) {
    }
    return reinterpret_cast<char*>(head) + headSize;
}

void operator delete(void* memory) noexcept
{
    if (memory == nullptr)
        return;
    auto* head = reinterpret_cast<std::size_t*>(static_cast<char*>(memory) - headSize);
    live -= *head;
    std::free(head);
}

void operator delete(void* memory, std::size_t) noexcept { operator delete(memory); }

using namespace shardscape;
using namespace shardscape::test;

class TrafficMemoryTest : public QObject {
    Q_OBJECT

    /// Highest use while the map of all axes is made for a shuffled placement, its inputs and the result included.
    static double megabytes(int gpus)
    {
        const std::size_t before = live;
        highest = before;
        {
            const Fabric fabric = Fabric::build(fatTree(gpus / 8));
            const DeviceMesh mesh = fatTreeMesh(gpus, true);
            const LinkTraffic map = mapTraffic(mesh, fabric, allAxes(8));
            if (map.perLink.size() != fabric.links().size())
                return 0.0;
        }
        return static_cast<double>(highest - before) / 1e6;
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void mapOf131072GpusStaysBelow200Megabytes()
    {
        const double used = megabytes(131072);
        QVERIFY2(used > 1.0 && used <= 200.0, qPrintable(QStringLiteral("%1 MB").arg(used)));
        qInfo("131,072 GPUs: %.1f MB", used);
    }

    void memoryGrowsWithTheGpus()
    {
        const double small = megabytes(8192);
        const double large = megabytes(65536);
        QVERIFY2(large <= 8.2 * small, qPrintable(QStringLiteral("%1 MB and %2 MB").arg(small).arg(large)));
    }
};

QTEST_APPLESS_MAIN(TrafficMemoryTest)
#include "tst_traffic_memory.moc"
