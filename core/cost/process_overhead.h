// SPDX-License-Identifier: GPL-3.0-or-later
// What a process on a GPU takes beside tensors, where the accelerator's preset has no constant of that name. Assumed, not measured.
#pragma once

namespace shardscape {

inline constexpr double usualContextBytes = 600.0 * 1024 * 1024;      ///< "context_bytes": driver context and loaded kernels
inline constexpr double usualCommunicatorBytes = 256.0 * 1024 * 1024; ///< "communicator_bytes": of each communicator

} // namespace shardscape
