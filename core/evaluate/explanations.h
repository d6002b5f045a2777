// SPDX-License-Identifier: GPL-3.0-or-later
// How any figure of an evaluation came about: the derivations that were recorded with it, and those of figures so many that they are worked
// out when somebody asks: each link's load, memory that is not there, and serving at each concurrency of the throughput-latency curve. One
// object per thread.
#pragma once

#include "evaluate/evaluation.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace shardscape {

/// Id of the busy share of a link.
[[nodiscard]] std::string linkFigure(int link);
/// Id of an inference figure at a concurrency of the curve, such as "at/24/inference/tpot".
[[nodiscard]] std::string figureAt(int concurrency, std::string_view id);

class Explanations {
public:
    Explanations() = default;
    explicit Explanations(std::shared_ptr<const Evaluation> evaluation) : m_evaluation{std::move(evaluation)} {}

    /// The derivation of a figure, or null. The pointer is valid as long as this object. The first figure of another concurrency costs an
    /// evaluation without links.
    [[nodiscard]] const Derivation* find(const std::string& id);

private:
    [[nodiscard]] std::optional<Derivation> make(std::string_view id);
    [[nodiscard]] std::optional<Derivation> atConcurrency(int concurrency, std::string_view inner);

    std::shared_ptr<const Evaluation> m_evaluation;
    std::map<std::string, Derivation> m_made;
    std::map<int, std::shared_ptr<const Evaluation>> m_atConcurrency; ///< null = cannot be served
};

} // namespace shardscape
