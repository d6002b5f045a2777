// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sample_evaluation.h"
#include "cli/preset_folder.h"
#include "evaluate/evaluate.h"
#include "intake/report_pdf.h"
#include "io/scenario_file.h"
#include "report/pdf_report.h"
#include "report/report.h"
#include "views/sweep/sweep_chart.h"
#include "report/report_content.h"

#include <QDir>
#include <QPdfWriter>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <unistd.h>

using namespace shardscape;

class TestReport : public QObject {
    Q_OBJECT
private:
    PresetLibrary m_library;
    QTemporaryDir m_folder;

    Evaluation evaluationOf(const QString& preset, const std::function<void(Scenario&)>& change = {})
    {
        const PresetText* text = m_library.find(PresetKind::Scenario, preset.toStdString());
        Result<Scenario> scenario = text != nullptr ? readScenario(text->json) : failure(Problem{});
        if (!scenario)
            qFatal("no scenario %s", qPrintable(preset));
        if (change)
            change(*scenario);
        Result<Inputs> inputs = m_library.resolve(*scenario);
        Result<Evaluation> evaluation =
            inputs ? evaluate(*scenario, std::make_shared<const Inputs>(std::move(*inputs))) : failure(Problem{});
        if (!evaluation)
            qFatal("no evaluation of %s", qPrintable(preset));
        return std::move(*evaluation);
    }
    QString path(const QString& name) { return m_folder.filePath(name); }
    static QByteArray contentOf(const QString& file)
    {
        QFile f(file);
        return f.open(QIODevice::ReadOnly) ? f.readAll() : QByteArray();
    }
    /// A tool's output, or nothing where the tool is not installed.
    static std::optional<QByteArray> run(const QString& program, const QStringList& arguments)
    {
        if (QStandardPaths::findExecutable(program).isEmpty())
            return std::nullopt;
        QProcess process;
        process.start(program, arguments);
        if (!process.waitForFinished(60000))
            return std::nullopt;
        return process.readAllStandardOutput();
    }

    /// Puts a report where a person asked to see them.
    static void keep(const QString& file, const QString& name)
    {
        if (const auto copy = shotFile(name + QStringLiteral(".pdf"))) {
            QFile::remove(*copy);
            QVERIFY(QFile::copy(file, *copy));
        }
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_library = loadPresets(PRESETS_DIR).library;
        QVERIFY(m_library.all(PresetKind::Scenario).size() > 5);
    }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void everyScenarioHasAReport_data()
    {
        QTest::addColumn<QString>("preset");
        for (const auto& [id, text] : m_library.all(PresetKind::Scenario))
            QTest::newRow(id.c_str()) << QString::fromStdString(id);
    }
    /// Fonts embedded, no pictures but vectors, the key words found as text, the scenario attached.
    void everyScenarioHasAReport()
    {
        QFETCH(QString, preset);
        const Evaluation evaluation = evaluationOf(preset);
        const QString file = path(preset + QStringLiteral(".pdf"));
        QVERIFY(writeReport(evaluation, file));
        const QByteArray pdf = contentOf(file);
        QVERIFY(pdf.startsWith("%PDF-"));
        QVERIFY2(pdf.size() < 3'000'000, qPrintable(QString::number(pdf.size())));
        QVERIFY(pdf.contains("/EmbeddedFile"));
        QVERIFY(!pdf.contains("/Subtype /Image"));
        if (const auto fonts = run(QStringLiteral("pdffonts"), {file})) {
            const QList<QByteArray> lines = fonts->trimmed().split('\n');
            QVERIFY(lines.size() > 2);
            for (qsizetype i = 2; i < lines.size(); ++i)
                QVERIFY2(
                    QRegularExpression(QStringLiteral(" yes (yes|no) yes ")).match(QString::fromUtf8(lines[i].simplified())).hasMatch(),
                    lines[i].constData()); // embedded, subset or not, with a map to Unicode
        }
        if (const auto images = run(QStringLiteral("pdfimages"), {QStringLiteral("-list"), file}))
            QVERIFY(images->trimmed().split('\n').size() <= 2);
        if (const auto text = run(QStringLiteral("pdftotext"), {QStringLiteral("-layout"), file, QStringLiteral("-")})) {
            QVERIFY(text->contains(evaluation.fits ? "The plan fits" : "The plan does not fit"));
            QVERIFY(text->contains("Page 1 of "));
            QVERIFY(text->contains("Assumptions and diagnostics"));
            for (const char* raw : {"1f1b", "optimizer adam", "zb-h1", "/parallelism", "nvlink "}) // ids of files are not for readers
                QVERIFY2(!text->contains(raw), raw);
        }
        if (const auto info = run(QStringLiteral("pdfinfo"), {file})) {
            const auto pages = QRegularExpression(QStringLiteral("Pages: +(\\d+)")).match(QString::fromUtf8(*info));
            QVERIFY2(pages.captured(1).toInt() >= 3 && pages.captured(1).toInt() <= 8, info->constData());
        }
        if (const auto check = run(QStringLiteral("qpdf"), {QStringLiteral("--check"), file}))
            QVERIFY2(check->contains("No syntax or stream encoding errors found"), check->constData());
        const Result<std::string> attached = scenarioInPdf(pdf.toStdString());
        QVERIFY(attached.has_value());
        QVERIFY(*readScenario(*attached) == evaluation.scenario);
        keep(file, preset);
    }

