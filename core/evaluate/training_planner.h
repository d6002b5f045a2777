// SPDX-License-Identifier: GPL-3.0-or-later
// Training plans of one model, cluster and workload, one after the other, with everything they share kept. Internal to core/evaluate
// (PlanEvaluator is the way in); one thread.
//
// What a part is kept by is wider than what its functions read today: a cost that comes to depend on one more degree stays right.
#pragma once

#include "cost/memory_detail.h"
#include "evaluate/memo.h"
#include "evaluate/plan_evaluator.h"
#include "evaluate/training_bound.h"

#include <deque>
#include <map>
#include <optional>

namespace shardscape {

class TrainingPlanner {
public:
    TrainingPlanner(const Inputs& inputs, const Parallelism& parallelism, const Workload& workload);
    TrainingPlanner(const TrainingPlanner&) = delete; // its parts refer to each other
    TrainingPlanner& operator=(const TrainingPlanner&) = delete;
    ~TrainingPlanner() = default;

    /// True where plan and workload differ from those it was made for only in what a search chooses: not in overlap switches and in nothing
    /// of the workload but micro-batch, recomputation and offload.
    [[nodiscard]] bool suits(const Parallelism& parallelism, const TrainingWorkload& workload) const;

    [[nodiscard]] std::string_view select(const Parallelism& parallelism, const TrainingWorkload& workload);
    /// The selected plan with other values of what PlanVariant has. \pre it is legal and has no HSDP shard
    void vary(const PlanVariant& variant);
    [[nodiscard]] bool hasFixedOrder() const;
    [[nodiscard]] Bytes peak();
    [[nodiscard]] PlanFigures bound(StepBound bound);
    /// \pre hasFixedOrder()
    [[nodiscard]] Result<PlanFigures> figures();

private:
    /// Reasons are codes of problems; empty = none.
    struct MeshEntry {
        std::string reason;
        int etp = 1;
        std::optional<DeviceMesh> mesh;
        std::optional<TrainingContext> context; ///< of the last plan on this mesh, made when it is first needed
    };
    struct LayoutEntry {
        std::string reason;
        int id = 0;
        StageLayout layout;
        std::vector<int> classOfStage;
        std::vector<int> firstOfClass; ///< a stage of each class
    };
    struct OrderEntry {
        std::string reason;
        std::vector<double> inFlight; ///< per stage
    };
    /// Of the work that was asked for last.
    struct Timed {
        MemoKey<12> work{};
        PipelineTimes pipeline;
        Problems problems; ///< why there is no time
    };
    struct Tail {
        MemoKey<13> workAndStates{};
        DataParallelTimes longest;
    };

    [[nodiscard]] MeshEntry makeMesh();
    [[nodiscard]] LayoutEntry makeLayout();
    [[nodiscard]] OrderEntry makeOrder() const;
    [[nodiscard]] std::vector<StageMemory> makeAtRest();
    [[nodiscard]] std::vector<StageActivations> makeActivations();
    [[nodiscard]] const std::vector<StageMemory>& atRest();
    [[nodiscard]] const std::vector<StageActivations>& activations();
    [[nodiscard]] const StepWork& work();
    [[nodiscard]] const DataParallelTimes& tail(const StepWork& work);
    [[nodiscard]] const Timed& timed(const StepWork& work);
    [[nodiscard]] const Result<StepOrder>& order(const StepWork& work);
    void place();
    [[nodiscard]] PlanFigures report(double stepSeconds);
    [[nodiscard]] MemoKey<8> meshKey() const;
    [[nodiscard]] MemoKey<12> workKey() const;
    [[nodiscard]] MemoKey<12> layerKey() const;
    [[nodiscard]] MemoKey<12> weightKey() const;
    int layersId(const std::optional<std::vector<int>>& stageLayers);

    const Inputs& m_inputs;
    Scenario m_scenario; ///< of the selected plan
    TrainingWorkload& m_workload;
    const TrainingWorkload m_base;
    const OverlapSwitches m_overlap;
    Plan m_plan;
    std::optional<StepTokens> m_tokens;
    MemoKey<12> m_workKey{};               ///< of the selected plan
    std::vector<double> m_inFlightOfClass; ///< most of a stage of each class
    int m_layersId = 0;
    int m_layoutCount = 0;
    int m_layoutTaken = -1; ///< id of the entry that m_plan has
    MeshEntry* m_mesh = nullptr;
    TrainingContext* m_context = nullptr; ///< of m_mesh, once m_isPlaced
    const LayoutEntry* m_layout = nullptr;
    const OrderEntry* m_order = nullptr;
    bool m_isPlaced = false;

    std::map<std::vector<int>, int> m_layerLists;
    Memo<8, MeshEntry> m_meshes{4096};
    Memo<10, std::string> m_batches;
    Memo<5, LayoutEntry> m_layoutEntries{4096};
    Memo<5, OrderEntry> m_orders{4096};
    Memo<12, KindWork> m_kinds{1024};
    Memo<12, StepWork> m_works;
    Memo<6, Result<StepOrder>> m_timedOrders;
    std::size_t m_tasksKept = 0; ///< in m_timedOrders
    std::optional<Timed> m_timed;
    std::optional<Tail> m_tail;
    TimingScratch m_scratch;
    Memo<12, std::vector<KindActivations>> m_kindActivations;
    Memo<12, std::vector<StageActivations>> m_activations;
    Memo<12, std::vector<ShardedParameters>> m_parameters;
    Memo<12, std::vector<RankParameters>> m_rankParameters;
    Memo<13, std::vector<StageMemory>> m_atRest;
    std::map<int, StateRecipe> m_recipes; ///< by ZeRO stage
};

} // namespace shardscape
