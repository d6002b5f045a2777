// SPDX-License-Identifier: GPL-3.0-or-later
#include "lesson/lesson_text.h"

#include "units/format.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace shardscape {
namespace {

constexpr std::array<std::string_view, 5> referenceKinds{"figure", "input", "derivation", "value", "collective"};
constexpr std::array<std::string_view, 9> formats{"time", "GiB", "GB", "rate", "percent", "count", "factor", "short", "text"};

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

bool endsWith(std::string_view text, std::string_view end) { return text.size() >= end.size() && text.substr(text.size() - end.size()) == end; }

/// The format that the key of a number asks for; memory is binary, traffic decimal, as everywhere in the program.
std::string_view formatOfKey(std::string_view key)
{
    if (key.substr(0, 6) == "input:")
        return "short";
    if (endsWith(key, "bytes_per_second") || endsWith(key, "bytes_per_second_capacity"))
        return "rate";
    if (endsWith(key, "bytes"))
        return contains(key, "/memory/") || contains(key, "memory") ? "GiB" : "GB";
    if (endsWith(key, "seconds") || contains(key, "breakdown_seconds/"))
        return "time";
    if (contains(key, "by_axis_bytes/"))
        return "GB";
    for (const std::string_view ratio : {"fraction", "mfu", "mfu_causal", "hfu", "hit_rate"})
        if (endsWith(key, ratio))
            return "percent";
    return "count";
}

std::string formatNumber(double number, std::string_view format)
{
    if (format == "time")
        return formatTime(Seconds::fromSeconds(number));
    if (format == "GiB")
        return formatMemory(Bytes::fromBytes(number));
    if (format == "GB")
        return formatTraffic(Bytes::fromBytes(number));
    if (format == "rate")
        return formatRate(BytesPerSecond::fromBytesPerSecond(number));
    if (format == "percent")
        return formatPercent(number);
    if (format == "factor")
        return fmt::format("{:.3g} times", number);
    if (format == "short" || format == "text")
        return formatShort(number);
    return formatCount(number);
}

/// A verdict such as "does-not-fit" as words; ids stay as they are.
std::string withoutHyphens(std::string word, std::string_view key)
{
    if (endsWith(key, "verdict"))
        std::replace(word.begin(), word.end(), '-', ' ');
    return word;
}

} // namespace

Result<LessonReference> parseReference(std::string_view text)
{
    const std::size_t colon = text.find(':');
    LessonReference reference;
    reference.kind = std::string{text.substr(0, colon == std::string_view::npos ? 0 : colon)};
    if (std::find(referenceKinds.begin(), referenceKinds.end(), reference.kind) == referenceKinds.end())
        return failure({Severity::Error, "bad-reference", "", fmt::format("'{}' is no reference", text),
                        "write figure:, input:, derivation:, value: or collective: and what it names"});
    std::string_view rest = text.substr(colon + 1);
    if (const std::size_t second = rest.find(':'); second != std::string_view::npos) {
        reference.caseId = std::string{rest.substr(0, second)};
        rest.remove_prefix(second + 1);
    }
    reference.rest = std::string{rest};
    const bool isPointer = reference.kind == "figure" || reference.kind == "input";
    if (rest.empty() || isPointer != (rest.front() == '/'))
        return failure({Severity::Error, "bad-reference", "", fmt::format("'{}' names nothing", text),
                        isPointer ? "a JSON pointer such as /memory/peak_bytes comes last" : "the name comes last, without a slash before it"});
    return reference;
}

Result<std::vector<TextPiece>> parseLessonText(std::string_view text)
{
    std::vector<TextPiece> pieces;
    while (!text.empty()) {
        const std::size_t open = text.find_first_of("{}");
        if (open != 0)
            pieces.push_back({false, std::string{text.substr(0, open)}, {}});
        if (open == std::string_view::npos)
            break;
        const std::size_t close = text.find_first_of("{}", open + 1);
        if (text[open] == '}' || close == std::string_view::npos || text[close] == '{')
            return failure({Severity::Error, "bad-text", "", "the braces of a text do not match", "write {reference} or {reference|format}"});
        const std::string_view inner = text.substr(open + 1, close - open - 1);
        const std::size_t bar = inner.find('|');
        pieces.push_back({true, std::string{inner.substr(0, bar)},
                          bar == std::string_view::npos ? std::string{} : std::string{inner.substr(bar + 1)}});
        text.remove_prefix(close + 1);
    }
    return pieces;
}

std::string typedNumber(const std::vector<TextPiece>& pieces, const std::vector<std::string>& names)
{
    for (const TextPiece& piece : pieces) {
        if (piece.isReference)
            continue;
        std::string prose = piece.text;
        for (const std::string& name : names)
            for (std::size_t at = prose.find(name); !name.empty() && at != std::string::npos; at = prose.find(name, at))
                prose.replace(at, name.size(), name.size(), ' ');
        const std::size_t first = prose.find_first_of("0123456789");
        if (first != std::string::npos)
            return prose.substr(first, prose.find_first_of(" ,;:)", first) - first);
    }
    return {};
}

bool isLessonFormat(std::string_view format) { return std::find(formats.begin(), formats.end(), format) != formats.end(); }

std::string formatLessonValue(const LessonValue& value, std::string_view format, std::string_view key)
{
    if (const bool* yes = std::get_if<bool>(&value))
        return *yes ? "yes" : "no";
    if (const std::string* word = std::get_if<std::string>(&value))
        return withoutHyphens(*word, key);
    return formatNumber(std::get<double>(value), format.empty() ? formatOfKey(key) : format);
}

} // namespace shardscape
