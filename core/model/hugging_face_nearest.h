// SPDX-License-Identifier: GPL-3.0-or-later
// What to do with a model_type that no reader knows. For core/model/hugging_face.cpp only.
#pragma once

#include "model/hugging_face_families.h"

#include <string>

namespace shardscape::huggingface {

/// The reader of the known structure whose keys the config has, and a warning that says which; or null and problems: the keys that are
/// missing for the nearest structure, or the ones that tell of a structure no reader knows. Defaults are not used here: every key
/// that decides a size must be written.
[[nodiscard]] FamilyReader nearestReader(Config& config, const std::string& modelType);

} // namespace shardscape::huggingface
