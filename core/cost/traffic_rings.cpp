// SPDX-License-Identifier: GPL-3.0-or-later
#include "cost/traffic_mapper.h"

#include <algorithm>
#include <limits>

namespace shardscape {

int GroupLayout::fewestMembers() const
{
    int fewest = std::numeric_limits<int>::max();
    for (int d = 0; d < domains(); ++d)
        fewest = std::min(fewest, static_cast<int>(members(d).size()));
    return fewest;
}

void TrafficMapper::layOut(const std::vector<int>& ranks)
{
    m_group.gpus.clear();
    for (const int rank : ranks)
        m_group.gpus.push_back(m_mesh.gpuOf(rank));
    sortByDomain();
}

void TrafficMapper::sortByDomain()
{
    std::vector<int>& start = m_group.domainStart;
    start.assign(1, 0);
    for (const int gpu : m_group.gpus) {
        int& slot = m_slotOfDomain[static_cast<std::size_t>(domainOf(gpu))];
        if (slot < 0) {
            slot = static_cast<int>(start.size()) - 1;
            start.push_back(0);
        }
        ++start[static_cast<std::size_t>(slot) + 1];
    }
    for (std::size_t d = 1; d < start.size(); ++d)
        start[d] += start[d - 1];
    m_group.sorted.resize(m_group.gpus.size());
    std::vector<int> next(start.begin(), start.end() - 1);
    for (const int gpu : m_group.gpus)
        m_group
            .sorted[static_cast<std::size_t>(next[static_cast<std::size_t>(m_slotOfDomain[static_cast<std::size_t>(domainOf(gpu))])]++)] =
            gpu;
    for (const int gpu : m_group.gpus)
        m_slotOfDomain[static_cast<std::size_t>(domainOf(gpu))] = -1;
}

namespace {

/// The cycle over a few GPUs whose slowest link is fastest; then the one with fewest links. Searches all orders, first GPU fixed.
class CycleSearch {
public:
    CycleSearch(const NodeTemplate& node, const std::vector<int>& gpus)
        : m_node{node}, m_path{gpus.front()}, m_rest(gpus.begin() + 1, gpus.end())
    {
        for (const LocalLink& link : node.links)
            m_free.push_back(link.bandwidth.base());
    }

    [[nodiscard]] std::vector<int> best()
    {
        if (m_best.empty())
            extend(std::numeric_limits<double>::infinity(), 0);
        return m_best;
    }
    [[nodiscard]] double rate() const { return m_bestRate; }

    /// Takes the best ring's rate off its links, in both directions, and looks for another over direct links; false when there is none.
    bool claim()
    {
        if (m_bestHops != static_cast<int>(m_best.size()))
            return false;
        for (std::size_t i = 0; i < m_best.size(); ++i)
            for (const auto& [from, to] :
                 {std::pair{m_best[i], m_best[(i + 1) % m_best.size()]}, std::pair{m_best[(i + 1) % m_best.size()], m_best[i]}})
                for (const std::int32_t link : m_node.gpuToGpu.at(from * m_node.gpus + to))
                    m_free[static_cast<std::size_t>(link)] -= m_bestRate;
        m_best.clear();
        m_bestRate = 0.0;
        m_bestHops = std::numeric_limits<int>::max();
        extend(std::numeric_limits<double>::infinity(), 0);
        return !m_best.empty() && m_bestRate > 0.0 && m_bestHops == static_cast<int>(m_best.size());
    }

private:
    struct Step {
        double rate;
        int hops;
    };
    [[nodiscard]] Step stepOf(int from, int to) const
    {
        Step step{std::numeric_limits<double>::infinity(), 0};
        for (const std::int32_t link : m_node.gpuToGpu.at(from * m_node.gpus + to)) {
            step.rate = std::min(step.rate, m_free[static_cast<std::size_t>(link)]);
            ++step.hops;
        }
        return step;
    }
    void extend(double rate, int hops)
    {
        if (rate < m_bestRate || (rate == m_bestRate && hops >= m_bestHops))
            return;
        if (m_rest.empty()) {
            const Step closing = stepOf(m_path.back(), m_path.front());
            const double slowest = std::min(rate, closing.rate);
            if (slowest > m_bestRate || (slowest == m_bestRate && hops + closing.hops < m_bestHops)) {
                m_best = m_path;
                m_bestRate = slowest;
                m_bestHops = hops + closing.hops;
            }
            return;
        }
        for (std::size_t i = 0; i < m_rest.size(); ++i) {
            const int gpu = m_rest[i];
            const Step step = stepOf(m_path.back(), gpu);
            m_rest.erase(m_rest.begin() + static_cast<std::ptrdiff_t>(i));
            m_path.push_back(gpu);
            extend(std::min(rate, step.rate), hops + step.hops);
            m_path.pop_back();
            m_rest.insert(m_rest.begin() + static_cast<std::ptrdiff_t>(i), gpu);
        }
    }

