// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/breakdown/waterfall.h"

#include "shell/translate.h"
#include "views/common/number_text.h"

#include <algorithm>
#include <cmath>

namespace shardscape {

namespace {

QString translated(const char* text) { return tr(text); }

void fill(Waterfall& waterfall, const std::vector<TimePart>& parts)
{
    Seconds at;
    for (const TimePart& part : parts) {
        waterfall.parts.push_back({part.name, timePartName(part.name), at, part.time});
        at += part.time;
    }
    // A breakdown that does not add up is shown as such, never stretched.
    if (std::abs((waterfall.total - at).inSeconds()) > 1e-6 * std::abs(waterfall.total.inSeconds()))
        waterfall.parts.push_back({"unexplained", translated("Unexplained"), at, waterfall.total - at});
}

} // namespace

std::vector<Waterfall> waterfalls(const Evaluation& evaluation)
{
    std::vector<Waterfall> all;
    if (evaluation.training) {
        Waterfall step{translated("Training step"),     translated("Step"),        QStringLiteral("training/breakdown/"),
                       QStringLiteral("training/step"), evaluation.training->step, {}};
        fill(step, evaluation.training->breakdown);
        all.push_back(step);
    }
    if (evaluation.inference) {
        Waterfall prefill{translated("Prefill"),
                          translated("Time to first token"),
                          QString(),
                          QStringLiteral("inference/ttft"),
                          evaluation.inference->ttft,
                          {}};
        fill(prefill, evaluation.inference->prefillBreakdown);
        Waterfall decode{
            translated("Decode of one token"), translated("Time per output token"), QString(),
            QStringLiteral("inference/tpot"),  evaluation.inference->tpot,          {}};
        fill(decode, evaluation.inference->decodeBreakdown);
        all.push_back(prefill);
        all.push_back(decode);
    }
    return all;
}

WaterfallGeometry::WaterfallGeometry(const std::vector<Waterfall>& all, const QRectF& area, double lineHeight)
    : m_area(area), m_lineHeight(lineHeight)
{
    for (int w = 0; w < static_cast<int>(all.size()); ++w) {
        m_rows.push_back({WaterfallRow::Kind::Title, w, -1});
        const auto& parts = all[static_cast<std::size_t>(w)].parts;
        for (int p = 0; p < static_cast<int>(parts.size()); ++p)
            if (parts[static_cast<std::size_t>(p)].time.inSeconds() != 0.0)
                m_rows.push_back({WaterfallRow::Kind::Part, w, p});
        m_rows.push_back({WaterfallRow::Kind::Total, w, -1});
    }
    double y = area.top();
    for (const WaterfallRow& row : m_rows) {
        m_top.push_back(y);
        y += row.kind == WaterfallRow::Kind::Title ? 1.5 * lineHeight : 2.1 * lineHeight;
    }
    m_top.push_back(y);
}

const Waterfall* counterpart(const Waterfall& waterfall, const std::vector<Waterfall>* baseline)
{
    if (baseline != nullptr)
        for (const Waterfall& each : *baseline)
            if (each.totalDerivation == waterfall.totalDerivation)
                return &each;
    return nullptr;
}

const WaterfallPart* counterpart(const WaterfallPart& part, const Waterfall* baseline)
{
    if (baseline != nullptr)
        for (const WaterfallPart& each : baseline->parts)
            if (each.key == part.key)
                return &each;
    return nullptr;
}

QRectF WaterfallGeometry::rowRect(int row) const
{
    const auto at = static_cast<std::size_t>(row);
    return {m_area.left(), m_top[at], m_area.width(), m_top[at + 1] - m_top[at]};
}

QRectF WaterfallGeometry::barRect(int row, Seconds start, Seconds time, Seconds total) const
{
    const QRectF line = rowRect(row);
    const double scale = total.inSeconds() > 0 ? m_area.width() / total.inSeconds() : 0.0;
    const double from = m_area.left() + std::min(start, start + time).inSeconds() * scale;
    return {from, line.top() + 1.15 * m_lineHeight, std::max(1.0, std::abs(time.inSeconds()) * scale), 0.65 * m_lineHeight};
}

std::optional<int> WaterfallGeometry::rowAt(QPointF position) const
{
    if (m_rows.empty() || position.y() < m_top.front() || position.y() >= m_top.back() || position.x() < m_area.left() ||
        position.x() > m_area.right())
        return std::nullopt;
    return static_cast<int>(std::upper_bound(m_top.begin(), m_top.end(), position.y()) - m_top.begin()) - 1;
}

double WaterfallGeometry::height() const { return m_rows.empty() ? 0.0 : m_top.back() - m_area.top(); }

TableData waterfallTable(const std::vector<Waterfall>& all, const QLocale& locale)
{
    TableData table;
    table.title = translated("Where the time goes");
    table.header = {translated("Part"), translated("Milliseconds"), translated("Share %")};
    std::vector<QString> figures;
    const auto add = [&](const QString& name, Seconds time, Seconds total, const QString& figure) {
        figures.push_back(figure);
        const double share = total.inSeconds() > 0 ? time / total * 100.0 : 0.0;
        table.rows.push_back({name, locale.toString(time.inMilliseconds(), 'f', 3), locale.toString(share, 'f', 1)});
    };
    for (const Waterfall& waterfall : all) {
        for (const WaterfallPart& part : waterfall.parts)
            add(all.size() > 1 ? waterfall.title + QStringLiteral(": ") + part.name : part.name, part.time, waterfall.total, figureOf(waterfall, part));
        add(waterfall.totalName, waterfall.total, waterfall.total, waterfall.totalDerivation);
    }
    table.figureOf = [figures](int row, int) { return figures.at(static_cast<std::size_t>(row)); };
    return table;
}

QString figureOf(const Waterfall& waterfall, const WaterfallPart& part)
{
    return waterfall.derivationPrefix.isEmpty() ? waterfall.totalDerivation : waterfall.derivationPrefix + QString::fromStdString(part.key);
}

} // namespace shardscape
