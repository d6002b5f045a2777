// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/sweep_options.h"

namespace shardscape {
std::optional<SweepBase> sweepBase(const std::string& file, CliContext& context)
{
    auto scenario = context.scenario(file);
    if (!scenario)
        return std::nullopt;
    const auto inputs = context.inputs(file, *scenario);
    if (inputs == nullptr)
        return std::nullopt;
    const PresetLibrary* library = context.library();
    return SweepBase{std::move(*scenario), inputs, [library](const Scenario& changed) { return library->resolve(changed); }};
}

Result<SweepAxis> sweepAxis(const SweepBase& base, const AxisOptions& options)
{
    const auto input = readSweepInput(options.input, base);
    if (!input)
        return failure(input.error());
    if (options.values.empty() && (!options.range.from.empty() || !options.range.to.empty() || options.range.steps > 0))
        return rangedValues(base, *input, options.range);
    return readValues(base, *input, options.values);
}

} // namespace shardscape
