// SPDX-License-Identifier: GPL-3.0-or-later
#include "derivation/latex.h"

#include "derivation/expression.h"
#include "derivation/formula_tokens.h"

#include <optional>
#include <utility>
#include <vector>

namespace shardscape {
namespace {

constexpr int deepestNesting = 200;

std::string escaped(std::string_view text)
{
    std::string safe;
    for (const char c : text) {
        if (std::string_view{"_%&#${}"}.find(c) != std::string_view::npos)
            safe += '\\';
        safe += c;
    }
    return safe;
}

std::string upright(std::string_view text) { return "\\mathrm{" + escaped(text) + "}"; }

std::string bracketed(const std::string& text) { return "\\left(" + text + "\\right)"; }

/// "2e9" as 2 \cdot 10^{9}.
std::string number(std::string_view text)
{
    const std::size_t exponent = text.find_first_of("eE");
    if (exponent == std::string_view::npos)
        return std::string{text};
    std::string_view power = text.substr(exponent + 1);
    if (!power.empty() && power.front() == '+')
        power.remove_prefix(1);
    return std::string{text.substr(0, exponent)} + " \\cdot 10^{" + std::string{power} + "}";
}

/// A part of a formula; brackets stay off where the notation groups by itself.
struct Part {
    std::string text;
    bool isGroup = false; ///< was in parentheses

    [[nodiscard]] std::string inside() const { return isGroup ? bracketed(text) : text; }
};

/// Writes while it reads, one function a level of precedence, as the evaluator does.
class Writer {
public:
    explicit Writer(std::string_view text) : m_text{text} { advance(); }

    std::optional<std::string> run()
    {
        const Part all = sum();
        if (m_failed || m_token.kind != TokenKind::End)
            return std::nullopt;
        return all.inside();
    }

private:
    void advance() { m_token = tokenAt(m_text, m_token.offset + m_token.text.size()); }
    bool accept(char c)
    {
        if (m_failed || m_token.kind != TokenKind::Symbol || m_token.text[0] != c)
            return false;
        advance();
        return true;
    }

    Part sum()
    {
        Part left = product();
        for (;;) {
            if (accept('+'))
                left = {left.inside() + " + " + product().inside()};
            else if (accept('-'))
                left = {left.inside() + " - " + product().inside()};
            else
                return left;
        }
    }

    Part product()
    {
        Part left = signedPower();
        for (;;) {
            if (accept('*'))
                left = {left.inside() + " \\cdot " + signedPower().inside()};
            else if (accept('/'))
                left = {"\\frac{" + left.text + "}{" + signedPower().text + "}"};
            else
                return left;
        }
    }

    Part signedPower()
    {
        if (++m_depth > deepestNesting)
            m_failed = true;
        if (m_failed)
            return {};
        Part part;
        if (accept('-')) {
            part = {"-" + signedPower().inside()};
        } else {
            part = atom();
            if (accept('^'))
                part = {"{" + part.inside() + "}^{" + signedPower().text + "}"};
        }
        --m_depth;
        return part;
    }

    Part atom()
    {
        const Token token = m_token;
        if (token.kind == TokenKind::Number) {
            advance();
            return {number(token.text)};
        }
        if (token.kind == TokenKind::Identifier) {
            advance();
            return accept('(') ? call(token.text) : Part{upright(token.text)};
        }
        if (accept('(')) {
            const Part inner = sum();
            m_failed = m_failed || !accept(')');
            return {inner.text, true};
        }
        m_failed = true;
        return {};
    }

    Part call(std::string_view name)
    {
        std::vector<Part> arguments{sum()};
        while (accept(','))
            arguments.push_back(sum());
        m_failed = m_failed || !accept(')');
        if (name == "sum")
            return {joined(arguments, " + "), arguments.size() > 1};
        const std::string all = joined(arguments, ", ");
        if (name == "sqrt")
            return {"\\sqrt{" + all + "}"};
        if (name == "ceil")
            return {"\\left\\lceil " + all + " \\right\\rceil"};
        if (name == "floor")
            return {"\\left\\lfloor " + all + " \\right\\rfloor"};
        return {(name == "log2" ? "\\log_2" : "\\" + std::string{name}) + bracketed(all)};
    }

    static std::string joined(const std::vector<Part>& parts, std::string_view between)
    {
        std::string text;
        for (const Part& part : parts)
            text += (text.empty() ? "" : std::string{between}) + part.inside();
        return text;
    }

    std::string_view m_text;
    Token m_token;
    int m_depth = 0;
    bool m_failed = false;
};

} // namespace

std::string formulaToLatex(std::string_view formula)
{
    const std::optional<std::string> latex = Writer{formula}.run();
    return latex ? *latex : "\\text{" + escaped(formula) + "}";
}

std::string derivationToLatex(const Derivation& derivation, std::string_view value)
{
    const std::string_view id = derivation.id;
    std::string text =
        "\\begin{align*}\n" + upright(id.substr(id.rfind('/') + 1)) + " &= " + formulaToLatex(derivation.formula) + " \\\\\n";
    if (!derivation.terms.empty())
        text += "  &= " + formulaToLatex(insertValues(derivation.formula, derivation.terms)) + " \\\\\n";
    return text + "  &= \\text{" + escaped(value) + "}\n\\end{align*}\n";
}

} // namespace shardscape
