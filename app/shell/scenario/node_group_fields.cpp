// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/scenario/preset_choices.h"

#include "shell/translate.h"

#include <algorithm>

namespace shardscape {

namespace {

constexpr std::size_t maxNodeGroups = 8; ///< rows of the panel; files may have more
constexpr int maxNodes = 131072;
const QString removal = QStringLiteral("-");

bool hasGroup(const Scenario& s, std::size_t group) { return group < s.cluster.nodeGroups.size(); }

/// One group left is a plain cluster again.
void removeGroup(ClusterChoice& cluster, std::size_t group)
{
    cluster.nodeGroups.erase(cluster.nodeGroups.begin() + static_cast<std::ptrdiff_t>(group));
    if (cluster.nodeGroups.size() != 1)
        return;
    const NodeGroupChoice last = cluster.nodeGroups.front();
    cluster = {.preset = last.preset, .nodes = last.nodes, .overridesJson = last.overridesJson, .outOfOrder = cluster.outOfOrder};
}

void addGroup(ClusterChoice& cluster, const std::string& preset)
{
    if (cluster.nodeGroups.empty()) {
        const NodeGroupChoice first{cluster.preset, cluster.nodes, cluster.overridesJson};
        cluster = {.nodeGroups = {first}, .outOfOrder = cluster.outOfOrder};
    }
    cluster.nodeGroups.push_back({preset, 1, {}});
}

std::vector<Choice> headed(const QString& id, const QString& text, std::vector<Choice> choices)
{
    choices.insert(choices.begin(), {id, text});
    return choices;
}

FieldSpec kindField(const PresetLibrary& library, std::size_t group)
{
    return {.path = QStringLiteral("/cluster/node_groups/%1/preset").arg(group),
            .label = tr("Group %1").arg(group + 1),
            .help = tr("The kind of these nodes. GPUs are counted group by group."),
            .kind = ChoiceField{.choices =
                                    [&library](const Scenario&) {
                                        return headed(removal, tr("Remove this group"), presetChoices(library, PresetKind::Cluster, {}));
                                    },
                                .get =
                                    [group](const Scenario& s) {
                                        return hasGroup(s, group) ? QString::fromStdString(s.cluster.nodeGroups[group].preset) : QString();
                                    },
                                .set =
                                    [group](Scenario& s, const QString& id) {
                                        if (!hasGroup(s, group))
                                            return;
                                        if (id == removal)
                                            removeGroup(s.cluster, group);
                                        else
                                            s.cluster.nodeGroups[group] = {id.toStdString(), s.cluster.nodeGroups[group].nodes, {}};
                                    },
                                .acts = true},
            .shown = [group](const Scenario& s) { return hasGroup(s, group); }};
}

FieldSpec nodesField(std::size_t group)
{
    return {.path = QStringLiteral("/cluster/node_groups/%1/nodes").arg(group),
            .label = tr("Nodes %1").arg(group + 1),
            .help = tr("How many nodes of this kind the cluster has."),
            .kind = IntField{.get = [group](const Scenario& s) { return hasGroup(s, group) ? s.cluster.nodeGroups[group].nodes : 1; },
                             .set =
                                 [group](Scenario& s, int value) {
                                     if (hasGroup(s, group))
                                         s.cluster.nodeGroups[group].nodes = value;
                                 },
                             .neighbors = [](const Scenario&, const Facts&, int value) { return neighborPowersOfTwo(value); },
                             .maximum = maxNodes},
            .shown = [group](const Scenario& s) { return hasGroup(s, group); }};
}

FieldSpec networkField(const PresetLibrary& library)
{
    return {.path = QStringLiteral("/cluster/scale_out"),
            .label = tr("Network"),
            .help = tr("Whose network joins the groups; every node keeps its own network adapters."),
            .kind = ChoiceField{.choices =
                                    [&library](const Scenario&) {
                                        return headed(QString(), tr("Of the first group"), presetChoices(library, PresetKind::Cluster, {}));
                                    },
                                .get = [](const Scenario& s) { return QString::fromStdString(s.cluster.scaleOut); },
                                .set = [](Scenario& s, const QString& id) { s.cluster.scaleOut = id.toStdString(); }},
            .shown = [](const Scenario& s) { return !s.cluster.nodeGroups.empty(); }};
}

FieldSpec additionField(const PresetLibrary& library)
{
    return {.path = QStringLiteral("/cluster/node_groups"),
            .label = tr("Add nodes"),
            .help = tr("Nodes of another kind beside those above; the slowest member of a group sets its pace."),
            .kind = ChoiceField{.choices =
                                    [&library](const Scenario&) {
                                        return headed(QString(), tr("Of another kind..."), presetChoices(library, PresetKind::Cluster, {}));
                                    },
                                .get = [](const Scenario&) { return QString(); },
                                .set =
                                    [](Scenario& s, const QString& id) {
                                        if (!id.isEmpty() && s.cluster.nodeGroups.size() < maxNodeGroups)
                                            addGroup(s.cluster, id.toStdString());
                                    },
                                .acts = true},
            .shown = [](const Scenario& s) { return s.cluster.inlineJson.empty() && s.cluster.nodeGroups.size() < maxNodeGroups; }};
}

} // namespace

int nodesOf(const ClusterChoice& cluster)
{
    int nodes = cluster.nodeGroups.empty() ? cluster.nodes : 0;
    for (const NodeGroupChoice& group : cluster.nodeGroups)
        nodes = std::min(nodes + group.nodes, maxNodes);
    return nodes;
}

std::vector<FieldSpec> nodeGroupFields(const PresetLibrary& library)
{
    std::vector<FieldSpec> fields;
    for (std::size_t group = 0; group < maxNodeGroups; ++group) {
        fields.push_back(kindField(library, group));
        fields.push_back(nodesField(group));
    }
    fields.push_back(networkField(library));
    fields.push_back(additionField(library));
    return fields;
}

} // namespace shardscape
