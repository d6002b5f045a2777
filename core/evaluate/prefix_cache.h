// SPDX-License-Identifier: GPL-3.0-or-later
// How often a shared prompt prefix is found in a replica's KV cache. Pure, any thread.
#pragma once

namespace shardscape {

struct PrefixCacheLoad {
    double prefixes = 0;       ///< distinct prefixes that a replica is asked for
    double room = 0;           ///< prefixes that fit beside the running requests; may be fractional
    double zipfExponent = 1.0; ///< popularity of the i-th prefix ~ 1/i^exponent; 0 = uniform
};

/// Share of requests whose prefix is cached under least-recently-used replacement, by Che's approximation (Che, Tung and Wang 2002;
/// why it works: Fricker, Robert and Roberts 2012, arXiv 1202.3974): a prefix stays for a characteristic time T with
/// sum_i (1 - exp(-p_i T)) = room, and hits with 1 - exp(-p_i T). 0 without prefixes or room, 1 when all fit.
[[nodiscard]] double prefixHitRate(const PrefixCacheLoad& load);

} // namespace shardscape
