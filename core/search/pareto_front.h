// SPDX-License-Identifier: GPL-3.0-or-later
// The best plans seen so far: the exact Pareto front of two objectives, and a list of the best by the first of them. Streaming: its
// content depends on the plans that were added and not on their order. Values; one thread, or many readers.
#pragma once

#include "search/search.h"

namespace shardscape {

/// The scales by which points are compared: less is better in both.
struct PointScore {
    std::array<double, 2> key{};
    std::size_t missed = 0;   ///< soft limits
    std::uint64_t number = 0; ///< the lower one of two equal plans stays
};

class ParetoFront {
public:
    ParetoFront(const SearchRequest& request, std::size_t top)
        : m_sign{isGain(request.objectives[0]) ? -1.0 : 1.0, isGain(request.objectives[1]) ? -1.0 : 1.0}, m_top{top}
    {
    }

    [[nodiscard]] PointScore scoreOf(const SearchPoint& point) const
    {
        return {{m_sign[0] * point.objective[0], m_sign[1] * point.objective[1]}, point.missed.size(), point.number};
    }
    /// True where a point of that score at best can come neither onto the front nor into the list.
    [[nodiscard]] bool surpasses(const PointScore& best) const { return !isListed(best) && dominates(best); }
    /// \return false where the point stays out
    bool add(SearchPoint point);
    [[nodiscard]] std::vector<SearchPoint> front() const;
    [[nodiscard]] std::vector<SearchPoint> top() const;
    /// Points of front and list, each once.
    [[nodiscard]] std::vector<SearchPoint> points() const;

private:
    struct Entry {
        PointScore score;
        SearchPoint point;
    };
    [[nodiscard]] bool dominates(const PointScore& best) const;
    [[nodiscard]] bool isListed(const PointScore& best) const;

    std::array<double, 2> m_sign;
    std::size_t m_top;
    std::vector<Entry> m_front; ///< by the first key
    std::vector<Entry> m_list;  ///< by the keys, at most m_top
};

} // namespace shardscape
