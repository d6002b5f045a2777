// SPDX-License-Identifier: GPL-3.0-or-later
// Fusion with a visible border around every field and button, for the high-contrast theme: Fusion derives its borders from the ground,
// and on black they are black (WCAG 2.2, 1.4.11 asks for 3:1). GUI thread only.
#pragma once

#include <QProxyStyle>

namespace shardscape {

class OutlineStyle : public QProxyStyle {
    Q_OBJECT
public:
    OutlineStyle() : QProxyStyle{QStringLiteral("Fusion")} {}

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                            const QWidget* widget) const override;
};

} // namespace shardscape
