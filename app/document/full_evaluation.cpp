// SPDX-License-Identifier: GPL-3.0-or-later
// What the window evaluates: everything, looked up in the document's presets. Apart from document.cpp because tests of the document bring
// an evaluation of their own.
#include "document/document.h"
#include "evaluate/evaluate.h"

namespace shardscape {

namespace {

EvaluateFunction fullEvaluation(std::shared_ptr<const PresetLibrary> library)
{
    return [library = std::move(library)](const Scenario& scenario) -> Result<Evaluation> {
        Result<Inputs> inputs = library->resolve(scenario);
        if (!inputs)
            return failure(std::move(inputs.error()));
        return evaluate(scenario, std::make_shared<const Inputs>(std::move(*inputs)), {.curve = true});
    };
}

} // namespace

Document::Document(std::shared_ptr<const PresetLibrary> library, Scenario scenario, QObject* parent)
    : Document(library, std::move(scenario), fullEvaluation(library), parent)
{
}

} // namespace shardscape
