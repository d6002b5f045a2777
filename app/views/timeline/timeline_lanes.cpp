// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timeline/timeline_lanes.h"

#include "shell/translate.h"
#include "views/common/hatch.h"
#include "views/common/number_text.h"
#include "views/timeline/timeline_painter.h"
#include "views/timeline/timeline_text.h"

#include <QFontMetricsF>
#include <QImage>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace shardscape {

namespace {

QString say(const char* text) { return tr(text); }

constexpr std::array<std::pair<WorkPart, StepLane>, 3> passLanes{
    {{WorkPart::Tp, StepLane::Tp}, {WorkPart::Cp, StepLane::Cp}, {WorkPart::Ep, StepLane::Ep}}};

/// Shown transfers lie above, what runs beside the passes below.
QRectF trackOf(const QRectF& lane, bool exposed)
{
    const double middle = std::round(lane.top() + lane.height() * 0.6);
    return exposed ? QRectF(lane.left(), lane.top(), lane.width(), middle - lane.top())
                   : QRectF(lane.left(), middle, lane.width(), lane.bottom() - middle);
}

/// Where an event is drawn; empty = nowhere in this geometry.
QRectF rectOf(const TimelineGeometry& geometry, const LaneEvent& event, int stage)
{
    const QRectF lane = geometry.lane(stage);
    if (lane.isEmpty() && (!event.exposed || event.task >= 0))
        return {};
    const bool inRow = lane.isEmpty() || event.lane == StepLane::Optimizer;
    const QRectF track = inRow ? geometry.row(stage) : trackOf(lane, event.exposed);
    const double left = std::max(std::round(geometry.xOf(event.start)), geometry.rows().left());
    const double right = std::min(std::round(geometry.xOf(event.end)), geometry.rows().right());
    return right > left ? QRectF(left, track.top(), right - left, track.height()) : QRectF();
}

void paintEvent(QPainter& painter, const TimelineGeometry& geometry, const Tokens& tokens, const LaneEvent& event, int stage)
{
    QRectF rect = rectOf(geometry, event, stage);
    if (rect.isEmpty())
        return;
    rect.setWidth(rect.width() - (rect.width() >= 4.0 ? 1.0 : 0.0));
    const QColor color = laneColor(tokens, event.lane);
    if (event.exposed) {
        painter.fillRect(rect, color);
    } else {
        QColor ground = color;
        ground.setAlpha(70);
        painter.fillRect(rect, ground);
        drawHatch(painter, rect, Hatch::Falling, color, 4.0);
    }
    const QFontMetricsF metrics(painter.font());
    const QString letters = laneLetters(event.lane);
    if (event.exposed && rect.height() >= metrics.ascent() && metrics.horizontalAdvance(letters) + 2.0 <= rect.width()) {
        painter.setPen(textOn(color));
        painter.drawText(rect, Qt::AlignCenter, letters);
    }
}

/// Mean shares of a stage's chunks by kind of pass; where there are pairs, nearly all passes are in one.
std::array<PartShares, passKinds> meanShares(const Timeline& timeline, const StepLanes& lanes, int stage)
{
    std::array<PartShares, passKinds> mean{};
    const std::size_t paired = timeline.pairedWithNext.empty() ? 0 : passKinds;
    const auto chunks = static_cast<std::size_t>(timeline.chunks);
    const std::size_t slots = static_cast<std::size_t>(timeline.stages) * chunks;
    for (std::size_t kind = 0; kind < mean.size(); ++kind)
        for (std::size_t chunk = 0; chunk < chunks; ++chunk)
            for (std::size_t part = 0; part < workPartCount; ++part)
                mean[kind][part] += lanes.passShares[(paired + kind) * slots + static_cast<std::size_t>(stage) * chunks + chunk][part] /
                                    static_cast<double>(chunks);
    return mean;
}

/// Passes narrower than two pixels: every column shows the lanes' colors in proportion, idle and computing time stays transparent.
void paintColumns(QPainter& painter, const TimelineGeometry& geometry, const Timeline& timeline, const StepLanes& lanes,
                  const Tokens& tokens, int stage, const TimelinePyramid& pyramid)
{
    const QRectF track = trackOf(geometry.lane(stage), true);
    const auto mean = meanShares(timeline, lanes, stage);
    const int width = std::max(1, static_cast<int>(std::ceil(track.width())));
    QImage line(width, 1, QImage::Format_ARGB32_Premultiplied);
    auto* pixels = reinterpret_cast<QRgb*>(line.scanLine(0));
    for (int x = 0; x < width; ++x) {
        const TaskShares shares = pyramid.shares(stage, geometry.timeAt(track.left() + x), geometry.timeAt(track.left() + x + 1));
        std::array<double, 4> sum{};
        for (std::size_t kind = 0; kind < mean.size(); ++kind)
            for (const auto& [part, lane] : passLanes) {
                const double share = 255.0 * static_cast<double>(shares[kind]) * mean[kind][static_cast<std::size_t>(part)];
                const QColor color = laneColor(tokens, lane);
                sum[0] += share * color.redF();
                sum[1] += share * color.greenF();
                sum[2] += share * color.blueF();
                sum[3] += share;
            }
        const auto byte = [](double value) { return std::clamp(static_cast<int>(std::lround(value)), 0, 255); };
        pixels[x] = qRgba(byte(sum[0]), byte(sum[1]), byte(sum[2]), byte(sum[3]));
    }
    painter.drawImage(QRectF(track.left(), track.top(), width, track.height()), line);
}

QString actionName(LaneAction action, StepLane lane)
{
    switch (action) {
    case LaneAction::Collectives: return say("%1-parallel transfers of the pass, drawn together").arg(laneName(lane));
    case LaneAction::Send: return say("Send to another stage");
    case LaneAction::ReduceGradients: return say("Gradient reduction");
    case LaneAction::GatherParameters: return say("Parameter gathering");
    case LaneAction::ShardTraffic: return say("Gathering and reduction of shards, all micro-batches");
    case LaneAction::ReduceReplicas: return say("Gradient reduction over the replicas of shard groups");
    case LaneAction::SumTiedEmbedding: return say("Gradients of the tied embedding over first and last stage");
    case LaneAction::SlowedPasses: return say("What hidden transfers take from the passes");
    case LaneAction::Optimizer: return say("Optimizer step");
    }
    return {};
}

} // namespace

