// SPDX-License-Identifier: GPL-3.0-or-later
// Builds the text of a launch command: one flag a line, what the engine cannot say as comments in front. For the writers of engines.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace shardscape {

class CommandWriter {
public:
    /// \param program the command's first words, such as "vllm serve"
    explicit CommandWriter(std::string_view program);

    CommandWriter& word(std::string_view value); ///< a positional argument
    CommandWriter& flag(std::string_view name, long long value);
    CommandWriter& flag(std::string_view name, double value); ///< shortest form that reads back the same
    CommandWriter& flag(std::string_view name, std::string_view value);
    CommandWriter& on(std::string_view name); ///< a switch
    /// Something of the plan that the command cannot say.
    CommandWriter& notExpressed(std::string_view sentence);
    /// Lines before the command, as they are.
    CommandWriter& before(std::string_view lines);

    [[nodiscard]] std::string text() const;
    [[nodiscard]] const std::vector<std::string>& gaps() const { return m_gaps; }

private:
    std::vector<std::string> m_parts;
    std::vector<std::string> m_gaps;
    std::string m_before;
};

/// The shortest decimal text of a number that reads back as the same number.
[[nodiscard]] std::string shortestNumber(double value);

} // namespace shardscape
