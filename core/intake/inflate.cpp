// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/inflate.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace shardscape {

namespace {

constexpr int longestCode = 15;

/// Bits of the stream, the lowest of each byte first; behind the end they are zeros and the reader is failed.
class BitReader {
public:
    explicit BitReader(std::string_view bytes) : m_bytes{bytes} {}

    unsigned bits(int count)
    {
        while (m_have < count) {
            if (m_at >= m_bytes.size()) {
                m_failed = true;
                return 0;
            }
            m_held |= static_cast<std::uint32_t>(static_cast<unsigned char>(m_bytes[m_at++])) << m_have;
            m_have += 8;
        }
        const unsigned value = m_held & ((1u << count) - 1u);
        m_held >>= count;
        m_have -= count;
        return value;
    }
    void toByte()
    {
        m_held = 0;
        m_have = 0;
    }
    [[nodiscard]] bool failed() const { return m_failed; }
    void fail() { m_failed = true; }

private:
    std::string_view m_bytes;
    std::size_t m_at = 0;
    std::uint32_t m_held = 0;
    int m_have = 0;
    bool m_failed = false;
};

/// A canonical Huffman code: how many codes of each length, and the symbols in the order of their codes (RFC 1951, 3.2.2).
class HuffmanCode {
public:
    explicit HuffmanCode(std::span<const std::uint8_t> lengths) : m_symbols(lengths.size())
    {
        for (const std::uint8_t length : lengths)
            ++m_count[length];
        m_count[0] = 0;
        std::array<int, longestCode + 2> offset{};
        for (std::size_t length = 1; length <= longestCode; ++length)
            offset[length + 1] = offset[length] + m_count[length];
        for (std::size_t symbol = 0; symbol < lengths.size(); ++symbol)
            if (lengths[symbol] != 0)
                m_symbols[static_cast<std::size_t>(offset[lengths[symbol]]++)] = static_cast<int>(symbol);
    }

