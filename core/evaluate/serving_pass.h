// SPDX-License-Identifier: GPL-3.0-or-later
// One forward pass of a serving engine: any mix of prompt tokens and decoding sequences through the chunks of a pipeline. All inference
// figures are made of such passes. Internal to core/evaluate.
#pragma once

#include "cost/efficiency.h"
#include "cost/linear.h"
#include "cost/step_network.h"
#include "evaluate/node_kinds.h"
#include "plan/plan.h"

#include <array>
#include <memory>

namespace shardscape {

/// What enters one pass of one replica.
struct PassLoad {
    double promptTokens = 0;    ///< tokens of prompts in this pass
    double promptContext = 0;   ///< mean positions each of them attends to
    double sequences = 0;       ///< decoding sequences, one token each
    double sequenceContext = 0; ///< mean context of a decoding sequence
    double finishedPrompts = 0; ///< prompts whose last token is in this pass; they need the head

    [[nodiscard]] double tokens() const { return promptTokens + sequences; }
};

/// Where the time of a pass goes, in the order of the breakdown.
enum class ServePart : unsigned char { Linear, Experts, Attention, Elementwise, Head, Tp, Ep, Cp, Launch, Host };
inline constexpr std::size_t servePartCount = 10;

template <> struct EnumNames<ServePart> {
    static constexpr std::array<EnumName<ServePart>, servePartCount> table{{{ServePart::Linear, "linear"},
                                                                            {ServePart::Experts, "experts"},
                                                                            {ServePart::Attention, "attention"},
                                                                            {ServePart::Elementwise, "elementwise"},
                                                                            {ServePart::Head, "head"},
                                                                            {ServePart::Tp, "tp_exposed"},
                                                                            {ServePart::Ep, "ep_exposed"},
                                                                            {ServePart::Cp, "cp_exposed"},
                                                                            {ServePart::Launch, "launch"},
                                                                            {ServePart::Host, "host"}}};
};

/// Seconds by part.
struct PassTime {
    std::array<double, servePartCount> seconds{};

    [[nodiscard]] double& operator[](ServePart part) { return seconds[static_cast<std::size_t>(part)]; }
    [[nodiscard]] double operator[](ServePart part) const { return seconds[static_cast<std::size_t>(part)]; }
    [[nodiscard]] double total() const;
    void add(const PassTime& other, double times = 1.0);
};

struct ServingContext {
    const Plan& plan;
    const Inputs& inputs;
    const InferenceWorkload& workload;
    Efficiency efficiency;
    StepNetwork network;
    GroupShape tp, cp, ep, pp;

    std::vector<std::vector<Linear>> linears;        ///< by layer kind
    std::vector<std::vector<double>> layersPerChunk; ///< [stage * chunks + chunk][kind]
    /// Null when all nodes are alike; the members above are then kind 0's. One context prices the replicas of one class.
    std::shared_ptr<const UnlikeNodes<ServingContext>> unlike;
    std::vector<KindSet> kindsOfStage; ///< of the class's replicas; empty when all nodes are alike

    [[nodiscard]] KindSet kindsInUse() const;
};

[[nodiscard]] ServingContext servingContext(const Plan& plan, const Inputs& inputs, const InferenceWorkload& workload);

/// Time of a pass in every chunk, [stage * chunks + chunk], without host time of the step.
/// Forms: per operator (t_compute^3.7 + t_memory^3.7)^(1/3.7); linear layers at share x T/(T+96) of the peak; experts read the distinct
/// ones that the pass visits, E (1 - (1 - K/E)^(T^0.88)); decode attention reads the KV cache; gaps between kernels per layer, and
/// launching them one by one where the GPU does not cover it.
[[nodiscard]] std::vector<PassTime> chunkPasses(const ServingContext& context, const PassLoad& load);

/// Matrix products of one pass over all layers of a rank: seconds at the compute rate, and seconds to move weights and activations.
struct ProductTime {
    double compute = 0;
    double memory = 0;
};
/// \param tokens that enter the linear layers
[[nodiscard]] ProductTime productTime(const ServingContext& context, double tokens);

/// Host time of one engine step with that many running sequences.
[[nodiscard]] double hostSeconds(const ServingContext& context, double sequences);

/// One activation of the pass to the next stage.
[[nodiscard]] double passSendSeconds(const ServingContext& context, const PassLoad& load);

/// KV-cache bytes that a rank keeps per token of one layer.
[[nodiscard]] double keyValueBytes(const AttentionSpec& attention, const ServingContext& context);

} // namespace shardscape
