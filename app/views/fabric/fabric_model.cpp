// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/fabric/fabric_model.h"

#include "evaluate/explanations.h"

#include "views/common/node_kind.h"

#include "views/common/number_text.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace shardscape {

namespace {

constexpr std::size_t rankingSize = 32;

QString axisText(std::size_t axis)
{
    return QString::fromUtf8(EnumNames<Axis>::table[axis].text.data(), static_cast<qsizetype>(EnumNames<Axis>::table[axis].text.size()));
}

} // namespace

double loadScale(double busy) { return busy <= 0.0 ? 0.0 : std::clamp((std::log10(busy) + 3.0) / 3.0, 0.0, 1.0); }

QString linkKindName(LinkKind kind)
{
    switch (kind) {
    case LinkKind::NvLink: return FabricModel::tr("NVLink");
    case LinkKind::Xgmi: return FabricModel::tr("xGMI");
    case LinkKind::Pcie: return FabricModel::tr("PCIe");
    case LinkKind::SocketLink: return FabricModel::tr("CPU socket link");
    case LinkKind::NicLink: return FabricModel::tr("network adapter");
    case LinkKind::LeafSpine: return FabricModel::tr("leaf to spine");
    case LinkKind::SpineCore: return FabricModel::tr("spine to core");
    case LinkKind::Ici: return FabricModel::tr("ICI");
    }
    return {};
}

namespace {

double sumOf(const AxisBytes& bytes, AxisFilter filter)
{
    double sum = 0.0;
    for (std::size_t axis = 0; axis < axisCount; ++axis)
        sum += filter.test(axis) ? bytes[axis] : 0.0;
    return sum;
}

/// Busy shares of a baseline's links where the links are the same ones, else nothing.
std::vector<double> busyOfBaseline(const Evaluation* baseline, const Fabric& fabric, AxisFilter filter)
{
    std::vector<double> busy;
    const bool isSame = baseline != nullptr && baseline->fabric != nullptr && baseline->fabric->links().size() == fabric.links().size() &&
                        baseline->fabric->gpus() == fabric.gpus() && baseline->fabric->nodes() == fabric.nodes() &&
                        baseline->traffic.perLink.size() == fabric.links().size();
    if (!isSame)
        return busy;
    const double period = baseline->trafficPeriod.inSeconds();
    for (std::size_t i = 0; i < fabric.links().size(); ++i) {
        const double capacity = baseline->fabric->links()[i].bandwidth.inBytesPerSecond() * period;
        busy.push_back(capacity > 0.0 ? sumOf(baseline->traffic.perLink[i], filter) / capacity : 0.0);
    }
    return busy;
}

} // namespace

FabricModel::FabricModel(std::shared_ptr<const Evaluation> evaluation, AxisFilter filter, const Evaluation* baseline)
    : m_evaluation{std::move(evaluation)}, m_filter{filter}, m_layout{*m_evaluation->fabric}
{
    m_before = busyOfBaseline(baseline, fabric(), filter);
    const std::span<const Link> links = fabric().links();
    const double period = m_evaluation->trafficPeriod.inSeconds();
    m_busy.resize(links.size());
    m_nodeBusy.assign(static_cast<std::size_t>(fabric().nodes()), 0.0);
    for (std::size_t i = 0; i < links.size(); ++i) {
        const double capacity = links[i].bandwidth.inBytesPerSecond() * period;
        m_busy[i] = capacity > 0.0 ? bytes(static_cast<int>(i)) / capacity : 0.0;
        for (const std::int32_t end : {links[i].from, links[i].to})
            if (const int node = fabric().vertices()[static_cast<std::size_t>(end)].node; node >= 0)
                m_nodeBusy[static_cast<std::size_t>(node)] = std::max(m_nodeBusy[static_cast<std::size_t>(node)], m_busy[i]);
    }
    m_ranking.resize(links.size());
    std::iota(m_ranking.begin(), m_ranking.end(), 0);
    const auto kept = m_ranking.begin() + static_cast<std::ptrdiff_t>(std::min(rankingSize, m_ranking.size()));
    std::partial_sort(m_ranking.begin(), kept, m_ranking.end(),
                      [this](int a, int b) { return busy(a) != busy(b) ? busy(a) > busy(b) : a < b; });
    m_ranking.erase(kept, m_ranking.end());
}

double FabricModel::bytes(int link) const
{
    const std::vector<AxisBytes>& map = m_evaluation->traffic.perLink;
    double sum = 0.0;
    if (static_cast<std::size_t>(link) < map.size())
        for (std::size_t axis = 0; axis < axisCount; ++axis)
            sum += m_filter.test(axis) ? map[static_cast<std::size_t>(link)][axis] : 0.0;
    return sum;
}

QString FabricModel::nameOf(int vertex) const { return QString::fromStdString(fabric().nameOf(vertex)); }

QString FabricModel::linkName(int link) const
{
    const Link& l = fabric().links()[static_cast<std::size_t>(link)];
    return nameOf(l.from) + QStringLiteral(" → ") + nameOf(l.to);
}

QString FabricModel::sharesOf(int link) const
{
    const double total = bytes(link);
    QStringList shares;
    for (std::size_t axis = 0; axis < axisCount && total > 0.0; ++axis)
        if (const double part = m_evaluation->traffic.perLink[static_cast<std::size_t>(link)][axis]; m_filter.test(axis) && part > 0.0)
            shares << tr("%1 %2").arg(axisText(axis), percentText(part / total));
    return shares.join(QStringLiteral(", "));
}

