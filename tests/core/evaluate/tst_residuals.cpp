// SPDX-License-Identifier: GPL-3.0-or-later
// Uncertainty bands: what the table of residuals holds, which class speaks for a figure, and the verdict on memory that follows.
#include "evaluate/bands.h"
#include "evaluate/residuals.h"
#include "io/residuals_json.h"
#include "support/scenario_cases.h"

#include <QTest>

using namespace shardscape;

class TestResiduals : public QObject {
    Q_OBJECT

    PresetLibrary m_library;

    test::Resolved resolved(const QByteArray& text)
    {
        auto r = test::resolve(m_library, text);
        if (!r)
            qFatal("the scenario cannot be read");
        return *r;
    }

    static ResidualTable sample()
    {
        ResidualTable table;
        table.classes = {{"step/dense/hopper", {44, 0, 0.95, 1.06}},
                         {"step/dense", {120, 5, 0.92, 1.09}},
                         {"step/dense/unknown", {120, 5, 0.7, 1.5}},
                         {"step", {200, 9, 0.85, 1.2}},
                         {"step/moe/hopper", {4, 1, 0.99, 1.01}},
                         {"memory/dense", {80, 0, 0.94, 1.08}}};
        table.accelerators = {"h100-sxm"};
        return table;
    }

    static Inputs with(Inputs inputs, const ResidualTable& table)
    {
        inputs.residuals = std::make_shared<const ResidualTable>(table);
        return inputs;
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }
    void initTestCase() { m_library = test::allPresets(); }

    void theTableReadsBackTheSame()
    {
        const auto json = parseJson(residualsToJson(sample()));
        QVERIFY(json.has_value());
        const auto table = readResiduals(*json);
        QVERIFY(table.has_value());
        QCOMPARE(*table, sample());
    }

    void aBrokenTableIsAProblem_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("no classes") << QByteArray(R"({"id":"residuals","name":"n","source":"s","accelerators":[]})");
        QTest::newRow("band without its prediction")
            << QByteArray(R"({"id":"residuals","name":"n","source":"s","accelerators":[],
                              "classes":[{"id":"step","rows":3,"left_out":0,"low":1.1,"high":1.2}]})");
        QTest::newRow("unknown key") << QByteArray(R"({"id":"residuals","name":"n","source":"s","accelerators":[],"classes":[],"x":1})");
    }
    void aBrokenTableIsAProblem()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!readResiduals(*parseJson(text.toStdString())).has_value());
    }

    void theMostSpecificLargeClassSpeaks()
    {
        const test::Resolved dense = resolved(test::scenarioText(test::TrainingCase{}));
        Inputs inputs = with(dense.inputs, sample());
        QCOMPARE(bandOf(BandFigure::Step, dense.scenario, inputs).high, 1.06);
        inputs.cluster.accelerator.id = "somebody's own";
        QCOMPARE(bandOf(BandFigure::Step, dense.scenario, inputs).high, 1.5);
        const test::Resolved moe = resolved(test::scenarioText(test::TrainingCase{.model = "mixtral-8x7b", .nodes = 8}));
        QCOMPARE(bandOf(BandFigure::Step, moe.scenario, with(moe.inputs, sample())).high, 1.2); // four rows are too few
        QCOMPARE(bandOf(BandFigure::Ttft, dense.scenario, inputs).rows, 0);                     // nothing is invented
        QCOMPARE(bandOf(BandFigure::Step, dense.scenario, with(dense.inputs, {})).rows, 0);
    }

    void theShippedTableKnowsItsLimits()
    {
        const test::Resolved known = resolved(test::scenarioText(test::TrainingCase{}));
        QVERIFY(known.inputs.residuals != nullptr);
        Inputs unknown = known.inputs;
        unknown.cluster.accelerator.id = "somebody's own";
        const Band measured = bandOf(BandFigure::Step, known.scenario, known.inputs);
        const Band guessed = bandOf(BandFigure::Step, known.scenario, unknown);
        QVERIFY(measured.rows > 10 && guessed.rows > 10);
        QVERIFY(guessed.high - guessed.low > measured.high - measured.low);
        Scenario calibrated = known.scenario;
        calibrated.calibration.emplace().factors.emplace()[CalibrationFactor::Gemm] = 1.1;
        const Band afterwards = bandOf(BandFigure::Step, calibrated, known.inputs);
        QVERIFY(afterwards.rows > 10 && afterwards.high - afterwards.low < measured.high - measured.low);
        for (const auto& [id, residuals] : known.inputs.residuals->classes) {
            QVERIFY2(residuals.low > 0.3 && residuals.low <= 1.0, id.c_str());
            QVERIFY2(residuals.high >= 1.0 && residuals.high < 3.0, id.c_str());
        }
    }

    void everyTimeAndMemoryFigureHasABand()
    {
        const auto training = test::evaluateResolved(resolved(test::scenarioText(test::TrainingCase{})));
        QVERIFY(training.has_value());
        std::vector<FigureBand> bands = figureBands(*training);
        for (const char* key : {"memory.peak_bytes", "training.step_seconds", "training.tokens_per_second_per_gpu", "training.mfu"}) {
            const FigureBand* band = findBand(bands, key);
            QVERIFY2(band != nullptr && band->low < band->high, key);
        }
        const FigureBand* step = findBand(bands, "training.step_seconds");
        const double seconds = training->training->step.inSeconds();
        QVERIFY(step->low <= seconds && seconds <= step->high);
        const Derivation* high = training->derivations.find("training/step/high");
        QVERIFY(high != nullptr);
        QCOMPARE(high->value, step->high);
        const auto serving = test::evaluateResolved(resolved(test::scenarioText(test::ServingCase{.concurrency = 16})));
        QVERIFY(serving.has_value());
        bands = figureBands(*serving);
        for (const char* key : {"memory.peak_bytes", "inference.ttft_seconds", "inference.tpot_seconds", "inference.output_tokens_per_second"})
            QVERIFY2(findBand(bands, key) != nullptr, key);
    }

    /// The three answers by the band: all of it fits, the prediction does, not even that.
    void theVerdictFollowsTheBand()
    {
        test::Resolved r = resolved(test::scenarioText(test::TrainingCase{}));
        r.inputs.residuals = std::make_shared<const ResidualTable>(sample());
        const Bytes peak = test::evaluateResolved(r, test::bare)->memory.peak;
        const auto verdictAt = [&](double capacity) {
            r.inputs.cluster.accelerator.memory = peak * capacity;
            const auto e = test::evaluateResolved(r, test::bare);
            return std::pair{e->memory.verdict, e->fits};
        };
        QVERIFY((verdictAt(1.0801) == std::pair{FitVerdict::Fits, true}));
        QVERIFY((verdictAt(1.0799) == std::pair{FitVerdict::Tight, true}));
        QVERIFY((verdictAt(1.0001) == std::pair{FitVerdict::Tight, true}));
        QVERIFY((verdictAt(0.9999) == std::pair{FitVerdict::DoesNotFit, false}));
    }
};

QTEST_APPLESS_MAIN(TestResiduals)
#include "tst_residuals.moc"
