// SPDX-License-Identifier: GPL-3.0-or-later
// The project's own description of a model as JSON: presets/models and the "model" object of a scenario. Also takes a Hugging Face
// config wrapped as {"hf_config": {...}, "name": "..."}. For readers and writers of files only (pulls in the JSON library).
#pragma once

#include "model/transformer.h"
#include "json/strict_json.h"

#include <string>

namespace shardscape {

/// Reads a model description. All problems at once, their paths beginning with `path`.
[[nodiscard]] Result<TransformerSpec> readModelJson(const Json& json, std::string path);

} // namespace shardscape
