// SPDX-License-Identifier: GPL-3.0-or-later
// Time of matrix products on one accelerator: tile and wave quantization over the multiprocessors, depth of the reduction, sustained
// share of the peak, memory traffic. One form for dense and grouped (expert) products. Pure, any thread.
#pragma once

#include "cost/efficiency.h"

namespace shardscape {

/// G equal products of an m x k by a k x n matrix. Sizes may be fractional (mean rows per expert).
struct GemmShape {
    double m = 0;
    double n = 0;
    double k = 0;
    double groups = 1;

    [[nodiscard]] double flops() const { return 2.0 * m * n * k * groups; }
};

/// Precision of a product: the rate of its type and the bytes of its operands.
struct GemmPrecision {
    double peakFlops = 0; ///< FLOP/s
    double share = 0;     ///< sustained share of it
    double kDepth = 0;    ///< k0: the rate is multiplied by k/(k + k0)
    double inputBytes = 2;
    double outputBytes = 2;
};

/// Precision of the training products of `type`. Source: shares and depths of the accelerator preset.
[[nodiscard]] GemmPrecision trainingPrecision(const Efficiency& efficiency, DataType type);

/// Bytes read and written, each operand once.
[[nodiscard]] double gemmBytes(const GemmShape& shape, const GemmPrecision& precision);

/// Seconds to read and write a product's result that its computation does not hide (constant gemm_epilogue).
[[nodiscard]] double epilogueSeconds(const GemmShape& shape, const GemmPrecision& precision, const Efficiency& efficiency);

/// Seconds of one kernel without its launch gap: max of the tensor-core time with its epilogue and the memory time.
/// Tensor-core time: waves * tile FLOPs / rate of one multiprocessor, the best of four tile shapes; persistent kernels soften the last
/// wave, hence the mean of exact and rounded waves beyond the first. Zero for empty shapes.
[[nodiscard]] double gemmSeconds(const GemmShape& shape, const GemmPrecision& precision, const Efficiency& efficiency);

} // namespace shardscape
