// SPDX-License-Identifier: GPL-3.0-or-later
// Reads what `nvidia-smi topo -m` prints: ANSI codes, tabs or spaces, NICs by name or by legend, missing or damaged parts. What is
// understood becomes a matrix and a cluster; what is not is listed with line and column. Never throws, never guesses in silence.
#pragma once

#include "hardware/cluster.h"
#include "units/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shardscape {

struct TopologyProblem {
    int line = 0;   ///< from 1
    int column = 0; ///< from 1, in characters of the line without its escape codes
    std::string message;
    bool operator==(const TopologyProblem&) const = default;
};

struct TopologyNic {
    std::string column;                ///< as the header calls it: "NIC0" or "mlx5_0"
    std::optional<std::string> device; ///< from the legend, or the column itself when it is a device name
    bool operator==(const TopologyNic&) const = default;
};

/// A cell is the symbol as printed (X, NV12, PIX, PXB, PHB, NODE, SYS or SOC), or nothing where the text lacks or damages it.
using TopologyRow = std::vector<std::optional<std::string>>;

struct ImportedTopology {
    std::vector<std::string> gpus;
    std::vector<TopologyNic> nics;
    std::vector<TopologyRow> gpuGpu; ///< [gpu][gpu]
    std::vector<TopologyRow> gpuNic; ///< [gpu][nic]
    TopologyRow cpuAffinity;         ///< [gpu]
    TopologyRow numaAffinity;        ///< [gpu]
    std::vector<TopologyProblem> problems;
};

/// Fails only when the text holds no topology matrix at all.
[[nodiscard]] Result<ImportedTopology> importTopology(std::string_view text);

/// A cluster made from a matrix, and everything that the matrix does not say and was assumed, one sentence each.
struct TopologyCluster {
    ClusterSpec cluster;
    std::vector<std::string> assumptions;
};

/// \param accelerator of the GPUs: link rates follow from its generation, which the text does not print; null = Ampere rates, said so
/// \param nodes how many such nodes; more than one needs NICs in the matrix
[[nodiscard]] TopologyCluster clusterFromTopology(const ImportedTopology& topology, const AcceleratorSpec* accelerator, int nodes);

} // namespace shardscape
