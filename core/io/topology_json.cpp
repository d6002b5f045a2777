// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/topology_json.h"

#include "io/hardware_json.h"

namespace shardscape {

namespace {

Json cellToJson(const std::optional<std::string>& cell) { return cell ? Json(*cell) : Json(nullptr); }

Json rowToJson(const TopologyRow& row)
{
    Json json = Json::array();
    for (const auto& cell : row)
        json.push_back(cellToJson(cell));
    return json;
}

Json rowsToJson(const std::vector<TopologyRow>& rows)
{
    Json json = Json::array();
    for (const TopologyRow& row : rows)
        json.push_back(rowToJson(row));
    return json;
}

Json candidatesToJson(const std::vector<CollectiveCandidate>& candidates)
{
    Json json = Json::array();
    for (const CollectiveCandidate& candidate : candidates) {
        Json entry = Json::object();
        entry["algorithm"] = candidate.algorithm;
        entry["protocol"] = candidate.protocol;
        entry["seconds"] = candidate.time.inSeconds();
        json.push_back(std::move(entry));
    }
    return json;
}

} // namespace

std::string topologyToJson(const ImportedTopology& topology, const TopologyCluster& cluster)
{
    Json json = Json::object();
    json["gpus"] = topology.gpus;
    Json& nics = json["nics"] = Json::array();
    for (const TopologyNic& nic : topology.nics) {
        Json entry = Json::object();
        entry["column"] = nic.column;
        entry["device"] = cellToJson(nic.device);
        nics.push_back(std::move(entry));
    }
    json["gpu_gpu"] = rowsToJson(topology.gpuGpu);
    json["gpu_nic"] = rowsToJson(topology.gpuNic);
    json["cpu_affinity"] = rowToJson(topology.cpuAffinity);
    json["numa_affinity"] = rowToJson(topology.numaAffinity);
    json["cluster"] = clusterToJson(cluster.cluster);
    if (cluster.cluster.accelerator.id.empty())
        json["cluster"]["accelerator"] = nullptr;
    json["assumptions"] = cluster.assumptions;
    Json& problems = json["problems"] = Json::array();
    for (const TopologyProblem& problem : topology.problems) {
        Json entry = Json::object();
        entry["line"] = problem.line;
        entry["column"] = problem.column;
        entry["message"] = problem.message;
        problems.push_back(std::move(entry));
    }
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string collectiveToJson(const CollectiveEstimate& estimate, const std::vector<CollectiveCandidate>& compared)
{
    Json json = Json::object();
    json["seconds"] = estimate.time.inSeconds();
    json["algorithm"] = estimate.algorithm;
    json["protocol"] = estimate.protocol;
    json["bus_bytes_per_second"] = estimate.busBandwidth.inBytesPerSecond();
    json["alternatives"] = candidatesToJson(estimate.alternatives);
    json["compared"] = candidatesToJson(compared);
    return json.dump(2) + "\n";
}

} // namespace shardscape
