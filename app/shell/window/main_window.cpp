// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/window/main_window.h"

#include "document/baselines.h"
#include "document/document.h"
#include "shell/calibration/calibration_dialog.h"
#include "shell/command_registry.h"
#include "shell/exchange/import_dialog.h"
#include "shell/exchange/launch_dialog.h"
#include "shell/focus_hub.h"
#include "shell/model_clock.h"
#include "shell/plain_text.h"
#include "shell/preferences.h"
#include "shell/presenter/presenter.h"
#include "shell/resources.h"
#include "shell/scenario/problem_note.h"
#include "shell/scenario/scenario_panel.h"
#include "shell/theme_manager.h"
#include "shell/window/curtain.h"
#include "shell/window/diagnostics_view.h"
#include "shell/window/export_commands.h"
#include "shell/window/file_commands.h"
#include "shell/window/focus_figure.h"
#include "shell/window/focus_words.h"
#include "shell/window/help_commands.h"
#include "shell/window/key_figures.h"
#include "shell/window/library_view.h"
#include "shell/window/menus.h"
#include "shell/window/message_bar.h"
#include "shell/window/panes.h"
#include "shell/window/sheet_bar.h"
#include "shell/window/view_commands.h"
#include "shell/window/welcome_page.h"
#include "views/animation/animation_view.h"
#include "views/lesson/lesson_view.h"
#include "views/mesh/mesh_view.h"

#include <QApplication>
#include <QCloseEvent>
#include <QFileInfo>
#include <QLabel>
#include <QMessageBox>
#include <QMimeData>
#include <QSettings>
#include <QStatusBar>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace shardscape {

namespace {

constexpr int layoutVersion = 3; ///< raise when the set of panes changes, so that an old remembered layout is not applied

DiagnosticsView& diagnosticsOf(const PaneLayout& panes)
{
    return *static_cast<DiagnosticsView*>(panes.view(QStringLiteral("diagnostics")));
}

} // namespace

MainWindow::MainWindow(AppContext& context) : m_context{context}, m_files{new FileCommands(context, *this)}
{
    setObjectName(QStringLiteral("mainWindow"));
    setAccessibleName(tr("Shardscape"));
    setAcceptDrops(true);
    new PlainTextGuard(this);
    m_figures = new KeyFigureBar(context, this);
    m_message = new MessageBar(this);
    auto* top = new QToolBar(tr("Key figures"), this);
    top->setObjectName(QStringLiteral("keyFigureBar"));
    top->setAccessibleName(tr("Key figures"));
    top->setMovable(false);
    top->setContextMenuPolicy(Qt::PreventContextMenu);
    auto* stack = new QWidget(top);
    stack->setAccessibleName(tr("Key figures"));
    auto* layout = new QVBoxLayout(stack);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(new SheetBar(context, *m_files, stack));
    layout->addWidget(m_figures);
    layout->addWidget(m_message);
    top->addWidget(stack);
    addToolBar(top);

    addHelpCommands(context, *this);
    m_panes = new PaneLayout(context, *this, allPanes());
    new Presenter(context, *this, static_cast<LessonView*>(m_panes->view(QStringLiteral("lesson")))->session());
    connectLessons();
    makeStatusBar();
    addExportCommands(context, *this, *m_files);
    addCalibrationCommand(context, *this);
    addImportCommand(context, *this);
    addLaunchCommand(context, *this);
    addCommands();
    addViewCommands(context, *this);
    buildMenus(*this, context.commands, *m_files);
    for (const QString& id : context.commands.ids())
        if (QAction* action = context.commands.action(id); action->shortcutContext() == Qt::WindowShortcut)
            addAction(action); // shortcuts work while the menu bar is hidden, too
    connectDocument();
    applyPreferences();
    connect(&context.preferences, &Preferences::changed, this, &MainWindow::applyPreferences);
    resize(1440, 900);
    updateIcons();
    updateTitle();
    updateStatus();
}

void MainWindow::applyPreferences()
{
    const bool reduced = m_context.preferences.reducedMotion();
    setAnimated(!reduced);
    m_context.clock.setStepwise(reduced);
}

