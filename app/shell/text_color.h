// SPDX-License-Identifier: GPL-3.0-or-later
// Text of a widget in a color of the theme, wherever the widget stands. GUI thread only.
#pragma once

#include <QWidget>

namespace shardscape {

/// Sets all roles a label may draw its text with: which one it takes depends on the background of its parents.
inline void setTextColor(QWidget& widget, const QColor& color)
{
    QPalette palette = widget.palette();
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(role, color);
    widget.setPalette(palette);
}

} // namespace shardscape
