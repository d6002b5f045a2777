// SPDX-License-Identifier: GPL-3.0-or-later
// Light and dark were found by searching for the largest OKLab distance between any two marks of a kind, the smallest over normal sight,
// the three color-vision deficiencies (Machado, Oliveira and Fernandes 2009, severity 1) and grey, with every mark at 3:1 or more
// against the surface; then tuned by eye. tests/app/shell/tst_tokens.cpp measures them again.
#include "shell/tokens.h"

#include "shell/color_math.h"

#include <algorithm>
#include <cmath>

namespace shardscape {

namespace {

constexpr QColor rgb(QRgb value) { return QColor(qRed(value), qGreen(value), qBlue(value)); }

const Tokens& lightTokens()
{
    static const Tokens tokens{
        .theme = Theme::Light,
        .ground = rgb(0xf3f4f6),
        .surface = rgb(0xffffff),
        .surfaceAlt = rgb(0xe9ecf1),
        .line = rgb(0xc9ced8),
        .text = rgb(0x1b1f27),
        .textMuted = rgb(0x555d6b),
        .accent = rgb(0x1f5fd0),
        .accentText = rgb(0xffffff),
        .good = rgb(0x1a7a44),
        .warning = rgb(0x8a5808),
        .bad = rgb(0xbc2626),
        .capacity = rgb(0xbc2626),
        .idleHatch = rgb(0x868e9c),
        .task = {rgb(0x556bad), rgb(0x99442d), rgb(0x4f378f), rgb(0x6e1c0e), rgb(0x28a591), rgb(0xac7b00)},
        .memory = {rgb(0x475b95), rgb(0x8c6837), rgb(0x7c9d6b), rgb(0x461da1), rgb(0x368596), rgb(0x5a1d2e), rgb(0x5b4d0f)},
        .axis = {rgb(0x4855aa), rgb(0x22a3a5), rgb(0xa963ea), rgb(0x965f1e), rgb(0x234807)},
        .load = {rgb(0xf2d16b), rgb(0xeda04a), rgb(0xd9622f), rgb(0xa82c33), rgb(0x5c0f3a)},
    };
    return tokens;
}

const Tokens& darkTokens()
{
    static const Tokens tokens{
        .theme = Theme::Dark,
        .ground = rgb(0x1b1d21),
        .surface = rgb(0x26282c),
        .surfaceAlt = rgb(0x303338),
        .line = rgb(0x474b53),
        .text = rgb(0xe7e9ed),
        .textMuted = rgb(0xaab0bb),
        .accent = rgb(0x6ea8ff),
        .accentText = rgb(0x0b1a33),
        .good = rgb(0x6ccf92),
        .warning = rgb(0xf0b64f),
        .bad = rgb(0xff8279),
        .capacity = rgb(0xff8279),
        .idleHatch = rgb(0x858c98),
        .task = {rgb(0x77bbf5), rgb(0xa95f0b), rgb(0x906ee8), rgb(0xee8084), rgb(0xacf8d4), rgb(0xe6cc1c)},
        .memory = {rgb(0x3f76a9), rgb(0xdd974e), rgb(0xa6e4b9), rgb(0x9f80fd), rgb(0x61c3d2), rgb(0xc76352), rgb(0xf5eb4b)},
        .axis = {rgb(0x636eb2), rgb(0x46f2ee), rgb(0xdf88f8), rgb(0xc86d17), rgb(0x94cc76)},
        .load = {rgb(0x4b5c96), rgb(0x8560a3), rgb(0xc85f7a), rgb(0xf2945c), rgb(0xffe08a)},
    };
    return tokens;
}

/// The dark marks on black, with text of 7:1 and more (WCAG 2.2, 1.4.6) and separators as strong as marks.
const Tokens& highContrastTokens()
{
    static const Tokens tokens = [] {
        Tokens t = darkTokens();
        t.theme = Theme::HighContrast;
        t.ground = rgb(0x000000);
        t.surface = rgb(0x000000);
        t.surfaceAlt = rgb(0x161616);
        t.line = rgb(0x8c8c8c);
        t.text = rgb(0xffffff);
        t.textMuted = rgb(0xd8d8d8);
        t.accent = rgb(0xffe14d);
        t.accentText = rgb(0x000000);
        t.good = rgb(0x7dffb0);
        t.warning = rgb(0xffc95c);
        t.bad = rgb(0xffa29b);
        t.capacity = rgb(0xffa29b);
        t.idleHatch = rgb(0xc4c4c4);
        return t;
    }();
    return tokens;
}

} // namespace

const Tokens& tokensFor(Theme theme)
{
    switch (theme) {
    case Theme::Light: return lightTokens();
    case Theme::Dark: return darkTokens();
    case Theme::HighContrast: return highContrastTokens();
    }
    return lightTokens();
}

QPalette paletteFor(const Tokens& tokens)
{
    const bool light = tokens.theme == Theme::Light;
    const QColor button = light ? QColor(0xf9, 0xfa, 0xfb) : tokens.surfaceAlt;
    QPalette palette(tokens.text, button, light ? QColor(Qt::white) : tokens.line.lighter(130),
                     light ? tokens.line.darker(125) : tokens.ground, tokens.line, tokens.text, tokens.accentText, tokens.surface,
                     tokens.ground);
    palette.setColor(QPalette::AlternateBase, tokens.surfaceAlt);
    palette.setColor(QPalette::Highlight, tokens.accent);
    palette.setColor(QPalette::HighlightedText, tokens.accentText);
    palette.setColor(QPalette::Link, tokens.accent);
    palette.setColor(QPalette::LinkVisited, tokens.accent);
    palette.setColor(QPalette::ToolTipBase, tokens.surface);
    palette.setColor(QPalette::ToolTipText, tokens.text);
    palette.setColor(QPalette::PlaceholderText, tokens.textMuted);
    palette.setColor(QPalette::Shadow, light ? QColor(0x70, 0x76, 0x82) : QColor(Qt::black));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, tokens.textMuted);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, tokens.line);
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, textOn(tokens.line));
    return palette;
}

QColor loadColor(const Tokens& tokens, double load)
{
    if (!(load > 0.0))
        return tokens.load.front();
    if (load >= 1.0)
        return tokens.load.back();
    const double scaled = load * static_cast<double>(tokens.load.size() - 1);
    const auto stop = static_cast<std::size_t>(scaled);
    return mixInOklab(tokens.load[stop], tokens.load[stop + 1], scaled - std::floor(scaled));
}

QColor textOn(const QColor& fill)
{
    const QColor black(Qt::black);
    const QColor white(Qt::white);
    return contrastRatio(black, fill) >= contrastRatio(white, fill) ? black : white;
}

} // namespace shardscape
