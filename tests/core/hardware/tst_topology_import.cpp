// SPDX-License-Identifier: GPL-3.0-or-later
// The corpus of `nvidia-smi topo -m` outputs with what a person reads in each, and damaged texts.
#include "core/hardware/hardware_fixture.h"
#include "hardware/fabric.h"
#include "hardware/topology_import.h"
#include "io/topology_json.h"

#include <QRegularExpression>
#include <QTest>

#include <random>
#include <sstream>

using namespace shardscape;
using namespace shardscape::test;

namespace {

std::string topologyText(const std::string& file)
{
    std::ifstream stream{std::string{TEST_DATA_DIR} + "/topo/" + file, std::ios::binary};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

/// "all NV12 8" = every pair the same; otherwise the rows, separated by '/', cells by spaces.
std::vector<std::vector<std::string>> matrixOf(const std::string& text)
{
    std::istringstream words{text};
    std::string word;
    std::vector<std::vector<std::string>> rows;
    if (text.substr(0, 4) == "all ") {
        std::string symbol;
        std::size_t count = 0;
        words >> word >> symbol >> count;
        rows.assign(count, std::vector<std::string>(count, symbol));
        for (std::size_t i = 0; i < count; ++i)
            rows[i][i] = "X";
        return rows;
    }
    rows.emplace_back();
    while (words >> word) {
        if (word == "/")
            rows.emplace_back();
        else
            rows.back().push_back(word);
    }
    return rows;
}

std::vector<std::vector<std::string>> gpuMatrix(const ImportedTopology& topology)
{
    std::vector<std::vector<std::string>> rows;
    for (const TopologyRow& row : topology.gpuGpu) {
        rows.emplace_back();
        for (const auto& cell : row)
            rows.back().push_back(cell.value_or("null"));
    }
    return rows;
}

} // namespace

class TopologyImportTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void corpus_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("matrix");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<int>("links");
        QTest::addColumn<int>("sockets");
        QTest::addColumn<int>("computeNics");
        QTest::addColumn<int>("problems");
        const auto row = [](const char* name, const char* file, const char* matrix, const char* kind, int links, int sockets, int nics,
                            int problems) { QTest::newRow(name) << file << matrix << kind << links << sockets << nics << problems; };
        row("DGX A100, narrow columns", "d01-dgx-a100-8x-nv12-narrow.txt", "all NV12 8", "nvswitch", 12, 2, 0, 0);
        row("H20, GPU NUMA ID column", "d02-h20-8x-nv18.txt", "all NV18 8", "nvswitch", 18, 2, 0, 0);
        row("DGX-1V cube mesh, NICs out of order", "d03-dgx1-v100-hybrid-cube-mesh.txt",
            "X NV1 NV1 NV2 NV2 SYS SYS SYS / NV1 X NV2 NV1 SYS NV2 SYS SYS / NV1 NV2 X NV2 SYS SYS NV1 SYS / NV2 NV1 NV2 X SYS SYS SYS NV1 "
            "/ "
            "NV2 SYS SYS SYS X NV1 NV1 NV2 / SYS NV2 SYS SYS NV1 X NV2 NV1 / SYS SYS NV1 SYS NV1 NV2 X NV2 / SYS SYS SYS NV1 NV2 NV1 NV2 X",
            "hybrid-cube-mesh", 6, 2, 4, 0);
        row("P40, SOC vocabulary, NIC on another socket", "d04-p40-8gpu-pix-pxb-soc.txt",
            "X PIX PIX PIX PXB PXB PXB PXB / PIX X PIX PIX PXB PXB PXB PXB / PIX PIX X PIX PXB PXB PXB PXB / PIX PIX PIX X PXB PXB PXB PXB "
            "/ "
            "PXB PXB PXB PXB X PIX PIX PIX / PXB PXB PXB PXB PIX X PIX PIX / PXB PXB PXB PXB PIX PIX X PIX / PXB PXB PXB PXB PIX PIX PIX X",
            "pcie", 0, 1, 1, 0);
        row("K80, 2015 legend", "d05-k80-4gpu-mlx4-2015.txt", "X PIX PHB PHB / PIX X PHB PHB / PHB PHB X PIX / PHB PHB PIX X", "pcie", 0, 1,
            1, 0);
        row("A100 bridged pairs", "d06-a100-two-bridged-pairs-nv12.txt",
            "X NV12 SYS SYS / NV12 X SYS SYS / SYS SYS X NV12 / SYS SYS NV12 X", "nvlink-bridges", 12, 4, 0, 0);
        row("L4, PCIe only", "d07-l4-8gpu-phb-sys.txt",
            "X PHB PHB PHB SYS SYS SYS SYS / PHB X PHB PHB SYS SYS SYS SYS / PHB PHB X PHB SYS SYS SYS SYS / PHB PHB PHB X SYS SYS SYS SYS "
            "/ "
            "SYS SYS SYS SYS X PHB PHB PHB / SYS SYS SYS SYS PHB X PHB PHB / SYS SYS SYS SYS PHB PHB X PHB / SYS SYS SYS SYS PHB PHB PHB X",
            "pcie", 0, 2, 0, 0);
        row("B300, ANSI codes, a bond beside 8 NICs", "d08-b300-8x-nv18-9nic-ansi.txt", "all NV18 8", "nvswitch", 18, 2, 8, 0);
        row("4x A100, mesh", "d09-a100-4x-nv4-4nic-pxb.txt", "all NV4 4", "nvlink-mesh", 12, 1, 4, 0);
        row("three GPUs, one bridge", "d10-3gpu-nv4-node-phb-2nic.txt", "X NV4 NODE / NV4 X NODE / NODE NODE X", "nvlink-bridges", 4, 1, 2,
            0);
        row("Power9, non-contiguous NUMA nodes", "d11-power9-4x-v100-nv3.txt",
            "X NV3 SYS SYS / NV3 X SYS SYS / SYS SYS X NV3 / SYS SYS NV3 X", "nvlink-bridges", 3, 2, 4, 0);
        row("single GPU, blank affinity", "d12-single-gpu-blank-affinity.txt", "X", "single", 0, 1, 0, 0);
        row("GB10, cut off after the GPU row", "d13-gb10-single-gpu-4nic.txt", "X", "single", 0, 1, 4, 0);
        row("header lost its tab", "d14-2gpu-pix-header-not-indented.txt", "X PIX / PIX X", "pcie", 0, 1, 0, 0);
        row("H100 NVL pairs", "d15-h100-nvl-4pairs-2nic.txt",
            "X NV12 NODE NODE SYS SYS SYS SYS / NV12 X NODE NODE SYS SYS SYS SYS / NODE NODE X NV12 SYS SYS SYS SYS / NODE NODE NV12 X SYS "
            "SYS SYS "
            "SYS / SYS SYS SYS SYS X NV12 NODE NODE / SYS SYS SYS SYS NV12 X NODE NODE / SYS SYS SYS SYS NODE NODE X NV12 / SYS SYS SYS "
            "SYS NODE "
            "NODE NV12 X",
            "nvlink-bridges", 12, 2, 2, 0);
        row("DGX A100, 12 HCAs of which 4 for storage", "d16-dgx-a100-12hca.txt", "all NV12 8", "nvswitch", 12, 4, 8, 0);
        row("RTX 3090 pair", "d17-rtx3090-2gpu-nvlink-bridge.txt", "all NV4 2", "nvlink-bridges", 4, 1, 0, 0);
        row("GH200 quad, lists in the NUMA column", "d18-gh200-quad-nv6-gpu-numa-id.txt", "all NV6 4", "nvlink-mesh", 18, 4, 0, 0);
        row("interleaved CPU lists", "d19-4gpu-node-sys-interleaved-cpus.txt",
            "X NODE SYS SYS / NODE X SYS SYS / SYS SYS X NODE / SYS SYS NODE X", "pcie", 0, 2, 1, 0);
        row("damaged: 4 NIC rows without columns, 4 cut CPU lists, 1 that contradicts", "d20-a800-8x-nv8-damaged-paste.txt", "all NV8 8",
            "nvswitch", 8, 2, 0, 9);
        row("topo -mp hides NVLink", "d21-dgx1-topo-mp-pcie-view.txt",
            "X PIX PHB PHB SYS SYS SYS SYS / PIX X PHB PHB SYS SYS SYS SYS / PHB PHB X PIX SYS SYS SYS SYS / PHB PHB PIX X SYS SYS SYS SYS "
            "/ "
            "SYS SYS SYS SYS X PIX PHB PHB / SYS SYS SYS SYS PIX X PHB PHB / SYS SYS SYS SYS PHB PHB X PIX / SYS SYS SYS SYS PHB PHB PIX X",
            "pcie", 0, 2, 4, 0);
        row("GB200 tray", "d22-gb200-compute-tray.txt", "all NV18 4", "nvswitch", 18, 2, 0, 0);
        row("B200, GPU2 off the fabric", "d23-b200-one-gpu-off-the-fabric.txt",
            "X NV18 NODE NV18 NV18 NV18 NV18 NV18 / NV18 X NODE NV18 NV18 NV18 NV18 NV18 / NODE NODE X NODE SYS SYS SYS SYS / NV18 NV18 "
            "NODE X NV18 "
            "NV18 NV18 NV18 / NV18 NV18 SYS NV18 X NV18 NV18 NV18 / NV18 NV18 SYS NV18 NV18 X NV18 NV18 / NV18 NV18 SYS NV18 NV18 NV18 X "
            "NV18 / "
            "NV18 NV18 SYS NV18 NV18 NV18 NV18 X",
            "nvswitch", 18, 2, 0, 0);
    }
    void corpus()
    {
        QFETCH(QString, file);
        QFETCH(QString, matrix);
        QFETCH(QString, kind);
        QFETCH(int, links);
        QFETCH(int, sockets);
        QFETCH(int, computeNics);
        QFETCH(int, problems);
        const auto topology = importTopology(topologyText(file.toStdString()));
        QVERIFY(topology.has_value());
        for (const TopologyProblem& problem : topology->problems)
            qInfo("line %d, column %d: %s", problem.line, problem.column, problem.message.c_str());
        QCOMPARE(gpuMatrix(*topology), matrixOf(matrix.toStdString()));
        QCOMPARE(static_cast<int>(topology->problems.size()), problems);
        const TopologyCluster made = clusterFromTopology(*topology, nullptr, 1);
        QCOMPARE(QString::fromUtf8(toText(made.cluster.nodeFabric.kind).data()), kind);
        QCOMPARE(made.cluster.nodeFabric.linksPerGpu, links);
        QCOMPARE(made.cluster.nodeFabric.sockets, sockets);
        QCOMPARE(made.cluster.nic.count, computeNics);
        QCOMPARE(Fabric::build(made.cluster).gpus(), static_cast<int>(topology->gpus.size()));
        QVERIFY(Json::accept(topologyToJson(*topology, made)));
    }

    void details()
    {
        const auto b300 = importTopology(topologyText("d08-b300-8x-nv18-9nic-ansi.txt"));
        QCOMPARE(b300->nics.front().device.value_or(""), std::string{"mlx5_10"});
        QCOMPARE(b300->gpuNic[4][4].value_or(""), std::string{"PXB"});
        QCOMPARE(b300->numaAffinity[4].value_or(""), std::string{"1"});
        const auto dgx1 = importTopology(topologyText("d03-dgx1-v100-hybrid-cube-mesh.txt"));
        QCOMPARE(dgx1->nics[1].column, std::string{"mlx5_2"});
        QCOMPARE(dgx1->gpuNic[4][1].value_or(""), std::string{"PIX"});
        QVERIFY(!dgx1->numaAffinity[0].has_value());
        const auto blank = importTopology(topologyText("d12-single-gpu-blank-affinity.txt"));
        QVERIFY(!blank->cpuAffinity[0].has_value());
        const auto lists = importTopology(topologyText("d18-gh200-quad-nv6-gpu-numa-id.txt"));
        QCOMPARE(lists->numaAffinity[0].value_or(""), std::string{"0,5-11"});
        const auto off = importTopology(topologyText("d23-b200-one-gpu-off-the-fabric.txt"));
        QCOMPARE(clusterFromTopology(*off, nullptr, 1).cluster.outOfOrder, std::vector<int>{2});
        const auto damaged = importTopology(topologyText("d20-a800-8x-nv8-damaged-paste.txt"));
        QCOMPARE(damaged->problems.front().line, 2);
        QVERIFY(damaged->problems.front().message.find("-31,64-95") != std::string::npos);
    }

    void asymmetryIsReported()
    {
        const auto topology = importTopology("\tGPU0\tGPU1\nGPU0\t X \tNV4\nGPU1\tNV2\t X \n");
        QVERIFY(topology.has_value());
        QCOMPARE(topology->problems.size(), std::size_t{1});
        QCOMPARE(topology->problems.front().line, 3);
    }

    void textWithoutAMatrixIsRefused()
    {
        QVERIFY(!importTopology("").has_value());
        QVERIFY(!importTopology("nvidia-smi: command not found\n").has_value());
    }

    /// Cut, doubled and overwritten texts: whatever happens, an answer comes back.
    void damagedTextsNeverCrash()
    {
        std::mt19937 random{11};
        const std::string text = topologyText("d08-b300-8x-nv18-9nic-ansi.txt");
        for (int i = 0; i < 3000; ++i) {
            std::string damaged = text.substr(0, random() % text.size());
            for (int k = 0; k < 8 && !damaged.empty(); ++k)
                damaged[random() % damaged.size()] = static_cast<char>(random() % 256);
            const auto topology = importTopology(damaged);
            if (topology)
                QVERIFY(!topologyToJson(*topology, clusterFromTopology(*topology, nullptr, 1)).empty());
        }
    }
};

QTEST_APPLESS_MAIN(TopologyImportTest)
#include "tst_topology_import.moc"
