// SPDX-License-Identifier: GPL-3.0-or-later
// A frame of the pipeline picture, offscreen, at 1400 x 700: everything visible, a tenth, a hundredth; and what a moving playhead costs.
#include "schedule/schedule.h"
#include "views/timeline/timeline_painter.h"

#include <benchmark/benchmark.h>

#include <QGuiApplication>
#include <QImage>
#include <QPainter>

using namespace shardscape;

namespace {

Timeline timelineOf(int tasks)
{
    const int microbatches = tasks / (64 * 4 * 2);
    return *simulateSchedule({ScheduleKind::Interleaved, 64, microbatches, 4, uniformTimes(64, 4, 1.0, 1.2, 0.8, std::nullopt, 0.05)});
}

void paintFrame(benchmark::State& state)
{
    const Timeline timeline = timelineOf(static_cast<int>(state.range(0)));
    const TimelinePyramid pyramid(timeline);
    QImage image(1400, 700, QImage::Format_RGB32);
    TimelineGeometry geometry = timelineGeometry(QRectF(0, 0, 1400, 700), timeline, QFont(), false);
    geometry.zoom(static_cast<double>(state.range(1)), 700.0);
    TimelineHighlights highlights;
    highlights.pyramid = &pyramid;
    for (auto _ : state) {
        QPainter painter(&image);
        paintTimelineBase(painter, geometry, timeline, tokensFor(Theme::Light), highlights);
        geometry.pan(1.0);
    }
    state.counters["tasks"] = static_cast<double>(timeline.size());
}

void paintPlayhead(benchmark::State& state)
{
    const Timeline timeline = timelineOf(static_cast<int>(state.range(0)));
    QImage image(1400, 700, QImage::Format_RGB32);
    const TimelineGeometry geometry = timelineGeometry(QRectF(0, 0, 1400, 700), timeline, QFont(), false);
    TimelineHighlights highlights;
    highlights.clock = 0.0;
    for (auto _ : state) {
        QPainter painter(&image);
        highlights.clock = *highlights.clock + geometry.duration * 1e-4;
        paintTimelineOverlay(painter, geometry, timeline, tokensFor(Theme::Light), highlights);
    }
}

void makePyramid(benchmark::State& state)
{
    const Timeline timeline = timelineOf(static_cast<int>(state.range(0)));
    for (auto _ : state)
        benchmark::DoNotOptimize(TimelinePyramid(timeline));
}

BENCHMARK(paintFrame)->ArgsProduct({{131'072, 1'048'576}, {1, 10, 100, 1000}})->Unit(benchmark::kMillisecond);
BENCHMARK(paintPlayhead)->Arg(1'048'576)->Unit(benchmark::kMillisecond);
BENCHMARK(makePyramid)->Arg(1'048'576)->Unit(benchmark::kMillisecond);

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QGuiApplication app(argc, argv);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
