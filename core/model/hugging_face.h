// SPDX-License-Identifier: GPL-3.0-or-later
// Import of Hugging Face config.json files. Nothing is guessed in silence: an unknown model_type is read as the nearest known structure
// only when every key it needs is there, with a warning that says so; otherwise the missing keys are the problem.
#pragma once

#include "model/transformer.h"
#include "units/result.h"

#include <string>
#include <string_view>

namespace shardscape {

struct ImportedModel {
    TransformerSpec model;
    Problems notes; ///< warnings and infos
};

[[nodiscard]] Result<ImportedModel> importHuggingFaceConfig(std::string_view json, std::string name);

} // namespace shardscape
