// SPDX-License-Identifier: GPL-3.0-or-later
// The search finds what trying every plan with evaluate() finds, for any number of threads, and can be stopped.
#include "search/front_position.h"
#include "search/plan_inputs.h"
#include "search/search.h"
#include "support/scenario_cases.h"

#include <QTest>

#include <set>

using namespace shardscape;
using test::ServingCase;
using test::TrainingCase;

namespace {

struct Setting {
    const char* name;
    QByteArray text;
    std::vector<const char*> fixed;
    SearchRequest request;
};

/// Small spaces that still have every kind of choice.
std::vector<Setting> settings()
{
    using enum PlanQuantity;
    const TrainingCase dense{.model = "llama-2-7b", .cluster = "dgx-a100-40gb", .nodes = 2, .tp = 2, .pp = 4, .dp = 2, .sequence = 4096, .globalBatch = 32};
    const TrainingCase experts{.model = "mixtral-8x7b", .cluster = "dgx-h100", .nodes = 4, .tp = 4, .ep = 8, .pp = 4, .dp = 2, .sequence = 4096, .globalBatch = 64};
    const TrainingCase pcie{.model = "llama-2-7b", .cluster = "a100-pcie-8", .nodes = 1, .tp = 2, .pp = 2, .dp = 2, .sequence = 2048, .globalBatch = 16};
    const ServingCase serving{.model = "mixtral-8x7b", .cluster = "dgx-a100", .nodes = 1, .tp = 4, .dp = 2, .concurrency = 16};
    return {
        {"dense: time and memory", test::scenarioText(dense), {"micro_batch=1,2", "cp=1,2", "vpp=2,4", "recompute=none,full,full:2"}, {.top = 5}},
        {"dense: a limit and a wish", test::scenarioText(dense), {"micro_batch=1,4", "cp=1", "offload=false", "axis_order"},
         {.objectives = {TokensPerGpu, MemoryHeadroom},
          .limits = {{StepTime, false, 6.0, false}, {MemoryHeadroom, true, 12e9, true}},
          .top = 3}},
        {"experts: energy and memory", test::scenarioText(experts), {"micro_batch=1", "cp=1", "offload=false", "vpp=2", "balance=even", "recompute=none,selective"},
         {.objectives = {Energy, MemoryHeadroom}}},
        {"PCIe: whatever fits or not", test::scenarioText(pcie), {"gpus=4,8", "micro_batch=1", "vpp=2", "offload=false"},
         {.objectives = {Gpus, StepTime}, .mustFit = false}},
        {"a searched order", test::scenarioText(pcie), {"schedule=1f1b,v-half,zb-v", "micro_batch=2", "cp=1", "zero_stage=1", "offload=false", "recompute=none"}, {}},
        {"serving", test::scenarioText(serving), {"concurrency=1,16,64", "chunked_prefill_tokens=null,512"},
         {.objectives = {TokensPerGpu, Interactivity}, .limits = {{Ttft, false, 20.0, false}}, .top = 4}},
    };
}

QString described(const Scenario& scenario)
{
    std::string text;
    for (const PlanInput& input : planInputs(scenario))
        text += std::string{input.key} + "=" + input.value + " ";
    return QString::fromStdString(text);
}

} // namespace

class TestSearch : public QObject {
    Q_OBJECT

    PresetLibrary m_library;

    struct Case {
        Scenario scenario;
        std::shared_ptr<const Inputs> inputs;
        std::optional<CandidateList> candidates;
        SearchRequest request;
    };

    Case make(const Setting& setting)
    {
        auto resolved = test::resolve(m_library, setting.text);
        if (!resolved)
            qFatal("%s cannot be resolved", setting.name);
        Case made{resolved->scenario, std::make_shared<const Inputs>(resolved->inputs), std::nullopt, setting.request};
        SearchSpace space = wholeSpace(made.scenario, *made.inputs);
        for (const char* fixed : setting.fixed)
            if (!fixInput(space, fixed, made.scenario))
                qFatal("%s cannot be fixed", fixed);
        made.candidates.emplace(made.scenario, *made.inputs, std::move(space));
        made.request.threads = 1;
        return made;
    }

