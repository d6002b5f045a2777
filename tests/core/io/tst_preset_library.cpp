// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/preset_library.h"

#include <QtTest>

using namespace shardscape;

namespace {

const char* const accelerator = R"({"id":"acc","name":"Acc","vendor":"nvidia","architecture":"ampere","year":2020,"source":"test",
    "memory_bytes":80e9,"memory_bytes_per_second":2e12,"peak_flops":{"bf16":3e14},"multiprocessors":100,"tdp_watts":400})";
const char* const cluster = R"({"id":"box","name":"Box","source":"test","gpus_per_node":8,"accelerator":"acc",
    "node_fabric":{"kind":"nvswitch","links_per_gpu":12,"link_bytes_per_second":25e9,"link_latency_seconds":1e-6,"domain_gpus":8,
        "constants":{"ring_efficiency":{"value":0.75,"source":"measured"}}},
    "nic":{"count":8,"bytes_per_second":25e9,"latency_seconds":1e-6},
    "scale_out":{"kind":"rail-optimized","network":"infiniband","nodes_per_unit":32}})";

const char* const software = R"({"id":"now","name":"Now","kind":"training","year":2026,"source":"test","overlap_tp":false,
    "overlap_dp":true,"overlap_pp":false,"overlap_cp":true,"overlap_ep":false,"deduplicating_dispatch":false,"gradient_dtype":"fp32",
    "constants":{}})";

PresetLibrary library()
{
    PresetLibrary all;
    const bool added = all.add(PresetKind::Cluster, "box", "clusters/box.json", cluster) // before the accelerator that it names
                       && all.add(PresetKind::Accelerator, "acc", "accelerators/acc.json", accelerator);
    Q_ASSERT(added);
    return all;
}

QString problemsOf(const Problems& problems)
{
    QStringList texts;
    for (const Problem& problem : problems)
        texts << QString::fromStdString(problem.path + " " + problem.code);
    return texts.join(QStringLiteral(", "));
}

} // namespace

