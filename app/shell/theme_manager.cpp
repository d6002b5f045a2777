// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/theme_manager.h"

#include "shell/color_math.h"

#include <QApplication>
#include <QStyle>

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
    QApplication::setStyle(QStringLiteral("Fusion"));
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

void ThemeManager::apply() { QApplication::setPalette(paletteFor(tokens())); }

} // namespace shardscape
