// SPDX-License-Identifier: GPL-3.0-or-later
#include "launch/command_writer.h"

#include "launch/shell_words.h"

#include <fmt/format.h>

namespace shardscape {

std::string shortestNumber(double value) { return fmt::format("{}", value); }

CommandWriter::CommandWriter(std::string_view program) : m_parts{std::string{program}} {}

CommandWriter& CommandWriter::word(std::string_view value)
{
    m_parts.front() += ' ' + quoteForShell(value);
    return *this;
}

CommandWriter& CommandWriter::flag(std::string_view name, long long value) { return flag(name, std::to_string(value)); }

CommandWriter& CommandWriter::flag(std::string_view name, double value) { return flag(name, shortestNumber(value)); }

CommandWriter& CommandWriter::flag(std::string_view name, std::string_view value)
{
    m_parts.push_back(std::string{name} + ' ' + quoteForShell(value));
    return *this;
}

CommandWriter& CommandWriter::on(std::string_view name)
{
    m_parts.emplace_back(name);
    return *this;
}

CommandWriter& CommandWriter::notExpressed(std::string_view sentence)
{
    m_gaps.emplace_back(sentence);
    return *this;
}

CommandWriter& CommandWriter::before(std::string_view lines)
{
    m_before += lines;
    return *this;
}

std::string CommandWriter::text() const
{
    std::string all;
    for (const std::string& gap : m_gaps)
        all += "# not said by this command: " + gap + '\n';
    all += m_before;
    for (std::size_t i = 0; i < m_parts.size(); ++i)
        all += (i == 0 ? "" : " \\\n    ") + m_parts[i];
    return all + '\n';
}

} // namespace shardscape
