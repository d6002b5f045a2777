// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/markdown_report.h"

#include "io/scenario_file.h"
#include "report/report_parts.h"

namespace shardscape {

namespace {

/// Text that Markdown leaves as it is, on one line.
QString plain(const QString& text)
{
    QString safe;
    for (const QChar c : text.simplified()) {
        if (QStringLiteral("\\`*_{}[]<>#|~").contains(c))
            safe += QLatin1Char('\\');
        safe += c;
    }
    return safe;
}

QString row(const QStringList& cells)
{
    QStringList safe;
    for (const QString& cell : cells)
        safe << plain(cell);
    return QStringLiteral("| %1 |\n").arg(safe.join(QStringLiteral(" | ")));
}

QString figuresTable(const ReportFigures& figures)
{
    QString text = row({reportText("Figure"), reportText("Predicted"), reportText("Eight of ten measurements")}) + QStringLiteral("| --- | ---: | ---: |\n");
    for (const ReportFigure& figure : figures.values)
        text += row({figure.label, figure.value, figure.range});
    return text;
}

QString planTable(const TableData& table)
{
    QString text = row(table.header) + QStringLiteral("| --- | --- |\n");
    for (const QStringList& cells : table.rows)
        text += row(cells);
    return text;
}

QString warnings(const Evaluation& evaluation)
{
    QString text;
    for (const Problem& problem : evaluation.diagnostics)
        if (problem.severity != Severity::Info)
            text += QStringLiteral("- %1 %2 (%3)\n")
                        .arg(problem.severity == Severity::Error ? QStringLiteral("✗") : QStringLiteral("⚠"),
                             plain(QString::fromStdString(problem.message)), plain(QString::fromStdString(problem.hint)));
    return text.isEmpty() ? text : text + QLatin1Char('\n');
}

} // namespace

QByteArray markdownSummary(const Evaluation& evaluation)
{
    const ReportVerdict verdict = reportVerdict(evaluation);
    const QString title = QString::fromStdString(evaluation.scenario.title);
    // A fence longer than any in the scenario's own texts keeps them inside.
    const QString json = QString::fromStdString(writeScenario(evaluation.scenario));
    QString fence = QStringLiteral("```");
    while (json.contains(fence))
        fence += QLatin1Char('`');
    return QStringLiteral("## %1\n\n%2 **%3**\n\n%4\n%5\n%6<details><summary>%7</summary>\n\n%8json\n%9%8\n\n</details>\n")
        .arg(plain(title.trimmed().isEmpty() ? reportText("Untitled scenario") : title), verdict.good ? QStringLiteral("✓") : QStringLiteral("✗"),
             plain(verdict.text), figuresTable(reportKeyFigures(evaluation)), planTable(reportPlanTable(evaluation)), warnings(evaluation),
             reportText("Scenario, to open in Shardscape %1").arg(QStringLiteral(SHARDSCAPE_VERSION)), fence, json)
        .toUtf8();
}

} // namespace shardscape
