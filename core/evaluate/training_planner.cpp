// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/training_planner.h"

#include "plan/legality.h"
#include "plan/virtual_stage.h"
#include "schedule/in_flight.h"
#include "schedule/task_graph.h"

#include <algorithm>

namespace shardscape {
namespace {

std::string firstError(const Problems& problems)
{
    const auto error = std::find_if(problems.begin(), problems.end(), [](const Problem& p) { return p.severity == Severity::Error; });
    return error == problems.end() ? std::string{} : error->code;
}

int codeOf(const std::array<Axis, axisCount>& order)
{
    int code = 0;
    for (const Axis axis : order)
        code = code * static_cast<int>(axisCount) + static_cast<int>(axis);
    return code;
}

/// The counts of a schedule with any times: for what does not depend on them.
ScheduleRequest countsOf(const Plan& plan)
{
    const int held = chunkPlacement(plan.parallelism.schedule) == ChunkPlacement::Mirrored ? 1 : plan.layout.chunks;
    return {.kind = plan.parallelism.schedule,
            .stages = plan.layout.stages,
            .microbatches = plan.microbatches,
            .chunks = held,
            .times = uniformTimes(plan.layout.stages, held, 1.0, 1.0, 1.0, std::nullopt, 0.0)};
}

bool isAlike(const StageChunk& a, const StageChunk& b, const TransformerSpec& model)
{
    const auto layersOf = [&](const StageChunk& chunk) { return model.pattern.begin() + chunk.firstLayer; };
    return a.layers == b.layers && a.embedding == b.embedding && a.head == b.head && a.mtpLayers == b.mtpLayers &&
           std::equal(layersOf(a), layersOf(a) + a.layers, layersOf(b));
}

Scenario planOnly(const Parallelism& parallelism, const Workload& workload)
{
    Scenario scenario;
    scenario.parallelism = parallelism;
    scenario.workload = workload;
    return scenario;
}

/// True where two stages hold the same parts of the model.
bool isAlike(const StageLayout& layout, int a, int b, const TransformerSpec& model)
{
    for (int c = 0; c < layout.chunks; ++c)
        if (!isAlike(layout.at(a, c), layout.at(b, c), model))
            return false;
    return true;
}

} // namespace

TrainingPlanner::TrainingPlanner(const Inputs& inputs, const Parallelism& parallelism, const Workload& workload)
    : m_inputs{inputs}, m_scenario{planOnly(parallelism, workload)},
      m_workload{std::get<TrainingWorkload>(m_scenario.workload.kind)}, m_base{m_workload}, m_overlap{parallelism.overlap},
      m_plan{.parallelism = {}, .mesh = DeviceMesh{Parallelism{}, 1}, .layout = {}, .notes = {}}
{
}

bool TrainingPlanner::suits(const Parallelism& parallelism, const TrainingWorkload& workload) const
{
    TrainingWorkload like = m_base;
    like.microBatch = workload.microBatch;
    like.recompute = workload.recompute;
    like.offload = workload.offload;
    return like == workload && parallelism.overlap == m_overlap;
}

int TrainingPlanner::layersId(const std::optional<std::vector<int>>& stageLayers)
{
    return stageLayers ? m_layerLists.try_emplace(*stageLayers, static_cast<int>(m_layerLists.size()) + 1).first->second : 0;
}

MemoKey<8> TrainingPlanner::meshKey() const
{
    const Parallelism& p = m_scenario.parallelism;
    return {p.tp, p.cp, p.ep, p.etp.value_or(0), p.pp, p.dp, codeOf(p.axisOrder), p.hsdpShard.value_or(0)};
}

/// What the work of one layer on a micro-batch may depend on: not the layers of the stages.
MemoKey<12> TrainingPlanner::layerKey() const
{
    MemoKey<12> key = m_workKey;
    key[8] = static_cast<int>(m_plan.parallelism.schedule);
    key[10] = m_workload.recompute.kind == RecomputeKind::Selective ? 1 : 0; // the others are made side by side
    key[11] = 0;
    return key;
}

/// What the parameters of a rank may depend on.
MemoKey<12> TrainingPlanner::weightKey() const
{
    MemoKey<12> key = m_workKey;
    key[6] = key[9] = key[10] = key[11] = 0;
    return key;
}

/// What the work of a rank on a micro-batch may depend on.
MemoKey<12> TrainingPlanner::workKey() const
{
    const MemoKey<8> mesh = meshKey();
    return {mesh[0], mesh[1], mesh[2], mesh[3], mesh[4], mesh[5], mesh[6] * 2 + (m_plan.parallelism.sequenceParallel ? 1 : 0), mesh[7],
            m_layout->id, m_workload.microBatch, static_cast<int>(m_workload.recompute.kind), m_workload.recompute.fullLayersPerStage};
}

TrainingPlanner::MeshEntry TrainingPlanner::makeMesh()
{
    MeshEntry entry;
    const Parallelism& p = m_scenario.parallelism;
    Problems problems;
    if (checkWorld(m_scenario, m_inputs.cluster, problems)) {
        entry.etp = resolveEtp(p, true, m_inputs.model);
        checkTensorParallel(p, m_inputs.model, problems);
        checkExpertParallel(p, entry.etp, m_inputs.model, problems);
        checkPlacement(m_scenario, m_inputs.cluster, problems);
    }
    entry.reason = firstError(problems);
    if (entry.reason.empty())
        entry.mesh.emplace(p, entry.etp);
    return entry;
}

TrainingPlanner::LayoutEntry TrainingPlanner::makeLayout()
{
    LayoutEntry entry;
    entry.id = m_layoutCount++;
    Result<StageLayout> layout = layoutStages(m_inputs.model, m_scenario.parallelism);
    if (!layout) {
        entry.reason = firstError(layout.error());
        return entry;
    }
    entry.layout = std::move(*layout);
    for (int stage = 0; stage < entry.layout.stages; ++stage) {
        const auto like = std::find_if(entry.firstOfClass.begin(), entry.firstOfClass.end(),
                                       [&](int first) { return isAlike(entry.layout, first, stage, m_inputs.model); });
        entry.classOfStage.push_back(static_cast<int>(like - entry.firstOfClass.begin()));
        if (like == entry.firstOfClass.end())
            entry.firstOfClass.push_back(stage);
    }
    return entry;
}

TrainingPlanner::OrderEntry TrainingPlanner::makeOrder() const
{
    OrderEntry entry;
    const ScheduleRequest request = countsOf(m_plan);
    if (!shardscape::hasFixedOrder(request.kind)) {
        entry.reason = firstError(checkRequest(request));
        return entry;
    }
    const Result<Timeline> tasks = orderTasks(request);
    if (tasks)
        entry.inFlight = peaksInFlightUntilWeight(*tasks);
    else
        entry.reason = firstError(tasks.error());
    return entry;
}

std::string_view TrainingPlanner::select(const Parallelism& parallelism, const TrainingWorkload& workload)
{
    m_scenario.parallelism = parallelism;
    m_workload = workload;
    m_isPlaced = false;
    const Parallelism& p = m_scenario.parallelism;
    m_mesh = &m_meshes.get(meshKey(), [&] { return makeMesh(); });
    if (!m_mesh->reason.empty())
        return m_mesh->reason;
    // The ZeRO stage matters to the batch only where it shards in part.
    const MemoKey<10> batch{p.tp, p.cp, p.pp, p.dp, p.sequenceParallel ? 1 : 0, workload.microBatch, static_cast<int>(p.schedule),
                            p.hsdpShard.value_or(0), p.hsdpShard ? p.zeroStage : 0, 0};
    const std::string& batchReason = m_batches.get(batch, [&] {
        Problems problems;
        checkTraining(p, workload, problems);
        return firstError(problems);
    });
    if (!batchReason.empty())
        return batchReason;
    m_layersId = layersId(p.stageLayers);
    m_layout = &m_layoutEntries.get({p.pp, p.vpp, static_cast<int>(p.schedule), m_layersId, 0}, [&] { return makeLayout(); });
    if (!m_layout->reason.empty())
        return m_layout->reason;
    m_plan.parallelism = p;
    m_plan.etp = m_mesh->etp;
    m_plan.mesh = *m_mesh->mesh;
    if (m_layoutTaken != m_layout->id) {
        m_plan.layout = m_layout->layout;
        m_layoutTaken = m_layout->id;
    }
    m_plan.microbatches = microbatchesOf(p, m_scenario.workload);
    m_order = &m_orders.get({static_cast<int>(p.schedule), p.pp, p.vpp, m_plan.microbatches, 0}, [&] { return makeOrder(); });
    m_workKey = workKey();
    m_inFlightOfClass.assign(m_layout->firstOfClass.size(), 0.0); // of the stages of a class the one that holds most is the fullest
    for (std::size_t stage = 0; stage < m_order->inFlight.size(); ++stage) {
        double& most = m_inFlightOfClass[static_cast<std::size_t>(m_layout->classOfStage[stage])];
        most = std::max(most, m_order->inFlight[stage]);
    }
    return m_order->reason;
}

void TrainingPlanner::vary(const PlanVariant& variant)
{
    m_workload.recompute = variant.recompute;
    m_workload.offload = variant.offload;
    m_scenario.parallelism.zeroStage = m_plan.parallelism.zeroStage = variant.zeroStage;
    m_workKey = workKey();
}

bool TrainingPlanner::hasFixedOrder() const { return shardscape::hasFixedOrder(m_plan.parallelism.schedule); }

std::vector<StageMemory> TrainingPlanner::makeAtRest()
{
    const int zero = m_plan.parallelism.zeroStage;
    auto recipe = m_recipes.find(zero);
    if (recipe == m_recipes.end())
        recipe = m_recipes.emplace(zero, stateRecipe(m_workload, m_inputs.software, zero, m_inputs.model.hidden)).first;
    const std::vector<ShardedParameters>& parameters = m_parameters.get(weightKey(), [&] {
        std::vector<ShardedParameters> list;
        for (const int stage : m_layout->firstOfClass)
            list.push_back(stageParameters(m_plan, m_inputs.model, stage, {.vocabularyMultiple = trainingVocabularyMultiple(m_inputs.software)}));
        return list;
    });
    std::vector<StageMemory> stages;
    for (std::size_t i = 0; i < m_layout->firstOfClass.size(); ++i) {
        StageDetail detail;
        detail.parameters = parameters[i];
        detail.recipe = recipe->second;
        detail.activations = activations()[i];
        fillAtRest(detail, m_plan, m_inputs, m_workload, m_layout->firstOfClass[i]);
        stages.push_back(detail.memory);
    }
    return stages;
}

std::vector<StageActivations> TrainingPlanner::makeActivations()
{
    MemoKey<12> key = layerKey();
    key[10] = 0;
    const std::vector<KindActivations>& kinds = m_kindActivations.get(
        key, [&] { return kindActivations(m_inputs.model, activationSetting(m_plan, m_inputs, m_workload)); });
    std::vector<StageActivations> stages;
    for (const int stage : m_layout->firstOfClass)
        stages.push_back(stageActivations(m_plan, m_inputs, m_workload, kinds, stage));
    return stages;
}

const std::vector<StageActivations>& TrainingPlanner::activations()
{
    return m_activations.get(m_workKey, [&] { return makeActivations(); });
}

/// States and buffers, which recomputation leaves alone.
const std::vector<StageMemory>& TrainingPlanner::atRest()
{
    MemoKey<13> key{};
    std::copy(m_workKey.begin(), m_workKey.begin() + 10, key.begin());
    key[10] = m_plan.parallelism.zeroStage;
    key[11] = m_workload.offload ? 1 : 0;
    return m_atRest.get(key, [&] { return makeAtRest(); });
}

Bytes TrainingPlanner::peak()
{
    const std::vector<StageMemory>& resting = atRest();
    const std::vector<StageActivations>& held = activations();
    Bytes peak;
    for (std::size_t kind = 0; kind < resting.size(); ++kind)
        peak = std::max(peak, memoryInFlight(resting[kind], held[kind], m_plan.parallelism.schedule, m_inFlightOfClass[kind]).total());
    return peak;
}

/// Brings the context up to the selected plan.
void TrainingPlanner::place()
{
    if (m_isPlaced)
        return;
    if (!m_mesh->context)
        m_mesh->context.emplace(trainingContext(m_plan, m_inputs, m_workload));
    m_context = &*m_mesh->context;
    if (!m_tokens)
        m_tokens = stepTokens(*m_context);
    m_context->shape = trainingShape(m_plan, m_workload, m_inputs.software);
    m_isPlaced = true;
}

const StepWork& TrainingPlanner::work()
{
    place();
    return m_works.get(m_workKey, [&] {
        return stepWork(chunkWork(*m_context, m_kinds.get(layerKey(), [&] { return kindWork(*m_context); })), *m_context);
    });
}

/// Stages of a class are alike in this, too.
const DataParallelTimes& TrainingPlanner::tail(const StepWork& work)
{
    MemoKey<13> key{};
    std::copy(m_workKey.begin(), m_workKey.end(), key.begin());
    constexpr int onHost = 16; // beyond every ZeRO stage
    key[12] = m_plan.parallelism.zeroStage + (m_workload.offload ? onHost : 0);
    if (m_tail && m_tail->workAndStates == key)
        return m_tail->longest;
    const std::vector<RankParameters>& parameters = m_rankParameters.get(weightKey(), [&] { return rankParameters(m_plan, m_inputs.model); });
    std::vector<DataParallelTimes> tails;
    for (const int stage : m_layout->firstOfClass)
        tails.push_back(stageTail(parameters[static_cast<std::size_t>(stage)], stage, work, *m_context));
    m_tail = Tail{key, tails[longestTail(tails, *m_context)]};
    return m_tail->longest;
}

/// An order is timed for all plans that share it. Its blocking sends are tasks of their own, which are left out where they take no time.
const Result<StepOrder>& TrainingPlanner::order(const StepWork& work)
{
    constexpr std::size_t mostTasksKept = 1'000'000;
    if (m_tasksKept > mostTasksKept) {
        m_timedOrders.clear();
        m_tasksKept = 0;
    }
    const Parallelism& p = m_plan.parallelism;
    return m_timedOrders.get({static_cast<int>(p.schedule), p.pp, p.vpp, m_plan.microbatches, work.schedule.times.p2p > 0.0 ? 1 : 0, 0}, [&] {
        Result<StepOrder> order = stepOrder(work.schedule);
        m_tasksKept += order ? order->graph.size() : 0;
        return order;
    });
}

const TrainingPlanner::Timed& TrainingPlanner::timed(const StepWork& work)
{
    if (m_timed && m_timed->work == m_workKey)
        return *m_timed;
    m_timed = Timed{m_workKey, {}, checkTimes(work.schedule.times, static_cast<int>(work.chunks.size()))};
    if (!m_timed->problems.empty())
        return *m_timed;
    const Result<StepOrder>& ordered = order(work);
    if (ordered)
        m_timed->pipeline = pipelineTimes(work, *ordered, m_scratch);
    else
        m_timed->problems = ordered.error();
    return *m_timed;
}

PlanFigures TrainingPlanner::report(double stepSeconds)
{
    TrainingReport training;
    training.step = Seconds::fromSeconds(stepSeconds);
    addRates(training, *m_tokens, *m_context);
    PlanFigures figures;
    figures.step = training.step;
    figures.tokensPerSecondPerGpu = training.tokensPerSecondPerGpu;
    figures.mfu = training.mfu;
    if (hasFixedOrder()) {
        figures.peak = peak();
        figures.fits = figures.peak <= m_inputs.cluster.accelerator.memory;
    }
    return figures;
}

PlanFigures TrainingPlanner::bound(StepBound bound)
{
    const StepWork& passes = work();
    return report(fastestStep(passes, bound == StepBound::PipelineAndTail ? &tail(passes) : nullptr, *m_context));
}

Result<PlanFigures> TrainingPlanner::figures()
{
    const StepWork& passes = work();
    const DataParallelTimes& behind = tail(passes);
    if (isEndless(passes, behind, *m_context))
        return failure(endlessTime(m_inputs.cluster));
    const Timed& times = timed(passes);
    if (!times.problems.empty())
        return failure(times.problems);
    return report(addUp(times.pipeline, behind, *m_context).total);
}

} // namespace shardscape
