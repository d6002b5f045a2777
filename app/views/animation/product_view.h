// SPDX-License-Identifier: GPL-3.0-or-later
// The pane of the sharded matrix product, animated by the shared clock. GUI thread only.
#pragma once

#include "lesson/sharded_product.h"
#include "views/animation/animation_view.h"

class QComboBox;

namespace shardscape {

class ProductView : public AnimationView {
    Q_OBJECT
public:
    explicit ProductView(AppContext& context, QWidget* parent = nullptr);
    void setGpus(int gpus); ///< 1, 2 or 4
    /// gpus (1, 2, 4).
    void configure(const QString& settings) override;

private:
    /// Asks `self` only when it is there whole.
    static Animation animation(ProductView* self);

    QComboBox* m_gpus;
    ShardedProduct m_product = shardedProduct(2);
};

} // namespace shardscape
