// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/memory/memory_bars.h"

#include "shell/translate.h"
#include "views/common/number_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace shardscape {

Bytes MemoryBars::peak() const
{
    Bytes most;
    double fullest = -1.0;
    for (std::size_t stage = 0; stage < stages.size(); ++stage)
        if (const double share = stages[stage].total() / (capacityByStage.empty() ? capacity : capacityByStage[stage]); share > fullest) {
            fullest = share;
            most = stages[stage].total();
        }
    return most;
}

Bytes MemoryBars::scaleNeed() const
{
    Bytes most = capacity;
    for (const Bytes each : capacityByStage)
        most = std::max(most, each);
    for (const StageMemory& stage : stages)
        most = std::max(most, stage.total());
    return most;
}

int MemoryBars::fullest(int first, int last) const
{
    int best = first;
    for (int index = first + 1; index < last; ++index)
        if (stageOf(index) != stageOf(best) && bar(index).total() > bar(best).total())
            best = index;
    return best;
}

MemoryBars memoryBars(const Evaluation& evaluation, bool perRank)
{
    MemoryBars bars;
    bars.capacity = evaluation.memory.capacity;
    bars.capacityByStage = evaluation.memory.capacityByStage;
    bars.stages = evaluation.memory.byStage;
    bars.perRank = perRank && evaluation.plan != nullptr;
    if (bars.perRank) {
        const DeviceMesh& mesh = evaluation.plan->mesh;
        bars.stageOfBar.reserve(static_cast<std::size_t>(mesh.ranks()));
        for (int rank = 0; rank < mesh.ranks(); ++rank)
            bars.stageOfBar.push_back(mesh.coordinateOf(rank).pp);
    } else {
        bars.stageOfBar.resize(bars.stages.size());
        std::iota(bars.stageOfBar.begin(), bars.stageOfBar.end(), 0);
    }
    return bars;
}

Bytes stickyScaleTop(Bytes previous, Bytes needed)
{
    if (previous >= needed && previous <= 2.0 * needed)
        return previous;
    const double gib = std::max(needed.inGiB() * 1.05, 1e-3);
    const double decade = std::pow(10.0, std::floor(std::log10(gib)));
    for (const double step : {1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0})
        if (step * decade >= gib)
            return Bytes::fromGiB(step * decade);
    return Bytes::fromGiB(10.0 * decade);
}

MemoryBarsGeometry::MemoryBarsGeometry(const QRectF& plot, int bars, Bytes scaleTop)
    : m_plot(plot), m_bars(bars), m_columns(std::max(0, std::min(bars, static_cast<int>(plot.width())))), m_scaleTop(scaleTop)
{
}

bool MemoryBarsGeometry::isStrip() const { return m_bars > 0 && m_plot.width() / m_bars < 3.0; }

std::pair<int, int> MemoryBarsGeometry::barsOf(int column) const
{
    const auto at = [this](int c) { return static_cast<int>(static_cast<long long>(c) * m_bars / m_columns); };
    return {at(column), std::max(at(column + 1), at(column) + 1)};
}

QRectF MemoryBarsGeometry::columnRect(int column) const
{
    const double pitch = m_plot.width() / m_columns;
    if (isStrip()) {
        const double left = std::floor(column * pitch);
        return {m_plot.left() + left, m_plot.top(), std::floor((column + 1) * pitch) - left, m_plot.height()};
    }
    const double width = std::min(pitch * 0.78, 88.0);
    return {m_plot.left() + (column + 0.5) * pitch - width / 2, m_plot.top(), width, m_plot.height()};
}

double MemoryBarsGeometry::yOf(Bytes amount) const { return m_plot.bottom() - m_plot.height() * (amount / m_scaleTop); }

