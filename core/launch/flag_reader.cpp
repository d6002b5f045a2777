// SPDX-License-Identifier: GPL-3.0-or-later
#include "launch/flag_reader.h"

#include "json/nearest.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace shardscape {

namespace {

bool looksLikeFlag(const std::string& word)
{
    const bool negativeNumber = word.size() > 1 && word[0] == '-' && (std::isdigit(static_cast<unsigned char>(word[1])) != 0 || word[1] == '.');
    return word.size() > 1 && word[0] == '-' && !negativeNumber;
}

/// "--tensor_parallel_size" and "--tensor-parallel-size" are one flag.
std::string canonical(std::string_view name)
{
    std::string text{name};
    std::replace(text.begin(), text.end(), '_', '-');
    return text;
}

bool takesValue(const FlagSpec& spec) { return spec.kind == FlagKind::Value || spec.kind == FlagKind::OtherValue; }

bool matters(const FlagSpec& spec) { return spec.kind == FlagKind::Value || spec.kind == FlagKind::Switch; }

} // namespace

FlagReader::FlagReader(std::span<const FlagSpec> table, std::span<const ShellWord> words, LaunchReport& report, Problems& problems)
    : m_table{table}, m_report{report}, m_problems{problems}
{
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& word = words[i].text;
        if (!looksLikeFlag(word)) {
            m_positional.push_back(word);
            continue;
        }
        const auto equals = word.find('=');
        const std::string name = word.substr(0, equals);
        std::optional<std::string> value;
        if (equals != std::string::npos)
            value = word.substr(equals + 1);
        const FlagSpec* spec = find(name);
        const bool wantsWord = !value && (spec ? takesValue(*spec) : true);
        if (wantsWord && i + 1 < words.size() && !looksLikeFlag(words[i + 1].text) && !words[i].endsCommand)
            value = words[++i].text;
        take(spec, name, std::move(value));
    }
}

const FlagSpec* FlagReader::find(std::string_view written) const
{
    const std::string name = canonical(written);
    for (const FlagSpec& spec : m_table) {
        const auto same = [&](std::string_view other) { return canonical(other) == name; };
        if (same(spec.name) || std::any_of(spec.aliases.begin(), spec.aliases.end(), same))
            return &spec;
    }
    return nullptr;
}

void FlagReader::take(const FlagSpec* spec, const std::string& written, std::optional<std::string> value)
{
    if (spec == nullptr) {
        std::vector<std::string> known;
        for (const FlagSpec& one : m_table)
            known.emplace_back(one.name);
        const std::string hint = didYouMean(written, known);
        m_report.ignored.push_back({written, value.value_or(""), hint.empty() ? "not known here" : "not known here; " + hint});
        return;
    }
    if (!matters(*spec)) {
        m_report.ignored.push_back({written, value.value_or(""), std::string{spec->meaning}});
        return;
    }
    if (takesValue(*spec) && !value)
        return problem(written, "it has no value", "write a value behind it");
    const auto [place, isNew] = m_given.try_emplace(std::string{spec->name}, Given{written, value.value_or("")});
    if (!isNew && place->second.value != value.value_or(""))
        problem(written, "it is given twice, as '" + place->second.value + "' and as '" + value.value_or("") + "'", "keep one of them");
}

const FlagReader::Given* FlagReader::given(std::string_view name) const
{
    const auto found = m_given.find(name);
    return found == m_given.end() ? nullptr : &found->second;
}

bool FlagReader::has(std::string_view name) const { return given(name) != nullptr; }

void FlagReader::understood(std::string_view name, const Given& given)
{
    const FlagSpec* spec = find(name);
    const LaunchItem item{given.written, given.value, std::string{spec->meaning}};
    if (std::find(m_report.understood.begin(), m_report.understood.end(), item) == m_report.understood.end())
        m_report.understood.push_back(item);
}

bool FlagReader::on(std::string_view name)
{
    const Given* one = given(name);
    if (one == nullptr)
        return false;
    understood(name, *one);
    return one->value != "false" && one->value != "False" && one->value != "0";
}

std::optional<std::string> FlagReader::text(std::string_view name)
{
    const Given* one = given(name);
    if (one == nullptr)
        return std::nullopt;
    understood(name, *one);
    return one->value;
}

std::optional<int> FlagReader::count(std::string_view name, int least)
{
    const Given* one = given(name);
    if (one == nullptr)
        return std::nullopt;
    int value = 0;
    const char* end = one->value.data() + one->value.size();
    const auto [stop, error] = std::from_chars(one->value.data(), end, value);
    if (error != std::errc{} || stop != end || value < least) {
        problem(one->written, "'" + one->value + "' is no whole number of at least " + std::to_string(least), "correct the number");
        return std::nullopt;
    }
    understood(name, *one);
    return value;
}

int FlagReader::count(std::string_view name, int fallback, std::string_view whoseDefault)
{
    if (!has(name)) {
        assume(name, std::to_string(fallback), whoseDefault);
        return fallback;
    }
    return count(name).value_or(fallback);
}

std::optional<double> FlagReader::number(std::string_view name, double least, double most)
{
    const Given* one = given(name);
    if (one == nullptr)
        return std::nullopt;
    double value = 0.0;
    const char* end = one->value.data() + one->value.size();
    const auto [stop, error] = std::from_chars(one->value.data(), end, value);
    if (error != std::errc{} || stop != end || !std::isfinite(value) || value < least || value > most) {
        problem(one->written,
                "'" + one->value + "' is no number from " + std::to_string(least) + " to " + std::to_string(most), "correct the number");
        return std::nullopt;
    }
    understood(name, *one);
    return value;
}

void FlagReader::assume(std::string_view flag, std::string_view value, std::string_view meaning)
{
    m_report.assumed.push_back({std::string{flag}, std::string{value}, std::string{meaning}});
}

void FlagReader::problem(std::string_view flag, std::string message, std::string hint)
{
    m_problems.push_back({.code = "launch-flag", .path = std::string{flag}, .message = std::move(message), .hint = std::move(hint)});
}

} // namespace shardscape
