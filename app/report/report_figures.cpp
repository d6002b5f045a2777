// SPDX-License-Identifier: GPL-3.0-or-later
// The report's pictures: the views' own painters in the light theme, with the report's font.
#include "report/report_parts.h"

#include "views/breakdown/breakdown_painter.h"
#include "views/common/number_text.h"
#include "views/common/plan_names.h"
#include "views/memory/memory_painter.h"
#include "views/mesh/mesh_painter.h"
#include "views/serving/curve_painter.h"
#include "views/timeline/timeline_painter.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace shardscape {

namespace {

constexpr int pictureFont = 10; // quarter millimeters: 7 pt

} // namespace

void setPictureFont(QPainter& painter)
{
    QFont font = painter.font();
    font.setPixelSize(pictureFont);
    painter.setFont(font);
}

namespace {

/// Whether some group of an axis has members in different nodes; of large meshes ranks are looked at in even steps.
bool crossesNodes(const Evaluation& evaluation, GroupKind kind)
{
    const DeviceMesh& mesh = evaluation.plan->mesh;
    const ClusterSpec& cluster = evaluation.inputs->cluster;
    constexpr int most = 1024;
    for (int rank = 0; rank < mesh.ranks(); rank += std::max(1, mesh.ranks() / most)) {
        const int node = cluster.nodeOf(mesh.gpuOf(rank));
        const std::vector<int> group = mesh.groupOf(kind, rank);
        if (std::any_of(group.begin(), group.end(), [&](int other) { return cluster.nodeOf(mesh.gpuOf(other)) != node; }))
            return true;
    }
    return false;
}

/// "TP stays inside a node; DP and PP cross nodes."
QString whereAxesLie(const Evaluation& evaluation)
{
    QStringList inside;
    QStringList across;
    for (const auto& [kind, axis] : {std::pair{GroupKind::Tp, Axis::Tp}, {GroupKind::Cp, Axis::Cp}, {GroupKind::Ep, Axis::Ep},
                                     {GroupKind::Dp, Axis::Dp}, {GroupKind::Pp, Axis::Pp}})
        if (evaluation.plan->mesh.groupSize(kind) > 1)
            (crossesNodes(evaluation, kind) ? across : inside).append(axisWords(axis));
    QStringList sentences;
    if (!inside.isEmpty())
        sentences << reportText("inside a node: %1").arg(inside.join(QStringLiteral(", ")));
    if (!across.isEmpty())
        sentences << reportText("across nodes: %1").arg(across.join(QStringLiteral(", ")));
    return sentences.join(QStringLiteral("; "));
}

int usedNodes(const Evaluation& evaluation)
{
    const MeshModel model = makeMeshModel(evaluation.plan, evaluation.inputs->cluster);
    return model.geometry.nodes();
}

} // namespace

ReportPicture meshPicture(const std::shared_ptr<const Evaluation>& evaluation)
{
    ReportPicture picture;
    const int nodes = usedNodes(*evaluation);
    const ClusterSpec& cluster = evaluation->inputs->cluster;
    const QString gpus = reportCount(cluster.gpus(), QT_TR_NOOP("%1 GPU"), QT_TR_NOOP("%1 GPUs"));
    const QString stages = reportCount(evaluation->pipeline.stages, QT_TR_NOOP("%1 pipeline stage"), QT_TR_NOOP("%1 pipeline stages"));
    const QString nodeCount = reportCount(nodes, QT_TR_NOOP("%1 node"), QT_TR_NOOP("%1 nodes"));
    const QString axes = nodes > 1 ? whereAxesLie(*evaluation) : QString();
    picture.caption = axes.isEmpty() ? reportText("All ranks sit on %1 in %2; the color is the pipeline stage.").arg(gpus, nodeCount)
                                     : reportText("Groups of the axes on %1 in %2: %3. The color is the pipeline stage.").arg(gpus, nodeCount, axes);
    picture.alt = reportText("Grid of %1 in %2. Every GPU carries the color of its pipeline stage, %3 in all.")
                      .arg(gpus, reportCount(nodes, QT_TR_NOOP("%1 node"), QT_TR_NOOP("%1 nodes")), stages);
    picture.height = nodes <= 1 ? 220 : 440;
    picture.leastShare = 0.5; // a grid says the same when it is smaller
    picture.paint = [evaluation](QPainter& painter, const QRectF& area) {
        setPictureFont(painter);
        const MeshModel model = makeMeshModel(evaluation->plan, evaluation->inputs->cluster);
        const double strip = 1.8 * QFontMetricsF(painter.font()).height();
        const QRectF view = area.adjusted(0, 0, 0, -strip);
        MeshCamera camera = fitCamera(model.geometry.bounds(), view.size(), closestMeshFit);
        camera.origin -= view.topLeft() / camera.scale;
        const MeshPicture mesh{model, tokensFor(Theme::Light), camera, view, true};
        paintMesh(painter, mesh);
        setPictureFont(painter);
        paintMeshLegend(painter, QRectF(area.left(), view.bottom(), area.width(), strip), mesh);
    };
    return picture;
}

