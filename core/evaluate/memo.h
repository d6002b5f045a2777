// SPDX-License-Identifier: GPL-3.0-or-later
// A table of values that were made once, by a key of small integers. Internal to core/evaluate; one thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <utility>

namespace shardscape {

template <std::size_t N> using MemoKey = std::array<int, N>;

template <std::size_t N, class Value> class Memo {
public:
    explicit Memo(std::size_t limit = 256) : m_limit{limit} {}

    /// The value of the key, made by \p make where it is new. Valid until the next call.
    template <class Make> Value& get(const MemoKey<N>& key, Make make)
    {
        if (m_last != nullptr && m_last->first == key)
            return m_last->second;
        auto entry = m_values.find(key);
        if (entry == m_values.end()) {
            if (m_values.size() >= m_limit)
                clear(); // an enumeration seldom comes back to what it left long ago
            entry = m_values.emplace(key, make()).first;
        }
        m_last = &*entry;
        return m_last->second;
    }

    void clear()
    {
        m_values.clear();
        m_last = nullptr;
    }

private:
    struct Hash {
        std::size_t operator()(const MemoKey<N>& key) const
        {
            std::uint64_t hash = 0;
            for (const int value : key)
                hash = (hash ^ static_cast<std::uint32_t>(value)) * 0x9E3779B97F4A7C15ULL;
            return static_cast<std::size_t>(hash ^ (hash >> 32U));
        }
    };
    using Table = std::unordered_map<MemoKey<N>, Value, Hash>;

    Table m_values;
    typename Table::value_type* m_last = nullptr;
    std::size_t m_limit;
};

} // namespace shardscape
