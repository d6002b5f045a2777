// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/report_content.h"

#include "io/scenario_file.h"
#include "report/report_comparison.h"
#include "report/report_parts.h"
#include "shell/translate.h"
#include "views/breakdown/waterfall.h"
#include "views/memory/memory_bars.h"
#include "views/serving/curve_plot.h"

#include <QLocale>

#include <algorithm>
#include <array>

namespace shardscape {

QString reportText(const char* text, const char* comment) { return tr(text, comment); }

QString reportCount(long long count, const char* one, const char* many)
{
    return reportText(count == 1 ? one : many).arg(QLocale::c().toString(count));
}

namespace {

/// The report's table of times without the parts that take none.
TableData shortTimeTable(const std::vector<Waterfall>& all)
{
    std::vector<Waterfall> some = all;
    for (Waterfall& waterfall : some)
        waterfall.parts.erase(std::remove_if(waterfall.parts.begin(), waterfall.parts.end(),
                                             [](const WaterfallPart& part) { return part.time.inSeconds() == 0.0; }),
                              waterfall.parts.end());
    return waterfallTable(some, QLocale::c());
}

void addMemory(std::vector<ReportBlock>& blocks, const std::shared_ptr<const Evaluation>& evaluation, const ReportOptions& /*options*/)
{
    blocks.emplace_back(ReportPageBreak{});
    blocks.emplace_back(ReportHeading{reportText("Memory")});
    blocks.emplace_back(memoryPicture(evaluation));
    blocks.emplace_back(ReportTable{withoutEmptyColumns(memoryTable(memoryBars(*evaluation, false), QLocale::c()))});
}

void addTime(std::vector<ReportBlock>& blocks, const std::shared_ptr<const Evaluation>& evaluation, const ReportOptions& /*options*/)
{
    const std::vector<Waterfall> all = waterfalls(*evaluation);
    if (all.empty())
        return;
    blocks.emplace_back(ReportHeading{reportText("Time")});
    if (evaluation->timeline != nullptr && evaluation->timeline->size() > 1) // a single block is no picture
        blocks.emplace_back(timelinePicture(evaluation));
    blocks.emplace_back(breakdownPicture(evaluation));
    blocks.emplace_back(ReportTable{.table = shortTimeTable(all), .onlyHtml = true});
    if (evaluation->inference && !evaluation->inference->curve.points.empty()) {
        blocks.emplace_back(ReportHeading{reportText("Throughput and latency")});
        blocks.emplace_back(curvePicture(evaluation));
        blocks.emplace_back(ReportTable{withoutEmptyColumns(curveTable(evaluation->inference->curve, QLocale::c()))});
    }
}

void addTraffic(std::vector<ReportBlock>& blocks, const std::shared_ptr<const Evaluation>& shared, const ReportOptions& /*options*/)
{
    const Evaluation& evaluation = *shared;
    if (evaluation.plan == nullptr || evaluation.plan->parallelism.worldSize() == 1)
        return;
    blocks.emplace_back(ReportHeading{reportText("Traffic")});
    blocks.emplace_back(ReportParagraph{
        evaluation.training
            ? reportText("Bytes that the GPUs send in one training step, over the whole cluster, each byte counted once.")
            : reportText(
                  "Bytes that the GPUs send in one prefill and one decoded token, over the whole cluster, each byte counted once.")});
    blocks.emplace_back(ReportTable{reportAxisTable(evaluation)});
    if (evaluation.fabric != nullptr && !evaluation.traffic.perLink.empty())
        blocks.emplace_back(ReportTable{reportKindTable(evaluation)});
    if (!evaluation.busiestLinks.empty() && evaluation.fabric != nullptr)
        blocks.emplace_back(ReportTable{reportLinkTable(evaluation)});
}

void addCover(std::vector<ReportBlock>& blocks, const std::shared_ptr<const Evaluation>& evaluation, const ReportOptions& /*options*/)
{
    blocks.emplace_back(reportVerdict(*evaluation));
    blocks.emplace_back(reportKeyFigures(*evaluation));
    for (ReportBlock& block : reportBasis(*evaluation))
        blocks.push_back(std::move(block));
    if (!evaluation->scenario.note.empty())
        blocks.emplace_back(ReportParagraph{QString::fromStdString(evaluation->scenario.note)});
    blocks.emplace_back(ReportTable{reportPlanTable(*evaluation)});
    if (evaluation->plan != nullptr)
        blocks.emplace_back(meshPicture(evaluation));
}

void addAssumptions(std::vector<ReportBlock>& blocks, const std::shared_ptr<const Evaluation>& evaluation, const ReportOptions& /*options*/)
{
    blocks.emplace_back(ReportHeading{reportText("Assumptions and diagnostics")});
    for (ReportBlock& block : reportDiagnostics(*evaluation))
        blocks.push_back(std::move(block));
    for (ReportBlock& block : reportSources(*evaluation))
        blocks.push_back(std::move(block));
}

void addDerivations(std::vector<ReportBlock>& blocks, const std::shared_ptr<const Evaluation>& evaluation, const ReportOptions& /*options*/)
{
    blocks.emplace_back(ReportPageBreak{});
    blocks.emplace_back(ReportHeading{reportText("Appendix: how the key figures came about")});
    for (ReportBlock& block : reportDerivations(*evaluation))
        blocks.push_back(std::move(block));
}

void addWhatIf(std::vector<ReportBlock>& blocks, const std::shared_ptr<const Evaluation>& evaluation, const ReportOptions& options)
{
    for (std::vector<ReportBlock>& section : std::array{reportComparison(*evaluation, options.baselines), reportSweeps(options.sweeps)})
        for (ReportBlock& block : section)
            blocks.push_back(std::move(block));
}

/// The sections in their order: one function each, one line here.
struct ReportSection {
    void (*add)(std::vector<ReportBlock>&, const std::shared_ptr<const Evaluation>&, const ReportOptions&);
    bool appendix = false;
};

constexpr ReportSection sections[] = {{addCover}, {addMemory}, {addTime}, {addTraffic}, {addWhatIf}, {addAssumptions}, {addDerivations, true}};

QString subtitle(const ReportContent& content)
{
    return content.date.isValid() ? reportText("Shardscape report of %1, model version %2")
                                        .arg(content.date.date().toString(Qt::ISODate), content.version)
                                  : reportText("Shardscape report, model version %1").arg(content.version);
}

} // namespace

QDateTime reportDate()
{
    bool given = false;
    const qint64 epoch = qEnvironmentVariable("SOURCE_DATE_EPOCH").toLongLong(&given);
    return given ? QDateTime::fromSecsSinceEpoch(epoch, Qt::UTC) : QDateTime::currentDateTimeUtc();
}

ReportContent reportContent(const Evaluation& evaluation, const ReportOptions& options)
{
    const auto shared = std::make_shared<const Evaluation>(evaluation);
    ReportContent content;
    content.title = QString::fromStdString(evaluation.scenario.title);
    if (content.title.trimmed().isEmpty())
        content.title = reportText("Untitled scenario");
    content.subject = reportVerdict(evaluation).text;
    content.author = options.author.isEmpty() ? QStringLiteral("Shardscape") : options.author;
    content.language = reportText("en", "code of the language the report is in, as HTML's lang has it");
    content.date = options.date;
    content.paper = options.paper;
    content.version = QStringLiteral(SHARDSCAPE_VERSION);
    content.scenarioJson = QByteArray::fromStdString(writeScenario(evaluation.scenario));
    content.blocks.emplace_back(ReportTitle{content.title, subtitle(content)});
    for (const ReportSection& section : sections)
        if (!section.appendix || options.appendix)
            section.add(content.blocks, shared, options);
    return content;
}

} // namespace shardscape
