// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/scenario/field_spec.h"

#include "shell/scenario/preset_choices.h"
#include "shell/translate.h"

namespace shardscape {

namespace {

/// The clusters, and as an entry of its own what is chosen in the rows below.
std::vector<Choice> clusterChoices(const PresetLibrary& library, const Scenario& s)
{
    std::vector<Choice> choices = presetChoices(library, PresetKind::Cluster, s.cluster.inlineJson);
    if (!s.cluster.nodeGroups.empty())
        choices.insert(choices.begin(), {QString(), tr("Nodes of several kinds")});
    return choices;
}

} // namespace

std::vector<Choice> presetChoices(const PresetLibrary& library, PresetKind kind, const std::string& inlineJson)
{
    std::vector<Choice> choices;
    if (!inlineJson.empty())
        choices.push_back({QString(), inlineJson.find("nvidia_smi_topo") == std::string::npos ? tr("Described in the file")
                                                                                              : tr("From nvidia-smi topo -m")});
    for (const auto& [id, preset] : library.all(kind))
        choices.push_back({QString::fromStdString(id), QString::fromStdString(preset.title.empty() ? id : preset.title)});
    std::sort(choices.begin(), choices.end(), [](const Choice& a, const Choice& b) { return a.text.localeAwareCompare(b.text) < 0; });
    return choices;
}

std::vector<FieldSpec> machineFields(const PresetLibrary& library)
{
    std::vector<FieldSpec> fields{
        {.path = QStringLiteral("/model"),
         .label = tr("Model"),
         .help = tr("The language model that is split over the GPUs."),
         .kind =
             ChoiceField{.choices = [&library](const Scenario& s) { return presetChoices(library, PresetKind::Model, s.model.inlineJson); },
                         .get = [](const Scenario& s) { return QString::fromStdString(s.model.preset); },
                         .set =
                             [](Scenario& s, const QString& id) {
                                 if (!id.isEmpty())
                                     s.model = {.preset = id.toStdString(), .inlineJson = {}};
                             }}},
        {.path = QStringLiteral("/cluster/preset"),
         .label = tr("Cluster"),
         .help = tr("The kind of node and the network between nodes."),
         .kind = ChoiceField{
             .choices = [&library](const Scenario& s) { return clusterChoices(library, s); },
             .get = [](const Scenario& s) { return QString::fromStdString(s.cluster.preset); },
             .set =
                 [](Scenario& s, const QString& id) {
                     if (!id.isEmpty())
                         s.cluster = {.preset = id.toStdString(), .nodes = nodesOf(s.cluster)};
                 }}},
        {.path = QStringLiteral("/cluster/nodes"),
         .label = tr("Nodes"),
         .help = tr("How many of these nodes the cluster has."),
         .kind = IntField{.get = [](const Scenario& s) { return s.cluster.nodes; },
                          .set = [](Scenario& s, int value) { s.cluster.nodes = value; },
                          .neighbors = [](const Scenario&, const Facts&, int value) { return neighborPowersOfTwo(value); },
                          .maximum = 131072},
         .shown = [](const Scenario& s) { return s.cluster.inlineJson.empty() && s.cluster.nodeGroups.empty(); }},
    };
    for (FieldSpec& field : nodeGroupFields(library))
        fields.push_back(std::move(field));
    return fields;
}

} // namespace shardscape
