// SPDX-License-Identifier: GPL-3.0-or-later
#include "hardware/topology_import.h"

#include <algorithm>
#include <cctype>
#include <map>

namespace shardscape {

namespace {

struct Token {
    std::string text;
    int column = 0;
};

struct Line {
    std::string text; ///< without escape codes
    int number = 0;
    std::vector<Token> tokens;
};

bool isDigits(std::string_view text)
{
    return !text.empty() && text.size() < 6 && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool isNumbered(std::string_view text, std::string_view prefix)
{
    return text.substr(0, prefix.size()) == prefix && isDigits(text.substr(std::min(prefix.size(), text.size())));
}

bool isSymbol(std::string_view text)
{
    constexpr std::string_view fixed[] = {"X", "PIX", "PXB", "PHB", "NODE", "SYS", "SOC", "C2C"};
    return std::find(std::begin(fixed), std::end(fixed), text) != std::end(fixed) || isNumbered(text, "NV");
}

/// Drops escape sequences (ESC [ parameters letter) and control characters other than tab.
std::string withoutEscapes(std::string_view line)
{
    std::string plain;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '\x1b') {
            ++i;
            while (i < line.size() && std::isalpha(static_cast<unsigned char>(line[i])) == 0)
                ++i;
        } else if (line[i] == '\t' || static_cast<unsigned char>(line[i]) >= 0x20) {
            plain += line[i];
        }
    }
    return plain;
}

std::vector<Token> tokensOf(const std::string& line)
{
    std::vector<Token> tokens;
    for (std::size_t i = 0; i < line.size();) {
        const std::size_t start = line.find_first_not_of(" \t", i);
        if (start == std::string::npos)
            break;
        i = std::min(line.find_first_of(" \t", start), line.size());
        tokens.push_back({line.substr(start, i - start), static_cast<int>(start) + 1});
    }
    return tokens;
}

std::vector<Line> linesOf(std::string_view text)
{
    std::vector<Line> lines;
    for (int number = 1; !text.empty(); ++number) {
        const std::size_t end = text.find('\n');
        Line line{withoutEscapes(text.substr(0, end)), number, {}};
        line.tokens = tokensOf(line.text);
        lines.push_back(std::move(line));
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    }
    return lines;
}

bool isHeader(const Line& line)
{
    if (line.tokens.empty() || !isNumbered(line.tokens.front().text, "GPU"))
        return false;
    return line.tokens.size() == 1 || !isSymbol(line.tokens[1].text);
}

/// "0-19,40-59", "0,2,4": numbers and ranges joined by commas.
bool isCpuList(std::string_view text)
{
    bool ok = !text.empty();
    while (ok && !text.empty()) {
        const std::size_t comma = text.find(',');
        const std::string_view part = text.substr(0, comma);
        const std::size_t dash = part.find('-');
        ok = dash == std::string_view::npos ? isDigits(part) : isDigits(part.substr(0, dash)) && isDigits(part.substr(dash + 1));
        text = comma == std::string_view::npos ? std::string_view{} : text.substr(comma + 1);
        ok = ok && (comma == std::string_view::npos || !text.empty());
    }
    return ok;
}

class TopologyReader {
public:
    explicit TopologyReader(std::string_view text) : m_lines{linesOf(text)} {}

    Result<ImportedTopology> read()
    {
        const auto header = std::find_if(m_lines.begin(), m_lines.end(), isHeader);
        if (header == m_lines.end())
            return failure(Problem{Severity::Error, "no-topology", "", "the text holds no header line that begins with GPU0",
                                   "paste the whole output of `nvidia-smi topo -m`"});
        readHeader(*header);
        if (m_result.gpus.size() > 256)
            return failure(Problem{Severity::Error, "no-topology", "", std::to_string(m_result.gpus.size()) + " GPU columns in one node",
                                   "at most 256 are read; paste the output of one node"});
        for (auto line = header + 1; line != m_lines.end() && !isLegend(*line); ++line)
            readRow(*line);
        readLegends();
        checkGpuRows(header->number);
        checkSymmetry();
        checkAffinity();
        std::stable_sort(m_result.problems.begin(), m_result.problems.end(), [](const TopologyProblem& a, const TopologyProblem& b) {
            return std::pair{a.line, a.column} < std::pair{b.line, b.column};
        });
        return std::move(m_result);
    }

private:
    static bool isLegend(const Line& line) { return line.text.find("Legend") != std::string::npos; }

