// SPDX-License-Identifier: GPL-3.0-or-later
// The GPUs of a machine as `nvidia-smi -L` or `nvidia-smi -q` list them. Format: NVIDIA System Management Interface, drivers 384 to 580.
#pragma once

#include "intake/intake.h"

#include <map>
#include <string>
#include <string_view>

namespace shardscape {

class GpuList {
public:
    void line(std::string_view line);
    [[nodiscard]] bool found() const { return !m_products.empty(); }
    /// Preset id of the GPUs when all are of one known product.
    [[nodiscard]] std::string accelerator() const;
    /// One node of a machine with these GPUs. Problems: unlike or unknown GPUs, and no preset with as many.
    [[nodiscard]] Result<void> finish(const IntakeBase& base, Intake& intake) const;

private:
    std::map<std::string, int, std::less<>> m_products; ///< product name -> how many
    bool m_counted = false;   ///< by lines of -L, which -q does not have
    double m_mebibytes = 0;   ///< "FB Memory Usage / Total" of the last GPU
    bool m_inMemory = false;
    int m_slices = 0;         ///< MIG devices
};

/// Preset id of a product name as NVIDIA's driver writes it ("NVIDIA H100 80GB HBM3"); empty = none known.
[[nodiscard]] std::string_view acceleratorOfProduct(std::string_view product);

} // namespace shardscape
