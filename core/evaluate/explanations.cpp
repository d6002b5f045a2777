// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/explanations.h"

#include "evaluate/busiest_link.h"
#include "evaluate/evaluate.h"

#include <fmt/format.h>

#include <charconv>

namespace shardscape {
namespace {

constexpr std::string_view linkPrefix = "traffic/link/";
constexpr std::string_view atPrefix = "at/";
constexpr std::string_view memoryPrefix = "memory/stage/";

/// A number at the start of a text, which is then shortened to what follows it.
std::optional<int> takeNumber(std::string_view& text)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{})
        return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return value;
}

/// Why a stage holds nothing of a part: nobody records a derivation for what is not there, yet tables show its 0.
std::string_view reasonOfNone(MemoryPart part, bool training)
{
    switch (part) {
    case MemoryPart::KvCache: return "a training step keeps no KV cache";
    case MemoryPart::Gradients:
    case MemoryPart::Optimizer: return training ? "not on these GPUs under this plan" : "inference keeps no gradients and no optimizer states";
    case MemoryPart::Weights:
    case MemoryPart::Activations:
    case MemoryPart::Buffers:
    case MemoryPart::Overhead: return "this plan needs none";
    }
    return "";
}

std::optional<Derivation> noMemory(const Evaluation& evaluation, int stage, std::string_view name)
{
    const auto part = fromText<MemoryPart>(name);
    const auto index = static_cast<std::size_t>(stage);
    if (!part || stage < 0 || index >= evaluation.memory.byStage.size() || evaluation.memory.byStage[index][*part] != Bytes{})
        return std::nullopt;
    return Derivation{.id = fmt::format("{}{}/{}", memoryPrefix, stage, name),
                      .name = fmt::format("No {} on stage {}", name, stage),
                      .unit = "bytes",
                      .value = 0,
                      .formula = "0",
                      .terms = {},
                      .source = "definition",
                      .validity = std::string{reasonOfNone(*part, evaluation.training.has_value())},
                      .guess = false};
}

} // namespace

std::string linkFigure(int link) { return fmt::format("{}{}", linkPrefix, link); }

std::string figureAt(int concurrency, std::string_view id) { return fmt::format("{}{}/{}", atPrefix, concurrency, id); }

const Derivation* Explanations::find(const std::string& id)
{
    if (!m_evaluation)
        return nullptr;
    if (const Derivation* recorded = m_evaluation->derivations.find(id))
        return recorded;
    if (const auto made = m_made.find(id); made != m_made.end())
        return &made->second;
    std::optional<Derivation> derivation = make(id);
    return derivation ? &m_made.emplace(id, std::move(*derivation)).first->second : nullptr;
}

std::optional<Derivation> Explanations::make(std::string_view id)
{
    if (id.starts_with(linkPrefix)) {
        id.remove_prefix(linkPrefix.size());
        const std::optional<int> link = takeNumber(id);
        return link && id.empty() ? linkDerivation(*m_evaluation, *link) : std::nullopt;
    }
    if (id.starts_with(memoryPrefix)) {
        id.remove_prefix(memoryPrefix.size());
        const std::optional<int> stage = takeNumber(id);
        return stage && id.starts_with('/') ? noMemory(*m_evaluation, *stage, id.substr(1)) : std::nullopt;
    }
    if (!id.starts_with(atPrefix))
        return std::nullopt;
    id.remove_prefix(atPrefix.size());
    const std::optional<int> concurrency = takeNumber(id);
    if (!concurrency || *concurrency < 1 || !id.starts_with('/'))
        return std::nullopt;
    return atConcurrency(*concurrency, id.substr(1));
}

std::optional<Derivation> Explanations::atConcurrency(int concurrency, std::string_view inner)
{
    if (!m_evaluation->inference)
        return std::nullopt;
    auto [place, isNew] = m_atConcurrency.try_emplace(concurrency);
    if (isNew) {
        Scenario scenario = m_evaluation->scenario;
        std::get<InferenceWorkload>(scenario.workload.kind).concurrency = concurrency;
        if (auto evaluation = evaluate(scenario, m_evaluation->inputs, {.linkMap = false, .timeline = false, .derivations = true}))
            place->second = std::make_shared<const Evaluation>(std::move(*evaluation));
    }
    const Derivation* found = place->second ? place->second->derivations.find(inner) : nullptr;
    if (!found)
        return std::nullopt;
    Derivation derivation = *found;
    derivation.id = figureAt(concurrency, inner);
    derivation.name = fmt::format("{}, {} requests at once", found->name, concurrency);
    for (Term& term : derivation.terms) // they, too, are of that concurrency
        if (!term.from.empty())
            term.from = figureAt(concurrency, term.from);
    return derivation;
}

} // namespace shardscape
