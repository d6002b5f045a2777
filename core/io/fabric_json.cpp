// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/fabric_json.h"

#include "io/hardware_json.h"

namespace shardscape {

Result<FabricFamily> readFabricJson(const Json& json, const std::string& path)
{
    Problems problems;
    FabricFamily family;
    ObjectReader reader{json, path, problems};
    if (reader.isObject()) {
        family.id = reader.requiredString("id");
        family.name = reader.requiredString("name");
        family.constants = readConstants(reader, "constants", problems);
        if (family.constants.empty() && problems.empty())
            reader.problem("constants", "out-of-range", "a fabric family has constants", "give at least one");
        reader.finish();
    }
    if (!problems.empty())
        return failure(std::move(problems));
    return family;
}

} // namespace shardscape