std::optional<int> MemoryBarsGeometry::columnAt(QPointF position) const
{
    if (m_columns == 0 || !m_plot.contains(position))
        return std::nullopt;
    // The gap beside a bar belongs to it: narrow bars stay easy to hit.
    int column = std::clamp(static_cast<int>((position.x() - m_plot.left()) * m_columns / m_plot.width()), 0, m_columns - 1);
    // Columns of a strip start at whole units, so the quotient can be one off.
    if (isStrip() && column + 1 < m_columns && position.x() >= columnRect(column).right())
        ++column;
    else if (isStrip() && column > 0 && position.x() < columnRect(column).left())
        --column;
    return column;
}

QRectF partRect(const MemoryBarsGeometry& geometry, const StageMemory& memory, MemoryPart part, int column)
{
    Bytes below;
    for (std::size_t p = 0; p < static_cast<std::size_t>(part); ++p)
        below += memory.part[p];
    const QRectF slot = geometry.columnRect(column);
    const double bottom = std::max(geometry.yOf(below), slot.top());
    const double top = std::max(geometry.yOf(below + memory[part]), slot.top());
    return {slot.left(), top, slot.width(), bottom - top};
}

std::optional<MemoryPart> partAt(const MemoryBarsGeometry& geometry, const StageMemory& memory, int column, QPointF position)
{
    for (const auto& entry : EnumNames<MemoryPart>::table) {
        const QRectF rect = partRect(geometry, memory, entry.value, column);
        if (rect.height() > 0 && position.y() >= rect.top() && position.y() < rect.bottom())
            return entry.value;
    }
    return std::nullopt;
}

QString headroomText(Bytes total, Bytes capacity, const QLocale& locale)
{
    const double share = std::abs(total - capacity > Bytes{} ? (total - capacity) / capacity : (capacity - total) / capacity);
    if (total > capacity)
        return QCoreApplication::translate("MemoryBars", "over by %1 (%2)")
            .arg(memoryText(total - capacity, locale), percentText(share, locale));
    return QCoreApplication::translate("MemoryBars", "%1 free (%2)").arg(memoryText(capacity - total, locale), percentText(share, locale));
}

TableData memoryTable(const MemoryBars& bars, const QLocale& locale)
{
    const auto translated = [](const char* text) { return tr(text); };
    TableData table;
    table.title = bars.perRank ? translated("Memory of each rank in GiB") : translated("Memory of one GPU of each stage in GiB");
    table.header.append(bars.perRank ? translated("Rank") : translated("Stage"));
    for (const auto& entry : EnumNames<MemoryPart>::table)
        table.header.append(memoryPartName(entry.value));
    table.header += {translated("Total"), translated("Headroom"), translated("Headroom %")};
    for (int index = 0; index < bars.count(); ++index) {
        const StageMemory& memory = bars.bar(index);
        QStringList row{QString::number(index)};
        for (const auto& entry : EnumNames<MemoryPart>::table)
            row.append(locale.toString(memory[entry.value].inGiB(), 'f', 2));
        const Bytes room = bars.capacityOf(index) - memory.total();
        row.append(locale.toString(memory.total().inGiB(), 'f', 2));
        row.append(locale.toString(room.inGiB(), 'f', 2));
        row.append(locale.toString(room / bars.capacityOf(index) * 100.0, 'f', 1));
        table.rows.push_back(row);
    }
    std::vector<int> stages;
    for (int index = 0; index < bars.count(); ++index)
        stages.push_back(bars.stageOf(index));
    table.figureOf = [stages](int row, int column) {
        const auto part = static_cast<std::size_t>(column) - 1;
        return column == 0 ? QString() : memoryFigure(stages.at(static_cast<std::size_t>(row)), part < memoryPartCount ? std::optional(static_cast<MemoryPart>(part)) : std::nullopt);
    };
    return table;
}

QString memoryFigure(int stage, std::optional<MemoryPart> part)
{
    const std::string_view name = part ? toText(*part) : "total";
    return QStringLiteral("memory/stage/%1/%2").arg(stage).arg(QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())));
}

} // namespace shardscape
