// SPDX-License-Identifier: GPL-3.0-or-later
// The results of the `import` command as JSON: what was understood, and what was not. Pure.
#pragma once

#include "model/hugging_face.h"

#include <string>

namespace shardscape {

/// model, parameters, active_parameters, embedding_parameters (input and output embedding and learned positions), mtp_parameters and
/// problems (the import's notes).
[[nodiscard]] std::string importedModelToJson(const ImportedModel& imported);

} // namespace shardscape
