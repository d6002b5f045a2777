// SPDX-License-Identifier: GPL-3.0-or-later
// Finds the scenario inside a PDF that Shardscape wrote. Not a reader of PDFs in general: others are refused with a sentence. Pure.
#pragma once

#include "units/result.h"

#include <string>
#include <string_view>

namespace shardscape {

/// Name of the attachment in our reports.
inline constexpr std::string_view reportAttachment = "scenario.shard.json";
inline constexpr std::size_t maxPdfBytes = 64u << 20;
inline constexpr std::size_t maxAttachmentBytes = 16u << 20;

[[nodiscard]] inline bool looksLikePdf(std::string_view bytes) { return bytes.starts_with("%PDF-"); }

/// The attached scenario's text. Problems: "pdf-without-scenario" (of somebody else, or rewritten by another program), "pdf-damaged".
[[nodiscard]] Result<std::string> scenarioInPdf(std::string_view bytes);

} // namespace shardscape
