// SPDX-License-Identifier: GPL-3.0-or-later
// The pane of the sharded matrix product, animated by the shared clock. GUI thread only.
#pragma once

#include "lesson/sharded_product.h"
#include "views/animation/animation_view.h"

namespace shardscape {

class ProductView : public AnimationView {
    Q_OBJECT
public:
    explicit ProductView(AppContext& context, QWidget* parent = nullptr);
    void setGpus(int gpus); ///< 1, 2 or 4

private:
    /// Asks `self` only when it is there whole.
    static Animation animation(ProductView* self);

    ShardedProduct m_product = shardedProduct(2);
};

} // namespace shardscape
