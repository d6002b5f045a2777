// SPDX-License-Identifier: GPL-3.0-or-later
#include "launch/megatron_layout.h"

#include <cctype>

namespace shardscape {

namespace {

constexpr std::size_t longestLayout = 1u << 16; ///< letters after repetition; no model has so many layers

/// Resolves brackets and *N; nothing when the text is broken or too long.
std::optional<std::string> expanded(std::string_view text)
{
    std::string all;
    for (std::size_t i = 0; i < text.size();) {
        std::string unit;
        if (text[i] == '(') {
            const auto end = text.find(')', i);
            if (end == std::string_view::npos || text.substr(i + 1, end - i - 1).find('(') != std::string_view::npos)
                return std::nullopt;
            const auto inner = expanded(text.substr(i + 1, end - i - 1));
            if (!inner)
                return std::nullopt;
            unit = *inner;
            i = end + 1;
        } else {
            unit = text.substr(i++, 1);
        }
        std::size_t times = 1;
        if (i < text.size() && text[i] == '*') {
            times = 0;
            for (++i; i < text.size() && std::isdigit(static_cast<unsigned char>(text[i])) != 0 && times <= longestLayout; ++i)
                times = times * 10 + static_cast<std::size_t>(text[i] - '0');
        }
        if (times == 0 || times * unit.size() + all.size() > longestLayout)
            return std::nullopt;
        for (; times > 0; --times)
            all += unit;
    }
    return all;
}

} // namespace

std::string layoutText(const std::vector<int>& stageLayers)
{
    std::string text = "E";
    for (std::size_t i = 0; i < stageLayers.size(); ++i) {
        text += i == 0 ? "" : "|";
        if (stageLayers[i] > 0)
            text += "t*" + std::to_string(stageLayers[i]);
    }
    return text + "L";
}

std::optional<std::vector<int>> layersOfLayout(std::string_view text)
{
    const auto letters = expanded(text);
    if (!letters || letters->empty())
        return std::nullopt;
    std::vector<int> layers{0};
    for (const char letter : *letters) {
        switch (letter) {
        case 't': ++layers.back(); break;
        case '|': layers.push_back(0); break;
        case 'E':
        case 'L':
        case 'm':
        case ',': break;
        default: return std::nullopt;
        }
    }
    return layers;
}

} // namespace shardscape
