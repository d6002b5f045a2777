// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/layer_pattern.h"

#include "model/check_model.h"

#include <fmt/format.h>

#include <algorithm>

namespace shardscape {

namespace {

constexpr std::size_t longestUnit = 16;

/// Reads one entry after the other and keeps the layers found so far.
class PatternReader {
public:
    PatternReader(const std::vector<std::string>& names, Problems& problems) : m_names{names}, m_problems{problems} {}

    void entry(const Json& value, const std::string& path)
    {
        if (!value.is_array() || value.size() != 2) {
            refuse(path, "an entry of the pattern is not a pair", "write [\"kind\", count] or [[\"kind\", \"kind\"], count]");
            return;
        }
        const std::vector<std::uint8_t> unit = unitOf(value[0], path + "/0");
        const int repeats = count(value[1], path + "/1");
        if (unit.empty() || repeats == 0)
            return;
        if (m_layers.size() + unit.size() * static_cast<std::size_t>(repeats) > maxLayers) {
            refuse(path, fmt::format("the pattern has more than {} layers", maxLayers),
                   fmt::format("a model has 1 to {} layers", maxLayers));
            return;
        }
        for (int i = 0; i < repeats; ++i)
            m_layers.insert(m_layers.end(), unit.begin(), unit.end());
    }

    [[nodiscard]] std::vector<std::uint8_t> take() { return std::move(m_layers); }

private:
    void refuse(std::string path, std::string message, std::string hint)
    {
        m_problems.push_back({Severity::Error, "bad-layer-pattern", std::move(path), std::move(message), std::move(hint)});
    }

    int count(const Json& value, const std::string& path)
    {
        if (value.is_number_integer() && value >= 1 && value <= maxLayers)
            return value.get<int>();
        refuse(path, fmt::format("{} is not a number of layers", value.dump(-1, ' ', true, Json::error_handler_t::replace)),
               fmt::format("give a whole number from 1 to {}", maxLayers));
        return 0;
    }

    std::vector<std::uint8_t> unitOf(const Json& value, const std::string& path)
    {
        std::vector<std::uint8_t> unit;
        const auto add = [&](const Json& name, const std::string& where) {
            const auto found =
                name.is_string() ? std::find(m_names.begin(), m_names.end(), name.get_ref<const std::string&>()) : m_names.end();
            if (found == m_names.end())
                refuse(where, "this kind of layer is not described in layer_kinds",
                       fmt::format("described are: {}", fmt::join(m_names, ", ")));
            else
                unit.push_back(static_cast<std::uint8_t>(found - m_names.begin()));
        };
        if (!value.is_array()) {
            add(value, path);
            return unit;
        }
        if (value.empty() || value.size() > maxLayers)
            refuse(path, "the list of kinds is empty or too long", "name at least one kind");
        for (std::size_t i = 0; i < value.size() && i < maxLayers; ++i)
            add(value[i], fmt::format("{}/{}", path, i));
        return unit.size() == value.size() ? unit : std::vector<std::uint8_t>{};
    }

    const std::vector<std::string>& m_names;
    Problems& m_problems;
    std::vector<std::uint8_t> m_layers;
};

/// How often the `size` layers from `start` repeat without a break.
std::size_t repetitions(const std::vector<std::uint8_t>& pattern, std::size_t start, std::size_t size)
{
    std::size_t same = 0;
    while (start + size + same < pattern.size() && pattern[start + same] == pattern[start + size + same])
        ++same;
    return 1 + same / size;
}

} // namespace

std::vector<std::uint8_t> readLayerPattern(const Json& value, const std::vector<std::string>& names, const std::string& path,
                                           Problems& problems)
{
    if (!value.is_array() || value.empty()) {
        problems.push_back({Severity::Error, "bad-layer-pattern", path, "the pattern of the layers is not a list with entries",
                            "write the layers in order, such as [[\"dense\", 3], [\"moe\", 58]]"});
        return {};
    }
    PatternReader reader{names, problems};
    for (std::size_t i = 0; i < value.size() && i < maxLayers; ++i)
        reader.entry(value[i], fmt::format("{}/{}", path, i));
    return reader.take();
}

Json layerPatternToJson(const std::vector<std::uint8_t>& pattern, const std::vector<std::string>& names)
{
    Json entries = Json::array();
    for (std::size_t start = 0; start < pattern.size();) {
        std::size_t best = 1;
        std::size_t bestCovered = repetitions(pattern, start, 1);
        for (std::size_t size = 2; size <= longestUnit && start + size <= pattern.size(); ++size) {
            const std::size_t repeats = repetitions(pattern, start, size);
            if (repeats > 1 && repeats * size > bestCovered) {
                best = size;
                bestCovered = repeats * size;
            }
        }
        Json unit = Json::array();
        for (std::size_t i = 0; i < best; ++i)
            unit.push_back(names[pattern[start + i]]);
        entries.push_back(Json::array({best == 1 ? unit[0] : unit, bestCovered / best}));
        start += bestCovered;
    }
    return entries;
}

} // namespace shardscape