    void problem(int line, int column, std::string message) { m_result.problems.push_back({line, column, std::move(message)}); }

    void readHeader(const Line& line)
    {
        for (const Token& token : line.tokens) {
            if (token.text == "CPU" || token.text == "NUMA" || token.text == "GPU" || token.text == "Affinity")
                break;
            if (m_columnOf.count(token.text) != 0) {
                problem(line.number, token.column, "the column " + token.text + " appears twice");
                continue;
            }
            m_columnOf[token.text] = m_columns.size();
            m_columns.push_back(token.text);
            if (isNumbered(token.text, "GPU"))
                m_result.gpus.push_back(token.text);
            else
                m_result.nics.push_back({token.text, isNumbered(token.text, "NIC") ? std::nullopt : std::optional{token.text}});
        }
        m_hasNuma = line.text.find("NUMA Affinity") != std::string::npos;
        const std::size_t gpus = m_result.gpus.size();
        m_result.gpuGpu.assign(gpus, TopologyRow(gpus));
        m_result.gpuNic.assign(gpus, TopologyRow(m_result.nics.size()));
        m_result.cpuAffinity.resize(gpus);
        m_result.numaAffinity.resize(gpus);
        m_rowLine.assign(gpus, 0);
    }

    [[nodiscard]] std::optional<std::size_t> indexIn(const std::vector<std::string>& names, const std::string& name) const
    {
        const auto at = std::find(names.begin(), names.end(), name);
        return at == names.end() ? std::nullopt : std::optional{static_cast<std::size_t>(at - names.begin())};
    }

    void readRow(const Line& line)
    {
        if (line.tokens.empty())
            return;
        const Token& label = line.tokens.front();
        const auto gpu = indexIn(m_result.gpus, label.text);
        if (!gpu) {
            const bool nicRow = m_columnOf.count(label.text) != 0;
            if (!nicRow)
                problem(line.number, label.column, "a row named " + label.text + " without a column of this name; the row is left out");
            return;
        }
        if (m_rowLine[*gpu] != 0) {
            problem(line.number, label.column, "a second row for " + label.text + "; the first one counts");
            return;
        }
        m_rowLine[*gpu] = line.number;
        readCells(line, *gpu);
    }

    void readCells(const Line& line, std::size_t gpu)
    {
        std::size_t cell = 0;
        for (; cell < m_columns.size() && cell + 1 < line.tokens.size(); ++cell) {
            const Token& token = line.tokens[cell + 1];
            if (isSymbol(token.text)) {
                place(gpu, m_columns[cell], token.text);
                continue;
            }
            if (isCpuList(token.text))
                break; // the affinity begins early: cells are missing
            if (token.text != "N/A")
                problem(line.number, token.column, "'" + token.text + "' is no known connection");
        }
        if (cell < m_columns.size())
            problem(line.number, static_cast<int>(line.text.size()) + 1,
                    m_columns[cell] + " and what follows it is missing in the row of " + m_result.gpus[gpu]);
        readAffinity(line, gpu, cell + 1);
    }

    void place(std::size_t gpu, const std::string& column, const std::string& symbol)
    {
        if (const auto other = indexIn(m_result.gpus, column))
            m_result.gpuGpu[gpu][*other] = symbol;
        for (std::size_t nic = 0; nic < m_result.nics.size(); ++nic)
            if (m_result.nics[nic].column == column)
                m_result.gpuNic[gpu][nic] = symbol;
    }

