// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/baselines.h"

#include <algorithm>
#include <utility>

namespace shardscape {

QString Baselines::titleFor(const Scenario& scenario) const
{
    QString title = QString::fromStdString(scenario.title).trimmed();
    if (title.isEmpty())
        title = tr("Untitled");
    const auto isTaken = [this](const QString& text) {
        return std::any_of(m_all.begin(), m_all.end(), [&](const Baseline& each) { return each.title == text; });
    };
    if (!isTaken(title))
        return title;
    return tr("%1 (%2)").arg(title).arg(m_pinned + 1);
}

bool Baselines::pin(std::shared_ptr<const Evaluation> evaluation)
{
    if (evaluation == nullptr)
        return false;
    const auto same = std::find_if(m_all.begin(), m_all.end(),
                                   [&](const Baseline& each) { return each.evaluation->scenario == evaluation->scenario; });
    if (same != m_all.end()) {
        m_current = static_cast<int>(same - m_all.begin());
        Q_EMIT changed();
        return true;
    }
    if (isFull())
        return false;
    QString title = titleFor(evaluation->scenario);
    ++m_pinned;
    m_all.push_back({std::move(title), std::move(evaluation)});
    m_current = static_cast<int>(m_all.size()) - 1;
    Q_EMIT changed();
    return true;
}

void Baselines::exchange(std::shared_ptr<const Evaluation> evaluation)
{
    Baseline& baseline = m_all[static_cast<std::size_t>(m_current)];
    baseline.title.clear(); // so that its own title is free again
    QString title = titleFor(evaluation->scenario);
    baseline = {std::move(title), std::move(evaluation)};
    Q_EMIT changed();
}

void Baselines::choose(int index)
{
    if (index < 0 || index >= static_cast<int>(m_all.size()) || index == m_current)
        return;
    m_current = index;
    Q_EMIT changed();
}

void Baselines::remove(int index)
{
    if (index < 0 || index >= static_cast<int>(m_all.size()))
        return;
    m_all.erase(m_all.begin() + index);
    if (m_current > index || m_current >= static_cast<int>(m_all.size()))
        --m_current;
    Q_EMIT changed();
}

} // namespace shardscape
