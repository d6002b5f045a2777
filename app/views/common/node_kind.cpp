// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/node_kind.h"

#include <iterator>

namespace shardscape {

QString nodeKindLetter(const ClusterSpec& cluster, int node)
{
    return cluster.isMixed() ? QString(QChar(u'A' + cluster.kindAt(node))) : QString();
}

QString nodeKindName(const ClusterSpec& cluster, int node)
{
    if (!cluster.isMixed())
        return {};
    return QStringLiteral("%1: %2").arg(nodeKindLetter(cluster, node), QString::fromStdString(cluster.ofNode(node).accelerator.name));
}

Hatch nodeKindHatch(int kind)
{
    constexpr Hatch hatches[] = {Hatch::Falling, Hatch::Horizontal, Hatch::Vertical, Hatch::Cross, Hatch::Dots};
    return kind == 0 ? Hatch::None : hatches[static_cast<std::size_t>(kind - 1) % std::size(hatches)];
}

} // namespace shardscape
