// SPDX-License-Identifier: GPL-3.0-or-later
// Lines of a log without its colors, one after the other in bounded memory. Pure.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace shardscape {

/// A line that is longer is cut; what the readers of logs look for stands in its first part.
inline constexpr std::size_t maxLineBytes = 64u << 10;

class LineSource {
public:
    /// \param take gets each line without its end and without escape sequences
    explicit LineSource(std::function<void(std::string_view)> take);

    /// The next piece of the text; pieces may end anywhere. Both line feeds and carriage returns (progress bars) end a line.
    void feed(std::string_view piece);
    void finish(); ///< the last line, if no line end closed it

private:
    void emitLine();

    std::function<void(std::string_view)> m_take;
    std::string m_line;
};

/// The text without ANSI escape sequences (ECMA-48: ESC [ parameters final byte; ESC ] ... BEL).
[[nodiscard]] std::string withoutEscapes(std::string_view text);

} // namespace shardscape