class TestPresetLibrary : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void clusterWithEmbeddedAccelerator()
    {
        const auto spec = library().cluster("box", 4, "");
        QVERIFY2(spec.has_value(), spec ? "" : spec.error().front().message.c_str());
        QCOMPARE(spec->nodes, 4);
        QCOMPARE(spec->gpus(), 32);
        QCOMPARE(spec->accelerator.id, std::string{"acc"});
        QCOMPARE(spec->accelerator.memory.inGB(), 80.0);
    }

    void overrides()
    {
        const auto spec = library().cluster("box", 1, R"({"accelerator.memory_bytes":96e9,"nic.count":4,
            "node_fabric.constants.ring_efficiency":0.5,"scale_out.oversubscription":2})");
        QVERIFY2(spec.has_value(), spec ? "" : spec.error().front().message.c_str());
        QCOMPARE(spec->accelerator.memory.inGB(), 96.0);
        QCOMPARE(spec->nic.count, 4);
        QCOMPARE(spec->scaleOut.oversubscription, 2.0); // a field that the preset leaves out
        QCOMPARE(spec->nodeFabric.constants.at("ring_efficiency").value, 0.5);
        QCOMPARE(spec->nodeFabric.constants.at("ring_efficiency").source, std::string{"set by the scenario"});
    }

    /// A cluster may name the family of its wiring and network instead of repeating the constants; overrides change the family or one
    /// constant of it.
    void fabricFamilies_data()
    {
        QTest::addColumn<QString>("family");
        QTest::addColumn<QString>("overrides");
        QTest::addColumn<QString>("outcome"); // the constant, or the problem
        const QString good = QStringLiteral(R"({"id":"wire","name":"Wire","constants":{"ring_efficiency":{"value":0.7,"source":"measured"}}})");
        QTest::newRow("named") << good << "" << "0.7";
        QTest::newRow("one constant changed") << good << R"({"node_fabric.constants.ring_efficiency":0.5})" << "0.5";
        QTest::newRow("another family") << good << R"({"node_fabric.constants":"other"})" << "0.6";
        QTest::newRow("another family, one constant changed")
            << good << R"({"node_fabric.constants":"other","node_fabric.constants.ring_efficiency":0.4})" << "0.4";
        QTest::newRow("unknown family") << good << R"({"node_fabric.constants":"othr"})" << "/overrides/node_fabric.constants unknown-preset";
        QTest::newRow("unknown key in the file")
            << R"({"id":"wire","name":"Wire","speed":1,"constants":{"ring_efficiency":{"value":0.7,"source":"measured"}}})" << ""
            << "/preset unknown-key";
        QTest::newRow("no constants") << R"({"id":"wire","name":"Wire","constants":{}})" << "" << "/preset out-of-range";
        QTest::newRow("wrong type") << R"({"id":"wire","name":"Wire","constants":3})" << "" << "/preset wrong-type";
    }
    void fabricFamilies()
    {
        QFETCH(QString, family);
        QFETCH(QString, overrides);
        QFETCH(QString, outcome);
        PresetLibrary all = library();
        std::string named{cluster};
        named.replace(named.find("\"box\""), 5, "\"named\"");
        const auto from = named.find("{\"ring_efficiency\"");
        named.replace(from, named.find("}}", from) + 2 - from, "\"wire\"");
        QVERIFY(all.add(PresetKind::Cluster, "named", "clusters/named.json", named));
        QVERIFY(all.add(PresetKind::Fabric, "wire", "fabrics/wire.json", family.toStdString()));
        QVERIFY(all.add(PresetKind::Fabric, "other", "fabrics/other.json",
                        R"({"id":"other","name":"Other","constants":{"ring_efficiency":{"value":0.6,"source":"measured"}}})"));
        const auto spec = all.cluster("named", 1, overrides.toStdString());
        if (spec)
            QCOMPARE(QString::number(spec->nodeFabric.constants.at("ring_efficiency").value), outcome);
        else
            QCOMPARE(problemsOf(spec.error()), outcome);
    }

    void wrongOverrides_data()
    {
        QTest::addColumn<QString>("overrides");
        QTest::addColumn<QString>("problem");
        QTest::newRow("unknown field") << R"({"accelerator.memori_bytes":1e9})"
                                       << "/overrides/accelerator.memori_bytes unknown-key";
        QTest::newRow("unknown object") << R"({"acelerator.memory_bytes":1e9})"
                                        << "/overrides/acelerator.memory_bytes unknown-key";
        QTest::newRow("below a number") << R"({"gpus_per_node.x":1})"
                                        << "/overrides/gpus_per_node.x unknown-key";
        QTest::newRow("empty path") << R"({"":1})"
                                    << "/overrides/ unknown-key";
        QTest::newRow("wrong type") << R"({"nic.count":"four"})"
                                    << "/overrides/nic.count wrong-type";
        QTest::newRow("out of range") << R"({"nic.count":-4})"
                                      << "/overrides/nic.count out-of-range";
        QTest::newRow("nodes have their own key") << R"({"nodes":4})"
                                                  << "/overrides/nodes unknown-key";
        QTest::newRow("unknown accelerator") << R"({"accelerator":"acx"})"
                                             << "/overrides/accelerator unknown-preset";
    }
    void wrongOverrides()
    {
        QFETCH(QString, overrides);
        QFETCH(QString, problem);
        const auto spec = library().cluster("box", 1, overrides.toStdString());
        QVERIFY(!spec);
        QCOMPARE(problemsOf(spec.error()), problem);
    }

    void unknownPresetsAreSuggested()
    {
        const auto spec = library().cluster("bix", 1, "");
        QVERIFY(!spec);
        QCOMPARE(problemsOf(spec.error()), QStringLiteral("/preset unknown-preset"));
        QCOMPARE(spec.error().front().hint, std::string{"did you mean 'box'?"});
    }

    void severalNodesNeedANetwork()
    {
        PresetLibrary all = library();
        std::string lonely{cluster};
        lonely.replace(lonely.find("\"box\""), 5, "\"lonely\"");
        const auto from = lonely.find(",\n    \"nic\"");
        lonely = lonely.substr(0, from) + "}";
        QVERIFY(all.add(PresetKind::Cluster, "lonely", "lonely.json", lonely));
        QVERIFY(all.cluster("lonely", 1, ""));
        const auto two = all.cluster("lonely", 2, "");
        QVERIFY(!two);
        QCOMPARE(two.error().front().path, std::string{"/nodes"});
    }

    void notesOfAnInlineModelReachTheInputs()
    {
        PresetLibrary all = library();
        QVERIFY(all.add(PresetKind::Software, "now", "software/now.json", software));
        Scenario scenario;
        scenario.cluster.preset = "box";
        scenario.model.inlineJson = R"({"name":"mine","hf_config":{"model_type":"brand-new","hidden_size":1024,"intermediate_size":4096,
            "num_hidden_layers":4,"num_attention_heads":8,"num_key_value_heads":8,"vocab_size":32000,"hidden_act":"silu",
            "tie_word_embeddings":false,"max_position_embeddings":4096,"rms_norm_eps":1e-5}})";
        const auto inputs = all.resolve(scenario);
        QVERIFY2(inputs.has_value(), inputs ? "" : qPrintable(problemsOf(inputs.error())));
        QVERIFY(!inputs->notes.empty());
        QVERIFY(QByteArray::fromStdString(inputs->notes.front().path).startsWith("/model"));
        QCOMPARE(inputs->notes.front().severity, Severity::Warning);
    }

    void resolveSaysWhereInTheScenario()
    {
        Scenario scenario;
        scenario.model.preset = "no-model";
        scenario.cluster.preset = "no-cluster";
        scenario.workload.software = "no-software";
        const auto inputs = library().resolve(scenario);
        QVERIFY(!inputs);
        QCOMPARE(problemsOf(inputs.error()),
                 QStringLiteral("/model unknown-preset, /cluster/preset unknown-preset, /workload/software unknown-preset"));
    }

    void inlineCluster()
    {
        Scenario scenario;
        scenario.model.preset = "no-model";
        std::string text{cluster};
        text.replace(text.find("\"acc\""), 5, "\"acx\"");
        scenario.cluster.inlineJson = text;
        const auto inputs = library().resolve(scenario);
        QVERIFY(!inputs);
        QVERIFY(problemsOf(inputs.error()).contains(QStringLiteral("/cluster/accelerator unknown-preset")));
    }

    void addingRefusesWhatIsNoPreset_data()
    {
        QTest::addColumn<QString>("json");
        QTest::addColumn<QString>("code");
        QTest::newRow("no JSON") << "{"
                                 << "not-json";
        QTest::newRow("no object") << "[]"
                                   << "wrong-type";
        QTest::newRow("another id") << R"({"id":"other"})"
                                    << "wrong-id";
        QTest::newRow("no id") << "{}"
                               << "wrong-id";
    }
    void addingRefusesWhatIsNoPreset()
    {
        QFETCH(QString, json);
        QFETCH(QString, code);
        PresetLibrary all;
        const auto added = all.add(PresetKind::Model, "mine", "models/mine.json", json.toStdString());
        QVERIFY(!added);
        QCOMPARE(QString::fromStdString(added.error().front().code), code);
        QVERIFY(added.error().front().message.find("models/mine.json") != std::string::npos);
        QVERIFY(all.all(PresetKind::Model).empty());
    }
};

QTEST_APPLESS_MAIN(TestPresetLibrary)
#include "tst_preset_library.moc"
