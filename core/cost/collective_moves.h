// SPDX-License-Identifier: GPL-3.0-or-later
// A collective as the transfers it is made of, hop by hop, for animations. Hops and bytes are those of the algorithms that
// cost/collective.h prices: a ring takes ringSteps() hops and sends busFactor() times the vector, a tree climbs ceil(log2 p) levels and
// comes down again, a switch adds in one hop and hands out in the next. Pure; any thread.
#pragma once

#include "cost/collective.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace shardscape {

inline constexpr int switchRank = -1; ///< the switch as sender or receiver

struct CollectiveMove {
    int hop = 0;
    int from = 0;
    int to = 0;
    int chunk = 0;
    bool adds = false; ///< the receiver adds what arrives to its own; otherwise it takes it over
};

struct CollectiveMoves {
    std::string algorithm;
    int ranks = 0;
    int chunks = 0; ///< of equal size
    int hops = 0;
    std::vector<CollectiveMove> moves; ///< by hop
};

/// The moves of an algorithm ("ring", "tree" or "nvls") for 2 to 32 ranks; nothing for one it does not run: tree and switch only
/// all-reduce, rings also all-gather and reduce-scatter.
[[nodiscard]] std::optional<CollectiveMoves> movesOf(CollectiveOp op, const std::string& algorithm, int ranks);

/// What a rank holds of a chunk: bit i is set when rank i's part is in it. [rank][chunk], before the first hop for hops = 0.
[[nodiscard]] std::vector<std::vector<std::uint32_t>> contributions(CollectiveOp op, const CollectiveMoves& moves, int hops);

/// Share of the vector that each rank has sent after some hops; busFactor() for a whole ring.
[[nodiscard]] std::vector<double> sentShares(const CollectiveMoves& moves, int hops);

} // namespace shardscape
