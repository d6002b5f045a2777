// SPDX-License-Identifier: GPL-3.0-or-later
// The plans a search walks: for every degree and switch of a plan the values that are allowed. A user fixes an input by leaving one value
// in its list. Plain values; any thread.
//
// A candidate is one choice of all of them whose degrees use exactly one of the allowed GPU counts. Choices that make the same plan
// count once: a schedule without a choice of chunks, any schedule without a pipeline, sequence parallelism without tensor parallelism,
// orders that differ only in axes of one rank. Candidates are numbered from 0; every number can be turned back into its plan.
#pragma once

#include "plan/scenario.h"

#include <cstdint>
#include <map>
#include <vector>

namespace shardscape {

/// How layers are spread over the virtual stages.
enum class StageBalance : unsigned char {
    Even,      ///< as evenly as integers allow (stage_layers null)
    EndsLight, ///< the first and last virtual stage, which have embedding and head, give one layer more away
    Given,     ///< the scenario's own stage_layers, where there are as many virtual stages
};

using AxisOrder = std::array<Axis, axisCount>;

struct SearchSpace {
    std::vector<int> gpus; ///< world sizes
    std::vector<int> tp, cp, ep, pp;
    std::vector<int> dp; ///< empty = whatever fills the GPUs
    std::vector<std::optional<int>> etp;
    std::vector<AxisOrder> axisOrder;

    // Training.
    std::vector<ScheduleKind> schedule;
    std::vector<int> vpp; ///< for the interleaved schedule those above 1, for others 1
    std::vector<StageBalance> balance;
    std::vector<int> microBatch;
    std::vector<bool> sequenceParallel;
    std::vector<Recompute> recompute;
    std::vector<int> zeroStage;
    std::vector<bool> offload;

    // Inference; replicas are dp.
    std::vector<int> concurrency;
    std::vector<std::optional<int>> chunkedPrefillTokens;
    std::vector<double> prefillShare; ///< of the replicas that prefill only; 0 = not disaggregated

    bool operator==(const SearchSpace&) const = default;
};

/// The whole space of a scenario's model, cluster and workload: all inputs free, with the values that are in use. Degrees that cannot be
/// legal for the model are left out; what depends on several inputs is left to the search, which says why it rejects.
[[nodiscard]] SearchSpace wholeSpace(const Scenario& scenario, const Inputs& inputs);

/// The space of one plan: every input fixed to the scenario's own.
[[nodiscard]] SearchSpace pointSpace(const Scenario& scenario);

/// The candidates of a space in their order: blocks of one way to lay the degrees over the GPUs, and inside a block all else.
class CandidateList {
public:
    /// The degrees and the axis order of a block.
    struct Block {
        int tp = 1, cp = 1, ep = 1, pp = 1, dp = 1;
        std::optional<int> etp;
        int order = 0;           ///< index into the space's axis orders
        std::uint64_t first = 0; ///< number of its first candidate
        std::uint64_t size = 0;
    };
    /// A schedule with its chunks and the layers of its virtual stages.
    struct Pipeline {
        ScheduleKind schedule = ScheduleKind::OneFOneB;
        int vpp = 1;
        std::optional<std::vector<int>> stageLayers; ///< nothing = even
    };
    using Pools = std::optional<Disaggregation>;

    CandidateList(const Scenario& scenario, const Inputs& inputs, SearchSpace space);

    [[nodiscard]] std::uint64_t size() const { return m_size; }
    [[nodiscard]] const std::vector<Block>& blocks() const { return m_blocks; }
    [[nodiscard]] const SearchSpace& space() const { return m_space; }
    /// The scenario it was made for, whose plan every candidate replaces. Without placement.
    [[nodiscard]] const Scenario& base() const { return m_base; }

    /// Pipelines that differ in a block; one at inference.
    [[nodiscard]] const std::vector<Pipeline>& pipelines(const Block& block) const { return m_pipelines.at(block.pp); }
    /// Ways to set replicas apart for prefill.
    [[nodiscard]] const std::vector<Pools>& pools(const Block& block) const { return m_pools.at(block.dp); }
    /// Values of sequence parallelism that differ in a block.
    [[nodiscard]] std::size_t sequenceChoices(const Block& block) const;

    /// Puts the block's degrees into a scenario.
    void place(const Block& block, Scenario& scenario) const;
    /// The scenario with the candidate's plan. \pre number < size()
    [[nodiscard]] Scenario scenarioOf(std::uint64_t number) const;

private:
    void addBlocks(int gpus);
    void addOrders(Block block);
    [[nodiscard]] std::uint64_t sizeOf(const Block& block) const;
    [[nodiscard]] std::vector<Pipeline> pipelinesOf(int pp) const;
    [[nodiscard]] std::optional<std::vector<int>> layersOf(int virtualStages, StageBalance balance) const;

    Scenario m_base;
    SearchSpace m_space;
    int m_layers = 0;
    std::map<int, std::vector<Pipeline>> m_pipelines; ///< by pp
    std::map<int, std::vector<Pools>> m_pools;        ///< by dp
    std::vector<Block> m_blocks;
    std::uint64_t m_size = 0;
};

} // namespace shardscape
