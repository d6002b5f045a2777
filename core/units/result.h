// SPDX-License-Identifier: GPL-3.0-or-later
// Expected failures as values. A function that can fail because of its input returns Result<T>: the value, or every problem found,
// each with its place, its cause and the way out. Exceptions never leave the reader of third-party data; assertions guard only what
// no input can cause.
#pragma once

#include <tl/expected.hpp>

#include <string>
#include <utility>
#include <vector>

namespace shardscape {

enum class Severity : unsigned char { Error, Warning, Info };

/// One thing to tell the user. Errors stop the work; warnings and infos accompany a result as diagnostics.
struct Problem {
    Severity severity = Severity::Error;
    std::string code;    ///< stable kebab-case id such as "tp-spans-nodes"; scripts and translations key on it
    std::string path;    ///< JSON pointer into the input, such as "/parallelism/tp"; empty when the whole input is meant
    std::string message; ///< one sentence with the values that were found
    std::string hint;    ///< what to do about it; may be empty for infos only

    bool operator==(const Problem&) const = default;
};

using Problems = std::vector<Problem>;

template <class T> using Result = tl::expected<T, Problems>;

/// A failure with a single problem.
[[nodiscard]] inline tl::unexpected<Problems> failure(Problem problem)
{
    return tl::unexpected<Problems>(Problems{std::move(problem)});
}

/// A failure with all problems found. \pre problems is not empty.
[[nodiscard]] inline tl::unexpected<Problems> failure(Problems problems)
{
    return tl::unexpected<Problems>(std::move(problems));
}

} // namespace shardscape
