// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule/v_block.h"

#include <algorithm>
#include <cstdint>

namespace shardscape {

int VBlock::offset(int stages, int stage, VPass pass) const
{
    const int last = stages - 1;
    const int forwardDown = step[0] * stage;
    if (pass == VPass::ForwardDown)
        return forwardDown;
    const int turnDown = step[0] * last + turn[0];
    if (pass == VPass::ForwardUp)
        return turnDown + step[1] * (last - stage);
    const int turnUp = turnDown + step[1] * last + turn[1];
    if (pass == VPass::BackwardDown)
        return turnUp + step[2] * stage;
    return turnUp + step[2] * last + turn[2] + step[3] * (last - stage);
}

bool VBlock::fits(int stages) const
{
    for (int stage = 0; stage < std::min(stages, vInterval); ++stage) { // residues repeat after six stages
        std::uint32_t taken = 0;
        for (std::size_t pass = 0; pass < vPasses; ++pass) {
            const auto bit = 1U << static_cast<std::uint32_t>(offset(stages, stage, static_cast<VPass>(pass)) % vInterval);
            if ((taken & bit) != 0)
                return false;
            taken |= bit;
        }
    }
    return true;
}

namespace {

void appendTurns(VBlock block, int stages, std::vector<VBlock>& blocks)
{
    for (int k = 0; k < vInterval * vInterval * vInterval; ++k) {
        block.turn = {1 + k / 36, 1 + (k / 6) % 6, 1 + k % 6};
        if (block.fits(stages))
            blocks.push_back(block);
    }
}

int turnSum(const VBlock& block) { return block.turn[0] + block.turn[1] + block.turn[2]; }

} // namespace

std::vector<VBlock> vBlocks(int stages, int stepSum)
{
    std::vector<VBlock> blocks;
    const int half = stepSum / 2; // equal life spans on all stages: the outer two steps add up to as much as the inner two
    for (int first = 1; first < half; ++first)
        for (int second = 1; second < half; ++second)
            appendTurns({.step = {first, second, half - second, half - first}}, stages, blocks);
    std::stable_sort(blocks.begin(), blocks.end(), [](const VBlock& a, const VBlock& b) { return turnSum(a) < turnSum(b); });
    return blocks;
}

} // namespace shardscape
