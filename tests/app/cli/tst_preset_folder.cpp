// SPDX-License-Identifier: GPL-3.0-or-later
// In which order presets are found: the named folder alone; else the program's, and the user's over them.
#include "cli/preset_folder.h"

#include <QtTest>

using namespace shardscape;

class TestPresetFolder : public QObject {
    Q_OBJECT

    QByteArray m_dataHome = qgetenv("XDG_DATA_HOME");

    static void write(const QString& path, const QByteArray& text)
    {
        QVERIFY(QDir{}.mkpath(QFileInfo{path}.path()));
        QFile file{path};
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text), text.size());
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression{QStringLiteral(".*")}); }
    void cleanup()
    {
        qputenv("XDG_DATA_HOME", m_dataHome);
        qunsetenv("SHARDSCAPE_PRESETS");
    }

    void buildTreesUseTheSources()
    {
        const auto folder = findPresetFolder();
        QVERIFY(folder.has_value());
        QVERIFY(std::filesystem::equivalent(*folder, PRESETS_DIR));
    }

    void theUsersPresetsComeLast()
    {
        QTemporaryDir home;
        qputenv("XDG_DATA_HOME", home.path().toUtf8());
        QVERIFY(userPresetFolder() == std::filesystem::path{home.path().toStdString()} / "shardscape" / "presets");
        const QString models = home.path() + QStringLiteral("/shardscape/presets/models/");
        write(models + QStringLiteral("mine.json"), R"({"id": "mine", "name": "My model"})");
        write(models + QStringLiteral("llama-3.1-405b.json"), R"({"id": "llama-3.1-405b", "name": "My 405B"})");
        write(models + QStringLiteral("broken.json"), "{");
        const auto presets = loadAllPresets();
        QVERIFY(presets.has_value());
        QCOMPARE(presets->library.find(PresetKind::Model, "mine")->title, std::string{"My model"});
        QCOMPARE(presets->library.find(PresetKind::Model, "llama-3.1-405b")->title, std::string{"My 405B"});
        QVERIFY(presets->library.find(PresetKind::Model, "llama-3.1-70b") != nullptr);
        QCOMPARE(presets->problems.size(), std::size_t{1}); // and the others are there all the same
        QVERIFY(presets->problems.front().path.ends_with("broken.json"));
    }

    void aNamedFolderIsTheOnlyOne()
    {
        QTemporaryDir home, named;
        qputenv("XDG_DATA_HOME", home.path().toUtf8());
        write(home.path() + QStringLiteral("/shardscape/presets/models/mine.json"), R"({"id": "mine"})");
        qputenv("SHARDSCAPE_PRESETS", named.path().toUtf8());
        const auto presets = loadAllPresets();
        QVERIFY(presets.has_value());
        QVERIFY(presets->library.all(PresetKind::Model).empty());
        qputenv("SHARDSCAPE_PRESETS", "/no/such/folder");
        QCOMPARE(loadAllPresets().error().front().code, std::string{"no-presets"});
    }
};

QTEST_GUILESS_MAIN(TestPresetFolder)
#include "tst_preset_folder.moc"
