// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/language.h"

#include <QCoreApplication>
#include <QDir>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

// The macro must stand outside every namespace; a static library's resources are not registered without it.
static void initCatalogs()
{
#ifdef SHARDSCAPE_HAS_TRANSLATIONS
    Q_INIT_RESOURCE(shardscape_translations);
#endif
}

namespace shardscape {

namespace {

QString catalogFolder()
{
    initCatalogs();
    return QStringLiteral(":/i18n");
}

QString nameInItself(const QString& code)
{
    const QString name = QLocale(code).nativeLanguageName();
    return name.isEmpty() ? code : name.left(1).toUpper() + name.mid(1);
}

} // namespace

std::vector<Language> availableLanguages()
{
    std::vector<Language> languages{{QStringLiteral("en"), QStringLiteral("English")}};
    for (const QString& file : QDir(catalogFolder()).entryList({QStringLiteral("shardscape_*.qm")}, QDir::Files, QDir::Name)) {
        const QString code = file.mid(11).chopped(3);
        languages.push_back({code, nameInItself(code)});
    }
    return languages;
}

InstalledLanguage::InstalledLanguage(const QString& code)
{
    const QLocale locale = code.isEmpty() ? QLocale::system() : QLocale(code);
    QLocale::setDefault(locale);
    const auto install = [&](const QString& file, const QString& folder) {
        auto translator = std::make_unique<QTranslator>();
        if (!translator->load(locale, file, QStringLiteral("_"), folder))
            return false;
        QCoreApplication::installTranslator(translator.get());
        m_translators.push_back(std::move(translator));
        return true;
    };
    if (locale.language() != QLocale::English && install(QStringLiteral("shardscape"), catalogFolder()))
        install(QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
}

InstalledLanguage::~InstalledLanguage()
{
    for (const auto& translator : m_translators)
        QCoreApplication::removeTranslator(translator.get());
}

} // namespace shardscape
