// SPDX-License-Identifier: GPL-3.0-or-later
// The groups behind the traffic of a link or a GPU, in words.
#include "cost/ring_order.h"
#include "views/fabric/fabric_model.h"

#include <optional>

namespace shardscape {

namespace {

constexpr qsizetype listedGpus = 8;

struct AxisGroup {
    Axis axis;
    GroupKind kind;
};
constexpr std::array<AxisGroup, 5> axisGroups{{{Axis::Tp, GroupKind::Tp},
                                               {Axis::Cp, GroupKind::Cp},
                                               {Axis::Ep, GroupKind::Ep},
                                               {Axis::Dp, GroupKind::DpCp},
                                               {Axis::Pp, GroupKind::Pp}}};

QString groupName(GroupKind kind) { return QString::fromStdString(std::string{toText(kind)}).toUpper(); }

QString listOf(const std::vector<int>& gpus, const QString& between, bool closed)
{
    QStringList names;
    for (const int gpu : gpus) {
        if (names.size() == listedGpus) {
            names << QStringLiteral("…");
            break;
        }
        names << QString::number(gpu);
    }
    if (closed)
        names << QString::number(gpus.front());
    return names.join(between);
}

std::optional<int> rankOn(const DeviceMesh& mesh, int gpu)
{
    if (gpu < mesh.ranks() && mesh.gpuOf(gpu) == gpu)
        return gpu;
    for (int rank = 0; rank < mesh.ranks(); ++rank)
        if (mesh.gpuOf(rank) == gpu)
            return rank;
    return std::nullopt;
}

} // namespace

std::optional<int> FabricModel::gpuAt(int link) const
{
    const NodeTemplate& node = fabric().nodeTemplate();
    for (const std::int32_t end :
         {fabric().links()[static_cast<std::size_t>(link)].from, fabric().links()[static_cast<std::size_t>(link)].to}) {
        const Vertex& vertex = fabric().vertices()[static_cast<std::size_t>(end)];
        if (vertex.kind == VertexKind::Gpu)
            return vertex.index;
        for (std::size_t local = 0; vertex.kind == VertexKind::Nic && local < node.homeNic.size(); ++local)
            if (node.homeNic[local] == vertex.index)
                return vertex.node * fabric().gpusPerNode() + static_cast<int>(local);
    }
    return std::nullopt;
}

QString FabricModel::groupsOn(int link) const
{
    const std::optional<int> gpu = gpuAt(link);
    const DeviceMesh& mesh = m_evaluation->plan->mesh;
    const std::optional<int> rank = gpu ? rankOn(mesh, *gpu) : std::nullopt;
    QStringList groups;
    for (const AxisGroup& entry : axisGroups) {
        const double part = m_evaluation->traffic.perLink[static_cast<std::size_t>(link)][indexOf(entry.axis)];
        if (!rank || !m_filter.test(indexOf(entry.axis)) || part <= 0.0 || mesh.groupSize(entry.kind) < 2)
            continue;
        std::vector<int> gpus;
        for (const int member : mesh.groupOf(entry.kind, *rank))
            gpus.push_back(mesh.gpuOf(member));
        groups << tr("%1 of GPUs %2").arg(groupName(entry.kind), listOf(gpus, QStringLiteral(", "), false));
    }
    return groups.isEmpty() ? QString() : tr(" Groups of GPU %1 here: %2.").arg(*gpu).arg(groups.join(QStringLiteral("; ")));
}

QString FabricModel::ringsOf(int gpu, std::optional<GroupKind> only) const
{
    const DeviceMesh& mesh = m_evaluation->plan->mesh;
    const std::optional<int> rank = rankOn(mesh, gpu);
    if (!rank)
        return tr("GPU %1 holds no rank.").arg(gpu);
    QStringList rings;
    for (const AxisGroup& entry : axisGroups) {
        if (m_evaluation->traffic.byAxisTotal[indexOf(entry.axis)] <= 0.0 || mesh.groupSize(entry.kind) < 2 ||
            (only && *only != entry.kind))
            continue;
        const std::vector<int> ranks = mesh.groupOf(entry.kind, *rank);
        std::vector<int> gpus;
        for (const int member : ranks)
            gpus.push_back(mesh.gpuOf(member));
        if (entry.kind == GroupKind::Pp)
            rings << tr("%1 stages %2").arg(groupName(entry.kind), listOf(gpus, QStringLiteral(" → "), false));
        else if (entry.kind == GroupKind::Ep)
            rings << tr("%1 exchange among %2").arg(groupName(entry.kind), listOf(gpus, QStringLiteral(", "), false));
        else
            rings << tr("%1 ring %2").arg(groupName(entry.kind), listOf(ringOrder(mesh, fabric(), ranks), QStringLiteral(" → "), true));
    }
    const QString words = rings.isEmpty() ? tr("its groups send nothing") : rings.join(QStringLiteral("; "));
    return tr("GPU %1, rank %2: %3.").arg(gpu).arg(*rank).arg(words);
}

} // namespace shardscape
