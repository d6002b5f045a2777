// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/preferences.h"

#include <QApplication>
#include <QSettings>

#include <algorithm>

namespace shardscape {

namespace {

QString textKey() { return QStringLiteral("text/percent"); }
QString motionKey() { return QStringLiteral("motion/reduced"); }
QString languageKey() { return QStringLiteral("language"); }

/// 100 for what is no size.
int readPercent()
{
    bool fromEnvironment = false;
    const int asked = qEnvironmentVariableIntValue("SHARDSCAPE_TEXT_SIZE", &fromEnvironment);
    bool remembered = false;
    const int kept = QSettings().value(textKey()).toInt(&remembered);
    const int percent = fromEnvironment ? asked : remembered ? kept : 100;
    return percent >= Preferences::smallestText && percent <= Preferences::largestText ? percent : 100;
}

bool readReducedMotion()
{
    bool fromEnvironment = false;
    const int asked = qEnvironmentVariableIntValue("SHARDSCAPE_REDUCED_MOTION", &fromEnvironment);
    return fromEnvironment ? asked != 0 : QSettings().value(motionKey(), false).toBool();
}

} // namespace

Preferences::Preferences(QObject* parent)
    : QObject{parent}, m_font{QApplication::font()}, m_textPercent{readPercent()}, m_reducedMotion{readReducedMotion()},
      m_language{QSettings().value(languageKey()).toString()}
{
    applyFont();
}

Preferences::~Preferences()
{
    if (m_textPercent != 100)
        QApplication::setFont(m_font);
}

void Preferences::setTextPercent(int percent)
{
    const int clipped = std::clamp(percent, smallestText, largestText);
    if (clipped == m_textPercent)
        return;
    m_textPercent = clipped;
    QSettings().setValue(textKey(), clipped);
    applyFont();
    Q_EMIT changed();
}

void Preferences::setReducedMotion(bool on)
{
    if (on == m_reducedMotion)
        return;
    m_reducedMotion = on;
    QSettings().setValue(motionKey(), on);
    Q_EMIT changed();
}

void Preferences::setLanguage(const QString& language)
{
    if (language == m_language)
        return;
    m_language = language;
    QSettings().setValue(languageKey(), language);
    Q_EMIT changed();
    Q_EMIT languageChanged();
}

void Preferences::applyFont() const
{
    QFont font = m_font;
    font.setPointSizeF(m_font.pointSizeF() * m_textPercent / 100.0);
    if (font != QApplication::font())
        QApplication::setFont(font);
}

} // namespace shardscape
