// SPDX-License-Identifier: GPL-3.0-or-later
// The balancer: never worse than its start, conserves layers, respects memory.
#include "schedule/balance.h"

#include <QTest>

#include <numeric>

using namespace shardscape;

namespace {

BalanceRequest even(ScheduleKind kind, int stages, int chunks, int layersEach)
{
    BalanceRequest request;
    request.kind = kind;
    request.stages = stages;
    request.microbatches = 4 * stages;
    request.chunks = chunks;
    const int parts = kind == ScheduleKind::DualPipe ? stages : stages * chunks;
    request.start.assign(static_cast<std::size_t>(parts), layersEach);
    request.layer = {1.0, 1.0, 1.0};
    return request;
}

int sum(const std::vector<int>& values) { return std::accumulate(values.begin(), values.end(), 0); }

} // namespace

class ScheduleBalance : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void evenStagesStay()
    {
        const Result<BalanceProposal> proposal = balanceStages(even(ScheduleKind::OneFOneB, 4, 1, 8));
        QVERIFY(proposal.has_value());
        QCOMPARE(proposal->stageLayers, (std::vector<int>{8, 8, 8, 8}));
        QCOMPARE(proposal->after, proposal->before);
    }

    void aHeavyHeadGivesLayersAway()
    {
        for (const auto& [kind, chunks] :
             {std::pair{ScheduleKind::OneFOneB, 1}, {ScheduleKind::Interleaved, 2}, {ScheduleKind::ZbH1, 1}, {ScheduleKind::DualPipe, 1}}) {
            BalanceRequest request = even(kind, 4, chunks, 8);
            request.head = {3.0, 3.0, 3.0};
            const Result<BalanceProposal> proposal = balanceStages(request);
            QVERIFY(proposal.has_value());
            QVERIFY2(proposal->after < proposal->before, toText(kind).data());
            QCOMPARE(sum(proposal->stageLayers), sum(request.start));
            QVERIFY(proposal->stageLayers.back() < 8);
        }
    }

    /// Total work over the stages bounds any layout from below.
    void theProposalKeepsTheBound()
    {
        BalanceRequest request = even(ScheduleKind::OneFOneB, 4, 1, 8);
        request.head = {3.0, 3.0, 3.0};
        request.embedding = {1.0, 0.0, 1.0};
        const Result<BalanceProposal> proposal = balanceStages(request);
        QVERIFY(proposal->after >= request.microbatches * (32 * 3.0 + 9.0 + 2.0) / 4.0);
    }

    void memoryComesFirst()
    {
        BalanceRequest request = even(ScheduleKind::OneFOneB, 4, 1, 8);
        request.activationBytes = 10.0; // stage 0 holds four micro-batches, stage 3 one
        request.layerBytes = 1.0;
        const double needed = 8 * 4 * 10.0 + 8.0;
        request.capacityBytes = needed - 1.0;
        const Result<BalanceProposal> proposal = balanceStages(request);
        QVERIFY(proposal.has_value());
        QVERIFY(!proposal->startFits);
        QVERIFY(proposal->peakBytes <= request.capacityBytes);
        QVERIFY(proposal->stageLayers.front() < 8);
        request.capacityBytes = 20.0;
        const Result<BalanceProposal> none = balanceStages(request);
        QVERIFY(!none.has_value());
        QCOMPARE(none.error().front().code, std::string("no-layout-fits"));
    }

    void badStartsAreProblems()
    {
        BalanceRequest request = even(ScheduleKind::OneFOneB, 4, 1, 8);
        request.start.pop_back();
        request.start.front() = -1;
        QCOMPARE(balanceStages(request).error().size(), std::size_t{2});
        request.microbatches = 0;
        QCOMPARE(balanceStages(request).error().front().code, std::string("microbatches-out-of-range"));
    }
};

QTEST_GUILESS_MAIN(ScheduleBalance)
#include "tst_schedule_balance.moc"
