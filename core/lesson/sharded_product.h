// SPDX-License-Identifier: GPL-3.0-or-later
// Two matrix products as tensor parallelism runs them, on matrices small enough to read: Y = relu(X A) with A cut by columns, Z = Y B with
// B cut by rows, so that each GPU makes a summand of Z and one all-reduce adds them. Whole numbers; pure; any thread.
#pragma once

#include <vector>

namespace shardscape {

struct SmallMatrix {
    int rows = 0;
    int columns = 0;
    std::vector<int> values; ///< by rows
    [[nodiscard]] int at(int row, int column) const { return values[static_cast<std::size_t>(row * columns + column)]; }
    bool operator==(const SmallMatrix&) const = default;
};

/// \pre a.columns == b.rows
[[nodiscard]] SmallMatrix product(const SmallMatrix& a, const SmallMatrix& b);
[[nodiscard]] SmallMatrix sum(const SmallMatrix& a, const SmallMatrix& b);
[[nodiscard]] SmallMatrix relu(SmallMatrix matrix);

struct ShardedProduct {
    SmallMatrix x, a, b;
    SmallMatrix y, z;                   ///< as one GPU would compute them
    std::vector<SmallMatrix> columns;   ///< [GPU] relu(X times its columns of A)
    std::vector<SmallMatrix> summands;  ///< [GPU] those times its rows of B
};

/// The example of the lesson over 1, 2 or 4 GPUs.
[[nodiscard]] ShardedProduct shardedProduct(int gpus);

} // namespace shardscape
