// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever is pasted or dropped: logs, lists, commands, JSON and PDFs, told apart by their content.
#include "fuzz.h"
#include "intake/intake.h"
#include "intake/intake_json.h"

using namespace shardscape;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string text = fuzz::textOf(data, size);
    static const Scenario base = [] {
        Scenario scenario;
        scenario.model.preset = "llama-3.1-70b";
        scenario.cluster.preset = "dgx-h100";
        return scenario;
    }();
    const auto taken = takeIn(text, {.scenario = base, .library = fuzz::presets()});
    fuzz::promiseProblems(taken);
    if (taken)
        (void)intakeToJson(*taken);
    return 0;
}
