// SPDX-License-Identifier: GPL-3.0-or-later
// The result of the `collective` command, as JSON and as a table. Pure.
#pragma once

#include "cost/collective.h"

#include <string>

namespace shardscape {

/// seconds, algorithm, protocol, bus_bytes_per_second and the alternatives, fastest first.
[[nodiscard]] std::string collectiveToJson(const CollectiveEstimate& estimate);
[[nodiscard]] std::string collectiveToText(const CollectiveEstimate& estimate);

} // namespace shardscape
