// SPDX-License-Identifier: GPL-3.0-or-later
// The present theme: the person's choice, or what the desktop looked like at start-up (Qt 6.4 cannot ask it). Sets style and palette of
// the application; views take tokens() when they paint and drop cached pictures on themeChanged(). GUI thread only.
#pragma once

#include "shell/tokens.h"

#include "units/enum_names.h"

#include <QObject>

#include <optional>

namespace shardscape {

enum class ThemeChoice : unsigned char { System, Light, Dark, HighContrast };

template <> struct EnumNames<ThemeChoice> { // as settings and SHARDSCAPE_THEME spell it
    static constexpr std::array<EnumName<ThemeChoice>, 4> table{{{ThemeChoice::System, "system"},
                                                              {ThemeChoice::Light, "light"},
                                                              {ThemeChoice::Dark, "dark"},
                                                              {ThemeChoice::HighContrast, "high-contrast"}}};
};

class ThemeManager : public QObject {
    Q_OBJECT
public:
    /// Needs the application: takes its palette as the desktop's theme, then sets the Fusion style and the palette of `choice`.
    explicit ThemeManager(ThemeChoice choice = ThemeChoice::System, QObject* parent = nullptr);

    [[nodiscard]] ThemeChoice choice() const { return m_choice; }
    [[nodiscard]] const Tokens& tokens() const { return tokensFor(m_theme); }
    void setChoice(ThemeChoice choice);

Q_SIGNALS:
    void themeChanged(); ///< after the application's palette has changed

private:
    void apply();

    ThemeChoice m_choice;
    Theme m_system;
    Theme m_theme;
    std::optional<bool> m_outlined; ///< which style is set; nothing before the first
};

} // namespace shardscape
