// SPDX-License-Identifier: GPL-3.0-or-later
// Ordering and timing of pipeline schedules, each beside a floor kernel that does only what cannot be left out: the counter "floor" is
// the kernel's time, "ratio" ours over it.
#include "schedule/schedule.h"
#include "schedule/task_graph.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <numeric>

using namespace shardscape;

namespace {

ScheduleRequest request(benchmark::State& state)
{
    const auto stages = static_cast<int>(state.range(0));
    const auto chunks = static_cast<int>(state.range(2));
    return {.kind = chunks > 1 ? ScheduleKind::Interleaved : ScheduleKind::OneFOneB,
            .stages = stages,
            .microbatches = static_cast<int>(state.range(1)),
            .chunks = chunks,
            .times = uniformTimes(stages, chunks, 1.0, 1.0, 1.0, std::nullopt, 0.01)};
}

double secondsOf(const std::chrono::steady_clock::duration& d) { return std::chrono::duration<double>(d).count(); }

template <class F> double bestOf(int runs, F f)
{
    double best = 1e9;
    for (int i = 0; i < runs; ++i) {
        const auto begin = std::chrono::steady_clock::now();
        f();
        best = std::min(best, secondsOf(std::chrono::steady_clock::now() - begin));
    }
    return best;
}

/// One max and one add per task over resolved producers, into an array that is already there.
void floorTiming(const TaskGraph& graph, std::vector<double>& end)
{
    const std::uint32_t mask = graph_detail::stepMask;
    double* const out = end.data();
    double* next = out + 1;
    for (const WaveStep& step : graph.wave)
        *next++ = std::max(out[step.before], out[step.producer & mask]) + 0.25;
}

/// Fresh arrays of a timeline's size, written once.
void floorOrdering(std::size_t tasks)
{
    std::vector<double> start(tasks);
    std::vector<double> end(tasks);
    std::vector<std::int32_t> microbatch(tasks);
    std::vector<std::uint8_t> kind(tasks);
    std::vector<std::uint32_t> producer(tasks);
    double time = 0;
    for (std::size_t i = 0; i < tasks; ++i) {
        microbatch[i] = static_cast<std::int32_t>(i >> 3U);
        kind[i] = static_cast<std::uint8_t>(i & 1U);
        producer[i] = static_cast<std::uint32_t>(i >= 64 ? i - 64 : 0);
        start[i] = std::max(time, end[producer[i]]);
        end[i] = start[i] + 0.25;
        time = end[i];
    }
    benchmark::DoNotOptimize(end.data());
}

void report(benchmark::State& state, double ours, double floor, std::size_t tasks)
{
    state.counters["tasks"] = static_cast<double>(tasks);
    state.counters["floor_ms"] = floor * 1e3;
    state.counters["ratio"] = ours / floor;
}

void orderAndTime(benchmark::State& state)
{
    const ScheduleRequest r = request(state);
    double best = 1e9;
    std::size_t tasks = 0;
    for (auto _ : state) {
        const auto begin = std::chrono::steady_clock::now();
        const Result<Timeline> timeline = simulateSchedule(r);
        best = std::min(best, secondsOf(std::chrono::steady_clock::now() - begin));
        tasks = timeline->size();
        benchmark::DoNotOptimize(timeline->end.data());
    }
    report(state, best, bestOf(20, [&] { floorOrdering(tasks); }), tasks);
}

void retime(benchmark::State& state)
{
    ScheduleRequest r = request(state);
    const Result<TaskGraph> graph = orderSchedule(r);
    Timeline timeline;
    TimingScratch scratch;
    if (!timeSchedule(*graph, r.times, timeline, scratch))
        return;
    double best = 1e9;
    for (auto _ : state) {
        r.times.forward.front() += 1e-6;
        const auto begin = std::chrono::steady_clock::now();
        benchmark::DoNotOptimize(timeSchedule(*graph, r.times, timeline, scratch));
        best = std::min(best, secondsOf(std::chrono::steady_clock::now() - begin));
    }
    std::vector<double> end(graph->size() + 1);
    report(state, best, bestOf(20, [&] { floorTiming(*graph, end); }), graph->size());
}

void searchVHalf(benchmark::State& state)
{
    const auto stages = static_cast<int>(state.range(0));
    const auto microbatches = static_cast<int>(state.range(1));
    for (auto _ : state)
        benchmark::DoNotOptimize(
            simulateSchedule({ScheduleKind::VHalf, stages, microbatches, 2, uniformTimes(stages, 2, 1.0, 1.2, 0.8, std::nullopt, 0.1)}));
}

BENCHMARK(orderAndTime)->Args({64, 1024, 4})->Args({64, 1025, 4})->Args({16, 128, 1})->Unit(benchmark::kMillisecond);
BENCHMARK(retime)->Args({64, 1024, 4})->Args({64, 1025, 4})->Args({16, 128, 1})->Unit(benchmark::kMillisecond);
BENCHMARK(searchVHalf)->Args({8, 32})->Args({16, 64})->Args({64, 1024})->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
