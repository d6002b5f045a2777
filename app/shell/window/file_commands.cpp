// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/window/file_commands.h"

#include "document/sheets.h"
#include "io/scenario_file.h"
#include "shell/command_registry.h"
#include "shell/exchange/import_dialog.h"
#include "shell/scenario/preset_choices.h"
#include "shell/window/library_view.h"

#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QSettings>
#include <QUrl>

#include <algorithm>

namespace shardscape {

namespace {

constexpr int recentLimit = 12;
constexpr auto scenarioSuffix = ".shard.json";

QString recentKey() { return QStringLiteral("recentFiles"); }

QString scenarioFilter() { return FileCommands::tr("Shardscape scenarios (*.shard.json);;JSON files (*.json);;All files (*)"); }

/// Problems inside a text do not say which text, and a bar far from any field does not show their place.
Problems located(Problems problems, const QString& source)
{
    const std::string name = source.toStdString();
    for (Problem& problem : problems) {
        const bool saysName = problem.message.find(name) != std::string::npos;
        const std::string place = (saysName ? "" : name) + (problem.path.empty() ? "" : (saysName ? "" : ", ") + problem.path);
        if (!place.empty())
            problem.message = place + ": " + problem.message;
    }
    return problems;
}

/// A file that is there but is neither JSON nor PDF, so that the import has the better words for it.
bool isForNobodyElse(const QString& path, const Problems& problems)
{
    const std::string& code = problems.front().code;
    if (code == "file-not-found" || code == "file-is-folder" || code == "file-not-readable")
        return false;
    return !path.endsWith(QLatin1String(".json"), Qt::CaseInsensitive) && !path.endsWith(QLatin1String(".pdf"), Qt::CaseInsensitive);
}

} // namespace

FileCommands::FileCommands(AppContext& context, QWidget& window) : QObject{&window}, m_context{context}, m_window{window}
{
    CommandRegistry& commands = context.commands;
    commands.add({.id = QStringLiteral("file.open"),
                  .text = tr("&Open…"),
                  .shortcut = QKeySequence::Open,
                  .help = tr("Opens a scenario file."),
                  .icon = QStringLiteral("open")},
                 this, [this](bool) { openAsked(); });
    commands.add({.id = QStringLiteral("file.save"),
                  .text = tr("&Save"),
                  .shortcut = QKeySequence::Save,
                  .help = tr("Saves the scenario to its file."),
                  .icon = QStringLiteral("save")},
                 this, [this](bool) { save(); });
    commands.add({.id = QStringLiteral("file.save_as"),
                  .text = tr("Save &as…"),
                  .shortcut = QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S),
                  .help = tr("Saves the scenario to another file.")},
                 this, [this](bool) { saveAs(); });
    commands.add({.id = QStringLiteral("edit.paste"),
                  .text = tr("&Paste"),
                  .shortcut = QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_V),
                  .help = tr("Takes the text on the clipboard: a scenario, a config.json, what nvidia-smi topo -m prints; anything else opens the import.")},
                 this, [this](bool) { takeText(QGuiApplication::clipboard()->text(), tr("Clipboard")); });
    addNewCommands();
    addSheetCommands();
}

void FileCommands::addNewCommands()
{
    for (const auto& [id, preset] : m_context.document.library().all(PresetKind::Scenario)) {
        const QString title = QString::fromStdString(preset.title.empty() ? id : preset.title);
        m_context.commands.add({.id = QStringLiteral("file.new.") + QString::fromStdString(id), .text = title}, this,
                               [this, json = preset.json](bool) {
                                   const Result<Scenario> scenario = readScenario(json);
                                   if (!scenario)
                                       Q_EMIT reported(scenario.error());
                                   else
                                       show({.scenario = *scenario, .path = {}, .whole = true, .remarks = {}});
                               });
    }
}

void FileCommands::show(const OpenedFile& file)
{
    if (m_context.document.isModified() || !m_context.document.filePath().isEmpty())
        m_context.sheets.add(file.scenario, file.path);
    else
        m_context.document.takeOver(file);
}

