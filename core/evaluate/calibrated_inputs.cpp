// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/calibration.h"

#include "cost/efficiency.h"

#include <fmt/format.h>

#include <algorithm>

namespace shardscape {
namespace {

using enum CalibrationFactor;

/// Constants of cost/efficiency.h that a factor scales.
struct ScaledConstant {
    std::string_view name;
    CalibrationFactor factor;
    bool isShare = true; ///< of a peak, so never above 1
};

constexpr auto scaled = std::to_array<ScaledConstant>({
    {"train_gemm_bf16", Gemm},
    {"train_gemm_fp8", Gemm},
    {"train_gemm_fp4", Gemm},
    {"attention_forward", Gemm},
    {"attention_unfused", Gemm},
    {"serve_gemm_bf16", Gemm},
    {"serve_gemm_fp8", Gemm},
    {"serve_gemm_fp4", Gemm},
    {"serve_attention", Gemm},
    {"serve_latent_attention", Gemm},
    {"train_hbm", MemoryBandwidth},
    {"serve_hbm", MemoryBandwidth},
    {"serve_kv", MemoryBandwidth},
    {"link_gather", Link},
    {"link_reduce", Link},
    {"nic_share", Link},
    {"dispatch_link_share", Link},
    {"dispatch_nic_share", Link},
    {"all_to_all_link_share", Link},
    {"all_to_all_nic_share", Link},
    {"one_shot_bytes_per_second", Link, false},
    {"kernel_gap_seconds", Overhead, false},
    {"optimizer_fixed_seconds", Overhead, false},
    {"moe_host_forward_seconds", Overhead, false},
    {"moe_fixed_seconds", Overhead, false},
    {"straggler_per_doubling", Overhead, false},
    {"link_alpha_seconds", Overhead, false},
    {"nic_alpha_seconds", Overhead, false},
    {"serve_layer_seconds", Overhead, false},
    {"serve_moe_seconds", Overhead, false},
    {"serve_latent_seconds", Overhead, false},
    {"serve_step_seconds", Overhead, false},
    {"serve_sequence_seconds", Overhead, false},
    {"one_shot_seconds", Overhead, false},
    {"one_shot_hop_seconds", Overhead, false},
});

/// Constants of the collective model and of the fabrics (cost/collective.h): shares end in "efficiency" or "share", rates in
/// "bytes_per_second"; copies on the chip are no link.
bool isLinkConstant(std::string_view name)
{
    return name.ends_with("efficiency") || name == "step_nic_share" || name == "ll_bytes_per_second";
}

Constant times(const Constant& constant, double factor, bool isShare)
{
    const double value = constant.value * factor;
    return {isShare ? std::min(value, std::max(1.0, constant.value)) : value,
            fmt::format("your calibration: {:.3g} x {:.4g}; {}", factor, constant.value, constant.source), constant.guess};
}

void scaleFabric(std::map<std::string, Constant, std::less<>>& constants, double factor)
{
    for (auto& [name, constant] : constants)
        if (isLinkConstant(name))
            constant = times(constant, factor, !name.ends_with("bytes_per_second"));
}

} // namespace

FactorBounds factorBounds(CalibrationFactor factor)
{
    switch (factor) {
    case Gemm: return {0.4, 1.6};
    case MemoryBandwidth: return {0.4, 1.5};
    case Link: return {0.2, 2.0};
    case Overhead: return {0.1, 8.0};
    }
    return {};
}

ClusterSpec calibrated(ClusterSpec cluster, const CalibrationFactors& factors)
{
    if (factors[Link] != 1.0) {
        scaleFabric(cluster.nodeFabric.constants, factors[Link]);
        scaleFabric(cluster.scaleOut.constants, factors[Link]);
    }
    return cluster;
}

Inputs calibrated(Inputs inputs, const CalibrationFactors& factors)
{
    AcceleratorSpec& accelerator = inputs.cluster.accelerator;
    SoftwareSpec& software = inputs.software;
    for (const ScaledConstant& each : scaled)
        if (factors[each.factor] != 1.0) // found first there: the software's value for this architecture
            software.constants[fmt::format("{}@{}", each.name, accelerator.architecture)] =
                times(efficiencyConstant(each.name, accelerator, software), factors[each.factor], each.isShare);
    inputs.cluster = calibrated(std::move(inputs.cluster), factors);
    if (factors.extraMemory != Bytes{})
        inputs.cluster.accelerator.constants["calibrated_extra_bytes"] = {factors.extraMemory.inBytes(), "your calibration", false};
    return inputs;
}

} // namespace shardscape