QString laneLetters(StepLane lane) { return lane == StepLane::Optimizer ? QStringLiteral("O") : QString::fromLatin1(toText(lane).data()).toUpper(); }

QString laneName(StepLane lane)
{
    switch (lane) {
    case StepLane::Tp: return say("tensor");
    case StepLane::Cp: return say("context");
    case StepLane::Ep: return say("expert");
    case StepLane::Pp: return say("sends");
    case StepLane::Dp: return say("data");
    case StepLane::Optimizer: return say("optimizer");
    }
    return {};
}

QColor laneColor(const Tokens& tokens, StepLane lane)
{
    switch (lane) {
    case StepLane::Tp: return tokens.axis[indexOf(Axis::Tp)];
    case StepLane::Cp: return tokens.axis[indexOf(Axis::Cp)];
    case StepLane::Ep: return tokens.axis[indexOf(Axis::Ep)];
    case StepLane::Pp: return tokens.axis[indexOf(Axis::Pp)];
    case StepLane::Dp: return tokens.axis[indexOf(Axis::Dp)];
    case StepLane::Optimizer: break;
    }
    return tokens.task[static_cast<std::size_t>(TaskKind::Optimizer)];
}

std::vector<StepLane> lanesInUse(const StepLanes& lanes)
{
    std::array<bool, stepLaneCount> used{};
    for (const PartShares& shares : lanes.passShares)
        for (const auto& [part, lane] : passLanes)
            used[static_cast<std::size_t>(lane)] |= shares[static_cast<std::size_t>(part)] > 0.0;
    used[static_cast<std::size_t>(StepLane::Pp)] =
        lanes.sendSeconds > 0.0 && std::any_of(lanes.sends.begin(), lanes.sends.end(), [](std::uint8_t s) { return s != 0; });
    for (const std::vector<LaneEvent>& events : lanes.stepEvents)
        for (const LaneEvent& event : events)
            used[static_cast<std::size_t>(event.lane)] = true;
    std::vector<StepLane> list;
    for (std::size_t i = 0; i < stepLaneCount; ++i)
        if (used[i])
            list.push_back(static_cast<StepLane>(i));
    return list;
}

void paintStageLane(QPainter& painter, const TimelineGeometry& geometry, const Timeline& timeline, const StepLanes& lanes,
                    const Tokens& tokens, int stage, const TimelinePyramid* pyramid)
{
    const QRectF lane = geometry.lane(stage);
    if (!lane.isEmpty())
        painter.fillRect(lane, tokens.surfaceAlt);
    for (const LaneEvent& event : lanes.stepEvents[static_cast<std::size_t>(stage)])
        paintEvent(painter, geometry, tokens, event, stage);
    if (lane.isEmpty())
        return;
    if (drawsShares(geometry, timeline, stage)) {
        if (pyramid != nullptr && !pyramid->isEmpty())
            paintColumns(painter, geometry, timeline, lanes, tokens, stage, *pyramid);
        return;
    }
    std::vector<LaneEvent> events;
    const TaskRange range = tasksBetween(timeline, stage, geometry.begin, geometry.end);
    for (std::uint32_t task = range.first; task < range.last; ++task)
        appendPassEvents(timeline, lanes, stage, task, events);
    for (const LaneEvent& event : events)
        paintEvent(painter, geometry, tokens, event, stage);
}

std::optional<LaneEvent> laneEventAt(const TimelineGeometry& geometry, const Timeline& timeline, const StepLanes& lanes, QPointF point)
{
    const std::optional<int> stage = geometry.stageAt(point.y());
    if (!stage || point.x() < geometry.rows().left())
        return std::nullopt;
    std::vector<LaneEvent> events;
    if (!geometry.lane(*stage).isEmpty()) {
        const double time = geometry.timeAt(point.x());
        const TaskRange range = tasksBetween(timeline, *stage, time - lanes.sendSeconds, time);
        for (std::uint32_t task = range.first; task < range.last; ++task)
            appendPassEvents(timeline, lanes, *stage, task, events);
    }
    const auto& step = lanes.stepEvents[static_cast<std::size_t>(*stage)];
    events.insert(events.end(), step.begin(), step.end());
    for (const LaneEvent& event : events)
        if (rectOf(geometry, event, *stage).contains(point))
            return event;
    return std::nullopt;
}

QString describeLaneEvent(const Timeline& timeline, const LaneEvent& event, int stage)
{
    QString name = actionName(event.action, event.lane);
    name[0] = name[0].toUpper();
    QString text = say("%1 on stage %2: %3, %4.")
                       .arg(name)
                       .arg(stage)
                       .arg(timeText(Seconds::fromSeconds(event.end - event.start)),
                            event.exposed ? say("adds to the step") : say("beside the passes"));
    if (event.task >= 0)
        text += QLatin1Char(' ') + describeTask(timeline, static_cast<std::uint32_t>(event.task));
    return text;
}

} // namespace shardscape
