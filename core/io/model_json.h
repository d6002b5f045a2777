// SPDX-License-Identifier: GPL-3.0-or-later
// Our own description of a model as JSON, as it stands in presets and inline in scenarios. Include it in readers and writers only, in .cpp
// files (it pulls in the JSON library). Pure functions, usable from any thread.
#pragma once

#include "model/hugging_face.h"
#include "model/transformer.h"
#include "json/strict_json.h"

#include <string>

namespace shardscape {

/// Reads our description, or {"hf_config": {...}, "name": "..."} with a Hugging Face config.json inside. Problems carry JSON pointers that
/// start with `path`. The notes of the second form are the import's warnings; the first form has none.
[[nodiscard]] Result<ImportedModel> readModelWithNotes(const Json& value, const std::string& path);

/// The same without the notes.
[[nodiscard]] Result<TransformerSpec> readModelJson(const Json& value, const std::string& path);

/// The description of a sound model. readModelJson(modelToJson(m)) == m. Members that have their default value are left out.
/// \pre findFaults(model) is empty
[[nodiscard]] Json modelToJson(const TransformerSpec& model);

} // namespace shardscape
