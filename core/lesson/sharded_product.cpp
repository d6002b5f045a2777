// SPDX-License-Identifier: GPL-3.0-or-later
#include "lesson/sharded_product.h"

#include <algorithm>

namespace shardscape {
namespace {

SmallMatrix columnsOf(const SmallMatrix& m, int from, int count)
{
    SmallMatrix part{m.rows, count, {}};
    for (int r = 0; r < m.rows; ++r)
        for (int c = from; c < from + count; ++c)
            part.values.push_back(m.at(r, c));
    return part;
}

SmallMatrix rowsOf(const SmallMatrix& m, int from, int count)
{
    return {count, m.columns, {m.values.begin() + from * m.columns, m.values.begin() + (from + count) * m.columns}};
}

} // namespace

SmallMatrix product(const SmallMatrix& a, const SmallMatrix& b)
{
    SmallMatrix result{a.rows, b.columns, {}};
    for (int r = 0; r < a.rows; ++r)
        for (int c = 0; c < b.columns; ++c) {
            int value = 0;
            for (int k = 0; k < a.columns; ++k)
                value += a.at(r, k) * b.at(k, c);
            result.values.push_back(value);
        }
    return result;
}

SmallMatrix sum(const SmallMatrix& a, const SmallMatrix& b)
{
    SmallMatrix result = a;
    for (std::size_t i = 0; i < result.values.size(); ++i)
        result.values[i] += b.values[i];
    return result;
}

SmallMatrix relu(SmallMatrix matrix)
{
    for (int& value : matrix.values)
        value = std::max(0, value);
    return matrix;
}

ShardedProduct shardedProduct(int gpus)
{
    ShardedProduct result;
    result.x = {2, 2, {1, 2, 3, -1}};
    result.a = {2, 4, {1, 0, 2, -1, 1, 3, -2, 2}};
    result.b = {4, 2, {1, 2, 0, 1, 2, -1, 1, 1}};
    result.y = relu(product(result.x, result.a));
    result.z = product(result.y, result.b);
    const int share = result.a.columns / gpus;
    for (int gpu = 0; gpu < gpus; ++gpu) {
        result.columns.push_back(relu(product(result.x, columnsOf(result.a, gpu * share, share))));
        result.summands.push_back(product(result.columns.back(), rowsOf(result.b, gpu * share, share)));
    }
    return result;
}

} // namespace shardscape
