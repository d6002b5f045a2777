// SPDX-License-Identifier: GPL-3.0-or-later
// Explains computation down to the operation and the constant: stage, layer kind, operation. Internal to core/evaluate.
#pragma once

#include "evaluate/layer_work.h"

#include "derivation/derivation.h"

namespace shardscape {

struct PassText {
    Pass pass;
    std::string_view name;
    std::string_view title;
};

inline constexpr std::array<PassText, passCount> passTexts{{{Pass::Forward, "forward", "forward pass"},
                                                            {Pass::InputGradient, "input_gradient", "input-gradient pass"},
                                                            {Pass::WeightGradient, "weight_gradient", "weight-gradient pass"}}};

/// Id of an operation's derivation. \param kind index of the layer kind
[[nodiscard]] std::string opDerivationId(std::size_t kind, const Op& op, std::string_view pass);

/// Share and peak of a product: the precision of the linear layers, bf16 for router and head.
[[nodiscard]] GemmPrecision opPrecision(const Op& op, const TrainingContext& context);

/// Layers of each kind on a stage; a mirrored schedule sends a micro-batch through one of two copies, so each counts half.
[[nodiscard]] std::vector<double> layersByKind(const TrainingContext& context, int stage);

/// Records "training/stage/<pass>", "training/layer/<kind>/<pass>" and "training/layer/<kind>/<operation>/<pass>".
/// \param bottleneck work of one micro-batch on `stage`
void recordComputation(const Work& bottleneck, int stage, const TrainingContext& context, DerivationLog& log);

} // namespace shardscape
