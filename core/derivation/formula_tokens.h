// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to core/derivation: the tokens of formulas (grammar in expression.h).
#pragma once

#include <charconv>
#include <cstddef>
#include <string_view>

namespace shardscape {

enum class TokenKind : unsigned char { Number, Identifier, Symbol, End, Bad };

struct Token {
    TokenKind kind = TokenKind::End;
    std::string_view text;
    std::size_t offset = 0;
    double number = 0.0;
};

inline bool isDigit(char c) { return c >= '0' && c <= '9'; }
inline bool isIdentifierStart(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

/// The token at `offset`, after white space.
inline Token tokenAt(std::string_view text, std::size_t offset)
{
    while (offset < text.size() && (text[offset] == ' ' || text[offset] == '\t' || text[offset] == '\n'))
        ++offset;
    if (offset >= text.size())
        return {TokenKind::End, {}, text.size()};
    const char c = text[offset];
    if (isDigit(c) || c == '.') {
        double number = 0.0;
        const auto [end, error] = std::from_chars(text.data() + offset, text.data() + text.size(), number);
        if (error != std::errc{})
            return {TokenKind::Bad, text.substr(offset, 1), offset};
        const auto length = static_cast<std::size_t>(end - (text.data() + offset));
        return {TokenKind::Number, text.substr(offset, length), offset, number};
    }
    if (isIdentifierStart(c)) {
        std::size_t end = offset + 1;
        while (end < text.size() && (isIdentifierStart(text[end]) || isDigit(text[end])))
            ++end;
        return {TokenKind::Identifier, text.substr(offset, end - offset), offset};
    }
    if (std::string_view{"+-*/^(),"}.find(c) != std::string_view::npos)
        return {TokenKind::Symbol, text.substr(offset, 1), offset};
    return {TokenKind::Bad, text.substr(offset, 1), offset};
}

} // namespace shardscape
