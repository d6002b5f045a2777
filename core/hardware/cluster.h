// SPDX-License-Identifier: GPL-3.0-or-later
// A cluster by its parameters: which accelerators, how a node is wired, which NICs it has and how nodes are joined. The link graph
// (hardware/fabric.h) is built from this. All bandwidths are one direction.
#pragma once

#include "hardware/accelerator.h"
#include "units/enum_names.h"

#include <cstdint>
#include <optional>

namespace shardscape {

/// How the GPUs of one node (or one scale-up domain) are wired.
enum class NodeFabricKind : unsigned char {
    NvSwitch,       ///< every GPU has one port into a non-blocking switch (DGX A100 and later, NVL72)
    HybridCubeMesh, ///< DGX-1V
    NvLinkMesh,     ///< all pairs directly (HGX A100 4-GPU)
    NvLinkBridges,  ///< PCIe cards bridged in pairs
    Pcie,           ///< PCIe tree only
    XgmiMesh,       ///< complete graph of xGMI or Gaudi Ethernet links
    Torus,          ///< 2-D or 3-D torus (TPU)
    Single,         ///< one GPU, no scale-up link
};

template <> struct EnumNames<NodeFabricKind> {
    static constexpr std::array<EnumName<NodeFabricKind>, 8> table{{{NodeFabricKind::NvSwitch, "nvswitch"},
                                                                    {NodeFabricKind::HybridCubeMesh, "hybrid-cube-mesh"},
                                                                    {NodeFabricKind::NvLinkMesh, "nvlink-mesh"},
                                                                    {NodeFabricKind::NvLinkBridges, "nvlink-bridges"},
                                                                    {NodeFabricKind::Pcie, "pcie"},
                                                                    {NodeFabricKind::XgmiMesh, "xgmi-mesh"},
                                                                    {NodeFabricKind::Torus, "torus"},
                                                                    {NodeFabricKind::Single, "single"}}};
};

struct NodeFabricSpec {
    NodeFabricKind kind = NodeFabricKind::Single;
    int linksPerGpu = 0;          ///< NVLink or xGMI links of one GPU
    BytesPerSecond linkBandwidth; ///< of one link, one direction
    Seconds linkLatency;
    int domainGpus = 0;             ///< GPUs of one scale-up domain; more than a node's for NVL72 (72)
    bool inSwitchReduction = false; ///< NVLS
    BytesPerSecond pcieBandwidth;   ///< GPU to its PCIe switch or root, one direction
    Seconds pcieLatency;
    int gpusPerPcieSwitch = 1; ///< 1 = every GPU on a root port of its own
    int sockets = 1;
    BytesPerSecond socketBandwidth;                         ///< UPI / xGMI between sockets, one direction
    std::vector<int> torusShape;                            ///< lengths of the axes, for Torus
    std::map<std::string, Constant, std::less<>> constants; ///< collective constants of this fabric (cost/collective.h)
};

struct NicSpec {
    int count = 0;            ///< compute NICs per node; 0 = no network
    BytesPerSecond bandwidth; ///< of one NIC, one direction
    Seconds latency;
};

/// How nodes are joined.
enum class ScaleOutKind : unsigned char { None, Switch, RailOptimized, LeafSpine };

template <> struct EnumNames<ScaleOutKind> {
    static constexpr std::array<EnumName<ScaleOutKind>, 4> table{{{ScaleOutKind::None, "none"},
                                                                  {ScaleOutKind::Switch, "switch"},
                                                                  {ScaleOutKind::RailOptimized, "rail-optimized"},
                                                                  {ScaleOutKind::LeafSpine, "leaf-spine"}}};
};

struct ScaleOutSpec {
    ScaleOutKind kind = ScaleOutKind::None;
    std::string network;               ///< "infiniband", "roce", "efa", "ethernet"
    int nodesPerUnit = 32;             ///< nodes below one set of leaf switches (a scalable unit)
    int unitsPerPod = 32;              ///< units below one spine layer; more than one pod needs a core layer
    double oversubscription = 1.0;     ///< downlink over uplink bandwidth of a leaf
    double coreOversubscription = 1.0; ///< the same one level up, for three-level trees
    Seconds switchLatency;
    std::map<std::string, Constant, std::less<>> constants;
};

struct ClusterSpec {
    std::string id;
    std::string name;
    std::string source;
    AcceleratorSpec accelerator;
    int gpusPerNode = 0;
    int nodes = 1;
    NodeFabricSpec nodeFabric;
    NicSpec nic;
    ScaleOutSpec scaleOut;
    double hostMemoryBytesPerGpu = 0.0;
    std::vector<int> outOfOrder;         ///< GPU indices that must not be used
    std::vector<std::string> unverified; ///< fields that no source confirms

    /// A cluster of unlike nodes: [kind] this cluster as if all its nodes were of that kind, on the one network that joins them. Empty when
    /// all nodes are alike. The fields above are those of kind 0; every kind has the same GPUs per node.
    std::vector<ClusterSpec> kinds;
    std::vector<std::int32_t> kindOfNode; ///< [node] index into kinds; empty when all nodes are alike

    [[nodiscard]] bool isMixed() const { return !kinds.empty(); }
    [[nodiscard]] int kindAt(int node) const { return isMixed() ? kindOfNode[static_cast<std::size_t>(node)] : 0; }
    [[nodiscard]] const ClusterSpec& ofKind(int kind) const { return isMixed() ? kinds[static_cast<std::size_t>(kind)] : *this; }
    [[nodiscard]] const ClusterSpec& ofNode(int node) const { return ofKind(kindAt(node)); }
    [[nodiscard]] const AcceleratorSpec& acceleratorOf(int gpu) const { return ofNode(nodeOf(gpu)).accelerator; }
    [[nodiscard]] int gpus() const { return gpusPerNode * nodes; }
    [[nodiscard]] int nodeOf(int gpu) const { return gpu / gpusPerNode; }
};

} // namespace shardscape