    /// A plan as evaluate() sees it, in the search's terms; nothing where it is rejected.
    static std::optional<SearchPoint> judged(const Case& c, std::uint64_t number)
    {
        const Scenario scenario = c.candidates->scenarioOf(number);
        const auto e = evaluate(scenario, c.inputs, test::bare);
        if (!e || (c.request.mustFit && !e->fits))
            return std::nullopt;
        SearchPoint point{.number = number, .figures = {.peak = e->memory.peak, .fits = e->fits}, .gpus = e->ranks};
        PlanFigures& f = point.figures;
        if (e->training) {
            f.step = e->training->step;
            f.tokensPerSecondPerGpu = e->training->tokensPerSecondPerGpu;
            f.mfu = e->training->mfu;
        } else {
            f.ttft = e->inference->ttft;
            f.tpot = e->inference->tpot;
            f.tokensPerSecondPerGpu = e->inference->outputTokensPerSecondPerGpu;
            f.outputTokensPerSecond = e->inference->outputTokensPerSecond;
            f.maxConcurrency = e->inference->maxConcurrency;
        }
        const auto value = [&](PlanQuantity q) { return quantityOf(q, f, point.gpus, c.inputs->cluster.accelerator); };
        point.objective = {value(c.request.objectives[0]), value(c.request.objectives[1])};
        for (std::size_t i = 0; i < c.request.limits.size(); ++i) {
            const PlanLimit& limit = c.request.limits[i];
            if (meets(limit, value(limit.quantity)))
                continue;
            if (!limit.isSoft)
                return std::nullopt;
            point.missed.push_back(i);
        }
        return point;
    }

    static bool isBetter(const SearchPoint& a, const SearchPoint& b, const SearchRequest& request)
    {
        const auto noWorse = [&](std::size_t i) {
            return isGain(request.objectives[i]) ? a.objective[i] >= b.objective[i] : a.objective[i] <= b.objective[i];
        };
        if (!noWorse(0) || !noWorse(1) || a.missed.size() > b.missed.size())
            return false;
        const bool equal = a.objective == b.objective && a.missed.size() == b.missed.size();
        return !equal || a.number < b.number;
    }

    static void verifyFront(const std::vector<SearchPoint>& all, const SearchResult& result, const Case& c)
    {
        std::set<std::uint64_t> expected;
        for (const SearchPoint& point : all)
            if (std::none_of(all.begin(), all.end(), [&](const SearchPoint& other) { return isBetter(other, point, c.request); }))
                expected.insert(point.number);
        QCOMPARE(result.front.size(), expected.size());
        for (const SearchPoint& point : result.front) {
            QVERIFY2(expected.count(point.number) == 1, qPrintable(described(c.candidates->scenarioOf(point.number))));
            const auto same = std::find_if(all.begin(), all.end(), [&](const SearchPoint& p) { return p.number == point.number; });
            QVERIFY2(*same == point, qPrintable(described(c.candidates->scenarioOf(point.number))));
        }
    }

    static void verifyTop(std::vector<SearchPoint> all, const SearchResult& result, const Case& c)
    {
        const auto key = [&](const SearchPoint& p, std::size_t i) { return isGain(c.request.objectives[i]) ? -p.objective[i] : p.objective[i]; };
        std::sort(all.begin(), all.end(), [&](const SearchPoint& a, const SearchPoint& b) {
            return std::tuple{a.missed.size(), key(a, 0), key(a, 1), a.number} < std::tuple{b.missed.size(), key(b, 0), key(b, 1), b.number};
        });
        all.resize(std::min(all.size(), c.request.top));
        QVERIFY(result.top == all);
    }

private slots:
    void initTestCase() { m_library = test::allPresets(); }

