// SPDX-License-Identifier: GPL-3.0-or-later
// Megatron's --pipeline-model-parallel-layout: which layers stand on which virtual stage, as text ("Ett|(tt|)*30,tL"). Source:
// NVIDIA/Megatron-LM, core/transformer/pipeline_parallel_layer_layout.py, core 0.14. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shardscape {

/// Layers per virtual stage as a layout: embedding first, output and loss last.
[[nodiscard]] std::string layoutText(const std::vector<int>& stageLayers);

/// Layers per virtual stage of a layout; nothing when the text is none. E, L and m (embedding, loss, multi-token prediction) are no layers;
/// commas mean nothing; *N repeats the letter or the bracket in front.
[[nodiscard]] std::optional<std::vector<int>> layersOfLayout(std::string_view text);

} // namespace shardscape
