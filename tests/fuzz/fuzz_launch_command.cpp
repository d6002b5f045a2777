// SPDX-License-Identifier: GPL-3.0-or-later
// Launch commands of serving and training engines: nothing of them is run, whatever they say.
#include "fuzz.h"
#include "launch/launch.h"
#include "launch/launch_json.h"

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
    const auto imported = importLaunch(text, base, fuzz::presets());
    fuzz::promiseProblems(imported);
    if (imported)
        (void)importedLaunchToJson(*imported);
    return 0;
}
