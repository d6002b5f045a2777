// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/plan_inputs.h"

#include "search/input_values.h"

#include <fmt/format.h>

#include <algorithm>

namespace shardscape {
namespace {

using namespace input_values;

/// One input: how it stands in a space, and how it is written.
struct InputRule {
    std::string_view key;
    std::string_view path;
    /// Takes the values of a list into the space. \return the first that cannot be read
    std::optional<std::string_view> (*fix)(SearchSpace& space, const std::vector<std::string_view>& values);
    void (*take)(SearchSpace& space, const SearchSpace& point); ///< the scenario's own value
    std::string_view allowed;
    std::vector<int>* (*degrees)(SearchSpace& space); ///< of inputs that limits may cut; may be null
};

template <auto Member, auto Read> std::optional<std::string_view> fixList(SearchSpace& space, const std::vector<std::string_view>& values)
{
    auto list = space.*Member;
    list.clear();
    for (const std::string_view text : values) {
        const auto value = Read(text);
        if (!value)
            return text;
        list.push_back(*value);
    }
    space.*Member = std::move(list);
    return std::nullopt;
}

template <auto Member> void takeList(SearchSpace& space, const SearchSpace& point) { space.*Member = point.*Member; }
template <auto Member> std::vector<int>* degreesOf(SearchSpace& space) { return &(space.*Member); }

template <auto Member, auto Read> constexpr InputRule rule(std::string_view key, std::string_view path, std::string_view allowed)
{
    return {key, path, fixList<Member, Read>, takeList<Member>, allowed, nullptr};
}
template <auto Member> constexpr InputRule degree(std::string_view key, std::string_view path)
{
    return {key, path, fixList<Member, readCount>, takeList<Member>, "counts from 1", degreesOf<Member>};
}

using S = SearchSpace;
constexpr std::array rules{
    degree<&S::gpus>("gpus", "/parallelism"),
    degree<&S::tp>("tp", "/parallelism/tp"),
    degree<&S::cp>("cp", "/parallelism/cp"),
    degree<&S::ep>("ep", "/parallelism/ep"),
    rule<&S::etp, readOptionalCount>("etp", "/parallelism/etp", "null or counts from 1"),
    degree<&S::pp>("pp", "/parallelism/pp"),
    degree<&S::dp>("dp", "/parallelism/dp"),
    degree<&S::vpp>("vpp", "/parallelism/vpp"),
    rule<&S::schedule, readName<ScheduleKind>>("schedule", "/parallelism/schedule", "names of schedules"),
    rule<&S::balance, readBalance>("balance", "/parallelism/stage_layers", "even, ends-light or given"),
    rule<&S::axisOrder, readOrder>("axis_order", "/parallelism/axis_order", "orders such as tp-cp-ep-dp-pp"),
    rule<&S::sequenceParallel, readSwitch>("sequence_parallel", "/parallelism/sequence_parallel", "true or false"),
    rule<&S::zeroStage, readZero>("zero_stage", "/parallelism/zero_stage", "0 to 3"),
    degree<&S::microBatch>("micro_batch", "/workload/micro_batch"),
    rule<&S::recompute, readRecompute>("recompute", "/workload/recompute", "none, selective, full, or full:N for N layers of each stage"),
    rule<&S::offload, readSwitch>("offload", "/workload/offload", "true or false"),
    degree<&S::concurrency>("concurrency", "/workload/concurrency"),
    rule<&S::chunkedPrefillTokens, readOptionalCount>("chunked_prefill_tokens", "/workload/chunked_prefill_tokens", "null or counts from 1"),
    rule<&S::prefillShare, readShare>("prefill_share", "/workload/disaggregated", "shares of the replicas, 0 to below 1"),
};

std::string allKeys()
{
    std::string keys;
    for (const InputRule& r : rules)
        keys += (keys.empty() ? "" : ", ") + std::string{r.key};
    return keys;
}

const InputRule* ruleOf(std::string_view key)
{
    const auto entry = std::find_if(rules.begin(), rules.end(), [&](const InputRule& r) { return r.key == key; });
    return entry == rules.end() ? nullptr : &*entry;
}

Problem unknownKey(std::string_view key)
{
    return {Severity::Error, "unknown-input", "", fmt::format("'{}' is no input of a plan", key), "allowed: " + allKeys()};
}

} // namespace

std::vector<PlanInput> planInputs(const Scenario& scenario)
{
    const Parallelism& p = scenario.parallelism;
    std::vector<PlanInput> list;
    const auto add = [&](std::string_view key, std::string value) { list.push_back({key, ruleOf(key)->path, std::move(value)}); };
    for (const auto& [key, value] : {std::pair{"tp", p.tp}, std::pair{"cp", p.cp}, std::pair{"ep", p.ep}})
        add(key, std::to_string(value));
    add("etp", writeOptional(p.etp));
    for (const auto& [key, value] : {std::pair{"pp", p.pp}, std::pair{"dp", p.dp}})
        add(key, std::to_string(value));
    add("axis_order", writeOrder(p.axisOrder));
    if (const TrainingWorkload* training = scenario.workload.training()) {
        add("vpp", std::to_string(p.vpp));
        add("schedule", std::string{toText(p.schedule)});
        add("balance", writeLayers(p.stageLayers));
        add("sequence_parallel", p.sequenceParallel ? "true" : "false");
        add("zero_stage", std::to_string(p.zeroStage));
        add("micro_batch", std::to_string(training->microBatch));
        add("recompute", writeRecompute(training->recompute));
        add("offload", training->offload ? "true" : "false");
    } else if (const InferenceWorkload* inference = scenario.workload.inference()) {
        add("concurrency", std::to_string(inference->concurrency));
        add("chunked_prefill_tokens", writeOptional(inference->chunkedPrefillTokens));
        const auto& pools = inference->disaggregated;
        add("prefill_share", pools ? fmt::format("{}:{}", pools->prefillReplicas, pools->decodeReplicas) : "null");
    }
    return list;
}

std::vector<PlanDifference> planDifferences(const Scenario& own, const Scenario& other)
{
    const std::vector<PlanInput> a = planInputs(own);
    const std::vector<PlanInput> b = planInputs(other);
    std::vector<PlanDifference> differences;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
        if (a[i] != b[i])
            differences.push_back({a[i].path, a[i].value, b[i].value});
    return differences;
}

Result<void> fixInput(SearchSpace& space, std::string_view text, const Scenario& scenario)
{
    const std::size_t equals = text.find('=');
    const InputRule* found = ruleOf(text.substr(0, equals));
    if (found == nullptr)
        return failure(unknownKey(text.substr(0, equals)));
    if (equals == std::string_view::npos) {
        found->take(space, pointSpace(scenario));
        return {};
    }
    const std::vector<std::string_view> values = split(text.substr(equals + 1));
    if (const auto wrong = found->fix(space, values))
        return failure({Severity::Error, "unreadable-value", "", fmt::format("'{}' is no value of {}", *wrong, found->key),
                        "allowed: " + std::string{found->allowed}});
    return {};
}

Result<std::optional<PlanLimit>> readLimit(SearchSpace& space, std::string_view text, bool isSoft)
{
    const std::size_t sign = text.find_first_of("<>");
    const std::optional<double> value =
        sign == std::string_view::npos || text.substr(sign + 1, 1) != "=" ? std::nullopt : readNumber(text.substr(sign + 2));
    if (!value)
        return failure({Severity::Error, "unreadable-limit", "", fmt::format("'{}' is no limit", text),
                        "write a quantity, <= or >=, and a number: tpot<=0.05"});
    const std::string_view key = text.substr(0, sign);
    const bool isMinimum = text[sign] == '>';
    if (const auto quantity = fromText<PlanQuantity>(key); quantity && *quantity != PlanQuantity::Gpus)
        return PlanLimit{*quantity, isMinimum, *value, isSoft};
    const InputRule* found = ruleOf(key);
    if (found == nullptr || found->degrees == nullptr)
        return failure({Severity::Error, "unknown-limit", "", fmt::format("'{}' cannot be limited", key),
                        "quantities: " + allowedTexts<PlanQuantity>() + "; inputs with counts: tp, cp, ep, pp, dp, vpp, micro_batch, gpus, concurrency"});
    std::erase_if(*found->degrees(space), [&](int degree) { return isMinimum ? degree < *value : degree > *value; });
    return std::optional<PlanLimit>{};
}

Result<std::array<PlanQuantity, 2>> readObjectives(std::string_view text)
{
    const std::vector<std::string_view> names = split(text);
    if (names.size() != 2)
        return failure({Severity::Error, "objective-count", "", fmt::format("'{}' is not a pair of objectives", text),
                        "name two, such as step-time,memory-headroom"});
    std::array<PlanQuantity, 2> pair{};
    for (std::size_t i = 0; i < 2; ++i) {
        const auto quantity = fromText<PlanQuantity>(names[i]);
        if (!quantity)
            return failure({Severity::Error, "unknown-value", "", fmt::format("'{}' is no objective", names[i]),
                            "allowed: " + allowedTexts<PlanQuantity>()});
        pair[i] = *quantity;
    }
    return pair;
}

} // namespace shardscape