ReportPicture memoryPicture(const std::shared_ptr<const Evaluation>& evaluation)
{
    const QLocale c = QLocale::c();
    ReportPicture picture;
    const MemoryReport& memory = evaluation->memory;
    picture.caption = reportText("Stage %1 is the fullest with %2 of %3: %4.")
                          .arg(memory.worstStage)
                          .arg(memoryText(memory.peak, c), memoryText(memory.capacity, c), headroomText(memory.peak, memory.capacity, c));
    picture.alt =
        reportText("Stacked bars of the memory of one GPU of each of %1 stages against the capacity; the table below has the numbers.")
            .arg(memory.byStage.size());
    picture.height = memory.byStage.size() <= 2 ? 250 : 380;
    picture.paint = [evaluation](QPainter& painter, const QRectF& area) {
        setPictureFont(painter);
        const MemoryBars bars = memoryBars(*evaluation, false);
        paintMemoryBars(painter, area,
                        {.bars = bars,
                         .tokens = tokensFor(Theme::Light),
                         .scaleTop = stickyScaleTop({}, bars.scaleNeed()),
                         .stage = {},
                         .part = {},
                         .bar = {},
                         .locale = QLocale::c()});
    };
    return picture;
}

ReportPicture breakdownPicture(const std::shared_ptr<const Evaluation>& evaluation)
{
    const QLocale c = QLocale::c();
    ReportPicture picture;
    const std::vector<Waterfall> all = waterfalls(*evaluation);
    const Waterfall& last = all.back();
    const auto largest =
        std::max_element(last.parts.begin(), last.parts.end(), [](const auto& a, const auto& b) { return a.time < b.time; });
    if (largest != last.parts.end())
        picture.caption = reportText("%1, %2: the largest part is “%3” with %4.")
                              .arg(last.totalName, timeText(last.total, c), largest->name,
                                   percentText(last.total.inSeconds() > 0 ? largest->time / last.total : 0.0, c));
    picture.alt = reportText("Waterfall of the parts of the time, one after the other; the table below has the numbers.");
    QFont font;
    font.setPixelSize(pictureFont);
    const double line = QFontMetricsF(font).height();
    picture.height = WaterfallGeometry(all, QRectF(0, 0, 600, 10), line).height() + 6;
    picture.paint = [all](QPainter& painter, const QRectF& area) {
        setPictureFont(painter);
        const WaterfallGeometry geometry(all, area.adjusted(2, 2, -2, 0), QFontMetricsF(painter.font()).height());
        paintWaterfalls(painter, geometry, {.all = all, .tokens = tokensFor(Theme::Light), .row = {}, .locale = QLocale::c()});
    };
    return picture;
}

ReportPicture curvePicture(const std::shared_ptr<const Evaluation>& evaluation)
{
    ReportPicture picture;
    const ThroughputLatency& curve = evaluation->inference->curve;
    picture.caption = curvePointText(curve, curve.chosen, QLocale::c()) + QLatin1Char('.');
    picture.alt = reportText("Output tokens per second and GPU, time to first token and time per output token over the number of requests "
                             "in flight; the table below has the numbers.");
    picture.height = 420;
    picture.paint = [evaluation](QPainter& painter, const QRectF& area) {
        setPictureFont(painter);
        const ThroughputLatency& points = evaluation->inference->curve;
        paintCurve(painter, CurvePlot(points, area, QFontMetricsF(painter.font()).height()),
                   {.curve = points, .tokens = tokensFor(Theme::Light), .point = {}, .locale = QLocale::c()});
    };
    return picture;
}

ReportPicture timelinePicture(const std::shared_ptr<const Evaluation>& evaluation)
{
    const QLocale c = QLocale::c();
    ReportPicture picture;
    const PipelineReport& pipeline = evaluation->pipeline;
    picture.caption = reportText("%1 with %2 and %3 leaves %4 of the GPU time idle; the pipeline takes %5.")
                          .arg(scheduleName(pipeline.schedule),
                               reportCount(pipeline.stages, QT_TR_NOOP("%1 stage"), QT_TR_NOOP("%1 stages")),
                               reportCount(pipeline.microbatches, QT_TR_NOOP("%1 micro-batch"), QT_TR_NOOP("%1 micro-batches")),
                               percentText(pipeline.bubbleFraction, c), timeText(pipeline.makespan, c));
    picture.alt =
        reportText(
            "One row for each of %1 pipeline stages, with forward, backward and other tasks as blocks over time and idle time hatched.")
            .arg(pipeline.stages);
    picture.height = std::clamp(70.0 + 26.0 * pipeline.stages, 130.0, 560.0);
    picture.paint = [evaluation](QPainter& painter, const QRectF& area) {
        setPictureFont(painter);
        const Timeline& timeline = *evaluation->timeline;
        const double strip = 1.8 * QFontMetricsF(painter.font()).height();
        const Tokens& tokens = tokensFor(Theme::Light);
        // Tasks narrower than two units are drawn as shares; those are read off a pyramid, or a PDF would hold every one of a million.
        const TimelinePyramid pyramid(timeline);
        TimelineHighlights highlights;
        highlights.pyramid = &pyramid;
        TimelineGeometry geometry = timelineGeometry(area.adjusted(0, 0, 0, -strip), timeline, painter.font(), false);
        paintTimeline(painter, geometry, timeline, tokens, highlights);
        setPictureFont(painter);
        paintTimelineLegend(painter, QRectF(area.left(), area.bottom() - strip, area.width(), strip), timeline, tokens);
    };
    return picture;
}

} // namespace shardscape
