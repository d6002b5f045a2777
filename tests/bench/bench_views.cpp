// SPDX-License-Identifier: GPL-3.0-or-later
// Frame times of the mesh, fabric and memory pictures at 64 to 16,384 GPUs. Run headless: QT_QPA_PLATFORM=offscreen bench_views.
#include "app/sample_evaluation.h"
#include "bench_scenarios.h"
#include "views/fabric/fabric_painter.h"
#include "views/memory/memory_painter.h"
#include "views/mesh/mesh_painter.h"

#include <QGuiApplication>
#include <QImage>
#include <QPainter>

#include <benchmark/benchmark.h>

using namespace shardscape;

namespace {

Evaluation sampleOf(int gpus)
{
    const int nodes = gpus / 8;
    const int pp = std::min(16, nodes);
    return sampleTraining({.tp = 8, .pp = pp, .dp = nodes / pp, .nodes = nodes});
}

struct MeshFrame {
    explicit MeshFrame(int gpus)
    {
        const Evaluation evaluation = sampleOf(gpus);
        model = makeMeshModel(evaluation.plan, evaluation.inputs->cluster);
        camera = fitCamera(model.geometry.bounds(), image.size(), closestMeshFit);
    }
    [[nodiscard]] MeshPicture picture() const { return {model, tokensFor(Theme::Light), camera, QRectF(image.rect())}; }

    QImage image{1200, 800, QImage::Format_RGB32};
    MeshModel model;
    MeshCamera camera;
};

/// range(0) = GPUs, range(1) = zoom over fit in percent.
void meshFull(benchmark::State& state)
{
    MeshFrame frame(static_cast<int>(state.range(0)));
    frame.camera.zoomAt({600, 400}, static_cast<double>(state.range(1)) / 100.0, 0.01, closestMesh);
    for (auto _ : state) {
        QPainter painter(&frame.image);
        painter.fillRect(frame.image.rect(), Qt::white);
        paintMesh(painter, frame.picture());
    }
}
BENCHMARK(meshFull)->Unit(benchmark::kMillisecond)->ArgsProduct({{64, 1024, 16384}, {100, 200, 400, 800, 1600}});

/// The same while a group is selected and all other GPUs are dimmed.
void meshDimmed(benchmark::State& state)
{
    MeshFrame frame(static_cast<int>(state.range(0)));
    const std::vector<int> group = frame.model.groupGpus(GroupKind::Tp, 0);
    MeshPicture picture = frame.picture();
    picture.kept = &group;
    for (auto _ : state) {
        QPainter painter(&frame.image);
        painter.fillRect(frame.image.rect(), Qt::white);
        paintMesh(painter, picture);
    }
}
BENCHMARK(meshDimmed)->Unit(benchmark::kMillisecond)->Arg(64)->Arg(1024)->Arg(16384);

/// What a hover costs: hit test and the overlay with the groups of a GPU.
void meshHover(benchmark::State& state)
{
    MeshFrame frame(static_cast<int>(state.range(0)));
    const std::vector<int> selection{0, 1, 2};
    int gpu = 0;
    for (auto _ : state) {
        gpu = (gpu + 7) % frame.model.gpus();
        const QPointF at = frame.camera.toScreen(frame.model.geometry.cellRect(gpu)).center();
        MeshOverlay overlay{.selection = selection};
        overlay.focused = frame.model.geometry.gpuAt(frame.camera.toWorld(at));
        QPainter painter(&frame.image);
        paintMeshOverlay(painter, frame.picture(), overlay);
    }
}
BENCHMARK(meshHover)->Unit(benchmark::kMillisecond)->Arg(64)->Arg(1024)->Arg(16384);

void meshModel(benchmark::State& state)
{
    const Evaluation evaluation = sampleOf(static_cast<int>(state.range(0)));
    for (auto _ : state)
        benchmark::DoNotOptimize(makeMeshModel(evaluation.plan, evaluation.inputs->cluster));
}
BENCHMARK(meshModel)->Unit(benchmark::kMillisecond)->Arg(64)->Arg(1024)->Arg(16384);

/// Llama 3.1 405B with its own traffic on a fabric of this size.
std::shared_ptr<const Evaluation> evaluationOf(int gpus)
{
    auto resolved = bench::resolve(bench::llama405b);
    Scenario scenario = resolved->scenario;
    scenario.cluster.nodes = gpus / 8;
    scenario.parallelism.pp = std::min(16, gpus / 8);
    scenario.parallelism.dp = gpus / 8 / scenario.parallelism.pp;
    const auto inputs = bench::allPresets().resolve(scenario);
    return std::make_shared<const Evaluation>(*evaluate(scenario, std::make_shared<const Inputs>(*inputs), {}));
}

struct FabricFrame {
    explicit FabricFrame(int gpus) : model(evaluationOf(gpus), AxisFilter().set())
    {
        camera = fitCamera(model.layout().bounds(), image.size(), 1e6);
    }
    [[nodiscard]] FabricPicture picture() const { return {model, tokensFor(Theme::Light), camera, QRectF(image.rect())}; }

