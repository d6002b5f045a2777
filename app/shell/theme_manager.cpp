// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/theme_manager.h"

#include "shell/color_math.h"
#include "shell/outline_style.h"

#include <QApplication>
#include <QStyle>
#include <QStyleFactory>

namespace shardscape {

namespace {

Theme themeOf(const QPalette& palette)
{
    return luminance(palette.color(QPalette::Window)) < luminance(palette.color(QPalette::WindowText)) ? Theme::Dark : Theme::Light;
}

Theme resolved(ThemeChoice choice, Theme system)
{
    switch (choice) {
    case ThemeChoice::System: return system;
    case ThemeChoice::Light: return Theme::Light;
    case ThemeChoice::Dark: return Theme::Dark;
    case ThemeChoice::HighContrast: return Theme::HighContrast;
    }
    return system;
}

} // namespace

ThemeManager::ThemeManager(ThemeChoice choice, QObject* parent)
    : QObject{parent}, m_choice{choice}, m_system{themeOf(QApplication::palette())}, m_theme{resolved(choice, m_system)}
{
    apply();
}

void ThemeManager::setChoice(ThemeChoice choice)
{
    m_choice = choice;
    const Theme theme = resolved(choice, m_system);
    if (theme == m_theme)
        return;
    m_theme = theme;
    apply();
    Q_EMIT themeChanged();
}

void ThemeManager::apply()
{
    const bool outlined = m_theme == Theme::HighContrast;
    if (!m_outlined || outlined != *m_outlined) {
        m_outlined = outlined;
        QApplication::setStyle(outlined ? new OutlineStyle : QStyleFactory::create(QStringLiteral("Fusion")));
    }
    QApplication::setPalette(paletteFor(tokens()));
}

} // namespace shardscape
