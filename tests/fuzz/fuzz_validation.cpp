// SPDX-License-Identifier: GPL-3.0-or-later
// Files of published measurements.
#include "fuzz.h"
#include "io/validation_json.h"

using namespace shardscape;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string text = fuzz::textOf(data, size);
    fuzz::promiseProblems(readValidationCases(text, fuzz::presets()));
    return 0;
}
