// SPDX-License-Identifier: GPL-3.0-or-later
// Preset files of every kind: models, accelerators, fabrics, clusters, software.
#include "fuzz.h"
#include "io/fabric_json.h"
#include "io/hardware_json.h"
#include "io/model_json.h"
#include "io/software_json.h"
#include "json/strict_json.h"

using namespace shardscape;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string text = fuzz::textOf(data, size);
    const auto json = parseJson(text);
    if (!json)
        return 0;
    fuzz::promiseProblems(readModelJson(*json, "/model"));
    fuzz::promiseProblems(readAcceleratorJson(*json, "/accelerator"));
    fuzz::promiseProblems(readFabricJson(*json, "/fabric"));
    fuzz::promiseProblems(readClusterJson(*json, "/cluster"));
    fuzz::promiseProblems(readSoftwareJson(*json, "/software"));
    return 0;
}
