// SPDX-License-Identifier: GPL-3.0-or-later
// The readers of the model families, one function a family; hugging_face.cpp says in a table which model_type each one reads. A reader
// returns a description whatever happens and leaves problems in the config. For core/model/hugging_face*.cpp only.
#pragma once

#include "model/hugging_face_config.h"

namespace shardscape::huggingface {

using FamilyReader = TransformerSpec (*)(Config&);

// hugging_face_llama.cpp: dense decoders with rotary positions
[[nodiscard]] TransformerSpec readLlama(Config& config);
[[nodiscard]] TransformerSpec readMistral(Config& config);
[[nodiscard]] TransformerSpec readQwen2(Config& config);
[[nodiscard]] TransformerSpec readQwen3(Config& config);
[[nodiscard]] TransformerSpec readPhi3(Config& config);
[[nodiscard]] TransformerSpec readOlmo(Config& config);
[[nodiscard]] TransformerSpec readOlmo2(Config& config);
[[nodiscard]] TransformerSpec readNemotron(Config& config);
[[nodiscard]] TransformerSpec readHunYuanDense(Config& config);

// hugging_face_window.cpp: dense decoders that mix local and global attention
[[nodiscard]] TransformerSpec readGemma(Config& config);
[[nodiscard]] TransformerSpec readGemma2(Config& config);
[[nodiscard]] TransformerSpec readGemma3(Config& config);
[[nodiscard]] TransformerSpec readCohere(Config& config);
[[nodiscard]] TransformerSpec readCohere2(Config& config);
[[nodiscard]] TransformerSpec readOlmo3(Config& config);

// hugging_face_gpt.cpp: the GPT generation, with LayerNorm and two-matrix feed-forward parts
[[nodiscard]] TransformerSpec readGpt2(Config& config);
[[nodiscard]] TransformerSpec readGptJ(Config& config);
[[nodiscard]] TransformerSpec readGptNeoX(Config& config);
[[nodiscard]] TransformerSpec readOpt(Config& config);
[[nodiscard]] TransformerSpec readBloom(Config& config);
[[nodiscard]] TransformerSpec readFalcon(Config& config);

// hugging_face_mixtral.cpp: experts in every layer
[[nodiscard]] TransformerSpec readMixtral(Config& config);
[[nodiscard]] TransformerSpec readOlmoe(Config& config);
[[nodiscard]] TransformerSpec readPhiMoe(Config& config);
[[nodiscard]] TransformerSpec readGrok1(Config& config);
[[nodiscard]] TransformerSpec readDbrx(Config& config);
[[nodiscard]] TransformerSpec readMiniMaxM2(Config& config);
[[nodiscard]] TransformerSpec readGptOss(Config& config);

// hugging_face_mixed_moe.cpp: experts next to dense layers or shared experts
[[nodiscard]] TransformerSpec readQwen2Moe(Config& config);
[[nodiscard]] TransformerSpec readQwen3Moe(Config& config);
[[nodiscard]] TransformerSpec readGlm4Moe(Config& config);
[[nodiscard]] TransformerSpec readLlama4(Config& config);
[[nodiscard]] TransformerSpec readArctic(Config& config);
[[nodiscard]] TransformerSpec readHunYuanMoe(Config& config);

// hugging_face_deepseek.cpp: multi-head latent attention
[[nodiscard]] TransformerSpec readDeepSeekV2(Config& config);
[[nodiscard]] TransformerSpec readDeepSeekV3(Config& config);
[[nodiscard]] TransformerSpec readDeepSeekV32(Config& config);

// hugging_face_hybrid.cpp: linear attention and state-space layers among softmax attention
[[nodiscard]] TransformerSpec readQwen3Next(Config& config);
[[nodiscard]] TransformerSpec readMiniMax(Config& config);
[[nodiscard]] TransformerSpec readJamba(Config& config);

/// Experts of the qwen2_moe, qwen3_moe and qwen3_next families, and which layers have them: those not in mlp_only_layers whose
/// number, counted from 1, is a multiple of decoder_sparse_step.
struct QwenExperts {
    FeedForwardSpec dense;
    FeedForwardSpec experts;
    std::vector<bool> isMoe;
};
[[nodiscard]] QwenExperts readQwenExperts(Config& config, int layers, bool shared);

} // namespace shardscape::huggingface
