// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/plan.h"

#include "plan_fixture.h"

#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <functional>
#include <set>

using namespace shardscape;
using namespace shardscape::test;

using Change = std::function<void(Scenario&, Inputs&)>;
Q_DECLARE_METATYPE(Change)

class TestPlan : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void illegalPlansNamePathAndWayOut_data();
    void illegalPlansNamePathAndWayOut();
    void allProblemsComeAtOnce();
    void absurdDegreesDoNotOverflow();
    void expertTensorDegreeIsResolved_data();
    void expertTensorDegreeIsResolved();
    void microbatches_data();
    void microbatches();
};

namespace {

Inputs denseInputs(int nodes = 8)
{
    return {.model = denseModel(32), .cluster = cluster(nodes), .software = {}};
}

} // namespace

void TestPlan::illegalPlansNamePathAndWayOut_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("path");
    const auto row = [](const char* why, const char* code, const char* path, Change change) {
        QTest::newRow(why) << change << QString::fromLatin1(code) << QString::fromLatin1(path);
    };
    row("128 ranks on 64 GPUs", "world-size", "/parallelism", [](Scenario& s, Inputs&) { s.parallelism.tp = 8; s.parallelism.dp = 16; });
    row("tp 7 does not divide 32 heads", "tp-heads", "/parallelism/tp", [](Scenario& s, Inputs&) { s.parallelism.tp = 7; });
    row("tp 3 neither divides 8 KV heads nor is a multiple", "tp-kv-heads", "/parallelism/tp", [](Scenario& s, Inputs&) { s.parallelism.tp = 3; });
    row("tp 8 does not divide 4 linear-attention heads", "tp-heads", "/parallelism/tp", [](Scenario& s, Inputs& i) {
        s.parallelism.tp = 8;
        i.model.kinds[0].attention = {.kind = AttentionKind::GatedDelta, .linearKeyHeads = 16, .linearValueHeads = 4};
    });
    row("64 stages for 32 layers", "pp-exceeds-layers", "/parallelism/pp", [](Scenario& s, Inputs&) { s.parallelism.pp = 64; });
    row("ep on a dense model", "ep-dense", "/parallelism/ep", [](Scenario& s, Inputs&) { s.parallelism.ep = 2; });
    row("batch 64 over dp 3", "global-batch", "/workload/global_batch", [](Scenario& s, Inputs&) { s.parallelism.dp = 3; });
    row("interleaved with one chunk", "vpp-schedule", "/parallelism/vpp",
        [](Scenario& s, Inputs&) { s.parallelism.pp = 2; s.parallelism.schedule = ScheduleKind::Interleaved; });
    row("1f1b with two chunks", "vpp-schedule", "/parallelism/vpp", [](Scenario& s, Inputs&) { s.parallelism.vpp = 2; });
    row("stage layers do not add up", "stage-layers", "/parallelism/stage_layers",
        [](Scenario& s, Inputs&) { s.parallelism.pp = 2; s.parallelism.stageLayers = std::vector<int>{10, 10}; });
    row("training forward-only", "schedule-training", "/parallelism/schedule",
        [](Scenario& s, Inputs&) { s.parallelism.schedule = ScheduleKind::ForwardOnly; });
    row("a GPU used twice", "placement-twice", "/placement/1",
        [](Scenario& s, Inputs&) { s.parallelism.dp = 2; s.placement = std::vector<int>{5, 5}; });
    row("a GPU that does not exist", "placement-range", "/placement/0", [](Scenario& s, Inputs&) { s.placement = std::vector<int>{64}; });
    row("a GPU out of order", "placement-broken", "/placement/0",
        [](Scenario& s, Inputs& i) { i.cluster.outOfOrder = {3}; s.placement = std::vector<int>{3}; });
    row("axis named twice", "axis-order", "/parallelism/axis_order",
        [](Scenario& s, Inputs&) { s.parallelism.axisOrder = {Axis::Tp, Axis::Tp, Axis::Ep, Axis::Dp, Axis::Pp}; });
    row("8 experts over ep 16", "ep-experts", "/parallelism/ep",
        [](Scenario& s, Inputs& i) { i.model = expertModel(32, 8); s.parallelism.dp = 16; s.parallelism.ep = 16; });
    row("ep 8 does not fold over 4 ranks", "ep-fold", "/parallelism/ep",
        [](Scenario& s, Inputs& i) { i.model = expertModel(32, 8); s.parallelism.dp = 4; s.parallelism.ep = 8; });
    row("hsdp without ZeRO-3", "hsdp-zero", "/parallelism/hsdp_shard", [](Scenario& s, Inputs&) { s.parallelism.hsdpShard = 1; });
}

