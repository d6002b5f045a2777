// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/nccl_tests.h"

#include <array>
#include <charconv>
#include <cmath>

namespace shardscape {
namespace {

struct NamedTest {
    std::string_view name;
    CollectiveOp op;
};

constexpr std::array<NamedTest, 6> tests{{{"all_reduce_perf", CollectiveOp::AllReduce},
                                          {"all_gather_perf", CollectiveOp::AllGather},
                                          {"reduce_scatter_perf", CollectiveOp::ReduceScatter},
                                          {"alltoall_perf", CollectiveOp::AllToAll},
                                          {"broadcast_perf", CollectiveOp::Broadcast},
                                          {"sendrecv_perf", CollectiveOp::SendRecv}}};
constexpr int mostRanks = 1 << 17;

struct Row {
    double bytes = 0;
    double seconds = 0;
    double busFactor = 0; ///< busbw / algbw
};

std::vector<std::string_view> words(std::string_view line)
{
    std::vector<std::string_view> found;
    while (true) {
        const std::size_t begin = line.find_first_not_of(" \t\r");
        if (begin == std::string_view::npos)
            return found;
        const std::size_t end = std::min(line.find_first_of(" \t\r", begin), line.size());
        found.push_back(line.substr(begin, end - begin));
        line.remove_prefix(end);
    }
}

std::optional<double> number(std::string_view word)
{
    double value = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    return error == std::errc{} && end == word.data() + word.size() && std::isfinite(value) ? std::optional{value} : std::nullopt;
}

/// Where the time stands: behind the type come redop (a word) and root (a small whole number) in newer versions, and long times are printed
/// without a point.
std::size_t timeColumn(const std::vector<std::string_view>& w)
{
    std::size_t at = number(w[3]) ? 3 : 4;
    constexpr double mostRoot = 1e5;
    if (const auto root = number(w[at]); root && *root < mostRoot && w[at].find('.') == std::string_view::npos)
        ++at;
    return at;
}

std::optional<Row> rowOf(std::string_view line)
{
    const std::vector<std::string_view> w = words(line);
    if (w.size() < 7 || w[0].front() == '#')
        return std::nullopt;
    const auto bytes = number(w[0]);
    if (!bytes || !number(w[1]) || number(w[2])) // size, count, type
        return std::nullopt;
    const std::size_t at = timeColumn(w);
    if (at + 2 >= w.size())
        return std::nullopt;
    const auto time = number(w[at]);
    const auto algorithm = number(w[at + 1]);
    const auto bus = number(w[at + 2]);
    if (!time || !algorithm || !bus || *time <= 0 || *bytes <= 0)
        return std::nullopt;
    return Row{*bytes, *time * 1e-6, *algorithm > 0 ? *bus / *algorithm : 0.0};
}

/// n of 2(n-1)/n or (n-1)/n; 0 where the factor is of neither.
int ranksOf(double factor, CollectiveOp op)
{
    const double turns = op == CollectiveOp::AllReduce ? 2.0 : 1.0;
    if (factor <= 0 || factor >= turns || op == CollectiveOp::Broadcast || op == CollectiveOp::SendRecv)
        return 0;
    const double ranks = turns / (turns - factor);
    return ranks < mostRanks ? static_cast<int>(std::lround(ranks)) : 0;
}

Problem problem(const char* code, const std::string& path, const char* message, const char* hint)
{
    return {Severity::Error, code, path, message, hint};
}

} // namespace

Result<std::vector<CollectiveMeasurement>> readNcclTests(std::string_view text, const std::string& path)
{
    std::optional<CollectiveOp> op;
    for (const NamedTest& test : tests)
        if (!op && text.find(test.name) != std::string_view::npos)
            op = test.op;
    std::vector<Row> rows;
    int ranks = 0;
    for (std::string_view rest = text; !rest.empty();) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        const std::string_view line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (const auto row = rowOf(line))
            rows.push_back(*row);
        else if (const auto w = words(line); w.size() > 2 && w[0] == "#" && w[1] == "Rank" && ranks < mostRanks)
            ++ranks;
    }
    if (rows.empty())
        return failure(problem("no-nccl-rows", path, "no line of nccl-tests was found", "paste the output of all_reduce_perf as it is"));
    const double factor = rows.back().busFactor; // the largest size prints most digits
    if (!op && factor > 1.0)
        op = CollectiveOp::AllReduce;
    if (!op)
        return failure(problem("no-collective", path, "the text does not say which collective it measures",
                               "paste the command line too, such as all_gather_perf -b 8 -e 8G -f 2 -g 8"));
    if (ranks == 0)
        ranks = ranksOf(factor, *op);
    if (ranks < 2)
        return failure(problem("no-ranks", path, "the text does not say how many ranks took part", "paste the lines that begin with #  Rank too"));
    std::vector<CollectiveMeasurement> measurements;
    for (const Row& row : rows)
        measurements.push_back({*op, Bytes::fromBytes(row.bytes), ranks, Seconds::fromSeconds(row.seconds)});
    return measurements;
}

} // namespace shardscape
