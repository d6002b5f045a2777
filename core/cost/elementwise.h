// SPDX-License-Identifier: GPL-3.0-or-later
// Work that moves bytes and computes next to nothing: norms, residuals, activation, rotation, casts, routing and token movement, and the
// optimizer's update. Time = bytes / sustained bandwidth + launches. Pure, any thread.
#pragma once

#include "cost/ops.h"

namespace shardscape {

/// Norms, residual adds and dropout of one layer.
[[nodiscard]] Op normOp(const TransformerSpec& model, const LayerSpec& layer, const TrainingShape& shape, const Efficiency& efficiency);
/// Rotation of queries and keys and their reshuffling for the attention kernel.
[[nodiscard]] Op rotaryOp(const LayerSpec& layer, const TrainingShape& shape, const Efficiency& efficiency);
/// Norms of queries and keys: per head or over the full width, or of the compressed ones of latent attention. Reads and writes forward;
/// reads input and gradient and writes a gradient backward. Zero where the layer has none.
[[nodiscard]] Op queryKeyNormOp(const LayerSpec& layer, const TrainingShape& shape, const Efficiency& efficiency);
/// Activation of `width` channels over `rows` tokens: forward 3 (gated) or 2 passes, backward 5 or 3.
[[nodiscard]] Op activationOp(std::string_view name, Activation activation, double elements, const Efficiency& efficiency);
/// Casts to fp8 or fp4 of the inputs (forward) and output gradients (backward) of linear layers, with the reading for their scales (amax);
/// zero for 16-bit types.
[[nodiscard]] Op castOp(double inputElements, double outputElements, const TrainingShape& shape, const Efficiency& efficiency);
/// Adds the 16-bit weight gradients of a micro-batch to the accumulated ones, where the product does not; zero otherwise.
/// \param weights elements of the rank's matrices
[[nodiscard]] Op gradientSumOp(double weights, double gradientBytes, const Efficiency& efficiency);
/// Router probabilities and top-k.
[[nodiscard]] Op routingOp(const LayerSpec& layer, const TrainingShape& shape, const Efficiency& efficiency);
/// Permutation of routed tokens and their weighted sum. \param routed rows that arrive at the rank's experts
[[nodiscard]] Op movementOp(const TransformerSpec& model, double routed, const TrainingShape& shape, const Efficiency& efficiency);

/// Seconds of one optimizer step. \param owned parameters whose states the rank keeps; local = gradient elements on the rank
[[nodiscard]] double optimizerSeconds(double owned, double local, Optimizer optimizer, const Efficiency& efficiency);

} // namespace shardscape
