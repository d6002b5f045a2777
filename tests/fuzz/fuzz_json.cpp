// SPDX-License-Identifier: GPL-3.0-or-later
// The strict JSON reader: whatever it accepts is written and read again as the same value.
#include "fuzz.h"
#include "json/pretty_json.h"
#include "json/strict_json.h"

using namespace shardscape;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string text = fuzz::textOf(data, size);
    const auto json = parseJson(text);
    fuzz::promiseProblems(json);
    if (json) {
        const auto again = parseJson(prettyJson(*json));
        fuzz::promise(again.has_value() && *again == *json, "a value is read as it was written");
    }
    return 0;
}
