// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/report_parts.h"

#include "views/common/number_text.h"

#include <algorithm>

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