    QImage image{1200, 800, QImage::Format_RGB32};
    FabricModel model;
    Camera camera;
};

/// range(0) = GPUs, range(1) = zoom over fit in percent.
void fabricFull(benchmark::State& state)
{
    FabricFrame frame(static_cast<int>(state.range(0)));
    frame.camera.zoomAt({600, 400}, static_cast<double>(state.range(1)) / 100.0, 1e-6, 1e6);
    for (auto _ : state) {
        QPainter painter(&frame.image);
        painter.fillRect(frame.image.rect(), Qt::white);
        paintFabric(painter, frame.picture());
    }
}
BENCHMARK(fabricFull)->Unit(benchmark::kMillisecond)->ArgsProduct({{64, 1024, 16384}, {100, 400, 1600, 6400}});

/// What a hover costs: a focused GPU with the order of its rings.
void fabricHover(benchmark::State& state)
{
    FabricFrame frame(static_cast<int>(state.range(0)));
    int gpu = 0;
    for (auto _ : state) {
        gpu = (gpu + 7) % static_cast<int>(state.range(0));
        QPainter painter(&frame.image);
        paintFabricFocus(painter, frame.picture(), {Focus::Kind::Gpu, gpu});
        paintFabricRings(painter, frame.picture(), frame.model.ordersOf(gpu));
    }
}
BENCHMARK(fabricHover)->Unit(benchmark::kMillisecond)->Arg(64)->Arg(1024)->Arg(16384);

void fabricMatrixPicture(benchmark::State& state)
{
    FabricFrame frame(static_cast<int>(state.range(0)));
    for (auto _ : state) {
        QPainter painter(&frame.image);
        paintFabricMatrix(painter, QRectF(frame.image.rect()), frame.model, tokensFor(Theme::Light));
    }
}
BENCHMARK(fabricMatrixPicture)->Unit(benchmark::kMillisecond)->Arg(64)->Arg(1024)->Arg(16384);

void fabricModel(benchmark::State& state)
{
    const auto evaluation = evaluationOf(static_cast<int>(state.range(0)));
    for (auto _ : state)
        benchmark::DoNotOptimize(FabricModel(evaluation, AxisFilter().set()));
}
BENCHMARK(fabricModel)->Unit(benchmark::kMillisecond)->Arg(64)->Arg(1024)->Arg(16384);

void memoryStrip(benchmark::State& state)
{
    const MemoryBars bars = memoryBars(sampleOf(static_cast<int>(state.range(0))), true);
    QImage image(1200, 320, QImage::Format_RGB32);
    for (auto _ : state) {
        QPainter painter(&image);
        paintMemoryBars(
            painter, QRectF(image.rect()),
            {.bars = bars, .tokens = tokensFor(Theme::Light), .scaleTop = Bytes::fromGiB(100), .stage = {}, .part = {}, .bar = {}});
    }
}
BENCHMARK(memoryStrip)->Unit(benchmark::kMillisecond)->Arg(64)->Arg(1024)->Arg(16384);

} // namespace

int main(int argc, char** argv)
{
    QGuiApplication app(argc, argv);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
}
