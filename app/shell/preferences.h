// SPDX-License-Identifier: GPL-3.0-or-later
// What a person set for the whole program rather than for a scenario: size of text, motion, language. Remembered between runs; a damaged
// or foreign value counts as not set. GUI thread only.
#pragma once

#include <QFont>
#include <QObject>

namespace shardscape {

class Preferences : public QObject {
    Q_OBJECT
public:
    static constexpr int smallestText = 80; ///< percent of the desktop's size
    static constexpr int largestText = 200;

    /// Needs the application, whose font counts as 100 %; sets it to the remembered size. SHARDSCAPE_TEXT_SIZE (percent) and
    /// SHARDSCAPE_REDUCED_MOTION (0 or 1) stand above what is remembered.
    explicit Preferences(QObject* parent = nullptr);
    /// Gives the application its own font back.
    ~Preferences() override;

    [[nodiscard]] int textPercent() const { return m_textPercent; }
    /// Clipped to smallestText..largestText.
    void setTextPercent(int percent);

    /// Nothing glides: docks jump, and playing advances in steps, twice a second.
    [[nodiscard]] bool reducedMotion() const { return m_reducedMotion; }
    void setReducedMotion(bool on);

    /// As QLocale names it ("en", "zh_CN"); empty = as the system.
    [[nodiscard]] QString language() const { return m_language; }
    void setLanguage(const QString& language);

Q_SIGNALS:
    void changed();
    void languageChanged(); ///< texts are made when widgets are made: the window has to be made anew

private:
    void applyFont() const;

    QFont m_font; ///< of the application before this
    int m_textPercent = 100;
    bool m_reducedMotion = false;
    QString m_language;
};

} // namespace shardscape
