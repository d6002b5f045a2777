// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/log_text.h"
#include "intake/vllm_log.h"

namespace shardscape {

namespace {

constexpr std::size_t mostEntries = 512;

/// One entry between two commas of the top level: quotes are dropped, anything with a bracket is nested.
struct Entry {
    std::string key;
    std::string value;
    bool hasKey = false;
    bool nested = false;
};

class EntryReader {
public:
    EntryReader(std::string_view text, char assignment) : m_text{text}, m_assignment{assignment} {}

    std::map<std::string, std::string, std::less<>> read()
    {
        for (const char c : m_text) {
            if (m_quote != 0)
                inQuotes(c);
            else if (c == '\'' || c == '"')
                m_quote = c;
            else if (!outside(c))
                break;
        }
        keep();
        return std::move(m_found);
    }

private:
    void inQuotes(char c)
    {
        if (c == m_quote)
            m_quote = 0;
        else
            add(c);
    }

    /// False at the end of the dict.
    bool outside(char c)
    {
        if (c == '{' || c == '[' || c == '(') {
            ++m_depth;
            m_entry.nested = true;
        } else if (c == '}' || c == ']' || c == ')') {
            if (m_depth-- == 0)
                return false;
        } else if (c == ',' && m_depth == 0) {
            keep();
            return m_found.size() < mostEntries;
        } else if (c == m_assignment && m_depth == 0 && !m_entry.hasKey) {
            m_entry.hasKey = true;
        } else {
            add(c);
        }
        return true;
    }

    void add(char c)
    {
        if (m_depth == 0)
            (m_entry.hasKey ? m_entry.value : m_entry.key) += c;
    }

    void keep()
    {
        if (m_entry.hasKey && !m_entry.nested)
            m_found.emplace(std::string{trimmed(m_entry.key)}, std::string{trimmed(m_entry.value)});
        m_entry = {};
    }

    std::string_view m_text;
    char m_assignment;
    char m_quote = 0;
    int m_depth = 0;
    Entry m_entry;
    std::map<std::string, std::string, std::less<>> m_found;
};

} // namespace

std::map<std::string, std::string, std::less<>> pythonScalars(std::string_view text, char assignment)
{
    return EntryReader(text, assignment).read();
}

} // namespace shardscape
