// SPDX-License-Identifier: GPL-3.0-or-later
// Number formats of weights, activations and caches, with their size.
#pragma once

#include "units/enum_names.h"

namespace shardscape {

enum class DataType : unsigned char { Fp32, Tf32, Bf16, Fp16, Fp8, MxFp8, NvFp4, Fp4, Int8, Int4 };

template <> struct EnumNames<DataType> {
    static constexpr std::array<EnumName<DataType>, 10> table{{{DataType::Fp32, "fp32"},
                                                               {DataType::Tf32, "tf32"},
                                                               {DataType::Bf16, "bf16"},
                                                               {DataType::Fp16, "fp16"},
                                                               {DataType::Fp8, "fp8"},
                                                               {DataType::MxFp8, "mxfp8"},
                                                               {DataType::NvFp4, "nvfp4"},
                                                               {DataType::Fp4, "fp4"},
                                                               {DataType::Int8, "int8"},
                                                               {DataType::Int4, "int4"}}};
};

/// Bytes of one element including its share of block scales: fp8 with 128x128 blocks 1.0002, mxfp8 1 + 1/32, mxfp4 ("fp4") 0.5 + 1/32,
/// nvfp4 0.5 + 1/16, int4 with groups of 128 and fp16 scale and zero point about 0.52.
/// Sources: OCP MX specification 1.0; NVIDIA NVFP4 note; AWQ/GPTQ group size 128.
constexpr double bytesPerElement(DataType type)
{
    switch (type) {
    case DataType::Fp32:
    case DataType::Tf32: return 4.0;
    case DataType::Bf16:
    case DataType::Fp16: return 2.0;
    case DataType::Fp8: return 1.0 + 4.0 / (128.0 * 128.0);
    case DataType::MxFp8: return 1.0 + 1.0 / 32.0;
    case DataType::NvFp4: return 0.5 + 1.0 / 16.0;
    case DataType::Fp4: return 0.5 + 1.0 / 32.0;
    case DataType::Int8: return 1.0;
    case DataType::Int4: return 0.5 + 2.5 / 128.0;
    }
    return 0.0;
}

} // namespace shardscape
