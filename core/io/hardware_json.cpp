// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/hardware_json.h"

#include <utility>

namespace shardscape {

namespace {

constexpr NumberRange anyRate{0.0, 1e18};
constexpr NumberRange anyTime{0.0, 10.0};

std::vector<std::string> readTexts(ObjectReader& reader, std::string_view key)
{
    std::vector<std::string> texts;
    const Json* list = reader.optionalValue(key);
    if (list == nullptr)
        return texts;
    if (!list->is_array()) {
        reader.problem(key, "wrong-type", "a list of texts is expected", "write it as [\"...\"]");
        return texts;
    }
    for (const Json& item : *list) {
        if (item.is_string())
            texts.push_back(item.get<std::string>());
        else
            reader.problem(key, "wrong-type", "a list of texts is expected, found " + item.dump(), "put every entry in quotes");
    }
    return texts;
}

std::vector<int> readInts(ObjectReader& reader, std::string_view key, IntRange range)
{
    std::vector<int> numbers;
    const Json* list = reader.optionalValue(key);
    if (list == nullptr)
        return numbers;
    if (!list->is_array()) {
        reader.problem(key, "wrong-type", "a list of whole numbers is expected", "write it as [1, 2, 3]");
        return numbers;
    }
    for (const Json& item : *list) {
        if (item.is_number_integer() && item.get<double>() >= static_cast<double>(range.min) &&
            item.get<double>() <= static_cast<double>(range.max)) {
            numbers.push_back(item.get<int>());
        } else {
            reader.problem(key, "out-of-range", "found " + item.dump(),
                           "whole numbers from " + std::to_string(range.min) + " to " + std::to_string(range.max));
        }
    }
    return numbers;
}

void readPeaks(ObjectReader& reader, AcceleratorSpec& spec, Problems& problems)
{
    const Json* value = reader.requiredValue("peak_flops");
    if (value == nullptr)
        return;
    ObjectReader peaks{*value, reader.pathOf("peak_flops"), problems};
    if (!peaks.isObject())
        return;
    for (const auto& entry : EnumNames<DataType>::table) {
        const double rate = peaks.optionalNumber(entry.text, 0.0, {0.0, 1e18});
        if (rate > 0.0)
            spec.peak[entry.value] = FlopsPerSecond::fromFlopsPerSecond(rate);
    }
    peaks.finish();
}

NodeFabricSpec readNodeFabric(const Json& json, const std::string& path, Problems& problems)
{
    NodeFabricSpec spec;
    ObjectReader reader{json, path, problems};
    if (!reader.isObject())
        return spec;
    spec.kind = reader.requiredEnum<NodeFabricKind>("kind", NodeFabricKind::Single);
    spec.linksPerGpu = reader.optionalInt("links_per_gpu", 0, {0, 1024});
    spec.linkBandwidth = BytesPerSecond::fromBytesPerSecond(reader.optionalNumber("link_bytes_per_second", 0.0, anyRate));
    spec.linkLatency = Seconds::fromSeconds(reader.optionalNumber("link_latency_seconds", 0.0, anyTime));
    spec.domainGpus = reader.optionalInt("domain_gpus", 0, {0, 16384});
    spec.inSwitchReduction = reader.optionalBool("in_switch_reduction", false);
    spec.pcieBandwidth = BytesPerSecond::fromBytesPerSecond(reader.optionalNumber("pcie_bytes_per_second", 0.0, anyRate));
    spec.pcieLatency = Seconds::fromSeconds(reader.optionalNumber("pcie_latency_seconds", 0.0, anyTime));
    spec.gpusPerPcieSwitch = reader.optionalInt("gpus_per_pcie_switch", 1, {1, 64});
    spec.sockets = reader.optionalInt("sockets", 1, {1, 16});
    spec.socketBandwidth = BytesPerSecond::fromBytesPerSecond(reader.optionalNumber("socket_bytes_per_second", 0.0, anyRate));
    spec.torusShape = readInts(reader, "torus_shape", {1, 4096});
    if (spec.torusShape.size() > 3) {
        reader.problem("torus_shape", "torus-shape", "the torus has " + std::to_string(spec.torusShape.size()) + " axes",
                       "use two or three axes");
        spec.torusShape.clear();
    }
    spec.constants = readConstants(reader, "constants", problems);
    const bool linked = spec.kind != NodeFabricKind::Pcie && spec.kind != NodeFabricKind::Single;
    if (linked && (spec.linksPerGpu == 0 || spec.linkBandwidth.base() <= 0.0))
        reader.problem("links_per_gpu", "missing-links", "a fabric of this kind needs links_per_gpu and link_bytes_per_second above 0",
                       "give the number of links of one GPU and the rate of one link, one direction");
    const bool needsPcie = spec.kind == NodeFabricKind::Pcie || spec.kind == NodeFabricKind::NvLinkBridges;
    if (needsPcie && spec.pcieBandwidth.base() <= 0.0)
        reader.problem("pcie_bytes_per_second", "missing-pcie", "a PCIe box needs the rate of a GPU's PCIe link",
                       "31.5e9 for PCIe 4 x16, 63e9 for PCIe 5 x16");
    reader.finish();
    return spec;
}

NicSpec readNic(const Json& json, const std::string& path, Problems& problems)
{
    NicSpec spec;
    ObjectReader reader{json, path, problems};
    if (!reader.isObject())
        return spec;
    spec.count = reader.requiredInt("count", {0, 256});
    spec.bandwidth = BytesPerSecond::fromBytesPerSecond(reader.optionalNumber("bytes_per_second", 0.0, anyRate));
    spec.latency = Seconds::fromSeconds(reader.optionalNumber("latency_seconds", 0.0, anyTime));
    if (spec.count > 0 && spec.bandwidth.base() <= 0.0)
        reader.problem("bytes_per_second", "missing-rate", "NICs need a rate above 0", "50e9 for 400 Gbit/s");
    reader.finish();
    return spec;
}

ScaleOutSpec readScaleOut(const Json& json, const std::string& path, Problems& problems)
{
    ScaleOutSpec spec;
    ObjectReader reader{json, path, problems};
    if (!reader.isObject())
        return spec;
    spec.kind = reader.requiredEnum<ScaleOutKind>("kind", ScaleOutKind::None);
    spec.network = reader.optionalString("network");
    spec.nodesPerUnit = reader.optionalInt("nodes_per_unit", 32, {1, 65536});
    spec.unitsPerPod = reader.optionalInt("units_per_pod", 32, {1, 65536});
    spec.oversubscription = reader.optionalNumber("oversubscription", 1.0, {1.0, 64.0});
    spec.coreOversubscription = reader.optionalNumber("core_oversubscription", 1.0, {1.0, 64.0});
    spec.switchLatency = Seconds::fromSeconds(reader.optionalNumber("switch_latency_seconds", 0.0, anyTime));
    spec.constants = readConstants(reader, "constants", problems);
    reader.finish();
    return spec;
}

void checkCluster(ObjectReader& reader, const ClusterSpec& spec)
{
    if (spec.nodeFabric.kind != NodeFabricKind::Torus && spec.gpusPerNode > 256)
        reader.problem("gpus_per_node", "node-size", "a node has at most 256 GPUs, found " + std::to_string(spec.gpusPerNode),
                       "use domain_gpus for scale-up domains of several nodes");
    if (1LL * spec.gpusPerNode * spec.nodes > 1'048'576)
        reader.problem("nodes", "cluster-size", "the cluster has " + std::to_string(1LL * spec.gpusPerNode * spec.nodes) + " GPUs",
                       "at most 1048576 are supported");
    if (spec.nodeFabric.kind == NodeFabricKind::Torus) {
        long long product = 1;
        for (const int length : spec.nodeFabric.torusShape)
            product *= length;
        if (spec.nodeFabric.torusShape.empty() || product != spec.gpusPerNode)
            reader.problem("node_fabric", "torus-shape",
                           "the torus shape has " + std::to_string(product) + " chips, the node " + std::to_string(spec.gpusPerNode),
                           "make the product of torus_shape equal to gpus_per_node");
    }
    if (spec.nodeFabric.kind == NodeFabricKind::HybridCubeMesh && spec.gpusPerNode != 8)
        reader.problem("gpus_per_node", "cube-mesh-size", "a hybrid cube mesh has 8 GPUs, found " + std::to_string(spec.gpusPerNode),
                       "use 8, or another fabric kind");
    if (spec.nodeFabric.kind == NodeFabricKind::Single && spec.gpusPerNode > 1)
        reader.problem("gpus_per_node", "single-size", "a node of kind single has 1 GPU, found " + std::to_string(spec.gpusPerNode),
                       "use 1, or the kind pcie");
    if (spec.nodeFabric.domainGpus > spec.gpusPerNode && spec.nodeFabric.domainGpus % spec.gpusPerNode != 0)
        reader.problem("node_fabric", "domain-size",
                       "a scale-up domain of " + std::to_string(spec.nodeFabric.domainGpus) + " GPUs is no whole number of nodes of " +
                           std::to_string(spec.gpusPerNode),
                       "use a multiple of gpus_per_node");
    const bool network = spec.scaleOut.kind != ScaleOutKind::None;
    if (network != (spec.nic.count > 0))
        reader.problem("nic", "network-without-nics",
                       network ? "a network needs NICs, found nic.count 0" : "NICs without a network (scale_out.kind is none)",
                       "set nic.count and scale_out.kind together");
    const bool oneDomain = spec.nodeFabric.domainGpus >= spec.gpus();
    if (spec.nodes > 1 && !network && !oneDomain)
        reader.problem("nodes", "no-network", std::to_string(spec.nodes) + " nodes are asked for, but this cluster has no network",
                       "use 1 node, or override nic and scale_out");
    for (const int gpu : spec.outOfOrder)
        if (gpu >= spec.gpus())
            reader.problem("out_of_order", "out-of-range", "GPU " + std::to_string(gpu) + " of " + std::to_string(spec.gpus()),
                           "GPUs are counted from 0");
}

} // namespace

std::map<std::string, Constant, std::less<>> readConstants(ObjectReader& reader, std::string_view key, Problems& problems)
{
    std::map<std::string, Constant, std::less<>> constants;
    const Json* object = reader.optionalValue(key);
    if (object == nullptr)
        return constants;
    const std::string path = reader.pathOf(key);
    if (!object->is_object()) {
        reader.problem(key, "wrong-type", "constants are an object of name to {\"value\", \"source\"}", "write {} for none");
        return constants;
    }
    for (const auto& [name, value] : object->items()) {
        ObjectReader entry{value, path + "/" + name, problems};
        if (!entry.isObject())
            continue;
        Constant constant;
        constant.value = entry.requiredNumber("value", {0.0, 1e18});
        constant.source = entry.requiredString("source");
        constant.guess = entry.optionalBool("guess", false);
        entry.finish();
        constants.emplace(name, std::move(constant));
    }
    return constants;
}

Result<AcceleratorSpec> readAcceleratorJson(const Json& json, const std::string& path)
{
    Problems problems;
    AcceleratorSpec spec;
    ObjectReader reader{json, path, problems};
    if (!reader.isObject())
        return failure(std::move(problems));
    spec.id = reader.requiredString("id");
    spec.name = reader.requiredString("name");
    spec.vendor = reader.requiredString("vendor");
    spec.architecture = reader.requiredString("architecture");
    spec.year = reader.optionalInt("year", 0, {0, 2100});
    spec.source = reader.requiredString("source");
    spec.memory = Bytes::fromBytes(reader.requiredNumber("memory_bytes", {1e6, 1e15}));
    spec.memoryBandwidth = BytesPerSecond::fromBytesPerSecond(reader.requiredNumber("memory_bytes_per_second", {1e6, 1e18}));
    readPeaks(reader, spec, problems);
    spec.multiprocessors = reader.optionalInt("multiprocessors", 0, {0, 100000});
    spec.tdpWatts = reader.optionalNumber("tdp_watts", 0.0, {0.0, 1e6});
    spec.priceUsdPerHour = reader.optionalNumber("price_usd_per_hour", 0.0, {0.0, 1e6});
    spec.priceSource = reader.optionalString("price_source");
    spec.constants = readConstants(reader, "constants", problems);
    spec.unverified = readTexts(reader, "unverified");
    static_cast<void>(reader.optionalString("note"));
    reader.finish();
    if (!problems.empty())
        return failure(std::move(problems));
    return spec;
}

Result<ClusterSpec> readClusterJson(const Json& json, const std::string& path)
{
    Problems problems;
    ClusterSpec spec;
    ObjectReader reader{json, path, problems};
    if (!reader.isObject())
        return failure(std::move(problems));
    spec.id = reader.optionalString("id", "inline");
    spec.name = reader.optionalString("name", spec.id);
    spec.source = reader.optionalString("source", "the scenario");
    spec.gpusPerNode = reader.requiredInt("gpus_per_node", {1, 4096});
    spec.nodes = reader.optionalInt("nodes", 1, {1, 131072});
    if (const Json* accelerator = reader.requiredValue("accelerator")) {
        auto read = readAcceleratorJson(*accelerator, reader.pathOf("accelerator"));
        if (read)
            spec.accelerator = std::move(*read);
        else
            problems.insert(problems.end(), read.error().begin(), read.error().end());
    }
    if (const Json* fabric = reader.requiredValue("node_fabric"))
        spec.nodeFabric = readNodeFabric(*fabric, reader.pathOf("node_fabric"), problems);
    if (const Json* nic = reader.optionalValue("nic"))
        spec.nic = readNic(*nic, reader.pathOf("nic"), problems);
    if (const Json* scaleOut = reader.optionalValue("scale_out"))
        spec.scaleOut = readScaleOut(*scaleOut, reader.pathOf("scale_out"), problems);
    spec.hostMemoryBytesPerGpu = reader.optionalNumber("host_memory_bytes_per_gpu", 0.0, {0.0, 1e15});
    spec.outOfOrder = readInts(reader, "out_of_order", {0, 1'000'000'000});
    spec.unverified = readTexts(reader, "unverified");
    static_cast<void>(reader.optionalString("note"));
    reader.finish();
    if (problems.empty())
        checkCluster(reader, spec);
    if (!problems.empty())
        return failure(std::move(problems));
    return spec;
}

} // namespace shardscape