    /// With tabs, empty cells count; with spaces, what follows the matrix is CPU, NUMA and GPU NUMA in this order.
    void readAffinity(const Line& line, std::size_t gpu, std::size_t firstToken)
    {
        std::vector<Token> cells;
        if (line.text.find('\t') != std::string::npos) {
            std::size_t start = 0;
            for (std::size_t cell = 0; start <= line.text.size(); ++cell) {
                const std::size_t end = std::min(line.text.find('\t', start), line.text.size());
                if (cell > m_columns.size()) {
                    const std::vector<Token> inside = tokensOf(line.text.substr(start, end - start));
                    cells.push_back(inside.empty() ? Token{} : Token{inside.front().text, static_cast<int>(start) + inside.front().column});
                }
                start = end + 1;
            }
        } else {
            for (std::size_t i = firstToken; i < line.tokens.size(); ++i)
                cells.push_back(line.tokens[i]);
        }
        keepAffinity(line, cells, 0, "CPU affinity", m_result.cpuAffinity[gpu]);
        if (m_hasNuma)
            keepAffinity(line, cells, 1, "NUMA affinity", m_result.numaAffinity[gpu]);
    }

    void keepAffinity(const Line& line, const std::vector<Token>& cells, std::size_t at, const char* what, std::optional<std::string>& out)
    {
        if (at >= cells.size() || cells[at].text.empty() || cells[at].text == "N/A")
            return;
        if (isCpuList(cells[at].text))
            out = cells[at].text;
        else
            problem(line.number, cells[at].column, "'" + cells[at].text + "' is no list of numbers for the " + what);
    }

    /// "NIC0: mlx5_10" below "NIC Legend:"; and whether the text explains NV#, which `topo -mp` does not.
    void readLegends()
    {
        for (const Line& line : m_lines) {
            if (line.tokens.size() != 2 || line.tokens[0].text.back() != ':')
                continue;
            const std::string name = line.tokens[0].text.substr(0, line.tokens[0].text.size() - 1);
            for (TopologyNic& nic : m_result.nics)
                if (nic.column == name)
                    nic.device = line.tokens[1].text;
        }
    }

    void checkGpuRows(int headerLine)
    {
        for (std::size_t gpu = 0; gpu < m_result.gpus.size(); ++gpu)
            if (m_rowLine[gpu] == 0)
                problem(headerLine, 1, "there is no row for " + m_result.gpus[gpu]);
    }

    void checkSymmetry()
    {
        for (std::size_t a = 0; a < m_result.gpus.size(); ++a) {
            if (m_result.gpuGpu[a][a] && *m_result.gpuGpu[a][a] != "X")
                problem(m_rowLine[a], 1, m_result.gpus[a] + " to itself is " + *m_result.gpuGpu[a][a] + ", not X");
            for (std::size_t b = a + 1; b < m_result.gpus.size(); ++b) {
                const auto& there = m_result.gpuGpu[a][b];
                const auto& back = m_result.gpuGpu[b][a];
                if (there && back && *there != *back)
                    problem(m_rowLine[b], 1, m_result.gpus[a] + " to " + m_result.gpus[b] + " is " + *there + ", the way back " + *back);
            }
        }
    }

    /// GPUs of one NUMA node share their CPUs; another list on one of them is a damaged cell.
    void checkAffinity()
    {
        std::map<std::string, std::map<std::string, std::vector<std::size_t>>> lists;
        for (std::size_t gpu = 0; gpu < m_result.gpus.size(); ++gpu)
            if (m_result.numaAffinity[gpu] && m_result.cpuAffinity[gpu])
                lists[*m_result.numaAffinity[gpu]][*m_result.cpuAffinity[gpu]].push_back(gpu);
        for (const auto& [numa, byList] : lists) {
            const auto common = std::max_element(byList.begin(), byList.end(),
                                                 [](const auto& a, const auto& b) { return a.second.size() < b.second.size(); });
            for (const auto& [list, gpus] : byList)
                for (const std::size_t gpu : gpus)
                    if (list != common->first)
                        problem(m_rowLine[gpu], 1,
                                "the CPU affinity " + list + " of " + m_result.gpus[gpu] + " differs from " + common->first +
                                    " of the others on NUMA node " + numa);
        }
    }

    std::vector<Line> m_lines;
    ImportedTopology m_result;
    std::vector<std::string> m_columns;
    std::map<std::string, std::size_t> m_columnOf;
    std::vector<int> m_rowLine;
    bool m_hasNuma = false;
};

} // namespace

Result<ImportedTopology> importTopology(std::string_view text) { return TopologyReader{text}.read(); }

} // namespace shardscape
