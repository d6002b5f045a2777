// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/mesh/mesh_model.h"

#include "shell/translate.h"
#include "views/common/node_kind.h"
#include "views/mesh/degree_edit.h"

#include <algorithm>

namespace shardscape {

namespace {

QString translated(const char* text) { return tr(text); }

int onAxis(const Coordinate& coordinate, Axis axis)
{
    switch (axis) {
    case Axis::Tp:
        return coordinate.tp;
    case Axis::Cp:
        return coordinate.cp;
    case Axis::Ep:
        return coordinate.ep;
    case Axis::Dp:
        return coordinate.dp;
    case Axis::Pp:
        return coordinate.pp;
    }
    return 0;
}

} // namespace

Axis axisOf(GroupKind kind)
{
    switch (kind) {
    case GroupKind::Tp:
    case GroupKind::Etp:
        return Axis::Tp;
    case GroupKind::Cp:
        return Axis::Cp;
    case GroupKind::Dp:
    case GroupKind::DpCp:
    case GroupKind::DataShard:
    case GroupKind::DataReplica:
    case GroupKind::ExpertDp:
        return Axis::Dp;
    case GroupKind::Pp:
    case GroupKind::EmbeddingTie:
        return Axis::Pp;
    case GroupKind::Ep:
        return Axis::Ep;
    }
    return Axis::Tp;
}

std::vector<int> MeshModel::placement() const
{
    std::vector<int> gpus;
    gpus.reserve(static_cast<std::size_t>(plan->mesh.ranks()));
    for (int rank = 0; rank < plan->mesh.ranks(); ++rank)
        gpus.push_back(plan->mesh.gpuOf(rank));
    return gpus;
}

QStringList MeshModel::coordinateOf(int gpu) const
{
    const int rank = rankOn(gpu);
    if (rank < 0)
        return {};
    const Coordinate coordinate = plan->mesh.coordinateOf(rank);
    QStringList parts;
    for (const Axis axis : {Axis::Pp, Axis::Dp, Axis::Cp, Axis::Ep, Axis::Tp})
        if (degreeOf(plan->parallelism, axis) > 1)
            parts.append(QStringLiteral("%1 %2").arg(QString::fromUtf8(toText(axis))).arg(onAxis(coordinate, axis)));
    return parts;
}

std::vector<int> MeshModel::groupGpus(GroupKind kind, int gpu) const
{
    if (gpu < 0 || gpu >= gpus() || rankOn(gpu) < 0)
        return {};
    std::vector<int> members = plan->mesh.groupOf(kind, rankOn(gpu));
    for (int& member : members)
        member = plan->mesh.gpuOf(member);
    // A cluster that has become too small for the plan keeps showing what still has a place.
    members.erase(std::remove_if(members.begin(), members.end(), [this](int member) { return member >= gpus(); }), members.end());
    return members;
}

int MeshModel::coordinateOn(Axis axis, int gpu) const
{
    return rankOn(gpu) < 0 ? -1 : onAxis(plan->mesh.coordinateOf(rankOn(gpu)), axis);
}

QString MeshModel::stateOf(int gpu) const
{
    if (isOut(gpu))
        return QCoreApplication::translate("Mesh", "out of order");
    if (rankOn(gpu) < 0)
        return QCoreApplication::translate("Mesh", "no rank");
    return (QStringList{QCoreApplication::translate("Mesh", "rank %1").arg(rankOn(gpu))} + coordinateOf(gpu)).join(QStringLiteral(", "));
}

QString MeshModel::describe(int gpu) const
{
    return QCoreApplication::translate("Mesh", "GPU %1, %2: %3").arg(gpu).arg(nodeName(gpu / geometry.gpusPerNode()), stateOf(gpu));
}

QString MeshModel::nodeName(int node) const
{
    const QString name = QCoreApplication::translate("Mesh", "node %1").arg(node);
    const QString kind = nodeKindName(cluster, node);
    return kind.isEmpty() ? name : name + QStringLiteral(" · ") + kind;
}

bool sameKinds(const ClusterSpec& a, const ClusterSpec& b)
{
    const auto sameName = [](const ClusterSpec& x, const ClusterSpec& y) { return x.accelerator.name == y.accelerator.name; };
    return a.kindOfNode == b.kindOfNode && std::equal(a.kinds.begin(), a.kinds.end(), b.kinds.begin(), b.kinds.end(), sameName);
}

MeshModel makeMeshModel(std::shared_ptr<const Plan> plan, const ClusterSpec& cluster)
{
    MeshModel model;
    model.geometry = MeshGeometry(cluster.gpusPerNode, cluster.nodes);
    model.cluster = cluster;
    const auto gpus = static_cast<std::size_t>(model.geometry.gpus());
    model.rankOfGpu.assign(gpus, -1);
    model.stageOfGpu.assign(gpus, -1);
    model.outOfOrder.assign(gpus, false);
    model.stages = plan->parallelism.pp;
    const DeviceMesh& mesh = plan->mesh;
    for (int rank = 0; rank < mesh.ranks(); ++rank) {
        const int gpu = mesh.gpuOf(rank);
        if (gpu < 0 || static_cast<std::size_t>(gpu) >= gpus)
            continue;
        model.rankOfGpu[static_cast<std::size_t>(gpu)] = rank;
        model.stageOfGpu[static_cast<std::size_t>(gpu)] = mesh.coordinateOf(rank).pp;
    }
    for (const int gpu : cluster.outOfOrder)
        if (gpu >= 0 && static_cast<std::size_t>(gpu) < gpus) {
            model.outOfOrder[static_cast<std::size_t>(gpu)] = true;
            model.outOfOrderList.push_back(gpu);
        }
    model.plan = std::move(plan);
    return model;
}

TableData meshTable(const MeshModel& model)
{
    TableData table;
    table.title = translated("Ranks on GPUs");
    table.textColumns = 0;
    table.header = {translated("GPU"), translated("Node"), translated("Rank"), QStringLiteral("pp"), QStringLiteral("dp"),
                    QStringLiteral("cp"), QStringLiteral("ep"), QStringLiteral("tp"), translated("State")};
    const bool mixed = model.cluster.isMixed();
    if (mixed)
        table.header.append(translated("Accelerator"));
    for (int gpu = 0; gpu < model.gpus(); ++gpu) {
        QStringList row{QString::number(gpu), QString::number(gpu / model.geometry.gpusPerNode())};
        if (const int rank = model.rankOn(gpu); rank >= 0) {
            const Coordinate c = model.plan->mesh.coordinateOf(rank);
            for (const int value : {rank, c.pp, c.dp, c.cp, c.ep, c.tp})
                row.append(QString::number(value));
        } else {
            row += {QString(), QString(), QString(), QString(), QString(), QString()};
        }
        row.append(model.isOut(gpu) ? translated("out of order") : model.rankOn(gpu) < 0 ? translated("free") : translated("in use"));
        if (mixed)
            row.append(nodeKindName(model.cluster, gpu / model.geometry.gpusPerNode()));
        table.rows.push_back(row);
    }
    return table;
}

} // namespace shardscape
