// SPDX-License-Identifier: GPL-3.0-or-later
// The catalogues of other languages: each text is translated, with the same placeholders, and the window shows it.
#include "shell/language.h"
#include "window_fixture.h"

#include <QAction>
#include <QDir>
#include <QFile>
#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>
#include <QXmlStreamReader>

using namespace shardscape;

namespace {

struct Message {
    QString context;
    QString source;
    QStringList translations; ///< one, or one for each plural form
    bool unfinished = false;
};

Message readMessage(QXmlStreamReader& xml, const QString& context)
{
    Message message{context, {}, {}, false};
    while (xml.readNextStartElement()) {
        if (xml.name() == QLatin1String("source")) {
            message.source = xml.readElementText();
        } else if (xml.name() == QLatin1String("translation")) {
            message.unfinished = !xml.attributes().value(QLatin1String("type")).isEmpty();
            QString text;
            while (!(xml.readNext() == QXmlStreamReader::EndElement && xml.name() == QLatin1String("translation")) && !xml.atEnd()) {
                if (xml.isStartElement() && xml.name() == QLatin1String("numerusform"))
                    message.translations << xml.readElementText();
                else if (xml.isCharacters())
                    text += xml.text();
            }
            if (message.translations.isEmpty())
                message.translations << text;
        } else {
            xml.skipCurrentElement();
        }
    }
    return message;
}

std::vector<Message> readCatalog(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    std::vector<Message> messages;
    QXmlStreamReader xml(&file);
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QLatin1String("name"))
            context = xml.readElementText();
        else if (xml.name() == QLatin1String("message"))
            messages.push_back(readMessage(xml, context));
    }
    return xml.hasError() ? std::vector<Message>{} : messages;
}

QStringList matches(const QString& text, const QString& pattern)
{
    QStringList found;
    for (auto it = QRegularExpression(pattern).globalMatch(text); it.hasNext();)
        found << it.next().captured();
    found.sort();
    return found;
}

QStringList placeholders(const QString& text) { return matches(text, QStringLiteral("%(?:L?\\d+|n)")); }
qsizetype mnemonics(const QString& text) { return matches(text, QStringLiteral("&(?=\\w)")).size(); }

/// Blanks at the ends. A full-width mark carries its own blank, and the letter of a mnemonic stands before the dots.
bool sameEnds(const QString& source, const QString& text)
{
    static const QRegularExpression fullWidth(QStringLiteral("[，。：；、（）“”]"));
    const auto same = [](QChar a, QChar b) { return a.isSpace() == b.isSpace() || fullWidth.match(b).hasMatch(); };
    return same(source.front(), text.front()) && same(source.back(), text.back()) &&
           source.endsWith(QChar(0x2026)) == text.endsWith(QChar(0x2026));
}

bool hasHan(const QString& text)
{
    return std::any_of(text.begin(), text.end(), [](QChar letter) { return letter.script() == QChar::Script_Han; });
}

/// Names that Chinese engineers write in Latin letters, too: in such a text nothing needs to be translated.
/// A figure may stand behind the name, as key figures speak it.
bool isProductTerm(const QString& text)
{
    return QStringList{QStringLiteral("Shardscape"), QStringLiteral("MFU"), QStringLiteral("ZeRO")}.contains(text.section(QStringLiteral("："), 0, 0));
}

/// Texts of all actions below, except data: titles of presets and names of files.
void collectTexts(const QMenu& menu, QStringList& texts)
{
    for (const QAction* action : menu.actions()) {
        if (action->isSeparator())
            continue;
        texts << action->text();
        const bool holdsData = action->menu() && action->menu()->title().contains(QRegularExpression(QStringLiteral("&[NR]\\)")));
        if (action->menu() && !holdsData)
            collectTexts(*action->menu(), texts);
    }
}

} // namespace

class TranslationsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_library = testLibrary();
        m_messages = readCatalog(QStringLiteral(TRANSLATIONS_DIR "/shardscape_zh_CN.ts"));
        QVERIFY(m_messages.size() > 500);
    }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }
    void cleanup() { QSettings().clear(); }

    /// scripts/translations brings new texts in as unfinished ones.
    void everyTextIsTranslated()
    {
        for (const Message& message : m_messages) {
            QVERIFY2(!message.unfinished, qPrintable(message.context + QStringLiteral(": ") + message.source));
            for (const QString& text : message.translations)
                QVERIFY2(!text.isEmpty(), qPrintable(message.context + QStringLiteral(": ") + message.source));
        }
    }

    void translationsKeepPlaceholdersMnemonicsAndEnds()
    {
        for (const Message& message : m_messages)
            for (const QString& text : message.translations) {
                const QByteArray both = (message.source + QStringLiteral(" -> ") + text).toUtf8();
                QVERIFY2(placeholders(text) == placeholders(message.source), both.constData());
                QVERIFY2(mnemonics(text) == mnemonics(message.source), both.constData());
                QVERIFY2(mnemonics(text) <= 1, both.constData());
                QVERIFY2(sameEnds(message.source, text), both.constData());
                QVERIFY2(text.count(QLatin1Char('\n')) == message.source.count(QLatin1Char('\n')), both.constData());
            }
    }

    void theBuildOffersTheLanguage()
    {
        if (!hasCatalog())
            QSKIP("built without lrelease");
        const std::vector<Language> languages = availableLanguages();
        QCOMPARE(languages.front().code, QStringLiteral("en"));
        const auto chinese =
            std::find_if(languages.begin(), languages.end(), [](const Language& one) { return one.code == QLatin1String("zh_CN"); });
        QVERIFY(chinese != languages.end());
        QVERIFY(hasHan(chinese->name));
    }

    void theWindowSpeaksTheLanguage()
    {
        if (!hasCatalog())
            QSKIP("built without lrelease");
        const InstalledLanguage language(QStringLiteral("zh_CN"));
        WindowFixture fixture(m_library);
        QTRY_VERIFY(fixture.settled());
        QStringList texts;
        for (const QAction* action : fixture.window->menuBar()->actions()) {
            texts << action->text();
            QVERIFY(action->menu());
            collectTexts(*action->menu(), texts);
        }
        QVERIFY(texts.size() > 40);
        for (const QString& text : texts)
            QVERIFY2(hasHan(text) || isProductTerm(text), qPrintable(text));
        QVERIFY(texts.contains(QStringLiteral("文件(&F)")));
        for (const auto* name : {"scenario", "memory", "mesh", "timeline"})
            QVERIFY2(hasHan(fixture.window->panes().view(QString::fromLatin1(name))->accessibleName()), name);
    }

    /// Every name that a screen reader speaks of a widget of the window is a text, too.
    void namesOfWidgetsSpeakTheLanguage()
    {
        if (!hasCatalog())
            QSKIP("built without lrelease");
        const InstalledLanguage language(QStringLiteral("zh_CN"));
        WindowFixture fixture(m_library);
        QTRY_VERIFY(fixture.settled());
        QStringList untranslated;
        for (const QWidget* widget : fixture.window->findChildren<QWidget*>())
            if (const QString name = widget->accessibleName();
                name.contains(QRegularExpression(QStringLiteral("[A-Za-z]{3}"))) && !hasHan(name) && !isProductTerm(name))
                untranslated << name;
        QVERIFY2(untranslated.isEmpty(), qPrintable(untranslated.join(QStringLiteral("; "))));
    }

    void englishStaysEnglish()
    {
        const InstalledLanguage language(QStringLiteral("en"));
        WindowFixture fixture(m_library);
        QCOMPARE(fixture.window->menuBar()->actions().front()->text(), QStringLiteral("&File"));
    }

private:
    [[nodiscard]] static bool hasCatalog() { return HAS_CATALOGS != 0; }

    std::vector<Message> m_messages;
    std::shared_ptr<const PresetLibrary> m_library;
};

QTEST_MAIN(TranslationsTest)
#include "tst_translations.moc"
