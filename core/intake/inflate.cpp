// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/inflate.h"

#include <zlib.h>

#include <limits>

namespace shardscape {

std::optional<std::string> inflateZlib(std::string_view bytes, std::size_t most)
{
    if (bytes.size() > std::numeric_limits<uInt>::max())
        return std::nullopt;
    z_stream stream{};
    std::string packed{bytes}; // zlib reads through a pointer to non-const
    stream.next_in = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_in = static_cast<uInt>(packed.size());
    if (inflateInit(&stream) != Z_OK)
        return std::nullopt;

    std::string text;
    int state = Z_OK;
    std::string block(std::size_t{1} << 16, '\0');
    while (state == Z_OK && text.size() <= most) {
        stream.next_out = reinterpret_cast<Bytef*>(block.data());
        stream.avail_out = static_cast<uInt>(block.size());
        state = inflate(&stream, Z_NO_FLUSH); // Z_BUF_ERROR where the input ends too soon
        text.append(block, 0, block.size() - stream.avail_out);
    }
    inflateEnd(&stream);
    if (state != Z_STREAM_END || text.size() > most)
        return std::nullopt;
    return text;
}

} // namespace shardscape
