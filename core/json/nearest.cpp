// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/nearest.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace shardscape {
namespace {

constexpr std::size_t longestName = 64;

bool isNear(std::string_view text, std::string_view name, int distance)
{
    const int allowed = std::max(1, (static_cast<int>(text.size()) + 1) / 3);
    if (distance <= allowed)
        return distance < static_cast<int>(std::max(text.size(), name.size())); // something must be in common
    return text.size() >= 3 &&
           (name.find(text) != std::string_view::npos || (name.size() >= 3 && text.find(name) != std::string_view::npos));
}

} // namespace

int editDistance(std::string_view a, std::string_view b)
{
    std::vector<int> beforeLast(b.size() + 1);
    std::vector<int> last(b.size() + 1);
    std::vector<int> row(b.size() + 1);
    std::iota(last.begin(), last.end(), 0);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = static_cast<int>(i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const int replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, replaced});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], beforeLast[j - 2] + 1);
        }
        beforeLast = std::exchange(last, row);
    }
    return last[b.size()];
}

std::vector<std::string> nearest(std::string_view text, const std::vector<std::string>& known, std::size_t limit)
{
    if (text.size() > longestName)
        return {};
    std::vector<std::pair<int, std::string>> near;
    for (const std::string& name : known) {
        const int distance = editDistance(text, name);
        if (isNear(text, name, distance))
            near.emplace_back(distance, name);
    }
    std::stable_sort(near.begin(), near.end(), [](const auto& x, const auto& y) { return x.first < y.first; });
    std::vector<std::string> names;
    for (std::size_t i = 0; i < near.size() && i < limit; ++i)
        names.push_back(std::move(near[i].second));
    return names;
}

std::string didYouMean(std::string_view text, const std::vector<std::string>& known)
{
    const std::vector<std::string> names = nearest(text, known);
    if (names.empty())
        return {};
    std::string hint = "did you mean '" + names.front() + "'";
    for (std::size_t i = 1; i < names.size(); ++i)
        hint += (i + 1 == names.size() ? " or '" : ", '") + names[i] + "'";
    return hint + "?";
}

} // namespace shardscape
