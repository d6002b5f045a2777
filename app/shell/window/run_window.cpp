// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/window/run_window.h"

#include "cli/preset_folder.h"
#include "cli/version.h"
#include "document/autosave.h"
#include "document/sheets.h"
#include "document/text_file.h"
#include "io/scenario_file.h"
#include "shell/language.h"
#include "shell/resources.h"
#include "shell/window/file_commands.h"
#include "shell/window/main_window.h"
#include "shell/window/panes.h"
#include "shell/workspace.h"

#include <QApplication>
#include <QScreen>
#include <QSettings>
#include <QTextStream>
#include <QTimer>

#include <functional>
#include <utility>

namespace shardscape {

namespace {

constexpr int titleBarHeight = 40;               ///< room for the frame that the window system draws around
constexpr int makeAnew = -1; ///< exit code of a window that is to be made again, in another language
constexpr int screenshotDelayMilliseconds = 400; ///< lets views settle after the evaluation

void print(const Problems& problems)
{
    QTextStream err(stderr);
    for (const Problem& problem : problems)
        err << QString::fromStdString(problem.message) << ' ' << QString::fromStdString(problem.hint) << '\n';
}

void nameApplication()
{
    QCoreApplication::setApplicationName(QStringLiteral("shardscape"));
    QCoreApplication::setOrganizationName(QStringLiteral("shardscape"));
    QCoreApplication::setApplicationVersion(QString::fromUtf8(programVersion().data()));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Shardscape"));
    QGuiApplication::setDesktopFileName(QStringLiteral("org.shardscape.Shardscape"));
}

Result<std::shared_ptr<const PresetLibrary>> presets(Problems& remarks)
{
    auto loaded = loadAllPresets();
    if (!loaded)
        return failure(std::move(loaded.error()));
    remarks = std::move(loaded->problems);
    return std::make_shared<const PresetLibrary>(std::move(loaded->library));
}

/// The scenario a new window starts with: the welcome preset, or an empty one where presets are missing.
Scenario welcomeScenario(const PresetLibrary& library)
{
    if (const PresetText* preset = library.find(PresetKind::Scenario, "welcome"))
        if (Result<Scenario> scenario = readScenario(preset->json))
            return *scenario;
    return {};
}

ThemeChoice chosenTheme()
{
    const QString remembered = QSettings().value(QStringLiteral("theme")).toString();
    return fromText<ThemeChoice>(qEnvironmentVariable("SHARDSCAPE_THEME", remembered).toStdString()).value_or(ThemeChoice::System);
}

void resizeAsAsked(QWidget& window)
{
    const QStringList size = qEnvironmentVariable("SHARDSCAPE_WINDOW").split(QLatin1Char('x'));
    if (size.size() == 2 && size[0].toInt() > 0 && size[1].toInt() > 0)
        window.resize(size[0].toInt(), size[1].toInt());
}

/// Waits for the first evaluation, or the problems instead of it, then takes the picture and quits.
void takeScreenshot(Document& document, MainWindow& window, const QString& path)
{
    QObject::connect(&document, &Document::evaluationChanged, &window, [&window, path] {
        QTimer::singleShot(screenshotDelayMilliseconds, &window, [&window, path] {
            const bool written = window.grab().save(path);
            QCoreApplication::exit(written ? 0 : 2);
        });
    });
}

/// Work of a window that was killed comes back, unless a file was asked for.
void recoverWork(Autosave& autosave, Document& document, Sheets& sheets, MainWindow& window)
{
    const std::vector<RecoveredWork> all = autosave.takeLeftover();
    if (all.empty())
        return;
    QStringList titles;
    for (const RecoveredWork& work : all) {
        if (!titles.isEmpty())
            sheets.add(work.scenario);
        document.recover(work.scenario, work.filePath);
        titles << QString::fromStdString(work.scenario.title);
    }
    window.showProblems({{.severity = Severity::Info,
                          .code = "work-recovered",
                          .path = {},
                          .message = MainWindow::tr("Shardscape was ended before “%1” was saved; the unsaved work is back.")
                                         .arg(titles.join(MainWindow::tr("”, “")))
                                         .toStdString(),
                          .hint = MainWindow::tr("save it, or start anew from the File menu").toStdString()}});
}

/// One life of the window. The document outlives it, so that a window in another language goes on where this one was.
int showWindow(Document& document, Sheets& sheets, const std::function<void(MainWindow&)>& begin)
{
    Workspace workspace(document, sheets, chosenTheme());
    const InstalledLanguage language(workspace.preferences.language());
    MainWindow window(workspace.context);
    QObject::connect(&workspace.preferences, &Preferences::languageChanged, &window, [&window] {
        window.saveLayout();
        QCoreApplication::exit(makeAnew);
    });
    begin(window);
    const QString screenshot = qEnvironmentVariable("SHARDSCAPE_SCREENSHOT");
    if (screenshot.isEmpty()) // a picture has the size asked for, a window that of its screen at most
        window.resize(window.size().boundedTo(window.screen()->availableSize() - QSize(0, titleBarHeight)));
    resizeAsAsked(window);
    if (!screenshot.isEmpty())
        takeScreenshot(document, window, screenshot);
    window.show();
    return QApplication::exec();
}

} // namespace

int runWindow(int argc, char** argv, const std::string& file)
{
    QGuiApplication::setHighDpiScaleFactorRoundingPolicy(Qt::HighDpiScaleFactorRoundingPolicy::PassThrough);
    QApplication application(argc, argv);
    nameApplication();
    QApplication::setFont(loadFonts());
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/shardscape.svg")));

    Problems remarks;
    const auto library = presets(remarks);
    if (!library) {
        print(library.error());
        return 2;
    }
    Document document(*library, welcomeScenario(**library));
    Sheets sheets(document);
    Autosave autosave(sheets);
    bool first = true;
    const auto begin = [&](MainWindow& window) {
        if (!std::exchange(first, false))
            return;
        if (!remarks.empty())
            window.showProblems(remarks);
        if (!file.empty())
            window.files().open(QString::fromStdString(file));
        else if (!qEnvironmentVariableIsSet("SHARDSCAPE_SCREENSHOT"))
            recoverWork(autosave, document, sheets, window);
        if (file.empty() && !document.isModified())
            window.panes().show(QStringLiteral("welcome"));
    };
    int code = 0;
    do
        code = showWindow(document, sheets, begin);
    while (code == makeAnew);
    return code;
}

} // namespace shardscape
