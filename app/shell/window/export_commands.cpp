// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/window/export_commands.h"

#include "document/baselines.h"
#include "document/document.h"
#include "document/text_file.h"
#include "io/derivation_json.h"
#include "io/evaluation_json.h"
#include "report/pdf_report.h"
#include "report/report.h"
#include "shell/command_registry.h"
#include "shell/window/file_commands.h"
#include "views/common/picture_frame.h"
#include "views/sweep/sweep_view.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QFileDialog>
#include <QLocale>
#include <QPrintPreviewDialog>
#include <QPrinter>
#include <QSettings>

namespace shardscape {

namespace {

/// One kind of file that an evaluation is written to.
struct Export {
    QString title;
    QString suffix;
    QString filter;
    std::function<Result<void>(const Evaluation&, const QString& path)> write;
};

Problem nothingYet()
{
    return {.code = "no-evaluation",
            .path = {},
            .message = FileCommands::tr("There is no evaluation of this scenario to write.").toStdString(),
            .hint = FileCommands::tr("Mend the problems listed under Diagnostics first.").toStdString()};
}

/// On the paper of the country; with the derivations when the settings ask for them, with what is pinned, and with the sweep that is shown.
ReportOptions reportOptions(const AppContext& context, const QWidget& window)
{
    std::vector<std::shared_ptr<const SweepChart>> sweeps;
    if (const auto* view = window.findChild<SweepView*>(); view != nullptr && view->presentChart() != nullptr)
        sweeps.push_back(view->presentChart());
    return {.paper = QLocale().measurementSystem() == QLocale::ImperialUSSystem ? ReportPaper::Letter : ReportPaper::A4,
            .appendix = QSettings().value(QStringLiteral("report/appendix")).toBool(),
            .date = reportDate(),
            .author = {},
            .baselines = context.baselines.all(),
            .sweeps = std::move(sweeps)};
}

/// The frame of the view with the keyboard focus, or the first one that is to be seen.
PictureFrame* frameInFront(QWidget& window)
{
    for (QWidget* widget = QApplication::focusWidget(); widget != nullptr; widget = widget->parentWidget()) {
        if (auto* frame = qobject_cast<PictureFrame*>(widget))
            return frame;
        if (auto* frame = widget == &window ? nullptr : widget->findChild<PictureFrame*>(); frame != nullptr && frame->isVisible())
            return frame;
    }
    for (PictureFrame* frame : window.findChildren<PictureFrame*>())
        if (frame->isVisible())
            return frame;
    return nullptr;
}

/// The exports that every view has, as commands for the view in front.
void addViewExports(AppContext& context, QWidget& window)
{
    const auto add = [&](const char* id, const QString& text, const QString& help, void (PictureFrame::*act)()) {
        context.commands.add({.id = QLatin1String(id), .text = text, .help = help}, &window, [&window, act](bool) {
            if (PictureFrame* frame = frameInFront(window))
                (frame->*act)();
        });
    };
    add("view.copy_picture", FileCommands::tr("Copy view as &picture"),
        FileCommands::tr("Copies the picture of the view with the focus."), &PictureFrame::copyPicture);
    add("view.copy_table", FileCommands::tr("Copy view as &table"),
        FileCommands::tr("Copies the numbers of the view with the focus as tab-separated text."), &PictureFrame::copyTable);
    add("view.export", FileCommands::tr("&Save view…"),
        FileCommands::tr("Saves the view with the focus as PNG, SVG, CSV, TSV or JSON."), &PictureFrame::chooseExportFile);
}

void run(const Export& what, AppContext& context, QWidget& window, FileCommands& files)
{
    const auto evaluation = context.document.evaluation();
    if (!evaluation || !context.document.problems().empty()) {
        Q_EMIT files.reported({nothingYet()});
        return;
    }
    const QString path = QFileDialog::getSaveFileName(&window, what.title, files.suggestedName(what.suffix), what.filter);
    if (path.isEmpty())
        return;
    const Result<void> written = what.write(*evaluation, path);
    Q_EMIT files.reported(written ? Problems{} : written.error());
    if (written)
        Q_EMIT files.done(FileCommands::tr("Written to %1").arg(QDir::toNativeSeparators(path)));
}

void preview(AppContext& context, QWidget& window, FileCommands& files)
{
    const auto evaluation = context.document.evaluation();
    if (!evaluation || !context.document.problems().empty()) {
        Q_EMIT files.reported({nothingYet()});
        return;
    }
    auto* dialog = new QPrintPreviewDialog(&window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(FileCommands::tr("Report"));
    dialog->resize(1000, 700);
    QObject::connect(dialog, &QPrintPreviewDialog::paintRequested, dialog, [content = reportContent(*evaluation, reportOptions(context, window))](QPrinter* printer) {
        printer->setFullPage(true);
        printReport(content, *printer);
    });
    dialog->show();
}

void addPreviewCommand(AppContext& context, QWidget& window, FileCommands& files)
{
    context.commands.add({.id = QStringLiteral("file.preview"),
                          .text = FileCommands::tr("Pre&view and print the report…"),
                          .help = FileCommands::tr("Shows the pages of the report; they can be printed from there.")},
                         &files, [&context, &window, &files](bool) { preview(context, window, files); });
}

void addAppendixCommand(AppContext& context, FileCommands& files)
{
    QAction* action = context.commands.add({.id = QStringLiteral("file.report_appendix"),
                                            .text = FileCommands::tr("Derivations in the &appendix of reports"),
                                            .help = FileCommands::tr("Adds the formulas and values of the key figures to reports."),
                                            .checkable = true},
                                           &files, [](bool on) { QSettings().setValue(QStringLiteral("report/appendix"), on); });
    action->setChecked(QSettings().value(QStringLiteral("report/appendix")).toBool());
}

} // namespace

void addExportCommands(AppContext& context, QWidget& window, FileCommands& files)
{
    const Export json{FileCommands::tr("Export the evaluation"), QStringLiteral(".evaluation.json"),
                      FileCommands::tr("JSON files (*.json)"),
                      [](const Evaluation& evaluation, const QString& path) { return writeTextFile(path, evaluationToJson(evaluation, fixesOf(evaluation))); }};
    const Export derivations{FileCommands::tr("Export the evaluation with derivations"), QStringLiteral(".derivations.json"),
                             FileCommands::tr("JSON files (*.json)"), [](const Evaluation& evaluation, const QString& path) {
                                 return writeTextFile(path, withDerivations(evaluationToJson(evaluation, fixesOf(evaluation)), evaluation.derivations));
                             }};
    const Export report{FileCommands::tr("Write the report"), QStringLiteral(".pdf"), FileCommands::tr("Reports (*.pdf *.html *.md)"),
                        [&context, &window](const Evaluation& evaluation, const QString& path) {
                            return writeReport(evaluation, path, reportOptions(context, window));
                        }};
    const auto add = [&](CommandSpec spec, const Export& what) {
        context.commands.add(spec, &files, [what, &context, &window, &files](bool) { run(what, context, window, files); });
    };
    add({.id = QStringLiteral("file.export_json"),
         .text = FileCommands::tr("&Export evaluation…"),
         .shortcut = QKeySequence(Qt::CTRL | Qt::Key_E),
         .help = FileCommands::tr("Writes all figures as JSON, the same as “shardscape evaluate --json”."),
         .icon = QStringLiteral("export")},
        json);
    add({.id = QStringLiteral("file.export_derivations"),
         .text = FileCommands::tr("Export evaluation with &derivations…"),
         .help = FileCommands::tr("Writes all figures with their formulas, values and sources as JSON.")},
        derivations);
    add({.id = QStringLiteral("file.report"),
         .text = FileCommands::tr("Write &report…"),
         .shortcut = QKeySequence::Print,
         .help = FileCommands::tr("Writes a PDF for people who were not there."),
         .icon = QStringLiteral("report")},
        report);
    addPreviewCommand(context, window, files);
    addViewExports(context, window);
    addAppendixCommand(context, files);
}

} // namespace shardscape
