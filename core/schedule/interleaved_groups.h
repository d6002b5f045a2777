// SPDX-License-Identifier: GPL-3.0-or-later
// The rounds in which interleaved schedules walk their chunks: a group of micro-batches passes all chunks before the next group starts.
// Shared by interleaved 1F1B and forward-only; values, any thread.
#pragma once

#include <utility>
#include <vector>

namespace shardscape {

/// Micro-batches cut into groups of at least p (one group where m < p). Where p divides m all groups are p, as Megatron-LM requires;
/// where the number of groups divides m they are equal, as torch.distributed.pipelining requires; else the first ones are one larger.
/// With a size given all groups but the last have that size, as Megatron-LM's microbatch_group_size_per_vp_stage makes them.
class InterleavedGroups {
public:
    /// \param size of a group; 0 = chosen as above
    InterleavedGroups(int stages, int microbatches, int chunks, int size = 0);

    [[nodiscard]] int firstGroup() const { return m_groups.front(); }
    [[nodiscard]] bool isEven() const { return m_groups.front() == m_groups.back(); }

    /// Calls visit(chunk, microbatch) for all chunks * microbatches in the order the forward passes run.
    template <class Visit> void forEach(Visit visit) const
    {
        int begin = 0;
        for (const int size : m_groups) {
            for (int chunk = 0; chunk < m_chunks; ++chunk)
                for (int i = begin; i < begin + size; ++i)
                    visit(chunk, i);
            begin += size;
        }
    }

private:
    std::vector<int> m_groups;
    int m_chunks;
};

} // namespace shardscape
