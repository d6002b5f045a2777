// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/preset_overrides.h"

#include <charconv>

namespace shardscape {
namespace {

std::vector<std::string> segmentsOf(std::string_view dotted)
{
    std::vector<std::string> segments;
    std::size_t begin = 0;
    for (std::size_t dot = dotted.find('.'); dot != std::string_view::npos; dot = dotted.find('.', begin)) {
        segments.emplace_back(dotted.substr(begin, dot - begin));
        begin = dot + 1;
    }
    segments.emplace_back(dotted.substr(begin));
    return segments;
}

/// The member or element that a segment names, made if an object lacks it; null when the container has no such place.
Json* child(Json& container, const std::string& segment)
{
    if (container.is_object())
        return segment.empty() ? nullptr : &container[segment];
    if (!container.is_array())
        return nullptr;
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(segment.data(), segment.data() + segment.size(), index);
    const bool isIndex = error == std::errc{} && end == segment.data() + segment.size();
    return isIndex && index < container.size() ? &container[index] : nullptr;
}

Json* placeOf(Json& target, std::string_view dotted)
{
    Json* place = &target;
    for (const std::string& segment : segmentsOf(dotted)) {
        if (place->is_null())
            *place = Json::object();
        place = child(*place, segment);
        if (place == nullptr)
            return nullptr;
    }
    return place;
}

bool isSourcedConstant(const Json& json) { return json.is_object() && json.contains("value"); }

std::string problemPathOf(std::string_view dotted) { return "/overrides/" + pointerToken(dotted); }

bool isAtOrBelow(std::string_view path, std::string_view ancestor)
{
    return path.substr(0, ancestor.size()) == ancestor && (path.size() == ancestor.size() || path[ancestor.size()] == '/');
}

} // namespace

std::string pointerOfDotted(std::string_view dotted)
{
    std::string pointer;
    for (const std::string& segment : segmentsOf(dotted))
        pointer += "/" + pointerToken(segment);
    return pointer;
}

void applyOverrides(Json& target, const Json& overrides, Problems& problems)
{
    for (const auto& [dotted, value] : overrides.items()) {
        Json* place = placeOf(target, dotted);
        if (place == nullptr)
            problems.push_back(Problem{Severity::Error, "unknown-key", problemPathOf(dotted), "the preset has no field at this path",
                                       "write the path as in `shardscape presets show`, with dots: \"accelerator.memory_bytes\""});
        else if (isSourcedConstant(*place) && !value.is_structured())
            *place = Json::object({{"value", value}, {"source", "set by the scenario"}});
        else
            *place = value;
    }
}

std::string overrideBehind(const std::string& problemPath, const Json& overrides)
{
    for (const auto& [dotted, value] : overrides.items()) {
        const std::string pointer = pointerOfDotted(dotted);
        if (isAtOrBelow(problemPath, pointer))
            return problemPathOf(dotted);
    }
    for (const auto& [dotted, value] : overrides.items())
        if (!problemPath.empty() && isAtOrBelow(pointerOfDotted(dotted), problemPath))
            return problemPathOf(dotted);
    return {};
}

} // namespace shardscape
