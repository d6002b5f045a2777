// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/strict_json.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace shardscape {
namespace {

/// A file of any use has far fewer; this bounds the memory of the parsed tree, whose values are larger than their text.
constexpr std::size_t maxValues = 4'000'000;

struct Place {
    std::size_t line = 1;
    std::size_t column = 1; ///< in characters, not bytes
};

Place placeOf(std::string_view text, std::size_t offset)
{
    Place place;
    for (const char c : text.substr(0, offset)) {
        if (c == '\n') {
            ++place.line;
            place.column = 1;
        } else if ((static_cast<unsigned char>(c) & 0xC0u) != 0x80u) {
            ++place.column;
        }
    }
    return place;
}

std::string at(std::string_view text, std::size_t offset)
{
    const Place place = placeOf(text, offset);
    return "line " + std::to_string(place.line) + ", column " + std::to_string(place.column);
}

Problem notJson(std::string message, std::string hint)
{
    return Problem{Severity::Error, "not-json", "", std::move(message), std::move(hint)};
}

bool startsWith(std::string_view text, std::string_view prefix) { return text.substr(0, prefix.size()) == prefix; }

/// The encoding of a text that is not UTF-8, or nothing. Text in UTF-16 or UTF-32 has a zero byte among its first two characters.
std::string_view otherEncoding(std::string_view text)
{
    using namespace std::string_view_literals;
    if (startsWith(text, "\xFF\xFE\0\0"sv) || startsWith(text, "\0\0\xFE\xFF"sv))
        return "UTF-32";
    if (startsWith(text, "\xFF\xFE"sv) || startsWith(text, "\xFE\xFF"sv))
        return "UTF-16";
    if (text.substr(0, 4).find('\0') != std::string_view::npos)
        return "UTF-16, UTF-32 or a binary format";
    return {};
}

/// Offset of the bracket that nests too deeply, or npos. A plain scan, so that the real parser never sees such a text.
std::size_t tooDeepAt(std::string_view text)
{
    int depth = 0;
    bool inString = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (inString) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inString = false;
            continue;
        }
        if (c == '"')
            inString = true;
        else if ((c == '{' || c == '[') && ++depth > maxNesting)
            return i;
        else if (c == '}' || c == ']')
            --depth;
    }
    return std::string_view::npos;
}

/// The parser's own sentence without its prefix, the position (counted again in characters) and the excerpt of what was read.
std::string reasonOf(const std::string& what)
{
    std::string reason = what.substr(what.find("] ") == std::string::npos ? 0 : what.find("] ") + 2);
    if (const auto colon = reason.find(": "); startsWith(reason, "parse error at") && colon != std::string::npos)
        reason = reason.substr(colon + 2);
    if (const auto read = reason.find("; last read:"); read != std::string::npos)
        reason.resize(read);
    return reason;
}

std::string hintFor(std::string_view text, std::size_t offset, const std::string& reason)
{
    if (offset >= text.size())
        return "the file ends too early: is it complete?";
    if (reason.find("UTF-8") != std::string::npos)
        return "save the file as UTF-8";
    if (reason.find("out of range") != std::string::npos || reason.find("number overflow") != std::string::npos)
        return "use a finite number";
    if (reason.find("invalid literal") != std::string::npos)
        return "allowed here: a string in double quotes, a finite number, true, false, null, an object or an array";
    return "correct the text at this place";
}

/// Builds the tree without the library's linear search for each key, and notices duplicate keys and too many values.
class TreeBuilder : public nlohmann::json_sax<Json> {
public:
    explicit TreeBuilder(std::string_view text) : m_text{text} {}

    Problems problems;
    Json root;

    bool null() override { return put(Json(nullptr)); }
    bool boolean(bool value) override { return put(Json(value)); }
    bool number_integer(number_integer_t value) override { return put(Json(value)); }
    bool number_unsigned(number_unsigned_t value) override { return put(Json(value)); }
    bool number_float(number_float_t value, const string_t&) override { return put(Json(value)); }
    bool string(string_t& value) override { return put(Json(std::move(value))); }
    bool binary(binary_t&) override { return false; }

