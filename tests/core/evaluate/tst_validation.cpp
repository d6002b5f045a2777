// SPDX-License-Identifier: GPL-3.0-or-later
// Published measurements against the model: the table is printed, and the errors of every regime are bounded by what is reached.
#include "io/validation_json.h"
#include "support/preset_folder.h"

#include <QDir>
#include <QTest>

#include <cstdio>

using namespace shardscape;

class TestValidation : public QObject {
    Q_OBJECT

    std::vector<ValidationRow> m_rows;

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void initTestCase()
    {
        const PresetLibrary library = test::allPresets();
        const QDir folder(QStringLiteral(TEST_DATA_DIR "/validation/time"));
        const QStringList files = folder.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
        QVERIFY(!files.isEmpty());
        for (const QString& name : files) {
            const auto cases = readValidationCases(test::readFile(folder.filePath(name)), library);
            if (!cases)
                for (const Problem& p : cases.error())
                    std::printf("%s %s: %s (%s)\n", qPrintable(name), p.path.c_str(), p.message.c_str(), p.hint.c_str());
            QVERIFY2(cases.has_value(), qPrintable(name));
            for (const ValidationCase& each : *cases)
                m_rows.push_back(validate(each));
        }
        std::printf("%s\n", validationToText(m_rows).c_str());
    }

    void everyCaseIsPredicted()
    {
        for (const ValidationRow& row : m_rows)
            QVERIFY2(row.problems.empty(), row.id.c_str());
    }
};

QTEST_APPLESS_MAIN(TestValidation)
#include "tst_validation.moc"
