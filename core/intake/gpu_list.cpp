// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/gpu_list.h"

#include "intake/log_text.h"

#include <array>

namespace shardscape {

namespace {

struct ProductName {
    std::string_view part; ///< of the name; the first one that is found counts, so the longer stand first
    std::string_view preset;
};

constexpr std::array<ProductName, 27> products{{{"V100-SXM2-16GB", "v100-16gb"},     {"V100-SXM2-32GB", "v100-32gb"},
                                                {"V100-SXM3-32GB", "v100-32gb"},     {"A100-SXM4-40GB", "a100-40gb-sxm"},
                                                {"A100-SXM4-80GB", "a100-80gb-sxm"}, {"A100-SXM-80GB", "a100-80gb-sxm"},
                                                {"A100 80GB PCIe", "a100-80gb-pcie"}, {"GB300", "gb300"},
                                                {"GB200", "gb200"},                  {"GH200", "gh200"},
                                                {"B300", "b300"},                    {"B200", "b200"},
                                                {"H200 NVL", ""},                    {"H200", "h200"},
                                                {"H100 NVL", "h100-nvl"},            {"H100 PCIe", "h100-pcie"},
                                                {"H100 80GB HBM3", "h100-sxm"},      {"H100-SXM5", "h100-sxm"},
                                                {"H800", "h800"},                    {"H20", "h20"},
                                                {"L40S", "l40s"},                    {"NVIDIA L4", "l4"},
                                                {"RTX 3090", "rtx-3090"},            {"RTX 4090", "rtx-4090"},
                                                {"RTX 5090", "rtx-5090"},            {"RTX PRO 6000", "rtx-pro-6000"},
                                                {"NVIDIA A10", "a10"}}};

/// Machines that are meant when nothing but their GPUs is known.
constexpr std::array<std::string_view, 8> usual{"dgx-h100", "dgx-h200", "dgx-a100", "dgx-b200", "dgx-b300", "l4-pcie-8", "a100-pcie-4", "gb200-nvl72"};

bool isUsual(std::string_view id) { return std::find(usual.begin(), usual.end(), id) != usual.end(); }

/// The cluster preset with `count` of these GPUs in a node; of several the usual one.
std::string clusterWith(const PresetLibrary& library, std::string_view accelerator, int count)
{
    std::string best;
    for (const auto& [id, preset] : library.all(PresetKind::Cluster)) {
        const Result<ClusterSpec> cluster = library.cluster(id, 1, {});
        if (cluster && cluster->accelerator.id == accelerator && cluster->gpusPerNode == count && (best.empty() || isUsual(id)))
            best = id;
    }
    return best;
}

Problem problemOf(std::string message, std::string hint)
{
    return {.code = "gpu-list", .path = "/cluster", .message = std::move(message), .hint = std::move(hint)};
}

} // namespace

std::string_view acceleratorOfProduct(std::string_view product)
{
    for (const ProductName& one : products)
        if (const auto at = product.find(one.part); at != std::string_view::npos) {
            const std::size_t end = at + one.part.size();
            if (end == product.size() || std::isalnum(static_cast<unsigned char>(product[end])) == 0)
                return one.preset;
        }
    return {};
}

void GpuList::line(std::string_view line)
{
    const std::string_view text = trimmed(line);
    if (text.starts_with("MIG ")) {
        ++m_slices;
    } else if (text.starts_with("GPU ") && text.find("(UUID: ") != std::string_view::npos) {
        const auto colon = text.find(": ");
        const auto end = text.find(" (UUID: ");
        if (colon < end)
            m_counted = (++m_products[std::string{text.substr(colon + 2, end - colon - 2)}], true);
    } else if (text.starts_with("Product Name") && text.find(':') != std::string_view::npos && !m_counted) {
        ++m_products[std::string{trimmed(text.substr(text.find(':') + 1))}];
    } else if (text.starts_with("FB Memory Usage")) {
        m_inMemory = true;
    } else if (m_inMemory && text.starts_with("Total")) {
        m_mebibytes = numberAfter(text, "Total").value_or(m_mebibytes);
        m_inMemory = false;
    }
}

std::string GpuList::accelerator() const
{
    return m_products.size() == 1 ? std::string{acceleratorOfProduct(m_products.begin()->first)} : std::string{};
}

Result<void> GpuList::finish(const IntakeBase& base, Intake& intake) const
{
    intake.kind = IntakeKind::GpuList;
    intake.source = "nvidia-smi";
    std::string names;
    for (const auto& [name, count] : m_products)
        names += (names.empty() ? "" : ", ") + std::to_string(count) + " × " + name;
    if (m_products.size() > 1)
        return failure(problemOf("the list has GPUs of different products: " + names, "list those of one node, or write node groups into the scenario"));
    const auto& [product, count] = *m_products.begin();
    const std::string preset = accelerator();
    if (preset.empty())
        return failure(problemOf("the GPU '" + product + "' is none of the presets", "choose the nearest cluster by hand and override its fields"));
    const std::string cluster = clusterWith(base.library, preset, count);
    if (cluster.empty())
        return failure(problemOf("no cluster preset has " + std::to_string(count) + " GPUs '" + preset + "' in a node",
                                 "paste what `nvidia-smi topo -m` prints; it says how the GPUs are wired"));
    intake.scenario = base.scenario;
    intake.scenario->cluster = {.preset = cluster, .nodes = std::max(1, base.scenario.cluster.nodes)};
    intake.scenario->placement.reset();
    intake.report.understood.push_back({"GPU", names, "the accelerator " + preset});
    if (m_mebibytes > 0)
        intake.report.understood.push_back({"FB Memory Usage, Total (MiB)", shownNumber(m_mebibytes), "memory of a GPU; the preset's capacity is taken"});
    intake.report.assumed.push_back({"", cluster, "how the GPUs are wired, from the usual machine with them; `nvidia-smi topo -m` would say it"});
    intake.report.assumed.push_back({"", std::to_string(intake.scenario->cluster.nodes), "nodes, as in the scenario at hand; the list is of one"});
    if (m_slices > 0)
        intake.report.ignored.push_back({"MIG", std::to_string(m_slices), "slices; whole GPUs are modeled"});
    return {};
}

} // namespace shardscape
