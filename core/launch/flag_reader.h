// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the flags of a command against the table of an engine. Values are checked; what is not in the table is listed, never guessed.
#pragma once

#include "launch/shell_words.h"
#include "units/result.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace shardscape {

/// One line of what a command was found to say.
struct LaunchItem {
    std::string flag; ///< as it was written; empty for what no flag says
    std::string value;
    std::string meaning;
    bool operator==(const LaunchItem&) const = default;
};

/// What was understood, what was assumed because the command does not say it, and what was ignored.
struct LaunchReport {
    std::vector<LaunchItem> understood;
    std::vector<LaunchItem> assumed;
    std::vector<LaunchItem> ignored;
};

enum class FlagKind : unsigned char {
    Value,     ///< takes one word, which the plan uses
    Switch,    ///< takes none
    OtherValue, ///< takes one word that says nothing about the split
    OtherSwitch ///< takes none and says nothing about the split
};

struct FlagSpec {
    std::string_view name;
    FlagKind kind;
    std::string_view meaning; ///< what it sets; or why it does not matter here
    std::vector<std::string_view> aliases = {};
};

class FlagReader {
public:
    /// Sorts `words` into flags and positional words. Both "--flag value" and "--flag=value" are read; a dash and an underline inside a
    /// name are the same, as the engines take them. A flag given twice, or without its value, is a problem.
    FlagReader(std::span<const FlagSpec> table, std::span<const ShellWord> words, LaunchReport& report, Problems& problems);

    /// Words that belong to no flag.
    [[nodiscard]] const std::vector<std::string>& positional() const { return m_positional; }

    [[nodiscard]] bool has(std::string_view name) const;
    /// True if the switch is set.
    [[nodiscard]] bool on(std::string_view name);
    [[nodiscard]] std::optional<std::string> text(std::string_view name);
    /// A whole number of at least `least`; a wrong one is a problem and reads as nothing.
    [[nodiscard]] std::optional<int> count(std::string_view name, int least = 1);
    /// The same with the engine's default, which is listed among the assumptions when the flag is absent.
    [[nodiscard]] int count(std::string_view name, int fallback, std::string_view whoseDefault);
    [[nodiscard]] std::optional<double> number(std::string_view name, double least, double most);

    void assume(std::string_view flag, std::string_view value, std::string_view meaning);
    void problem(std::string_view flag, std::string message, std::string hint);

private:
    struct Given {
        std::string written;
        std::string value;
    };

    [[nodiscard]] const FlagSpec* find(std::string_view written) const;
    void take(const FlagSpec* spec, const std::string& written, std::optional<std::string> value);
    [[nodiscard]] const Given* given(std::string_view name) const;
    void understood(std::string_view name, const Given& given);

    std::span<const FlagSpec> m_table;
    LaunchReport& m_report;
    Problems& m_problems;
    std::map<std::string, Given, std::less<>> m_given; ///< by the name in the table
    std::vector<std::string> m_positional;
};

} // namespace shardscape