    void equalsBruteForce_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < settings().size(); ++i)
            QTest::newRow(settings()[i].name) << static_cast<int>(i);
    }

    void equalsBruteForce()
    {
        QFETCH(int, index);
        const Case c = make(settings()[static_cast<std::size_t>(index)]);
        const auto result = search(*c.candidates, c.inputs, c.request);
        QVERIFY(result.has_value());
        QVERIFY(result->isComplete);
        QCOMPARE(result->looked, c.candidates->size());
        std::vector<SearchPoint> all;
        std::uint64_t legal = 0;
        for (std::uint64_t number = 0; number < c.candidates->size(); ++number) {
            if (const auto point = judged(c, number))
                all.push_back(*point);
            legal += resolvePlan(c.candidates->scenarioOf(number), *c.inputs).has_value() ? 1U : 0U;
        }
        QVERIFY(!all.empty());
        QVERIFY(result->legal <= legal); // some have no order of their schedule
        std::uint64_t accounted = result->timed + result->bounded;
        for (const auto& [reason, times] : result->rejected)
            accounted += times;
        QVERIFY(accounted >= result->looked); // plans that were timed may still break a limit
        verifyFront(all, *result, c);
        verifyTop(all, *result, c);
    }

    void candidatesAreDistinct()
    {
        for (const Setting& setting : settings()) {
            const Case c = make(setting);
            std::set<QString> seen;
            for (std::uint64_t number = 0; number < c.candidates->size(); ++number)
                seen.insert(described(c.candidates->scenarioOf(number)));
            QCOMPARE(static_cast<std::uint64_t>(seen.size()), c.candidates->size());
        }
    }

    void isTheSameForAnyThreads()
    {
        for (const Setting& setting : settings()) {
            Case c = make(setting);
            const auto one = search(*c.candidates, c.inputs, c.request);
            QVERIFY(one.has_value());
            for (const int threads : {2, 5}) {
                c.request.threads = threads;
                const auto many = search(*c.candidates, c.inputs, c.request);
                QVERIFY(many.has_value());
                QVERIFY2(many->front == one->front, setting.name);
                QVERIFY2(many->top == one->top, setting.name);
                QVERIFY2(many->rejected == one->rejected, setting.name);
                QCOMPARE(many->timed, one->timed);
                QCOMPARE(many->bounded, one->bounded);
            }
        }
    }

    void stopsAndKeepsWhatItFound()
    {
        const auto resolved = test::resolve(m_library, test::scenarioText(TrainingCase{.model = "gpt3-175b", .cluster = "dgx-a100", .nodes = 64, .dp = 8, .sequence = 2048, .globalBatch = 512}));
        QVERIFY(resolved.has_value());
        const auto inputs = std::make_shared<const Inputs>(resolved->inputs);
        const CandidateList candidates{resolved->scenario, *inputs, wholeSpace(resolved->scenario, *inputs)};
        std::atomic<bool> stop{false};
        std::vector<SearchPoint> seen;
        std::uint64_t doneAtStop = 0;
        const auto result = search(
            candidates, inputs, {.threads = 2},
            [&](const SearchProgress& progress) {
                QCOMPARE(progress.candidates, candidates.size());
                if (progress.front.empty() || stop)
                    return;
                seen = progress.front;
                doneAtStop = progress.done;
                stop = true;
            },
            &stop);
        QVERIFY(result.has_value());
        QVERIFY(!result->isComplete);
        QVERIFY(!result->front.empty());
        QVERIFY(result->looked < candidates.size());
        QVERIFY(result->looked - doneAtStop < 1000); // each thread ends after the plan it is at
    }

    void saysWhyAPlanIsNotOnTheFront()
    {
        Case c = make(settings().front());
        const auto result = search(*c.candidates, c.inputs, c.request);
        QVERIFY(result.has_value());
        Scenario slow = c.candidates->scenarioOf(result->front.front().number);
        std::get<TrainingWorkload>(slow.workload.kind).recompute = {RecomputeKind::Full, 0};
        slow.parallelism.zeroStage = 0;
        const FrontPosition position = positionOf(slow, *c.candidates, c.inputs, c.request, *result);
        QVERIFY(position.problems.empty());
        QVERIFY(!position.isOnFront);
        QVERIFY(position.nearest.has_value());
        QVERIFY(isBetter(*position.nearest, position.own, c.request));
        QVERIFY(!position.differences.empty());
        const FrontPosition best = positionOf(c.candidates->scenarioOf(result->front.front().number), *c.candidates, c.inputs, c.request, *result);
        QVERIFY(best.isOnFront);
        QVERIFY(best.differences.empty());
        slow.parallelism.tp = 3;
        QVERIFY(!positionOf(slow, *c.candidates, c.inputs, c.request, *result).problems.empty());
    }

    void refusesWhatHasNoMeaning()
    {
        Case c = make(settings().front());
        c.request.objectives = {PlanQuantity::StepTime, PlanQuantity::Ttft};
        QCOMPARE(search(*c.candidates, c.inputs, c.request).error().front().code, std::string{"objective-workload"});
        c.request.objectives = {PlanQuantity::StepTime, PlanQuantity::StepTime};
        QCOMPARE(search(*c.candidates, c.inputs, c.request).error().front().code, std::string{"equal-objectives"});
        SearchSpace space = wholeSpace(c.scenario, *c.inputs);
        space.tp = {7};
        const CandidateList none{c.scenario, *c.inputs, space};
        QCOMPARE(search(none, c.inputs, {}).error().front().code, std::string{"empty-space"});
    }
};

QTEST_GUILESS_MAIN(TestSearch)
#include "tst_search.moc"
