// SPDX-License-Identifier: GPL-3.0-or-later
// A sweep: one or two inputs over their values, every point an evaluation like any other, so its numbers are those the program shows for
// that scenario. Points that are impossible or do not fit stay, with their reason. The same for any number of threads.
#pragma once

#include "sweep/figure.h"
#include "sweep/sweep_values.h"

#include <atomic>
#include <functional>

namespace shardscape {

enum class PointState : unsigned char {
    NotReached, ///< the sweep was stopped before it
    Impossible, ///< no such plan; the problems say why
    DoesNotFit, ///< legal, but takes more memory than there is
    Fits,
};
template <> struct EnumNames<PointState> {
    static constexpr std::array<EnumName<PointState>, 4> table{{{PointState::NotReached, "not-reached"},
                                                                {PointState::Impossible, "impossible"},
                                                                {PointState::DoesNotFit, "does-not-fit"},
                                                                {PointState::Fits, "fits"}}};
};

struct SweepPoint {
    PointState state = PointState::NotReached;
    int gpus = 0;                                         ///< used by the plan; 0 = there is none
    std::array<std::optional<double>, figureCount> figures{}; ///< by Figure; those the workload has not are nothing
    Problems problems;                                    ///< of an impossible point

    [[nodiscard]] std::optional<double> operator[](Figure figure) const { return figures[static_cast<std::size_t>(figure)]; }
    bool operator==(const SweepPoint&) const = default;
};

struct SweepRequest {
    SweepBase base;
    SweepAxis first;
    std::optional<SweepAxis> second; ///< a grid over both
    bool keepGpus = false;           ///< dp follows a change of tp, cp or pp
    int threads = 1;                 ///< 0 = as many as the machine has
};

struct Sweep {
    SweepAxis first;
    std::optional<SweepAxis> second;
    std::vector<SweepPoint> points; ///< [second * first's size + first]
    bool isComplete = false;

    [[nodiscard]] std::size_t rows() const { return second ? second->values.size() : 1; }
    [[nodiscard]] const SweepPoint& at(std::size_t first_, std::size_t second_ = 0) const
    {
        return points[second_ * first.values.size() + first_];
    }
};

/// Called after some points, from one thread at a time, with the sweep so far; the reference is valid during the call.
using SweepProgress = std::function<void(const Sweep& soFar, std::size_t done)>;

inline constexpr std::size_t maxSweepPoints = 100'000;

/// Evaluates all points, scattered first, so that a sweep stopped half way still spans the range. \param stop may be null
/// Problems: "sweep-size" for more points than maxSweepPoints or none, "same-input" for a grid over one input.
[[nodiscard]] Result<Sweep> runSweep(const SweepRequest& request, const std::atomic<bool>* stop = nullptr,
                                     const SweepProgress& progress = {});

/// The figures of a case; what every sweep, tornado and break-even point is made of.
[[nodiscard]] SweepPoint pointOf(const Result<SweepCase>& sweepCase);

/// Runs `work(i)` for all i below count on `threads` threads (0 = all of the machine, never more than count), until stop.
void forEachIndex(std::size_t count, int threads, const std::atomic<bool>* stop, const std::function<void(std::size_t)>& work);

} // namespace shardscape
