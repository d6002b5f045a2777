// SPDX-License-Identifier: GPL-3.0-or-later
// What is run: a training step or the serving of requests.
#pragma once

#include "model/data_type.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace shardscape {

enum class RecomputeKind : unsigned char { None, Selective, Full, FullLayers };

/// Activation recomputation. FullLayers recomputes the first `fullLayersPerStage` layers of each stage and nothing else.
struct Recompute {
    RecomputeKind kind = RecomputeKind::None;
    int fullLayersPerStage = 0;
    bool operator==(const Recompute&) const = default;
};

template <> struct EnumNames<RecomputeKind> { // FullLayers is an object in files and has no text of its own
    static constexpr std::array<EnumName<RecomputeKind>, 3> table{
        {{RecomputeKind::None, "none"}, {RecomputeKind::Selective, "selective"}, {RecomputeKind::Full, "full"}}};
};

enum class AttentionImplementation : unsigned char { Flash, Unfused };
template <> struct EnumNames<AttentionImplementation> {
    static constexpr std::array<EnumName<AttentionImplementation>, 2> table{
        {{AttentionImplementation::Flash, "flash"}, {AttentionImplementation::Unfused, "unfused"}}};
};

enum class Optimizer : unsigned char { Adam, AdamBf16States, Adam8Bit, Adafactor, Muon, Sgd };
template <> struct EnumNames<Optimizer> {
    static constexpr std::array<EnumName<Optimizer>, 6> table{{{Optimizer::Adam, "adam"},
                                                               {Optimizer::AdamBf16States, "adam-bf16-states"},
                                                               {Optimizer::Adam8Bit, "adam-8bit"},
                                                               {Optimizer::Adafactor, "adafactor"},
                                                               {Optimizer::Muon, "muon"},
                                                               {Optimizer::Sgd, "sgd"}}};
};

struct TrainingWorkload {
    int sequenceTokens = 0;
    int microBatch = 1;
    int globalBatch = 1;
    /// Sequences of variable length: tokens of a sequence in each micro-batch of a replica, at most sequenceTokens; empty = all of them.
    std::vector<int> microbatchTokens = {};
    DataType precision = DataType::Bf16; ///< of GEMM inputs: fp32, bf16, fp16, fp8, mxfp8 or nvfp4
    Recompute recompute;
    AttentionImplementation attention = AttentionImplementation::Flash;
    Optimizer optimizer = Optimizer::Adam;
    std::optional<DataType> gradientDtype; ///< fp32 or bf16; nothing = what the software generation keeps
    bool offload = false;                  ///< optimizer states in host memory
    double moeImbalance = 1.0;             ///< max over mean load of an expert rank, >= 1
    std::optional<double> tokenBudget;     ///< tokens of the whole training run; nothing = days and cost are not asked for
    bool operator==(const TrainingWorkload&) const = default;
};

/// Prefill and decode on separate pools of GPUs.
struct Disaggregation {
    int prefillReplicas = 1;
    int decodeReplicas = 1;
    bool operator==(const Disaggregation&) const = default;
};

/// Which replica a request with a shared prefix goes to: any, or the one that keeps the prefix.
enum class PrefixRouting : unsigned char { Random, PrefixAware };
template <> struct EnumNames<PrefixRouting> {
    static constexpr std::array<EnumName<PrefixRouting>, 2> table{
        {{PrefixRouting::Random, "random"}, {PrefixRouting::PrefixAware, "prefix-aware"}}};
};

struct InferenceWorkload {
    int promptTokens = 0;
    int outputTokens = 1;
    int concurrency = 1; ///< requests in flight over all replicas
    DataType weightDtype = DataType::Bf16;
    DataType kvDtype = DataType::Bf16;
    double memoryFraction = 0.9; ///< vLLM's gpu_memory_utilization: share of the GPU's total memory the engine may use
    int prefixTokens = 0;        ///< tokens of a shared prefix
    int distinctPrefixes = 0;
    double prefixZipf = 1.0; ///< popularity of the i-th prefix ~ 1/i^prefixZipf; 0 = all alike
    PrefixRouting prefixRouting = PrefixRouting::Random;
    int streamInterval = 1; ///< output tokens that the server sends at once (TensorRT-LLM's stream_interval)
    std::optional<int> chunkedPrefillTokens;
    std::optional<Disaggregation> disaggregated;
    bool operator==(const InferenceWorkload&) const = default;
};

struct Workload {
    std::variant<TrainingWorkload, InferenceWorkload> kind = TrainingWorkload{};
    std::optional<std::string> software; ///< software generation id; nothing = the newest of its kind
    std::optional<double> gpuHourUsd;    ///< the user's price of a GPU hour; nothing = that of the accelerator preset, if it has one

    [[nodiscard]] const TrainingWorkload* training() const { return std::get_if<TrainingWorkload>(&kind); }
    [[nodiscard]] const InferenceWorkload* inference() const { return std::get_if<InferenceWorkload>(&kind); }
    bool operator==(const Workload&) const = default;
};

} // namespace shardscape