void FileCommands::addSheetCommands()
{
    Sheets& sheets = m_context.sheets;
    m_context.commands.add({.id = QStringLiteral("sheet.duplicate"),
                            .text = tr("&Duplicate in a new tab"),
                            .shortcut = QKeySequence(Qt::CTRL | Qt::Key_T),
                            .help = tr("Opens a copy of this scenario beside it, to try something else.")},
                           this, [this](bool) { m_context.sheets.add(m_context.document.scenario()); });
    m_context.commands.add({.id = QStringLiteral("sheet.close"),
                            .text = tr("&Close tab"),
                            .shortcut = QKeySequence(Qt::CTRL | Qt::Key_W),
                            .help = tr("Closes this scenario; the last one stays open.")},
                           this, [this](bool) { closeSheet(m_context.sheets.current()); });
    const auto step = [&sheets](int by) { sheets.show((sheets.current() + by + sheets.count()) % sheets.count()); };
    m_context.commands.add(
        {.id = QStringLiteral("sheet.next"), .text = tr("&Next tab"), .shortcut = QKeySequence(Qt::CTRL | Qt::Key_PageDown)}, this,
        [step](bool) { step(1); });
    m_context.commands.add(
        {.id = QStringLiteral("sheet.previous"), .text = tr("&Previous tab"), .shortcut = QKeySequence(Qt::CTRL | Qt::Key_PageUp)}, this,
        [step](bool) { step(-1); });
    const auto update = [this] {
        for (const auto* id : {"sheet.close", "sheet.next", "sheet.previous"})
            m_context.commands.action(QString::fromLatin1(id))->setEnabled(m_context.sheets.count() > 1);
    };
    connect(&sheets, &Sheets::changed, this, update);
    update();
}

void FileCommands::closeSheet(int index)
{
    if (m_context.sheets.count() > 1 && mayClose(index))
        m_context.sheets.close(index);
}

void FileCommands::fillNewMenu(QMenu& menu) const
{
    for (const QString& id : m_context.commands.ids())
        if (id.startsWith(QLatin1String("file.new.")))
            menu.addAction(m_context.commands.action(id));
}

void FileCommands::attachRecentMenu(QMenu& menu)
{
    connect(&menu, &QMenu::aboutToShow, this, [this, &menu] {
        menu.clear();
        for (const QString& path : recentFiles())
            menu.addAction(QDir::toNativeSeparators(path), this, [this, path] { open(path); });
        if (menu.isEmpty())
            menu.addAction(tr("No files yet"))->setEnabled(false);
    });
}

QStringList FileCommands::recentFiles() { return QSettings().value(recentKey()).toStringList(); }

void FileCommands::remember(const QString& path)
{
    QSettings settings;
    QStringList recent = settings.value(recentKey()).toStringList();
    recent.removeAll(path);
    recent.prepend(path);
    settings.setValue(recentKey(), recent.mid(0, recentLimit));
}

bool FileCommands::open(const QString& path)
{
    Problems problems;
    const bool opened = openReporting(path, problems);
    Q_EMIT reported(problems);
    return opened;
}

bool FileCommands::openReporting(const QString& path, Problems& problems)
{
    if (const int sheet = m_context.sheets.find(QFileInfo(path).absoluteFilePath()); sheet >= 0) {
        m_context.sheets.show(sheet);
        return true;
    }
    const Result<OpenedFile> file = m_context.document.read(path);
    if (!file && isForNobodyElse(path, file.error())) {
        openImport(m_context, m_window)->takeFile(path); // commands, logs and lists: shown before anything is applied
        return false;
    }
    const Problems found = file ? file->remarks : located(file.error(), QFileInfo(path).fileName());
    problems.insert(problems.end(), found.begin(), found.end());
    if (!file)
        return false;
    show(*file);
    if (!file->path.isEmpty())
        remember(file->path);
    return true;
}

bool FileCommands::canTake(const QMimeData& data)
{
    const QList<QUrl> urls = data.urls();
    return std::any_of(urls.begin(), urls.end(), [](const QUrl& url) { return url.isLocalFile(); }) || presetOf(data) ||
           !data.text().trimmed().isEmpty();
}

void FileCommands::take(const QMimeData& data)
{
    Problems problems;
    bool anyFile = false;
    for (const QUrl& url : data.urls())
        if (url.isLocalFile()) {
            anyFile = true;
            static_cast<void>(openReporting(url.toLocalFile(), problems)); // one that cannot be read does not keep the others out
        }
    if (anyFile)
        Q_EMIT reported(problems);
    else if (const auto preset = presetOf(data))
        takePreset(*preset);
    else if (!data.text().isEmpty())
        takeText(data.text(), tr("Dropped text"));
}