void MainWindow::connectDocument()
{
    Document& document = m_context.document;
    connect(m_files, &FileCommands::reported, this, &MainWindow::showProblems);
    connect(m_files, &FileCommands::done, this, [this](const QString& sentence) { statusBar()->showMessage(sentence, 5000); });
    connect(&document, &Document::scenarioChanged, this, &MainWindow::updateTitle);
    connect(&document, &Document::filePathChanged, this, &MainWindow::updateTitle);
    connect(&document.undoGroup(), &QUndoGroup::cleanChanged, this, [this](bool clean) { setWindowModified(!clean); });
    connect(&document, &Document::evaluationChanged, this, &MainWindow::updateStatus);
    connect(&m_context.focus, &FocusHub::changed, this, &MainWindow::updateStatus);
    connect(&m_context.focus, &FocusHub::explainRequested, this, [this] {
        if (!m_panes->isMaximized())
            m_panes->show(QStringLiteral("explain"));
    });
    connect(&m_context.baselines, &Baselines::changed, this, [this] {
        const Baselines& baselines = m_context.baselines;
        const QString name = baselines.current() < 0 ? QString() : tr("the baseline “%1”").arg(baselines.all()[static_cast<std::size_t>(baselines.current())].title);
        m_figures->setBaseline(baselines.evaluation().get(), name);
    });
    connect(&m_context.theme, &ThemeManager::themeChanged, this, &MainWindow::updateIcons);
    auto* welcome = static_cast<WelcomePage*>(m_panes->view(QStringLiteral("welcome")));
    connect(welcome, &WelcomePage::fileRequested, m_files, &FileCommands::open);
    connect(static_cast<LibraryView*>(m_panes->view(QStringLiteral("library"))), &LibraryView::chosen, m_files, &FileCommands::takePreset);
    connect(&document, &Document::scenarioChanged, this, [this, welcome] {
        if (welcome->isVisible())
            m_panes->show(QStringLiteral("mesh"));
    });
    connect(&diagnosticsOf(*m_panes), &DiagnosticsView::showRequested, this, [this] { m_panes->raise(QStringLiteral("diagnostics")); });
    connect(&diagnosticsOf(*m_panes), &DiagnosticsView::fieldRequested, this, [this](const QString& path) {
        m_panes->show(QStringLiteral("scenario"));
        static_cast<ScenarioPanel*>(m_panes->view(QStringLiteral("scenario")))->focusField(path);
    });
}

void MainWindow::connectLessons()
{
    auto* lessons = static_cast<LessonView*>(m_panes->view(QStringLiteral("lesson")));
    connect(&m_context.document, &Document::editRefused, this, [this](const QString& reason) { statusBar()->showMessage(reason, 8000); });
    connect(lessons, &LessonView::paneRequested, this, [this](const QString& wanted) { // "id" or "id?settings"
        const QString id = wanted.section(QLatin1Char('?'), 0, 0);
        m_panes->show(id);
        if (auto* animation = qobject_cast<AnimationView*>(m_panes->view(id)))
            animation->configure(wanted.section(QLatin1Char('?'), 1));
    });
    m_context.commands.add({.id = QStringLiteral("lesson.open"), .text = tr("&Open the lessons"), .help = tr("Shows the pane of lessons.")}, this,
                           [this](bool) { m_panes->raise(QStringLiteral("lesson")); });
    std::vector<QWidget*> instruments{m_figures};
    for (const char* id : {"memory", "breakdown", "explain", "timeline", "curve", "roofline", "diagnostics"})
        instruments.push_back(m_panes->view(QLatin1String(id)));
    for (QWidget* instrument : instruments) {
        auto* curtain = new Curtain(m_context, instrument);
        connect(&lessons->session(), &LessonSession::changed, curtain, [curtain, lessons] { curtain->draw(lessons->session().wantsCurtain()); });
    }
}

void MainWindow::addCommands()
{
    CommandRegistry& commands = m_context.commands;
    QAction* undo = m_context.document.undoGroup().createUndoAction(nullptr, tr("&Undo"));
    undo->setShortcut(QKeySequence::Undo);
    undo->setProperty("iconName", QStringLiteral("undo"));
    QAction* redo = m_context.document.undoGroup().createRedoAction(nullptr, tr("&Redo"));
    redo->setShortcuts({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)});
    redo->setProperty("iconName", QStringLiteral("redo"));
    commands.adopt(QStringLiteral("edit.undo"), undo);
    commands.adopt(QStringLiteral("edit.redo"), redo);
    commands.add({.id = QStringLiteral("file.quit"), .text = tr("&Quit"), .shortcut = QKeySequence(Qt::CTRL | Qt::Key_Q)}, this,
                 [this](bool) { close(); });
    commands.add(
        {.id = QStringLiteral("view.reset"), .text = tr("&Reset layout"), .help = tr("Puts all panes back to where they were at first.")},
        this, [this](bool) { restoreState(m_defaultLayout, layoutVersion); });
    commands.add({.id = QStringLiteral("help.explain"),
                  .text = tr("&Explain this figure"),
                  .shortcut = QKeySequence(Qt::Key_F1),
                  .help = tr("Shows how the figure with the focus came about."),
                  .icon = QStringLiteral("explain")},
                 this, [this](bool) { explainFocused(); });
    commands.add({.id = QStringLiteral("help.about"), .text = tr("&About Shardscape")}, this, [this](bool) {
        QMessageBox::about(this, tr("About Shardscape"),
                           tr("Shardscape %1\nAn explorer of how large language models are split over GPUs.\nFree software under "
                              "GPL-3.0-or-later; the fonts are DejaVu 2.37.")
                               .arg(QApplication::applicationVersion()));
    });
}

