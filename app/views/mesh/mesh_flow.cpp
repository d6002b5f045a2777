// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/mesh/mesh_flow.h"

#include "views/common/text_scale.h"
#include "views/timeline/timeline_painter.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace shardscape {

namespace {

bool pairsWithNext(const Timeline& timeline, std::size_t task)
{
    return !timeline.pairedWithNext.empty() && timeline.pairedWithNext[task] != 0;
}

/// One micro-batch at work.
struct Part {
    QString text; ///< empty = there is no room for letters
    QColor color;
    bool forward = true;
};

/// How the tag of a stage looks in this picture.
struct Tag {
    std::vector<Part> parts; ///< one task, or two that run overlapped
    bool letters = false;    ///< the parts stand side by side at the foot of the cell; else they are bars without letters
};

Part partOf(const Timeline& timeline, std::int32_t task, const Tokens& tokens)
{
    const auto t = static_cast<std::size_t>(task);
    return {taskLabel(timeline, static_cast<std::uint32_t>(task)), taskColor(tokens, timeline.kind[t], timeline.chunk[t], timeline.chunks),
            timeline.kind[t] == TaskKind::Forward};
}

std::vector<Tag> tagsOf(const MeshPicture& picture, const MeshFlow& flow, const QFontMetricsF& metrics, const QSizeF& cell)
{
    std::vector<Tag> tags(flow.stages.size());
    for (std::size_t stage = 0; stage < tags.size(); ++stage) {
        const StageNow& now = flow.stages[stage];
        if (now.task < 0)
            continue;
        Tag& tag = tags[stage];
        for (const std::int32_t task : {now.task, now.other})
            if (task >= 0)
                tag.parts.push_back(partOf(*flow.timeline, task, picture.tokens));
        tag.letters = metrics.height() <= cell.height() - 2.0;
        const double room = cell.width() / static_cast<double>(tag.parts.size());
        for (Part& part : tag.parts)
            if (metrics.horizontalAdvance(part.text) + 4.0 > room)
                part.text.clear();
        tag.letters = tag.letters && (tag.parts.size() > 1 || !tag.parts.front().text.isEmpty());
    }
    return tags;
}

/// Plates over the whole width, so that no half of a name looks out beside them; names are above, letters of groups on the right.
void paintTag(QPainter& painter, const Tag& tag, const QRectF& cell, double textHeight)
{
    if (!tag.letters) {
        for (const Part& part : tag.parts) {
            const double bar = std::max(2.0, cell.height() * 0.4);
            painter.fillRect(QRectF(cell.left(), part.forward ? cell.top() : cell.bottom() - bar, cell.width(), bar), part.color);
        }
        return;
    }
    const double height = std::min(cell.height(), textHeight);
    const double width = cell.width() / static_cast<double>(tag.parts.size());
    QRectF plate(cell.left(), cell.bottom() - height, width, height);
    for (const Part& part : tag.parts) {
        painter.fillRect(plate, part.color);
        painter.setPen(textOn(part.color));
        painter.drawText(plate, Qt::AlignCenter, part.text);
        plate.translate(width, 0.0);
    }
}

} // namespace

StageNow stageAt(const Timeline& timeline, int stage, double seconds)
{
    const auto s = static_cast<std::size_t>(stage);
    const auto begin = timeline.start.begin() + static_cast<std::ptrdiff_t>(timeline.laneBegin[s]);
    const auto end = timeline.start.begin() + static_cast<std::ptrdiff_t>(timeline.laneBegin[s + 1]);
    const auto after = std::upper_bound(begin, end, seconds);
    if (after == begin)
        return {};
    const auto task = static_cast<std::size_t>(after - timeline.start.begin()) - 1;
    if (seconds >= timeline.end[task])
        return {};
    const auto index = static_cast<std::int32_t>(task);
    if (pairsWithNext(timeline, task))
        return {index, index + 1};
    if (task > timeline.laneBegin[s] && pairsWithNext(timeline, task - 1))
        return {index - 1, index};
    return {index, -1};
}

MeshFlow meshFlow(std::shared_ptr<const Timeline> timeline, double seconds)
{
    MeshFlow flow;
    flow.timeline = std::move(timeline);
    for (int stage = 0; stage < flow.timeline->stages; ++stage)
        flow.stages.push_back(stageAt(*flow.timeline, stage, seconds));
    return flow;
}

QString flowLabel(const MeshFlow& flow, int stage)
{
    const StageNow& now = flow.stages[static_cast<std::size_t>(stage)];
    if (now.task < 0)
        return {};
    QString label = taskLabel(*flow.timeline, static_cast<std::uint32_t>(now.task));
    if (now.other >= 0)
        label += QLatin1Char(' ') + taskLabel(*flow.timeline, static_cast<std::uint32_t>(now.other));
    return label;
}

void paintMeshFlow(QPainter& painter, const MeshPicture& picture, const MeshFlow& flow)
{
    if (flow.isEmpty() || detailOf(picture) == MeshDetail::Nodes)
        return;
    const MeshModel& model = picture.model;
    painter.save();
    painter.setClipRect(picture.viewport);
    QFont font = painter.font();
    const double cellHeight = picture.camera.scale;
    font.setPixelSize(scaledPixels(picture.textScale, cellHeight / 3.0, 9, 14));
    font.setBold(true);
    painter.setFont(font);
    const QFontMetricsF metrics(font);
    const std::vector<Tag> tags = tagsOf(picture, flow, metrics, {cellHeight * MeshGeometry::cellWidth, cellHeight});
    for (const int node : model.geometry.nodesIn(picture.camera.toWorld(picture.viewport))) {
        const int first = node * model.geometry.gpusPerNode();
        for (int gpu = first; gpu < std::min(first + model.geometry.gpusPerNode(), model.gpus()); ++gpu) {
            const int stage = model.stageOn(gpu);
            if (stage < 0 || static_cast<std::size_t>(stage) >= tags.size() || flow.stages[static_cast<std::size_t>(stage)].task < 0)
                continue;
            const QRectF cell = picture.camera.toScreen(model.geometry.cellRect(gpu));
            if (cell.intersects(picture.viewport))
                paintTag(painter, tags[static_cast<std::size_t>(stage)], cell, metrics.height());
        }
    }
    painter.restore();
}

} // namespace shardscape
