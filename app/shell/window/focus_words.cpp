// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/window/focus_words.h"

#include "shell/translate.h"
#include "views/common/focus_lookup.h"
#include "views/common/node_kind.h"
#include "views/common/number_text.h"

namespace shardscape {

namespace {

constexpr qint64 groupKindRadix = 16; // as focus_hub.h defines the id of a group

QString memoryOf(const Evaluation& e, int stage)
{
    return tr("%1 of %2").arg(memoryText(e.memory.byStage[static_cast<std::size_t>(stage)].total()), memoryText(e.memory.capacityOf(static_cast<std::size_t>(stage))));
}

QString nodeWords(const Evaluation& e, int node)
{
    const QString kind = nodeKindName(e.inputs->cluster, node);
    return kind.isEmpty() ? QString::number(node) : QStringLiteral("%1 (%2)").arg(node).arg(kind);
}

QString gpuWords(const Evaluation& e, int gpu)
{
    const QString node = nodeWords(e, e.inputs->cluster.nodeOf(gpu));
    const int rank = rankOnGpu(e, gpu);
    if (rank < 0)
        return tr("GPU %1: node %2, no rank").arg(gpu).arg(node);
    const Coordinate c = e.plan->mesh.coordinateOf(rank);
    QStringList place;
    for (const auto& [name, value, degree] : {std::tuple{"pp", c.pp, e.plan->parallelism.pp},
                                              {"dp", c.dp, e.plan->parallelism.dp},
                                              {"cp", c.cp, e.plan->parallelism.cp},
                                              {"ep", c.ep, e.plan->parallelism.ep},
                                              {"tp", c.tp, e.plan->parallelism.tp}})
        if (degree > 1)
            place << QStringLiteral("%1 %2").arg(QLatin1String(name)).arg(value);
    const QString coordinates = place.isEmpty() ? QString() : QStringLiteral(", ") + place.join(QStringLiteral(", "));
    return tr("GPU %1: node %2, rank %3%4; %5").arg(gpu).arg(node).arg(rank).arg(coordinates, memoryOf(e, c.pp));
}

QString linkWords(const Evaluation& e, std::size_t index)
{
    const Link& link = e.fabric->links()[index];
    const QString ends = tr("Link %1 → %2, %3")
                             .arg(QString::fromStdString(e.fabric->nameOf(link.from)), QString::fromStdString(e.fabric->nameOf(link.to)),
                                  rateText(link.bandwidth));
    if (index >= e.traffic.perLink.size())
        return ends;
    double bytes = 0.0;
    QStringList shares;
    for (const auto& axis : EnumNames<Axis>::table) {
        const double part = e.traffic.perLink[index][indexOf(axis.value)];
        bytes += part;
        if (part > 0.0)
            shares << QStringLiteral("%1 %2").arg(QString::fromUtf8(axis.text), trafficText(part));
    }
    if (bytes <= 0.0)
        return tr("%1; no traffic").arg(ends);
    return tr("%1; %2 (%3)").arg(ends, trafficText(bytes), shares.join(QStringLiteral(", ")));
}

QString taskName(TaskKind kind)
{
    switch (kind) {
    case TaskKind::Forward: return tr("Forward");
    case TaskKind::BackwardInput: return tr("Backward for the input");
    case TaskKind::BackwardWeight: return tr("Backward for the weights");
    case TaskKind::Backward: return tr("Backward");
    case TaskKind::Communication: return tr("Communication");
    case TaskKind::Optimizer: return tr("Optimizer");
    }
    return {};
}

QString taskWords(const Timeline& timeline, std::size_t task)
{
    const auto lane = std::upper_bound(timeline.laneBegin.begin(), timeline.laneBegin.end(), static_cast<std::uint32_t>(task)) -
                      timeline.laneBegin.begin() - 1;
    const QString name = timeline.microbatch[task] < 0
                             ? taskName(timeline.kind[task])
                             : tr("%1 of micro-batch %2").arg(taskName(timeline.kind[task])).arg(timeline.microbatch[task]);
    return tr("%1 on stage %2: starts at %3, takes %4")
        .arg(name)
        .arg(lane)
        .arg(timeText(Seconds::fromSeconds(timeline.start[task])),
             timeText(Seconds::fromSeconds(timeline.end[task] - timeline.start[task])));
}

QString groupName(GroupKind kind)
{
    switch (kind) {
    case GroupKind::Tp: return tr("Tensor-parallel group");
    case GroupKind::Cp: return tr("Context-parallel group");
    case GroupKind::Dp: return tr("Data-parallel group");
    case GroupKind::DpCp: return tr("Gradient group (dp × cp)");
    case GroupKind::DataShard: return tr("Shard group of FSDP");
    case GroupKind::DataReplica: return tr("Replicas of a shard of FSDP");
    case GroupKind::Pp: return tr("Pipeline");
    case GroupKind::Ep: return tr("Expert-parallel group");
    case GroupKind::Etp: return tr("Expert-tensor group");
    case GroupKind::ExpertDp: return tr("Replicas of an expert shard");
    case GroupKind::EmbeddingTie: return tr("Tied embeddings");
    }
    return {};
}

QString groupWords(const Evaluation& e, qint64 id)
{
    const auto kind = static_cast<GroupKind>(id % groupKindRadix);
    const auto rank = static_cast<int>(id / groupKindRadix);
    return tr("%1 of rank %2: %3 ranks").arg(groupName(kind)).arg(rank).arg(e.plan->mesh.groupSize(kind));
}

} // namespace

QString focusWords(const Evaluation& e, Focus focus)
{
    const auto within = [&](qint64 limit) { return focus.id >= 0 && focus.id < limit; };
    const auto stages = static_cast<qint64>(e.memory.byStage.size());
    switch (focus.kind) {
    case Focus::Kind::None: return {};
    case Focus::Kind::Gpu: return within(e.inputs->cluster.gpus()) ? gpuWords(e, static_cast<int>(focus.id)) : QString();
    case Focus::Kind::Stage:
        return within(stages) ? tr("Stage %1: %2 per GPU").arg(focus.id).arg(memoryOf(e, static_cast<int>(focus.id))) : QString();
    case Focus::Kind::Link:
        return e.fabric && within(static_cast<qint64>(e.fabric->links().size())) ? linkWords(e, static_cast<std::size_t>(focus.id))
                                                                                 : QString();
    case Focus::Kind::Task:
        return e.timeline && within(static_cast<qint64>(e.timeline->size())) ? taskWords(*e.timeline, static_cast<std::size_t>(focus.id))
                                                                             : QString();
    case Focus::Kind::MemoryPart: {
        if (!within(stages * static_cast<qint64>(memoryPartCount)))
            return {};
        const auto stage = static_cast<std::size_t>(focus.id) / memoryPartCount;
        const auto part = static_cast<MemoryPart>(static_cast<std::size_t>(focus.id) % memoryPartCount);
        return tr("%1 of stage %2: %3 per GPU").arg(memoryPartName(part)).arg(stage).arg(memoryText(e.memory.byStage[stage][part]));
    }
    case Focus::Kind::Group: return within(static_cast<qint64>(e.ranks) * groupKindRadix) ? groupWords(e, focus.id) : QString();
    }
    return {};
}

} // namespace shardscape
