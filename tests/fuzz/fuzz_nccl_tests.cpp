// SPDX-License-Identifier: GPL-3.0-or-later
// Output of nccl-tests.
#include "fuzz.h"
#include "evaluate/nccl_tests.h"

using namespace shardscape;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string text = fuzz::textOf(data, size);
    const auto measured = readNcclTests(text, "/calibration");
    fuzz::promiseProblems(measured);
    if (measured)
        for (const CollectiveMeasurement& m : *measured)
            fuzz::promise(m.time.inSeconds() >= 0, "a measured time is not negative");
    return 0;
}
