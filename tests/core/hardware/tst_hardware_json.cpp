// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hardware/hardware_fixture.h"
#include "io/fabric_json.h"

#include <QDir>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <functional>

using namespace shardscape;
using namespace shardscape::test;

namespace {

QStringList idsIn(const char* folder)
{
    QStringList ids;
    const QDir dir{QStringLiteral(PRESETS_DIR "/") + QLatin1String(folder)};
    for (const QString& file : dir.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name))
        ids << file.chopped(5);
    return ids;
}

} // namespace

class HardwareJsonTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void everyPromisedPresetIsThere_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<QString>("ids");
        QTest::newRow("accelerators of the interface")
            << "accelerators"
            << "v100-16gb v100-32gb a100-40gb-sxm a100-80gb-sxm a100-80gb-pcie a10 l4 l40s rtx-3090 rtx-4090 rtx-5090 rtx-pro-6000 "
               "h100-sxm "
               "h100-pcie h100-nvl h800 h20 h200 b200 b300 gb200 gb300 mi250x mi300x mi325x mi355x gaudi2 gaudi3 tpu-v4 tpu-v5e tpu-v5p";
        QTest::newRow("clusters of the interface")
            << "clusters"
            << "dgx-1-v100 dgx-a100-40gb dgx-a100 dgx-h100 dgx-h200 dgx-h800 hgx-h20 dgx-b200 dgx-b300 gb200-nvl72 gb300-nvl72 a100-pcie-8 "
               "a100-pcie-4-nvlink-pairs l40s-pcie-8 rtx-4090-pcie-8 rtx-3090-pair rtx-pro-6000-pcie-8 mi300x-8 mi325x-8 mi355x-8 gaudi3-8 "
               "tpu-v4-4x4x4 a100-nvlink-4 a100-pcie-4";
    }
    void everyPromisedPresetIsThere()
    {
        QFETCH(QString, folder);
        QFETCH(QString, ids);
        const QStringList present = idsIn(folder.toLatin1().constData());
        for (const QString& id : ids.split(QLatin1Char(' ')))
            QVERIFY2(present.contains(id), qPrintable(id));
    }

    void acceleratorsReadAndComeBack_data()
    {
        QTest::addColumn<QString>("id");
        for (const QString& id : idsIn("accelerators"))
            QTest::newRow(qPrintable(id)) << id;
    }
    void acceleratorsReadAndComeBack()
    {
        QFETCH(QString, id);
        const auto spec = readAcceleratorJson(presetJson("accelerators", id.toStdString()), {});
        QVERIFY2(spec.has_value(), spec ? "" : describe(spec.error()).c_str());
        QCOMPARE(QString::fromStdString(spec->id), id);
        QVERIFY2(!spec->source.empty(), "every preset says where its numbers come from");
        QVERIFY(!spec->peak.empty());
        const auto again = readAcceleratorJson(acceleratorToJson(*spec), {});
        QVERIFY(again.has_value());
        QCOMPARE(acceleratorToJson(*again).dump(), acceleratorToJson(*spec).dump());
    }

    void clustersReadAndComeBack_data()
    {
        QTest::addColumn<QString>("id");
        for (const QString& id : idsIn("clusters"))
            QTest::newRow(qPrintable(id)) << id;
    }
    void clustersReadAndComeBack()
    {
        QFETCH(QString, id);
        const auto spec = readClusterJson(clusterJson(id.toStdString()), {});
        QVERIFY2(spec.has_value(), spec ? "" : describe(spec.error()).c_str());
        QCOMPARE(QString::fromStdString(spec->id), id);
        QVERIFY(!spec->source.empty());
        const auto again = readClusterJson(clusterToJson(*spec), {});
        QVERIFY(again.has_value());
        QCOMPARE(clusterToJson(*again).dump(), clusterToJson(*spec).dump());
    }

    /// Constants stand once, in the file of their family, each with its source; every family serves a cluster.
    void familiesHoldTheConstants()
    {
        QSet<QString> used;
        for (const QString& id : idsIn("clusters")) {
            const Json json = presetJson("clusters", id.toStdString());
            for (const char* section : {"node_fabric", "scale_out"}) {
                if (!json.contains(section) || !json[section].contains("constants"))
                    continue;
                const Json& constants = json[section]["constants"];
                QVERIFY2(constants.is_string() || constants.empty(), qPrintable(id + QLatin1String(" repeats constants")));
                if (constants.is_string())
                    used.insert(QString::fromStdString(constants.get<std::string>()));
            }
        }
        for (const QString& id : idsIn("fabrics")) {
            const auto family = readFabricJson(presetJson("fabrics", id.toStdString()), {});
            QVERIFY2(family.has_value(), family ? "" : describe(family.error()).c_str());
            QCOMPARE(QString::fromStdString(family->id), id);
            for (const auto& [name, constant] : family->constants)
                QVERIFY2(!constant.source.empty(), name.c_str());
            QVERIFY2(used.remove(id), qPrintable(id + QLatin1String(" serves no cluster")));
        }
        QVERIFY2(used.isEmpty(), "a cluster names a family that is not there");
    }

    void vendorFigures_data()
    {
        QTest::addColumn<QString>("cluster");
        QTest::addColumn<double>("portGBPerSecond");
        QTest::addColumn<double>("nodeNetworkGBPerSecond");
        QTest::newRow("DGX A100: NVLink 600 GB/s both ways, 8 x 200 Gbit/s") << "dgx-a100" << 300.0 << 200.0;
        QTest::newRow("DGX H100: NVLink 900 GB/s both ways, 8 x 400 Gbit/s") << "dgx-h100" << 450.0 << 400.0;
        QTest::newRow("H800: NVLink cut to 400 GB/s both ways") << "dgx-h800" << 200.0 << 400.0;
        QTest::newRow("DGX B200: NVLink 1800 GB/s both ways") << "dgx-b200" << 900.0 << 400.0;
        QTest::newRow("GB300 tray: 4 x 800 Gbit/s") << "gb300-nvl72" << 900.0 << 400.0;
        QTest::newRow("MI300X: 7 links of 64 GB/s") << "mi300x-8" << 448.0 << 400.0;
    }
    void vendorFigures()
    {
        QFETCH(QString, cluster);
        QFETCH(double, portGBPerSecond);
        QFETCH(double, nodeNetworkGBPerSecond);
        const ClusterSpec spec = clusterOf(cluster.toStdString());
        QCOMPARE(spec.nodeFabric.linkBandwidth.inGBPerSecond() * spec.nodeFabric.linksPerGpu, portGBPerSecond);
        QCOMPARE(spec.nic.bandwidth.inGBPerSecond() * spec.nic.count, nodeNetworkGBPerSecond);
    }

    void memoryIsWhatTheDriverReports()
    {
        QCOMPARE(clusterOf("dgx-h100").accelerator.memory.inBytes(), 81559.0 * 1024 * 1024);
        QCOMPARE(clusterOf("dgx-b200").accelerator.memory.inBytes(), 183359.0 * 1024 * 1024);
    }

    void problemsNamePathAndWayOut_data()
    {
        QTest::addColumn<QString>("pointer");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("expectedPath");
        QTest::newRow("unknown key") << "/nic/speed"
                                     << "1"
                                     << "/cluster/nic/speed";
        QTest::newRow("wrong type") << "/gpus_per_node"
                                    << "\"eight\""
                                    << "/cluster/gpus_per_node";
        QTest::newRow("negative rate") << "/nic/bytes_per_second"
                                       << "-1"
                                       << "/cluster/nic/bytes_per_second";
        QTest::newRow("unknown kind") << "/node_fabric/kind"
                                      << "\"magic\""
                                      << "/cluster/node_fabric/kind";
        QTest::newRow("deep in the accelerator") << "/accelerator/memory_bytes"
                                                 << "0"
                                                 << "/cluster/accelerator/memory_bytes";
        QTest::newRow("constant without source") << "/node_fabric/constants/ring_efficiency"
                                                 << "{\"value\":1}"
                                                 << "/cluster/node_fabric/constants/ring_efficiency/source";
        QTest::newRow("network without NICs") << "/nic"
                                              << "{\"count\":0}"
                                              << "/cluster/nic";
        QTest::newRow("too many GPUs") << "/nodes"
                                       << "131073"
                                       << "/cluster/nodes";
        QTest::newRow("too many axes") << "/node_fabric/torus_shape"
                                       << "[4096,4096,4096,4096,4096,4096]"
                                       << "/cluster/node_fabric/torus_shape";
        QTest::newRow("absurd list") << "/out_of_order"
                                     << "[99]"
                                     << "/cluster/out_of_order";
    }
    void problemsNamePathAndWayOut()
    {
        QFETCH(QString, pointer);
        QFETCH(QString, value);
        QFETCH(QString, expectedPath);
        Json json = clusterJson("dgx-h100");
        json[Json::json_pointer{pointer.toStdString()}] = Json::parse(value.toStdString());
        const auto spec = readClusterJson(json, "/cluster");
        QVERIFY(!spec.has_value());
        QCOMPARE(QString::fromStdString(spec.error().front().path), expectedPath);
        QVERIFY(!spec.error().front().message.empty());
        QVERIFY(!spec.error().front().hint.empty());
    }

    void aBoxWithoutNetworkHasOneNode()
    {
        const auto spec = readClusterJson(clusterJson("a100-nvlink-4", 2), {});
        QVERIFY(!spec.has_value());
        QCOMPARE(spec.error().front().code, std::string{"no-network"});
    }
};

QTEST_APPLESS_MAIN(HardwareJsonTest)
#include "tst_hardware_json.moc"
