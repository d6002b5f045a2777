// SPDX-License-Identifier: GPL-3.0-or-later
// Strict reading of JSON objects: every key is known, every value has the right type and range, and every problem is collected with its
// JSON pointer. Include it in readers only, in .cpp files (it pulls in the JSON library).
#pragma once

#include "units/enum_names.h"
#include "units/result.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace shardscape {

/// Keeps files in the order in which they were written.
using Json = nlohmann::ordered_json;

/// Largest accepted input and deepest nesting; beyond them parsing stops with a problem instead of memory or stack running out.
inline constexpr std::size_t maxInputBytes = 64u << 20;
inline constexpr int maxNesting = 64;

/// Parses UTF-8 text, refusing duplicate keys, non-finite numbers, too deep nesting, a byte order mark of another encoding and anything
/// after the value. Problems carry line and column in the message and the JSON pointer of a duplicate key.
[[nodiscard]] Result<Json> parseJson(std::string_view text);

/// A key as a token of a JSON pointer (RFC 6901: ~ becomes ~0, / becomes ~1).
[[nodiscard]] std::string pointerToken(std::string_view key);

struct IntRange {
    long long min = 1;
    long long max = 1'000'000'000;
};
struct NumberRange {
    double min = 0.0;
    double max = 1e30;
};

/// Reads the members of one object. Each getter notes its key as known; finish() reports the others. Getters of absent or wrong values
/// add a problem and return the fallback, so that all problems of a file are found in one pass. JSON null counts as absent for the
/// nullable getters and optionalValue() only; elsewhere it is a value of the wrong type. 8, 8.0 and 8e0 are the same whole number.
class ObjectReader {
public:
    ObjectReader(const Json& value, std::string path, Problems& problems);

    [[nodiscard]] bool isObject() const { return m_object != nullptr; }
    [[nodiscard]] bool has(std::string_view key) const; ///< present and not null; does not mark the key as known
    [[nodiscard]] std::string pathOf(std::string_view key) const;

    [[nodiscard]] int requiredInt(std::string_view key, IntRange range);
    [[nodiscard]] int optionalInt(std::string_view key, int fallback, IntRange range);
    [[nodiscard]] std::optional<int> nullableInt(std::string_view key, IntRange range);
    [[nodiscard]] double requiredNumber(std::string_view key, NumberRange range);
    [[nodiscard]] double optionalNumber(std::string_view key, double fallback, NumberRange range);
    [[nodiscard]] bool optionalBool(std::string_view key, bool fallback);
    [[nodiscard]] std::optional<bool> nullableBool(std::string_view key);
    [[nodiscard]] std::string requiredString(std::string_view key);
    [[nodiscard]] std::string optionalString(std::string_view key, std::string fallback = {});
    /// The raw value, or null when absent (JSON null counts as absent).
    [[nodiscard]] const Json* optionalValue(std::string_view key);
    /// The raw value as it stands there, JSON null included; null pointer when absent.
    [[nodiscard]] const Json* rawValue(std::string_view key) { return find(key); }
    [[nodiscard]] const Json* requiredValue(std::string_view key);

    /// An enum by its text; the problem of an unknown text lists the allowed ones.
    template <class E> [[nodiscard]] E requiredEnum(std::string_view key, E fallback)
    {
        const std::string text = requiredString(key);
        return text.empty() ? fallback : enumOf<E>(key, text, fallback);
    }
    template <class E> [[nodiscard]] E optionalEnum(std::string_view key, E fallback)
    {
        const std::string text = optionalString(key, std::string{toText(fallback)});
        return enumOf<E>(key, text, fallback);
    }

    /// Reports keys that no getter asked for, with the nearest known key as hint.
    void finish();

    /// Adds a problem of the value of `key`.
    void problem(std::string_view key, std::string code, std::string message, std::string hint);

private:
    template <class E> E enumOf(std::string_view key, const std::string& text, E fallback)
    {
        if (const auto value = fromText<E>(text))
            return *value;
        problem(key, "unknown-value", "'" + text + "' is not known here", "allowed: " + allowedTexts<E>());
        return fallback;
    }

    [[nodiscard]] const Json* find(std::string_view key);
    [[nodiscard]] const Json* required(std::string_view key, std::string_view what);
    [[nodiscard]] int intOf(std::string_view key, const Json& value, int fallback, IntRange range);
    [[nodiscard]] double numberOf(std::string_view key, const Json& value, double fallback, NumberRange range);
    [[nodiscard]] bool boolOf(std::string_view key, const Json& value, bool fallback);
    [[nodiscard]] std::string stringOf(std::string_view key, const Json& value, std::string fallback);

    const Json* m_object = nullptr;
    std::string m_path;
    Problems& m_problems;
    std::set<std::string, std::less<>> m_known;
};

} // namespace shardscape
