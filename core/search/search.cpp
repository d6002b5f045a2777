// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/search.h"

#include "search/block_search.h"

#include <fmt/format.h>

#include <algorithm>
#include <barrier>
#include <chrono>
#include <numeric>
#include <thread>

namespace shardscape {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::uint64_t firstRound = 16;  ///< units before the front is first shared
constexpr std::uint64_t usualRound = 256; ///< later ones
constexpr std::chrono::milliseconds progressPeriod{50};

Problems checkRequest(const CandidateList& candidates, const SearchRequest& request)
{
    const bool training = candidates.base().workload.training() != nullptr;
    Problems problems;
    const auto check = [&](PlanQuantity quantity, const char* path) {
        if (!suits(quantity, training))
            problems.push_back({Severity::Error, "objective-workload", path,
                                fmt::format("{} has no meaning for {}", toText(quantity), training ? "training" : "inference"),
                                "choose another quantity"});
    };
    for (const PlanQuantity quantity : request.objectives)
        check(quantity, "/objectives");
    for (const PlanLimit& limit : request.limits)
        check(limit.quantity, "/limits");
    if (request.objectives[0] == request.objectives[1])
        problems.push_back({Severity::Error, "equal-objectives", "/objectives",
                            fmt::format("both objectives are {}", toText(request.objectives[0])), "choose two different ones"});
    if (candidates.size() == 0)
        problems.push_back({Severity::Error, "empty-space", "/space", "no choice of degrees fills an allowed number of GPUs",
                            "free a degree, or allow other GPU counts"});
    return problems;
}

/// Units of a block, each one pipeline of it. Those of a block follow each other, since they share the costs of its layers; the blocks
/// come in a scattered order, so that the front soon has plans of all regions, which lets bounds pass over the rest.
std::vector<SearchUnit> scatteredUnits(const CandidateList& candidates)
{
    const std::size_t blocks = candidates.blocks().size();
    std::size_t stride = std::max<std::size_t>(1, static_cast<std::size_t>(static_cast<double>(blocks) * 0.618));
    while (std::gcd(stride, blocks) != 1)
        ++stride;
    std::vector<SearchUnit> units;
    for (std::size_t place = 0; place < blocks; ++place) {
        const std::size_t block = place * stride % blocks;
        for (std::size_t pipeline = 0; pipeline < candidates.pipelines(candidates.blocks()[block]).size(); ++pipeline)
            units.push_back({block, pipeline});
    }
    return units;
}

/// One search: rounds of units. Inside a round every unit compares with the front of the rounds before and with its own plans only, so
/// that it does not matter which thread takes it when.
class Search {
public:
    Search(const CandidateList& candidates, const std::shared_ptr<const Inputs>& inputs, const SearchRequest& request,
           const SearchProgressCallback& progress, const std::atomic<bool>* stop)
        : m_candidates{candidates}, m_inputs{inputs}, m_request{request}, m_progress{progress}, m_stop{stop}, m_units{scatteredUnits(candidates)},
          m_front{request, request.top}
    {
        nextRound();
    }

    SearchResult run()
    {
        const int wanted = m_request.threads > 0 ? m_request.threads : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
        const auto threads = static_cast<std::ptrdiff_t>(std::min<std::uint64_t>(static_cast<std::uint64_t>(wanted), m_units.size()));
        std::barrier barrier{threads, [this]() noexcept { endRound(); }};
        const auto work = [&](bool first) {
            BlockSearch search{m_candidates, m_inputs, m_request, m_stop, m_looked};
            while (!m_isDone) {
                takeUnits(search, first);
                barrier.arrive_and_wait();
            }
        };
        std::vector<std::thread> others;
        for (std::ptrdiff_t i = 1; i < threads; ++i)
            others.emplace_back(work, false);
        work(true);
        for (std::thread& thread : others)
            thread.join();
        return result();
    }

private:
    [[nodiscard]] bool isStopped() const { return m_stop != nullptr && m_stop->load(std::memory_order_relaxed); }
    [[nodiscard]] double seconds() const { return std::chrono::duration<double>(Clock::now() - m_start).count(); }

    void takeUnits(BlockSearch& search, bool reports)
    {
        while (!isStopped()) {
            const std::uint64_t place = m_next.fetch_add(1);
            if (place >= m_roundEnd)
                return;
            m_outcomes[place - m_roundBegin] = search.run(m_units[place], m_front);
            if (reports)
                report(false);
        }
    }

    /// Runs on one thread while the others wait.
    void endRound()
    {
        for (const UnitOutcome& outcome : m_outcomes) {
            for (const SearchPoint& point : outcome.points)
                m_hasNews = m_front.add(point) || m_hasNews;
            m_sum.add(outcome.counts);
        }
        m_isDone = isStopped() || m_roundEnd == m_units.size();
        if (m_hasNews)
            m_points = m_front.front();
        report(m_isDone);
        nextRound();
    }

    void nextRound()
    {
        const std::uint64_t length = m_roundEnd < usualRound ? std::max(firstRound, m_roundEnd) : usualRound;
        m_roundBegin = m_roundEnd;
        m_roundEnd = std::min(m_units.size(), m_roundBegin + length);
        m_next = m_roundBegin;
        m_outcomes.assign(m_roundEnd - m_roundBegin, {});
    }

    /// From the first thread, or from the end of a round when it waits.
    void report(bool always)
    {
        const Clock::time_point now = Clock::now();
        if (!m_progress || (!always && now - m_reported < progressPeriod))
            return;
        m_reported = now;
        m_hasNews = false;
        const std::uint64_t done = m_looked.load(std::memory_order_relaxed);
        const double passed = seconds();
        const double rate = passed > 0.0 ? static_cast<double>(done) / passed : 0.0;
        const double left = rate > 0.0 ? static_cast<double>(m_candidates.size() - done) / rate : 0.0;
        m_progress({done, m_candidates.size(), passed, rate, left, m_points});
    }

    [[nodiscard]] SearchResult result() const
    {
        return {.front = m_front.front(),
                .top = m_front.top(),
                .candidates = m_candidates.size(),
                .looked = m_sum.looked,
                .legal = m_sum.legal,
                .timed = m_sum.timed,
                .bounded = m_sum.bounded,
                .rejected = m_sum.rejected,
                .seconds = seconds(),
                .isComplete = m_sum.looked == m_candidates.size()};
    }

    const CandidateList& m_candidates;
    const std::shared_ptr<const Inputs>& m_inputs;
    const SearchRequest& m_request;
    const SearchProgressCallback& m_progress;
    const std::atomic<bool>* m_stop;
    const std::vector<SearchUnit> m_units;
    const Clock::time_point m_start = Clock::now();
    ParetoFront m_front;
    std::vector<SearchPoint> m_points; ///< the front as last reported
    UnitCounts m_sum;
    std::vector<UnitOutcome> m_outcomes; ///< of the round
    std::uint64_t m_roundBegin = 0;
    std::uint64_t m_roundEnd = 0;
    std::atomic<std::uint64_t> m_next{0};
    std::atomic<std::uint64_t> m_looked{0};
    bool m_isDone = false;
    bool m_hasNews = false;
    Clock::time_point m_reported{};
};

} // namespace

Result<SearchResult> search(const CandidateList& candidates, const std::shared_ptr<const Inputs>& inputs, const SearchRequest& request,
                            const SearchProgressCallback& progress, const std::atomic<bool>* stop)
{
    if (Problems problems = checkRequest(candidates, request); !problems.empty())
        return failure(std::move(problems));
    return Search{candidates, inputs, request, progress, stop}.run();
}

} // namespace shardscape
