// SPDX-License-Identifier: GPL-3.0-or-later
// The language of the window. English is in the source; others are catalogues among the resources. GUI thread only.
#pragma once

#include <QString>

#include <memory>
#include <vector>

class QTranslator;

namespace shardscape {

struct Language {
    QString code; ///< as QLocale names it: "en", "zh_CN"
    QString name; ///< in itself: "English", "简体中文"
};

/// English, then every language that has a catalogue in this build.
[[nodiscard]] std::vector<Language> availableLanguages();

/// The translators of a language while they live: ours, and Qt's own texts where they are installed.
class InstalledLanguage {
public:
    /// \param code empty = as the system; a language without catalogue = English. Sets the default locale of numbers, too.
    explicit InstalledLanguage(const QString& code);
    ~InstalledLanguage();
    InstalledLanguage(const InstalledLanguage&) = delete;
    InstalledLanguage& operator=(const InstalledLanguage&) = delete;

private:
    std::vector<std::unique_ptr<QTranslator>> m_translators;
};

} // namespace shardscape
