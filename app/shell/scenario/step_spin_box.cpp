// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/scenario/step_spin_box.h"

#include <QLineEdit>
#include <QWheelEvent>

namespace shardscape {

void StepSpinBox::setNeighbors(const Neighbors& neighbors)
{
    m_neighbors = neighbors;
    update(); // the arrows' enabled state
}

void StepSpinBox::stepBy(int steps)
{
    // One arrow press is one step; page keys come as ten and walk on through the values that valueChanged brings.
    for (int i = 0; i < std::abs(steps); ++i) {
        const std::optional<int> next = steps > 0 ? m_neighbors.above : m_neighbors.below;
        if (!next)
            break;
        setValue(*next);
    }
    lineEdit()->selectAll();
}

QAbstractSpinBox::StepEnabled StepSpinBox::stepEnabled() const
{
    StepEnabled enabled = StepNone;
    if (m_neighbors.below)
        enabled |= StepDownEnabled;
    if (m_neighbors.above)
        enabled |= StepUpEnabled;
    return enabled;
}

void StepSpinBox::wheelEvent(QWheelEvent* event)
{
    if (hasFocus())
        QSpinBox::wheelEvent(event);
    else
        event->ignore();
}

} // namespace shardscape
