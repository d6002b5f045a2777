// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/nearest.h"
#include "json/strict_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace shardscape {
namespace {

constexpr std::size_t longestShown = 60;
constexpr int mostUnknownKeys = 20;

std::string shortened(std::string text)
{
    if (text.size() <= longestShown)
        return text;
    std::size_t cut = longestShown;
    while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0u) == 0x80u)
        --cut; // never inside a character
    text.resize(cut);
    return text + "...";
}

/// A value as a message shows it: numbers and words as they are, containers by kind.
std::string shown(const Json& value)
{
    if (value.is_object())
        return "an object";
    if (value.is_array())
        return "an array";
    if (value.is_string())
        return "'" + shortened(value.get_ref<const std::string&>()) + "'";
    return shortened(value.dump(-1, ' ', false, Json::error_handler_t::replace));
}

/// The integer a number stands for (8, 8.0 and 8e0 are the same number), or nothing.
std::optional<double> wholeNumber(const Json& value)
{
    if (!value.is_number())
        return std::nullopt;
    const double number = value.get<double>();
    return std::nearbyint(number) == number ? std::optional{number} : std::nullopt;
}

} // namespace

ObjectReader::ObjectReader(const Json& value, std::string path, Problems& problems) : m_path{std::move(path)}, m_problems{problems}
{
    if (value.is_object())
        m_object = &value;
    else
        m_problems.push_back(Problem{Severity::Error, "wrong-type", m_path, "an object is needed here, found " + shown(value),
                                     "write { ... } with the keys of this object"});
}

const Json* ObjectReader::find(std::string_view key)
{
    m_known.emplace(key);
    if (m_object == nullptr)
        return nullptr;
    const auto entry = m_object->find(key);
    return entry == m_object->end() ? nullptr : &*entry;
}

bool ObjectReader::has(std::string_view key) const
{
    if (m_object == nullptr)
        return false;
    const auto entry = m_object->find(key);
    return entry != m_object->end() && !entry->is_null();
}

std::string ObjectReader::pathOf(std::string_view key) const { return m_path + "/" + pointerToken(key); }

void ObjectReader::problem(std::string_view key, std::string code, std::string message, std::string hint)
{
    m_problems.push_back(Problem{Severity::Error, std::move(code), pathOf(key), std::move(message), std::move(hint)});
}

const Json* ObjectReader::required(std::string_view key, std::string_view what)
{
    const Json* value = find(key);
    if (value == nullptr && m_object != nullptr)
        problem(key, "missing-key", "the key is missing", fmt::format("add it: {}", what));
    return value;
}

int ObjectReader::intOf(std::string_view key, const Json& value, int fallback, IntRange range)
{
    range.max = std::min<long long>(range.max, std::numeric_limits<int>::max());
    const std::string allowed = fmt::format("allowed: a whole number from {} to {}", range.min, range.max);
    const auto number = wholeNumber(value);
    if (!number) {
        problem(key, "wrong-type", "a whole number is needed, found " + shown(value), allowed);
        return fallback;
    }
    if (*number < static_cast<double>(range.min) || *number > static_cast<double>(range.max)) {
        problem(key, "out-of-range", shown(value) + " is out of range", allowed);
        return fallback;
    }
    return static_cast<int>(*number);
}

double ObjectReader::numberOf(std::string_view key, const Json& value, double fallback, NumberRange range)
{
    const std::string allowed = fmt::format("allowed: a number from {} to {}", range.min, range.max);
    if (!value.is_number()) {
        problem(key, "wrong-type", "a number is needed, found " + shown(value), allowed);
        return fallback;
    }
    const double number = value.get<double>();
    if (!(number >= range.min && number <= range.max)) {
        problem(key, "out-of-range", shown(value) + " is out of range", allowed);
        return fallback;
    }
    return number;
}

