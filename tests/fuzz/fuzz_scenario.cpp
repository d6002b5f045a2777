// SPDX-License-Identifier: GPL-3.0-or-later
// Scenario files: what is accepted is written and read again as the same scenario, and its evaluation ends, with finite figures.
#include "fuzz.h"

#include "evaluate/evaluate.h"
#include "io/scenario_file.h"
#include "support/evaluation_laws.h"

using namespace shardscape;

namespace {

/// Large clusters are the business of the benchmarks; here their number of cases per second would hide the small ones.
constexpr std::int64_t largestWorld = 1024;

void evaluateIt(const Scenario& scenario)
{
    auto inputs = fuzz::presets().resolve(scenario);
    fuzz::promiseProblems(inputs);
    if (!inputs || scenario.parallelism.worldSize() > largestWorld)
        return;
    const auto evaluation = evaluate(scenario, std::make_shared<const Inputs>(*inputs), {.timeline = false});
    fuzz::promiseProblems(evaluation);
    if (!evaluation)
        return;
    const auto broken = test::brokenLaw(*evaluation, evaluationToJson(*evaluation));
    fuzz::promise(!broken, broken ? broken->c_str() : "");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto scenario = readScenario(fuzz::textOf(data, size));
    fuzz::promiseProblems(scenario);
    if (!scenario)
        return 0;
    const auto again = readScenario(writeScenario(*scenario));
    fuzz::promise(again.has_value() && *again == *scenario, "a scenario is read as it was written");
    evaluateIt(*scenario);
    return 0;
}
