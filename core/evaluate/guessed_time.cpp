// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/guessed_time.h"

#include "evaluate/inference.h"
#include "evaluate/training.h"

#include <algorithm>
#include <cmath>

namespace shardscape {
namespace {

constexpr double nudge = 1.01;
constexpr double leastShare = 5e-4;

bool isOfServing(std::string_view name) { return name.starts_with("serve") || name.starts_with("one_shot"); }
bool isOfTraining(std::string_view name)
{
    return name.starts_with("train") || name.starts_with("attention") || name.starts_with("kernel") || name.starts_with("moe");
}

/// \param foreign whether a constant is one of the other kind of workload, which is not worth a simulation
/// \param timeOf seconds with another set of constants; not finite where there are none
template <class Context, class TimeOf>
std::vector<GuessedShare> sharesOf(const Context& context, double seconds, bool (*foreign)(std::string_view), TimeOf timeOf)
{
    std::vector<GuessedShare> shares;
    for (const EfficiencyField& field : efficiencyFields()) {
        const auto& guesses = context.efficiency.guesses;
        if (foreign(field.name) || std::find(guesses.begin(), guesses.end(), field.name) == guesses.end() || context.efficiency.*field.member == 0.0)
            continue;
        Context moved = context;
        moved.efficiency.*field.member *= nudge;
        moved.network = stepNetwork(context.inputs.cluster, moved.efficiency);
        const double share = std::abs(std::log(timeOf(moved) / seconds) / std::log(nudge));
        if (std::isfinite(share) && share >= leastShare)
            shares.push_back({std::string{field.name}, std::min(1.0, share)});
    }
    std::stable_sort(shares.begin(), shares.end(), [](const GuessedShare& a, const GuessedShare& b) { return a.share > b.share; });
    return shares;
}

} // namespace

std::vector<GuessedShare> guessedShares(const TrainingContext& context, double stepSeconds)
{
    return sharesOf(context, stepSeconds, isOfServing, [](const TrainingContext& moved) {
        const auto step = simulateTraining(moved);
        return step ? step->report.step.inSeconds() : NAN;
    });
}

std::vector<GuessedShare> guessedShares(const ServingContext& context, const InferenceMemory& memory, double tpotSeconds)
{
    return sharesOf(context, tpotSeconds, isOfTraining, [&memory](const ServingContext& moved) {
        const auto result = simulateInference(moved, memory, nullptr);
        return result ? result->report.tpot.inSeconds() : NAN;
    });
}

} // namespace shardscape