    /// The next symbol, or -1 for a code that does not exist.
    int read(BitReader& in) const
    {
        int code = 0;
        int first = 0;
        int index = 0;
        for (std::size_t length = 1; length <= longestCode && !in.failed(); ++length) {
            code |= static_cast<int>(in.bits(1));
            const int count = m_count[length];
            if (code - count < first)
                return m_symbols[static_cast<std::size_t>(index + code - first)];
            index += count;
            first = (first + count) << 1;
            code <<= 1;
        }
        return -1;
    }

private:
    std::array<int, longestCode + 1> m_count{};
    std::vector<int> m_symbols;
};

struct Codes {
    HuffmanCode literals;
    HuffmanCode distances;
};

constexpr std::array<std::uint16_t, 29> lengthBase{3,  4,  5,  6,  7,  8,  9,  10, 11,  13,  15,  17,  19,  23, 27,
                                                   31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258};
constexpr std::array<std::uint8_t, 29> lengthExtra{0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0};
constexpr std::array<std::uint16_t, 30> distanceBase{1,   2,   3,   4,   5,   7,    9,    13,   17,   25,   33,   49,   65,    97,    129,
                                                     193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577};
constexpr std::array<std::uint8_t, 30> distanceExtra{0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13};

Codes fixedCodes()
{
    std::array<std::uint8_t, 288> literals{};
    for (std::size_t i = 0; i < literals.size(); ++i)
        literals[i] = i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8;
    std::array<std::uint8_t, 30> distances{};
    distances.fill(5);
    return {HuffmanCode(literals), HuffmanCode(distances)};
}

std::optional<Codes> dynamicCodes(BitReader& in)
{
    constexpr std::array<std::uint8_t, 19> order{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
    const unsigned literalCount = in.bits(5) + 257;
    const unsigned distanceCount = in.bits(5) + 1;
    const unsigned lengthCount = in.bits(4) + 4;
    if (literalCount > 286 || distanceCount > 30)
        return std::nullopt;
    std::array<std::uint8_t, 19> lengthLengths{};
    for (unsigned i = 0; i < lengthCount; ++i)
        lengthLengths[order[i]] = static_cast<std::uint8_t>(in.bits(3));
    const HuffmanCode lengthCode(lengthLengths);
    std::vector<std::uint8_t> lengths;
    while (lengths.size() < literalCount + distanceCount && !in.failed()) {
        const int symbol = lengthCode.read(in);
        if (symbol < 0 || (symbol == 16 && lengths.empty()))
            return std::nullopt;
        if (symbol < 16)
            lengths.push_back(static_cast<std::uint8_t>(symbol));
        else
            lengths.insert(lengths.end(), symbol == 16 ? 3 + in.bits(2) : symbol == 17 ? 3 + in.bits(3) : 11 + in.bits(7),
                           symbol == 16 ? lengths.back() : std::uint8_t{0});
    }
    if (in.failed() || lengths.size() != literalCount + distanceCount)
        return std::nullopt;
    const std::span<const std::uint8_t> all{lengths};
    return Codes{HuffmanCode(all.first(literalCount)), HuffmanCode(all.subspan(literalCount))};
}

bool copyStored(BitReader& in, std::string& out, std::size_t most)
{
    in.toByte();
    const unsigned length = in.bits(16);
    const unsigned check = in.bits(16);
    if (in.failed() || (length ^ check) != 0xffffu || out.size() + length > most)
        return false;
    for (unsigned i = 0; i < length && !in.failed(); ++i)
        out += static_cast<char>(in.bits(8));
    return !in.failed();
}

bool copyCoded(BitReader& in, const Codes& codes, std::string& out, std::size_t most)
{
    while (!in.failed()) {
        const int symbol = codes.literals.read(in);
        if (symbol == 256)
            return !in.failed();
        if (symbol < 0 || symbol > 285 || out.size() >= most)
            return false;
        if (symbol < 256) {
            out += static_cast<char>(symbol);
            continue;
        }
        const auto l = static_cast<std::size_t>(symbol - 257);
        const std::size_t length = lengthBase[l] + in.bits(lengthExtra[l]);
        const int d = codes.distances.read(in);
        if (d < 0 || d >= 30)
            return false;
        const std::size_t distance = distanceBase[static_cast<std::size_t>(d)] + in.bits(distanceExtra[static_cast<std::size_t>(d)]);
        if (distance > out.size() || out.size() + length > most)
            return false;
        for (std::size_t i = 0; i < length; ++i)
            out += out[out.size() - distance];
    }
    return false;
}

std::uint32_t adler32(std::string_view text)
{
    std::uint32_t a = 1;
    std::uint32_t b = 0;
    for (const char c : text) {
        a = (a + static_cast<unsigned char>(c)) % 65'521u;
        b = (b + a) % 65'521u;
    }
    return (b << 16) | a;
}

} // namespace

std::optional<std::string> inflateZlib(std::string_view bytes, std::size_t most)
{
    if (bytes.size() < 6)
        return std::nullopt;
    const unsigned head = static_cast<unsigned char>(bytes[0]) * 256u + static_cast<unsigned char>(bytes[1]);
    if ((head >> 8 & 15u) != 8 || head % 31 != 0 || (head & 32u) != 0) // deflate, check bits, no preset dictionary
        return std::nullopt;
    BitReader in(bytes.substr(2));
    std::string out;
    for (bool last = false; !last;) {
        last = in.bits(1) == 1;
        const unsigned type = in.bits(2);
        bool good = false;
        if (type == 0)
            good = copyStored(in, out, most);
        else if (type == 1)
            good = copyCoded(in, fixedCodes(), out, most);
        else if (const auto codes = type == 2 ? dynamicCodes(in) : std::nullopt)
            good = copyCoded(in, *codes, out, most);
        if (!good || in.failed())
            return std::nullopt;
    }
    in.toByte();
    std::uint32_t sum = 0;
    for (int i = 0; i < 4; ++i)
        sum = sum << 8 | in.bits(8);
    return !in.failed() && sum == adler32(out) ? std::optional(std::move(out)) : std::nullopt;
}

} // namespace shardscape
