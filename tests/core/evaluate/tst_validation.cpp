// SPDX-License-Identifier: GPL-3.0-or-later
// Published measurements against the model: the table is printed, and the errors of every regime are bounded by what is reached.
#include "evaluate/validation_comparison.h"
#include "io/residuals_json.h"
#include "io/validation_json.h"
#include "support/preset_folder.h"

#include <QDir>
#include <QTest>

#include <algorithm>
#include <cstdio>
#include <map>

using namespace shardscape;

class TestValidation : public QObject {
    Q_OBJECT

    std::vector<ValidationRow> m_rows;
    std::vector<ValidationCase> m_cases;

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void initTestCase()
    {
        const PresetLibrary library = test::allPresets();
        const QDir folder(QStringLiteral(PRESETS_DIR "/validation"));
        const QStringList files = folder.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
        QVERIFY(!files.isEmpty());
        for (const QString& name : files) {
            const auto cases = readValidationCases(test::readFile(folder.filePath(name)), library);
            if (!cases)
                for (const Problem& p : cases.error())
                    std::printf("%s %s: %s (%s)\n", qPrintable(name), p.path.c_str(), p.message.c_str(), p.hint.c_str());
            QVERIFY2(cases.has_value(), qPrintable(name));
            for (const ValidationCase& each : *cases) {
                m_rows.push_back(validate(each));
                m_cases.push_back(each);
            }
        }
        std::printf("%s\n", validationToText(m_rows).c_str());
    }

    void errorsStayBelowWhatIsReached_data()
    {
        QTest::addColumn<QString>("regime");
        QTest::addColumn<double>("median");
        QTest::addColumn<double>("p90");
        const auto bound = [](const char* regime, double median, double p90) {
            QTest::newRow(regime) << QString::fromLatin1(regime) << median << p90;
        };
        bound("dense-train-a100", 0.02, 0.06);
        bound("dense-train-h100-bf16", 0.02, 0.06);
        bound("dense-train-h100-fp8", 0.03, 0.08);
        bound("dense-train-blackwell", 0.04, 0.07);
        bound("dense-train-blackwell-weak-box", 0.02, 0.07);
        bound("pipeline-schedules", 0.015, 0.025);
        bound("fsdp", 0.035, 0.15);
        bound("long-context", 0.05, 0.12);
        bound("moe-train-hopper", 0.08, 0.18);
        bound("moe-train-grace-blackwell", 0.045, 0.14);
        bound("moe-train-node-blackwell", 0.06, 0.18);
        bound("inference-first-token", 0.025, 0.14);
        bound("inference-static-batch", 0.03, 0.12);
        bound("inference-maximum-throughput", 0.04, 0.11);
        bound("inference-tpot-dense", 0.055, 0.15);
        bound("inference-tpot-moe", 0.07, 0.24);
        bound("inference-ttft", 0.06, 0.215);
        bound("inference-wide-ep", 0.03, 0.03);
        bound("memory-megatron-b200-allocated", 0.01, 0.02);
        bound("memory-megatron-b200-reserved", 0.015, 0.025);
        bound("memory-megatron-golden-allocated", 0.02, 0.025);
        bound("memory-megatron-golden-states", 0.05, 0.06);
        bound("memory-torchtitan-reserved", 0.05, 0.13);
        bound("memory-zero-bubble-allocated", 0.06, 0.095);
        bound("memory-bloom-device", 0.055, 0.095);
    }
    void errorsStayBelowWhatIsReached()
    {
        QFETCH(QString, regime);
        QFETCH(double, median);
        QFETCH(double, p90);
        const std::vector<RegimeSummary> summaries = summarizeValidation(m_rows);
        const auto summary =
            std::find_if(summaries.begin(), summaries.end(), [&](const RegimeSummary& s) { return s.regime == regime.toStdString(); });
        QVERIFY(summary != summaries.end());
        QVERIFY2(summary->median <= median, qPrintable(QString::number(summary->median)));
        QVERIFY2(summary->p90 <= p90, qPrintable(QString::number(summary->p90)));
    }

    /// Within one source, runs that differ by more than 3 % must come out in the right order.
    void schedulesAreRankedInTheRightOrder()
    {
        const std::vector<RankingSummary> ranking = summarizeRanking(m_rows);
        const std::map<std::string, double> least{{"pipeline-schedules", 0.99}, {"dense-train", 0.98}, {"moe-train", 0.95}};
        QCOMPARE(ranking.size(), least.size());
        for (const RankingSummary& s : ranking)
            QVERIFY2(s.pairs > 30 && s.share() >= least.at(s.regime),
                     qPrintable(QStringLiteral("%1: %2 of %3").arg(QString::fromStdString(s.regime)).arg(s.right).arg(s.pairs)));
    }

    /// A measured run of the same stack and model takes most of the error of another away.
    void oneMeasuredRunPredictsTheOthers()
    {
        const std::vector<RegimeSummary> calibrated = summarizeCalibrated(m_rows);
        QCOMPARE(calibrated.size(), std::size_t{2});
        QCOMPARE(calibrated[0].regime, std::string{"dense-train-calibrated"});
        QVERIFY2(calibrated[0].median <= 0.015 && calibrated[0].p90 <= 0.06, qPrintable(QString::number(calibrated[0].p90)));
        QVERIFY2(calibrated[1].median <= 0.035 && calibrated[1].p90 <= 0.06, qPrintable(QString::number(calibrated[1].p90)));
    }

    /// The scaled run itself comes out as measured: with two equal runs the calibrated error is none.
    void calibrationReproducesItsOwnRow()
    {
        ValidationRow row{.id = "a", .source = "s", .regime = "dense-train-x", .measured = 2.0, .predicted = 1.5};
        row.stack = "one";
        row.computeSeconds = 1.2;
        ValidationRow twin = row;
        twin.id = "b";
        const std::vector<RegimeSummary> calibrated = summarizeCalibrated({row, twin});
        QCOMPARE(calibrated.size(), std::size_t{1});
        QCOMPARE(calibrated[0].rows, 2);
        QVERIFY(calibrated[0].max < 1e-12);
    }

    /// The README shows the tables that this program makes; scripts/accuracy writes them.
    void readmeShowsTheseTables()
    {
        const QString readme = QString::fromStdString(test::readFile(QStringLiteral(PRESETS_DIR "/../README.md")));
        const QString begin = QStringLiteral("<!-- accuracy:begin -->\n");
        const auto from = readme.indexOf(begin);
        const auto to = readme.indexOf(QStringLiteral("<!-- accuracy:end -->"));
        QVERIFY(from >= 0 && to > from);
        const QString shown = readme.mid(from + begin.size(), to - from - begin.size());
        QVERIFY2(shown == QString::fromStdString(validationToMarkdown(m_rows)), "the tables are old: run scripts/accuracy");
    }

    /// The bands come from these cases; scripts/accuracy writes them.
    void theTableOfResidualsIsThatOfThisModel()
    {
        const std::string shipped = test::readFile(QStringLiteral(PRESETS_DIR "/accuracy/residuals.json"));
        QVERIFY2(shipped == residualsToJson(residualsOf(m_cases)), "the residuals are old: run scripts/accuracy");
    }

    void everyCaseIsPredicted()
    {
        for (const ValidationRow& row : m_rows)
            QVERIFY2(row.problems.empty(), row.id.c_str());
    }
};

QTEST_APPLESS_MAIN(TestValidation)
#include "tst_validation.moc"
