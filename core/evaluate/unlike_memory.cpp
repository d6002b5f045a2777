// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/unlike_memory.h"

#include <fmt/format.h>

namespace shardscape {
namespace {

/// Those of the stage, and what they refer to: the model's, which are the same for every kind of node.
void keepDerivations(const DerivationLog& from, int stage, DerivationLog& log)
{
    const std::string own = fmt::format("memory/stage/{}/", stage);
    for (const Derivation& derivation : from.all()) {
        const bool ofAnotherRank = derivation.id.starts_with("memory/stage/") || derivation.id.starts_with("memory/kv/");
        if (derivation.id.starts_with(own) || !ofAnotherRank)
            log.add(derivation);
    }
}

} // namespace

UnlikeMemory unlikeMemory(const KindUse& use, const std::vector<Inputs>& inputs,
                          const std::function<std::vector<StageMemory>(const Inputs&, DerivationLog*)>& memoryOf, DerivationLog* log)
{
    std::vector<std::vector<StageMemory>> memory;
    std::vector<DerivationLog> logs(inputs.size());
    for (std::size_t kind = 0; kind < inputs.size(); ++kind)
        memory.push_back(memoryOf(inputs[kind], log != nullptr ? &logs[kind] : nullptr));
    UnlikeMemory worst;
    for (std::size_t stage = 0; stage < use.ofStage.size(); ++stage) {
        int chosen = -1;
        double fullest = -1.0;
        for (std::size_t kind = 0; kind < inputs.size(); ++kind) {
            const double filled = memory[kind][stage].total() / inputs[kind].cluster.accelerator.memory;
            if (isIn(static_cast<int>(kind), use.ofStage[stage]) && filled > fullest) {
                fullest = filled;
                chosen = static_cast<int>(kind);
            }
        }
        const auto kind = static_cast<std::size_t>(chosen);
        worst.stages.push_back(memory[kind][stage]);
        worst.capacity.push_back(inputs[kind].cluster.accelerator.memory);
        worst.kind.push_back(chosen);
        if (log != nullptr)
            keepDerivations(logs[kind], static_cast<int>(stage), *log);
    }
    return worst;
}

} // namespace shardscape
