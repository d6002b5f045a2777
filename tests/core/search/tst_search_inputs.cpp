// SPDX-License-Identifier: GPL-3.0-or-later
// Inputs of a search as texts: read, written, limited, and refused with a way out.
#include "search/plan_inputs.h"
#include "support/scenario_cases.h"

#include <QTest>

using namespace shardscape;
using test::TrainingCase;

class TestSearchInputs : public QObject {
    Q_OBJECT

    PresetLibrary m_library;
    std::optional<test::Resolved> m_resolved;

private slots:
    void initTestCase()
    {
        m_library = test::allPresets();
        m_resolved = test::resolve(m_library, test::scenarioText(TrainingCase{}));
        QVERIFY(m_resolved.has_value());
    }

    /// Every value that a plan's table shows can be given back to --fix, and makes the plan's own space.
    void textsReadBack()
    {
        const Scenario& scenario = m_resolved->scenario;
        SearchSpace space = wholeSpace(scenario, m_resolved->inputs);
        for (const PlanInput& input : planInputs(scenario))
            QVERIFY2(fixInput(space, std::string{input.key} + "=" + input.value, scenario).has_value(), input.value.c_str());
        space.gpus = pointSpace(scenario).gpus;
        QVERIFY(space == pointSpace(scenario));
        const CandidateList one{scenario, m_resolved->inputs, space};
        QCOMPARE(one.size(), std::uint64_t{1});
        QVERIFY(one.scenarioOf(0) == scenario);
    }

    void keysAloneTakeTheScenariosOwn()
    {
        SearchSpace space = wholeSpace(m_resolved->scenario, m_resolved->inputs);
        QVERIFY(space.tp.size() > 1);
        QVERIFY(fixInput(space, "tp", m_resolved->scenario).has_value());
        QCOMPARE(space.tp, std::vector<int>{8});
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("code");
        QTest::newRow("unknown key") << "tpp=8" << "unknown-input";
        QTest::newRow("no number") << "tp=eight" << "unreadable-value";
        QTest::newRow("zero") << "tp=0" << "unreadable-value";
        QTest::newRow("nothing") << "tp=" << "unreadable-value";
        QTest::newRow("overflow") << "tp=99999999999" << "unreadable-value";
        QTest::newRow("schedule") << "schedule=2f2b" << "unreadable-value";
        QTest::newRow("recompute") << "recompute=full:0" << "unreadable-value";
        QTest::newRow("axis order") << "axis_order=tp-cp-ep-dp" << "unreadable-value";
        QTest::newRow("share") << "prefill_share=1" << "unreadable-value";
    }
    void refuses()
    {
        QFETCH(QString, text);
        QFETCH(QString, code);
        SearchSpace space = wholeSpace(m_resolved->scenario, m_resolved->inputs);
        const SearchSpace before = space;
        const auto fixed = fixInput(space, text.toStdString(), m_resolved->scenario);
        QVERIFY(!fixed.has_value());
        QCOMPARE(QString::fromStdString(fixed.error().front().code), code);
        QVERIFY(!fixed.error().front().hint.empty());
        QVERIFY(space == before);
    }

    void limits()
    {
        SearchSpace space = wholeSpace(m_resolved->scenario, m_resolved->inputs);
        const auto time = readLimit(space, "step-time<=2.5", true);
        QVERIFY(time.has_value() && time->has_value());
        QCOMPARE(**time, (PlanLimit{PlanQuantity::StepTime, false, 2.5, true}));
        QVERIFY(readLimit(space, "tp<=4", false).has_value());
        QVERIFY(std::all_of(space.tp.begin(), space.tp.end(), [](int tp) { return tp <= 4; }));
        for (const char* bad : {"step-time", "step-time=2", "step-time<2", "step-time<=", "step-time<=nan", "heat<=2", "schedule<=2"})
            QVERIFY2(!readLimit(space, bad, false).has_value(), bad);
        QVERIFY(readObjectives("step-time,memory-headroom").has_value());
        for (const char* bad : {"", "step-time", "step-time,heat", "a,b,c"})
            QVERIFY2(!readObjectives(bad).has_value(), bad);
    }
};

QTEST_GUILESS_MAIN(TestSearchInputs)
#include "tst_search_inputs.moc"
