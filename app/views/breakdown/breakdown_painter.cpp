// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/breakdown/breakdown_painter.h"

#include "views/common/hatch.h"
#include "views/common/number_text.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace shardscape {

std::optional<QColor> timePartColor(const std::string& key, const Tokens& tokens)
{
    const auto task = [&tokens](TaskKind kind) { return tokens.task[static_cast<std::size_t>(kind)]; };
    if (key == "bubble" || key == "idle" || key == "waiting")
        return std::nullopt;
    for (const auto& axis : EnumNames<Axis>::table)
        if (key.rfind(std::string(axis.text) + "_", 0) == 0)
            return tokens.axis[indexOf(axis.value)];
    if (key == "optimizer")
        return task(TaskKind::Optimizer);
    if (key == "recompute")
        return task(TaskKind::BackwardInput);
    if (key == "other" || key == "host" || key == "launch" || key == "unexplained")
        return tokens.textMuted;
    return task(TaskKind::Forward);
}

namespace {

void paintBar(QPainter& painter, const QRectF& rect, const std::string& key, const Tokens& tokens)
{
    if (const auto color = timePartColor(key, tokens)) {
        painter.fillRect(rect, *color);
        if (key.find("_exposed") != std::string::npos)
            drawHatch(painter, rect, Hatch::Falling, textOn(*color) == Qt::white ? QColor(255, 255, 255, 110) : QColor(0, 0, 0, 110), 6.0);
        return;
    }
    painter.fillRect(rect, tokens.surface);
    drawHatch(painter, rect, Hatch::Rising, tokens.idleHatch, 6.0);
    painter.setPen(QPen(tokens.idleHatch, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(rect);
}

/// The baseline's bar as an outline, its change behind the value.
void paintOutline(QPainter& painter, const QRectF& bar, const Tokens& tokens)
{
    painter.setPen(QPen(tokens.text, 1.4));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(bar.adjusted(0, -2, 0, 2));
}

QString withChange(const QString& text, Seconds before, Seconds now, const QLocale& locale)
{
    return before == now ? text : QStringLiteral("%1   %2").arg(text, changeText(before.inSeconds(), now.inSeconds(), locale));
}

void paintTexts(QPainter& painter, const QRectF& line, const QString& name, const QString& value)
{
    const QFontMetricsF metrics(painter.font());
    const double valueWidth = metrics.horizontalAdvance(value) + 4;
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, value);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, metrics.elidedText(name, Qt::ElideRight, line.width() - valueWidth - 8));
}

} // namespace

void paintWaterfalls(QPainter& painter, const WaterfallGeometry& geometry, const WaterfallPicture& picture)
{
    const Tokens& tokens = picture.tokens;
    const QFontMetricsF metrics(painter.font());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (int index = 0; index < static_cast<int>(geometry.rows().size()); ++index) {
        const WaterfallRow row = geometry.rows()[static_cast<std::size_t>(index)];
        const Waterfall& waterfall = picture.all[static_cast<std::size_t>(row.waterfall)];
        const Waterfall* before = counterpart(waterfall, picture.baseline);
        const Seconds scale = before != nullptr ? std::max(waterfall.total, before->total) : waterfall.total;
        const QRectF rect = geometry.rowRect(index);
        const QRectF line(rect.left(), rect.top(), rect.width(), 1.1 * metrics.height());
        QFont bold = painter.font();
        bold.setBold(true);
        painter.setPen(tokens.text);
        if (row.kind == WaterfallRow::Kind::Title) {
            painter.save();
            painter.setFont(bold);
            painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, waterfall.title);
            painter.restore();
            continue;
        }
        if (picture.row == index) {
            painter.fillRect(rect.adjusted(-4, 0, 4, -1), tokens.surfaceAlt);
            painter.fillRect(QRectF(rect.left() - 4, rect.top(), 2, rect.height() - 1), tokens.accent);
        }
        if (row.kind == WaterfallRow::Kind::Total) {
            painter.save();
            painter.setFont(bold);
            const QString total = timeText(waterfall.total, picture.locale);
            paintTexts(painter, line, waterfall.totalName,
                       before != nullptr ? withChange(total, before->total, waterfall.total, picture.locale) : total);
            painter.restore();
            const QRectF bar = geometry.barRect(index, Seconds{}, waterfall.total, scale);
            painter.setPen(QPen(tokens.text, 1));
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(bar.adjusted(0, 0, -1, 0));
            painter.fillRect(bar.adjusted(2, 2, -2, -1), tokens.line);
            if (before != nullptr)
                paintOutline(painter, geometry.barRect(index, Seconds{}, before->total, scale), tokens);
            continue;
        }
        const WaterfallPart& part = waterfall.parts[static_cast<std::size_t>(row.part)];
        const double share = waterfall.total.inSeconds() > 0 ? part.time / waterfall.total : 0.0;
        const WaterfallPart* partBefore = counterpart(part, before);
        const QString value = QStringLiteral("%1   %2").arg(timeText(part.time, picture.locale), percentText(share, picture.locale));
        paintTexts(painter, line, part.name, partBefore != nullptr ? withChange(value, partBefore->time, part.time, picture.locale) : value);
        const QRectF bar = geometry.barRect(index, part.start, part.time, scale);
        paintBar(painter, bar, part.key, tokens);
        if (partBefore != nullptr)
            paintOutline(painter, geometry.barRect(index, partBefore->start, partBefore->time, scale), tokens);
        const double end = part.time.inSeconds() >= 0 ? bar.right() : bar.left();
        painter.setPen(QPen(tokens.line, 1, Qt::DotLine));
        painter.drawLine(QPointF(end, bar.bottom()), QPointF(end, rect.bottom() + 1.1 * metrics.height()));
    }
    painter.restore();
}

} // namespace shardscape
