// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/man_page.h"

#include "cli/version.h"

#include <CLI/CLI.hpp>

namespace shardscape {
namespace {

/// Plain text as roff: no line begins with a control character, backslashes and minus signs are themselves.
std::string roff(const std::string& text)
{
    std::string escaped;
    for (const char c : text) {
        const bool isLineStart = escaped.empty() || escaped.back() == '\n';
        if (isLineStart && (c == '.' || c == '\''))
            escaped += "\\&";
        if (c == '\\')
            escaped += "\\e";
        else if (c == '-')
            escaped += "\\-";
        else
            escaped += c;
    }
    return escaped;
}

std::string entry(const CLI::Option& option)
{
    const bool isPositional = option.get_positional();
    std::string name = isPositional ? option.get_name(true) : option.get_name(false, true);
    if (!isPositional && option.get_items_expected_max() > 0)
        name += " " + option.get_type_name();
    std::string text = ".TP\n.B " + roff(name) + "\n" + roff(option.get_description());
    if (!option.get_default_str().empty())
        text += roff(" (default " + option.get_default_str() + ")");
    return text + "\n";
}

std::string section(const CLI::App& command)
{
    std::string text = ".SS " + roff(command.get_name()) + "\n" + roff(command.get_description()) + "\n";
    for (const bool positionals : {true, false})
        for (const CLI::Option* option : command.get_options())
            if (option->get_positional() == positionals && !option->get_group().empty())
                text += entry(*option);
    return text;
}

} // namespace

std::string manPage(const CLI::App& app)
{
    std::string text = ".TH SHARDSCAPE 1 \"\" \"shardscape " + std::string{programVersion()} + "\" \"User Commands\"\n";
    text += ".SH NAME\nshardscape \\- explorer of how large language models are split over GPUs\n";
    text += ".SH SYNOPSIS\n.B shardscape\n[\\fIFILE\\fR]\n.br\n.B shardscape\n\\fICOMMAND\\fR [\\fIARGUMENTS\\fR]\n";
    text += ".SH DESCRIPTION\n" + roff(app.get_description()) + "\n.SH COMMANDS\n";
    for (const CLI::App* command : app.get_subcommands({}))
        text += section(*command);
    text += ".SH ENVIRONMENT\n.TP\n.B SHARDSCAPE_PRESETS\nFolder of presets that is used instead of all others.\n";
    text += ".SH FILES\n.TP\n.I ~/.local/share/shardscape/presets\nPresets of the user; one replaces the program's of the same id.\n";
    text += ".SH EXIT STATUS\n.TP\n.B 0\nDone, and the plan fits.\n.TP\n.B 1\nDone; the plan does not fit.\n.TP\n.B 2\nThe input is bad; "
            "standard error says where and what helps.\n.TP\n.B 3\nAn error inside the program.\n";
    return text;
}

} // namespace shardscape
