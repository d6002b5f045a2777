// SPDX-License-Identifier: GPL-3.0-or-later
#include "sweep/assumption.h"

#include "cost/efficiency.h"
#include "cost/process_overhead.h"
#include "json/nearest.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace shardscape {
namespace {

constexpr double unlimited = std::numeric_limits<double>::infinity();

/// A number of the data sheets: where it stands in a cluster.
struct SheetField {
    std::string_view path;
    std::string_view meaning;
    std::string_view unit;
    double (*read)(const ClusterSpec&);
    void (*write)(ClusterSpec&, double value, double factor);
    double least = 0.0;
};

double bf16Peak(const ClusterSpec& c)
{
    for (const DataType type : {DataType::Bf16, DataType::Fp16, DataType::Tf32, DataType::Fp32})
        if (const auto peak = c.accelerator.peak.find(type); peak != c.accelerator.peak.end())
            return peak->second.inFlopsPerSecond();
    return 0.0;
}

void scalePeaks(ClusterSpec& c, double /*value*/, double factor)
{
    for (auto& [type, peak] : c.accelerator.peak)
        peak = peak * factor;
}

using C = ClusterSpec;
double constantOr(const std::map<std::string, Constant, std::less<>>& constants, std::string_view name, double usual)
{
    const auto entry = constants.find(name);
    return entry == constants.end() ? usual : entry->second.value;
}

constexpr SheetField sheet[] = {
    {"accelerator.memory_bytes", "memory of a GPU", "bytes", [](const C& c) { return c.accelerator.memory.inBytes(); },
     [](C& c, double v, double) { c.accelerator.memory = Bytes::fromBytes(v); }},
    {"accelerator.memory_bytes_per_second", "memory bandwidth of a GPU", "bytes_per_second",
     [](const C& c) { return c.accelerator.memoryBandwidth.inBytesPerSecond(); },
     [](C& c, double v, double) { c.accelerator.memoryBandwidth = BytesPerSecond::fromBytesPerSecond(v); }},
    {"accelerator.peak_flops", "dense peak of a GPU, all number formats together; given for bf16", "flops_per_second", bf16Peak,
     scalePeaks},
    {"accelerator.context_bytes", "memory of driver context and loaded kernels", "bytes",
     [](const C& c) { return constantOr(c.accelerator.constants, "context_bytes", usualContextBytes); },
     [](C& c, double v, double) { c.accelerator.constants["context_bytes"] = {v, "set by the sweep", false}; }},
    {"accelerator.communicator_bytes", "memory of a communicator", "bytes",
     [](const C& c) { return constantOr(c.accelerator.constants, "communicator_bytes", usualCommunicatorBytes); },
     [](C& c, double v, double) { c.accelerator.constants["communicator_bytes"] = {v, "set by the sweep", false}; }},
    {"node_fabric.link_bytes_per_second", "bandwidth of a scale-up link, one direction", "bytes_per_second",
     [](const C& c) { return c.nodeFabric.linkBandwidth.inBytesPerSecond(); },
     [](C& c, double v, double) { c.nodeFabric.linkBandwidth = BytesPerSecond::fromBytesPerSecond(v); }},
    {"node_fabric.link_latency_seconds", "latency of a scale-up link", "seconds",
     [](const C& c) { return c.nodeFabric.linkLatency.inSeconds(); },
     [](C& c, double v, double) { c.nodeFabric.linkLatency = Seconds::fromSeconds(v); }},
    {"node_fabric.pcie_bytes_per_second", "bandwidth of PCIe, one direction", "bytes_per_second",
     [](const C& c) { return c.nodeFabric.pcieBandwidth.inBytesPerSecond(); },
     [](C& c, double v, double) { c.nodeFabric.pcieBandwidth = BytesPerSecond::fromBytesPerSecond(v); }},
    {"node_fabric.pcie_latency_seconds", "latency of PCIe", "seconds", [](const C& c) { return c.nodeFabric.pcieLatency.inSeconds(); },
     [](C& c, double v, double) { c.nodeFabric.pcieLatency = Seconds::fromSeconds(v); }},
    {"node_fabric.socket_bytes_per_second", "bandwidth between sockets, one direction", "bytes_per_second",
     [](const C& c) { return c.nodeFabric.socketBandwidth.inBytesPerSecond(); },
     [](C& c, double v, double) { c.nodeFabric.socketBandwidth = BytesPerSecond::fromBytesPerSecond(v); }},
    {"nic.bytes_per_second", "bandwidth of a NIC, one direction", "bytes_per_second",
     [](const C& c) { return c.nic.bandwidth.inBytesPerSecond(); },
     [](C& c, double v, double) { c.nic.bandwidth = BytesPerSecond::fromBytesPerSecond(v); }},
    {"nic.latency_seconds", "latency of a NIC", "seconds", [](const C& c) { return c.nic.latency.inSeconds(); },
     [](C& c, double v, double) { c.nic.latency = Seconds::fromSeconds(v); }},
    {"scale_out.oversubscription", "downlink over uplink bandwidth of a leaf switch", "",
     [](const C& c) { return c.scaleOut.oversubscription; }, [](C& c, double v, double) { c.scaleOut.oversubscription = v; }, 1.0},
    {"scale_out.core_oversubscription", "the same one level up", "", [](const C& c) { return c.scaleOut.coreOversubscription; },
     [](C& c, double v, double) { c.scaleOut.coreOversubscription = v; }, 1.0},
    {"scale_out.switch_latency_seconds", "latency of a switch of the network", "seconds",
     [](const C& c) { return c.scaleOut.switchLatency.inSeconds(); },
     [](C& c, double v, double) { c.scaleOut.switchLatency = Seconds::fromSeconds(v); }},
};

constexpr std::string_view efficiencyPrefix = "efficiency.";
constexpr std::string_view nodeConstantPrefix = "node_fabric.constants.";
constexpr std::string_view networkConstantPrefix = "scale_out.constants.";

std::string_view unitOfName(std::string_view name)
{
    const auto ends = [name](std::string_view suffix) { return name.size() >= suffix.size() && name.substr(name.size() - suffix.size()) == suffix; };
    if (ends("bytes_per_second"))
        return "bytes_per_second";
    if (ends("_seconds"))
        return "seconds";
    return ends("_bytes") ? "bytes" : std::string_view{};
}

/// Shares of a whole end at 1; what has a unit, or is a multiple of something, does not.
double mostOf(std::string_view name, double value, std::string_view unit)
{
    const auto has = [name](std::string_view part) { return name.find(part) != std::string_view::npos; };
    const bool isShare = unit.empty() && !has("scale") && !has("passes") && (value < 1.0 || (value == 1.0 && (has("share") || has("efficiency"))));
    return isShare ? 1.0 : unlimited;
}

/// Switches are constants, too; a fifth of one means nothing.
bool isSwitch(const EfficiencyField& field) { return field.meaning.substr(0, 7) == "1 where"; }

std::string efficiencyKey(std::string_view name, const AcceleratorSpec& accelerator)
{
    return fmt::format("{}@{}", name, accelerator.architecture); // found before all others
}

void addSheet(const ClusterSpec& cluster, std::vector<Assumption>& all)
{
    const AcceleratorSpec& accelerator = cluster.accelerator;
    const auto isUnverified = [](const std::vector<std::string>& fields, std::string_view field) {
        return std::find(fields.begin(), fields.end(), field) != fields.end();
    };
    for (const SheetField& field : sheet) {
        const bool ofAccelerator = field.path.substr(0, 12) == "accelerator.";
        const bool overhead = field.path == "accelerator.context_bytes" || field.path == "accelerator.communicator_bytes";
        all.push_back({std::string{field.path}, std::string{field.meaning}, std::string{field.unit}, field.read(cluster), field.least,
                       unlimited, overhead ? "assumed" : ofAccelerator ? accelerator.source : cluster.source,
                       overhead || (ofAccelerator ? isUnverified(accelerator.unverified, field.path.substr(12))
                                                  : isUnverified(cluster.unverified, field.path))});
    }
}

void addConstants(std::string_view prefix, std::string_view meaning, const std::map<std::string, Constant, std::less<>>& constants,
                  std::vector<Assumption>& all)
{
    for (const auto& [name, constant] : constants) {
        const std::string_view unit = unitOfName(name);
        std::string words = name;
        std::replace(words.begin(), words.end(), '_', ' ');
        all.push_back({fmt::format("{}{}", prefix, name), fmt::format("{}: {}", meaning, words), std::string{unit}, constant.value, 0.0,
                       mostOf(name, constant.value, unit), constant.source, constant.guess});
    }
}

void changeCluster(ClusterSpec& cluster, const Assumption& assumption, double value, double factor)
{
    const std::string_view path = assumption.path;
    for (const SheetField& field : sheet)
        if (path == field.path)
            return field.write(cluster, value, factor);
    for (const auto& [prefix, constants] : {std::pair{nodeConstantPrefix, &cluster.nodeFabric.constants},
                                            std::pair{networkConstantPrefix, &cluster.scaleOut.constants}})
        if (path.substr(0, prefix.size()) == prefix)
            if (const auto entry = constants->find(path.substr(prefix.size())); entry != constants->end())
                entry->second.value = value;
}

/// What the assumption is for one kind of node.
double valueAt(const ClusterSpec& cluster, std::string_view path)
{
    for (const SheetField& field : sheet)
        if (path == field.path)
            return field.read(cluster);
    if (path.substr(0, nodeConstantPrefix.size()) == nodeConstantPrefix)
        return constantOr(cluster.nodeFabric.constants, path.substr(nodeConstantPrefix.size()), 0.0);
    return constantOr(cluster.scaleOut.constants, path.substr(networkConstantPrefix.size()), 0.0);
}

void changeEfficiency(Inputs& inputs, const Assumption& assumption, double value, double factor)
{
    const std::string_view name = std::string_view{assumption.path}.substr(efficiencyPrefix.size());
    std::map<std::string, Constant> changed; // all read before the first is written
    const auto change = [&](const AcceleratorSpec& accelerator, bool isFirst) {
        Constant constant = efficiencyConstant(name, accelerator, inputs.software);
        constant.value = isFirst ? value : std::min(constant.value * factor, std::max(constant.value, assumption.most));
        changed.emplace(efficiencyKey(name, accelerator), constant);
    };
    change(inputs.cluster.accelerator, true);
    for (const ClusterSpec& kind : inputs.cluster.kinds)
        change(kind.accelerator, false);
    for (auto& [key, constant] : changed)
        inputs.software.constants[key] = constant;
}

} // namespace

