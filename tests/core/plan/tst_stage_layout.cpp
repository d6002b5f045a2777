// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/stage_layout.h"

#include "plan/divisors.h"
#include "plan/virtual_stage.h"
#include "plan_fixture.h"

#include <QRegularExpression>
#include <QTest>

using namespace shardscape;
using namespace shardscape::test;

class TestStageLayout : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void balanced_data();
    void balanced();
    void everyLayerIsHeldOnce_data();
    void everyLayerIsHeldOnce();
    void dualPipeHoldsTwoCopies();
    void nearestDivisorsLieOnBothSides();
};

namespace {

Parallelism pipeline(int pp, int vpp, ScheduleKind kind)
{
    Parallelism p;
    p.pp = pp;
    p.vpp = vpp;
    p.schedule = kind;
    return p;
}

std::vector<int> layersPerStage(const StageLayout& layout)
{
    std::vector<int> layers;
    for (int stage = 0; stage < layout.stages; ++stage)
        layers.push_back(layout.at(stage, 0).layers);
    return layers;
}

} // namespace

void TestStageLayout::balanced_data()
{
    QTest::addColumn<int>("layers");
    QTest::addColumn<int>("stages");
    QTest::addColumn<std::vector<int>>("expected");
    QTest::newRow("even") << 32 << 4 << std::vector<int>{8, 8, 8, 8};
    QTest::newRow("L + 2 divides: one fewer at both ends (Llama 3 405B: 126 layers, 16 stages)")
        << 126 << 16 << std::vector<int>{7, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 7};
    QTest::newRow("one short: the stage with the head") << 31 << 4 << std::vector<int>{8, 8, 8, 7};
    QTest::newRow("three short: head, embedding, then the next in flight") << 29 << 4 << std::vector<int>{7, 7, 8, 7};
    QTest::newRow("one layer each") << 3 << 3 << std::vector<int>{1, 1, 1};
}

void TestStageLayout::balanced()
{
    QFETCH(int, layers);
    QFETCH(int, stages);
    QFETCH(std::vector<int>, expected);
    const Result<StageLayout> layout = layoutStages(denseModel(layers), pipeline(stages, 1, ScheduleKind::OneFOneB));
    QVERIFY(layout.has_value());
    QCOMPARE(layersPerStage(*layout), expected);
}

void TestStageLayout::everyLayerIsHeldOnce_data()
{
    QTest::addColumn<int>("vpp");
    QTest::addColumn<ScheduleKind>("kind");
    QTest::newRow("1f1b") << 1 << ScheduleKind::OneFOneB;
    QTest::newRow("interleaved, 3 chunks") << 3 << ScheduleKind::Interleaved;
    QTest::newRow("zb-v") << 2 << ScheduleKind::ZbV;
    QTest::newRow("zb-v, vpp left at 1 means the schedule's own two") << 1 << ScheduleKind::ZbV;
    QTest::newRow("dualpipe-v") << 2 << ScheduleKind::DualPipeV;
}

void TestStageLayout::everyLayerIsHeldOnce()
{
    QFETCH(int, vpp);
    QFETCH(ScheduleKind, kind);
    const Result<StageLayout> layout = layoutStages(denseModel(50), pipeline(4, vpp, kind));
    QVERIFY(layout.has_value());
    std::vector<int> held(50, 0);
    int embeddings = 0;
    int heads = 0;
    for (const StageChunk& chunk : layout->chunk) {
        for (int i = 0; i < chunk.layers; ++i)
            ++held[static_cast<std::size_t>(chunk.firstLayer + i)];
        embeddings += chunk.embedding ? 1 : 0;
        heads += chunk.head ? 1 : 0;
    }
    QCOMPARE(held, std::vector<int>(50, 1));
    QCOMPARE(embeddings, 1);
    QCOMPARE(heads, 1);
}

void TestStageLayout::dualPipeHoldsTwoCopies()
{
    const Result<StageLayout> layout = layoutStages(denseModel(32), pipeline(4, 1, ScheduleKind::DualPipe));
    QVERIFY(layout.has_value());
    QCOMPARE(layout->chunks, 2);
    for (int stage = 0; stage < 4; ++stage)
        QCOMPARE(layout->at(stage, 1).firstLayer, layout->at(3 - stage, 0).firstLayer);
    QVERIFY(layout->at(3, 1).embedding && layout->at(0, 1).head);
}

void TestStageLayout::nearestDivisorsLieOnBothSides()
{
    QCOMPARE(nearestDivisors(64, 7), std::string{"4 or 8"});
    QCOMPARE(nearestDivisors(64, 100), std::string{"64"});
    QCOMPARE(divisorsOf(36), (std::vector<int>{1, 2, 3, 4, 6, 9, 12, 18, 36}));
}

QTEST_GUILESS_MAIN(TestStageLayout)
#include "tst_stage_layout.moc"
