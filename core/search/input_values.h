// SPDX-License-Identifier: GPL-3.0-or-later
// Reading and writing single values of plan inputs. Internal to core/search/plan_inputs.
#pragma once

#include "search/search_space.h"

#include <charconv>
#include <cmath>
#include <string>
#include <string_view>

namespace shardscape::input_values {

inline std::vector<std::string_view> split(std::string_view text, char separator = ',')
{
    std::vector<std::string_view> parts;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(separator, begin), text.size());
        parts.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

inline std::optional<double> readNumber(std::string_view text)
{
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() && std::isfinite(value) ? std::optional{value} : std::nullopt;
}

inline std::optional<int> readInteger(std::string_view text)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional{value} : std::nullopt;
}

inline std::optional<int> readCount(std::string_view text)
{
    const auto value = readInteger(text);
    return value && *value >= 1 ? value : std::nullopt;
}

inline std::optional<int> readZero(std::string_view text)
{
    const auto value = readInteger(text);
    return value && *value >= 0 && *value <= 3 ? value : std::nullopt;
}

inline std::optional<std::optional<int>> readOptionalCount(std::string_view text)
{
    if (text == "null")
        return std::optional<int>{};
    const auto value = readCount(text);
    return value ? std::optional<std::optional<int>>{value} : std::nullopt;
}

inline std::optional<double> readShare(std::string_view text)
{
    const auto value = readNumber(text);
    return value && *value >= 0.0 && *value < 1.0 ? value : std::nullopt;
}

inline std::optional<bool> readSwitch(std::string_view text)
{
    return text == "true" ? std::optional{true} : text == "false" ? std::optional{false} : std::nullopt;
}

template <class Enum> std::optional<Enum> readName(std::string_view text) { return fromText<Enum>(text); }

inline std::optional<StageBalance> readBalance(std::string_view text)
{
    if (text == "even")
        return StageBalance::Even;
    if (text == "ends-light")
        return StageBalance::EndsLight;
    return text == "given" ? std::optional{StageBalance::Given} : std::nullopt;
}

inline std::optional<AxisOrder> readOrder(std::string_view text)
{
    const std::vector<std::string_view> names = split(text, '-');
    AxisOrder order{};
    if (names.size() != order.size())
        return std::nullopt;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const auto axis = fromText<Axis>(names[i]);
        if (!axis)
            return std::nullopt;
        order[i] = *axis;
    }
    return order;
}

inline std::optional<Recompute> readRecompute(std::string_view text)
{
    constexpr std::string_view some = "full:";
    if (text.substr(0, some.size()) == some) {
        const auto layers = readCount(text.substr(some.size()));
        return layers ? std::optional{Recompute{RecomputeKind::FullLayers, *layers}} : std::nullopt;
    }
    const auto kind = fromText<RecomputeKind>(text);
    return kind ? std::optional{Recompute{*kind, 0}} : std::nullopt;
}

inline std::string writeOptional(const std::optional<int>& value) { return value ? std::to_string(*value) : "null"; }

inline std::string writeOrder(const AxisOrder& order)
{
    std::string text;
    for (const Axis axis : order)
        text += (text.empty() ? "" : "-") + std::string{toText(axis)};
    return text;
}

inline std::string writeRecompute(const Recompute& recompute)
{
    return recompute.kind == RecomputeKind::FullLayers ? "full:" + std::to_string(recompute.fullLayersPerStage)
                                                       : std::string{toText(recompute.kind)};
}

/// Layers of the virtual stages; "even" where nothing is said.
inline std::string writeLayers(const std::optional<std::vector<int>>& layers)
{
    if (!layers)
        return "even";
    std::string text;
    for (const int count : *layers)
        text += (text.empty() ? "" : "-") + std::to_string(count);
    return text;
}

} // namespace shardscape::input_values
