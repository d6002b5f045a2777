// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/pass_shares.h"

namespace shardscape {
namespace {

using enum Pass;

/// Seconds by part of a kind of pass; a fused backward is both of its halves. \param alone shows the transfers that a pair would hide
std::array<double, workPartCount> partsOf(const Work& work, TaskKind kind, bool alone)
{
    std::array<double, workPartCount> parts{};
    for (std::size_t i = 0; i < workPartCount; ++i) {
        const auto part = static_cast<WorkPart>(i);
        switch (kind) {
        case TaskKind::Forward: parts[i] = work.at(Forward, part); break;
        case TaskKind::BackwardInput: parts[i] = work.at(InputGradient, part); break;
        case TaskKind::BackwardWeight: parts[i] = work.at(WeightGradient, part); break;
        case TaskKind::Backward:
        case TaskKind::Communication:
        case TaskKind::Optimizer: parts[i] = work.at(InputGradient, part) + work.at(WeightGradient, part); break;
        }
    }
    if (alone && kind != TaskKind::BackwardWeight)
        parts[static_cast<std::size_t>(WorkPart::Ep)] +=
            work.hiddenTransfers[indexOf(kind == TaskKind::Forward ? Forward : InputGradient)];
    return parts;
}

} // namespace

PartShares passShares(const Work& work, TaskKind kind, bool alone)
{
    PartShares shares = partsOf(work, kind, alone);
    double sum = 0;
    for (const double part : shares)
        sum += part;
    if (sum <= 0.0) {
        shares[static_cast<std::size_t>(WorkPart::Compute)] = 1.0;
        return shares;
    }
    for (double& part : shares)
        part /= sum;
    return shares;
}

} // namespace shardscape
