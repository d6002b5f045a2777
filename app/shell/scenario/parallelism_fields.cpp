// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/divisors.h"
#include "shell/scenario/field_spec.h"
#include "shell/translate.h"
#include "views/common/plan_names.h"

#include <algorithm>

namespace shardscape {

namespace {

/// Divisors of the GPU count that also pass `keep`; any number while the cluster is unknown.
template <class Keep> Neighbors gpuDivisors(const Facts& facts, int value, Keep keep)
{
    if (facts.gpus < 1)
        return neighborPowersOfTwo(value);
    std::vector<int> steps = divisorsOf(facts.gpus);
    steps.erase(std::remove_if(steps.begin(), steps.end(), [&](int d) { return !keep(d); }), steps.end());
    return neighborsAmong(steps, value);
}

/// What sets one degree apart from another in the table below.
struct Degree {
    const char* key;
    int Parallelism::*member;
    QString label;
    QString help;
    std::function<Neighbors(const Scenario&, const Facts&, int)> neighbors;
};

FieldSpec degreeField(Degree degree)
{
    return {.path = QStringLiteral("/parallelism/") + QLatin1String(degree.key),
            .label = degree.label,
            .help = degree.help,
            .kind = IntField{.get = [member = degree.member](const Scenario& s) { return s.parallelism.*member; },
                             .set = [member = degree.member](Scenario& s, int value) { s.parallelism.*member = value; },
                             .neighbors = std::move(degree.neighbors)}};
}

Neighbors tensorNeighbors(const Scenario&, const Facts& facts, int value)
{
    return gpuDivisors(facts, value, [&](int d) { return facts.heads == 0 || facts.heads % d == 0; });
}

Neighbors pipelineNeighbors(const Scenario&, const Facts& facts, int value)
{
    return gpuDivisors(facts, value, [&](int d) { return facts.layers == 0 || d <= facts.layers; });
}

Neighbors anyDivisor(const Scenario&, const Facts& facts, int value)
{
    return gpuDivisors(facts, value, [](int) { return true; });
}

Neighbors expertNeighbors(const Scenario& s, const Facts& facts, int value)
{
    if (facts.experts < 1)
        return neighborsAmong({1}, value);
    const long long fold = 1LL * s.parallelism.tp * s.parallelism.cp * s.parallelism.dp;
    std::vector<int> steps = divisorsOf(facts.experts);
    steps.erase(std::remove_if(steps.begin(), steps.end(), [&](int d) { return fold % d != 0; }), steps.end());
    return neighborsAmong(steps, value);
}

/// Interleaving takes two chunks or more: one is offered to go, so that the way from another schedule is one click.
Neighbors chunkNeighbors(const Scenario& s, const Facts& facts, int value)
{
    const bool interleaves = s.workload.training() != nullptr && s.parallelism.schedule == ScheduleKind::Interleaved;
    if (facts.layers < 1 || facts.layers < s.parallelism.pp)
        return neighborsAmong({1}, value);
    std::vector<int> counts = divisorsOf(facts.layers / s.parallelism.pp);
    if (interleaves && counts.size() > 1)
        counts.erase(counts.begin());
    return neighborsAmong(counts, value);
}

std::vector<Choice> scheduleChoices(const Scenario&)
{
    std::vector<Choice> choices;
    for (const auto& name : EnumNames<ScheduleKind>::table)
        choices.push_back({QString::fromUtf8(name.text), scheduleName(name.value)});
    return choices;
}

bool isTraining(const Scenario& s) { return s.workload.training() != nullptr; }

FieldSpec groupSizeField()
{
    return {.path = QStringLiteral("/parallelism/microbatch_group_size"),
            .label = tr("Group size"),
            .help = tr("Micro-batches that pass a chunk before the next chunk takes over; pp is the usual size."),
            .kind = IntField{.get = [](const Scenario& s) { return s.parallelism.microbatchGroupSize.value_or(s.parallelism.pp); },
                             .set =
                                 [](Scenario& s, int value) {
                                     s.parallelism.microbatchGroupSize = value == s.parallelism.pp ? std::nullopt : std::optional(value);
                                 },
                             .neighbors = [](const Scenario& s, const Facts&,
                                             int value) { return neighborMultiples(std::max(1, s.parallelism.pp), value); }},
            .shown = [](const Scenario& s) {
                return isTraining(s) && (s.parallelism.schedule == ScheduleKind::Interleaved || s.parallelism.microbatchGroupSize);
            }};
}

FieldSpec overlapPairsField()
{
    return {.path = QStringLiteral("/parallelism/overlap_pairs"),
            .label = tr("Overlap pairs"),
            .help = tr("A forward runs beside the backward of another micro-batch, so that one's expert exchange hides under the other."),
            .kind = FlagField{.get = [](const Scenario& s) { return s.parallelism.overlapPairs; },
                              .set = [](Scenario& s, bool on) { s.parallelism.overlapPairs = on; }},
            .shown = [](const Scenario& s) {
                const ScheduleKind kind = s.parallelism.schedule;
                return isTraining(s) &&
                       (kind == ScheduleKind::OneFOneB || kind == ScheduleKind::Interleaved || s.parallelism.overlapPairs);
            }};
}

} // namespace

std::vector<FieldSpec> parallelismFields()
{
    return {
        degreeField({"tp", &Parallelism::tp, tr("Tensor (tp)"),
                     tr("Every matrix is cut into this many pieces; heavy traffic in every layer."), tensorNeighbors}),
        degreeField({"cp", &Parallelism::cp, tr("Context (cp)"), tr("Every sequence is cut into this many pieces."), anyDivisor}),
        degreeField({"pp", &Parallelism::pp, tr("Pipeline (pp)"),
                     tr("The layers are dealt out over this many stages; little traffic, but bubbles."), pipelineNeighbors}),
        degreeField({"dp", &Parallelism::dp, tr("Data (dp)"), tr("This many replicas work on different samples."), anyDivisor}),
        degreeField({"ep", &Parallelism::ep, tr("Expert (ep)"),
                     tr("The experts of a layer are dealt out over this many GPUs, folded over tp, cp and dp."), expertNeighbors}),
        {.path = QStringLiteral("/parallelism/sequence_parallel"),
         .label = tr("Sequence parallel"),
         .help = tr("Norms and dropout are cut along the sequence over the tensor-parallel group: less activation memory."),
         .kind = FlagField{.get = [](const Scenario& s) { return s.parallelism.sequenceParallel; },
                           .set = [](Scenario& s, bool on) { s.parallelism.sequenceParallel = on; }}},
        {.path = QStringLiteral("/parallelism/zero_stage"),
         .label = tr("ZeRO"),
         .help = tr("What the replicas share out among themselves instead of keeping it whole."),
         .kind = ChoiceField{.choices =
                                 [](const Scenario&) {
                                     return std::vector<Choice>{{QStringLiteral("0"), tr("0: nothing")},
                                                                {QStringLiteral("1"), tr("1: optimizer states")},
                                                                {QStringLiteral("2"), tr("2: and gradients")},
                                                                {QStringLiteral("3"), tr("3: and weights (FSDP)")}};
                                 },
                             .get = [](const Scenario& s) { return QString::number(s.parallelism.zeroStage); },
                             .set = [](Scenario& s, const QString& id) { s.parallelism.zeroStage = id.toInt(); }},
         .shown = isTraining},
    };
}

std::vector<FieldSpec> scheduleFields()
{
    return {
        {.path = QStringLiteral("/parallelism/schedule"),
         .label = tr("Schedule"),
         .help = tr("The order in which the stages work on micro-batches."),
         .kind = ChoiceField{.choices = scheduleChoices,
                             .get = [](const Scenario& s) { return QString::fromUtf8(toText(s.parallelism.schedule)); },
                             .set =
                                 [](Scenario& s, const QString& id) {
                                     s.parallelism.schedule = fromText<ScheduleKind>(id.toStdString()).value_or(s.parallelism.schedule);
                                 }},
         .shown = isTraining},
        degreeField({"vpp", &Parallelism::vpp, tr("Chunks (vpp)"),
                     tr("Model chunks on each stage, for interleaved and V-shaped schedules."), chunkNeighbors}),
        groupSizeField(),
        overlapPairsField(),
    };
}

} // namespace shardscape
