// SPDX-License-Identifier: GPL-3.0-or-later
// How a model is split: the degrees of each kind of parallelism, in Megatron's terms, and the switches that go with them.
#pragma once

#include "units/enum_names.h"

#include <array>
#include <optional>
#include <vector>

namespace shardscape {

/// The axes of the device mesh. World size = tp * cp * pp * dp; ep folds over tp * cp * dp.
enum class Axis : unsigned char { Tp, Cp, Ep, Dp, Pp };
inline constexpr std::size_t axisCount = 5;

template <> struct EnumNames<Axis> {
    static constexpr std::array<EnumName<Axis>, 5> table{
        {{Axis::Tp, "tp"}, {Axis::Cp, "cp"}, {Axis::Ep, "ep"}, {Axis::Dp, "dp"}, {Axis::Pp, "pp"}}};
};

constexpr std::size_t indexOf(Axis axis) { return static_cast<std::size_t>(axis); }

enum class ScheduleKind : unsigned char {
    GPipe,
    OneFOneB,
    Interleaved,
    ZbH1,
    ZbH2,
    ZbV,
    VHalf,
    VMin,
    DualPipe,
    DualPipeV,
    ForwardOnly,
};

template <> struct EnumNames<ScheduleKind> {
    static constexpr std::array<EnumName<ScheduleKind>, 11> table{{{ScheduleKind::GPipe, "gpipe"},
                                                                   {ScheduleKind::OneFOneB, "1f1b"},
                                                                   {ScheduleKind::Interleaved, "interleaved"},
                                                                   {ScheduleKind::ZbH1, "zb-h1"},
                                                                   {ScheduleKind::ZbH2, "zb-h2"},
                                                                   {ScheduleKind::ZbV, "zb-v"},
                                                                   {ScheduleKind::VHalf, "v-half"},
                                                                   {ScheduleKind::VMin, "v-min"},
                                                                   {ScheduleKind::DualPipe, "dualpipe"},
                                                                   {ScheduleKind::DualPipeV, "dualpipe-v"},
                                                                   {ScheduleKind::ForwardOnly, "forward-only"}}};
};

/// User switches of communication overlap; nothing = what the software generation does.
struct OverlapSwitches {
    std::optional<bool> tp, dp, pp, cp, ep;
    bool operator==(const OverlapSwitches&) const = default;
};

/// No cluster is larger; products of degrees stop here.
inline constexpr long long worldSizeLimit = 1'000'000'000;

struct Parallelism {
    int tp = 1;
    int cp = 1;
    int ep = 1;
    std::optional<int> etp; ///< expert tensor parallelism; nothing = see plan/plan.h
    int pp = 1;
    int dp = 1;
    int vpp = 1; ///< model chunks per pipeline rank
    bool sequenceParallel = true;
    int zeroStage = 1;
    std::optional<int> hsdpShard; ///< shard group size of HSDP; nothing = the whole dp x cp group
    std::array<Axis, axisCount> axisOrder{Axis::Tp, Axis::Cp, Axis::Ep, Axis::Dp, Axis::Pp}; ///< innermost first
    ScheduleKind schedule = ScheduleKind::OneFOneB;
    /// Interleaved: micro-batches that pass a chunk before the next chunk takes over; nothing = pp (Megatron-LM's
    /// microbatch-group-size-per-virtual-pipeline-stage).
    std::optional<int> microbatchGroupSize;
    bool overlapPairs = false; ///< 1F1B and interleaved: a forward beside a backward, so that one's expert exchange hides under the other
    std::optional<std::vector<int>> stageLayers; ///< layers per virtual stage in model order; nothing = balanced
    OverlapSwitches overlap;

    /// tp * cp * pp * dp, saturating at worldSizeLimit so that absurd degrees cannot overflow. \pre every degree is at least 1
    [[nodiscard]] long long worldSize() const
    {
        long long size = 1;
        for (const int degree : {tp, cp, pp, dp})
            size = size * degree < worldSizeLimit ? size * degree : worldSizeLimit;
        return size;
    }
    bool operator==(const Parallelism&) const = default;
};

} // namespace shardscape
