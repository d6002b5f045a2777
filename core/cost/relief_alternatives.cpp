// SPDX-License-Identifier: GPL-3.0-or-later
#include "cost/relief_alternatives.h"

#include <algorithm>
#include <utility>

namespace shardscape::detail {
namespace {

constexpr int usefulChunk = 2048; ///< tokens; the default chunk of vLLM's scheduler

class AlternativeList {
public:
    explicit AlternativeList(const Scenario& scenario) : m_scenario{scenario} {}

    /// Adds the scenario as `change` leaves it, with the text of the value before and after.
    template <class Change> void add(std::string code, std::string path, std::pair<std::string, std::string> texts, Change change)
    {
        Alternative alternative{.code = std::move(code),
                                .path = std::move(path),
                                .from = std::move(texts.first),
                                .to = std::move(texts.second),
                                .scenario = m_scenario};
        change(alternative.scenario);
        m_list.push_back(std::move(alternative));
    }

    [[nodiscard]] std::vector<Alternative> take() { return std::move(m_list); }

private:
    const Scenario& m_scenario;
    std::vector<Alternative> m_list;
};

std::pair<std::string, std::string> numbers(int before, int after) { return {std::to_string(before), std::to_string(after)}; }

template <class E> std::pair<std::string, std::string> texts(E before, E after)
{
    return {std::string{toText(before)}, std::string{toText(after)}};
}

std::string recomputeText(const Recompute& recompute)
{
    if (recompute.kind == RecomputeKind::FullLayers)
        return std::to_string(recompute.fullLayersPerStage) + " layers";
    return std::string{toText(recompute.kind)};
}

TrainingWorkload& trainingOf(Scenario& scenario) { return std::get<TrainingWorkload>(scenario.workload.kind); }
InferenceWorkload& servingOf(Scenario& scenario) { return std::get<InferenceWorkload>(scenario.workload.kind); }

void addRecompute(const TrainingWorkload& workload, AlternativeList& list)
{
    for (const auto& [kind, code] :
         {std::pair{RecomputeKind::Selective, "recompute-selective"}, std::pair{RecomputeKind::Full, "recompute-full"}}) {
        if (workload.recompute.kind == kind || workload.recompute.kind == RecomputeKind::Full)
            continue;
        const Recompute after{kind, 0};
        list.add(code, "/workload/recompute", {recomputeText(workload.recompute), recomputeText(after)},
                 [&](Scenario& s) { trainingOf(s).recompute = after; });
    }
}

void addStates(const TrainingWorkload& workload, AlternativeList& list)
{
    if (workload.gradientDtype != DataType::Bf16 && workload.precision != DataType::Fp32)
        list.add("gradients-bf16", "/workload/gradient_dtype",
                 {workload.gradientDtype ? std::string{toText(*workload.gradientDtype)} : "null", "bf16"},
                 [](Scenario& s) { trainingOf(s).gradientDtype = DataType::Bf16; });
    if (workload.optimizer == Optimizer::Adam)
        for (const auto& [optimizer, code] :
             {std::pair{Optimizer::AdamBf16States, "optimizer-bf16-states"}, std::pair{Optimizer::Adam8Bit, "optimizer-8bit"}})
            list.add(code, "/workload/optimizer", texts(workload.optimizer, optimizer),
                     [kind = optimizer](Scenario& s) { trainingOf(s).optimizer = kind; });
    if (!workload.offload)
        list.add("offload", "/workload/offload", {"false", "true"}, [](Scenario& s) { trainingOf(s).offload = true; });
}

void addTraining(const Scenario& scenario, const TrainingWorkload& workload, AlternativeList& list)
{
    const Parallelism& p = scenario.parallelism;
    if (workload.attention == AttentionImplementation::Unfused)
        list.add("attention-flash", "/workload/attention", {"unfused", "flash"},
                 [](Scenario& s) { trainingOf(s).attention = AttentionImplementation::Flash; });
    if (p.tp > 1 && !p.sequenceParallel)
        list.add("sequence-parallel", "/parallelism/sequence_parallel", {"false", "true"},
                 [](Scenario& s) { s.parallelism.sequenceParallel = true; });
    if (p.dp * p.cp > 1)
        for (int stage = p.zeroStage + 1; stage <= 3; ++stage)
            list.add("zero-" + std::to_string(stage), "/parallelism/zero_stage", numbers(p.zeroStage, stage),
                     [stage](Scenario& s) { s.parallelism.zeroStage = stage; });
    addRecompute(workload, list);
    addStates(workload, list);
    if (workload.microBatch > 1)
        list.add("micro-batch-halved", "/workload/micro_batch", numbers(workload.microBatch, workload.microBatch / 2),
                 [](Scenario& s) { trainingOf(s).microBatch /= 2; });
    if (p.schedule == ScheduleKind::GPipe || p.schedule == ScheduleKind::Interleaved)
        list.add("schedule-1f1b", "/parallelism/schedule", texts(p.schedule, ScheduleKind::OneFOneB), [](Scenario& s) {
            s.parallelism.schedule = ScheduleKind::OneFOneB;
            s.parallelism.vpp = 1;
            s.parallelism.stageLayers.reset();
        });
}

void addServing(const InferenceWorkload& workload, AlternativeList& list)
{
    if (workload.kvDtype == DataType::Bf16)
        list.add("kv-fp8", "/workload/kv_dtype", {"bf16", "fp8"}, [](Scenario& s) { servingOf(s).kvDtype = DataType::Fp8; });
    if (!workload.chunkedPrefillTokens && workload.promptTokens > usefulChunk)
        list.add("chunked-prefill", "/workload/chunked_prefill_tokens", {"null", std::to_string(usefulChunk)},
                 [](Scenario& s) { servingOf(s).chunkedPrefillTokens = usefulChunk; });
    for (const auto& [type, code] : {std::pair{DataType::Fp8, "weights-fp8"}, std::pair{DataType::Int4, "weights-int4"}})
        if (bytesPerElement(type) < bytesPerElement(workload.weightDtype))
            list.add(code, "/workload/weight_dtype", texts(workload.weightDtype, type),
                     [kind = type](Scenario& s) { servingOf(s).weightDtype = kind; });
    if (workload.concurrency > 1)
        list.add("concurrency-halved", "/workload/concurrency", numbers(workload.concurrency, workload.concurrency / 2),
                 [](Scenario& s) { servingOf(s).concurrency /= 2; });
}

/// Doubles a degree and halves dp, so that the number of GPUs stays; where dp is odd the GPUs double.
void addDegree(const Scenario& scenario, std::string name, int Parallelism::*degree, AlternativeList& list)
{
    const int before = scenario.parallelism.*degree;
    list.add(name + "-doubled", "/parallelism/" + name, numbers(before, 2 * before), [degree](Scenario& s) {
        s.parallelism.*degree *= 2;
        if (s.parallelism.dp % 2 == 0)
            s.parallelism.dp /= 2;
        if (degree == &Parallelism::pp)
            s.parallelism.stageLayers.reset();
        s.placement.reset();
    });
}

} // namespace

std::vector<Alternative> reliefAlternatives(const Scenario& scenario, const TransformerSpec& model)
{
    AlternativeList list{scenario};
    if (const TrainingWorkload* workload = scenario.workload.training())
        addTraining(scenario, *workload, list);
    if (const InferenceWorkload* workload = scenario.workload.inference())
        addServing(*workload, list);
    if (model.hasExperts())
        list.add("ep-doubled", "/parallelism/ep", numbers(scenario.parallelism.ep, 2 * scenario.parallelism.ep),
                 [](Scenario& s) { s.parallelism.ep *= 2; });
    const Parallelism& p = scenario.parallelism;
    if (model.hasExperts() && p.tp > 1 && p.etp != p.tp)
        list.add("etp-as-tp", "/parallelism/etp", {p.etp ? std::to_string(*p.etp) : "null", std::to_string(p.tp)},
                 [](Scenario& s) { s.parallelism.etp = s.parallelism.tp; });
    addDegree(scenario, "tp", &Parallelism::tp, list);
    addDegree(scenario, "cp", &Parallelism::cp, list);
    addDegree(scenario, "pp", &Parallelism::pp, list);
    return list.take();
}

} // namespace shardscape::detail
