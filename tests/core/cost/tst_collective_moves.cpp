// SPDX-License-Identifier: GPL-3.0-or-later
// Laws of the animated collectives: everyone ends with what the collective promises, in the hops and with the bytes that are priced.
#include "cost/collective_candidates.h"
#include "cost/collective_moves.h"
#include "lesson/sharded_product.h"

#include <QtTest>

#include <bit>
#include <cmath>
#include <set>

using namespace shardscape;

class TestCollectiveMoves : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void everyoneEndsWithTheSum()
    {
        for (const char* algorithm : {"ring", "tree", "nvls"})
            for (int p = 2; p <= 16; ++p) {
                const auto moves = movesOf(CollectiveOp::AllReduce, algorithm, p);
                QVERIFY(moves);
                for (const auto& rank : contributions(CollectiveOp::AllReduce, *moves, moves->hops))
                    for (const std::uint32_t held : rank)
                        QCOMPARE(held, (std::uint32_t{1} << p) - 1);
            }
    }

    void halvesOfTheRing()
    {
        for (int p = 2; p <= 16; ++p) {
            const auto scatter = movesOf(CollectiveOp::ReduceScatter, "ring", p);
            std::set<int> owned;
            const auto sums = contributions(CollectiveOp::ReduceScatter, *scatter, scatter->hops);
            for (const auto& rank : sums)
                for (int c = 0; c < p; ++c)
                    if (std::popcount(rank[static_cast<std::size_t>(c)]) == p)
                        owned.insert(c);
            QCOMPARE(static_cast<int>(owned.size()), p);
            const auto gather = movesOf(CollectiveOp::AllGather, "ring", p);
            for (const auto& rank : contributions(CollectiveOp::AllGather, *gather, gather->hops))
                for (int c = 0; c < p; ++c)
                    QCOMPARE(rank[static_cast<std::size_t>(c)], std::uint32_t{1} << c);
            QCOMPARE(movesOf(CollectiveOp::AllReduce, "ring", p)->hops, scatter->hops + gather->hops);
        }
    }

    void hopsAndBytesAreThePricedOnes()
    {
        for (int p = 2; p <= 16; ++p) {
            for (const CollectiveOp op : {CollectiveOp::AllReduce, CollectiveOp::AllGather, CollectiveOp::ReduceScatter}) {
                const auto ring = movesOf(op, "ring", p);
                QCOMPARE(static_cast<double>(ring->hops), ringSteps(op, p));
                for (const double sent : sentShares(*ring, ring->hops))
                    QVERIFY(std::abs(sent - busFactor(op, p)) < 1e-12);
            }
            const auto tree = movesOf(CollectiveOp::AllReduce, "tree", p);
            QCOMPARE(tree->hops, 2 * static_cast<int>(std::ceil(std::log2(p))));
            for (const double sent : sentShares(*tree, tree->hops))
                QVERIFY(sent <= 2.0);
            const auto nvls = movesOf(CollectiveOp::AllReduce, "nvls", p);
            for (const double sent : sentShares(*nvls, nvls->hops))
                QVERIFY(std::abs(sent - 1.0) < 1e-12);
        }
    }

    void aLinkCarriesOneChunkAHop()
    {
        const auto ring = movesOf(CollectiveOp::AllReduce, "ring", 8);
        std::set<std::pair<int, int>> used;
        for (const CollectiveMove& move : ring->moves) {
            QCOMPARE(move.to, (move.from + 1) % 8);
            QVERIFY(used.insert({move.hop, move.from}).second);
        }
    }

    void whatIsNotRun()
    {
        QVERIFY(!movesOf(CollectiveOp::AllReduce, "ring", 1));
        QVERIFY(!movesOf(CollectiveOp::AllReduce, "ring", 33));
        QVERIFY(!movesOf(CollectiveOp::AllGather, "tree", 4));
        QVERIFY(!movesOf(CollectiveOp::AllToAll, "ring", 4));
        QVERIFY(!movesOf(CollectiveOp::AllReduce, "star", 4));
    }

    void shardsAddUpToTheProduct()
    {
        for (const int gpus : {1, 2, 4}) {
            const ShardedProduct all = shardedProduct(gpus);
            SmallMatrix total{all.z.rows, all.z.columns, std::vector<int>(all.z.values.size(), 0)};
            for (const SmallMatrix& summand : all.summands)
                total = sum(total, summand);
            QVERIFY(total == all.z);
            QVERIFY(all.z == product(relu(product(all.x, all.a)), all.b));
        }
        // The activation function bites, so that "apply it before adding" would be wrong for a cut by rows.
        QVERIFY(product(shardedProduct(1).x, shardedProduct(1).a) != shardedProduct(1).y);
    }
};

QTEST_APPLESS_MAIN(TestCollectiveMoves)
#include "tst_collective_moves.moc"
