// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/report_parts.h"

#include "views/common/number_text.h"
#include "views/fabric/fabric_model.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <span>

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
        if (bytes <= 0.0)
            continue;
        table.rows.push_back({axisWords(axis.value), trafficText(bytes, QLocale::c()),
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
        if (kind.links == 0 || kind.bytes <= 0.0)
            continue;
        const Link& link = fabric.links()[kind.fullest];
        const QString fullest =
            QStringLiteral("%1 → %2").arg(deviceWords(fabric.nameOf(link.from)), deviceWords(fabric.nameOf(link.to)));
        table.rows.push_back({linkKindName(entry.value), kind.busiest > 0 ? fullest : QStringLiteral("–"),
                              QString::number(kind.links), trafficText(kind.bytes, QLocale::c()),
                              QLocale::c().toString(100.0 * kind.busiest, 'f', 1)});
    }
    return table;
}

namespace {

/// Cells of a busy link behind its ends; links that agree in all of them are one row.
QStringList linkCells(const Evaluation& evaluation, const BusyLink& busy)
{
    const auto index = static_cast<std::size_t>(busy.link);
    const Link& link = evaluation.fabric->links()[index];
    const AxisBytes bytes = index < evaluation.traffic.perLink.size() ? evaluation.traffic.perLink[index] : AxisBytes{};
    const double sum = std::accumulate(bytes.begin(), bytes.end(), 0.0);
    Axis heaviest = Axis::Tp;
    for (const auto& axis : EnumNames<Axis>::table)
        if (bytes[indexOf(axis.value)] > bytes[indexOf(heaviest)])
            heaviest = axis.value;
    return {linkKindName(link.kind), sum > 0 ? axisWords(heaviest) : QStringLiteral("–"), trafficText(sum, QLocale::c()),
            rateText(link.bandwidth, QLocale::c()), QLocale::c().toString(100.0 * busy.busyFraction, 'f', 1)};
}

/// How many links of a kind are as busy as this one, to the last digit that is shown.
long long linksLike(const Evaluation& evaluation, const BusyLink& busy)
{
    const std::span<const Link> links = evaluation.fabric->links();
    const LinkKind kind = links[static_cast<std::size_t>(busy.link)].kind;
    long long count = 0;
    for (std::size_t i = 0; i < std::min(links.size(), evaluation.traffic.perLink.size()); ++i) {
        const AxisBytes& bytes = evaluation.traffic.perLink[i];
        const double room = (links[i].bandwidth * evaluation.trafficPeriod).inBytes();
        if (links[i].kind == kind && room > 0 && std::abs(std::accumulate(bytes.begin(), bytes.end(), 0.0) / room - busy.busyFraction) < 5e-4)
            ++count;
    }
    return count;
}

} // namespace

TableData reportLinkTable(const Evaluation& evaluation)
{
    TableData table;
    table.title = reportText("Busiest links");
    table.header = {reportText("From"), reportText("To"), reportText("Kind"), reportText("Mostly"), reportText("Alike"), reportText("Bytes"),
                    reportText("Capacity"), reportText("Busy %")};
    table.textColumns = 4;
    constexpr std::size_t mostRows = 10;
    for (const BusyLink& busy : evaluation.busiestLinks) {
        const QStringList cells = linkCells(evaluation, busy);
        std::size_t row = 0;
        while (row < table.rows.size() && table.rows[row].mid(2, 2) + table.rows[row].mid(5) != cells)
            ++row;
        if (row < table.rows.size())
            continue;
        if (table.rows.size() == mostRows)
            break;
        const Link& link = evaluation.fabric->links()[static_cast<std::size_t>(busy.link)];
        table.rows.push_back(QStringList{deviceWords(evaluation.fabric->nameOf(link.from)), deviceWords(evaluation.fabric->nameOf(link.to))} + cells);
        table.rows.back().insert(4, QLocale::c().toString(linksLike(evaluation, busy)));
    }
    return table;
}

TableData withoutEmptyColumns(TableData table)
{
    const auto isZero = [](const QString& cell) {
        return std::all_of(cell.begin(), cell.end(), [](QChar c) { return !c.isDigit() || c == QLatin1Char('0'); });
    };
    for (auto column = static_cast<qsizetype>(table.header.size()) - 1; column >= table.textColumns; --column) {
        if (table.rows.empty() || !std::all_of(table.rows.begin(), table.rows.end(), [&](const QStringList& row) { return isZero(row[column]); }))
            continue;
        table.header.removeAt(column);
        for (QStringList& row : table.rows)
            row.removeAt(column);
    }
    return table;
}

} // namespace shardscape
