// SPDX-License-Identifier: GPL-3.0-or-later
// Published plans are within ten percent of the best that the search finds under the limits which their publications name.
#include "io/published_export.h"
#include "io/validation_json.h"
#include "support/preset_folder.h"

#include <QDir>
#include <QTest>

#include <algorithm>

using namespace shardscape;

class TestPublishedPlans : public QObject {
    Q_OBJECT
private:
    std::vector<ValidationCase> m_cases;

private Q_SLOTS:
    void initTestCase()
    {
        const PresetLibrary library = test::allPresets();
        const QDir folder(QStringLiteral(PRESETS_DIR "/validation"));
        for (const char* name : {"megatron-sc21.json", "mt-nlg-530b.json", "llama3-405b.json", "deepseek-v3-training.json"}) {
            QFile file(folder.filePath(QLatin1String(name)));
            QVERIFY(file.open(QIODevice::ReadOnly));
            auto cases = readValidationCases(file.readAll().toStdString(), library);
            QVERIFY2(cases.has_value(), cases ? "" : cases.error().front().message.c_str());
            m_cases.insert(m_cases.end(), cases->begin(), cases->end());
        }
    }

    void aPublishedPlanIsNearTheBest_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < publishedPlans().size(); ++i)
            QTest::newRow(std::string{publishedPlans()[i].caseId}.c_str()) << static_cast<int>(i);
    }

    void aPublishedPlanIsNearTheBest()
    {
        QFETCH(int, index);
        const PublishedPlan& published = publishedPlans()[static_cast<std::size_t>(index)];
        const auto found = std::find_if(m_cases.begin(), m_cases.end(), [&](const ValidationCase& c) { return c.id == published.caseId; });
        QVERIFY(found != m_cases.end());
        const auto row = searchPublished(published, found->scenario, found->source, found->inputs);
        QVERIFY2(row.has_value(), row ? "" : row.error().front().message.c_str());
        QVERIFY(row->candidates >= 20); // there was something to choose from
        QVERIFY(row->bestFigures.fits);
        QVERIFY2(row->gap() < 0.10, std::to_string(row->gap()).c_str());
        // A plan that fits is in the space, so nothing found can be slower; one that does not may be quicker by what it lacks.
        QVERIFY2(row->gap() >= (row->figures.fits ? 0.0 : -0.05), std::to_string(row->gap()).c_str());
        QVERIFY(publishedToMarkdown({*row}).find(published.name) != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestPublishedPlans)
#include "tst_published_plans.moc"