    bool start_object(std::size_t) override { return open(true); }
    bool start_array(std::size_t) override { return open(false); }
    bool key(string_t& name) override
    {
        m_frames.back().keys.push_back(std::move(name));
        return true;
    }
    bool end_object() override
    {
        noteDuplicates(m_frames.back());
        Frame frame = std::move(m_frames.back());
        m_frames.pop_back();
        Json::object_t object;
        object.reserve(frame.keys.size());
        for (std::size_t i = 0; i < frame.keys.size(); ++i)
            object.std::vector<Json::object_t::value_type>::emplace_back(std::move(frame.keys[i]), std::move(frame.values[i]));
        return put(Json(std::move(object)));
    }
    bool end_array() override
    {
        Json::array_t array = std::move(m_frames.back().values);
        m_frames.pop_back();
        return put(Json(std::move(array)));
    }

    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception& error) override
    {
        // The position counts characters already read, the offending one included.
        const std::size_t offset = std::min(m_text.size(), position == 0 ? 0 : position - 1);
        const std::string reason = reasonOf(error.what());
        problems.push_back(notJson(at(m_text, offset) + ": " + reason, hintFor(m_text, offset, reason)));
        return false;
    }

private:
    struct Frame {
        bool isObject = false;
        std::vector<std::string> keys;
        Json::array_t values;
    };

    bool open(bool isObject)
    {
        m_frames.emplace_back();
        m_frames.back().isObject = isObject;
        return true;
    }

    bool put(Json&& value)
    {
        if (++m_values > maxValues) {
            problems.push_back(Problem{Severity::Error, "too-large", "", "more than " + std::to_string(maxValues) + " values in one file",
                                       "this is no file that the program can use"});
            return false;
        }
        if (m_frames.empty())
            root = std::move(value);
        else
            m_frames.back().values.push_back(std::move(value));
        return true;
    }

    void noteDuplicates(const Frame& frame)
    {
        std::vector<std::string_view> sorted(frame.keys.begin(), frame.keys.end());
        std::sort(sorted.begin(), sorted.end());
        for (std::size_t i = 1; i < sorted.size(); ++i) {
            const bool repeats = sorted[i] == sorted[i - 1] && (i == 1 || sorted[i] != sorted[i - 2]);
            if (repeats && problems.size() < 20)
                problems.push_back(Problem{Severity::Error, "duplicate-key", pathTo(std::string{sorted[i]}),
                                           "the key stands more than once in its object", "keep one of them"});
        }
    }

    /// JSON pointer of a key of the innermost open object.
    std::string pathTo(const std::string& key) const
    {
        std::string path;
        for (std::size_t i = 0; i + 1 < m_frames.size(); ++i)
            path += "/" + (m_frames[i].isObject ? pointerToken(m_frames[i].keys.back()) : std::to_string(m_frames[i].values.size()));
        return path + "/" + pointerToken(key);
    }

    std::string_view m_text;
    std::vector<Frame> m_frames;
    std::size_t m_values = 0;
};

std::optional<Problem> refusedBeforeParsing(std::string_view text)
{
    if (text.size() > maxInputBytes)
        return Problem{Severity::Error, "too-large", "",
                       "the file has " + std::to_string(text.size()) + " bytes, more than the " + std::to_string(maxInputBytes) +
                           " allowed",
                       "this is no file that the program can use"};
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos)
        return notJson(text.empty() ? "the file is empty" : "the file has nothing but white space", "choose another file");
    if (const std::string_view encoding = otherEncoding(text); !encoding.empty())
        return notJson("line 1, column 1: the text is not UTF-8 but looks like " + std::string{encoding}, "save the file as UTF-8");
    if (const std::size_t deep = tooDeepAt(text); deep != std::string_view::npos)
        return Problem{Severity::Error, "too-deep", "",
                       at(text, deep) + ": more than " + std::to_string(maxNesting) + " levels of nested objects and arrays",
                       "this is no file that the program can use"};
    return std::nullopt;
}

} // namespace

std::string pointerToken(std::string_view key)
{
    std::string token;
    for (const char c : key) {
        if (c == '~')
            token += "~0";
        else if (c == '/')
            token += "~1";
        else
            token += c;
    }
    return token;
}

Result<Json> parseJson(std::string_view text)
{
    if (auto problem = refusedBeforeParsing(text))
        return failure(std::move(*problem));
    TreeBuilder builder{text};
    Json::sax_parse(text.begin(), text.end(), &builder);
    if (!builder.problems.empty())
        return failure(std::move(builder.problems));
    return std::move(builder.root);
}

} // namespace shardscape