std::vector<Assumption> assumptionsOf(const Inputs& inputs)
{
    std::vector<Assumption> all;
    addSheet(inputs.cluster, all);
    for (const EfficiencyField& field : efficiencyFields()) {
        if (isSwitch(field))
            continue;
        const Constant constant = efficiencyConstant(field.name, inputs.cluster.accelerator, inputs.software);
        const std::string_view unit = unitOfName(field.name);
        all.push_back({fmt::format("{}{}", efficiencyPrefix, field.name), std::string{field.meaning}, std::string{unit}, constant.value, 0.0,
                       mostOf(field.name, constant.value, unit), constant.source, constant.guess});
    }
    addConstants(nodeConstantPrefix, "collectives inside a node", inputs.cluster.nodeFabric.constants, all);
    addConstants(networkConstantPrefix, "collectives over the network", inputs.cluster.scaleOut.constants, all);
    all.erase(std::remove_if(all.begin(), all.end(), [](const Assumption& each) { return each.value == 0.0; }), all.end());
    return all;
}

bool looksLikeAssumption(std::string_view path)
{
    for (const std::string_view prefix : {std::string_view{"accelerator."}, efficiencyPrefix, std::string_view{"node_fabric."},
                                          std::string_view{"nic."}, std::string_view{"scale_out."}})
        if (path.substr(0, prefix.size()) == prefix)
            return true;
    return false;
}

Result<Assumption> findAssumption(const Inputs& inputs, std::string_view path)
{
    std::vector<Assumption> all = assumptionsOf(inputs);
    std::vector<std::string> known;
    for (Assumption& each : all) {
        if (each.path == path)
            return std::move(each);
        known.push_back(each.path);
    }
    std::string hint = didYouMean(path, known);
    if (hint.empty())
        hint = "`shardscape sensitivity FILE` lists all assumptions that matter";
    return failure(Problem{Severity::Error, "unknown-assumption", "",
                           fmt::format("'{}' is no assumption of this scenario, or it is zero", std::string{path.substr(0, 80)}), std::move(hint)});
}

Inputs withAssumption(Inputs inputs, const Assumption& assumption, double value)
{
    const double factor = value / assumption.value;
    if (std::string_view{assumption.path}.substr(0, efficiencyPrefix.size()) == efficiencyPrefix) {
        changeEfficiency(inputs, assumption, value, factor);
        return inputs;
    }
    changeCluster(inputs.cluster, assumption, value, factor);
    for (ClusterSpec& kind : inputs.cluster.kinds)
        changeCluster(kind, assumption, valueAt(kind, assumption.path) * factor, factor);
    return inputs;
}

} // namespace shardscape
