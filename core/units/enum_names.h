// SPDX-License-Identifier: GPL-3.0-or-later
// Names of closed enums, written once: the text in files, on the command line and in messages. An enum takes part by specializing
// EnumNames with a table that lists every enumerator.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace shardscape {

template <class E> struct EnumName {
    E value;
    std::string_view text;
};

/// Specialize with `static constexpr std::array<EnumName<E>, N> table`.
template <class E> struct EnumNames;

/// The text of an enumerator as it stands in files.
template <class E> constexpr std::string_view toText(E value)
{
    for (const auto& entry : EnumNames<E>::table)
        if (entry.value == value)
            return entry.text;
    return "?";
}

/// The enumerator of a text, or nothing when no enumerator is called so.
template <class E> constexpr std::optional<E> fromText(std::string_view text)
{
    for (const auto& entry : EnumNames<E>::table)
        if (entry.text == text)
            return entry.value;
    return std::nullopt;
}

/// All texts, joined by commas, for messages that say what is allowed.
template <class E> std::string allowedTexts()
{
    std::string all;
    for (const auto& entry : EnumNames<E>::table) {
        if (!all.empty())
            all += ", ";
        all += entry.text;
    }
    return all;
}

} // namespace shardscape
