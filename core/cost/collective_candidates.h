// SPDX-License-Identifier: GPL-3.0-or-later
// The legal ways to run a collective, each as the terms of one formula. Internal to core/cost; no allocation, for inner loops.
#pragma once

#include "cost/collective.h"

#include <array>
#include <string_view>

namespace shardscape {

/// time = base + steps * step + ramp * size / (size + ramp_size) + wire / rate + copied / copy_rate, in seconds and bytes.
/// base and step are latency; the ramp is what a bulk transfer loses until it is at full speed; `copied` is the rank's own shard.
/// Form and constants: fits on published nccl-tests tables (see the presets), after NCCL's own tuning model (tuning.cc).
struct CollectiveTerms {
    std::string_view algorithm;
    std::string_view protocol;
    double base = 0.0;
    double steps = 0.0;
    double step = 0.0;
    double ramp = 0.0;
    double size = 0.0;
    double rampSize = 1.0;
    double wire = 0.0;
    double rate = 1.0;
    double copied = 0.0;
    double copyRate = 1.0;

    [[nodiscard]] double seconds() const { return base + steps * step + ramp * size / (size + rampSize) + wire / rate + copied / copyRate; }
};

class CandidateList {
public:
    void add(const CollectiveTerms& terms) { m_items[m_count++] = terms; }
    [[nodiscard]] const CollectiveTerms* begin() const { return m_items.data(); }
    [[nodiscard]] const CollectiveTerms* end() const { return m_items.data() + m_count; }
    [[nodiscard]] std::size_t size() const { return m_count; }

private:
    std::array<CollectiveTerms, 6> m_items{};
    std::size_t m_count = 0;
};

/// \pre request.shape.ranks > 1
[[nodiscard]] CandidateList candidatesInside(const CollectiveRequest& request, const ClusterSpec& cluster);
[[nodiscard]] CandidateList candidatesAcross(const CollectiveRequest& request, const ClusterSpec& cluster);

/// The value of a named constant, or the fallback where the preset (or an inline cluster) has none.
[[nodiscard]] inline double constantOr(const std::map<std::string, Constant, std::less<>>& constants, std::string_view name,
                                       double fallback)
{
    const auto entry = constants.find(name);
    return entry == constants.end() ? fallback : entry->second.value;
}

/// Latency steps of a ring: 2(p-1) for all-reduce, p-1 otherwise.
[[nodiscard]] inline double ringSteps(CollectiveOp op, int ranks) { return (op == CollectiveOp::AllReduce ? 2.0 : 1.0) * (ranks - 1); }

} // namespace shardscape
