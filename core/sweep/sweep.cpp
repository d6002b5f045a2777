// SPDX-License-Identifier: GPL-3.0-or-later
#include "sweep/sweep.h"

#include "evaluate/evaluate.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <mutex>
#include <numeric>
#include <thread>

namespace shardscape {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds progressPeriod{60};

/// Visits 0..count-1 in a scattered order: a stride without common divisor, near the golden section.
class Scattered {
public:
    explicit Scattered(std::size_t count) : m_count{count}, m_stride{std::max<std::size_t>(1, count * 618 / 1000)}
    {
        while (std::gcd(m_stride, m_count) != 1)
            ++m_stride;
    }
    [[nodiscard]] std::size_t operator[](std::size_t place) const { return place * m_stride % m_count; }

private:
    std::size_t m_count;
    std::size_t m_stride;
};

std::optional<Problem> checkSize(const SweepRequest& request)
{
    const std::size_t rows = request.second ? request.second->values.size() : 1;
    const std::size_t columns = request.first.values.size();
    if (request.second && request.second->input == request.first.input)
        return Problem{Severity::Error, "same-input", request.first.input.path, "both inputs of the grid are the same", "choose two inputs"};
    if (rows == 0 || columns == 0)
        return Problem{Severity::Error, "sweep-size", request.first.input.path, "there are no values to try", "list some, such as 1,2,4"};
    if (columns > maxSweepPoints / rows)
        return Problem{Severity::Error, "sweep-size", request.first.input.path, fmt::format("{} x {} points are too many", columns, rows),
                       fmt::format("stay below {}", maxSweepPoints)};
    return std::nullopt;
}

std::vector<SweepChange> changesAt(const SweepRequest& request, std::size_t index)
{
    const std::size_t columns = request.first.values.size();
    std::vector<SweepChange> changes{{request.first.input, request.first.values[index % columns]}};
    if (request.second)
        changes.push_back({request.second->input, request.second->values[index / columns]});
    return changes;
}

} // namespace

SweepPoint pointOf(const Result<SweepCase>& sweepCase)
{
    SweepPoint point;
    point.state = PointState::Impossible;
    if (!sweepCase) {
        point.problems = sweepCase.error();
        return point;
    }
    const auto evaluation =
        evaluate(sweepCase->scenario, sweepCase->inputs, {.linkMap = false, .timeline = false, .derivations = false});
    if (!evaluation) {
        point.problems = evaluation.error();
        return point;
    }
    point.state = evaluation->fits ? PointState::Fits : PointState::DoesNotFit;
    point.gpus = evaluation->ranks;
    for (const auto& [figure, name] : EnumNames<Figure>::table)
        point.figures[static_cast<std::size_t>(figure)] = figureOf(figure, *evaluation);
    return point;
}

void forEachIndex(std::size_t count, int threads, const std::atomic<bool>* stop, const std::function<void(std::size_t)>& work)
{
    std::atomic<std::size_t> next{0};
    const auto run = [&] {
        for (std::size_t i = next++; i < count && (stop == nullptr || !stop->load()); i = next++)
            work(i);
    };
    const std::size_t wanted = threads > 0 ? static_cast<std::size_t>(threads) : std::max(1u, std::thread::hardware_concurrency());
    std::vector<std::thread> others;
    for (std::size_t i = 1; i < std::min(wanted, count); ++i)
        others.emplace_back(run);
    run();
    for (std::thread& each : others)
        each.join();
}

Result<Sweep> runSweep(const SweepRequest& request, const std::atomic<bool>* stop, const SweepProgress& progress)
{
    if (auto problem = checkSize(request))
        return failure(std::move(*problem));
    Sweep sweep{request.first, request.second, {}, false};
    const std::size_t count = sweep.first.values.size() * sweep.rows();
    sweep.points.resize(count);
    const Scattered order{count};
    std::mutex mutex;
    std::size_t done = 0;
    auto lastReport = Clock::now();
    forEachIndex(count, request.threads, stop, [&](std::size_t place) {
        const std::size_t index = order[place];
        SweepPoint point = pointOf(changed(request.base, changesAt(request, index), request.keepGpus));
        const std::lock_guard lock{mutex};
        sweep.points[index] = std::move(point);
        ++done;
        if (progress && Clock::now() - lastReport >= progressPeriod) {
            progress(sweep, done);
            lastReport = Clock::now();
        }
    });
    sweep.isComplete = done == count;
    return sweep;
}

} // namespace shardscape
