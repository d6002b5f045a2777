// SPDX-License-Identifier: GPL-3.0-or-later
#include "cost/gemm.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace shardscape {
namespace {

struct Tile {
    double m, n;
    double efficiency; ///< small tiles load more operand bytes per FLOP
};

constexpr std::array<Tile, 4> tiles{{{256, 128, 1.0}, {128, 256, 1.0}, {128, 128, 0.93}, {128, 64, 0.75}}};

double effectiveWaves(double waves) { return waves < 1.0 ? 1.0 : (waves + std::ceil(waves)) / 2.0; }

} // namespace

GemmPrecision trainingPrecision(const Efficiency& efficiency, DataType type)
{
    const GemmPrecision bf16{efficiency.bf16Flops, efficiency.trainGemmBf16, efficiency.gemmKDepth, 2.0, 2.0};
    const GemmPrecision fp8{efficiency.fp8Flops, efficiency.trainGemmFp8, 2.0 * efficiency.gemmKDepth, bytesPerElement(type), 2.0};
    const GemmPrecision fp4{efficiency.fp4Flops, efficiency.trainGemmFp4, 4.0 * efficiency.gemmKDepth, bytesPerElement(type), 2.0};
    switch (type) {
    case DataType::Fp32:
    case DataType::Tf32: return {efficiency.bf16Flops / 2.0, efficiency.trainGemmBf16, efficiency.gemmKDepth, 4.0, 4.0};
    case DataType::Bf16:
    case DataType::Fp16: return bf16;
    case DataType::Fp8:
    case DataType::MxFp8:
    case DataType::Int8: return fp8;
    case DataType::NvFp4:
    case DataType::Fp4:
    case DataType::Int4: return fp4;
    }
    return bf16;
}

double gemmBytes(const GemmShape& shape, const GemmPrecision& precision)
{
    return shape.groups * ((shape.m * shape.k + shape.k * shape.n) * precision.inputBytes + shape.m * shape.n * precision.outputBytes);
}

double epilogueSeconds(const GemmShape& shape, const GemmPrecision& precision, const Efficiency& efficiency)
{
    const double bytes = shape.groups * shape.m * shape.n * precision.outputBytes;
    return efficiency.gemmEpilogue * bytes / (efficiency.hbmBytesPerSecond * efficiency.trainHbm);
}

double gemmSeconds(const GemmShape& shape, const GemmPrecision& precision, const Efficiency& efficiency)
{
    if (shape.m <= 0 || shape.n <= 0 || shape.k <= 0 || shape.groups <= 0)
        return 0.0;
    const double ratePerSm = precision.peakFlops * precision.share / efficiency.multiprocessors * shape.k / (shape.k + precision.kDepth);
    double best = 1e300;
    for (const Tile& tile : tiles) {
        const double count = std::ceil(shape.m / tile.m) * std::ceil(shape.n / tile.n) * shape.groups;
        const double waves = effectiveWaves(count / efficiency.multiprocessors);
        best = std::min(best, waves * 2.0 * tile.m * tile.n * shape.k / (ratePerSm * tile.efficiency));
    }
    const double memory = gemmBytes(shape, precision) / (efficiency.hbmBytesPerSecond * efficiency.trainHbm);
    return std::max(best + epilogueSeconds(shape, precision, efficiency), memory);
}

} // namespace shardscape
