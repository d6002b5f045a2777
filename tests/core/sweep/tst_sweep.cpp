// SPDX-License-Identifier: GPL-3.0-or-later
// A point of a sweep is the evaluation of that scenario, to the last digit; impossible points stay with their reason; grids, scalings and
// threads give what single evaluations give.
#include "support/scenario_cases.h"
#include "sweep/sweep_export.h"

#include <QRegularExpression>
#include <QTest>

#include <cmath>

using namespace shardscape;
using test::ServingCase;
using test::TrainingCase;

class TestSweep : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void everyPointIsTheEvaluationOfThatScenario_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("input");
        const QByteArray training = test::scenarioText(TrainingCase{.nodes = 4, .tp = 4, .pp = 2, .dp = 4, .sequence = 4096, .globalBatch = 64});
        const QByteArray serving = test::scenarioText(ServingCase{});
        for (const char* input : {"sequence_tokens", "micro_batch", "tp", "schedule", "recompute", "nodes", "/workload/moe_imbalance"})
            QTest::addRow("training %s", input) << training << QByteArray{input};
        for (const char* input : {"concurrency", "prompt_tokens", "weight_dtype", "memory_fraction", "chunked_prefill_tokens"})
            QTest::addRow("serving %s", input) << serving << QByteArray{input};
    }
    void everyPointIsTheEvaluationOfThatScenario()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, input);
        const SweepBase base = baseOf(text);
        const auto read = readSweepInput(input.toStdString(), base);
        QVERIFY(read);
        const SweepAxis axis = suggestedValues(base, *read);
        QVERIFY(axis.values.size() >= 2);
        const auto sweep = runSweep({base, axis, std::nullopt, false, 2});
        QVERIFY(sweep && sweep->isComplete);
        int possible = 0;
        for (std::size_t i = 0; i < axis.values.size(); ++i) {
            // The scenario is written by hand here, as a person would.
            const auto point = sweep->at(i);
            const auto single = evaluated(base, read->path, axis.values[i].text);
            QCOMPARE(point.state == PointState::Impossible, !single.has_value());
            if (!single)
                continue;
            ++possible;
            QCOMPARE(point.state == PointState::Fits, single->fits);
            for (const Figure figure : figuresFor(base.scenario.workload.training() != nullptr))
                QVERIFY(point[figure] == figureOf(figure, *single));
        }
        QVERIFY(possible > 0);
    }

    void anAssumptionIsTheOverrideOfTheScenarioFile()
    {
        const SweepBase base = baseOf(test::scenarioText(TrainingCase{.nodes = 4, .tp = 4, .pp = 2, .dp = 4}));
        for (const char* path : {"nic.bytes_per_second", "node_fabric.link_bytes_per_second", "accelerator.memory_bytes_per_second"}) {
            const auto input = readSweepInput(path, base);
            QVERIFY(input);
            const auto axis = listedValues(base, *input, {"x0.5", "x2"});
            QVERIFY(axis);
            const auto sweep = runSweep({base, *axis});
            QVERIFY(sweep);
            for (std::size_t i = 0; i < 2; ++i) {
                Scenario other = base.scenario;
                other.cluster.overridesJson = "{\"" + std::string{path} + "\": " + axis->values[i].text + "}";
                const auto single = evaluate(other, std::make_shared<const Inputs>(*base.resolve(other)), test::bare);
                QVERIFY(single);
                QCOMPARE(*sweep->at(i)[Figure::StepTime], single->training->step.inSeconds());
            }
            QVERIFY(*sweep->at(0)[Figure::StepTime] >= *sweep->at(1)[Figure::StepTime]);
        }
    }

    void aGridIsItsRows()
    {
        const SweepBase base = baseOf(test::scenarioText(TrainingCase{.nodes = 2, .tp = 4, .pp = 2, .dp = 2, .sequence = 4096, .globalBatch = 32}));
        const auto tp = listedValues(base, *readSweepInput("tp", base), {"1", "2", "4", "8"});
        const auto batch = listedValues(base, *readSweepInput("micro_batch", base), {"1", "2", "3"});
        const auto grid = runSweep({base, *tp, *batch, true, 2});
        QVERIFY(grid);
        QCOMPARE(grid->points.size(), std::size_t{12});
        for (std::size_t row = 0; row < 3; ++row) {
            auto scenario = base.scenario;
            std::get<TrainingWorkload>(scenario.workload.kind).microBatch = static_cast<int>(row) + 1;
            const auto line = runSweep({{scenario, base.inputs, base.resolve}, *tp, std::nullopt, true});
            QVERIFY(line);
            for (std::size_t column = 0; column < 4; ++column)
                QVERIFY(grid->at(column, row) == line->at(column));
        }
    }

    void impossiblePointsStayWithTheirReason()
    {
        const SweepBase base = baseOf(test::scenarioText(TrainingCase{.nodes = 2, .tp = 4, .pp = 2, .dp = 2}));
        const auto axis = listedValues(base, *readSweepInput("tp", base), {"3", "4", "0"});
        const auto sweep = runSweep({base, *axis});
        QVERIFY(sweep);
        QCOMPARE(sweep->points.size(), std::size_t{3});
        for (const std::size_t i : {std::size_t{0}, std::size_t{2}}) {
            QCOMPARE(sweep->at(i).state, PointState::Impossible);
            QVERIFY(!sweep->at(i).problems.empty());
            QVERIFY(!sweep->at(i).problems.front().hint.empty());
            QVERIFY(!sweep->at(i)[Figure::StepTime]);
        }
        const QString csv = QString::fromStdString(sweepToCsv(*sweep));
        QCOMPARE(csv.count(QLatin1Char('\n')), 4);
        QVERIFY(csv.contains(QStringLiteral("impossible")));
    }

    void scalingKeepsWhatItSays()
    {
        const SweepBase base = baseOf(test::scenarioText(TrainingCase{.nodes = 4, .tp = 4, .pp = 2, .dp = 4, .globalBatch = 64}));
        const SweepInput strong{SweepInputKind::StrongScaling, "strong-scaling"};
        const SweepInput weak{SweepInputKind::WeakScaling, "weak-scaling"};
        for (const SweepInput& input : {strong, weak}) {
            const auto twice = changed(base, {{input, {"64", 64.0}}});
            QVERIFY(twice);
            QCOMPARE(twice->scenario.parallelism.dp, 8);
            QCOMPARE(twice->scenario.cluster.nodes, 8);
            QCOMPARE(twice->scenario.workload.training()->globalBatch, input == weak ? 128 : 64);
            const auto same = changed(base, {{input, {"32", 32.0}}});
            QVERIFY(same);
            QCOMPARE(same->scenario, base.scenario);
        }
        QVERIFY(!changed(base, {{strong, {"20", 20.0}}}));
        QVERIFY(!changed(base, {{weak, {"1.5", 1.5}}}));
    }

    void threadsDoNotMatter()
    {
        const SweepBase base = baseOf(test::scenarioText(TrainingCase{.nodes = 2, .tp = 4, .pp = 2, .dp = 2}));
        const SweepAxis axis = suggestedValues(base, *readSweepInput("sequence_tokens", base));
        const auto one = runSweep({base, axis, std::nullopt, false, 1});
        const auto many = runSweep({base, axis, std::nullopt, false, 5});
        QVERIFY(one && many);
        QCOMPARE(sweepToJson(*one), sweepToJson(*many));
    }

    void stoppingKeepsWhatIsDone()
    {
        const SweepBase base = baseOf(test::scenarioText(TrainingCase{.nodes = 2, .tp = 4, .pp = 2, .dp = 2}));
        std::atomic<bool> stop{true};
        const auto sweep = runSweep({base, suggestedValues(base, *readSweepInput("micro_batch", base))}, &stop);
        QVERIFY(sweep);
        QVERIFY(!sweep->isComplete);
        for (const SweepPoint& point : sweep->points)
            QCOMPARE(point.state, PointState::NotReached);
    }

    void rangesAndLists()
    {
        const SweepBase base = baseOf(test::scenarioText(TrainingCase{.nodes = 2, .tp = 4, .pp = 2, .dp = 2, .sequence = 4096}));
        const SweepInput tokens = *readSweepInput("sequence_tokens", base);
        const auto range = rangedValues(base, tokens, {"x0.25", "x4", 5, true});
        QVERIFY(range);
        const std::vector<double> expected{1024, 2048, 4096, 8192, 16384};
        QCOMPARE(range->values.size(), expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i)
            QCOMPARE(*range->values[i].number, expected[i]);
        QVERIFY(!rangedValues(base, tokens, {"8", "4", 3, false}));
        QVERIFY(!rangedValues(base, tokens, {"0", "4", 3, true}));
        QVERIFY(!rangedValues(base, tokens, {"a", "4", 3, false}));
        QVERIFY(!rangedValues(base, tokens, {"1", "nan", 3, false}));
        QVERIFY(!rangedValues(base, tokens, {"1", "4", 1, false}));
        QVERIFY(!listedValues(base, tokens, {}));
        QVERIFY(!readSweepInput("sequence_token", base));
        QVERIFY(!readSweepInput("nic.bytes", base));
        QCOMPARE(listedValues(base, *readSweepInput("schedule", base), {"1f1b", "zb-v"})->values.back().text, std::string{"\"zb-v\""});
    }

