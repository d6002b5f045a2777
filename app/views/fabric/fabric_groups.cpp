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
constexpr std::array<AxisGroup, 7> axisGroups{{{Axis::Tp, GroupKind::Tp},
                                               {Axis::Cp, GroupKind::Cp},
                                               {Axis::Ep, GroupKind::Ep},
                                               {Axis::Dp, GroupKind::DpCp},
                                               {Axis::Dp, GroupKind::DataShard},
                                               {Axis::Dp, GroupKind::DataReplica},
                                               {Axis::Pp, GroupKind::Pp}}};

/// Without HSDP the shards lie over all of dp x cp, which then stands for them.
bool isNamed(const DeviceMesh& mesh, GroupKind kind)
{
    const bool hybrid = mesh.groupSize(GroupKind::DataReplica) > 1;
    const bool named = kind == GroupKind::DpCp ? !hybrid : kind != GroupKind::DataShard || hybrid;
    return named && mesh.groupSize(kind) > 1;
}

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
    for (const std::int32_t end :
         {fabric().links()[static_cast<std::size_t>(link)].from, fabric().links()[static_cast<std::size_t>(link)].to}) {
        const Vertex& vertex = fabric().vertices()[static_cast<std::size_t>(end)];
        if (vertex.kind == VertexKind::Gpu)
            return vertex.index;
        if (vertex.kind != VertexKind::Nic)
            continue;
        const NodeTemplate& node = fabric().nodeTemplate(vertex.node);
        for (std::size_t local = 0; local < node.homeNic.size(); ++local)
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
        if (!rank || !m_filter.test(indexOf(entry.axis)) || part <= 0.0 || !isNamed(mesh, entry.kind))
            continue;
        std::vector<int> gpus;
        for (const int member : mesh.groupOf(entry.kind, *rank))
            gpus.push_back(mesh.gpuOf(member));
        groups << tr("%1 of GPUs %2").arg(groupName(entry.kind), listOf(gpus, QStringLiteral(", "), false));
    }
    return groups.isEmpty() ? QString() : tr(" Groups of GPU %1 here: %2.").arg(*gpu).arg(groups.join(QStringLiteral("; ")));
}

std::vector<GroupOrder> FabricModel::ordersOf(int gpu, std::optional<GroupKind> only) const
{
    std::vector<GroupOrder> orders;
    if (!m_evaluation->plan)
        return orders;
    const DeviceMesh& mesh = m_evaluation->plan->mesh;
    const std::optional<int> rank = rankOn(mesh, gpu);
    for (const AxisGroup& entry : axisGroups) {
        const bool sends = m_filter.test(indexOf(entry.axis)) && m_evaluation->traffic.byAxisTotal[indexOf(entry.axis)] > 0.0;
        if (!rank || !sends || !isNamed(mesh, entry.kind) || (only && *only != entry.kind))
            continue;
        const std::vector<int> ranks = mesh.groupOf(entry.kind, *rank);
        GroupOrder order{.axis = entry.axis, .kind = entry.kind, .shape = GroupOrder::Shape::Ring, .gpus = {}};
        if (entry.kind == GroupKind::Pp || entry.kind == GroupKind::Ep) {
            order.shape = entry.kind == GroupKind::Pp ? GroupOrder::Shape::Chain : GroupOrder::Shape::Exchange;
            for (const int member : ranks)
                order.gpus.push_back(mesh.gpuOf(member));
        } else {
            order.gpus = ringOrder(mesh, fabric(), ranks);
        }
        orders.push_back(std::move(order));
    }
    return orders;
}

std::vector<GroupOrder> FabricModel::ordersOfGroup(qint64 focusId) const
{
    if (!m_evaluation->plan || focusId < 0 || focusId / 16 >= m_evaluation->ranks)
        return {};
    return ordersOf(m_evaluation->plan->mesh.gpuOf(static_cast<int>(focusId / 16)), static_cast<GroupKind>(focusId % 16));
}

QString FabricModel::ringsOf(int gpu, std::optional<GroupKind> only) const
{
    const std::optional<int> rank = rankOn(m_evaluation->plan->mesh, gpu);
    if (!rank)
        return tr("GPU %1 holds no rank.").arg(gpu);
    QStringList rings;
    for (const GroupOrder& order : ordersOf(gpu, only)) {
        if (order.shape == GroupOrder::Shape::Chain)
            rings << tr("%1 stages %2").arg(groupName(order.kind), listOf(order.gpus, QStringLiteral(" → "), false));
        else if (order.shape == GroupOrder::Shape::Exchange)
            rings << tr("%1 exchange among %2").arg(groupName(order.kind), listOf(order.gpus, QStringLiteral(", "), false));
        else
            rings << tr("%1 ring %2").arg(groupName(order.kind), listOf(order.gpus, QStringLiteral(" → "), true));
    }
    const QString words = rings.isEmpty() ? tr("its groups send nothing") : rings.join(QStringLiteral("; "));
    return tr("GPU %1, rank %2: %3.").arg(gpu).arg(*rank).arg(words);
}

TableData FabricModel::orderTable(const std::vector<GroupOrder>& orders) const
{
    TableData data;
    data.title = tr("Order of the groups");
    data.header = {tr("Group"), tr("From"), tr("To"), tr("First link"), tr("Step"), tr("Links")};
    data.textColumns = 4;
    std::vector<std::int32_t> route;
    for (const GroupOrder& order : orders) {
        const std::size_t steps = order.gpus.size() - (order.shape == GroupOrder::Shape::Ring ? 0 : 1);
        for (std::size_t i = 0; i < steps; ++i) {
            const int from = order.gpus[i];
            const int to = order.gpus[(i + 1) % order.gpus.size()];
            fabric().route(from, to, route);
            const QString over = route.empty() ? tr("no way") : linkKindName(fabric().links()[static_cast<std::size_t>(route.front())].kind);
            data.rows.push_back({groupName(order.kind), nameOf(fabric().gpuVertex(from)), nameOf(fabric().gpuVertex(to)), over,
                                 QString::number(i + 1), QString::number(route.size())});
        }
    }
    return data;
}

} // namespace shardscape
