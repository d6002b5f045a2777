// SPDX-License-Identifier: GPL-3.0-or-later
// The pane of collectives: one operation by all algorithms of the open scenario's machine, hop by hop under the shared clock.
// GUI thread only.
#pragma once

#include "views/animation/animation_view.h"
#include "views/animation/collective_lanes.h"

class QComboBox;
class QSpinBox;

namespace shardscape {

class CollectiveView : public AnimationView {
    Q_OBJECT
public:
    explicit CollectiveView(AppContext& context, QWidget* parent = nullptr);

    /// op (all-reduce, reduce-scatter, all-gather), ranks, place (node, nodes), bytes (of the list).
    void configure(const QString& settings) override;
    [[nodiscard]] const std::vector<CollectiveLane>& lanes() const { return m_lanes; }

private:
    /// Asks `self` only when it is there whole.
    static Animation animation(CollectiveView* self);
    void addControls();
    void reload();

    AppContext& m_context;
    std::vector<CollectiveLane> m_lanes;
    CollectiveChoice m_choice;
    QComboBox* m_op = nullptr;
    QComboBox* m_place = nullptr;
    QComboBox* m_size = nullptr;
    QSpinBox* m_ranks = nullptr;
};

} // namespace shardscape
