// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/pretty_json.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace shardscape {
namespace {

void writeFloat(double value, std::string& out)
{
    std::array<char, 32> digits{};
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), value);
    const std::string_view text{digits.data(), static_cast<std::size_t>(end - digits.data())};
    out += text;
    if (text.find_first_of(".e") == std::string_view::npos)
        out += ".0"; // stays a floating-point number when it is read again
}

void writeScalar(const Json& json, std::string& out)
{
    if (json.is_number_float() && std::isfinite(json.get<double>()))
        writeFloat(json.get<double>(), out);
    else
        out += json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void write(const Json& json, std::size_t indent, std::string& out);

void writeArray(const Json& json, std::size_t indent, std::string& out)
{
    const bool isPlain = std::none_of(json.begin(), json.end(), [](const Json& entry) { return entry.is_structured() && !entry.empty(); });
    const std::string separator = isPlain ? ", " : ",\n" + std::string(indent + 2, ' ');
    out += isPlain ? "[" : "[\n" + std::string(indent + 2, ' ');
    bool isFirst = true;
    for (const Json& entry : json) {
        if (!isFirst)
            out += separator;
        isFirst = false;
        write(entry, indent + 2, out);
    }
    out += isPlain ? "]" : "\n" + std::string(indent, ' ') + "]";
}

void writeObject(const Json& json, std::size_t indent, std::string& out)
{
    out += "{\n";
    bool isFirst = true;
    for (const auto& [key, value] : json.items()) {
        if (!isFirst)
            out += ",\n";
        isFirst = false;
        out.append(indent + 2, ' ');
        writeScalar(Json(key), out);
        out += ": ";
        write(value, indent + 2, out);
    }
    out += "\n" + std::string(indent, ' ') + "}";
}

void write(const Json& json, std::size_t indent, std::string& out)
{
    if (json.is_object() && json.empty())
        out += "{}";
    else if (json.is_object())
        writeObject(json, indent, out);
    else if (json.is_array())
        writeArray(json, indent, out);
    else
        writeScalar(json, out);
}

} // namespace

std::string prettyJson(const Json& json)
{
    std::string out;
    write(json, 0, out);
    return out;
}

Json numberJson(double value)
{
    if (!std::isfinite(value))
        return nullptr;
    if (value == std::nearbyint(value) && std::abs(value) < 9007199254740992.0)
        return static_cast<std::int64_t>(value);
    return value;
}

} // namespace shardscape
