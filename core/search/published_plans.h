// SPDX-License-Identifier: GPL-3.0-or-later
// Published plans against the search: the plan that a publication ran beside the best that the search finds for the same model, cluster,
// workload and software. What the publication itself ruled out is ruled out here too, and named. Pure; the runs come with the validation
// cases.
#pragma once

#include "search/search_setup.h"

#include <string>
#include <string_view>
#include <vector>

namespace shardscape {

/// A published run and what its authors could not or would not choose.
struct PublishedPlan {
    std::string_view caseId;              ///< of the validation case
    std::string_view name;                ///< "GPT 530B, 2,520 A100"
    std::vector<std::string_view> fixed;  ///< texts of fixInput(): what the publication names as given
    std::string_view limits;              ///< the same in words, with the place where the publication says so
};

/// The Megatron-LM runs of 2021, MT-NLG, Llama 3 and DeepSeek-V3.
[[nodiscard]] const std::vector<PublishedPlan>& publishedPlans();

struct PublishedRow {
    std::string_view name, limits;
    std::string source;
    Scenario plan;
    PlanFigures figures;          ///< of the published plan; it may not fit by the model's count
    Scenario best;
    PlanFigures bestFigures;
    std::uint64_t candidates = 0; ///< plans that were looked at

    /// By how much the published step is longer than the best one.
    [[nodiscard]] double gap() const { return figures.step / bestFigures.step - 1.0; }
};

/// Problems: those of the plan, and "nothing-fits".
[[nodiscard]] Result<PublishedRow> searchPublished(const PublishedPlan& published, const Scenario& scenario, const std::string& source,
                                                   const std::shared_ptr<const Inputs>& inputs, int threads = 0);

} // namespace shardscape
