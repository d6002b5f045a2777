// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/log_text.h"

#include "launch/launch.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>

namespace shardscape {

std::optional<double> numberAfter(std::string_view line, std::string_view key)
{
    const auto at = line.find(key);
    if (at == std::string_view::npos)
        return std::nullopt;
    std::string digits;
    for (std::size_t i = at + key.size(); i < line.size(); ++i) {
        const char c = line[i];
        if (std::isdigit(static_cast<unsigned char>(c)) != 0 || (!digits.empty() && (c == '.' || c == 'e' || c == 'E')))
            digits += c;
        else if (!digits.empty() && (c == '+' || c == '-') && (digits.back() == 'e' || digits.back() == 'E'))
            digits += c;
        else if (!(c == ',' && !digits.empty()) && !(digits.empty() && (c == ' ' || c == ':' || c == '\t')))
            break;
    }
    double value = 0.0;
    const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc{} && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t\r\n");
    return first == std::string_view::npos ? std::string_view{} : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

double medianOf(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2.0;
}

std::string shownNumber(double value) { return value >= 1000.0 ? fmt::format("{:.0f}", value) : fmt::format("{:.4g}", value); }

void takeInCommand(const std::string& command, const IntakeBase& base, Intake& intake)
{
    Result<ImportedLaunch> launch = importLaunch(command, base.scenario, base.library);
    if (!launch) {
        for (const Problem& problem : launch.error())
            intake.report.ignored.push_back(
                {problem.path, "", "the arguments in the log were not taken: " + problem.message + (problem.hint.empty() ? "" : "; " + problem.hint)});
        return;
    }
    intake.scenario = std::move(launch->scenario);
    const auto append = [](std::vector<LaunchItem>& to, const std::vector<LaunchItem>& from) { to.insert(to.end(), from.begin(), from.end()); };
    append(intake.report.understood, launch->report.understood);
    append(intake.report.assumed, launch->report.assumed);
    append(intake.report.ignored, launch->report.ignored);
}

} // namespace shardscape