void MainWindow::makeStatusBar()
{
    m_focusWords = new QLabel(this);
    m_focusWords->setAccessibleName(tr("What is focused"));
    m_focusWords->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_focusWords->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // long words must not widen the window
    m_focusWords->setContentsMargins(8, 0, 0, 0);
    m_diagnostics = new QToolButton(this);
    m_diagnostics->setAutoRaise(true);
    m_diagnostics->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    connect(m_diagnostics, &QToolButton::clicked, this, [this] { m_panes->raise(QStringLiteral("diagnostics")); });
    connect(&diagnosticsOf(*m_panes), &DiagnosticsView::summaryChanged, this, &MainWindow::updateStatus);
    connect(static_cast<MeshView*>(m_panes->view(QStringLiteral("mesh"))), &MeshView::statusText, m_focusWords, &QLabel::setText);
    statusBar()->addWidget(m_focusWords, 1);
    statusBar()->addPermanentWidget(m_diagnostics);
    statusBar()->setAccessibleName(tr("Status"));
}

void MainWindow::updateTitle()
{
    const Document& document = m_context.document;
    QString name = QString::fromStdString(document.scenario().title);
    if (name.isEmpty())
        name = document.filePath().isEmpty() ? tr("Untitled") : QFileInfo(document.filePath()).fileName();
    setWindowFilePath(document.filePath());
    setWindowTitle(tr("%1[*] — Shardscape").arg(name));
    setWindowModified(document.isModified());
}

void MainWindow::updateStatus()
{
    const auto evaluation = m_context.document.evaluation();
    m_focusWords->setText(evaluation ? focusWords(*evaluation, m_context.focus.current()) : QString());
    const DiagnosticsView& diagnostics = diagnosticsOf(*m_panes);
    const Tokens& tokens = m_context.theme.tokens();
    m_diagnostics->setText(diagnostics.summary());
    m_diagnostics->setAccessibleName(tr("Diagnostics: %1").arg(diagnostics.summary()));
    const bool clean = diagnostics.count(Severity::Error) + diagnostics.count(Severity::Warning) == 0;
    const Severity worst = diagnostics.count(Severity::Error) > 0 ? Severity::Error : Severity::Warning;
    m_diagnostics->setIcon(clean ? tintedIcon(QStringLiteral("ok"), tokens.good)
                                 : tintedIcon(severityIcon(worst), severityColor(worst, tokens)));
}

void MainWindow::updateIcons()
{
    m_message->setTokens(m_context.theme.tokens());
    tintActions(m_context.commands.findChildren<QAction*>(), m_context.theme.tokens());
    updateStatus();
}

/// The figure the keyboard is at, else what the pictures show as focused, else the first key figure.
void MainWindow::explainFocused()
{
    QString id;
    for (const QWidget* widget = focusWidget(); widget && id.isEmpty(); widget = widget->parentWidget())
        if (const auto* explainable = dynamic_cast<const Explainable*>(widget))
            id = explainable->figureAtFocus();
    if (const auto evaluation = m_context.document.evaluation(); id.isEmpty() && evaluation)
        id = figureOf(*evaluation, m_context.focus.current());
    if (id.isEmpty() && !m_figures->figures().empty())
        id = m_figures->figures().front().derivation;
    m_panes->raise(QStringLiteral("explain"));
    m_context.focus.explain(id);
}

QString MainWindow::messageText() const { return m_message->text(); }

QString MainWindow::statusText() const { return m_focusWords->text(); }

void MainWindow::showProblems(const Problems& problems) { m_message->show(problems, m_context.theme.tokens()); }

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (!m_files->mayLeave()) {
        event->ignore();
        return;
    }
    saveLayout();
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (FileCommands::canTake(*event->mimeData()))
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    event->acceptProposedAction();
    m_files->take(*event->mimeData());
}

void MainWindow::showEvent(QShowEvent* event)
{
    QMainWindow::showEvent(event);
    if (!m_defaultLayout.isEmpty())
        return;
    m_panes->distribute(); // sizes of docks count only in a window that has its own
    m_defaultLayout = saveState(layoutVersion);
    restoreLayout();
}

void MainWindow::saveLayout() const
{
    if (m_panes->isMaximized())
        return;
    QSettings settings;
    settings.setValue(QStringLiteral("window/geometry"), saveGeometry());
    settings.setValue(QStringLiteral("window/layout"), saveState(layoutVersion));
}

void MainWindow::restoreLayout()
{
    const QSettings settings;
    restoreGeometry(settings.value(QStringLiteral("window/geometry")).toByteArray());
    restoreState(settings.value(QStringLiteral("window/layout")).toByteArray(), layoutVersion);
}

} // namespace shardscape