void TestPlan::illegalPlansNamePathAndWayOut()
{
    QFETCH(Change, change);
    QFETCH(QString, code);
    QFETCH(QString, path);
    Scenario scenario = trainingScenario();
    Inputs inputs = denseInputs();
    change(scenario, inputs);
    const Result<Plan> plan = resolvePlan(scenario, inputs);
    QVERIFY(!plan);
    const auto found = std::find_if(plan.error().begin(), plan.error().end(),
                                    [&](const Problem& p) { return p.code == code.toStdString() && p.path == path.toStdString(); });
    QVERIFY2(found != plan.error().end(), plan.error().front().message.c_str());
    QVERIFY(!found->message.empty());
    QVERIFY(!found->hint.empty());
}

void TestPlan::allProblemsComeAtOnce()
{
    Scenario scenario = trainingScenario(63);
    scenario.parallelism.tp = 7;
    scenario.parallelism.pp = 40;
    scenario.parallelism.dp = 2;
    const Result<Plan> plan = resolvePlan(scenario, denseInputs());
    QVERIFY(!plan);
    std::set<std::string> codes;
    for (const Problem& p : plan.error())
        codes.insert(p.code);
    for (const char* code : {"world-size", "tp-heads", "pp-exceeds-layers", "global-batch"})
        QVERIFY2(codes.count(code) == 1, code);
}

void TestPlan::absurdDegreesDoNotOverflow()
{
    Scenario scenario = trainingScenario();
    Parallelism& p = scenario.parallelism;
    p.tp = p.cp = p.dp = p.pp = p.ep = 1'000'000'000;
    const Result<Plan> plan = resolvePlan(scenario, denseInputs());
    QVERIFY(!plan);
    QCOMPARE(plan.error().front().code, std::string{"too-many-ranks"});
}

void TestPlan::expertTensorDegreeIsResolved_data()
{
    QTest::addColumn<bool>("training");
    QTest::addColumn<int>("ep");
    QTest::addColumn<int>("etp");
    QTest::addColumn<QString>("hint");
    const QString info = QStringLiteral("set etp to choose yourself");
    QTest::newRow("training, ep 2 x tp 4 divides 16: etp = tp") << true << 2 << 4 << info;
    QTest::newRow("training, ep 8 x tp 4 does not divide 16: etp = 1") << true << 8 << 1 << info;
    QTest::newRow("inference always takes 1") << false << 2 << 1 << info;
    QTest::newRow("inference with whole experts on every rank is a warning")
        << false << 1 << 1 << QStringLiteral("set etp to 4 to slice experts over the tensor ranks as vLLM does");
}

void TestPlan::expertTensorDegreeIsResolved()
{
    QFETCH(bool, training);
    QFETCH(int, ep);
    QFETCH(int, etp);
    Scenario scenario = trainingScenario();
    if (!training)
        scenario.workload.kind = InferenceWorkload{.promptTokens = 128, .concurrency = 8};
    scenario.parallelism.tp = 4;
    scenario.parallelism.dp = 4;
    scenario.parallelism.ep = ep;
    const Result<Plan> plan = resolvePlan(scenario, {.model = expertModel(32, 8), .cluster = cluster(2), .software = {}});
    QVERIFY2(plan.has_value(), plan ? "" : plan.error().front().message.c_str());
    QCOMPARE(plan->etp, etp);
    const auto note = std::find_if(plan->notes.begin(), plan->notes.end(), [](const Problem& p) { return p.code == "etp-resolved"; });
    QVERIFY(note != plan->notes.end());
    QTEST(QString::fromStdString(note->hint), "hint");
    QCOMPARE(note->severity == Severity::Warning, !training && ep == 1);
}

void TestPlan::microbatches_data()
{
    QTest::addColumn<int>("concurrency");
    QTest::addColumn<int>("expected");
    QTest::newRow("one request: one micro-batch in the pipeline") << 1 << 1;
    QTest::newRow("four requests over two replicas: two each") << 4 << 2;
    QTest::newRow("many requests: one micro-batch a stage") << 1000 << 4;
}

void TestPlan::microbatches()
{
    QFETCH(int, concurrency);
    QFETCH(int, expected);
    Scenario scenario;
    scenario.workload.kind = InferenceWorkload{.promptTokens = 128, .concurrency = concurrency};
    scenario.parallelism.pp = 4;
    scenario.parallelism.dp = 2;
    const Result<Plan> plan = resolvePlan(scenario, denseInputs());
    QVERIFY(plan.has_value());
    QCOMPARE(plan->microbatches, expected);
}

QTEST_GUILESS_MAIN(TestPlan)
#include "tst_plan.moc"
