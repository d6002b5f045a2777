// SPDX-License-Identifier: GPL-3.0-or-later
// Decompression of one zlib stream (RFC 1950 and 1951) with a limit on what comes out, for the file attached to our own PDFs. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace shardscape {

/// The text of the zlib stream at the start of `bytes`; what follows the stream is not looked at. Nothing when the stream is damaged, ends
/// too soon, fails its checksum or holds more than `most` bytes.
[[nodiscard]] std::optional<std::string> inflateZlib(std::string_view bytes, std::size_t most);

} // namespace shardscape
