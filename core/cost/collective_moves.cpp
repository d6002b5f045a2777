// SPDX-License-Identifier: GPL-3.0-or-later
#include "cost/collective_moves.h"

#include "cost/collective_candidates.h"

#include <algorithm>

namespace shardscape {
namespace {

/// One round of a ring: in hop k rank r sends chunk r - k (shifted) to its right neighbor.
void addRound(CollectiveMoves& plan, int shift, bool adds)
{
    const int p = plan.ranks;
    for (int k = 0; k < p - 1; ++k, ++plan.hops)
        for (int r = 0; r < p; ++r)
            plan.moves.push_back({plan.hops, r, (r + 1) % p, (r + shift - k + 2 * p) % p, adds});
}

CollectiveMoves ring(CollectiveOp op, int ranks)
{
    CollectiveMoves plan{.algorithm = "ring", .ranks = ranks, .chunks = ranks, .hops = 0, .moves = {}};
    const bool reduces = op != CollectiveOp::AllGather;
    if (reduces)
        addRound(plan, 0, true); // rank r ends with the sum of chunk r + 1
    if (op != CollectiveOp::ReduceScatter)
        addRound(plan, reduces ? 1 : 0, false);
    return plan;
}

/// NCCL's binary tree (trees.cc): the parent of r has r's lowest set bit cleared and the next one set, unless that is no rank.
int treeParent(int r, int ranks)
{
    const int bit = r & -r;
    const int wanted = (r ^ bit) | (bit << 1);
    return wanted < ranks ? wanted : r ^ bit;
}

int treeDepth(int r, int ranks) { return r == 0 ? 0 : 1 + treeDepth(treeParent(r, ranks), ranks); }

CollectiveMoves tree(int ranks)
{
    CollectiveMoves plan{.algorithm = "tree", .ranks = ranks, .chunks = 2, .hops = 0, .moves = {}};
    int deepest = 0;
    for (int r = 0; r < ranks; ++r)
        deepest = std::max(deepest, treeDepth(r, ranks));
    plan.hops = 2 * deepest;
    for (int chunk = 0; chunk < 2; ++chunk) {
        // The second tree is the first mirrored, or shifted by one where the number is odd: inner ranks of one are leaves of the other.
        const auto own = [&](int r) { return chunk == 0 ? r : ranks % 2 == 0 ? ranks - 1 - r : (r + 1) % ranks; };
        for (int r = 1; r < ranks; ++r) {
            const int depth = treeDepth(r, ranks);
            const int parent = treeParent(r, ranks);
            plan.moves.push_back({deepest - depth, own(r), own(parent), chunk, true});
            plan.moves.push_back({deepest + depth - 1, own(parent), own(r), chunk, false});
        }
    }
    std::stable_sort(plan.moves.begin(), plan.moves.end(), [](const CollectiveMove& a, const CollectiveMove& b) { return a.hop < b.hop; });
    return plan;
}

CollectiveMoves inSwitch(int ranks)
{
    CollectiveMoves plan{.algorithm = "nvls", .ranks = ranks, .chunks = ranks, .hops = 2, .moves = {}};
    for (int chunk = 0; chunk < ranks; ++chunk)
        for (int r = 0; r < ranks; ++r)
            plan.moves.push_back({0, r, switchRank, chunk, true});
    for (int chunk = 0; chunk < ranks; ++chunk)
        for (int r = 0; r < ranks; ++r)
            plan.moves.push_back({1, switchRank, r, chunk, false});
    return plan;
}

} // namespace

std::optional<CollectiveMoves> movesOf(CollectiveOp op, const std::string& algorithm, int ranks)
{
    if (ranks < 2 || ranks > 32)
        return std::nullopt;
    if (algorithm == "ring" && (op == CollectiveOp::AllReduce || op == CollectiveOp::AllGather || op == CollectiveOp::ReduceScatter))
        return ring(op, ranks);
    if (op != CollectiveOp::AllReduce)
        return std::nullopt;
    if (algorithm == "tree")
        return tree(ranks);
    return algorithm == "nvls" ? std::optional{inSwitch(ranks)} : std::nullopt;
}

std::vector<std::vector<std::uint32_t>> contributions(CollectiveOp op, const CollectiveMoves& plan, int hops)
{
    const auto ranks = static_cast<std::size_t>(plan.ranks);
    const auto chunks = static_cast<std::size_t>(plan.chunks);
    // The last row is the switch's. An all-gather starts with one chunk on each rank; what it gathers is whole from the start.
    std::vector<std::vector<std::uint32_t>> held(ranks + 1, std::vector<std::uint32_t>(chunks, 0));
    for (std::size_t r = 0; r < ranks; ++r)
        for (std::size_t c = 0; c < chunks; ++c)
            if (op != CollectiveOp::AllGather || r == c)
                held[r][c] = std::uint32_t{1} << r;
    const auto row = [&](int rank) { return rank == switchRank ? ranks : static_cast<std::size_t>(rank); };
    for (std::size_t i = 0; i < plan.moves.size();) {
        if (plan.moves[i].hop >= hops)
            break;
        const auto before = held; // all transfers of a hop run at the same time
        for (const int hop = plan.moves[i].hop; i < plan.moves.size() && plan.moves[i].hop == hop; ++i) {
            const CollectiveMove& move = plan.moves[i];
            const auto c = static_cast<std::size_t>(move.chunk);
            const std::uint32_t arrives = before[row(move.from)][c];
            held[row(move.to)][c] = move.adds ? held[row(move.to)][c] | arrives : arrives;
        }
    }
    held.pop_back();
    return held;
}

std::vector<double> sentShares(const CollectiveMoves& plan, int hops)
{
    std::vector<double> sent(static_cast<std::size_t>(plan.ranks), 0.0);
    for (const CollectiveMove& move : plan.moves)
        if (move.hop < hops && move.from != switchRank)
            sent[static_cast<std::size_t>(move.from)] += 1.0 / plan.chunks;
    return sent;
}

} // namespace shardscape
