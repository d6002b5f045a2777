// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to cost/activation: collects the saved tensors of one layer. Not for use outside this folder.
#pragma once

#include "cost/activation.h"

#include <utility>

namespace shardscape::detail {

inline constexpr KeepSet keepNone = keepIn(KeepMode::Everything);
inline constexpr KeepSet keepUsually = keepIn(KeepMode::Everything) | keepIn(KeepMode::Selective); ///< all but full recompute
inline constexpr KeepSet keepProducts = keepUsually | keepIn(KeepMode::PerOperator);
inline constexpr KeepSet keepAlways = keepProducts | keepIn(KeepMode::LayerInput);
inline constexpr KeepSet keepUnlessSelective = keepIn(KeepMode::Everything); ///< what selective recomputation of modules drops
inline constexpr KeepSet keepPerOperatorOnly = keepIn(KeepMode::PerOperator);

struct TensorShape {
    std::string_view name;
    std::string_view symbol;
    double coefficient;     ///< bytes per element
    std::string_view width; ///< symbolic elements per token
    double elements;        ///< value of `width`
    ActivationSplit split;
    KeepSet keep = keepUsually;
};

class SavedTensorList {
public:
    SavedTensorList(const TransformerSpec& ofModel, const LayerSpec& ofLayer, const ActivationSetting& under)
        : model{ofModel}, layer{ofLayer}, setting{under}, element{under.elementBytes}, gemmInput{under.gemmInputBytes}
    {
    }

    /// Adds a tensor unless it is empty.
    void add(const TensorShape& shape);
    [[nodiscard]] double waysOf(ActivationSplit split) const;
    [[nodiscard]] std::vector<SavedTensor> take() { return std::move(m_tensors); }
    /// How tensors are kept that "selective" drops only for layers with latent attention or routed experts: there it means Megatron-Core's
    /// modules core_attn, mla_up_proj, layernorm and moe_act (arXiv 2603.07685, section on recomputation), elsewhere the attention core
    /// alone (Korthikanti et al. 2022).
    [[nodiscard]] KeepSet keepModule() const
    {
        const bool byModules = layer.attention.kind == AttentionKind::Latent || layer.feedForward.isMoe();
        return byModules ? keepUnlessSelective : keepUsually;
    }

    const TransformerSpec& model;
    const LayerSpec& layer;
    const ActivationSetting& setting;
    const double element;   ///< bytes of an activation
    const double gemmInput; ///< bytes of a saved GEMM input

private:
    std::vector<SavedTensor> m_tensors;
};

void addAttentionTensors(SavedTensorList& list);
void addFeedForwardTensors(SavedTensorList& list);

} // namespace shardscape::detail
