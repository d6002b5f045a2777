// SPDX-License-Identifier: GPL-3.0-or-later
// Evaluations that were pinned to compare the present one with: up to four, one of them the baseline that views draw as outlines and
// deltas. A baseline is frozen: later edits do not change it. GUI thread only.
#pragma once

#include "evaluate/evaluation.h"

#include <QObject>
#include <QString>

#include <memory>
#include <vector>

namespace shardscape {

struct Baseline {
    QString title;
    std::shared_ptr<const Evaluation> evaluation; ///< never null; its scenario is the pinned one
};

class Baselines : public QObject {
    Q_OBJECT
public:
    static constexpr int most = 4;

    using QObject::QObject;

    [[nodiscard]] const std::vector<Baseline>& all() const { return m_all; }
    /// Index of the baseline that views show; -1 = none is pinned.
    [[nodiscard]] int current() const { return m_current; }
    /// The evaluation that views compare with; null = none is pinned.
    [[nodiscard]] std::shared_ptr<const Evaluation> evaluation() const { return m_current < 0 ? nullptr : m_all[static_cast<std::size_t>(m_current)].evaluation; }
    /// The same where it differs from what is shown, else null: nobody wants a plan outlined over itself.
    [[nodiscard]] std::shared_ptr<const Evaluation> against(const Evaluation* shown) const
    {
        const auto baseline = evaluation();
        return baseline && shown && baseline->scenario == shown->scenario ? nullptr : baseline;
    }
    [[nodiscard]] bool isFull() const { return static_cast<int>(m_all.size()) >= most; }

    /// Pins an evaluation and makes it the baseline. One that is pinned already (the same scenario) is only chosen. False when full.
    bool pin(std::shared_ptr<const Evaluation> evaluation);
    /// Puts an evaluation in place of the present baseline. \pre one is pinned
    void exchange(std::shared_ptr<const Evaluation> evaluation);
    /// An index outside is ignored.
    void choose(int index);
    void remove(int index);

Q_SIGNALS:
    void changed(); ///< which are pinned, or which is shown

private:
    [[nodiscard]] QString titleFor(const Scenario& scenario) const;

    std::vector<Baseline> m_all;
    int m_current = -1;
    int m_pinned = 0; ///< ever; numbers untitled ones
};

} // namespace shardscape
