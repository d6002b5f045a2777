// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/advice_export.h"

#include "io/text_table.h"
#include "json/pretty_json.h"
#include "json/strict_json.h"
#include "units/format.h"

#include <fmt/format.h>

namespace shardscape {
namespace {

std::string changed(double before, double after) { return fmt::format("{:+.1f} %", 100.0 * (after / before - 1.0)); }

std::string timeChange(std::string_view name, Seconds before, Seconds after)
{
    return fmt::format("{} {} -> {} ({})", name, formatTime(before), formatTime(after), changed(before.inSeconds(), after.inSeconds()));
}

std::string memoryChange(Bytes before, Bytes after)
{
    return (after < before ? "-" : "+") + formatMemory(after < before ? before - after : after - before);
}

std::string headOf(AdviceGoal goal)
{
    switch (goal) {
    case AdviceGoal::Fit: return "Plans that fit";
    case AdviceGoal::Nearer: return "No plan next to this one fits; these lack less";
    case AdviceGoal::Speed: return "Faster";
    case AdviceGoal::Memory: return "Less memory, as fast";
    case AdviceGoal::FirstToken: return "Sooner first token";
    }
    return {};
}

Json figuresJson(const PlanFigures& f)
{
    Json json;
    if (f.step > Seconds{}) {
        json["step_seconds"] = numberJson(f.step.inSeconds());
        json["mfu"] = numberJson(f.mfu);
    } else {
        json["ttft_seconds"] = numberJson(f.ttft.inSeconds());
        json["tpot_seconds"] = numberJson(f.tpot.inSeconds());
        json["output_tokens_per_second"] = numberJson(f.outputTokensPerSecond);
    }
    json["tokens_per_second_per_gpu"] = numberJson(f.tokensPerSecondPerGpu);
    json["peak_bytes"] = numberJson(f.peak.inBytes());
    json["fits"] = f.fits;
    return json;
}

Json planJson(const Scenario& scenario)
{
    Json json = Json::object();
    for (const PlanInput& input : planInputs(scenario))
        json[std::string{input.key}] = input.value;
    return json;
}

Json trialJson(const std::optional<RuleTrial>& trial)
{
    if (!trial)
        return nullptr;
    Json json = figuresJson(trial->figures);
    json["plan"] = planJson(trial->scenario);
    return json;
}

} // namespace

std::string effectText(const PlanFigures& own, const PlanFigures& other)
{
    const std::string memory = "memory " + memoryChange(own.peak, other.peak);
    if (own.step > Seconds{})
        return timeChange("step", own.step, other.step) + ", " + memory;
    return timeChange("per token", own.tpot, other.tpot) + ", " + timeChange("first token", own.ttft, other.ttft) + ", " + memory;
}

std::string adviceToText(const AdviceReport& report)
{
    std::string text = fmt::format("{} plans next to this one were evaluated.\n", report.tried);
    if (report.hints.empty())
        text += "\nNone of them is better.\n";
    std::optional<AdviceGoal> goal;
    int number = 0;
    for (const Advice& hint : report.hints) {
        if (goal != hint.goal)
            text += "\n" + headOf(hint.goal) + ":\n";
        goal = hint.goal;
        text += fmt::format("{:3}. {}\n     {}\n", ++number, changesText(hint.changes), effectText(report.own, hint.figures));
    }
    text += "\nRules of thumb, tried on this case:\n";
    for (const RuleCheck& rule : report.rules) {
        const char* verdict = rule.verdict == RuleVerdict::Holds ? "holds" : rule.verdict == RuleVerdict::Fails ? "fails here" : "says nothing here";
        text += fmt::format("- {}\n  {}: {}\n  It fails where {}.\n", rule.rule, verdict, rule.finding, rule.failsWhere);
    }
    return text;
}

std::string adviceToJson(const AdviceReport& report)
{
    Json json;
    json["format"] = "shardscape-advice";
    json["version"] = 1;
    json["tried"] = report.tried;
    json["own"] = figuresJson(report.own);
    json["hints"] = Json::array();
    for (const Advice& hint : report.hints) {
        Json entry;
        entry["goal"] = std::string{toText(hint.goal)};
        entry["changes"] = Json::array();
        for (const PlanDifference& change : hint.changes)
            entry["changes"].push_back(Json::object({{"path", std::string{change.path}}, {"own", change.own}, {"other", change.other}}));
        entry["figures"] = figuresJson(hint.figures);
        json["hints"].push_back(std::move(entry));
    }
    json["rules"] = Json::array();
    for (const RuleCheck& rule : report.rules) {
        Json entry;
        entry["code"] = rule.code;
        entry["rule"] = rule.rule;
        entry["verdict"] = std::string{toText(rule.verdict)};
        entry["finding"] = rule.finding;
        entry["fails_where"] = rule.failsWhere;
        entry["follows"] = trialJson(rule.follows);
        entry["breaks"] = trialJson(rule.breaks);
        json["rules"].push_back(std::move(entry));
    }
    return prettyJson(json) + "\n";
}

} // namespace shardscape
