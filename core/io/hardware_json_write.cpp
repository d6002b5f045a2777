// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/hardware_json.h"

namespace shardscape {

namespace {

/// Whole numbers are written without an exponent or a fraction, so that byte counts stay readable.
Json number(double value)
{
    constexpr double exact = 9007199254740992.0;
    if (value >= 0.0 && value < exact && value == static_cast<double>(static_cast<long long>(value)))
        return static_cast<long long>(value);
    return value;
}

Json constantsToJson(const std::map<std::string, Constant, std::less<>>& constants)
{
    Json object = Json::object();
    for (const auto& [name, constant] : constants) {
        Json& entry = object[name] = Json::object();
        entry["value"] = number(constant.value);
        entry["source"] = constant.source;
        if (constant.guess)
            entry["guess"] = true;
    }
    return object;
}

Json nodeFabricToJson(const NodeFabricSpec& spec)
{
    Json json = Json::object();
    json["kind"] = toText(spec.kind);
    json["links_per_gpu"] = spec.linksPerGpu;
    json["link_bytes_per_second"] = number(spec.linkBandwidth.base());
    json["link_latency_seconds"] = spec.linkLatency.base();
    json["domain_gpus"] = spec.domainGpus;
    json["in_switch_reduction"] = spec.inSwitchReduction;
    json["pcie_bytes_per_second"] = number(spec.pcieBandwidth.base());
    json["pcie_latency_seconds"] = spec.pcieLatency.base();
    json["gpus_per_pcie_switch"] = spec.gpusPerPcieSwitch;
    json["sockets"] = spec.sockets;
    json["socket_bytes_per_second"] = number(spec.socketBandwidth.base());
    json["torus_shape"] = spec.torusShape;
    json["constants"] = constantsToJson(spec.constants);
    return json;
}

Json scaleOutToJson(const ScaleOutSpec& spec)
{
    Json json = Json::object();
    json["kind"] = toText(spec.kind);
    json["network"] = spec.network;
    json["nodes_per_unit"] = spec.nodesPerUnit;
    json["units_per_pod"] = spec.unitsPerPod;
    json["oversubscription"] = number(spec.oversubscription);
    json["core_oversubscription"] = number(spec.coreOversubscription);
    json["switch_latency_seconds"] = spec.switchLatency.base();
    json["constants"] = constantsToJson(spec.constants);
    return json;
}

} // namespace

Json acceleratorToJson(const AcceleratorSpec& accelerator)
{
    Json json = Json::object();
    json["id"] = accelerator.id;
    json["name"] = accelerator.name;
    json["vendor"] = accelerator.vendor;
    json["architecture"] = accelerator.architecture;
    json["year"] = accelerator.year;
    json["source"] = accelerator.source;
    json["memory_bytes"] = number(accelerator.memory.base());
    json["memory_bytes_per_second"] = number(accelerator.memoryBandwidth.base());
    Json& peaks = json["peak_flops"] = Json::object();
    for (const auto& [type, rate] : accelerator.peak)
        peaks[std::string{toText(type)}] = number(rate.base());
    json["multiprocessors"] = accelerator.multiprocessors;
    json["tdp_watts"] = number(accelerator.tdpWatts);
    json["price_usd_per_hour"] = number(accelerator.priceUsdPerHour);
    if (!accelerator.priceSource.empty())
        json["price_source"] = accelerator.priceSource;
    json["constants"] = constantsToJson(accelerator.constants);
    json["unverified"] = accelerator.unverified;
    return json;
}

Json clusterToJson(const ClusterSpec& cluster)
{
    Json json = Json::object();
    json["id"] = cluster.id;
    json["name"] = cluster.name;
    json["source"] = cluster.source;
    json["gpus_per_node"] = cluster.gpusPerNode;
    json["nodes"] = cluster.nodes;
    json["accelerator"] = acceleratorToJson(cluster.accelerator);
    json["node_fabric"] = nodeFabricToJson(cluster.nodeFabric);
    Json& nic = json["nic"] = Json::object();
    nic["count"] = cluster.nic.count;
    nic["bytes_per_second"] = number(cluster.nic.bandwidth.base());
    nic["latency_seconds"] = cluster.nic.latency.base();
    json["scale_out"] = scaleOutToJson(cluster.scaleOut);
    json["host_memory_bytes_per_gpu"] = number(cluster.hostMemoryBytesPerGpu);
    json["out_of_order"] = cluster.outOfOrder;
    json["unverified"] = cluster.unverified;
    return json;
}

} // namespace shardscape
