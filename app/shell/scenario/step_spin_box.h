// SPDX-License-Identifier: GPL-3.0-or-later
// A spin box whose arrows go to the next sensible value (the next divisor of the GPUs, the next multiple of the batch). Any number can
// still be typed: what it means is said beside it. GUI thread only.
#pragma once

#include "shell/scenario/field_spec.h"

#include <QSpinBox>

namespace shardscape {

class StepSpinBox : public QSpinBox {
    Q_OBJECT
public:
    using QSpinBox::QSpinBox;

    void setNeighbors(const Neighbors& neighbors);
    void stepBy(int steps) override;

protected:
    StepEnabled stepEnabled() const override;
    /// Scrolling the panel must not change values on the way.
    void wheelEvent(QWheelEvent* event) override;

private:
    Neighbors m_neighbors;
};

} // namespace shardscape