void FileCommands::takePreset(const PresetReference& reference)
{
    const PresetText* preset = m_context.document.library().find(reference.kind, reference.id.toStdString());
    if (!preset) // dragged from another program of another version
        return;
    const QString name = QString::fromStdString(preset->title.empty() ? preset->id : preset->title);
    Scenario after = m_context.document.scenario();
    if (reference.kind == PresetKind::Scenario) {
        m_context.commands.action(QStringLiteral("file.new.") + reference.id)->trigger();
    } else if (reference.kind == PresetKind::Model) {
        after.model = {.preset = preset->id, .inlineJson = {}};
        m_context.document.edit(tr("Model: %1").arg(name), after);
    } else if (reference.kind == PresetKind::Cluster) {
        after.cluster = {.preset = preset->id, .nodes = nodesOf(after.cluster)};
        m_context.document.edit(tr("Cluster: %1").arg(name), after);
    }
}

void FileCommands::takeText(const QString& text, const QString& source)
{
    const Result<OpenedFile> taken = m_context.document.understand(text.toStdString(), tr("Pasted model"));
    if (taken && taken->whole)
        show(*taken);
    else if (taken)
        m_context.document.edit(tr("Pasted model or cluster"), taken->scenario);
    const bool json = text.trimmed().startsWith(QLatin1Char('{')); // was meant to be a scenario; its own problems say more
    if (taken || (json && !text.contains(QLatin1String("\"train_"))))
        Q_EMIT reported(taken ? taken->remarks : located(taken.error(), source));
    else if (!text.trimmed().isEmpty())
        openImport(m_context, m_window)->takeText(text);
    else
        Q_EMIT reported({{.severity = Severity::Error,
                          .code = "paste-not-understood",
                          .path = {},
                          .message = tr("The clipboard holds no text.").toStdString(),
                          .hint = tr("copy a scenario, a config.json from Hugging Face, a launch command, or what nvidia-smi prints")
                                      .toStdString()}});
}

void FileCommands::openAsked()
{
    const QString path =
        QFileDialog::getOpenFileName(&m_window, tr("Open a scenario"), QFileInfo(m_context.document.filePath()).path(), scenarioFilter());
    if (!path.isEmpty())
        open(path);
}

bool FileCommands::save()
{
    const QString path = m_context.document.filePath();
    return path.isEmpty() ? saveAs() : saveTo(path);
}

bool FileCommands::saveAs()
{
    QString path =
        QFileDialog::getSaveFileName(&m_window, tr("Save the scenario"), suggestedName(QLatin1String(scenarioSuffix)), scenarioFilter());
    if (path.isEmpty())
        return false;
    if (QFileInfo(path).suffix().isEmpty())
        path += QLatin1String(scenarioSuffix);
    return saveTo(path);
}

bool FileCommands::saveTo(const QString& path)
{
    const Result<void> saved = m_context.document.save(path);
    Q_EMIT reported(saved ? Problems{} : saved.error());
    if (saved) {
        remember(m_context.document.filePath());
        Q_EMIT done(tr("Saved to %1").arg(QDir::toNativeSeparators(path)));
    }
    return saved.has_value();
}

QString FileCommands::suggestedName(const QString& suffix) const
{
    const Document& document = m_context.document;
    if (!document.filePath().isEmpty()) {
        const QFileInfo file(document.filePath());
        QString name = file.fileName();
        for (const QString& known : {QStringLiteral(".shard.json"), QStringLiteral(".json")})
            if (name.endsWith(known)) {
                name.chop(known.size());
                break;
            }
        return file.dir().filePath(name + suffix);
    }
    QString name = QString::fromStdString(document.scenario().title).toLower().simplified();
    for (QChar& c : name)
        if (!c.isLetterOrNumber() && c != QLatin1Char('.'))
            c = QLatin1Char('-');
    return (name.isEmpty() ? tr("scenario") : name) + suffix;
}

bool FileCommands::mayLeave()
{
    for (int i = 0; i < m_context.sheets.count(); ++i)
        if (!mayClose(i))
            return false;
    return true;
}

bool FileCommands::mayClose(int index)
{
    if (!m_context.sheets.isModified(index))
        return true;
    m_context.sheets.show(index); // a person answers about what is on the screen
    const QString title = m_context.sheets.title(index);
    const auto answer = QMessageBox::question(&m_window, tr("Unsaved changes"),
                                              title.isEmpty() ? tr("This scenario has changes that are not saved.")
                                                              : tr("“%1” has changes that are not saved.").arg(title),
                                              QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, QMessageBox::Save);
    if (answer == QMessageBox::Save)
        return save();
    return answer == QMessageBox::Discard;
}

} // namespace shardscape