QString FabricModel::describe(int link) const
{
    const Link& l = fabric().links()[static_cast<std::size_t>(link)];
    QString text = tr("%1 (%2, %3 in this direction)").arg(linkName(link), linkKindName(l.kind), rateText(l.bandwidth));
    if (bytes(link) <= 0.0)
        return text + tr(": idle.") + changeOf(link);
    return text + tr(": %1, busy %2 of the time; %3.").arg(trafficText(bytes(link)), percentText(busy(link)), sharesOf(link)) +
           changeOf(link) + groupsOn(link);
}

QString FabricModel::changeOf(int link) const
{
    if (!hasBaseline())
        return {};
    const double difference = change(link);
    if (difference == 0.0)
        return tr(" As busy as in the baseline.");
    return difference > 0.0 ? tr(" Busier than in the baseline by %1 of the time.").arg(percentText(difference))
                            : tr(" Less busy than in the baseline by %1 of the time.").arg(percentText(-difference));
}

QString FabricModel::kindLetter(int node) const
{
    return m_evaluation->inputs ? nodeKindLetter(m_evaluation->inputs->cluster, node) : QString();
}

QString FabricModel::nodeName(int node) const
{
    const QString name = tr("node %1").arg(node);
    return kindLetter(node).isEmpty() ? name : name + QStringLiteral(" · ") + nodeKindName(m_evaluation->inputs->cluster, node);
}

QString FabricModel::causeOf(int link) const
{
    const Link& l = fabric().links()[static_cast<std::size_t>(link)];
    const int nodeIndex = std::max(fabric().vertices()[static_cast<std::size_t>(l.from)].node,
                                   fabric().vertices()[static_cast<std::size_t>(l.to)].node);
    const NodeTemplate& node = nodeIndex < 0 ? fabric().nodeTemplate() : fabric().nodeTemplate(nodeIndex);
    const AxisBytes& by = m_evaluation->traffic.perLink[static_cast<std::size_t>(link)];
    const bool tensor = m_filter.test(indexOf(Axis::Tp)) && by[indexOf(Axis::Tp)] > 0.5 * bytes(link);
    switch (l.kind) {
    case LinkKind::NicLink:
        if (tensor)
            return tr("Tensor-parallel groups reach over nodes, so their all-reduces go through the network.");
        if (node.nics < node.gpus)
            return tr("%1 GPUs of a node share %2 network adapters.").arg(node.gpus).arg(node.nics);
        return tr("It is the only way of its GPU out of the node.");
    case LinkKind::LeafSpine: return tr("Groups reach over the border of a unit, and the uplinks of a leaf are shared.");
    case LinkKind::SpineCore: return tr("Groups reach over pods, whose uplinks are oversubscribed.");
    case LinkKind::Pcie: return tr("Without NVLink between these GPUs, all traffic of the switch below shares this PCIe link.");
    case LinkKind::SocketLink: return tr("Traffic between the CPU sockets of a node shares this link.");
    case LinkKind::NvLink:
    case LinkKind::Xgmi:
    case LinkKind::Ici: return tr("It carries the groups that were placed close together.");
    }
    return {};
}

QString FabricModel::bottleneck() const
{
    if (m_ranking.empty() || busy(m_ranking.front()) <= 0.0)
        return tr("No link carries traffic of the axes that are shown.");
    const int link = m_ranking.front();
    const auto alike = std::count_if(m_busy.begin(), m_busy.end(), [&](double b) { return b >= 0.999 * busy(link); });
    const Link& l = fabric().links()[static_cast<std::size_t>(link)];
    QString text = tr("Fullest: %1 (%2, %3), busy %4 of the time: %5.")
                       .arg(linkName(link), linkKindName(l.kind), rateText(l.bandwidth), percentText(busy(link)), sharesOf(link));
    if (alike > 1)
        text += QLatin1Char(' ') + tr("%Ln link(s) are as full.", nullptr, static_cast<int>(alike));
    return text + QLatin1Char(' ') + causeOf(link);
}

TableData FabricModel::table() const
{
    TableData data;
    data.title = tr("Busiest links");
    data.header = {tr("From"), tr("To"), tr("Kind"), tr("Rate"), tr("Bytes"), tr("Busy")};
    data.textColumns = 3;
    if (hasBaseline())
        data.header << tr("Baseline busy");
    for (std::size_t axis = 0; axis < axisCount; ++axis)
        data.header << tr("%1 bytes").arg(axisText(axis));
    for (const int link : m_ranking) {
        const Link& l = fabric().links()[static_cast<std::size_t>(link)];
        QStringList row{nameOf(l.from),           nameOf(l.to),           linkKindName(l.kind), rateText(l.bandwidth),
                        trafficText(bytes(link)), percentText(busy(link))};
        if (hasBaseline())
            row << percentText(m_before[static_cast<std::size_t>(link)]);
        for (std::size_t axis = 0; axis < axisCount; ++axis)
            row << trafficText(m_evaluation->traffic.perLink[static_cast<std::size_t>(link)][axis]);
        data.rows.push_back(row);
    }
    data.figureOf = [ranking = m_ranking](int row, int column) {
        constexpr int firstFigure = 4; // before it stand names and the data sheet's rate
        return column < firstFigure ? QString() : QString::fromStdString(linkFigure(ranking.at(static_cast<std::size_t>(row))));
    };
    return data;
}

} // namespace shardscape
