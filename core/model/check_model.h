// SPDX-License-Identifier: GPL-3.0-or-later
// The border between files and arithmetic: the largest sizes a model may have, and the relations its numbers must keep. Readers of any
// format call findFaults() before they hand a model on, so that the rest of the program divides and multiplies without fear: every
// product of two sizes fits an int where the limits say so, and every count is far below the range of a double. Pure functions.
#pragma once

#include "model/transformer.h"

#include <string>
#include <vector>

namespace shardscape {

inline constexpr int maxHidden = 1'000'000;
inline constexpr int maxWidth = 10'000'000; ///< of a feed-forward part, or heads x head size
inline constexpr int maxVocabulary = 10'000'000;
inline constexpr int maxLayers = 10'000;
inline constexpr int maxExperts = 65'536;
inline constexpr int maxHeads = 65'536;
inline constexpr int maxHeadDim = 65'536;
inline constexpr int maxTokens = 1'000'000'000; ///< positions, windows, chunks
inline constexpr int maxLayerKinds = 64;
inline constexpr double maxParameters = 1e15;

/// A broken relation, in the terms of our own model description; a reader turns it into a Problem with the path of its own format.
struct ModelFault {
    int kind = -1;     ///< index into TransformerSpec::kinds; -1 = the model as a whole
    std::string field; ///< member in our JSON, such as "attention/kv_heads" or "pattern"
    std::string message;
    std::string hint;
};

/// All broken relations of `model`: heads that do not divide, more chosen than present experts, sizes of zero, indices out of range,
/// products beyond the limits. Empty when the model is sound. Never throws, for any values.
[[nodiscard]] std::vector<ModelFault> findFaults(const TransformerSpec& model);

} // namespace shardscape
