// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/transformer.h"

#include <algorithm>

namespace shardscape {

bool TransformerSpec::hasExperts() const
{
    return std::any_of(pattern.begin(), pattern.end(), [this](std::uint8_t kind) { return kinds[kind].feedForward.isMoe(); });
}

} // namespace shardscape
