// SPDX-License-Identifier: GPL-3.0-or-later
// Looks for what would bring the memory peak down, off the GUI thread: the newest evaluation wins. Lives on the GUI thread.
#pragma once

#include "document/latest_search.h"
#include "evaluate/relief.h"

#include <QObject>

#include <memory>

namespace shardscape {

class ReliefFinder : public QObject {
    Q_OBJECT
public:
    explicit ReliefFinder(QObject* parent = nullptr);

    /// Searches for an evaluation; null drops the search.
    void request(std::shared_ptr<const Evaluation> evaluation);

Q_SIGNALS:
    /// The ranked list of the newest requested evaluation; empty when nothing lowers the peak.
    void found(const std::vector<shardscape::MemoryRelief>& reliefs);

private:
    LatestSearch<Result<std::vector<MemoryRelief>>> m_search;
};

} // namespace shardscape
