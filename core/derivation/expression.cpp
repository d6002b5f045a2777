// SPDX-License-Identifier: GPL-3.0-or-later
#include "derivation/expression.h"

#include "derivation/formula_tokens.h"
#include "units/format.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

namespace shardscape {
namespace {

constexpr int deepestNesting = 200;

using Arguments = std::vector<double>;

struct Function {
    std::string_view name;
    bool variadic;
    double (*apply)(const Arguments&);
};

constexpr Function functions[] = {
    {"min", true, [](const Arguments& a) { return *std::min_element(a.begin(), a.end()); }},
    {"max", true, [](const Arguments& a) { return *std::max_element(a.begin(), a.end()); }},
    {"sum", true, [](const Arguments& a) { return std::accumulate(a.begin(), a.end(), 0.0); }},
    {"ceil", false, [](const Arguments& a) { return std::ceil(a[0]); }},
    {"floor", false, [](const Arguments& a) { return std::floor(a[0]); }},
    {"sqrt", false, [](const Arguments& a) { return std::sqrt(a[0]); }},
    {"log2", false, [](const Arguments& a) { return std::log2(a[0]); }},
    {"ln", false, [](const Arguments& a) { return std::log(a[0]); }},
    {"exp", false, [](const Arguments& a) { return std::exp(a[0]); }},
};

const Function* findFunction(std::string_view name)
{
    for (const Function& function : functions)
        if (function.name == name)
            return &function;
    return nullptr;
}

/// Evaluates while it reads, one function a level of precedence. After the first problem every level returns at once.
class Evaluator {
public:
    Evaluator(std::string_view text, const std::vector<Term>& terms) : m_text{text}, m_terms{terms} { advance(); }

    Result<double> run()
    {
        const double value = sum();
        if (!m_problem && m_token.kind != TokenKind::End)
            fail("'" + std::string{m_token.text} + "' was not expected");
        if (m_problem)
            return failure(std::move(*m_problem));
        return value;
    }

private:
    void advance() { m_token = tokenAt(m_text, m_token.offset + m_token.text.size()); }
    bool isSymbol(char c) const { return m_token.kind == TokenKind::Symbol && m_token.text[0] == c; }
    bool accept(char c)
    {
        if (m_problem || !isSymbol(c))
            return false;
        advance();
        return true;
    }

    double fail(const std::string& what)
    {
        if (!m_problem)
            m_problem = Problem{Severity::Error, "formula", "",
                                what + " at character " + std::to_string(m_token.offset + 1) + " of '" + std::string{m_text} + "'",
                                "see the grammar of formulas"};
        return 0.0;
    }

    double sum()
    {
        double value = product();
        while (!m_problem) {
            if (accept('+'))
                value += product();
            else if (accept('-'))
                value -= product();
            else
                break;
        }
        return value;
    }

    double product()
    {
        double value = signedPower();
        while (!m_problem) {
            if (accept('*'))
                value *= signedPower();
            else if (accept('/'))
                value /= signedPower();
            else
                break;
        }
        return value;
    }

    /// A minus binds weaker than a power: -2^2 is -4; its exponent may have a sign of its own.
    double signedPower()
    {
        if (++m_depth > deepestNesting)
            return fail("nesting too deep");
        double value = 0.0;
        if (accept('-')) {
            value = -signedPower();
        } else {
            value = atom();
            if (accept('^'))
                value = std::pow(value, signedPower());
        }
        --m_depth;
        return value;
    }

    double atom()
    {
        if (m_problem)
            return 0.0;
        const Token token = m_token;
        if (token.kind == TokenKind::Number) {
            advance();
            return token.number;
        }
        if (token.kind == TokenKind::Identifier) {
            advance();
            return isSymbol('(') ? call(token) : symbol(token);
        }
        if (accept('(')) {
            const double value = sum();
            return accept(')') ? value : fail("')' is missing");
        }
        return fail(token.kind == TokenKind::End ? "the formula ends too early" : "'" + std::string{token.text} + "' was not expected");
    }

    double symbol(const Token& token)
    {
        const auto term = std::find_if(m_terms.begin(), m_terms.end(), [&](const Term& t) { return t.symbol == token.text; });
        return term != m_terms.end() ? term->value : fail("'" + std::string{token.text} + "' has no term");
    }

    double call(const Token& name)
    {
        const Function* function = findFunction(name.text);
        if (function == nullptr)
            return fail("'" + std::string{name.text} + "' is no function");
        accept('(');
        Arguments arguments{sum()};
        while (accept(','))
            arguments.push_back(sum());
        if (!accept(')'))
            return fail("')' is missing");
        if (!function->variadic && arguments.size() != 1)
            return fail("'" + std::string{name.text} + "' takes one argument");
        return function->apply(arguments);
    }

    std::string_view m_text;
    const std::vector<Term>& m_terms;
    Token m_token;
    int m_depth = 0;
    std::optional<Problem> m_problem;
};

std::string inserted(double value)
{
    const std::string text = formatShort(value);
    return value < 0.0 ? "(" + text + ")" : text;
}

} // namespace

Result<double> evaluateFormula(std::string_view formula, const std::vector<Term>& terms) { return Evaluator{formula, terms}.run(); }

std::string insertValues(std::string_view formula, const std::vector<Term>& terms)
{
    std::string text;
    std::size_t copied = 0;
    for (Token token = tokenAt(formula, 0); token.kind != TokenKind::End; token = tokenAt(formula, token.offset + token.text.size())) {
        if (token.kind != TokenKind::Identifier)
            continue;
        const Token next = tokenAt(formula, token.offset + token.text.size());
        const auto term = std::find_if(terms.begin(), terms.end(), [&](const Term& t) { return t.symbol == token.text; });
        if (term == terms.end() || (next.kind == TokenKind::Symbol && next.text == "("))
            continue;
        text += formula.substr(copied, token.offset - copied);
        text += inserted(term->value);
        copied = token.offset + token.text.size();
    }
    return text + std::string{formula.substr(copied)};
}

} // namespace shardscape
