// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/line_source.h"

#include <algorithm>
#include <utility>

namespace shardscape {

namespace {

constexpr char escape = '\x1b';

/// Where the escape sequence that begins at `at` ends.
std::size_t endOfEscape(std::string_view text, std::size_t at)
{
    if (at + 1 >= text.size())
        return text.size();
    if (text[at + 1] == ']') {
        const auto bell = text.find('\a', at);
        return bell == std::string_view::npos ? text.size() : bell + 1;
    }
    if (text[at + 1] != '[')
        return at + 2;
    std::size_t end = at + 2;
    while (end < text.size() && (text[end] < '@' || text[end] > '~'))
        ++end;
    return std::min(end + 1, text.size());
}

} // namespace

std::string withoutEscapes(std::string_view text)
{
    std::string plain;
    plain.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        if (text[i] == escape)
            i = endOfEscape(text, i);
        else
            plain += text[i++];
    }
    return plain;
}

LineSource::LineSource(std::function<void(std::string_view)> take) : m_take{std::move(take)} {}

void LineSource::emitLine()
{
    if (m_line.find(escape) == std::string::npos)
        m_take(m_line);
    else
        m_take(withoutEscapes(m_line));
    m_line.clear();
}

void LineSource::feed(std::string_view piece)
{
    while (!piece.empty()) {
        const auto end = piece.find_first_of("\r\n");
        const std::string_view part = piece.substr(0, end);
        m_line += part.substr(0, std::min(part.size(), maxLineBytes - m_line.size()));
        if (end == std::string_view::npos)
            return;
        emitLine();
        piece.remove_prefix(end + 1);
    }
}

void LineSource::finish()
{
    if (!m_line.empty())
        emitLine();
}

} // namespace shardscape
