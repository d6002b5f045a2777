// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/pareto_front.h"

#include <algorithm>
#include <utility>

namespace shardscape {
namespace {

/// In the list fewer missed limits count before the objectives.
bool isBetter(const PointScore& a, const PointScore& b)
{
    if (a.missed != b.missed)
        return a.missed < b.missed;
    return a.key != b.key ? a.key < b.key : a.number < b.number;
}

bool isAtLeastAsGood(const PointScore& a, const PointScore& b)
{
    return a.key[0] <= b.key[0] && a.key[1] <= b.key[1] && a.missed <= b.missed;
}

bool isEqual(const PointScore& a, const PointScore& b) { return a.key == b.key && a.missed == b.missed; }

/// Of equal ones the first.
bool displaces(const PointScore& a, const PointScore& b)
{
    return isAtLeastAsGood(a, b) && (!isEqual(a, b) || a.number < b.number);
}

} // namespace

bool ParetoFront::dominates(const PointScore& best) const
{
    for (const Entry& entry : m_front) {
        if (entry.score.key[0] > best.key[0])
            return false;
        if (displaces(entry.score, best))
            return true;
    }
    return false;
}

bool ParetoFront::isListed(const PointScore& best) const
{
    return m_top > 0 && (m_list.size() < m_top || isBetter(best, m_list.back().score));
}

bool ParetoFront::add(SearchPoint point)
{
    const PointScore score = scoreOf(point);
    const bool listed = isListed(score);
    if (listed) {
        const auto place = std::upper_bound(m_list.begin(), m_list.end(), score, [](const PointScore& a, const Entry& b) { return isBetter(a, b.score); });
        m_list.insert(place, {score, point});
        if (m_list.size() > m_top)
            m_list.pop_back();
    }
    if (dominates(score))
        return listed;
    std::erase_if(m_front, [&](const Entry& e) { return displaces(score, e.score); });
    const auto place = std::upper_bound(m_front.begin(), m_front.end(), score.key[0], [](double key, const Entry& e) { return key < e.score.key[0]; });
    m_front.insert(place, {score, std::move(point)});
    return true;
}

std::vector<SearchPoint> ParetoFront::front() const
{
    std::vector<SearchPoint> points;
    for (const Entry& entry : m_front)
        points.push_back(entry.point);
    return points;
}

std::vector<SearchPoint> ParetoFront::top() const
{
    std::vector<SearchPoint> points;
    for (const Entry& entry : m_list)
        points.push_back(entry.point);
    return points;
}

std::vector<SearchPoint> ParetoFront::points() const
{
    std::vector<SearchPoint> all = front();
    const std::vector<SearchPoint> listed = top();
    all.insert(all.end(), listed.begin(), listed.end());
    std::sort(all.begin(), all.end(), [](const SearchPoint& a, const SearchPoint& b) { return a.number < b.number; });
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

} // namespace shardscape