bool ObjectReader::boolOf(std::string_view key, const Json& value, bool fallback)
{
    if (value.is_boolean())
        return value.get<bool>();
    problem(key, "wrong-type", "true or false is needed, found " + shown(value), "allowed: true, false");
    return fallback;
}

std::string ObjectReader::stringOf(std::string_view key, const Json& value, std::string fallback)
{
    if (value.is_string())
        return value.get<std::string>();
    problem(key, "wrong-type", "a text is needed, found " + shown(value), "write it in double quotes");
    return fallback;
}

int ObjectReader::requiredInt(std::string_view key, IntRange range)
{
    const Json* value = required(key, fmt::format("a whole number from {} to {}", range.min, range.max));
    const int fallback = static_cast<int>(range.min);
    return value == nullptr ? fallback : intOf(key, *value, fallback, range);
}

int ObjectReader::optionalInt(std::string_view key, int fallback, IntRange range)
{
    const Json* value = find(key);
    return value == nullptr ? fallback : intOf(key, *value, fallback, range);
}

std::optional<int> ObjectReader::nullableInt(std::string_view key, IntRange range)
{
    const Json* value = optionalValue(key);
    if (value == nullptr)
        return std::nullopt;
    return intOf(key, *value, static_cast<int>(range.min), range);
}

double ObjectReader::requiredNumber(std::string_view key, NumberRange range)
{
    const Json* value = required(key, fmt::format("a number from {} to {}", range.min, range.max));
    return value == nullptr ? range.min : numberOf(key, *value, range.min, range);
}

double ObjectReader::optionalNumber(std::string_view key, double fallback, NumberRange range)
{
    const Json* value = find(key);
    return value == nullptr ? fallback : numberOf(key, *value, fallback, range);
}

bool ObjectReader::optionalBool(std::string_view key, bool fallback)
{
    const Json* value = find(key);
    return value == nullptr ? fallback : boolOf(key, *value, fallback);
}

std::optional<bool> ObjectReader::nullableBool(std::string_view key)
{
    const Json* value = optionalValue(key);
    if (value == nullptr)
        return std::nullopt;
    return boolOf(key, *value, false);
}

std::string ObjectReader::requiredString(std::string_view key)
{
    const Json* value = required(key, "a text");
    if (value == nullptr)
        return {};
    if (value->is_string() && value->get_ref<const std::string&>().empty()) {
        problem(key, "empty", "the text is empty", "write what is meant");
        return {};
    }
    return stringOf(key, *value, {});
}

std::string ObjectReader::optionalString(std::string_view key, std::string fallback)
{
    const Json* value = find(key);
    return value == nullptr ? fallback : stringOf(key, *value, fallback);
}

const Json* ObjectReader::optionalValue(std::string_view key)
{
    const Json* value = find(key);
    return value == nullptr || value->is_null() ? nullptr : value;
}

const Json* ObjectReader::requiredValue(std::string_view key)
{
    const Json* value = required(key, "it has no default");
    if (value != nullptr && value->is_null()) {
        problem(key, "wrong-type", "null is not allowed here", "write a value");
        return nullptr;
    }
    return value;
}

void ObjectReader::finish()
{
    if (m_object == nullptr)
        return;
    const std::vector<std::string> known(m_known.begin(), m_known.end());
    int unknown = 0;
    for (const auto& [key, value] : m_object->items()) {
        if (m_known.count(key) != 0 || ++unknown > mostUnknownKeys)
            continue;
        std::string hint = didYouMean(key, known);
        if (hint.empty())
            hint = fmt::format("known here: {}", fmt::join(known, ", "));
        problem(shortened(key), "unknown-key", "the key is not known here", std::move(hint));
    }
    if (unknown > mostUnknownKeys)
        m_problems.push_back(Problem{Severity::Error, "unknown-key", m_path,
                                     fmt::format("{} more keys are not known here", unknown - mostUnknownKeys), "remove them"});
}

} // namespace shardscape