    void theSameEvaluationGivesTheSameBytes()
    {
        const ReportContent content = reportContent(evaluationOf(QStringLiteral("llama-2-70b-4xa100-tp4")));
        const QByteArray first = pdfReport(content);
        QTest::qWait(1100); // the writer's own date would differ
        QCOMPARE(pdfReport(content), first);
        QVERIFY(first.contains("/CreationDate (D:20000101000000"));
    }

    void propertiesPaperAndAppendix()
    {
        const Evaluation evaluation = evaluationOf(QStringLiteral("llama-2-70b-4xa100-tp4"));
        const QString plain = path(QStringLiteral("plain.pdf"));
        const QString full = path(QStringLiteral("full.pdf"));
        const QDateTime date = QDateTime::fromSecsSinceEpoch(1'700'000'000, Qt::UTC);
        QVERIFY(writeReport(evaluation, plain, {.date = date}));
        QVERIFY(writeReport(evaluation, full, {.paper = ReportPaper::Letter, .appendix = true, .date = date, .author = QStringLiteral("Åsa Ek")}));
        QVERIFY(contentOf(plain).contains("/CreationDate (D:20231114221320"));
        const auto info = run(QStringLiteral("pdfinfo"), {full});
        if (!info)
            QSKIP("pdfinfo is not installed");
        for (const char* line : {"Author:          Åsa Ek", "Subject:         The plan ", "(letter)", "Creator:         Shardscape"})
            QVERIFY2(info->contains(line), info->constData());
        QVERIFY(run(QStringLiteral("pdfinfo"), {plain})->contains("(A4)"));
        QVERIFY(!run(QStringLiteral("pdftotext"), {plain, QStringLiteral("-")})->contains("Appendix"));
        const QByteArray text = *run(QStringLiteral("pdftotext"), {QStringLiteral("-layout"), full, QStringLiteral("-")});
        QVERIFY(text.contains("Appendix: how the key figures came about") && text.contains("2023-11-14"));
        if (const auto objects = run(QStringLiteral("qpdf"), {QStringLiteral("--json"), QStringLiteral("--json-key=qpdf"), full}))
            QVERIFY(objects->contains("\"/Lang\": \"u:en\"") || objects->contains("/Lang"));
    }

    void baselinesAndSweepsHaveSections()
    {
        const auto baseline = std::make_shared<const Evaluation>(evaluationOf(QStringLiteral("llama-2-70b-train-64")));
        const Evaluation now = evaluationOf(QStringLiteral("llama-2-70b-train-64"), [](Scenario& scenario) {
            std::get<TrainingWorkload>(scenario.workload.kind).recompute.kind = RecomputeKind::Full;
        });
        const SweepBase base{now.scenario, now.inputs, [this](const Scenario& scenario) { return m_library.resolve(scenario); }};
        const SweepAxis axis = suggestedValues(base, *readSweepInput("micro_batch", base));
        const auto chart = curveChart(*runSweep({base, axis}), Figure::StepTime, {QStringLiteral("Micro-batch"), {}});
        const QString file = path(QStringLiteral("compared.html"));
        QVERIFY(writeReport(now, file, {.baselines = {{QStringLiteral("Before & after"), baseline}}, .sweeps = {chart}}));
        const QByteArray html = contentOf(file);
        for (const char* text : {"Comparison with Before &amp; after", "1 of ", "Input that differs", "Why: Time of one training step", "Sweeps",
                                 "Step time over: Micro-batch"})
            QVERIFY2(html.contains(text), text);
        QVERIFY(writeReport(now, file));
        QVERIFY(!contentOf(file).contains("Comparison with") && !contentOf(file).contains("Sweeps"));
        QVERIFY(writeReport(now, path(QStringLiteral("compared.pdf")), {.baselines = {{QStringLiteral("A"), baseline}}, .sweeps = {chart}}));
        QVERIFY(contentOf(path(QStringLiteral("compared.pdf"))).size() > 10'000);
    }

    /// A printer gets the pages of the PDF.
    void printingGivesTheSamePages()
    {
        const ReportContent content = reportContent(evaluationOf(QStringLiteral("llama-2-70b-4xa100-tp4")));
        const QString file = path(QStringLiteral("printed.pdf"));
        QPdfWriter printer(file);
        printer.setResolution(600);
        printReport(content, printer);
        const QByteArray pages = "/Count " + QByteArray::number(pdfReport(content).count("/Type /Page\n"));
        QVERIFY2(contentOf(file).contains(pages), pages.constData());
    }

    void sourceDateEpochIsTheDate()
    {
        qputenv("SOURCE_DATE_EPOCH", "86400");
        QCOMPARE(reportDate(), QDateTime(QDate(1970, 1, 2), QTime(0, 0), Qt::UTC));
        qunsetenv("SOURCE_DATE_EPOCH");
        QVERIFY(std::abs(reportDate().secsTo(QDateTime::currentDateTimeUtc())) < 60);
    }

    void markdownSummarizes()
    {
        const Evaluation evaluation =
            evaluationOf(QStringLiteral("llama-2-70b-4xa100-tp4"), [](Scenario& s) { s.title = "a|b `c` *d*"; s.note = "```"; });
        const QString file = path(QStringLiteral("summary.md"));
        QVERIFY(writeReport(evaluation, file));
        const QString text = QString::fromUtf8(contentOf(file));
        QVERIFY(text.startsWith(QStringLiteral("## a\\|b \\`c\\` \\*d\\*\n")));
        QVERIFY(text.contains(QStringLiteral("**The plan ")) && text.contains(QStringLiteral("| --- | ---: | ---: |")));
        QVERIFY(text.contains(QStringLiteral("````json"))); // longer than the fence in the note
        const qsizetype begin = text.indexOf(QLatin1Char('{'));
        QVERIFY(readScenario(text.mid(begin, text.lastIndexOf(QLatin1Char('}')) - begin + 1).toStdString()).has_value());
    }

    void htmlIsWellFormedAndHasTextForEveryPicture()
    {
        const Evaluation evaluation =
            evaluationOf(QStringLiteral("llama-2-70b-4xa100-tp4"), [](Scenario& s) { s.title = "Tags <b> & \"quotes\" </script>"; });
        const QString file = path(QStringLiteral("report.html"));
        QVERIFY(writeReport(evaluation, file));
        const QString html = QString::fromUtf8(contentOf(file));
        QVERIFY(html.contains(QStringLiteral("Tags &lt;b&gt; &amp;")));
        QCOMPARE(html.count(QStringLiteral("</script>")), 1);
        QCOMPARE(html.count(QStringLiteral("<figure>")), html.count(QStringLiteral("role=\"img\" aria-label=\"")));
        QVERIFY(html.count(QStringLiteral("<caption>")) >= 5);
        QVERIFY(!html.contains(QStringLiteral("data:image")));
        QVERIFY(!html.contains(QStringLiteral("fill=\"url("))); // brush patterns, which SVG readers paint black
        // Everything between the body tags is well-formed XML but for the void elements.
        QString body = html.mid(html.indexOf(QStringLiteral("<header>")));
        body = body.left(body.indexOf(QStringLiteral("<script")));
        body.replace(QStringLiteral("<hr>"), QString()).replace(QStringLiteral("<br>"), QString());
        QXmlStreamReader xml(QStringLiteral("<x xmlns:xlink=\"a\">%1</x>").arg(body));
        while (!xml.atEnd())
            xml.readNext();
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    }

    void failuresLeaveNoFile_data()
    {
        QTest::addColumn<QString>("where");
        QTest::newRow("folder is missing") << QStringLiteral("no/such/folder/report.pdf");
        QTest::newRow("path is a folder") << QStringLiteral("folder");
        QTest::newRow("no permission") << QStringLiteral("locked/report.pdf");
    }
    void failuresLeaveNoFile()
    {
        QFETCH(QString, where);
        QVERIFY(QDir().mkpath(path(QStringLiteral("folder"))));
        QVERIFY(QDir().mkpath(path(QStringLiteral("locked"))));
        QFile::setPermissions(path(QStringLiteral("locked")), QFile::ReadOwner | QFile::ExeOwner);
        if (where.startsWith(QStringLiteral("locked")) && geteuid() == 0)
            QSKIP("root may write everywhere");
        const Result<void> result = writeReport(sampleTraining(), path(where));
        QVERIFY(!result);
        QCOMPARE(result.error().front().code, std::string("report-write"));
        QVERIFY(!QFileInfo(path(where)).isFile());
        QVERIFY(QDir(path(QStringLiteral("folder"))).isEmpty());
    }

    void longWordsAndManyRowsStayOnThePage()
    {
        Evaluation evaluation = sampleTraining({.tp = 1, .pp = 128, .dp = 1, .nodes = 16});
        evaluation.scenario.title = std::string(200, 'W') + " and a title that goes on and on";
        evaluation.diagnostics.push_back({Severity::Warning, "x", "/parallelism/" + std::string(300, 'p'), std::string(500, 'm'), "hint"});
        evaluation.inputs = [&] {
            auto inputs = std::make_shared<Inputs>(*evaluation.inputs);
            inputs->model.name = std::string(180, 'n');
            return inputs;
        }();
        const QString file = path(QStringLiteral("tight.pdf"));
        QVERIFY(writeReport(evaluation, file));
        const auto boxes = run(QStringLiteral("pdftotext"), {QStringLiteral("-bbox"), file, QStringLiteral("-")});
        if (!boxes)
            QSKIP("pdftotext is not installed");
        // No word leaves the text area: 18 mm margins on A4 (595.3 x 841.9 points), with a little for rounding.
        QXmlStreamReader xml(*boxes);
        int words = 0;
        while (!xml.atEnd())
            if (xml.readNext() == QXmlStreamReader::StartElement && xml.name() == QLatin1String("word")) {
                const auto at = [&xml](QLatin1String name) { return xml.attributes().value(name).toDouble(); };
                QVERIFY2(at(QLatin1String("xMin")) > 49.0, qPrintable(QString::number(at(QLatin1String("xMin")))));
                QVERIFY2(at(QLatin1String("xMax")) < 546.0, qPrintable(QString::number(at(QLatin1String("xMax")))));
                QVERIFY(at(QLatin1String("yMax")) < 820.0);
                ++words;
            }
        QVERIFY(words > 1000);
        keep(file, QStringLiteral("tight"));
    }
};

QTEST_MAIN(TestReport)
#include "tst_report.moc"
