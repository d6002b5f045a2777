// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/report_parts.h"

#include "views/common/number_text.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace shardscape {

TableData reportAxisTable(const Evaluation& evaluation)
{
    TableData table;
    table.title = reportText("Traffic by axis");
    table.header = {reportText("Axis"), reportText("Bytes sent"), reportText("Share %")};
    double sum = 0.0;
    for (const double bytes : evaluation.traffic.byAxisTotal)
        sum += bytes;
    for (const auto& axis : EnumNames<Axis>::table) {
        const double bytes = evaluation.traffic.byAxisTotal[indexOf(axis.value)];
        table.rows.push_back({QString::fromUtf8(toText(axis.value)), trafficText(bytes, QLocale::c()),
                              QLocale::c().toString(sum > 0 ? 100.0 * bytes / sum : 0.0, 'f', 1)});
    }
    return table;
}

TableData reportKindTable(const Evaluation& evaluation)
{
    struct Kind {
        int links = 0;
        double bytes = 0;
        double busiest = 0;
        std::size_t fullest = 0;
    };
    constexpr std::size_t kinds = EnumNames<LinkKind>::table.size();
    std::array<Kind, kinds> all{};
    const Fabric& fabric = *evaluation.fabric;
    for (std::size_t link = 0; link < std::min(fabric.links().size(), evaluation.traffic.perLink.size()); ++link) {
        Kind& kind = all[static_cast<std::size_t>(fabric.links()[link].kind)];
        const AxisBytes& axes = evaluation.traffic.perLink[link];
        const double bytes = std::accumulate(axes.begin(), axes.end(), 0.0);
        const double room = (fabric.links()[link].bandwidth * evaluation.trafficPeriod).inBytes();
        ++kind.links;
        kind.bytes += bytes;
        if (room > 0 && bytes / room > kind.busiest) {
            kind.busiest = bytes / room;
            kind.fullest = link;
        }
    }
    TableData table;
    table.title = reportText("Links by kind");
    table.header = {reportText("Kind"), reportText("Fullest link"), reportText("Links"), reportText("Bytes over all"),
                    reportText("Fullest busy %")};
    table.textColumns = 2;
    for (const auto& entry : EnumNames<LinkKind>::table) {
        const Kind& kind = all[static_cast<std::size_t>(entry.value)];
        if (kind.links == 0)
            continue;
        const Link& link = fabric.links()[kind.fullest];
        const QString fullest =
            QStringLiteral("%1 → %2").arg(QString::fromStdString(fabric.nameOf(link.from)), QString::fromStdString(fabric.nameOf(link.to)));
        table.rows.push_back({QString::fromUtf8(toText(entry.value)), kind.busiest > 0 ? fullest : QStringLiteral("–"),
                              QString::number(kind.links), trafficText(kind.bytes, QLocale::c()),
                              QLocale::c().toString(100.0 * kind.busiest, 'f', 1)});
    }
    return table;
}

TableData reportLinkTable(const Evaluation& evaluation)
{
    TableData table;
    table.title = reportText("Busiest links");
    table.header = {reportText("From"),     reportText("To"),     reportText("Kind"),  reportText("Bytes"),
                    reportText("Capacity"), reportText("Busy %"), reportText("Mostly")};
    table.textColumns = 3;
    const Fabric& fabric = *evaluation.fabric;
    const std::size_t most = std::min<std::size_t>(evaluation.busiestLinks.size(), 20);
    for (std::size_t i = 0; i < most; ++i) {
        const BusyLink& busy = evaluation.busiestLinks[i];
        const auto index = static_cast<std::size_t>(busy.link);
        const Link& link = fabric.links()[index];
        const AxisBytes bytes = index < evaluation.traffic.perLink.size() ? evaluation.traffic.perLink[index] : AxisBytes{};
        double sum = 0.0;
        Axis heaviest = Axis::Tp;
        for (const auto& axis : EnumNames<Axis>::table) {
            sum += bytes[indexOf(axis.value)];
            if (bytes[indexOf(axis.value)] > bytes[indexOf(heaviest)])
                heaviest = axis.value;
        }
        table.rows.push_back({QString::fromStdString(fabric.nameOf(link.from)), QString::fromStdString(fabric.nameOf(link.to)),
                              QString::fromUtf8(toText(link.kind)), trafficText(sum, QLocale::c()), rateText(link.bandwidth, QLocale::c()),
                              QLocale::c().toString(100.0 * busy.busyFraction, 'f', 1),
                              sum > 0 ? QString::fromUtf8(toText(heaviest)) : QStringLiteral("–")});
    }
    return table;
}

} // namespace shardscape