private:
    SweepBase baseOf(const QByteArray& text)
    {
        const auto resolved = test::resolve(m_presets, text);
        return {resolved->scenario, std::make_shared<const Inputs>(resolved->inputs), [this](const Scenario& s) { return m_presets.resolve(s); }};
    }

    /// By the scenario file's text: the value replaces what stands at the path, or joins its section.
    std::optional<Evaluation> evaluated(const SweepBase& base, const std::string& path, const std::string& value)
    {
        const QString key = QString::fromStdString(path.substr(path.rfind('/') + 1));
        const QString section = QString::fromStdString(path.substr(1, path.rfind('/') - 1));
        QString text = QString::fromStdString(writeScenario(base.scenario));
        const qsizetype begin = text.indexOf(QStringLiteral("\"%1\": {").arg(section));
        const qsizetype at = text.indexOf(QStringLiteral("\"%1\":").arg(key), begin);
        if (at < 0)
            text.insert(text.indexOf(QLatin1Char('{'), begin) + 1, QStringLiteral("\"%1\": %2,").arg(key, QString::fromStdString(value)));
        else {
            const qsizetype end = text.indexOf(QRegularExpression(QStringLiteral("[,\\n]")), at);
            text.replace(at, end - at, QStringLiteral("\"%1\": %2").arg(key, QString::fromStdString(value)));
        }
        const auto scenario = readScenario(text.toStdString());
        if (!scenario)
            return std::nullopt;
        const auto inputs = m_presets.resolve(*scenario);
        if (!inputs)
            return std::nullopt;
        auto evaluation = evaluate(*scenario, std::make_shared<const Inputs>(*inputs), test::bare);
        return evaluation ? std::optional{std::move(*evaluation)} : std::nullopt;
    }

    PresetLibrary m_presets = test::allPresets();
};

QTEST_GUILESS_MAIN(TestSweep)
#include "tst_sweep.moc"
