// SPDX-License-Identifier: GPL-3.0-or-later
// The operations of one layer of a training step on one rank: matrix products, attention core, norms, activation, rotation, routing,
// token movement, casts; each with FLOPs, bytes, kernels and seconds of its forward, input-gradient and weight-gradient pass. The step
// model, the roofline picture and the explanations read this list. Pure, any thread.
#pragma once

#include "cost/efficiency.h"
#include "cost/gemm.h"
#include "model/transformer.h"
#include "plan/workload.h"

#include <array>
#include <string_view>
#include <vector>

namespace shardscape {

enum class Pass : unsigned char { Forward, InputGradient, WeightGradient };
inline constexpr std::size_t passCount = 3;
constexpr std::size_t indexOf(Pass pass) { return static_cast<std::size_t>(pass); }

enum class OpKind : unsigned char { Gemm, GroupedGemm, Attention, Elementwise, TokenMovement, Head };

/// One operation; arrays are indexed by Pass.
struct Op {
    std::string_view name;
    OpKind kind = OpKind::Gemm;
    std::array<double, passCount> flops{};
    std::array<double, passCount> bytes{};
    std::array<double, passCount> seconds{};  ///< with launch gaps
    std::array<double, passCount> epilogue{}; ///< of them: results of products that no computation hides
};

/// What one rank sees of a micro-batch.
struct TrainingShape {
    double sequence = 0; ///< tokens of one sequence s
    double batch = 1;    ///< sequences of the micro-batch b
    int tp = 1, cp = 1, ep = 1, etp = 1;
    bool sequenceParallel = true;
    double imbalance = 1; ///< max over mean load of an expert rank
    DataType precision = DataType::Bf16;
    bool unfusedAttention = false;
    double gradientBytes = 4; ///< of an accumulated gradient element

    /// Tokens of the micro-batch on a tensor-parallel group: r = s b / c.
    [[nodiscard]] double tokens() const { return sequence * batch / cp; }
    /// Tokens a rank norms and routes: r / t with sequence parallelism.
    [[nodiscard]] double localTokens() const { return sequenceParallel ? tokens() / tp : tokens(); }
};

/// Operations of one layer. Sources: FLOPs as Narayanan et al. 2021 (arXiv 2104.04473) with the causal half of attention; times by
/// gemm.h, attention.h and elementwise.h.
[[nodiscard]] std::vector<Op> layerOps(const TransformerSpec& model, const LayerSpec& layer, const TrainingShape& shape,
                                       const Efficiency& efficiency);

/// Operations of the last stage behind the layers: final norm, output head, cross-entropy. The head stays bf16.
[[nodiscard]] std::vector<Op> headOps(const TransformerSpec& model, const TrainingShape& shape, const Efficiency& efficiency);

/// The embedding look-up of the first stage and its gradient.
[[nodiscard]] std::vector<Op> embeddingOps(const TransformerSpec& model, const TrainingShape& shape, const Efficiency& efficiency);

} // namespace shardscape
