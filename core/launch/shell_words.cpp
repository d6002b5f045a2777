// SPDX-License-Identifier: GPL-3.0-or-later
#include "launch/shell_words.h"

#include <algorithm>
#include <cctype>
#include <optional>

namespace shardscape {

namespace {

Problem problemAt(int line, int column, std::string message, std::string hint)
{
    return {.code = "command-text",
            .path = {},
            .message = "line " + std::to_string(line) + ", column " + std::to_string(column) + ": " + std::move(message),
            .hint = std::move(hint)};
}

bool isControl(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7f;
}

class Splitter {
public:
    explicit Splitter(std::string_view text) : m_text{text} {}

    Result<std::vector<ShellWord>> run()
    {
        while (m_at < m_text.size())
            if (const std::optional<Problem> problem = step())
                return failure(*problem);
        finishWord();
        endCommand();
        return std::move(m_words);
    }

private:
    std::optional<Problem> step()
    {
        const char c = m_text[m_at];
        if (isControl(c))
            return problemAt(m_line, m_column, "this is no text (a control character)", "paste the command as text");
        if (c == '\\')
            return escape();
        if (c == '\'' || c == '"')
            return quoted(c);
        if (c == '#' && !m_inWord)
            return comment();
        if (c == '\n' || c == ';' || c == '|' || c == '&') {
            finishWord();
            endCommand();
        } else if (std::isspace(static_cast<unsigned char>(c)) != 0) {
            finishWord();
        } else {
            append(c);
        }
        advance();
        return std::nullopt;
    }

    std::optional<Problem> escape()
    {
        advance();
        if (m_at < m_text.size() && m_text[m_at] == '\r') // line ends of another system
            advance();
        if (m_at >= m_text.size() || m_text[m_at] == '\n') { // a continuation joins the lines
            if (m_at < m_text.size())
                advance();
            return std::nullopt;
        }
        append(m_text[m_at]);
        advance();
        return std::nullopt;
    }

    std::optional<Problem> quoted(char quote)
    {
        const int line = m_line;
        const int column = m_column;
        begin();
        advance();
        while (m_at < m_text.size() && m_text[m_at] != quote) {
            const bool escapes = quote == '"' && m_text[m_at] == '\\' && m_at + 1 < m_text.size();
            if (escapes && std::string_view{"\"\\$`\n"}.find(m_text[m_at + 1]) != std::string_view::npos) {
                advance();
                if (m_text[m_at] == '\n') {
                    advance();
                    continue;
                }
            }
            append(m_text[m_at]);
            advance();
        }
        if (m_at >= m_text.size())
            return problemAt(line, column, std::string{"the quote "} + quote + " is never closed", "paste the whole command");
        advance();
        return std::nullopt;
    }

    std::optional<Problem> comment()
    {
        while (m_at < m_text.size() && m_text[m_at] != '\n')
            advance();
        return std::nullopt;
    }

    void begin()
    {
        if (m_inWord)
            return;
        m_inWord = true;
        m_words.push_back({.text = {}, .line = m_line, .column = m_column});
    }

    void append(char c)
    {
        begin();
        m_words.back().text += c;
    }

    void finishWord() { m_inWord = false; }

    void endCommand()
    {
        if (!m_words.empty())
            m_words.back().endsCommand = true;
    }

    void advance()
    {
        if (m_text[m_at] == '\n') {
            ++m_line;
            m_column = 1;
        } else {
            ++m_column;
        }
        ++m_at;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    int m_line = 1;
    int m_column = 1;
    bool m_inWord = false;
    std::vector<ShellWord> m_words;
};

} // namespace

Result<std::vector<ShellWord>> splitShellWords(std::string_view text)
{
    if (text.size() > maxCommandBytes)
        return failure({.code = "command-too-long",
                        .path = {},
                        .message = "the text has " + std::to_string(text.size()) + " bytes; a command has at most " +
                                   std::to_string(maxCommandBytes),
                        .hint = "paste the command alone, without its log"});
    return Splitter(text).run();
}

std::string quoteForShell(std::string_view word)
{
    const auto plain = [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || std::string_view{"@%+=:,./_-"}.find(c) != std::string_view::npos;
    };
    if (!word.empty() && std::all_of(word.begin(), word.end(), plain))
        return std::string{word};
    std::string quoted = "'";
    for (const char c : word)
        quoted += c == '\'' ? std::string{"'\\''"} : std::string{c};
    return quoted + "'";
}

} // namespace shardscape
