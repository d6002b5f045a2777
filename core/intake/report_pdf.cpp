// SPDX-License-Identifier: GPL-3.0-or-later
// Layout of the attachment as Qt 6's QPdfEngine writes it: an object "/F (name) /EF <</F N 0 R>>" and an object N with a stream, whole or
// under FlateDecode. Source: ISO 32000-1, 7.11.3 and 7.11.4.
#include "intake/report_pdf.h"

#include "intake/inflate.h"

#include <charconv>
#include <optional>

namespace shardscape {

namespace {

constexpr std::size_t headRoom = 400; ///< a dictionary of ours is shorter

Problem foreign()
{
    return {.code = "pdf-without-scenario",
            .path = {},
            .message = "this PDF holds no scenario that can be read here",
            .hint = "only reports of Shardscape carry one, as written; of one that another program has saved anew, detach scenario.shard.json first"};
}

Problem damaged()
{
    return {.code = "pdf-damaged",
            .path = {},
            .message = "the scenario attached to this PDF is damaged",
            .hint = "get the file once more from where it came from"};
}

/// Number of the object that holds the attached bytes.
std::optional<int> streamObject(std::string_view pdf)
{
    const auto name = pdf.rfind(std::string{"/F ("} + std::string{reportAttachment} + ')');
    if (name == std::string_view::npos)
        return std::nullopt;
    const std::string_view near = pdf.substr(name, headRoom);
    constexpr std::string_view key = "/EF <</F ";
    const auto at = near.find(key);
    if (at == std::string_view::npos)
        return std::nullopt;
    int object = 0;
    const char* first = near.data() + at + key.size();
    return std::from_chars(first, near.data() + near.size(), object).ec == std::errc{} && object > 0 ? std::optional(object) : std::nullopt;
}

} // namespace

Result<std::string> scenarioInPdf(std::string_view bytes)
{
    const std::optional<int> object = looksLikePdf(bytes) && bytes.size() <= maxPdfBytes ? streamObject(bytes) : std::nullopt;
    if (!object)
        return failure(foreign());
    const auto begin = bytes.find('\n' + std::to_string(*object) + " 0 obj");
    if (begin == std::string_view::npos)
        return failure(damaged());
    const std::string_view head = bytes.substr(begin, headRoom);
    constexpr std::string_view opening = "stream\n";
    const auto at = head.find(opening);
    if (at == std::string_view::npos)
        return failure(damaged());
    const std::string_view data = bytes.substr(begin + at + opening.size());
    if (head.substr(0, at).find("/FlateDecode") == std::string_view::npos) {
        const auto end = data.find("\nendstream");
        return end == std::string_view::npos || end > maxAttachmentBytes ? Result<std::string>{failure(damaged())} : std::string{data.substr(0, end)};
    }
    auto text = inflateZlib(data, maxAttachmentBytes);
    return text ? Result<std::string>{std::move(*text)} : failure(damaged());
}

} // namespace shardscape
