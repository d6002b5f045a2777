// SPDX-License-Identifier: GPL-3.0-or-later
#include "derivation/derivation.h"

#include <utility>

namespace shardscape {

void DerivationLog::add(Derivation derivation)
{
    const auto [entry, isNew] = m_byId.try_emplace(derivation.id, m_all.size());
    if (isNew)
        m_all.push_back(std::move(derivation));
    else
        m_all[entry->second] = std::move(derivation);
}

const Derivation* DerivationLog::find(std::string_view id) const
{
    const auto entry = m_byId.find(std::string{id});
    return entry == m_byId.end() ? nullptr : &m_all[entry->second];
}

} // namespace shardscape
