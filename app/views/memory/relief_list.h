// SPDX-License-Identifier: GPL-3.0-or-later
// What would bring the peak down most, as a list under the memory picture: each single change with the peak it leads to. Enter or a double
// click makes the change, as one step of the history. GUI thread only.
#pragma once

#include "cost/memory_relief.h"

#include <QTreeWidget>

namespace shardscape {

class ReliefList : public QTreeWidget {
    Q_OBJECT
public:
    explicit ReliefList(QWidget* parent = nullptr);

    void setReliefs(std::vector<MemoryRelief> reliefs);
    /// Says that the list belongs to the scenario before; its changes cannot be made until the new one is there.
    void setOutdated();
    [[nodiscard]] const std::vector<MemoryRelief>& reliefs() const { return m_reliefs; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void chosen(int index); ///< into reliefs()

private:
    [[nodiscard]] int heightOf(int rows) const;

    std::vector<MemoryRelief> m_reliefs;
};

} // namespace shardscape
