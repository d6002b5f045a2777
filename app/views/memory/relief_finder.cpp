// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/memory/relief_finder.h"

#include <utility>

namespace shardscape {

ReliefFinder::ReliefFinder(QObject* parent)
    : QObject(parent), m_search{[this](const Result<std::vector<MemoryRelief>>& outcome) {
          if (outcome)
              Q_EMIT found(*outcome);
      }}
{
}

void ReliefFinder::request(std::shared_ptr<const Evaluation> evaluation)
{
    if (!evaluation)
        return m_search.request(nullptr);
    m_search.request([evaluation = std::move(evaluation)](const std::function<bool()>& stopped) { return memoryReliefOf(*evaluation, stopped); });
}

} // namespace shardscape
