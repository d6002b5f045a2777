// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/window/export_commands.h"

#include "document/document.h"
#include "document/text_file.h"
#include "io/evaluation_json.h"
#include "report/report.h"
#include "shell/command_registry.h"
#include "shell/window/file_commands.h"

#include <QDir>
#include <QFileDialog>

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

} // namespace

void addExportCommands(AppContext& context, QWidget& window, FileCommands& files)
{
    const Export json{FileCommands::tr("Export the evaluation"), QStringLiteral(".evaluation.json"),
                      FileCommands::tr("JSON files (*.json)"),
                      [](const Evaluation& evaluation, const QString& path) {
                          return writeTextFile(path, evaluationToJson(evaluation, fixesOf(evaluation)));
                      }};
    const Export report{FileCommands::tr("Write the report"), QStringLiteral(".pdf"), FileCommands::tr("PDF files (*.pdf)"), writeReport};
    const auto add = [&](CommandSpec spec, const Export& what) {
        context.commands.add(spec, &files, [what, &context, &window, &files](bool) { run(what, context, window, files); });
    };
    add({.id = QStringLiteral("file.export_json"),
         .text = FileCommands::tr("&Export evaluation…"),
         .shortcut = QKeySequence(Qt::CTRL | Qt::Key_E),
         .help = FileCommands::tr("Writes all figures as JSON, the same as “shardscape evaluate --json”."),
         .icon = QStringLiteral("export")},
        json);
    add({.id = QStringLiteral("file.report"),
         .text = FileCommands::tr("Write &report…"),
         .shortcut = QKeySequence::Print,
         .help = FileCommands::tr("Writes a PDF for people who were not there."),
         .icon = QStringLiteral("report")},
        report);
}

} // namespace shardscape
