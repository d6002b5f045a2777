// SPDX-License-Identifier: GPL-3.0-or-later
// Tables of nvidia-smi topo -m: what was accepted can be used as a cluster.
#include "fuzz.h"
#include "hardware/topology_import.h"

using namespace shardscape;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string text = fuzz::textOf(data, size);
    const auto topology = importTopology(text);
    fuzz::promiseProblems(topology);
    if (topology)
        (void)clusterFromTopology(*topology, nullptr, 1);
    return 0;
}
