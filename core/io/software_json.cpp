// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/software_json.h"

#include "io/hardware_json.h"

namespace shardscape {

Result<SoftwareSpec> readSoftwareJson(const Json& json, const std::string& path)
{
    Problems problems;
    ObjectReader reader{json, path, problems};
    if (!reader.isObject())
        return failure(std::move(problems));
    SoftwareSpec spec;
    spec.id = reader.requiredString("id");
    spec.name = reader.requiredString("name");
    spec.source = reader.requiredString("source");
    const std::string kind = reader.requiredString("kind");
    if (kind != "training" && kind != "inference")
        reader.problem("kind", "unknown-value", "'" + kind + "' is not known here", "allowed: training, inference");
    spec.forTraining = kind == "training";
    spec.year = reader.requiredInt("year", {2017, 2100});
    spec.overlapTp = reader.optionalBool("overlap_tp", false);
    spec.overlapDp = reader.optionalBool("overlap_dp", false);
    spec.overlapPp = reader.optionalBool("overlap_pp", false);
    spec.overlapCp = reader.optionalBool("overlap_cp", true);
    spec.overlapEp = reader.optionalBool("overlap_ep", false);
    spec.deduplicatingDispatch = reader.optionalBool("deduplicating_dispatch", false);
    spec.gradientDtype = reader.optionalEnum("gradient_dtype", DataType::Fp32);
    spec.constants = readConstants(reader, "constants", problems);
    (void)reader.optionalString("note");
    reader.finish();
    if (!problems.empty())
        return failure(std::move(problems));
    return spec;
}

} // namespace shardscape
