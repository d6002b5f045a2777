// SPDX-License-Identifier: GPL-3.0-or-later
// What is built into the program: fonts, so that a bare machine has text in window and PDF, and icons, tinted by theme. GUI thread only.
#pragma once

#include "shell/tokens.h"

#include <QFont>
#include <QIcon>
#include <QStringList>

class QAction;

namespace shardscape {

/// Makes the built-in fonts known and returns the application's font (DejaVu Sans at the system's size). Needs a QGuiApplication; calling
/// it again costs nothing. Window and report call it before they measure text.
QFont loadFonts();

/// The family, then the installed ones with Han characters of the simplified forms, which the built-in fonts lack.
[[nodiscard]] QStringList withHanFonts(const QString& family);

/// The fixed-pitch font for formulas.
[[nodiscard]] QFont formulaFont(const QFont& base);

/// An icon of :/icons in the color of the theme's text, crisp at scale 1 to 4; null when there is none of that name.
[[nodiscard]] QIcon themedIcon(const QString& name, const Tokens& tokens);
[[nodiscard]] QIcon tintedIcon(const QString& name, const QColor& color);

/// A picture of the icon for labels: `side` in logical pixels.
[[nodiscard]] QPixmap tintedPixmap(const QString& name, const QColor& color, int side, qreal devicePixelRatio);

/// Sets the icons of all actions that were registered with an icon name.
void tintActions(const QList<QAction*>& actions, const Tokens& tokens);

} // namespace shardscape
