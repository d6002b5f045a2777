// SPDX-License-Identifier: GPL-3.0-or-later
// shardscape collective: one collective alone on a cluster, as nccl-tests runs it.
#include "cli/cli_context.h"

#include "cost/collective_compared.h"
#include "io/collective_text.h"
#include "io/topology_json.h"

#include <CLI/CLI.hpp>

#include <memory>
#include <ostream>

namespace shardscape {
namespace {

struct CollectiveOptions {
    std::string op;
    double bytes = 0.0;
    std::string cluster;
    int nodes = 1;
    std::optional<int> ranksPerNode;
    bool json = false;
};

Problems problemsOf(const CollectiveOptions& options, const ClusterSpec& cluster)
{
    Problems problems;
    if (!fromText<CollectiveOp>(options.op))
        problems.push_back({Severity::Error, "unknown-value", "--op", "'" + options.op + "' is no collective",
                            "allowed: " + allowedTexts<CollectiveOp>()});
    if (!(options.bytes >= 0.0 && options.bytes <= 1e18))
        problems.push_back({Severity::Error, "out-of-range", "--bytes", "the size is no number of bytes", "allowed: from 0 to 1e18"});
    if (const int ranks = options.ranksPerNode.value_or(1); ranks < 1 || ranks > cluster.gpusPerNode)
        problems.push_back({Severity::Error, "out-of-range", "--ranks-per-node",
                            std::to_string(ranks) + " ranks on a node of " + std::to_string(cluster.gpusPerNode) + " GPUs",
                            "allowed: from 1 to " + std::to_string(cluster.gpusPerNode)});
    return problems;
}

void run(const CollectiveOptions& options, CliContext& context)
{
    const PresetLibrary* library = context.library();
    if (library == nullptr)
        return;
    if (options.nodes < 1 || options.nodes > 131'072)
        return context.fail("--nodes",
                            {{Severity::Error, "out-of-range", "", std::to_string(options.nodes) + " nodes", "allowed: from 1 to 131072"}});
    auto cluster = library->cluster(options.cluster, options.nodes, "");
    if (!cluster) {
        for (Problem& problem : cluster.error())
            problem.path = problem.path == "/nodes" ? "--nodes" : "--cluster";
        return context.fail("--cluster", cluster.error());
    }
    if (const Problems problems = problemsOf(options, *cluster); !problems.empty())
        return context.fail("collective", problems);
    const GroupShape shape = shapeAlone(options.nodes, options.ranksPerNode.value_or(cluster->gpusPerNode), *cluster);
    const CollectiveRequest request{*fromText<CollectiveOp>(options.op), Bytes::fromBytes(options.bytes), shape};
    const CollectiveEstimate estimate = estimateCollective(request, *cluster, nullptr);
    std::vector<CollectiveCandidate> compared;
    for (const CollectiveTerms& terms : comparedCollectives(request, *cluster))
        compared.push_back({std::string{terms.algorithm}, std::string{terms.protocol}, Seconds::fromSeconds(terms.seconds())});
    context.streams().out << (options.json ? collectiveToJson(estimate, compared) : collectiveToText(estimate, compared));
}

} // namespace

void addCollective(CLI::App& app, CliContext& context)
{
    CLI::App* command = app.add_subcommand("collective", "One collective alone on a cluster");
    const auto options = std::make_shared<CollectiveOptions>();
    command->add_option("--op", options->op, allowedTexts<CollectiveOp>())->required();
    command->add_option("--bytes", options->bytes, "Size as nccl-tests counts it")->required();
    command->add_option("--cluster", options->cluster, "Id of a cluster preset")->required();
    command->add_option("--nodes", options->nodes, "Nodes that take part")->capture_default_str();
    command->add_option("--ranks-per-node", options->ranksPerNode, "Ranks on each node; default: all GPUs");
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([options, &context] { run(*options, context); });
}

} // namespace shardscape
