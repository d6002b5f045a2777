// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/outline_style.h"

#include <QPainter>
#include <QStyleOption>

#include <algorithm>
#include <array>

namespace shardscape {

namespace {

void outline(const QStyleOption& option, QPainter& painter)
{
    const bool focused = option.state.testFlag(QStyle::State_HasFocus);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(option.palette.color(focused ? QPalette::Highlight : QPalette::Mid), focused ? 2.0 : 1.0));
    painter.drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), 2.0, 2.0);
    painter.restore();
}

} // namespace

void OutlineStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const
{
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    constexpr std::array outlined{PE_FrameLineEdit, PE_PanelButtonCommand, PE_IndicatorCheckBox, PE_IndicatorRadioButton, PE_FrameMenu};
    if (std::find(outlined.begin(), outlined.end(), element) != outlined.end())
        outline(*option, *painter);
}

void OutlineStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                                      const QWidget* widget) const
{
    QProxyStyle::drawComplexControl(control, option, painter, widget);
    if (control == CC_SpinBox || control == CC_ComboBox)
        outline(*option, *painter);
}

} // namespace shardscape