    const NodeTemplate& m_node;
    std::vector<double> m_free; ///< [link] bytes per second that no ring uses yet
    std::vector<int> m_path, m_rest, m_best;
    double m_bestRate = -1.0;
    int m_bestHops = std::numeric_limits<int>::max();
};

/// Position of a chip on the snake that visits a torus line by line, every second line backwards, so that followers are neighbors.
int snakePosition(const NodeTemplate& node, int gpu)
{
    std::vector<int> at;
    for (const int length : node.torusShape) {
        at.push_back(gpu % length);
        gpu /= length;
    }
    int position = 0;
    for (std::size_t axis = at.size(); axis-- > 0;) {
        const int length = node.torusShape[axis];
        const int here = position % 2 == 0 ? at[axis] : length - 1 - at[axis];
        position = position * length + here;
    }
    return position;
}

constexpr std::size_t largestCycleSearch = 8;

} // namespace

/// On a cube mesh NCCL lays several rings until the links are used up: each further one over what the ones before left free, with bytes in
/// proportion to its rate. Elsewhere one ring.
const std::vector<WeightedCycle>& TrafficMapper::fastestCycles(int nodeIndex, const std::vector<int>& locals)
{
    const NodeTemplate& node = m_fabric.nodeTemplate(nodeIndex);
    auto& found = m_cycles[static_cast<std::size_t>(m_fabric.kindOf(nodeIndex))];
    const auto known = found.find(locals);
    if (known != found.end())
        return known->second;
    std::vector<WeightedCycle> cycles{{locals, 1.0}};
    if (!node.torusShape.empty()) {
        std::vector<int>& cycle = cycles.front().gpus;
        std::sort(cycle.begin(), cycle.end(), [&](int a, int b) { return snakePosition(node, a) < snakePosition(node, b); });
    } else if (locals.size() <= largestCycleSearch && locals.size() > 2) {
        CycleSearch search{node, locals};
        cycles.front() = {search.best(), 1.0};
        if (node.twoWayRings) {
            cycles.front().share = search.rate();
            double sum = search.rate();
            while (search.claim()) {
                cycles.push_back({search.best(), search.rate()});
                sum += search.rate();
            }
            for (WeightedCycle& cycle : cycles)
                cycle.share /= sum;
        }
    }
    return found.emplace(locals, std::move(cycles)).first->second;
}

/// Behind a switch or in a complete mesh any order is as good as the group's own.
void TrafficMapper::orderForRings()
{
    std::vector<int> locals;
    for (int d = 0; d < m_group.domains(); ++d) {
        const std::span<const int> members = m_group.members(d);
        const NodeTemplate& node = wiringOf(members.front());
        if (!node.switchUp.empty() || node.completeMesh)
            continue;
        const int firstGpu = nodeOf(members.front()) * m_fabric.gpusPerNode();
        locals.clear();
        for (const int gpu : members)
            locals.push_back(gpu - firstGpu);
        std::sort(locals.begin(), locals.end());
        const std::vector<int>& cycle = fastestCycles(nodeOf(members.front()), locals).front().gpus;
        for (std::size_t i = 0; i < cycle.size(); ++i)
            m_group.sorted[static_cast<std::size_t>(m_group.domainStart[static_cast<std::size_t>(d)]) + i] = firstGpu + cycle[i];
    }
}

std::vector<int> TrafficMapper::ringOrder(const std::vector<int>& ranks)
{
    layOut(ranks);
    orderForRings();
    return m_group.sorted;
}

void TrafficMapper::ring(double bytesPerRank)
{
    orderForRings();
    const NodeTemplate& node = wiringOf(m_group.gpus.front());
    if (m_group.domains() > 1)
        railRings(bytesPerRank);
    else if (node.completeMesh)
        directExchange(m_group.members(0), bytesPerRank / (m_group.ranks() - 1));
    else if (node.twoWayRings && node.torusShape.empty())
        parallelRings(m_group.members(0), bytesPerRank);
    else
        closedRing(m_group.members(0), bytesPerRank);
}

void TrafficMapper::parallelRings(std::span<const int> members, double bytes)
{
    const int firstGpu = nodeOf(members.front()) * m_fabric.gpusPerNode();
    std::vector<int> locals;
    for (const int gpu : members)
        locals.push_back(gpu - firstGpu);
    std::sort(locals.begin(), locals.end());
    std::vector<int> gpus;
    for (const WeightedCycle& cycle : fastestCycles(nodeOf(members.front()), locals)) {
        gpus.clear();
        for (const int local : cycle.gpus)
            gpus.push_back(firstGpu + local);
        closedRing(gpus, bytes * cycle.share);
    }
}

void TrafficMapper::closedRing(std::span<const int> members, double bytes)
{
    const std::size_t count = members.size();
    const bool twoWay = wiringOf(members.front()).twoWayRings;
    for (std::size_t i = 0; i < count; ++i) {
        const int here = members[i];
        const int next = members[(i + 1) % count];
        send(here, next, twoWay ? bytes / 2 : bytes);
        if (twoWay)
            send(next, here, bytes / 2);
    }
}

void TrafficMapper::directExchange(std::span<const int> members, double bytesPerPair)
{
    for (const int from : members)
        for (const int to : members)
            if (from != to)
                send(from, to, bytesPerPair);
}

/// As many rings as the emptiest domain has members. Ring r enters a domain at its r-th member (spread over the longer ones), walks
/// through all and leaves for the r-th member of the next, so that it crosses on that member's rail.
void TrafficMapper::railRings(double bytesPerRank)
{
    const int rings = m_group.fewestMembers();
    const double bytes = bytesPerRank / rings;
    const auto entry = [&](std::span<const int> members, int ring) {
        return static_cast<std::size_t>(ring) * members.size() / static_cast<std::size_t>(rings);
    };
    std::vector<int> through;
    for (int d = 0; d < m_group.domains(); ++d) {
        const std::span<const int> members = m_group.members(d);
        const std::span<const int> next = m_group.members((d + 1) % m_group.domains());
        through.assign(members.size(), rings); // rings that use the step from member i to i + 1
        for (int r = 0; r < rings; ++r) {
            const std::size_t last = (entry(members, r) + members.size() - 1) % members.size();
            --through[last];
            send(members[last], next[entry(next, r)], bytes);
        }
        for (std::size_t i = 0; i < members.size() && members.size() > 1; ++i)
            if (through[i] > 0)
                send(members[i], members[(i + 1) % members.size()], bytes * through[i]);
    }
}

void TrafficMapper::broadcastChain(double bytes)
{
    orderForRings();
    for (std::size_t i = 0; i + 1 < m_group.sorted.size(); ++i)
        send(m_group.sorted[i], m_group.sorted[i + 1], bytes);
}

} // namespace shardscape
